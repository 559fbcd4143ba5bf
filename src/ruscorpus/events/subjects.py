"""Subjects: who does a verb, found to its left.

Thai is subject–verb–object without inflection, and drops subjects freely. So the search goes left from
the verb: over auxiliaries to the phrase that stands there; over objects of earlier verbs, which share
their subject with it (A โจมตี B และยึด C); not over the start of a clause that has a subject unknown to us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.lexicon import Lexicon, Reading
    from ruscorpus.events.parties import Party
    from ruscorpus.offsets import Span

_REACH = 260
_FAR = 70
_LEAD = 40
_CHARGE_REACH = 16
_RESUMED = re.compile(r"จึง")  # "A …ว่า B…, จึง V": the clause goes on with A
# ``ข้อมติ[ที่]ประณาม…``, ``ข้อมติของสมัชชาใหญ่ซึ่งเรียกร้อง…``: the resolution does it, whoever votes.
_RESOLUTION = re.compile(
    r"(?<!ร่าง)(?:ข้อมติ|(?<!ร่างข้อ)(?<!ข้อ)มติ)(?:ของ[^\s]{2,40}|ที่ [0-9]{3,4})?\s?(?:ที่|ซึ่ง)?\s?$"
)
_RESOLUTION_REACH = 60
_COPULA = re.compile(r"\s?(?:ก็|ยัง|จึง|เคย|ถือ|นับ)?(?:เป็น|คือ)")
_TELLS = re.compile(r"(?:บอก|แจ้ง|เตือน|ตอบ|ขู่|สัญญา|รับปาก|กล่าว|ยืนยัน|รายงาน)(?:กับ|ต่อ|ให้|แก่|ทาง)?$")
_RELATIVE_OPENER = re.compile(r"\s?(?:ที่|ซึ่ง|ผู้)(?!\s?(?:ว่า|กรุง|เมือง|ประชุม))")
# What may stand before a dropped subject; any other noun there is a subject of its own.
_ADVERBIAL = re.compile(
    r"[\s\"“(0-9๐-๙.•)-]*(?:ใน|เมื่อ|ต่อ|ช่วง|ระหว่าง|ณ|วัน|ปี|เดือน|ต้น|กลาง|ปลาย|ล่าสุด|นอกจาก|อีก|ทั้ง|ก่อน|หลัง|ตาม|จาก|โดย|และ|แต่"
    r"|พร้อม|จึง|แล้ว|เพื่อ|ขณะ|สุดท้าย|ครั้ง|จน|ถัด|รวม|ด้วย|แม้|เพราะ|ซึ่ง|อย่าง|ที่ผ่านมา|ที่สำคัญ|ยัง|ได้|ทว่า|กระทั่ง|ภาย|ผ่าน|ร่วม|ตลอด|นับ|เช้า|ค่ำ|คืน|บ่าย|ปัจจุบัน|สอง|สาม|หนึ่ง|หลาย|ไม่|เรื่อง|ประเด็น|ด้าน|เกี่ยวกับ|ว่าด้วย|สำหรับ|การ\S{0,24}(?:นั้น|นี้|ดังกล่าว))"
)
_DATE_PART = re.compile(
    r"[0-9๐-๙.,:()/–-]+|[ก-ฮ]{1,2}\.[ก-ฮ]\.|(?:พ|ค)\.ศ\.|\S+(?:คม|ยน|พันธ์)(?:\s|$)|นี้|นั้น|เดียวกัน|ที่"
)
# Goods and papers do nothing: behind one of them ที่ opens a clause whose object it is.
_THING = re.compile(
    r"(?:ก๊าซ|น้ำมัน|อาวุธ|ยุทโธปกรณ์|เครื่องบิน|ขีปนาวุธ|โดรน|จรวด|ระบบ|เรือดำน้ำ|รถถัง|สินค้า|ข้าว|ธัญพืช|ปุ๋ย|ถ่านหิน|ข้อตกลง|สนธิสัญญา"
    r"|ความตกลง|บันทึกความเข้าใจ|สัญญา|แถลงการณ์|ปฏิญญา)[^\s]{0,30}\s?(?:\([^)]*\)\s?)?$"
)
# Not the space beside a number, unless the clause ends there.
_PAUSE = re.compile(
    r"\s(?=และ|พร้อม|แต่|โดย|จึง|รวมทั้ง)|(?<![0-9๐-๙.\s])\s(?![0-9๐-๙(\"“]|จำนวน|ราว|กว่า|อย่างน้อย)"
)
_NO_PAUSE = '0123456789๐๑๒๓๔๕๖๗๘๙."”)'
_BUT = frozenset({"แต่", "ทว่า", "แต่ทว่า"})
_SAID_TOO = re.compile(r"\s(?:และ|พร้อม|พร้อมทั้ง|ทั้งยัง|อีกทั้ง|รวมทั้ง)\s?(?:ยัง|ได้|ก็)*(?:\S{2,8}ว่า)?$")
_RELATIVE = ("ที่", "ผู้", "อัน")
_CAUSATIVE = frozenset({"ให้", "ช่วยให้", "ให้แก่", "ให้กับ", "ช่วย"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does the verb. ``party`` is None where the subject is carried over from the sentence before."""

    ids: tuple[str, ...]
    party: Party | None
    sureness: float
    accuser: tuple[str, ...] = ()
    """Who says in the same breath that the subject did it: ``A กล่าวหา B ว่า…``."""


@dataclass(slots=True)
class Known:
    """What was found in a sentence already: frames with the same verb ask again, and one frame several times.

    It belongs to one scene: what is found depends on all of it.
    """

    nouns: dict[int, int] = field(default_factory=dict)
    """Where the nominalisation of the verb at a place begins, or -1."""
    subjects: dict[tuple[int, bool, bool, bool], Subject | None] = field(default_factory=dict)
    recipients: dict[tuple[object, ...], tuple[Party | None, float]] = field(default_factory=dict)
    cut_off: dict[tuple[int, int, bool, bool, int], bool] = field(default_factory=dict)
    """Whether the party of a number, seen from a trigger, is parted from it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What role finding looks at: one sentence, its parties, and who the text was about before."""

    reading: Reading
    parties: Sequence[Party]
    lexicon: Lexicon
    topic: tuple[str, ...] = ()
    verbs: Sequence[Span] = ()
    """Where the triggers of the sentence stand."""
    speaker: Party | None = None
    """Who says what stands in the sentence's quotation marks, named behind them."""
    known: Known = field(default_factory=Known, init=False, compare=False, repr=False)

    def with_verbs(self, verbs: Sequence[Span]) -> Scene:
        """Return the scene with the triggers that were found in it; nothing else is known of it yet."""
        return Scene(self.reading, self.parties, self.lexicon, self.topic, verbs, self.speaker)


def find_subject(
    scene: Scene, start: int, *, people: bool = False, spoken: bool = False, shared: bool = False
) -> Subject | None:
    """Return the subject of the verb that begins at *start*; None where it is unknown or no party.

    *people*: citizens act too, not only who stands for the state. *spoken*: the verb is one of words.
    *shared*: it is done with another, so that goods or papers may be what the clause is about.
    """
    known, key = scene.known.subjects, (start, people, spoken, shared)
    if key not in known:
        known[key] = _found_subject(scene, start, people=people, spoken=spoken, shared=shared)
    return known[key]


