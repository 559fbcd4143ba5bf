"""Logistic models over named features: small enough to read, exact enough to repeat anywhere.

A model is a bias and a weight for each feature that tells something; features are words such as
``AID|w0=ส่ง``, present or absent. Whoever doubts a decision can add up the weights by hand.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Told = TypeVar("Told")

STEEPEST = 30.0
"""Margins beyond this count as this."""
_UNIT = 10_000
"""Weights that stand side by side are counted in so many parts of one: what is learned has two decimals."""
_HEAVIEST = 1_000.0
"""A weight of thousands says what it says anyway, and so two hundred of them can be added up."""
_UNKNOWN = 2000
"""So many words that no model knows are kept in a family."""
BITS = 32
"""So many hold the weight of one model among others."""
LIFT = 1 << (BITS - 1)
"""What is added to each, so that no model's sum takes anything from its neighbour's."""
MASK = (1 << BITS) - 1


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A logistic regression: ``p = 1 / (1 + exp(-(bias + sum of weights)))``."""

    bias: float
    weights: Mapping[str, float]

    def margin(self, features: Iterable[str]) -> float:
        """Return bias and weights of *features* added up; a feature that the model does not know counts 0."""
        get = self.weights.get
        return self.bias + math.fsum(get(feature, 0.0) for feature in features)

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that the model gives to *features*, in 0…1."""
        return logistic(self.margin(features))

    def reasons(self, features: Iterable[str], count: int) -> tuple[str, ...]:
        """Return the *count* features that speak most for it, the strongest first; fewer where fewer do."""
        weighed = sorted((-self.weights.get(feature, 0.0), feature) for feature in set(features))
        return tuple(feature for weight, feature in weighed[:count] if weight < 0)


class _Laid(dict[str, int]):
    """What features weigh, laid out when they are first asked for; what no model knows weighs nothing."""

    def __init__(self, lay: Callable[[str], int | None]) -> None:
        super().__init__()
        self._lay = lay

    def __missing__(self, feature: str) -> int:
        weight = self._lay(feature)
        if weight is None:
            return 0
        self[feature] = weight
        return weight


class Family(dict[Told, int], Generic[Told]):
    """What the features of one family weigh (``pre=L…``), by what tells them apart (``กับ``).

    To look that up costs less than to write out ``pre=Lกับ`` and to look up that.
    What no model knows is kept too, as long as there is not much of it: texts have no end of words.
    """

    def __init__(self, lay: Callable[[str], int | None], named: Callable[[Told], str]) -> None:
        """Take what gives the number of a feature, and what names the feature."""
        super().__init__()
        self._lay, self._named = lay, named
        self._unknown = 0

    def __missing__(self, told: Told) -> int:
        weight = self._lay(self._named(told))
        if weight is None:
            self._unknown += 1
            if self._unknown > _UNKNOWN:
                return 0
        self[told] = weight or 0
        return weight or 0


class SideBySide:
    """Many models laid out so that features cost for all of them what they cost for one.

    One whole number a feature holds its weights in all models, each in 32 bits of its own: adding up the
    numbers adds up all models at once, exactly, and in any order. ``start`` plus totals of features is a
    sum, of which the margins of the models are read. ``weights`` holds the numbers that were asked for so
    far; of what it does not hold, an index gives the number all the same.
    """

    def __init__(self, biases: Sequence[float], lay: Callable[[str], int | None]) -> None:
        """Take the biases of the models, and what gives the number of a feature, None where none knows it."""
        self._count = len(biases)
        # Lifted far above zero, so that no model's sum takes anything from its neighbour's.
        self.start = sum((LIFT << place * BITS) + lane(bias, place) for place, bias in enumerate(biases))
        self.weights: dict[str, int] = _Laid(lay)
        self._lay = lay

    @classmethod
    def of(cls, models: Sequence[LinearModel]) -> SideBySide:
        """Return *models* side by side."""

        def lay(feature: str) -> int | None:
            known = [(place, model) for place, model in enumerate(models) if feature in model.weights]
            return sum(lane(model.weights[feature], place) for place, model in known) if known else None

        return cls([model.bias for model in models], lay)

    def family(self, named: Callable[[Told], str]) -> Family[Told]:
        """Return the weights of the features that *named* names."""
        return Family(self._lay, named)

    def total(self, features: Iterable[str]) -> int:
        """Return what *features* weigh in all models; totals can be added up."""
        return sum(map(self.weights.__getitem__, features))

    def margins(self, summed: int) -> list[float]:
        """Return the margins of all models, in order."""
        return [(lane - LIFT) / _UNIT for lane in lanes_of(summed, self._count)]


def lanes_of(summed: int, count: int) -> list[int]:
    """Return what a sum holds for each of *count* models, lifted."""
    lanes = memoryview(summed.to_bytes(count * BITS // 8, sys.byteorder)).cast("I").tolist()
    if sys.byteorder == "big":
        lanes.reverse()
    return lanes


def lane(weight: float, place: int) -> int:
    """Return the number that holds *weight* in the model at *place*, and nothing in the others."""
    return _counted(weight) << (place * BITS)


def margin_of_both(place: int, other: int, summed: int) -> float:
    """Return the margins of two models added up, exactly."""
    lanes = (summed >> place * BITS & MASK) + (summed >> other * BITS & MASK)
    return (lanes - 2 * LIFT) / _UNIT


def margins_of_both(place: int, other: int, sums: Iterable[int]) -> list[float]:
    """Return :func:`margin_of_both` for each of some sums."""
    one, two, lift = place * BITS, other * BITS, 2 * LIFT
    return [((summed >> one & MASK) + (summed >> two & MASK) - lift) / _UNIT for summed in sums]


def _counted(weight: float) -> int:
    """Return *weight* in parts of one."""
    return round(max(-_HEAVIEST, min(_HEAVIEST, weight)) * _UNIT)


def logistic(margin: float) -> float:
    """Return ``1 / (1 + exp(-margin))`` without overflow."""
    if not -STEEPEST < margin < STEEPEST:
        margin = math.copysign(STEEPEST, margin)
    return 1.0 / (1.0 + math.exp(-margin))
