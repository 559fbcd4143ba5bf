"""Estimates with their intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its interval; NaN where it is not defined."""

    value: float
    low: float = math.nan
    high: float = math.nan

    def __str__(self) -> str:
        if math.isnan(self.value):
            return "–"
        if math.isnan(self.low):
            return _two_digits(self.value)
        return f"{_two_digits(self.value)} [{_two_digits(self.low)}, {_two_digits(self.high)}]"


def _two_digits(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00")


def percentile_interval(value: float, samples: Iterable[float], level: float = LEVEL) -> Interval:
    """Return *value* with the middle *level* of bootstrap *samples*; undefined ones are left out.

    Percentile bootstrap: Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 13.
    """
    ordered = sorted(sample for sample in samples if not math.isnan(sample))
    if not ordered:
        return Interval(value)
    tail = (1 - level) / 2
    last = len(ordered) - 1
    return Interval(value, ordered[round(tail * last)], ordered[round((1 - tail) * last)])


def f1(hits: int, extra: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall; NaN where there is nothing at all."""
    total = 2 * hits + extra + missed
    return 2 * hits / total if total else math.nan


def f1_interval(hits: int, extra: int, missed: int, level: float = LEVEL) -> Interval:
    """Return F1 with its interval.

    Of all outcomes (hit, false alarm, miss) the share *p* of hits is binomial, and F1 = 2p / (1 + p): so the
    interval of *p* by Wilson (1927, *JASA* 22: 209-212) is carried over. Unlike a bootstrap it stays honest
    where all or none are hits.

    >>> str(f1_interval(8, 2, 2)), str(f1_interval(2, 0, 0))
    ('0.80 [0.56, 0.93]', '1.00 [0.51, 1.00]')
    """
    total = hits + extra + missed
    if not total:
        return Interval(math.nan)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, scale = hits / total, 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Interval(f1(hits, extra, missed), 2 * low / (1 + low), 2 * high / (1 + high))
