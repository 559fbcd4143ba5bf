"""Recipients: whom a verb is about, found to its right by the order of words and the prepositions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ruscorpus.model import MUTUAL_TYPES

if TYPE_CHECKING:
    from ruscorpus.config.events import Role
    from ruscorpus.events.parties import Party
    from ruscorpus.events.subjects import Scene, Subject
    from ruscorpus.events.triggers import Trigger

_OBJECT_GAP = 16  # so many characters may stand between a verb and its object without a preposition
_REACH = 110  # how far from its trigger a prepositional phrase may stand
_ANY_REACH = 60
_HEADED = {
    "with": re.compile(r" ?(?:ร่วม)?กับ"),
    "to": re.compile(r" ?(?:ต่อ|ให้แก่|ให้กับ|ไม่ให้|ให้|แก่|ใส่|ไปยัง)"),
}
_PAUSED = re.compile(r"(?<![0-9๐-๙.\s])\s(?![0-9๐-๙(\"“])")
_CHARGE_OF = re.compile(
    r"\s?(?:ว่า)?\s?(?:รายงาน|ข้อกล่าวหา|คำกล่าวหา|คำกล่าวอ้าง|ถ้อยแถลง|แถลงการณ์|ข่าว|คำพูด|ข้อหา)\S{0,12}ของ"
)
_GIVEN_TO = re.compile(r"(?:ให้แก่|ให้กับ|ให้|แก่|ไปช่วยเหลือ|ไปช่วย|มาช่วย|ช่วยเหลือ)(?=\S{2,44}$)")
_RELATIVE = re.compile(r"\s?(?:ที่|ซึ่ง)\s?")
_NO_PURPOSE = frozenset({"SANCTION", "COERCE", "ASSAULT", "REJECT", "ACCUSE", "RETREAT", "MOBILIZE"})
_OTHERS = re.compile(
    r"(?:กับ|ต่อ|แก่)?(?:ชาติ|โลก|ฝ่าย|ประเทศ)?(?:ตะวันตก(?!เฉียง)|ประชาคมโลก|ประชาคมระหว่างประเทศ|นานาชาติ|นานาประเทศ)|(?:กับ|ต่อ)?(?:ฝ่ายค้าน|สื่อมวลชน|ผู้สื่อข่าว)"
)
_REFUSES = re.compile(r"\S{0,3}(?:รับรอง|ยอมรับ|เห็นด้วย|เห็นชอบ)")
_NEW_CLAUSE = re.compile(r"\s(?:ไม่มี|ไม่ได้|ยังไม่|ไม่)")
_DISPUTE = re.compile(r"หยุดยิง|เจรจา|หารือ|สันติภาพ|พิพาท|ขัดแย้ง|ปะทะ|สู้รบ|สงคราม|แลกเปลี่ยน|ข้อตกลง")
_DRAFT_OF = re.compile(r"\s?ร่าง(?:ข้อ)?มติ\S{0,8}ของ")
_LONG_OBJECT = 42
_ASKED_GAP = 24
_JOINED = re.compile(r"\s?(?:และ|พร้อม|พร้อมทั้ง)\s?")
_TOGETHER_GAP = 30
_WORD_GAP = 24
_GOVERNING = re.compile(
    r"(?:กับ|ต่อ|ให้|ของ|จาก|ถึง|แก่|ใส่|ไปยัง|ที่|รอบ|ใกล้|ล้อม)$"
)  # the trigger has the preposition in it
_COMPLEMENT = re.compile(r"ว่า|ที่")
_COORDINATED = re.compile(r"(?:และ|แต่|หรือ|แล้ว|โดย)\s?$")
_NOMINAL = re.compile(r"(?:การ|ความ|ข้อ|คำ|งาน)$")


def find_recipient(scene: Scene, trigger: Trigger, subject: Subject) -> tuple[Party | None, float]:
    """Return the other party, looked for in the order of the frame's roles, and how sure that is."""
    known = scene.known.recipients
    # The frame's name stands for all of it: that it is asked for its actor only matters not here.
    key = trigger.frame.id, trigger.phrase, trigger.head, trigger.span, subject.ids, subject.party
    if key not in known:
        known[key] = _found_recipient(scene, trigger, subject)
    return known[key]


