"""How old what a passage tells is: from the dates in it to the time of the text.

A plan of 1956 is no outlook for a reader of today. The time of a text is its own date or, where it has none,
the latest year that it names more than once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span

YEAR = 4
"""Digits of a year, with which every ISO date begins."""
NAMED = 2
"""Without a date of its own a text is as late as the latest year that it names so often."""


class Times:
    """The years that a document names, and its own."""

    def __init__(self, document: Document) -> None:
        years = [
            (mention.span.start, int(last))
            for mention in document.mentions
            if mention.type == "DATE" and (last := mention.id.split("/")[-1][:YEAR]).isdigit()
        ]
        self._years = sorted(years)
        self._starts = [start for start, _ in self._years]
        own = document.date[:YEAR]
        named = Counter(year for _, year in years)
        often = [year for year, count in named.items() if count >= NAMED] or list(named)
        self.now = int(own) if own.isdigit() else max(often, default=0)

    def age(self, span: Span) -> int:
        """Return how many years before the time of the text the latest date in *span* lies, or 0."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        years = [year for _, year in self._years[low:high]]
        return max(0, self.now - max(years)) if years else 0
