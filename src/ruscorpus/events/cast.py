"""Everybody in a sentence who may act or be acted upon: named, meant by a pronoun, or unnamed bystanders."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.events.parties import BOUND, Party, freedom, holds_office, join, owned_head_is_free, party_of
from ruscorpus.model import is_state
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.events.discourse import Discourse
    from ruscorpus.events.lexicon import Lexicon, Reading, Words
    from ruscorpus.model import Mention

_NO_PARTY = frozenset({"DATE", "QUANTITY", "EQUIPMENT", "AGREEMENT"})
_STATES_REACH = 24
_STATES_OF = re.compile(
    r"(?:ประเทศ|ชาติ|รัฐ|สาธารณรัฐ|ผู้นำ|ประธานาธิบดี|รัฐมนตรีต่างประเทศ|รัฐบาล)(?:ใน|จาก|แถบ|ของ|ภูมิภาค)*\s?$|(?:กลุ่ม)?(?:ประเทศ|รัฐ|ชาติ|สาธารณรัฐ)"
)
_ALL_OF_THEM = re.compile(r"\s?(?:ทั้ง)?(?:สาม|ห้า)(?:ประเทศ|ชาติ|รัฐ)?")
_COUNTS = {"สาม": 3, "3": 3, "สี่": 4, "4": 4, "ห้า": 5, "5": 5, "หก": 6, "6": 6, "เจ็ด": 7, "7": 7}
_OWNED = re.compile(r"\s?(?:ของ|แห่ง|ประจำ|จาก|[A-Z(])|ฯ?[ก-ฮเ-ไ]{0,3}\.")


def find_parties(
    reading: Reading, mentions: Sequence[Mention], lexicon: Lexicon, discourse: Discourse
) -> list[Party]:
    """Return the parties of the sentence in order; coordinated names (รัสเซียและจีน) are one party."""
    parties: list[Party] = []
    for mention in mentions:
        members = lexicon.members.get(mention.id, ())
        if members:
            if mention.type == "LOC" and not _speaks_of_states(reading, mention.span, parties):
                continue
            mention = replace(mention, type="ORG", acts_for=mention.id)  # noqa: PLW2901 - it acts as one
        no_party = mention.type in _NO_PARTY and not (mention.type == "AGREEMENT" and mention.acts_for)
        if no_party or lexicon.bodies.pattern.fullmatch(reading.flow, *_ends(mention)):
            continue  # "กระทรวงฯ": whose it is, the sentence tells
        if not mention.acts_for:
            parties += _stranger(reading, mention, parties, lexicon, discourse)
            continue
        if _in_foreign_title(reading.flow, mention.span):
            continue
        if mention.acts_for in lexicon.bystanders:
            parties.append(Party((), mention.span, free=True, paused=True))
            continue
        party, marked_from = party_of(reading, mention, lexicon)
        if members:
            party = party._replace(ids=members)
        merged = join(reading, parties[-1], party, marked_from, lexicon) if parties else None
        if merged is not None:
            parties[-1] = merged
        else:
            parties.append(party)
    parties = [
        _during(party, following) for party, following in zip(parties, [*parties[1:], None], strict=False)
    ]
    covered = [party.span for party in parties]
    parties += [p for p in _bystanders(reading, lexicon) if not any(p.span.overlaps(s) for s in covered)]
    parties += _anaphors(reading, parties, lexicon, discourse)
    parties += _first_person(reading, parties, lexicon)
    return sorted(parties, key=lambda party: (party.span, party.ids))


def _speaks_of_states(reading: Reading, region: Span, parties: Sequence[Party]) -> bool:
    """Tell whether a region stands for its states: ``รัฐบอลติก``, ``จีน-เอเชียกลาง``; else it is a place."""
    flow = reading.flow
    return (
        _STATES_OF.search(flow, max(reading.low, region.start - _STATES_REACH), region.start) is not None
        or _STATES_OF.match(flow, region.start) is not None
        or _ALL_OF_THEM.match(flow, region.end) is not None
        or (bool(parties) and flow[max(0, region.start - 1) : region.start] in ("-", "–"))
    )


def _ends(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _stranger(
    reading: Reading, mention: Mention, parties: Sequence[Party], lexicon: Lexicon, discourse: Discourse
) -> list[Party]:
    """Return a person of no known state where a clause may open with the name.

    An office before the name is one of the state spoken of (``รมว.ต่างประเทศ [ราดอสวาฟ] …``); anybody else who
    stands there is a bystander, so that nobody else is taken for the subject.
    """
    if mention.type != "PERSON":
        return []
    start = lexicon.strip_roles(reading, mention.span.start, person=True)
    free, paused = freedom(reading, start, lexicon)
    if not free or not paused:
        return []
    office = holds_office(reading, start)
    ids = (_home(parties, start) or discourse.home()) if office else ()
    return [Party(ids, Span(start, mention.span.end), "", "", free, paused, anaphor=office, person=True)]


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
    for match in reading.all(lexicon.speakers):
        free, paused = freedom(reading, match.start(), lexicon)
        speaker = find_speaker(reading, parties, lexicon, match.end()) or find_speaker(
            reading, parties, lexicon
        )
        if free and speaker is not None:
            result.append(Party(speaker.ids, Span(*match.span()), free=True, paused=paused, anaphor=True))
    return result


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


def _during(party: Party, following: Party | None) -> Party:
    """``ระหว่างรัสเซียทำสงคราม``: with one party ระหว่าง means "while", and the party is a subject."""
    alone = party.word == "ระหว่าง" and len(party.ids) == 1
    if alone and not (following is not None and following.marker in ("with", "coordinator")):
        return party._replace(marker="", word="", free=True)
    return party


def _bystanders(reading: Reading, lexicon: Lexicon) -> list[Party]:
    """Return the unnamed others that may be subjects (ผู้เชี่ยวชาญหลายฝ่าย)."""
    result = []
    for match in reading.all(lexicon.bystander_nouns):
        free, paused = freedom(reading, match.start(), lexicon)
        marker = lexicon.marker(reading, match.start())
        governed = marker is not None and marker.kind in ("to", "with", "from", "of") and not paused
        if free and not governed:
            result.append(Party((), Span(*match.span()), free=True, paused=paused))
    return result


def _anaphors(
    reading: Reading, parties: Sequence[Party], lexicon: Lexicon, discourse: Discourse
) -> list[Party]:
    """Return ทั้งสองประเทศ as the two states spoken of last, and เขา as the person's state."""
    result = []
    kinds: tuple[tuple[Words, Callable[[Sequence[Party], str], tuple[str, ...]]], ...] = (
        (lexicon.pairs, lambda near, _: discourse.pair(near)),
        (lexicon.groups, lambda near, said: discourse.group(near, _count(said))),
        (lexicon.pronouns, lambda near, _: discourse.person(near)),
        (lexicon.reflexives, lambda near, _: discourse.itself(near)),
        (lexicon.bodies, lambda *_: discourse.home()),
    )
    for words, resolve in kinds:
        for match in reading.all(words):
            span = Span(*match.span())
            if words is lexicon.bodies and not _bare(reading, span, parties, lexicon):
                continue
            kind, word, free, paused = _standing(reading, span, lexicon)
            if kind == "modifier" and words is lexicon.pairs:
                continue  # "เครื่องบินทั้งคู่": two things, not two states
            before = [p for p in parties if p.span.end <= span.start]
            if words is lexicon.pronouns and not free and kind != "of":
                before = _but_subject(before)  # "ต้อนรับเขา": whoever it is, not who does it
            ids = resolve(before, match[0])
            if words is lexicon.bodies:
                ids = _home(parties, span.start) or ids
            if ids:
                result.append(Party(ids, span, kind, word, free, paused, anaphor=True))
    return result


def _count(said: str) -> int:
    """Return how many ทั้งสามประเทศ are; 0 for ประเทศเหล่านี้, which does not say."""
    return next((number for word, number in _COUNTS.items() if word in said), 0)


def _standing(reading: Reading, span: Span, lexicon: Lexicon) -> tuple[str, str, bool, bool]:
    """Return marker kind and word, freedom and pause of an anaphor."""
    marker = lexicon.marker(reading, span.start)
    kind, word = (marker.kind, marker.word) if marker else ("", "")
    free, paused = freedom(reading, span.start, lexicon)
    if marker is not None and kind == "of":
        free = owned_head_is_free(reading, marker.start, lexicon)
    elif kind in BOUND:
        free = False
    if span.of(reading.flow).startswith("ระหว่าง"):
        kind, free = "between", False
    return kind, word, free, paused


def _but_subject(before: Sequence[Party]) -> list[Party]:
    """Return the parties without the nearest that may be a subject."""
    last = next((p for p in reversed(before) if p.free and not p.place), None)
    return [p for p in before if p is not last]