def _found_recipient(scene: Scene, trigger: Trigger, subject: Subject) -> tuple[Party | None, float]:
    if about_others(scene, trigger):
        return None, 1.0
    together = len(subject.ids) > 1 and trigger.frame.type in MUTUAL_TYPES
    for role in _order(scene, trigger):
        if role == "none":
            return None, 1.0
        if together and role in ("with", "left", "any", "between"):
            party = party_behind(scene, trigger, "with", exclude=subject.ids) if role == "with" else None
            if party is not None and party.span.start - trigger.head.end <= _TOGETHER_GAP:
                return party, 0.95
            continue  # those who act together need no partner
        party, sureness = _in_role(scene, trigger, subject, role)
        if party is not None and _hosts(scene, trigger, party):
            return None, 1.0
        if party is not None and not (together and party.place):  # "A กับ B พบกันที่กรุง…": only where
            return _both(scene, trigger, party), sureness
    head = _antecedent(scene, trigger, subject) if "object" in trigger.frame.recipient else None
    return head, 0.85 if head is not None else 1.0


def _in_role(scene: Scene, trigger: Trigger, subject: Subject, role: Role) -> tuple[Party | None, float]:
    """Return the party that stands in *role*, and how sure that is."""
    if role == "left":
        return _left(scene, trigger, subject), 0.75
    if role == "any" and noun_start(scene, trigger) >= 0:
        return None, 1.0  # behind a noun, only who is marked belongs to it
    if role == "pair":
        return _disputants(scene, subject), 0.9
    if role in ("after", "before"):
        return _beside_words(scene, trigger, subject.ids, role), 0.95
    if role == "that":
        return _in_clause(scene, trigger, subject.ids), 0.95
    return party_behind(scene, trigger, role, exclude=subject.ids), 0.8 if role == "any" else 1.0


def _antecedent(scene: Scene, trigger: Trigger, subject: Subject) -> Party | None:
    """``[B]ที่ A คว่ำบาตร``: the name before a relative clause whose verb has no object is its object."""
    party = subject.party
    if party is None or party.marker != "that" or trigger.head.start - party.span.end > _OBJECT_GAP:
        return None
    for other in reversed(scene.parties):
        if other.span.end <= party.span.start:
            link = _RELATIVE.fullmatch(scene.reading.flow, other.span.end, party.span.start)
            return other if link is not None and other.ids and not set(other.ids) & set(subject.ids) else None
    return None


def _hosts(scene: Scene, trigger: Trigger, party: Party) -> bool:
    """``ส่งขีปนาวุธเข้ามาติดตั้งบนเกาะของ[B]``: forces stationed with somebody are not turned against him."""
    if trigger.frame.type != "MOBILIZE":
        return False
    between = scene.reading.flow[trigger.head.start : party.span.start]
    near = re.search(r"ประชิด|ใกล้|รอบ|ใส่|ตามแนว|ชายแดน|พรมแดน", between) is not None
    return not near and re.search(r"ติดตั้ง|ประจำการ|ปรับปรุง|วางกำลัง|มายัง", between) is not None


def about_others(scene: Scene, trigger: Trigger) -> bool:
    """``กล่าวหา[ชาติตะวันตก]ว่าใช้ยูเครน…``: it is about others, and nobody named is meant."""
    return _OTHERS.match(scene.reading.flow, trigger.head.end) is not None


