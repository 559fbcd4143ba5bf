"""How much each sentence says of its chapter: centrality first, then where it stands and what it tells.

Centrality is continuous LexRank (Erkan and Radev, 2004): a random walk between sentences by the cosine of
their TF-IDF vectors. The walk needs no matrix: with unit vectors its step is one sum over all sentences and
one product for each, so its cost grows with the length of the text and not with its square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Vector = Mapping[str, float]

DAMPING = 0.85
_ROUNDS = 100
_CLOSE = 1e-9
_ISOLATED = 1e-9
"""What is less than that is no likeness, but the rounding of one."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts beside centrality. Every signal runs from 0 to 1 within a chapter.

    The place in a news text counts most: nothing else is known to tell more. In chapters it runs to 0.1 only.
    """

    centrality: float = 1.0
    position: float = 3.0
    title: float = 0.6
    actors: float = 0.3
    events: float = 0.1
    codes: float = 0.1
    cue: float = 0.1


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one sentence, each from 0 to 1."""

    centrality: float = 0.0
    position: float = 0.0
    title: float = 0.0
    actors: float = 0.0
    events: float = 0.0
    codes: float = 0.0
    cue: float = 0.0

    def score(self, weights: Weights) -> float:
        """Return the weighted sum, from 0 to 1."""
        pairs = [(float(getattr(self, name)), float(getattr(weights, name))) for name in self.__slots__]
        total = math.fsum(weight for _, weight in pairs)
        return math.fsum(value * weight for value, weight in pairs) / (total or 1.0)


def vectors(texts: Sequence[Iterable[str]]) -> list[Vector]:
    """Return the TF-IDF vector of each list of terms, of length 1, or empty where there are no terms."""
    counts = [Counter(terms) for terms in texts]
    known = Counter(term for count in counts for term in count)
    return [_unit({t: _weight(n, known[t], len(texts)) for t, n in count.items()}) for count in counts]


def _weight(times: int, sentences: int, of: int) -> float:
    return (1 + math.log(times)) * math.log(1 + of / sentences)


def _unit(vector: Mapping[str, float]) -> Vector:
    norm = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {term: value / norm for term, value in vector.items()} if norm else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length 1."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(value * large[term] for term, value in small.items() if term in large)


def centrality(texts: Sequence[Vector]) -> list[float]:
    """Return how central each text is among all, the most central 1.

    The stationary distribution of a walk that goes from a text to a like one with probability
    :data:`DAMPING`, and anywhere else. A text is not like itself.
    """
    size = len(texts)
    if not size:
        return []
    degrees = [degree if degree > _ISOLATED else 0.0 for degree in _walk(texts, [1.0] * size)]
    ranks = [1.0 / size] * size
    for _ in range(_ROUNDS):
        flows = [rank / degree if degree > 0 else 0.0 for rank, degree in zip(ranks, degrees, strict=True)]
        stranded = math.fsum(r for r, degree in zip(ranks, degrees, strict=True) if degree <= 0) / size
        steps = _walk(texts, flows)
        following = [(1 - DAMPING) / size + DAMPING * (step + stranded) for step in steps]
        change = max(abs(a - b) for a, b in zip(ranks, following, strict=True))
        ranks = following
        if change < _CLOSE:
            break
    return scaled(ranks)


def _walk(texts: Sequence[Vector], flows: Sequence[float]) -> list[float]:
    """Return for each text what flows to it from the others: the sum of their flows times likeness."""
    total: dict[str, float] = defaultdict(float)
    for vector, flow in zip(texts, flows, strict=True):
        if flow:
            for term, value in vector.items():
                total[term] += flow * value
    return [
        max(0.0, math.fsum(value * total[term] for term, value in vector.items()) - (flow if vector else 0.0))
        for vector, flow in zip(texts, flows, strict=True)
    ]


def scaled(values: Sequence[float]) -> list[float]:
    """Return *values* over their largest; zeros where that is none."""
    largest = max(values, default=0.0)
    return [value / largest if largest > 0 else 0.0 for value in values]
