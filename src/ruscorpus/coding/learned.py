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
from ruscorpus.linear import SideBySide, logistic
from ruscorpus.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruscorpus.coding.units import Unit
    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.weights import CodingWeights

MIN_WORDS = 3
"""Of a unit with fewer words that the models know they know too little: the cues alone decide there."""
LEAST = 0.1
"""What the models find less likely than this is not reviewed: it is never told."""
REASONS = 3
"""So many features are named as what made a coding that no cue did."""
HUNDREDTHS = 100


class Learned:
    """The models of a file of weights, laid out so that a unit costs what its features weigh."""

    def __init__(self, codebook: Codebook, weights: CodingWeights) -> None:
        codes = {code.id: code for code in codebook.codes}
        self._codes = [codes[name] for name in weights.codes]
        self._facets = [model.facet for model in weights.codes.values()]
        self._shares = [model.share for model in weights.codes.values()]
        self._least = weights.least()
        self._rows = weights.weights
        biases = [model.bias for model in weights.codes.values()]
        self._weights = SideBySide.of_rows(biases, weights.weights, HUNDREDTHS)
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
        for index, code in enumerate(self._codes):
            chances = [None if each is None else each[index] for each in sure]
            yes = [
                code.id in unit.sure if chance is None else chance >= self._least[index]
                for unit, chance in zip(units, chances, strict=True)
            ]
            for first, last in runs(units, yes):
                kept.append(self._passage(index, units[first:last], chances[first:last], by_code))
        return kept

    def probabilities(self, unit: Unit) -> list[float] | None:
        """Return the probability of each code with a model, in order; None where too little is known."""
        known, summed, words = self._weights.weights, self._weights.start, 0
        for feature in unit.features:
            if feature in known or feature in self._rows:
                summed += known[feature]
                words += feature.startswith("word=")
        if words < MIN_WORDS:
            return None
        return [logistic(margin) for margin in self._weights.margins(summed)]

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
        chances: Sequence[float | None],
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
        known = [(chance, unit) for chance, unit in zip(chances, units, strict=True) if chance is not None]
        sentence = units[0].sentence.cover(units[-1].sentence)
        if not known:
            return Passage(code, span, sentence, matches)
        best, unit = max(known, key=lambda each: each[0])
        reasons = () if matches else self._reasons(index, unit)
        return Passage(code, span, sentence, matches, best, reasons)

    def _reasons(self, index: int, unit: Unit) -> tuple[str, ...]:
        """Return the features of *unit* that speak most for a code, the strongest first."""
        weighed = sorted((-self._rows[name][index], name) for name in unit.features if name in self._rows)
        return tuple(name for weight, name in weighed[:REASONS] if weight < 0)


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


def runs(units: Sequence[Unit], yes: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs (first, behind the last) of units that get a code, none longer than a passage.

    What stands in two paragraphs is two passages.
    """
    found: list[tuple[int, int]] = []
    for index, wanted in enumerate(yes):
        if not wanted:
            continue
        if found and found[-1][1] == index and units[index].continues:
            first = found[-1][0]
            if units[index].span.end - units[first].span.start <= MAX_PASSAGE:
                found[-1] = (first, index + 1)
                continue
        found.append((index, index + 1))
    return found
