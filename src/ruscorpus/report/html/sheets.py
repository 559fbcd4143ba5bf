"""The findings of every document, numbered, each with all that a reader may ask for: what the filters know.

A passage is a stretch of text with all the codes that stand on exactly it. A passage takes years and
statuses from the events inside it, an event takes codes from the passages around it, so that "the alleged
events among what is coded as external balancing" can be asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ruscorpus.offsets import LineIndex, OffsetMap
from ruscorpus.problems import Problem, UsageError
from ruscorpus.report.overlap import SpanIndex
from ruscorpus.report.passages import longest_first, passages
from ruscorpus.report.years import Years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.model import Evidence
    from ruscorpus.offsets import Edit, Span
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.passages import Passage
    from ruscorpus.report.rows import EventRow
    from ruscorpus.report.tree import ResultTree


@dataclass(frozen=True, slots=True)
class Finding:
    """A coded passage or an event, and what it can be filtered by.

    ``key`` names it on the page: ``2p14`` is the fourteenth passage of the second document, ``2e3`` its
    third event. ``number`` is what the reader sees.
    """

    key: str
    number: int
    at: Evidence
    codes: tuple[str, ...]
    actors: tuple[str, ...]
    dyads: tuple[str, ...]
    years: tuple[str, ...]
    statuses: tuple[str, ...]
    passage: Passage | None = None
    event: EventRow | None = None


@dataclass(frozen=True)
class Sheet:
    """One document with its text and its findings in the order of the text."""

    number: int
    analysis: Analysis
    text: str
    raw: str
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, number: int, analysis: Analysis, tree: ResultTree) -> Sheet:
        """Read the texts of a document. Raises ``UsageError`` where a finding is not what stands there."""
        id_ = analysis.document.id
        text = tree.text(id_)
        places = [*(row.at for row in analysis.codings), *(row.at for row in analysis.events)]
        for at in places:
            if at.span.of(text) != at.quote:
                where = tree.path("documents", id_, ".yaml")
                reason = f"the text at {list(at.span)} is not the quote: the two are of different runs"
                hint = "run `ruscorpus analyze` again to write it anew"
                raise UsageError(Problem("results-damaged", reason, str(where), hint=hint))
        return cls(number, analysis, text, tree.raw(id_), tree.edits(id_))

    @property
    def name(self) -> str:
        """What the document is called: its title, else its id."""
        return self.analysis.document.title or self.analysis.document.id

    @cached_property
    def passages(self) -> tuple[Finding, ...]:
        """The coded passages."""
        events = SpanIndex(self.analysis.events, lambda event: event.at.span)
        years = Years(self.analysis)
        found = []
        for number, passage in enumerate(passages(self.analysis.codings), 1):
            inside = list(events.overlapping(passage.at.span))
            states = (state for dyad in passage.dyads for state in dyad.split("-"))
            found.append(
                Finding(
                    f"{self.number}p{number}",
                    number,
                    passage.at,
                    _unique(coding.code for coding in passage.codings),
                    _unique([*states, *_parties(inside)]),
                    _unique([*passage.dyads, *(dyad for event in inside for dyad in event.dyads)]),
                    years.of(passage.at.span),
                    _unique(event.status for event in inside),
                    passage=passage,
                )
            )
        return tuple(found)

    @cached_property
    def events(self) -> tuple[Finding, ...]:
        """The events."""
        codings = SpanIndex(self.analysis.codings, lambda coding: coding.at.span)
        ordered = sorted(self.analysis.events, key=lambda event: longest_first(event.at.span))
        return tuple(
            Finding(
                f"{self.number}e{number}",
                number,
                event.at,
                _unique(coding.code for coding in codings.overlapping(event.at.span)),
                _unique(_parties([event])),
                event.dyads,
                (event.year,),
                (event.status,),
                event=event,
            )
            for number, event in enumerate(ordered, 1)
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Passages and events in the order of the text, the longer of two that begin together first."""
        together = (*self.passages, *self.events)
        return tuple(sorted(together, key=lambda f: (*longest_first(f.at.span), f.event is not None)))

    @cached_property
    def by_span(self) -> dict[Span, Finding]:
        """The passages by where they stand."""
        return {passage.at.span: passage for passage in self.passages}

    @cached_property
    def _to_raw(self) -> OffsetMap:
        return OffsetMap(self.edits)

    @cached_property
    def _raw_lines(self) -> LineIndex:
        return LineIndex(self.raw)

    def line_at(self, span: Span) -> int:
        """Return the line of the source where *span* of the text begins."""
        return self._raw_lines.line_of(self._to_raw.to_old(span).start)


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _parties(events: Sequence[EventRow]) -> list[str]:
    return [party for event in events for party in (*event.actor, *event.recipient)]
