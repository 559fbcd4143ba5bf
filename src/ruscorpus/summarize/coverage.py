"""What of a chapter its summary covers: codes, actors, dyads and events, counted in both."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.report.analysis import Analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruscorpus.model import Document
    from ruscorpus.offsets import Span
    from ruscorpus.report.rows import EventRow
    from ruscorpus.summarize.summary import Summary


_Deed = tuple[str, tuple[str, ...], tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing of a chapter: how often the chapter has it, and how often the chosen sentences do."""

    id: str
    chapter: int
    summary: int


@dataclass(frozen=True, slots=True)
class CoveredEvent:
    """A deed as the chapter first tells it; reports of one deed on one date are one."""

    event: EventRow
    chapter: int
    summary: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the chapter holds and the summary of it holds, the most frequent first; events by date."""

    codes: tuple[Covered, ...]
    actors: tuple[Covered, ...]
    dyads: tuple[Covered, ...]
    events: tuple[CoveredEvent, ...]


def coverages(document: Document, summaries: Sequence[Summary]) -> list[Coverage]:
    """Return the coverage of each of *summaries* of a finished *document*."""
    analysis = Analysis.of(document)
    to_text = document.flow_map.to_old
    actors = [
        (to_text(mention.span), mention.acts_for)
        for mention in sorted(document.mentions, key=lambda mention: mention.span)
        if mention.acts_for
    ]
    return [
        _coverage(
            analysis,
            actors,
            to_text(summary.chapter.span),
            [to_text(unit.span) for unit in summary.sentences],
        )
        for summary in summaries
    ]


def _coverage(
    analysis: Analysis, actors: Sequence[tuple[Span, str]], chapter: Span, chosen: Sequence[Span]
) -> Coverage:
    starts = [span.start for span in chosen]

    def in_summary(span: Span) -> bool:
        place = bisect_right(starts, span.start) - 1
        return place >= 0 and span.start < chosen[place].end

    codings = [row for row in analysis.codings if _begins_in(row.at.span, chapter)]
    events = [row for row in analysis.events if _begins_in(row.at.span, chapter)]
    dyads = [(row.at.span, dyad) for row in codings for dyad in row.dyads]
    dyads += [(row.at.span, dyad) for row in events for dyad in row.dyads]
    return Coverage(
        _counted(((row.at.span, row.code) for row in codings), in_summary),
        _counted(((span, actor) for span, actor in actors if _begins_in(span, chapter)), in_summary),
        _counted(dyads, in_summary),
        _deeds(events, in_summary),
    )


def _begins_in(span: Span, chapter: Span) -> bool:
    return chapter.start <= span.start < chapter.end


def _counted(things: Iterable[tuple[Span, str]], in_summary: Callable[[Span], bool]) -> tuple[Covered, ...]:
    total, covered = Counter[str](), Counter[str]()
    for span, thing in things:
        total[thing] += 1
        covered[thing] += in_summary(span)
    order = sorted(total, key=lambda thing: (-total[thing], thing))
    return tuple(Covered(thing, total[thing], covered[thing]) for thing in order)


def _deeds(events: Sequence[EventRow], in_summary: Callable[[Span], bool]) -> tuple[CoveredEvent, ...]:
    first: dict[_Deed, EventRow] = {}
    total, covered = Counter[_Deed](), Counter[_Deed]()
    for event in events:
        key = (event.type, event.actor, event.recipient, event.date, event.status)
        first.setdefault(key, event)
        total[key] += 1
        covered[key] += in_summary(event.at.span)
    rows = [CoveredEvent(event, total[key], covered[key]) for key, event in first.items()]
    return tuple(sorted(rows, key=lambda row: (not row.event.date, row.event.date)))
