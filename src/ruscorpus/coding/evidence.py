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
        self._codes, self._shares = codes, shares
        self._cued = [unit.sure for unit in units]
        self._goes_on = [float(unit.continues) for unit in units]
        self._lengths = [float(unit.span.length) for unit in units]
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
        found = dict(zip(self._names, self._facets[at], strict=True))
        self._of_unit(found, at, code)
        self._around(found, at, code)
        self._of_cues(found, at, code)
        return found

    def _of_unit(self, found: dict[str, float], at: int, code: int) -> None:
        row, total, higher = self._chances[at], self._sums[at], self._falling[at]
        chance = row[code]
        rank = higher.index(chance)
        found["probability"] = chance
        found["share"] = chance / total if total else 0.0
        found["rank"] = float(rank)
        found["all"] = total
        found["best other"] = higher[0] if rank else (higher[1] if len(higher) > 1 else NOTHING)
        found["best of facet"] = max([row[other] for other in self._alike[code]], default=NOTHING)
        found["others of facet"] = self._facets[at][self._facet[code]] - chance
        found["usual"] = self._shares[code]

    def _around(self, found: dict[str, float], at: int, code: int) -> None:
        column, facet = self._columns[code], self._facet_columns[self._facet[code]]
        behind, far = at + 1, max(0, at - WIDE)
        near = column[max(0, at - NEAR) : at] + column[behind : behind + NEAR]
        wide = column[far:at] + column[behind : behind + WIDE]
        alike = facet[far:at] + facet[behind : behind + WIDE]
        last = len(column) - 1
        found["before"] = column[at - 1] if at else NOTHING
        found["behind"] = column[behind] if at < last else NOTHING
        found["two before"] = column[at - 2] if at > 1 else NOTHING
        found["two behind"] = column[at + 2] if at < last - 1 else NOTHING
        found["facet before"] = facet[at - 1] if at else NOTHING
        found["facet behind"] = facet[behind] if at < last else NOTHING
        found["near, most"] = max(near, default=NOTHING)
        found["near"] = sum(near) / (2 * NEAR)
        found["wide"] = sum(wide) / max(1, len(wide))
        found["wide, facet"] = sum(alike) / max(1, len(alike))

    def _of_cues(self, found: dict[str, float], at: int, code: int) -> None:
        cued, name, last = self._cued, self._codes[code], len(self._cued) - 1
        found["cues"] = cued[at].get(name, 0.0)
        found["cues before"] = cued[at - 1].get(name, 0.0) if at else NOTHING
        found["cues behind"] = cued[at + 1].get(name, 0.0) if at < last else NOTHING
        found["codes of cues"] = float(len(cued[at]))
        found["goes on"] = self._goes_on[at]
        found["is gone on with"] = self._goes_on[at + 1] if at < last else 0.0
        found["length"] = self._lengths[at]
        found["length before"] = self._lengths[at - 1] if at else NOTHING
        found["length behind"] = self._lengths[at + 1] if at < last else NOTHING
