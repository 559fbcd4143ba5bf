"""Who can be a party in a sentence: noun phrases with a state or organisation behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.model import is_state
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.discourse import Discourse
    from ruscorpus.events.lexicon import Lexicon, Reading
    from ruscorpus.model import Mention

_NO_PARTY = frozenset({"DATE", "QUANTITY", "EQUIPMENT", "AGREEMENT"})
_PAUSE = re.compile(r"[\s\"“”‘’'(\[):;,/–—-]$")
_OFFICE = re.compile(
    r"(?:อดีต|รอง|ว่าที่)?(?:ประธานาธิบดี|ปธน\.|นายก|ผู้นำ|รัฐมนตรี|รมว|รมต|รมช|กษัตริย์|มกุฎ|เอกอัครราชทูต|ทูต|ผู้แทน"
    r"|คณะผู้แทน|โฆษก|เลขาธิการ|ผู้บัญชาการ|เจ้าหน้าที่|ที่ปรึกษา|ประธาน|พล|นาย|นาง|เจ้าชาย|เจ้าหญิง|สมเด็จ|หัวหน้า|สหาย|ขบวนรถไฟ|ประมุข)"
)
_RELATION = re.compile(r"(?:พันธมิตร|เพื่อนบ้าน|มิตร|ศัตรู|คู่แข่ง|คู่ค้า|หุ้นส่วน|คู่ขัดแย้ง|สมาชิก|อดีตอาณานิคม)\S{0,12}$")
_OPENING = frozenset({"ด้าน", "โดย", "สำหรับ", "ฝั่ง", "นอกจาก"})  # behind a pause these open a clause
_BOUND = frozenset({"modifier", "in", "from", "on", "with", "between", "by"})
_STANDS = ("ถูก", "โดน", "เป็น", "อยู่", "ตั้ง", "ได้รับ", "มี", " ")
_OWNED = re.compile(r"\s?(?:ของ|แห่ง|ประจำ|จาก|[A-Z(])|ฯ?[ก-ฮเ-ไ]{0,3}\.")
_OFFICE_REACH = 80  # โฆษกด้าน…ของ: so long may an office be
_HEAD_REACH = 46  # a noun phrase before ของ is not longer


@dataclass(frozen=True, slots=True)
class Party:
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


def find_parties(
    reading: Reading, mentions: Sequence[Mention], lexicon: Lexicon, discourse: Discourse
) -> list[Party]:
    """Return the parties of the sentence in order; coordinated names (รัสเซียและจีน) are one party."""
    parties: list[Party] = []
    for mention in mentions:
        if mention.type in _NO_PARTY or not mention.acts_for:
            continue
        if _in_foreign_title(reading.flow, mention.span):
            continue
        if mention.acts_for in lexicon.bystanders:
            parties.append(Party((), mention.span, free=True, paused=True))
            continue
        party, marked_from = _party(reading, mention, lexicon)
        merged = _join(reading.flow, parties[-1], party, marked_from, lexicon) if parties else None
        if merged is not None:
            parties[-1] = merged
        else:
            parties.append(party)
    parties = [_during(party, following) for party, following in pairwise([*parties, None])]
    covered = [party.span for party in parties]
    parties += [p for p in _bystanders(reading, lexicon) if not any(p.span.overlaps(s) for s in covered)]
    parties += _anaphors(reading, parties, lexicon, discourse)
    parties += _first_person(reading, parties, lexicon)
    return sorted(parties, key=lambda party: (party.span, party.ids))


def find_speaker(
    reading: Reading, parties: Sequence[Party], lexicon: Lexicon, after: int = -1
) -> Party | None:
    """Return the first party behind *after* that a verb of saying follows; None for none."""
    for party in parties:
        if party.span.start >= after and party.ids and party.free and not party.place:
            said = lexicon.speech.match(reading.flow, party.span.end)
            if said is not None and said.end() <= reading.high:
                return party
    return None


def _first_person(reading: Reading, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """Return เรา and its kin as who speaks: named behind the quotation, or before it."""
    result: list[Party] = []
    for match in lexicon.speakers.finditer(reading.flow, reading.low, reading.high):
        if match.start() not in reading.boundaries or match.end() not in reading.boundaries:
            continue
        free, paused = freedom(reading, match.start(), lexicon)
        speaker = find_speaker(reading, parties, lexicon, match.end()) or find_speaker(
            reading, parties, lexicon
        )
        if free and speaker is not None:
            result.append(Party(speaker.ids, Span(*match.span()), free=True, paused=paused, anaphor=True))
    return result


def _party(reading: Reading, mention: Mention, lexicon: Lexicon) -> tuple[Party, int]:
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
    if kind == "modifier" and start != mention.span.start:
        kind, word = "", ""  # "ประเด็นรัฐบาลจีน…" is rare; an office opens a phrase of its own
    free, paused = freedom(reading, start, lexicon)
    headed = False
    if not free and kind == "" and not place:
        head = lexicon.head_start(reading, start)
        headed = head != start
        if headed:
            start, free, paused = head, True, True
    caused = reading.ending(lexicon.hard_opener_end, start) if word == "ให้" else None
    if caused is not None and caused.group().endswith("ให้"):  # ส่งผลให้โปแลนด์…
        kind, word, free = "", "", True
    if marker and word in _OPENING and freedom(reading, marker.start, lexicon)[1]:
        kind, word, free, paused = "", "", True, True
    if kind == "of":
        free = _owned_head_is_free(reading, marker.start if marker else start, lexicon)
    elif kind in _BOUND:
        free = False
    person = mention.type == "PERSON" or _OFFICE.match(reading.flow, start) is not None
    party = Party(
        (mention.acts_for,),
        Span(start, mention.span.end),
        kind,
        word,
        free,
        paused,
        place,
        False,
        person,
        (mention.id,),
        headed,
    )
    return party, marker.start if marker else start


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


def _in_foreign_title(flow: str, span: Span) -> bool:
    """Tell whether a Latin name stands in a run of Latin words: the title of a work, not a party."""
    if not flow[span.start].isascii():
        return False
    around = flow[max(0, span.start - 3) : span.start] + "|" + flow[span.end : span.end + 3]
    return re.search(r"[A-Za-z]", around) is not None


def _home(parties: Sequence[Party], start: int) -> tuple[str, ...]:
    """Return the state whose body stands at *start*: named right before it, or the sentence's first party."""
    before = [p for p in parties if p.span.end <= start and p.ids and is_state(p.ids[0])]
    if before and start - before[-1].span.end <= 1:
        return before[-1].ids
    first = next((p for p in before if p.free or p.marker == "in"), None)
    return first.ids if first is not None and len(first.ids) == 1 else ()


