"""Finding what stands on the same passage, without comparing everything with everything."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ruscorpus.offsets import Span

Item = TypeVar("Item")


class SpanIndex(Generic[Item]):
    """Items by their spans."""

    __slots__ = ("_items", "_longest", "_starts")

    def __init__(self, items: Iterable[Item], span_of: Callable[[Item], Span]) -> None:
        """Index *items*; *span_of* tells where each one stands."""
        self._items = sorted(((span_of(item), item) for item in items), key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._items]
        self._longest = max((span.length for span, _ in self._items), default=0)

    def overlapping(self, span: Span) -> Iterator[Item]:
        """Yield the items that share at least one code point with *span*, in the order of the text."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        for other, item in self._items[first:last]:
            if other.overlaps(span):
                yield item