def _order(scene: Scene, trigger: Trigger) -> tuple[Role, ...]:
    """Return the frame's roles in the order in which this sentence is to be searched."""
    order = trigger.frame.recipient
    answers = trigger.frame.answer and trigger.frame.type == "REJECT" and says_what(scene, trigger)
    refuses = answers and _REFUSES.match(scene.reading.flow, trigger.head.end - 3) is not None
    if answers and not refuses and _CHARGE_OF.match(scene.reading.flow, trigger.head.end) is None:
        return ()  # "B สวนกลับว่า…ของ C": what follows is what is said, not whom it answers
    if "before" in order and _DRAFT_OF.match(scene.reading.flow, trigger.head.end):
        return ("of", *order)  # "วีโต้ร่างข้อมติของ[A]"
    if "that" in order and scene.reading.flow.startswith("ว่า", trigger.head.end):
        return ("that", *(role for role in order if role != "that"))
    if trigger.frame.type == "REQUEST" and _asks_to_do(scene, trigger):
        return tuple(role for role in order if role in ("object", "to", "that"))
    return tuple(order)


def says_what(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether what is said follows the trigger: ``ปฏิเสธว่า…``."""
    return "ว่า" in trigger.phrase or scene.reading.flow.startswith("ว่า", trigger.head.end)


def _asks_to_do(scene: Scene, trigger: Trigger) -> bool:
    """``เรียกร้องให้[ใคร]ทำ``: who is asked stands right behind, and not in what is to be done."""
    return trigger.phrase.endswith("ให้") or scene.reading.flow.startswith("ให้", trigger.head.end)


def party_behind(
    scene: Scene, trigger: Trigger, role: Role | Literal["by"], exclude: tuple[str, ...] = ()
) -> Party | None:
    """Return the first party right of the trigger in *role*, in the same clause."""
    end = trigger.head.end
    nominal = noun_start(scene, trigger) >= 0  # what belongs to a noun ends at the next verb
    purpose = trigger.frame.type in _NO_PURPOSE
    loose = role == "any" or nominal
    known = scene.known.cut_off
    for number, party in enumerate(scene.parties):
        if party.span.end <= end or not party.ids or set(party.ids) <= set(exclude):
            continue
        gap = max(0, party.span.start - end)
        key = end, trigger.span.end, purpose, loose, number
        if key not in known:  # one role after the other asks
            known[key] = _is_cut_off(scene, trigger, party, gap, loose=loose)
        if known[key]:
            return None
        if role == "any" and _PAUSED.search(scene.reading.flow, end, party.span.start):
            return None
        if _plays(scene, trigger, party, role, gap):
            return party
        if role == "object":
            return None
    return None


def _is_cut_off(scene: Scene, trigger: Trigger, party: Party, gap: int, *, loose: bool) -> bool:
    """Tell whether something stands between the trigger and a party behind it that parts them."""
    flow, end, start = scene.reading.flow, trigger.head.end, party.span.start
    if gap > _REACH or scene.reading.first(scene.lexicon.openers, end, start):
        return True
    if trigger.frame.type in _NO_PURPOSE and flow.find("เพื่อ", end, start) >= 0:
        return True  # "หยุดรับน้ำมันเพื่อเลี่ยงมาตรการของ C": what for, not to whom
    if _barrier(scene, trigger, start, loose=loose) or _opens_clause(scene, party, gap):
        return True
    return _NEW_CLAUSE.search(flow, end, start) is not None


def _opens_clause(scene: Scene, party: Party, gap: int) -> bool:
    """Tell whether a party behind a pause is the subject of a new clause."""
    if not (party.free and party.paused) or party.marker:
        return False
    follows = party.headed or scene.lexicon.is_verb(scene.reading, party.span.end)
    return gap > _OBJECT_GAP or (gap > 0 and follows)


def _plays(scene: Scene, trigger: Trigger, party: Party, role: Role | Literal["by"], gap: int) -> bool:
    """Tell whether a party behind the trigger plays *role*; *gap* characters stand between."""
    end = trigger.head.end
    if role in ("object", "to"):
        inside = party.span.start < end  # "บุกเข้าไปใน[สถานทูตยูกันดา]": the trigger runs into the phrase
        if inside or (gap <= 1 and _GOVERNING.search(scene.reading.flow, trigger.head.start, end)):
            return True
    if role == "to" and trigger.frame.type == "REQUEST" and gap > _ASKED_GAP:
        return False
    if role == "object" and _is_object(scene, trigger, party):
        return True
    if role == "to" and _led_to(scene, end, party):
        return True
    return _fits(party, role, gap) or (role in _HEADED and _headed(scene, end, party, role))


def _led_to(scene: Scene, end: int, party: Party) -> bool:
    """``มอบผ้าห่มให้ผู้พลัดถิ่นใน[B]``, ``ส่งเครื่องบินไปช่วยปฏิบัติการของ[B]``: it goes to people or a thing of B."""
    if party.marker not in ("in", "of", "modifier") or not party.word:
        return False
    owner = party.span.start - len(party.word)
    given = _GIVEN_TO.search(scene.reading.flow, end, owner)
    return given is not None and scene.lexicon.is_noun_phrase(scene.reading, given.end(), owner)


def _barrier(scene: Scene, trigger: Trigger, position: int, *, loose: bool) -> bool:
    """Tell whether another verb's clause begins between the trigger and *position*.

    It does at ซึ่ง and its kin, and at และ before a verb; a *loose* role ends at any other verb.
    """
    end = trigger.span.end
    if scene.reading.first(scene.lexicon.barriers, end, position) is not None:
        return True
    for start in (verb.start for verb in scene.verbs):
        if end + 1 < start < position and not _NOMINAL.search(scene.reading.flow, end, start):
            left = scene.lexicon.skip_auxiliaries(scene.reading, start, end)
            if loose or _COORDINATED.search(scene.reading.flow, end, left):
                return True
    return False


def _is_object(scene: Scene, trigger: Trigger, party: Party) -> bool:
    """Tell whether a party further off is the object: ``บินประชิด[เครื่องบินรบ]ฟิลิปปินส์``, ``ประณามและเตือน B``."""
    if party.marker not in ("", "modifier", "of") or (party.free and party.paused):
        return False
    end = trigger.head.end
    for verb in scene.verbs:
        joined = end <= verb.start < party.span.start and _JOINED.fullmatch(
            scene.reading.flow, end, verb.start
        )
        if joined and party.span.start - verb.end <= 1:
            return True
    near = _OBJECT_GAP < party.span.start - end <= _LONG_OBJECT
    return near and scene.lexicon.is_noun_phrase(scene.reading, end, party.span.start)


def _headed(scene: Scene, end: int, party: Party, role: str) -> bool:
    """``ลงนามกับ[บริษัท]ของรัสเซีย``: the preposition is there, and the party owns what it governs."""
    if party.marker not in ("of", "modifier"):
        return False
    if role == "with" and scene.reading.flow.endswith("กับ", 0, end):  # บินสมทบกับ[เครื่องบิน]ของจีน
        return party.span.start - end <= _OBJECT_GAP
    return _HEADED[role].match(scene.reading.flow, end) is not None


def _fits(party: Party, role: Role | Literal["by"], gap: int) -> bool:
    if role == "object":
        return gap <= _OBJECT_GAP and (
            not party.marker
            or (party.place and party.marker not in ("in", "from"))
            or (party.marker == "to" and gap <= 8 and party.word in ("ถึง", "ไปยัง", "ยัง", "ไป", "มา", "เข้า"))
            or (party.marker == "modifier" and gap <= 12)
            or (party.marker == "of" and gap <= 8)
        )
    if role == "any":
        return gap <= _ANY_REACH and party.marker not in ("by", "in", "beside")
    if role == "in":
        return party.marker == "in" or (party.place and party.marker in ("", "modifier"))
    return party.marker == role


def _in_clause(scene: Scene, trigger: Trigger, exclude: tuple[str, ...]) -> Party | None:
    """Return the first party of what the trigger says: ``เตือนว่า(หาก)รัสเซีย…``, ``ขอบคุณที่ไทย…``."""
    flow, end = scene.reading.flow, trigger.head.end
    if flow[trigger.head.start : end].endswith("ว่า"):
        opened = end
    else:
        word = _COMPLEMENT.search(flow, end, min(scene.reading.high, end + _WORD_GAP))
        if word is None:
            return None
        opened = word.end()
    for party in scene.parties:
        if party.span.start >= opened and party.ids and party.marker not in ("in", "modifier"):
            near = party.span.start - opened <= 2 * _WORD_GAP
            return party if near and not set(party.ids) <= set(exclude) else None
    return None


def _both(scene: Scene, trigger: Trigger, party: Party) -> Party:
    """Return *party* with its partner where a charge is about what two do: ``ความร่วมมือระหว่าง A กับ B``."""
    if trigger.frame.type == "ACCUSE" and party.marker == "to":
        sender = next((p for p in scene.parties if p.marker == "from" and p.ids and _follow(p, party)), None)
        return party if sender is None else _together(sender, party)
    if trigger.frame.type != "ACCUSE" or party.marker not in ("from", "between"):
        return party
    for other in scene.parties:
        if _follow(party, other) and other.ids and other.marker in ("to", "with", "coordinator"):
            return _together(party, other)
    return party


def _follow(party: Party, other: Party) -> bool:
    return 0 <= other.span.start - party.span.end <= _OBJECT_GAP


def _together(party: Party, other: Party) -> Party:
    ids = tuple(dict.fromkeys((*party.ids, *other.ids)))
    return party._replace(ids=ids, span=party.span.cover(other.span))


def _left(scene: Scene, trigger: Trigger, subject: Subject) -> Party | None:
    """Return a party between subject and trigger: ``จีนร่วมกับรัสเซียจัด…``, ``เยือนเปียงยางและลงนาม``."""
    low = subject.party.span.end if subject.party else scene.reading.low
    for party in reversed(scene.parties):
        between = low <= party.span.start and party.span.end <= trigger.head.start
        if between and not set(party.ids) <= set(subject.ids) and party.marker not in ("modifier", "by"):
            return party
    return None


def _disputants(scene: Scene, subject: Subject) -> Party | None:
    """Return the two between whom something happened: ``[A กับ B]หยุดยิงโดยมี C เป็นคนกลาง``."""
    if subject.party is None:
        return None
    before = [p for p in scene.parties if p.span.end <= subject.party.span.start and p.ids and not p.place]
    both = next((p for p in reversed(before) if len(p.ids) > 1), None)
    if both is not None:
        return both if not set(both.ids) & set(subject.ids) else None
    dispute = _DISPUTE.search(scene.reading.flow, scene.reading.low, subject.party.span.start)
    first = next((p for p in before if dispute and p.free and p.ids != subject.ids), None)
    second = next(
        (p for p in reversed(before) if first and not set(p.ids) & {*first.ids, *subject.ids}), None
    )
    return _together(first, second) if first is not None and second is not None else None


def _beside_words(scene: Scene, trigger: Trigger, exclude: tuple[str, ...], role: Role) -> Party | None:
    """Return the party next to one of the frame's ``words`` right of the trigger."""
    for word in trigger.words:
        if word.start < trigger.head.start:
            continue
        for party in scene.parties:
            if not party.ids or set(party.ids) <= set(exclude) or party.span.start < trigger.head.end:
                continue
            gap = party.span.start - word.end if role == "after" else word.start - party.span.end
            if 0 <= gap <= _WORD_GAP:
                return party
    return None


def noun_start(scene: Scene, trigger: Trigger) -> int:
    """Return where the nominalisation (การ…) of the trigger begins; -1 where it is a verb."""
    start = trigger.head.start
    known = scene.known.nouns
    if start not in known:
        known[start] = _found_noun(scene, start)
    return known[start]


def _found_noun(scene: Scene, start: int) -> int:
    flow = scene.reading.flow
    if flow.startswith(("การ", "ความ"), start):
        return start
    prefix = _NOMINAL.search(flow, max(scene.reading.low, start - 4), start)
    return prefix.start() if prefix else -1
