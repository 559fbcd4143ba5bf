"""Logistic models over named features: small enough to read, exact enough to repeat anywhere.

A model is a bias and a weight for each feature that tells something; features are words such as
``AID|w0=ส่ง``, present or absent. Whoever doubts a decision can add up the weights by hand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STEEPEST = 30.0


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


def logistic(margin: float) -> float:
    """Return ``1 / (1 + exp(-margin))`` without overflow."""
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, margin))))
