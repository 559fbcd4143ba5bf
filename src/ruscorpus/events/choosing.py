"""Chooses the date of a deed among those that the text offers, after weights learnt from annotated texts."""

from __future__ import annotations

import math
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

from ruscorpus.events.dating import EXACTNESS

if TYPE_CHECKING:
    from ruscorpus.config.weights import DateWeights
    from ruscorpus.events.dating import Asked, Candidates, Facts

RIGHT, COARSE, FINE, WRONG, SILENT, ADDED = 1.0, 0.3, 0.1, -0.2, 0.1, 0.0
"""What a date is worth: right; the month or year of the right one; a day of the right month or year; wrong;
none where there is one; one where there is none."""
_LIKELY = 0.02  # candidates with less of a share are not chosen
_NOTHING = repeat(0.0)


class Chooses(Protocol):
    """Whatever chooses one of the dates that a deed may have."""

    def choose(self, asked: Asked, candidates: Candidates) -> str:
        """Return one of *candidates*, ISO 8601, "" for none."""


class Chooser:
    """Weights, compiled: a table of facts for each clue."""

    def __init__(self, weights: DateWeights) -> None:
        self._clues: dict[str, dict[str, float]] = {}
        for name, weight in weights.models["date"].weights.items():
            clue, _, fact = name.partition("|")
            self._clues.setdefault(clue, {})[fact] = weight
        # What stands around a deed is asked for dates of every exactness: a fact is looked up once for all.
        self._exact = {clue: place for place, clue in enumerate(EXACTNESS)}
        nothing = (0.0,) * len(EXACTNESS)
        self._around: dict[str, tuple[float, ...]] = {}
        for clue, place in self._exact.items():
            for fact, weight in self._clues.get(clue, {}).items():
                known = self._around.get(fact, nothing)
                self._around[fact] = (*known[:place], weight, *known[place + 1 :])

    def choose(self, asked: Asked, candidates: Candidates) -> str:  # noqa: ARG002
        """Return the candidate that is worth most, each of them being right with its probability."""
        shares = self.shares(candidates)
        likely = [(iso, share) for iso, share in shares.items() if share >= _LIKELY]
        return max(
            sorted(iso for iso, _ in likely),
            key=lambda iso: sum(share * worth(iso, right) for right, share in likely),
        )

    def shares(self, candidates: Candidates) -> dict[str, float]:
        """Return the probability of each candidate; they add up to 1."""
        margins: dict[str, float] = {}
        weighed: dict[tuple[str, int], float] = {}  # dates of one kind share what stands around the deed
        for iso, clues in candidates.items():
            margin = 0.0
            for name, facts in clues.items():
                clue = name, id(facts)
                if clue not in weighed:
                    weighed |= self._weighed(name, facts)
                margin += weighed[clue]
            margins[iso] = margin
        top = max(margins.values())
        odds = {iso: math.exp(margin - top) for iso, margin in margins.items()}
        total = sum(odds.values())
        return {iso: odd / total for iso, odd in odds.items()}

    def _weighed(self, name: str, facts: Facts) -> dict[tuple[str, int], float]:
        """Return what *facts* weigh of a clue; of exactness at once for all that they may be asked for."""
        if name not in self._exact:
            table = self._clues.get(name)
            return {(name, id(facts)): 0.0 if table is None else sum(map(table.get, facts, _NOTHING))}
        get = self._around.get
        rows = [row for fact in facts if (row := get(fact)) is not None]
        return {(clue, id(facts)): sum([row[place] for row in rows]) for clue, place in self._exact.items()}


def worth(iso: str, right: str) -> float:
    """Return what the date *iso* is worth where *right* is right: a wrong day is worse than a right month.

    >>> worth("2024-06", "2024-06-19") > worth("", "2024-06-19") > worth("2024-06-20", "2024-06-19")
    True
    """
    if iso == right:
        return RIGHT
    if not iso:
        return SILENT
    if not right:
        return ADDED
    if right.startswith(iso):
        return COARSE
    return FINE if iso.startswith(right) else WRONG
