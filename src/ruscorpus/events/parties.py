"""Who can be a party in a sentence: noun phrases with a state or organisation behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.lexicon import Lexicon
    from ruscorpus.model import Mention


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that may act: who it is, and what stands before it.

    ``span`` runs from its first role noun (ประธานาธิบดี) to the end of its last name. ``marker`` is the
    kind of word before it: a preposition's role, ``modifier``, or ``""`` for a bare phrase. ``place`` is set
    for cities and regions, which cannot act but can be visited.
    """

    ids: tuple[str, ...]
    span: Span
    marker: str = ""
    word: str = ""
    place: bool = False
    anaphor: bool = False


def find_parties(
    flow: str,
    sentence: Span,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    boundaries: frozenset[int],
    focus: Sequence[str],
) -> list[Party]:
    """Return the parties of *sentence* in order; coordinated names (รัสเซียและจีน) are one party.

    *focus* holds the states spoken of last, most recent first: they resolve ทั้งสองประเทศ.
    """
    parties: list[Party] = []
    low = sentence.start
    for mention in mentions:
        if not mention.acts_for:
            continue
        start = lexicon.strip_roles(flow, mention.span.start, low, boundaries)
        marker = lexicon.marker(flow, start, low, boundaries)
        kind = marker.kind if marker else ""
        word = marker.word if marker else ""
        if kind == "of" and marker:  # "อาวุธของรัสเซีย" tells whose; "ผู้นำของรัสเซีย" was stripped above
            kind = "of"
        party = Party((mention.acts_for,), Span(start, mention.span.end), kind, word, mention.type == "LOC")
        merged = (
            _join(flow, parties[-1], party, marker.start if marker else start, lexicon) if parties else None
        )
        if merged is not None:
            parties[-1] = merged
        else:
            parties.append(party)
    parties += _pairs(flow, sentence, lexicon, boundaries, focus)
    return sorted(parties, key=lambda party: party.span)


def _join(flow: str, before: Party, party: Party, marked_from: int, lexicon: Lexicon) -> Party | None:
    """Return *before* and *party* as one noun phrase: an apposition of the same actor, or a coordination."""
    gap = flow[before.span.end : party.span.start]
    same = party.ids[0] in before.ids
    if same and (
        not gap.strip(" (") or (party.marker == "of" and not flow[before.span.end : marked_from].strip())
    ):
        return replace(before, span=before.span.cover(party.span), place=before.place and party.place)
    if before.place != party.place or party.marker in ("modifier", "in", "from"):
        return None
    if gap.strip() and lexicon.coordinator.match(gap):
        ids = tuple(dict.fromkeys((*before.ids, *party.ids)))
        return replace(before, ids=ids, span=before.span.cover(party.span))
    return None


def _pairs(
    flow: str, sentence: Span, lexicon: Lexicon, boundaries: frozenset[int], focus: Sequence[str]
) -> list[Party]:
    if len(focus) < 2:
        return []
    result = []
    for match in lexicon.pairs.finditer(flow, sentence.start, sentence.end):
        if match.start() in boundaries:
            marker = lexicon.marker(flow, match.start(), sentence.start, boundaries)
            kind = marker.kind if marker else ""
            result.append(Party(tuple(sorted(focus[:2])), Span(*match.span()), kind, anaphor=True))
    return result
