"""When: the date of a deed, from its sentence, or carried over from the sentences before it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ruscorpus.thaidates import find_dates

if TYPE_CHECKING:
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span


class Calendar:
    """All date expressions of a document, relative ones included, ready to be asked about a place."""

    def __init__(self, document: Document) -> None:
        self._dates = [d for d in find_dates(document.flow, document.date) if d.iso]
        self._starts = [d.span.start for d in self._dates]
        self._known: dict[tuple[str, frozenset[str]], str] = {}
        self._last: dict[frozenset[str], tuple[int, str]] = {}

    def date_of(self, trigger: Span, sentence: Span, *, planned: bool) -> str:
        """Return the ISO date for a deed at *trigger*: the nearest date of its sentence, "" for none.

        *planned* deeds take a date after the trigger sooner than one before it.
        """
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        best, best_cost = "", 1 << 30
        for found in self._dates[first:last]:
            behind = found.span.start >= trigger.end
            distance = found.span.start - trigger.end if behind else trigger.start - found.span.end
            cost = (
                distance
                + (0 if behind or not planned else 40)
                + (30 if found.kind in ("year", "decade") else 0)
            )
            if cost < best_cost:
                best, best_cost = found.iso, cost
        return best
