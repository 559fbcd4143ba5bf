"""Coefficients of agreement over units that several coders judged.

All take a table: how many units got which values, one value a coder, None where a coder did not judge. So
a text of a million characters is a handful of numbers. A coefficient that the data does not define (nobody
could have disagreed by chance) is NaN.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

Values = tuple["Hashable | None", ...]
"""The values that one unit got, a coder each."""


def percent(table: Mapping[Values, int]) -> float:
    """Return the share of pairs of judgements of one unit that agree, averaged over units with two or more.

    >>> percent({(1, 1): 9, (1, 2): 1})
    0.9
    """
    agreeing = units = 0.0
    for values, weight in table.items():
        counts = _counts(values)
        total = sum(counts.values())
        if total > 1:
            units += weight
            agreeing += weight * sum(n * (n - 1) for n in counts.values()) / (total * (total - 1))
    return agreeing / units if units else math.nan


def cohen_kappa(table: Mapping[Values, int]) -> float:
    """Return Cohen's kappa; of more than two coders the mean over their pairs (Light 1971).

    Both the agreement and the agreement expected by chance are taken over all units, those that nobody coded
    too: with N units, of which A and B are coded by one and the other, chance agrees on
    (A·B + (N - A)(N - B)) / N². Cohen (1960), *Educational and Psychological Measurement* 20: 37-46; Light
    (1971), *Psychological Bulletin* 76: 365-377.
    """
    return _mean(_pair_kappa(pair) for pair in _pairs(table))


def _pair_kappa(table: Mapping[Values, int]) -> float:
    total = sum(table.values())
    if not total:
        return math.nan
    observed = sum(weight for (one, other), weight in table.items() if one == other) / total
    firsts, seconds = Counter[object](), Counter[object]()
    for (one, other), weight in table.items():
        firsts[one] += weight
        seconds[other] += weight
    expected = sum(n * seconds[value] for value, n in firsts.items()) / (total * total)
    return (observed - expected) / (1 - expected) if expected < 1 else math.nan


def krippendorff_alpha(table: Mapping[Values, int]) -> float:
    """Return Krippendorff's alpha for nominal data, units with a single judgement left out.

    Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*: 1 - D_o / D_e over coincidences.
    """
    disagreeing = total = 0.0
    values_of_all: Counter[object] = Counter()
    for values, weight in table.items():
        counts = _counts(values)
        judged = sum(counts.values())
        if judged < 2:
            continue
        total += weight * judged
        disagreeing += weight * (judged * judged - sum(n * n for n in counts.values())) / (judged - 1)
        for value, n in counts.items():
            values_of_all[value] += n * weight
    expected = total * total - sum(n * n for n in values_of_all.values())
    if not expected:
        return math.nan
    return 1 - (total - 1) * disagreeing / expected


def gwet_ac1(table: Mapping[Values, int]) -> float:
    """Return Gwet's AC1, which stays stable where a code is rare, or nearly everywhere.

    Gwet (2008), *British Journal of Mathematical and Statistical Psychology* 61: 29-48.
    """
    shares: Counter[object] = Counter()
    units = 0
    for values, weight in table.items():
        counts = _counts(values)
        judged = sum(counts.values())
        if judged:
            units += weight
            for value, n in counts.items():
                shares[value] += weight * n / judged  # type: ignore[assignment]
    categories = len(shares)
    if categories < 2:
        return math.nan
    chance = sum(n / units * (1 - n / units) for n in shares.values()) / (categories - 1)
    agreed = percent(table)
    return (agreed - chance) / (1 - chance)


def mean_f1(table: Mapping[Values, int]) -> float:
    """Return the F1 of True between two coders (the same whoever is taken for right); the mean over pairs."""
    return _mean(_pair_f1(pair) for pair in _pairs(table))


def _pair_f1(table: Mapping[Values, int]) -> float:
    both = table.get((True, True), 0)
    either = table.get((True, False), 0) + table.get((False, True), 0)
    return 2 * both / (2 * both + either) if both or either else math.nan


COEFFICIENTS: dict[str, Callable[[Mapping[Values, int]], float]] = {
    "percent": percent,
    "kappa": cohen_kappa,
    "alpha": krippendorff_alpha,
    "ac1": gwet_ac1,
    "f1": mean_f1,
}
"""Those of a code that was given to units or not; the unitizing alpha needs the passages themselves."""


def _counts(values: Values) -> Counter[object]:
    return Counter(value for value in values if value is not None)


def _pairs(table: Mapping[Values, int]) -> Iterator[Counter[Values]]:
    """Yield the table of every pair of coders, units that one of them did not judge left out."""
    coders = len(next(iter(table), ()))
    for one, other in combinations(range(coders), 2):
        pair: Counter[Values] = Counter()
        for values, weight in table.items():
            if values[one] is not None and values[other] is not None:
                pair[values[one], values[other]] += weight
        yield pair


def _mean(values: Iterator[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan
