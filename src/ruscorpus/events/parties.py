"""Who can be a party in a sentence: noun phrases with a state or organisation behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.events.lexicon import CLASS_WORDS
from ruscorpus.model import is_state
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from ruscorpus.events.lexicon import Lexicon, Marker, Reading
    from ruscorpus.model import Mention

_PAUSE = frozenset("\"“”‘’'([):;,/–—-")
_OFFICE = re.compile(
    r"(?:อดีต|รอง|ว่าที่)?(?:ประธานาธิบดี|ปธน\.|นายก|ผู้นำ|รัฐมนตรี|รมว|รมต|รมช|กษัตริย์|มกุฎ|เอกอัครราชทูต|ทูต|ผู้แทน"
    r"|คณะผู้แทน|โฆษก|เลขาธิการ|ผู้บัญชาการ|เจ้าหน้าที่|ที่ปรึกษา|ประธาน|พล|นาย|นาง|เจ้าชาย|เจ้าหญิง|สมเด็จ|หัวหน้า|สหาย|ขบวนรถไฟ|ประมุข)"
)
_RELATION = re.compile(r"(?:พันธมิตร|เพื่อนบ้าน|มิตร|ศัตรู|คู่แข่ง|คู่ค้า|หุ้นส่วน|คู่ขัดแย้ง|สมาชิก|อดีตอาณานิคม)\S{0,12}$")
_OPENING = frozenset({"ด้าน", "โดย", "สำหรับ", "ฝั่ง", "นอกจาก"})  # behind a pause these open a clause
BOUND = frozenset({"modifier", "in", "from", "on", "with", "between", "by", "beside"})
_BESIDE = ("โดยมี", "ซึ่งมี", "และมี", "ต่อหน้า")
_ARMED = frozenset({"โดรน", "เครื่องบิน", "เรือ", "ขีปนาวุธ", "จรวด", "รถถัง"})  # where they act, their state does
# "ชาติสมาชิก[องค์การ] รวมทั้งจีนและ…": those who are named act, not the body.
_MEMBERS = re.compile(r"\s?(?:รวมทั้ง|รวมถึง|ได้แก่|คือ|อาทิ|เช่น|ประกอบด้วย)")
# Behind a name of a list: further names and the word before the last; no verb stands between.
_GOES_ON = re.compile(
    r"\s?(?:(?!\S*(?:ว่า|ได้|จะ|ไม่|เป็น|ที่|ซึ่ง|ให้))[^\s“”\"0-9]{2,20}\s){0,5}(?:และ|หรือ|กับ|ตลอดจน)"
)
_CLOSED = re.compile(r"(?:และ|กับ|หรือ)")  # "A กับ B [C]…": the list has had its last name
_SPACE = re.compile(r"\s")
_BRACKET = re.compile(r"\s?\(")
_FIRM = re.compile(
    r"(?:บริษัท|ธนาคาร|รัฐวิสาหกิจ|สายการบิน|กองทุน|องค์การ|สำนักงาน|หน่วยงาน|กลุ่มบริษัท|โรงงาน|รัฐบาล)\S{0,16}\s?$"
)
_STATE_OFFICE = re.compile(
    r"(?:อดีต|รอง|ว่าที่)?(?:ประธานาธิบดี|ปธน\.|นายก|รัฐมนตรี|รมว|รมต|รมช|เอกอัครราชทูต|โฆษกกระทรวง|โฆษกรัฐบาล|ผู้บัญชาการ)"
)
_STANDS = ("ถูก", "โดน", "เป็น", "อยู่", "ตั้ง", "ได้รับ", "มี", " ")
_OFFICE_REACH = 80  # โฆษกด้าน…ของ: so long may an office be
_NAME_REACH = 24
_HEAD_REACH = 46  # a noun phrase before ของ is not longer


class Party(NamedTuple):
    """A noun phrase that may act: who it is, and what stands before it.

    ``span`` runs from its first role noun (ประธานาธิบดี) to the end of its last name. ``marker`` is the
    kind of word before it: a preposition's role, ``modifier``, ``coordinator``, ``that`` (behind ที่ or ว่า),
    or ``""``. ``free``: it may open a clause; ``paused``: a space stands before it. ``place`` is set for
    cities and regions, which cannot act but can be visited. A bystander has no ``ids``.
    """

    ids: tuple[str, ...]
    span: Span
    marker: str = ""
    word: str = ""
    free: bool = False
    paused: bool = False
    place: bool = False
    anaphor: bool = False
    person: bool = False
    names: tuple[str, ...] = ()
    """The canonical ids of the names themselves (donetsk), where ``ids`` says who acts for them (UKR)."""
    headed: bool = False
    """A common noun opens it behind a pause: ``[ฝูงบินรบ]จีน``."""


def party_of(reading: Reading, mention: Mention, lexicon: Lexicon) -> tuple[Party, int]:
    """Return the party of *mention* and where its marker starts."""
    start = lexicon.strip_roles(reading, _name_start(reading, mention), person=mention.type == "PERSON")
    marker = lexicon.marker(reading, start)
    kind, word = (marker.kind, marker.word) if marker else ("", "")
    place = mention.type == "LOC" and not _government(reading, start, lexicon)
    if place and marker is not None and word == "กรุง" and _acts(reading, marker.start, mention, lexicon):
        place, kind, word, start = False, "", "", marker.start
    if (word in ("ที่", "เพื่อ") and not place) or _said(reading, start):
        kind = "that"
    if kind == "modifier" and marker is not None:
        further = lexicon.marker(reading, marker.start)
        if further is not None and further.word in ("ถูก", "โดน"):  # ถูก[โดรน]ยูเครนโจมตี
            marker = further
            kind, word = "by", further.word
    if reading.flow.endswith(_BESIDE, reading.low, start):  # "โดยมี[C]เป็นคนกลาง": neither side of the deed
        kind, word = "beside", "โดยมี"
    if kind == "modifier" and start != mention.span.start:
        kind, word = "", ""  # "ประเด็นรัฐบาลจีน…" is rare; an office opens a phrase of its own
    person = mention.type == "PERSON" or _OFFICE.match(reading.flow, start) is not None
    span = Span(start, mention.span.end)
    party = Party((mention.acts_for,), span, kind, word, place=place, person=person, names=(mention.id,))
    return _opening(reading, party, marker, lexicon), marker.start if marker else start


def _opening(reading: Reading, party: Party, marker: Marker | None, lexicon: Lexicon) -> Party:
    """Return *party* with what tells whether it may open a clause; a marker that opens it is gone."""
    start, kind, word = party.span.start, party.marker, party.word
    free, paused = freedom(reading, start, lexicon)
    headed = False
    if not free and kind == "" and not party.place:
        head = lexicon.head_start(reading, start)
        headed = head != start
        if headed:
            start, free, paused = head, True, True
    caused = reading.ending(lexicon.hard_opener_end, start) if word == "ให้" else None
    if caused is not None and caused.group().endswith("ให้"):  # ส่งผลให้โปแลนด์…
        kind, word, free = "", "", True
    if marker is not None and (word in _OPENING or (kind == "modifier" and word in _ARMED)):
        opens, pause = freedom(reading, marker.start, lexicon)
        if word in _OPENING and pause:
            kind, word, free, paused = "", "", True, True
        elif word in _ARMED and opens and not reading.flow.endswith("ให้", reading.low, marker.start):
            kind, word, free, paused, start = "", "", True, pause, marker.start
    if kind == "of":
        free = owned_head_is_free(reading, marker.start if marker else start, lexicon)
    elif kind in BOUND:
        free = False
    span = Span(start, party.span.end)
    ids, place, person, names = party.ids, party.place, party.person, party.names
    return Party(ids, span, kind, word, free, paused, place, person=person, names=names, headed=headed)


def holds_office(reading: Reading, start: int) -> bool:
    """Tell whether an office of a state stands at *start*."""
    return _STATE_OFFICE.match(reading.flow, start) is not None


def _name_start(reading: Reading, mention: Mention) -> int:
    """Return where the name begins: ``รัฐมนตรีต่าง[ประเทศไทย]`` is the foreign minister of Thailand."""
    start = mention.span.start
    if reading.flow.startswith("ประเทศ", start) and reading.flow.endswith("ต่าง", 0, start):
        return start + len("ประเทศ")
    return start


def _acts(reading: Reading, start: int, mention: Mention, lexicon: Lexicon) -> bool:
    """``กรุงปักกิ่งเตือน…``: a capital that opens a clause, with a verb right behind, is its government."""
    end = mention.span.end
    return (
        freedom(reading, start, lexicon)[0]
        and is_state(mention.acts_for)
        and lexicon.is_verb(reading, end)
        and not reading.flow.startswith(_STANDS, end)
    )


def _government(reading: Reading, start: int, lexicon: Lexicon) -> bool:
    """``ขณะที่เปียงยาง…``: a city right behind a clause opener stands for its government."""
    opener = reading.ending(lexicon.hard_opener_end, start)
    return opener is not None and not reading.flow[start - 1].isspace()


def _said(reading: Reading, start: int) -> bool:
    """Tell whether ว่า stands right before: what follows is what somebody says."""
    return reading.flow[max(reading.low, start - 6) : start].rstrip(' "“').endswith("ว่า")


def freedom(reading: Reading, start: int, lexicon: Lexicon) -> tuple[bool, bool]:
    """Tell whether a phrase at *start* may open a clause, and whether a pause stands before it."""
    left = reading.flow[reading.low : start]
    if not left.strip(" \"“'("):
        return True, True
    if left.endswith("(") and left[:-1].strip():
        return False, True  # NAME (ABBREVIATION): it stands for the name before it
    if left[-1] in _PAUSE or left[-1].isspace():
        return True, True
    if left.endswith("ว่า"):
        return True, False
    return reading.ending(lexicon.opener_end, start) is not None, False


def owned_head_is_free(reading: Reading, of_start: int, lexicon: Lexicon) -> bool:
    """``[เรือ]ของจีน…``: the phrase that owns the name opens a clause, being short and behind a pause."""
    if reading.ending(_RELATION, of_start) is not None:
        return False  # "วอชิงตัน พันธมิตรหลักของฟิลิปปินส์": not the Philippines
    office = reading.first(lexicon.any_role, max(reading.low, of_start - _OFFICE_REACH), of_start)
    if office is not None and freedom(reading, office.start(), lexicon)[0]:
        return True
    left = reading.flow[max(reading.low, of_start - _HEAD_REACH) : of_start]
    head = re.split(r"\s", left.rstrip())[-1]
    return len(head) <= 24 and not reading.first(lexicon.links, of_start - len(head) + 1, of_start)


def join(reading: Reading, before: Party, party: Party, marked_from: int, lexicon: Lexicon) -> Party | None:
    """Return *before* and *party* as one noun phrase: an apposition of the same actor, or a coordination."""
    flow = reading.flow
    if not before.ids:
        return None
    acts = party.person or party.headed or lexicon.is_verb(reading, party.span.end)
    if _BRACKET.fullmatch(flow, before.span.end, party.span.start) and flow.startswith(")", party.span.end):
        return before._replace(span=before.span.cover(party.span))  # "กลุ่มกบฏ[X] (ABC)": one body
    if _owned_firm(flow, before, party, marked_from):
        return before._replace(ids=party.ids, span=before.span.cover(party.span))
    if _apposed(flow, before, party, marked_from, acts=acts):
        place, person = before.place and party.place, before.person or party.person
        return before._replace(span=before.span.cover(party.span), place=place, person=person)
    gap = flow[before.span.end : party.span.start].removeprefix(")")
    city = party.place and party.word in CLASS_WORDS
    if city:  # กรุงเคียฟและ[กรุง]มอสโก
        gap = gap.removesuffix(party.word)
    if before.place != party.place or (party.marker in ("modifier", "in", "from", "of") and not city):
        return None
    joined = lexicon.coordinator.match(gap) and (gap.strip() or not party.marker)
    if not gap or not joined or not (gap.strip() or _listed(reading, before, party, lexicon)):
        return None
    alone = not before.free and len(before.names) == 1
    if alone and gap[0].isspace() and gap.strip() and lexicon.is_verb(reading, party.span.end):
        return None  # "A คุยกับ B และ[C]รับปากว่า…": another clause
    whole = () if _MEMBERS.match(gap) and "สมาชิก" in before.span.of(flow) else before.ids
    ids = tuple(dict.fromkeys((*whole, *party.ids)))
    names = (*before.names, *party.names)
    person = before.person or party.person
    return before._replace(ids=ids, names=names, person=person, span=before.span.cover(party.span))


def _owned_firm(flow: str, before: Party, party: Party, marked_from: int) -> bool:
    """``ธนาคาร[X] (X Bank) ของ[รัฐ]``: what a firm of a state does, and what is done to it, is the state's."""
    if party.marker != "of" or len(before.ids) != 1 or is_state(before.ids[0]) or not is_state(party.ids[0]):
        return False
    between = flow[before.span.end : marked_from]
    if between.strip(" )") and re.fullmatch(r"\s?\([^()]{2,40}\)\s?", between) is None:
        return False
    return _FIRM.search(flow, max(0, before.span.start - 40), before.span.start) is not None


