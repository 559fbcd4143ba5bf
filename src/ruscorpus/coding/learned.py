"""What learned weights make of a document: which codes of the cues stay, and which the cues have missed.

One logistic model a code, over the features of :mod:`ruscorpus.coding.units`. The cues are the strongest of
these features, so that a model says two things: where a cue has seen too much, and where several weak signs
together say what no cue has words for. What the models find likely is then reviewed together with the other
codes of the unit and of those around it: boosted trees over :mod:`ruscorpus.coding.evidence` have the last
word. Codes without a model are left to their cues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.coding.claims import MAX_PASSAGE, Passage
from ruscorpus.coding.evidence import Evidence
from ruscorpus.coding.models import Models
from ruscorpus.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruscorpus.coding.units import Unit
    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.weights import CodingWeights

LEAST = 0.1
"""What the models find less likely than this is not reviewed: it is never told."""
REASONS = 3
"""So many features are named as what made a coding that no cue did."""


class Learned:
    """The models of a file of weights, laid out so that a unit costs what its features weigh."""

    def __init__(self, codebook: Codebook, weights: CodingWeights) -> None:
        codes = {code.id: code for code in codebook.codes}
        self._codes = [codes[name] for name in weights.codes]
        self._facets = [model.facet for model in weights.codes.values()]
        self._shares = [model.share for model in weights.codes.values()]
        self._least = weights.least()
        self._models = Models([model.bias for model in weights.codes.values()], weights.weights)
        trees = weights.review
        self._trees = Trees(trees.bias, trees.trees) if trees is not None else None

    def judge(self, units: Sequence[Unit], passages: Sequence[Passage]) -> list[Passage]:
        """Return *passages*, those of codes with a model as the models see them."""
        judged = {code.id for code in self._codes}
        kept = [passage for passage in passages if passage.code.id not in judged]
        by_code: dict[str, list[Passage]] = {}
        for passage in passages:
            by_code.setdefault(passage.code.id, []).append(passage)
        sure = self._reviewed(units, [self.probabilities(unit) for unit in units])
        for index, places in enumerate(self._standing(units, sure)):
            for first, last in runs(units, places):
                kept.append(self._passage(index, units[first:last], sure[first:last], by_code))
        return kept

    def _standing(self, units: Sequence[Unit], sure: Sequence[Sequence[float] | None]) -> list[list[int]]:
        """Return for each code the numbers of the *units* on which it stands, by their probabilities."""
        least, lowest = self._least, min(self._least)
        places: list[list[int]] = [[] for _ in least]
        for at, row in enumerate(sure):
            if row is None:
                cued = units[at].sure
                found = [index for index, code in enumerate(self._codes) if code.id in cued]
            else:
                found = [i for i, chance in enumerate(row) if chance >= lowest and chance >= least[i]]
            for index in found:
                places[index].append(at)
        return places

    def probabilities(self, unit: Unit) -> list[float] | None:
        """Return the probability of each code with a model, in order; None where too little is known."""
        return self._models.probabilities(unit.features)

    def _reviewed(
        self, units: Sequence[Unit], sure: Sequence[list[float] | None]
    ) -> Sequence[list[float] | None]:
        if self._trees is None:
            return sure
        codes = [code.id for code in self._codes]
        return reviewed(self._trees, Evidence(units, sure, codes, self._facets, self._shares), sure)

    def _passage(
        self,
        index: int,
        units: Sequence[Unit],
        sure: Sequence[Sequence[float] | None],
        by_code: Mapping[str, Sequence[Passage]],
    ) -> Passage:
        code = self._codes[index]
        span = units[0].span.cover(units[-1].span)
        matches = tuple(
            match
            for passage in by_code.get(code.id, ())
            if passage.span.overlaps(span)
            for match in passage.matches
            if match.cover.overlaps(span)
        )
        known = [(row[index], unit) for row, unit in zip(sure, units, strict=True) if row is not None]
        sentence = units[0].sentence.cover(units[-1].sentence)
        if not known:
            return Passage(code, span, sentence, matches)
        best, unit = max(known, key=lambda each: each[0])
        reasons = () if matches else self._models.reasons(index, unit.features, REASONS)
        return Passage(code, span, sentence, matches, best, reasons)


def reviewed(
    trees: Trees, evidence: Evidence, chances: Sequence[Sequence[float] | None]
) -> list[list[float] | None]:
    """Return the probabilities *chances* of units as *trees* see them by their evidence."""
    return [
        None
        if row is None
        else [
            trees.probability(evidence.of(at, code)) if chance >= LEAST else chance
            for code, chance in enumerate(row)
        ]
        for at, row in enumerate(chances)
    ]


def runs(units: Sequence[Unit], places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs (first, behind the last) of units that get a code, none longer than a passage.

    *places*: the numbers of those that get it, in order. What stands in two paragraphs is two passages.
    """
    found: list[tuple[int, int]] = []
    for index in places:
        if found and found[-1][1] == index and units[index].continues:
            first = found[-1][0]
            if units[index].span.end - units[first].span.start <= MAX_PASSAGE:
                found[-1] = (first, index + 1)
                continue
        found.append((index, index + 1))
    return found
