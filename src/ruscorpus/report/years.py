"""Which years a passage speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.report.overlap import SpanIndex
from ruscorpus.report.rows import year_of

if TYPE_CHECKING:
    from ruscorpus.offsets import Span
    from ruscorpus.report.analysis import Analysis


class Years:
    """The years of the passages of one document."""

    __slots__ = ("_dates", "_events", "_own")

    def __init__(self, analysis: Analysis) -> None:
        dates = [row for row in analysis.entities if row.type == "DATE" and year_of(row.id)]
        self._events = SpanIndex(analysis.events, lambda event: event.at.span)
        self._dates = SpanIndex(dates, lambda row: row.at.span)
        self._own = year_of(analysis.document.date)

    def of(self, span: Span) -> tuple[str, ...]:
        """Return the years of the events in *span*, else those that it names, else that of the document.

        In order, each once; the one year ``""`` where nothing tells. Of a period its first year counts.
        """
        years = {event.year for event in self._events.overlapping(span) if event.year}
        years = years or {year_of(date.id) for date in self._dates.overlapping(span)}
        return tuple(sorted(years or {self._own}))