def _apposed(flow: str, before: Party, party: Party, marked_from: int, *, acts: bool) -> bool:
    """Tell whether two phrases name one actor: ``ผู้นำเกาหลีเหนือ คิม จองอึน``, ``โต เลิม เลขาธิการพรรค…``.

    Where the second *acts*, it opens a clause behind a place: ``ที่เมืองฮอมส์ ดามัสกัสเรียกร้อง…``.
    """
    if party.span.start < before.span.end:
        return set(party.ids) <= set(before.ids)
    gap = flow[before.span.end : party.span.start]
    office = before.person and _OFFICE.match(flow, party.span.start) is not None
    alone = len(before.ids) == 1 or party.marker == "of" or "(" in gap or office
    if party.ids == before.ids[-1:] and alone and len(gap) <= 60:
        apposed = not gap.strip(" (") or (
            party.marker == "of" and not flow[before.span.end : marked_from].strip(" )")
        )
        named = re.fullmatch(r"\s[^\s(]{2,20}(?:\s[^\s(]{2,20})?\s?\(", gap) is not None
        elsewhere = (before.place or before.marker in ("in", "from")) and party.paused and acts
        owned = before.marker in ("of", "modifier", "to", "with") and not before.person
        elsewhere = elsewhere or (owned and party.paused and acts)  # "น่านฟ้าของ A [นาย ก รมว.ของ A]…"
        if (apposed or named) and not elsewhere:
            return True
    title = before.person and party.person and _OFFICE.match(flow, party.span.start) is not None
    return title and gap == " " and not is_state(party.ids[0]) and not party.marker


def _listed(reading: Reading, before: Party, party: Party, lexicon: Lexicon) -> bool:
    """``สหรัฐฯ ญี่ปุ่น และเกาหลีใต้``: a bare space joins only where the list goes on with และ."""
    flow, governed = reading.flow, before.marker in ("with", "from")
    if not governed and before.marker not in ("", "that", "to", "by", "beside"):
        return False
    if len(before.ids) > 1:
        closed = _CLOSED.search(before.span.of(flow)) is not None
        if governed or not closed:
            return not closed
    goes_on = _GOES_ON.match(flow, party.span.end, party.span.end + 90)
    if governed:
        return goes_on is not None and not _opens_clause(reading, goes_on.end(), lexicon)
    return goes_on is not None or party.ids == before.ids


def _opens_clause(reading: Reading, start: int, lexicon: Lexicon) -> bool:
    """``คุยกับ A [B และ C]ประณาม…``: a verb right behind the last name makes a clause of the others."""
    pause = _SPACE.search(reading.flow, start, start + _NAME_REACH)
    end = min(pause.start() if pause is not None else start + _NAME_REACH, reading.high)
    return any(p in reading.boundaries and lexicon.is_verb(reading, p) for p in range(start + 2, end))
