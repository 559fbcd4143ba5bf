"""Chooses the date of a deed among those that the text offers, after weights learnt from annotated texts."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

from ruscorpus.events.dating import EXACTNESS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
        tables: dict[str, dict[str, float]] = {}
        for name, weight in weights.models["date"].weights.items():
            clue, _, fact = name.partition("|")
            tables.setdefault(clue, {})[fact] = weight
        # What stands around a deed is asked for dates of every exactness: a fact is looked up once for all.
        exact = {clue: place for place, clue in enumerate(EXACTNESS)}
        self._clues = {clue: (table.get, exact.get(clue)) for clue, table in tables.items()}
        nothing = self._nothing = (0.0,) * len(EXACTNESS)
        self._around: dict[str, tuple[float, ...]] = {}
        for clue, place in exact.items():
            for fact, weight in tables.get(clue, {}).items():
                known = self._around.get(fact, nothing)
                self._around[fact] = (*known[:place], weight, *known[place + 1 :])
        # What all clues of a deed share is of few kinds (its type, its status): of each it is added up once.
        self._shared: Callable[[tuple[str, ...]], dict[str, float]] = lru_cache(maxsize=128)(lambda _: {})

    def choose(self, asked: Asked, candidates: Candidates) -> str:  # noqa: ARG002
        """Return the candidate that is worth most, each of them being right with its probability."""
        shares = self.shares(candidates)
        likely = [(iso, share) for iso, share in shares.items() if share >= _LIKELY]
        if len(likely) == 1:
            return likely[0][0]
        return max(
            sorted(iso for iso, _ in likely),
            key=lambda iso: sum(share * worth(iso, right) for right, share in likely),
        )

    def shares(self, candidates: Candidates) -> dict[str, float]:
        """Return the probability of each candidate; they add up to 1."""
        exactness: dict[Facts, Sequence[float]] = {}  # dates of one kind share what stands around the deed
        margins = {iso: self._margin(clues, exactness) for iso, clues in candidates.items()}
        top = max(margins.values())
        odds = {iso: math.exp(margin - top) for iso, margin in margins.items()}
        total = sum(odds.values())
        return {iso: odd / total for iso, odd in odds.items()}

    def _margin(self, clues: Mapping[str, Facts], exactness: dict[Facts, Sequence[float]]) -> float:
        """Return what speaks for a date. What is asked for a second time is kept in *exactness*."""
        margin = 0.0
        shared: tuple[str, ...] = ()
        known = self._shared(shared)
        for clue, facts in clues.items():
            found = self._clues.get(clue)
            if found is None:
                continue
            weight, place = found
            if place is not None:
                if facts not in exactness:
                    exactness[facts] = self._of_exactness(facts)
                margin += exactness[facts][place]
                continue
            if facts.shared is not shared:
                shared = facts.shared
                known = self._shared(shared)
            base = known.get(clue)
            if base is None:
                base = known[clue] = sum(map(weight, shared, _NOTHING))
            margin += sum(map(weight, facts.own, _NOTHING), base) if facts.own else base
        return margin

    def _of_exactness(self, facts: Facts) -> Sequence[float]:
        """Return what *facts* weigh for dates of each exactness."""
        get = self._around.get
        rows = [*filter(None, map(get, facts.shared)), *filter(None, map(get, facts.own))]
        return list(map(sum, zip(*rows, strict=True))) if rows else self._nothing


@lru_cache(maxsize=1 << 12)  # each of a text's few dates is held against each, deed by deed
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
