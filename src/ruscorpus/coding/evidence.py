"""What speaks for a code on a unit beside the unit's own words: its other codes, and the units around it.

Evidence is numbers by name, for :mod:`ruscorpus.trees`. Where there is no unit beside it stands ``NOTHING``,
below every number that is. What is far from a unit does not count: a thesis is longer than the texts that
were learned from, and no number may depend on that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.coding.units import Unit
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = -1.0
NEAR, WIDE = 3, 10
"""So many units on either side are near, and so many are what the text is about here."""


def names_of(facets: Sequence[str]) -> set[str]:
    """Return the names of all evidence, where codes are of *facets*."""
    unit = Unit(Span(0, 1), Span(0, 1))
    codes = [str(number) for number in range(len(facets))]
    return set(Evidence([unit], [None], codes, facets, [0.0] * len(facets)).of(0, 0))


class Evidence:
    """The probabilities of all codes on all units of a text, and what they say together."""

    def __init__(
        self,
        units: Sequence[Unit],
        chances: Sequence[Sequence[float] | None],
        codes: Sequence[str],
        facets: Sequence[str],
        shares: Sequence[float],
    ) -> None:
        """*chances*: of each unit those of *codes*, None where nothing is known; nothing is likely there.

        *facets* and *shares* tell of each code the facet, and on how many of the texts learned from it stood.
        """
        nothing = (0.0,) * len(codes)
        self._units, self._codes, self._shares = units, codes, shares
        self._chances = [nothing if row is None else row for row in chances]
        self._falling = [sorted(row, reverse=True) for row in self._chances]
        self._names = [f"of {facet}" for facet in dict.fromkeys(facets)]
        self._facet = [self._names.index(f"of {facet}") for facet in facets]
        self._alike = [
            [other for other, its in enumerate(facets) if its == facet and other != code]
            for code, facet in enumerate(facets)
        ]
        members = [
            [code for code, its in enumerate(self._facet) if its == n] for n in range(len(self._names))
        ]
        self._facets = [[sum([row[code] for code in group]) for group in members] for row in self._chances]
        self._sums = [sum(row) for row in self._facets]
        self._columns = list(zip(*self._chances, strict=True))
        self._facet_columns = list(zip(*self._facets, strict=True))

    def of(self, at: int, code: int) -> dict[str, float]:
        """Return the evidence for *code* (by its number) on the unit *at*."""
        return self._of_unit(at, code) | self._around(at, code) | self._of_cues(at, code)

    def _of_unit(self, at: int, code: int) -> dict[str, float]:
        row, facets = self._chances[at], self._facets[at]
        chance, total = row[code], self._sums[at]
        higher = self._falling[at]
        rank = higher.index(chance)
        return dict(zip(self._names, facets, strict=True)) | {
            "probability": chance,
            "share": chance / total if total else 0.0,
            "rank": float(rank),
            "all": total,
            "best other": higher[0] if rank else (higher[1] if len(higher) > 1 else NOTHING),
            "best of facet": max([row[other] for other in self._alike[code]], default=NOTHING),
            "others of facet": facets[self._facet[code]] - chance,
            "usual": self._shares[code],
        }

    def _around(self, at: int, code: int) -> dict[str, float]:
        units, last = self._units, len(self._units) - 1
        column, facet = self._columns[code], self._facet_columns[self._facet[code]]
        near = [*column[max(0, at - NEAR) : at], *column[at + 1 : at + 1 + NEAR]]
        wide = [*column[max(0, at - WIDE) : at], *column[at + 1 : at + 1 + WIDE]]
        alike = [*facet[max(0, at - WIDE) : at], *facet[at + 1 : at + 1 + WIDE]]
        return {
            "before": column[at - 1] if at else NOTHING,
            "behind": column[at + 1] if at < last else NOTHING,
            "two before": column[at - 2] if at > 1 else NOTHING,
            "two behind": column[at + 2] if at < last - 1 else NOTHING,
            "facet before": facet[at - 1] if at else NOTHING,
            "facet behind": facet[at + 1] if at < last else NOTHING,
            "near, most": max(near, default=NOTHING),
            "near": sum(near) / (2 * NEAR),
            "wide": sum(wide) / max(1, len(wide)),
            "wide, facet": sum(alike) / max(1, len(alike)),
            "goes on": float(units[at].continues),
            "is gone on with": float(at < last and units[at + 1].continues),
            "length": float(units[at].span.length),
            "length before": float(units[at - 1].span.length) if at else NOTHING,
            "length behind": float(units[at + 1].span.length) if at < last else NOTHING,
        }

    def _of_cues(self, at: int, code: int) -> dict[str, float]:
        units, name = self._units, self._codes[code]
        return {
            "cues": units[at].sure.get(name, 0.0),
            "cues before": units[at - 1].sure.get(name, 0.0) if at else NOTHING,
            "cues behind": units[at + 1].sure.get(name, 0.0) if at < len(units) - 1 else NOTHING,
            "codes of cues": float(len(units[at].sure)),
        }
