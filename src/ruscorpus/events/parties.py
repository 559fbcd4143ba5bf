"""Who can be a party in a sentence: noun phrases with a state or organisation behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.discourse import Discourse
    from ruscorpus.events.lexicon import Lexicon, Reading
    from ruscorpus.model import Mention

_NO_PARTY = frozenset({"DATE", "QUANTITY", "EQUIPMENT", "AGREEMENT"})
_PAUSE = re.compile(r"[\s\"“”‘’'(\[):;,/–—-]$")
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


def find_parties(
    reading: Reading, mentions: Sequence[Mention], lexicon: Lexicon, discourse: Discourse
) -> list[Party]:
    """Return the parties of the sentence in order; coordinated names (รัสเซียและจีน) are one party."""
    parties: list[Party] = []
    for mention in mentions:
        if mention.type in _NO_PARTY or not mention.acts_for:
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
    covered = [party.span for party in parties]
    parties += [p for p in _bystanders(reading, lexicon) if not any(p.span.overlaps(s) for s in covered)]
    parties += _anaphors(reading, parties, lexicon, discourse)
    return sorted(parties, key=lambda party: (party.span, party.ids))


def _party(reading: Reading, mention: Mention, lexicon: Lexicon) -> tuple[Party, int]:
    """Return the party of *mention* and where its marker starts."""
    start = lexicon.strip_roles(reading, mention.span.start)
    marker = lexicon.marker(reading, start)
    kind, word = (marker.kind, marker.word) if marker else ("", "")
    place = mention.type == "LOC"
    if word in ("ที่", "เพื่อ") and not place:
        kind = "that"
    if kind == "modifier" and start != mention.span.start:
        kind, word = "", ""  # "ประเด็นรัฐบาลจีน…" is rare; an office opens a phrase of its own
    free, paused = freedom(reading, start, lexicon)
    if kind == "of":
        free = _owned_head_is_free(reading, marker.start if marker else start, lexicon)
    elif kind in ("modifier", "in", "from", "on", "with", "between", "by"):
        free = False
    party = Party((mention.acts_for,), Span(start, mention.span.end), kind, word, free, paused, place)
    return party, marker.start if marker else start


def freedom(reading: Reading, start: int, lexicon: Lexicon) -> tuple[bool, bool]:
    """Tell whether a phrase that starts at *start* may open a clause, and whether a pause stands before it."""
    left = reading.flow[reading.low : start]
    if not left.strip(" \"“'("):
        return True, True
    if _PAUSE.search(left):
        return True, True
    return reading.ending(lexicon.opener_end, start) is not None, False


def _owned_head_is_free(reading: Reading, of_start: int, lexicon: Lexicon) -> bool:
    """``[เรือ]ของจีน…``: the phrase that owns the name opens a clause, being short and behind a pause."""
    left = reading.flow[max(reading.low, of_start - _HEAD_REACH) : of_start]
    head = re.split(r"\s", left.rstrip())[-1]
    return len(head) <= 24 and not reading.first(lexicon.links, of_start - len(head) + 1, of_start)


def _join(flow: str, before: Party, party: Party, marked_from: int, lexicon: Lexicon) -> Party | None:
    """Return *before* and *party* as one noun phrase: an apposition of the same actor, or a coordination."""
    if not before.ids:
        return None
    gap = flow[before.span.end : party.span.start]
    if set(party.ids) <= set(before.ids) and len(gap) <= 60:
        apposed = not gap.strip(" (") or (
            party.marker == "of" and not flow[before.span.end : marked_from].strip(" )")
        )
        named = re.fullmatch(r"\s[^\s(]{2,20}(?:\s[^\s(]{2,20})?\s?\(", gap) is not None
        if apposed or named:
            return replace(before, span=before.span.cover(party.span), place=before.place and party.place)
    if before.place != party.place or party.marker in ("modifier", "in", "from", "of"):
        return None
    if gap and lexicon.coordinator.match(gap) and (gap.strip() or not party.marker):
        if not gap.strip() and len(before.ids) == 1 and party.ids != before.ids and not _listing(flow, party):
            return None
        ids = tuple(dict.fromkeys((*before.ids, *party.ids)))
        return replace(before, ids=ids, span=before.span.cover(party.span))
    return None


def _listing(flow: str, party: Party) -> bool:
    """``สหรัฐฯ ญี่ปุ่น และเกาหลีใต้``: a bare space joins only where the list goes on with และ."""
    return re.match(r"\s?(?:[^\s]{2,24}\s)?(?:และ|หรือ|กับ|ตลอดจน)", flow[party.span.end : party.span.end + 34]) is not None


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


def _anaphors(reading: Reading, parties: Sequence[Party], lexicon: Lexicon, discourse: Discourse) -> list[Party]:
    """Return ทั้งสองประเทศ as the two states spoken of last, and เขา as the person's state."""
    result = []
    for match in lexicon.pairs.finditer(reading.flow, reading.low, reading.high):
        pair = discourse.pair(tuple(p for p in parties if p.span.end <= match.start()))
        if match.start() in reading.boundaries and pair:
            marker = lexicon.marker(reading, match.start())
            free, paused = freedom(reading, match.start(), lexicon)
            kind = marker.kind if marker else ""
            result.append(Party(pair, Span(*match.span()), kind, marker.word if marker else "", free, paused, anaphor=True))
    for match in lexicon.pronouns.finditer(reading.flow, reading.low, reading.high):
        if match.start() not in reading.boundaries or match.end() not in reading.boundaries:
            continue
        who = discourse.person(tuple(p for p in parties if p.span.end <= match.start()))
        if who:
            marker = lexicon.marker(reading, match.start())
            free, paused = freedom(reading, match.start(), lexicon)
            kind = marker.kind if marker else ""
            result.append(Party(who, Span(*match.span()), kind, marker.word if marker else "", free, paused, anaphor=True))
    return result
