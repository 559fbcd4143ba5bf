"""Which finding answers to which: one to one, and as many pairs as there can be.

The rules are those by which gold data is scored: an event counts when its type and parties agree and its
quote overlaps the anchor; a code, when it stands on a passage that overlaps the anchor.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, TypeVar

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

A = TypeVar("A")
B = TypeVar("B")


class BareText:
    """A text whose white space does not count."""

    __slots__ = ("bare", "places")

    def __init__(self, text: str) -> None:
        self.places: list[int] = []
        """For each place of the text its place without white space."""
        kept: list[str] = []
        for char in text:
            self.places.append(len(kept))
            if not char.isspace():
                kept.append(char)
        self.places.append(len(kept))
        self.bare = "".join(kept)

    def span(self, span: Span) -> Span:
        """Return a span of the text as one of the bare text."""
        last = len(self.places) - 1
        return Span(self.places[min(span.start, last)], self.places[min(span.end, last)])

    def find(self, anchor: str) -> tuple[Span, ...]:
        """Return where *anchor* stands in the bare text, all places; none for an empty one."""
        bare = "".join(anchor.split())
        found, start = [], self.bare.find(bare) if bare else -1
        while start >= 0:
            found.append(Span(start, start + len(bare)))
            start = self.bare.find(bare, start + 1)
        return tuple(found)

    def original(self, span: Span) -> Span:
        """Return a span of the bare text as the shortest one of the text itself."""
        start = _first_at(self.places, span.start, last=True)
        end = _first_at(self.places, span.end, last=False)
        return Span(start, max(start, end))


def _first_at(places: list[int], bare: int, *, last: bool) -> int:
    return bisect_right(places, bare) - 1 if last else bisect_left(places, bare)


def pair(ones: Sequence[A], others: Sequence[B], fits: Callable[[A, B], bool]) -> list[tuple[int, int]]:
    """Return as many pairs of indices as possible, each index in one pair at most.

    Augmenting paths (Kuhn 1955), walked without recursion: a thesis has hundreds of passages of one code.

    >>> pair([1, 2], [2, 3], lambda a, b: abs(a - b) <= 1)
    [(0, 0), (1, 1)]
    """
    reach = [[j for j, other in enumerate(others) if fits(one, other)] for one in ones]
    partner: dict[int, int] = {}
    for start in range(len(ones)):
        came_from: dict[int, int] = {}  # the one by which another was first reached
        queue = [start]
        free = None
        while queue and free is None:
            one = queue.pop()
            for other in reach[one]:
                if other in came_from:
                    continue
                came_from[other] = one
                if other not in partner:
                    free = other
                    break
                queue.append(partner[other])
        own = {one: other for other, one in partner.items()} if free is not None else {}
        while free is not None:
            one = came_from[free]
            partner[free], free = one, own.get(one)
    return sorted((one, other) for other, one in partner.items())