def _bare(reading: Reading, body: Span, parties: Sequence[Party], lexicon: Lexicon) -> bool:
    """Tell whether a body of a state stands alone (รัฐบาลทหารประกาศ…), with neither owner nor name."""
    if not freedom(reading, body.start, lexicon)[0] or _OWNED.match(reading.flow, body.end) is not None:
        return False
    return not any(p.span.overlaps(body) or 0 <= p.span.start - body.end <= 1 for p in parties)


def _during(party: Party | None, following: Party | None) -> Party:
    """``ระหว่างรัสเซียทำสงคราม``: with one party ระหว่าง means "while", and the party is a subject."""
    if party is None:
        raise ValueError("a party is wanted")
    alone = party.word == "ระหว่าง" and len(party.ids) == 1
    if alone and not (following is not None and following.marker in ("with", "coordinator")):
        return replace(party, marker="", word="", free=True)
    return party


def _said(reading: Reading, start: int) -> bool:
    """Tell whether ว่า stands right before: what follows is what somebody says."""
    return reading.flow[max(reading.low, start - 6) : start].rstrip(' "“').endswith("ว่า")


def freedom(reading: Reading, start: int, lexicon: Lexicon) -> tuple[bool, bool]:
    """Tell whether a phrase at *start* may open a clause, and whether a pause stands before it."""
    left = reading.flow[reading.low : start]
    if not left.strip(" \"“'("):
        return True, True
    if _PAUSE.search(left):
        return True, True
    if left.endswith("ว่า"):
        return True, False
    return reading.ending(lexicon.opener_end, start) is not None, False


def _owned_head_is_free(reading: Reading, of_start: int, lexicon: Lexicon) -> bool:
    """``[เรือ]ของจีน…``: the phrase that owns the name opens a clause, being short and behind a pause."""
    if reading.ending(_RELATION, of_start) is not None:
        return False  # "วอชิงตัน พันธมิตรหลักของฟิลิปปินส์": not the Philippines
    office = reading.first(lexicon.any_role, max(reading.low, of_start - _OFFICE_REACH), of_start)
    if office is not None and freedom(reading, office.start(), lexicon)[0]:
        return True
    left = reading.flow[max(reading.low, of_start - _HEAD_REACH) : of_start]
    head = re.split(r"\s", left.rstrip())[-1]
    return len(head) <= 24 and not reading.first(lexicon.links, of_start - len(head) + 1, of_start)


