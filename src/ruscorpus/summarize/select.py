"""Which sentences make the summary: the best, each with what it hangs on, none twice, every section heard."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from ruscorpus.summarize.rank import cosine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruscorpus.model import Section
    from ruscorpus.summarize.rank import Vector
    from ruscorpus.summarize.units import Unit

OWN, NEW, LIKE = 0.6, 0.4, 0.4
"""What counts for the next sentence: its own score, what it says that the chosen ones do not, and, against
it, how like it is to the nearest of them. That is maximal marginal relevance (Carbonell and Goldstein, 1998)
with coverage of concepts (Gillick and Favre, 2009)."""
CONCEPT = 3
"""A term is a concept of the chapter if so many sentences have it, as with Gillick and Favre."""
ALIKE = 0.6
"""Cosine from which two sentences are told apart no more."""
INSIDE = 0.8
"""Share of the terms of the shorter sentence in the longer one from which the shorter says nothing new."""
_MIN_INSIDE = 4
SHARE, FEWEST, MOST = 0.1, 3, 20
"""Length of a summary for which nothing is asked."""
PARTS = 2
"""The level of the sections that each get a sentence of such a summary: 4.1, 4.2."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be: so many sentences, a share of the text's, or so many words; one of them.

    Without any: one sentence in ten, at least three and one for each part of the chapter, at most twenty.
    """

    sentences: int = 0
    ratio: float = 0.0
    words: int = 0

    def budget(self, units: Sequence[Unit], sections: Sequence[Section] = ()) -> Budget:
        """Return the room that there is for a summary of *units*."""
        if self.words:
            usual = median([unit.words for unit in units if unit.eligible] or [1])
            return Budget(max(1, round(self.words / usual)), self.words)
        if self.sentences:
            return Budget(self.sentences)
        if self.ratio:
            return Budget(max(1, round(self.ratio * len(units))))
        heads = _ancestors(sections, PARTS)
        parts = {heads[unit.section] for unit in units if unit.eligible and unit.section >= 0}
        return Budget(min(MOST, max(FEWEST, len(parts), round(SHARE * len(units)))))

    def __str__(self) -> str:
        for name in self.__slots__:
            if value := getattr(self, name):
                return f"{name} {value:g}"
        return "default"


@dataclass(frozen=True, slots=True)
class Budget:
    """Room for a summary: sentences, which is only a guess where *words* are given."""

    sentences: int
    words: int = 0

    def holds(self, units: Sequence[Unit]) -> bool:
        """Tell whether there is room for all of *units*."""
        if self.words:
            return sum(unit.words for unit in units) <= self.words
        return len(units) <= self.sentences


def choose(
    units: Sequence[Unit],
    scores: Sequence[float],
    vectors: Sequence[Vector],
    sections: Sequence[Section],
    budget: Budget,
) -> list[int]:
    """Return the places of the chosen units, in order.

    First every part of the chapter gets its share of the room, then what is left goes to the best anywhere.
    """
    groups = _groups(units, sections, budget.sentences)
    shares = _shares(units, groups, budget.sentences)
    choice = _Choice(units, scores, vectors, budget)
    choice.fill(groups, shares)
    choice.fill(groups, None)
    return sorted(choice.chosen)


class _Choice:
    """A choice that grows by one sentence, and what it needs, at a time."""

    def __init__(
        self, units: Sequence[Unit], scores: Sequence[float], vectors: Sequence[Vector], budget: Budget
    ) -> None:
        self._units = units
        self._scores = scores
        self._vectors = vectors
        self._budget = budget
        self._nearest = [0.0] * len(units)
        """How like each unit is to the nearest chosen one."""
        known = Counter(term for unit in units for term in set(unit.terms))
        self._concepts = {term: n for term, n in known.items() if n >= CONCEPT}
        self._said: set[str] = set()
        self._densest = max((self._news([i]) for i in range(len(units))), default=0.0) or 1.0
        self._open = {i for i, unit in enumerate(units) if unit.eligible}
        self.chosen: set[int] = set()

    def fill(self, groups: Sequence[int], shares: Mapping[int, int] | None) -> None:
        """Take the best as long as there is room, in each group no more than its share."""
        used = Counter(groups[index] for index in self.chosen)
        refused: set[int] = set()
        while candidates := self._open - refused:
            best = max(candidates, key=lambda index: (self._worth(index), -index))
            new = self._with_needs(best) - self.chosen
            over = shares is not None and any(
                used[group] + n > shares.get(group, 0) for group, n in Counter(groups[i] for i in new).items()
            )
            if over or not self._budget.holds([self._units[i] for i in {*self.chosen, *new}]):
                refused.add(best)
            elif any(self._repeats(i, new) for i in new):
                self._open.discard(best)
            else:
                self._take(new)
                used.update(groups[i] for i in new)

    def _with_needs(self, index: int) -> set[int]:
        return set(range(index - self._units[index].needs, index + 1))

    def _worth(self, index: int) -> float:
        new = self._with_needs(index) - self.chosen
        own = math.fsum(self._scores[i] for i in new) / len(new)
        return OWN * own + NEW * self._news(new) / self._densest - LIKE * max(self._nearest[i] for i in new)

    def _news(self, new: Iterable[int]) -> float:
        """Return how much of the chapter's concepts, each by its frequency, sentences add for their room.

        Room is words where these are counted. Where sentences are, it is between those and one each, so that
        neither the longest ones win nor the shortest.
        """
        units = [self._units[i] for i in new]
        terms = {term for unit in units for term in unit.terms} - self._said
        words = sum(unit.words for unit in units)
        room = words if self._budget.words else math.sqrt(words)
        return sum(self._concepts.get(term, 0) for term in terms) / room if words else 0.0

    def _take(self, new: set[int]) -> None:
        self.chosen |= new
        self._said.update(term for i in new for term in self._units[i].terms)
        self._open -= new
        for index in self._open:
            for i in new:
                self._nearest[index] = max(
                    self._nearest[index], cosine(self._vectors[index], self._vectors[i])
                )

    def _repeats(self, index: int, beside: set[int]) -> bool:
        """Tell whether a sentence says what another one of the choice, or of those beside it, says."""
        return any(
            cosine(self._vectors[index], self._vectors[i]) >= ALIKE or self._inside(index, i)
            for i in (self.chosen | beside) - {index}
        )

    def _inside(self, one: int, other: int) -> bool:
        a, b = self._vectors[one].keys(), self._vectors[other].keys()
        smaller = min(len(a), len(b))
        return smaller >= _MIN_INSIDE and len(a & b) >= INSIDE * smaller


def _groups(units: Sequence[Unit], sections: Sequence[Section], size: int) -> list[int]:
    """Return for each unit the part of the chapter that it speaks for.

    Parts are the sections of the deepest level of which there are no more than sentences in the summary.
    """
    deepest = max((section.level for section in sections), default=0)
    for level in range(deepest, 0, -1):
        heads = _ancestors(sections, level)
        groups = [heads[unit.section] if unit.section >= 0 else -1 for unit in units]
        if len({g for g, unit in zip(groups, units, strict=True) if unit.eligible}) <= size:
            return groups
    return [0] * len(units)


def _ancestors(sections: Sequence[Section], level: int) -> list[int]:
    """Return for each section the nearest one, itself or before it, that is of *level* or higher."""
    result: list[int] = []
    for index, section in enumerate(sections):
        result.append(index if section.level <= level or not result else result[-1])
    return result


def _shares(units: Sequence[Unit], groups: Sequence[int], size: int) -> dict[int, int]:
    """Return how many sentences each part may have: one at least, the rest by size (largest remainder)."""
    sizes = Counter(group for group, unit in zip(groups, units, strict=True) if unit.eligible)
    left = max(0, size - len(sizes))
    total = sum(sizes.values()) or 1
    exact = {group: left * n / total for group, n in sizes.items()}
    shares = {group: 1 + int(value) for group, value in exact.items()}
    rest = sorted(exact, key=lambda group: (int(exact[group]) - exact[group], group))
    for group in rest[: max(0, size - sum(shares.values()))]:
        shares[group] += 1
    return shares