def _found_subject(scene: Scene, start: int, *, people: bool, spoken: bool, shared: bool) -> Subject | None:
    reading, lexicon = scene.reading, scene.lexicon
    base = lexicon.skip_auxiliaries(reading, start, reading.low)
    if _RESOLUTION.search(reading.flow, max(reading.low, base - _RESOLUTION_REACH), base):
        return _chamber(scene, base)
    adjacent = _ending_at(scene, base)
    relative = adjacent is None and reading.flow[reading.low : base].rstrip().endswith((*_RELATIVE, "ซึ่ง"))
    if relative and (match := reading.ending(lexicon.link_end, base)) is not None:
        head = _ending_at(scene, match.start())
        if head is not None and head.ids and not head.place and head.marker != "modifier":
            return Subject(head.ids, head, 0.9)
        if match.group().strip() in _RELATIVE:
            made = _owner_of_gap(scene, match.start()) if shared else None
            return _predicated(scene, match.start()) or made
    if adjacent is None and _RESUMED.match(reading.flow, base, start):
        first = next((p for p in scene.parties if p.free and p.span.end <= base and not p.place), None)
        if first is not None and first.ids:
            return Subject(first.ids, first, 0.85)
    accused = _accused(scene, base)
    if accused is not None:
        return Subject(accused.ids, accused, 0.9, _accuser(scene, accused))
    modified = _modified(scene, base) if adjacent is None else None
    if modified is not None:
        return Subject(modified.ids, modified, 0.9)
    if adjacent is not None:
        verdict = _adjacent(scene, adjacent, people=people)
        if verdict is not None:
            return verdict if verdict.ids else None
    return _search(scene, start, base, people=people, spoken=spoken)


def _chamber(scene: Scene, base: int) -> Subject | None:
    """Return whose resolution it is that condemns or demands; None where no chamber is named beside it."""
    chambers = [p for p in scene.parties if len(p.ids) == 1 and p.ids[0] in scene.lexicon.chambers]
    if not chambers:
        return None
    party = min(chambers, key=lambda p: (abs(p.span.end - base), p.span.start))
    return Subject(party.ids, party, 0.8)


def _accused(scene: Scene, base: int) -> Party | None:
    """``กล่าวหาเบลารุสว่า(แอบ)เปิดน่านฟ้า``: the object of the charge is the subject of what it says.

    So it is of every verb up to the next pause; who is only told something (บอก B ว่าจะ…) is not.
    """
    flow = scene.reading.flow
    said = flow[scene.reading.low : base].rstrip(' "“')
    that = said.rfind("ว่า")
    if that < 0 or _PAUSE.search(said[that + 3 :].strip(' "“')):
        return None
    that += scene.reading.low
    party = _ending_at(scene, that)
    if party is None or not party.ids or party.free or party.place or party.marker not in ("", "modifier"):
        return None
    if any(that <= other.span.start and other.span.end <= base and other.free for other in scene.parties):
        return None
    told = flow[max(scene.reading.low, party.span.start - _LEAD) : party.span.start]
    return None if _TELLS.search(told) else party


def _accuser(scene: Scene, accused: Party) -> tuple[str, ...]:
    """Return who accuses *accused*; () for nobody named."""
    charge = scene.reading.flow.rfind("กล่าวหา", scene.reading.low, accused.span.start)
    if charge < 0 or accused.span.start - charge > _CHARGE_REACH:
        return ()
    found = find_subject(scene, charge)
    return found.ids if found is not None else ()


def _modified(scene: Scene, base: int) -> Party | None:
    """``ประณามจีนที่ใช้ปืนฉีดน้ำใส่เรือ``: the name before ที่ or ซึ่ง is the subject of its relative clause.

    The clause reaches to the next pause. Behind ที่ there must be a verb: ``จีนที่กรุงปักกิ่ง`` is no clause.
    """
    flow = scene.reading.flow
    for party in reversed(scene.parties):
        if party.span.end > base:
            continue
        opened = _RELATIVE_OPENER.match(flow, party.span.end, base)
        if opened is not None and party.ids and not party.place and party.marker not in ("modifier", "in"):
            between = flow[opened.end() : base]
            lets = flow.startswith(("ให้", "ปล่อย", "ยอม", "ทำ"), opened.end())
            verb = lets or scene.lexicon.is_verb(scene.reading, opened.end()) or opened.end() == base
            return party if verb and not _PAUSE.search(between.strip()) else None
        if party.free or _PAUSE.search(flow[party.span.end : base].strip()):
            return None
    return None