def _join(flow: str, before: Party, party: Party, marked_from: int, lexicon: Lexicon) -> Party | None:
    """Return *before* and *party* as one noun phrase: an apposition of the same actor, or a coordination."""
    if not before.ids:
        return None
    if _apposed(flow, before, party, marked_from):
        place, person = before.place and party.place, before.person or party.person
        return replace(before, span=before.span.cover(party.span), place=place, person=person)
    gap = flow[before.span.end : party.span.start]
    if before.place != party.place or party.marker in ("modifier", "in", "from", "of"):
        return None
    joined = lexicon.coordinator.match(gap.removeprefix(")")) and (gap.strip() or not party.marker)
    if not gap or not joined or not (gap.strip() or _listed(flow, before, party)):
        return None
    ids = tuple(dict.fromkeys((*before.ids, *party.ids)))
    names = (*before.names, *party.names)
    person = before.person or party.person
    return replace(before, ids=ids, names=names, person=person, span=before.span.cover(party.span))


def _apposed(flow: str, before: Party, party: Party, marked_from: int) -> bool:
    """Tell whether two phrases name one actor: ``ผู้นำเกาหลีเหนือ คิม จองอึน``, ``โต เลิม เลขาธิการพรรค…``."""
    if party.span.start < before.span.end:
        return set(party.ids) <= set(before.ids)
    gap = flow[before.span.end : party.span.start]
    alone = len(before.ids) == 1 or party.marker == "of" or "(" in gap
    if party.ids == before.ids[-1:] and alone and len(gap) <= 60:
        apposed = not gap.strip(" (") or (
            party.marker == "of" and not flow[before.span.end : marked_from].strip(" )")
        )
        named = re.fullmatch(r"\s[^\s(]{2,20}(?:\s[^\s(]{2,20})?\s?\(", gap) is not None
        elsewhere = before.marker in ("in", "from") and party.paused and party.person
        if (apposed or named) and not elsewhere:
            return True
    title = before.person and party.person and _OFFICE.match(flow, party.span.start) is not None
    return title and gap == " " and not is_state(party.ids[0]) and not party.marker


def _listed(flow: str, before: Party, party: Party) -> bool:
    """``สหรัฐฯ ญี่ปุ่น และเกาหลีใต้``: a bare space joins only where the list goes on with และ."""
    if before.marker not in ("", "that", "to", "by"):
        return False
    return (
        len(before.ids) > 1
        or party.ids == before.ids
        or (
            re.match(
                r"\s?(?:[^\s]{2,24}\s)?(?:และ|หรือ|กับ|ตลอดจน)", flow[party.span.end : party.span.end + 34]
            )
            is not None
        )
    )


def _bystanders(reading: Reading, lexicon: Lexicon) -> list[Party]:
    """Return the unnamed others that may be subjects (ผู้เชี่ยวชาญหลายฝ่าย)."""
    result = []
    for match in lexicon.bystander_nouns.finditer(reading.flow, reading.low, reading.high):
        if match.start() not in reading.boundaries or match.end() not in reading.boundaries:
            continue
        free, paused = freedom(reading, match.start(), lexicon)
        if free:
            result.append(Party((), Span(*match.span()), free=True, paused=paused))
    return result


def _anaphors(
    reading: Reading, parties: Sequence[Party], lexicon: Lexicon, discourse: Discourse
) -> list[Party]:
    """Return ทั้งสองประเทศ as the two states spoken of last, and เขา as the person's state."""
    result = []
    kinds = (
        (lexicon.pairs, discourse.pair),
        (lexicon.groups, discourse.group),
        (lexicon.pronouns, discourse.person),
        (lexicon.reflexives, discourse.itself),
        (lexicon.bodies, lambda _: discourse.home()),
    )
    for pattern, resolve in kinds:
        for match in pattern.finditer(reading.flow, reading.low, reading.high):
            if match.start() not in reading.boundaries or match.end() not in reading.boundaries:
                continue
            if pattern is lexicon.bodies and not _bare(reading, Span(*match.span()), parties, lexicon):
                continue
            ids = resolve([p for p in parties if p.span.end <= match.start()])
            if pattern is lexicon.bodies:
                ids = _home(parties, match.start()) or ids
            if ids:
                marker = lexicon.marker(reading, match.start())
                kind, word = (marker.kind, marker.word) if marker else ("", "")
                free, paused = freedom(reading, match.start(), lexicon)
                if marker is not None and kind == "of":
                    free = _owned_head_is_free(reading, marker.start, lexicon)
                elif kind in _BOUND:
                    free = False
                if match.group().startswith("ระหว่าง"):
                    kind, free = "between", False
                result.append(Party(ids, Span(*match.span()), kind, word, free, paused, anaphor=True))
    return result
