"""Krippendorff's alpha for unitizing: agreement on where passages begin and end, not on ready-made units.

Krippendorff (1995), *Sociological Methodology* 25: 47-76, with the corrected expectation of Krippendorff
(2004), "Measuring the reliability of qualitative text analysis data", *Quality & Quantity* 38: 787-800. His
later family (Krippendorff, Mathet, Bouvry & Widlöcher 2016) measures other things and is not computed here.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.offsets import Span


class Distance(NamedTuple):
    """Observed and expected disagreement on one code."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float:
        """Agreement beyond chance; NaN where chance cannot disagree."""
        return 1 - self.observed / self.expected if self.expected else math.nan


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* in order, those that overlap made one; those that only touch stay two."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = result[-1].cover(span)
        elif span.length > 0:
            result.append(span)
    return result


def distance(coders: Sequence[Sequence[Span]], length: int) -> Distance:
    """Return how far *coders* are apart on the passages of one code in a continuum of *length* characters.

    The passages of each coder are in order and disjoint, and lie within 0 and *length*.
    """
    number = len(coders)
    if number < 2 or length < 1:
        return Distance(0.0, 0.0)
    observed = 2 * sum(_between(one, other) for one, other in combinations(coders, 2))
    return Distance(observed / (number * (number - 1) * length * length), _expected(coders, number, length))


def joint_alpha(distances: Iterable[Distance]) -> float:
    """Return the alpha of several codes together."""
    pairs = list(distances)
    return Distance(sum(d.observed for d in pairs), sum(d.expected for d in pairs)).alpha


def _between(ones: Sequence[Span], others: Sequence[Span]) -> int:
    """Sum the squared differences of overlapping passages, and the squares of those that face a gap."""
    total = 0
    met: set[int] = set()
    ends = [span.end for span in others]
    starts = [span.start for span in others]
    for one in ones:
        overlapping = range(bisect_right(ends, one.start), bisect_left(starts, one.end))
        for index in overlapping:
            met.add(index)
            other = others[index]
            total += (one.start - other.start) ** 2 + (one.end - other.end) ** 2
        if not overlapping:
            total += one.length**2
    return total + sum(other.length**2 for index, other in enumerate(others) if index not in met)


def _expected(coders: Sequence[Sequence[Span]], number: int, length: int) -> float:
    units = [span.length for spans in coders for span in spans]
    gaps = sorted(gap for spans in coders for gap in _gaps(spans, length))
    longest_first = list(accumulate(reversed(gaps)))  # sums of the longest one, two, three … gaps
    total = 0.0
    for unit in units:
        total += (len(units) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
        wide = len(gaps) - bisect_left(gaps, unit)
        if wide:
            total += unit**2 * (longest_first[wide - 1] - wide * (unit - 1))
    all_ = number * length
    below = all_ * (all_ - 1) - sum(unit * (unit - 1) for unit in units)
    return 2 / length * total / below if below else 0.0


def _gaps(spans: Sequence[Span], length: int) -> Iterable[int]:
    position = 0
    for span in spans:
        if span.start > position:
            yield span.start - position
        position = span.end
    if length > position:
        yield length - position