def _owner_of_gap(scene: Scene, relative: int) -> Subject | None:
    """Return who did what goods or papers are the object of: ``A ยกเลิกข้อตกลงที่ลงนามไว้กับ B``."""
    if _THING.search(scene.reading.flow, max(scene.reading.low, relative - 60), relative) is None:
        return None
    for party in reversed(scene.parties):
        if party.span.end <= relative and party.free and not party.place and party.marker != "of":
            near = relative - party.span.end <= _REACH and not _unknown_subject_between(
                scene, party.span.end, relative
            )
            return Subject(party.ids, party, 0.8) if party.ids and near else None
    return None


def _predicated(scene: Scene, relative: int) -> Subject | None:
    """``มาเลเซียเป็นประเทศแรกที่รับรอง…``: who is said to be the one that does it."""
    for party in reversed(scene.parties):
        if party.span.end <= relative and party.free and not party.place:
            rest = scene.reading.flow[party.span.end : relative]
            if party.ids and len(rest) < _FAR and _COPULA.match(rest):
                return Subject(party.ids, party, 0.9)
            return None
    return None


def _ending_at(scene: Scene, position: int) -> Party | None:
    """Return the party that ends right before *position*; a bracketed name may stand between."""
    for party in reversed(scene.parties):
        if party.span.end > position:
            continue
        gap = scene.reading.flow[party.span.end : position].strip()
        if not gap or (gap.startswith("(") and gap.endswith(")") and len(gap) < 40) or gap in (")", '"', "”"):
            return party
        return None
    return None


def _adjacent(scene: Scene, party: Party, *, people: bool) -> Subject | None:
    """Judge the phrase right before the verb. None: go on searching. No ids: the subject is no party."""
    if not party.ids:
        return None if people else Subject((), party, 0.0)
    if party.place:
        return None
    if people or party.marker == "beside":
        return Subject(party.ids, party, 0.9)
    if party.marker == "to" and party.word in _CAUSATIVE:
        return Subject(party.ids, party, 0.85)
    if party.free and party.marker != "to":
        return Subject(party.ids, party, 0.9 if party.marker == "of" else 1.0)
    if not party.marker and scene.reading.ending(scene.lexicon.pivots, party.span.start):
        return Subject(party.ids, party, 0.85)
    return None


def _set_going(scene: Scene, party: Party, base: int) -> bool:
    """Tell whether *party*, caused or said to do one verb, does the next in a row: ``A โวย[B]ส่งโดรนถล่ม…``."""
    if party.place or not party.ids or party.span.end > base:
        return False
    if _PAUSE.search(scene.reading.flow[party.span.end : base].strip()):
        return False
    if party.marker == "to" and party.word in _CAUSATIVE:  # "อนุญาตให้ B ใช้ดินแดนของตนบุก C"
        return scene.lexicon.is_verb(scene.reading, party.span.end)
    if party.marker:
        return False
    return scene.reading.ending(scene.lexicon.pivots, party.span.start) is not None and any(
        0 <= verb.start - party.span.end <= 1 for verb in scene.verbs
    )


def _quoted_from(scene: Scene, party: Party) -> bool:
    """Tell whether a party opens what somebody says: ``A ประณามว่า[B]…``."""
    return (
        scene.reading.flow[max(scene.reading.low, party.span.start - 6) : party.span.start]
        .rstrip()
        .endswith("ว่า")
    )


def _search(scene: Scene, start: int, base: int, *, people: bool, spoken: bool = False) -> Subject | None:
    """Go left over objects and prepositional phrases to the phrase that opens the clause."""
    sureness = 0.95
    for party in reversed(scene.parties):
        if party.span.end > start:
            continue
        distance = start - party.span.end
        if distance > _REACH:
            break
        if not _can_open(party, people=people):
            if _set_going(scene, party, base):
                return Subject(party.ids, party, 0.85)
            continue
        if not party.ids:
            said_too = _SAID_TOO.search(scene.reading.flow, party.span.end, base)
            if people or (spoken and said_too and _quoted_from(scene, party)):
                continue
            return None
        unknown = _unknown_subject_between(scene, party.span.end, base) or (
            not people and _stranger_before(scene, party.span.end, base)
        )
        if unknown:
            return None
        if (
            spoken
            and _quoted_from(scene, party)
            and _SAID_TOO.search(scene.reading.flow, party.span.end, base)
        ):
            continue  # "A ประณามว่า B …, และขอให้…": the words are A's
        if distance > _FAR:
            sureness -= 0.15
        if party.anaphor:
            sureness -= 0.05
        return Subject(party.ids, party, sureness)
    return _carried_over(scene, base)


def _carried_over(scene: Scene, base: int) -> Subject | None:
    """Return the subject where the clause has none in sight: the topic of the sentence before."""
    opened = scene.reading.flow[scene.reading.low : base].strip()
    if scene.speaker is not None and base < scene.speaker.span.start and _in_quotes(opened):
        return Subject(scene.speaker.ids, scene.speaker, 0.8)
    bound = _ending_at(scene, base)
    if bound is not None and bound.ids and not bound.marker and not bound.place:
        return Subject(bound.ids, bound, 0.7)  # nothing before it that it could be the object of
    if scene.topic and (not opened or _only_openers(scene, base)):
        return Subject(scene.topic, None, 0.7)
    before = [p for p in scene.parties if p.span.start < base]
    cut = scene.lexicon.is_verb(scene.reading, scene.reading.low) and not any(p.free for p in before)
    if scene.topic and cut:
        return Subject(scene.topic, None, 0.65)  # "เพิ่งเยือนฮานอยและลงนาม…": cut from its subject
    if scene.topic and len(opened) < _LEAD and not before and _unfinished(opened):
        return Subject(scene.topic, None, 0.62)  # "ในวันเดียวกันยังได้…"
    return None


def _unfinished(opened: str) -> bool:
    """Tell whether adverbials open the sentence: any other noun there is a subject of its own."""
    return all(_ADVERBIAL.match(part) or _DATE_PART.match(part) for part in opened.split())


def _in_quotes(left: str) -> bool:
    """Tell whether a quotation is open behind *left*."""
    return left.count('"') % 2 == 1 or left.count("“") > left.count("”")


def _can_open(party: Party, *, people: bool) -> bool:
    if party.place:
        return False
    if people and party.marker in ("modifier", "in"):
        return True
    if party.marker in ("to", "of"):
        return False
    return party.free


def _unknown_subject_between(scene: Scene, left: int, base: int) -> bool:
    """Tell whether a new clause begins between *left* and *base* whose subject is not in sight.

    It does where an opener is followed by words that are neither links nor auxiliaries: ``แต่ราคาน้ำมัน…``.
    """
    opener = scene.reading.last(scene.lexicon.openers, left, base)
    if opener is None or opener.end() >= base:
        return False
    rest = scene.reading.flow[opener.end() : base].strip()
    if opener.group() in _BUT and scene.lexicon.is_verb(scene.reading, opener.end()):
        return False  # "A ประณาม B แต่ไม่ยอมเข้าร่วม…": the subject goes on
    return bool(rest) and not scene.reading.first(scene.lexicon.links, opener.end(), base)


def _stranger_before(scene: Scene, left: int, base: int) -> bool:
    """Tell whether a noun phrase that is no party stands between a pause and the verb: its subject."""
    flow = scene.reading.flow
    pause = flow.rfind(" ", left, base)
    if pause <= left or pause + 1 >= base or flow[pause - 1] in _NO_PAUSE:
        return False
    return scene.lexicon.is_noun_phrase(scene.reading, pause + 1, base)


def _only_openers(scene: Scene, base: int) -> bool:
    """Tell whether the sentence has only openers and links before *base* (นอกจากนี้ยังได้…)."""
    position = base
    while position > scene.reading.low:
        match = scene.reading.ending(scene.lexicon.opener_end, position)
        if match is None:
            return not scene.reading.flow[scene.reading.low : position].strip()
        position = scene.lexicon.skip_auxiliaries(scene.reading, match.start(), scene.reading.low)
    return True
