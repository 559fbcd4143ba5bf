"""What learned weights make of a document: which codes of the cues stay, and which the cues have missed.

One logistic model a code, over the features of :mod:`ruscorpus.coding.units`. The cues are the strongest of
these features, so that a model says two things: where a cue has seen too much, and where several weak signs
together say what no cue has words for. Codes without a model are left to their cues.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ruscorpus.coding.claims import MAX_PASSAGE, Passage
from ruscorpus.config.weights import model_of
from ruscorpus.linear import SideBySide, logistic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruscorpus.coding.units import Unit
    from ruscorpus.config.codebook import Code, Codebook
    from ruscorpus.config.weights import WeightsFile

MIN_WORDS = 3
"""Of a unit with fewer words that the models know they know too little: the cues alone decide there."""
LEAST_ALONE = 0.5
"""Where no cue of a code stands, the code must be likelier than not, however low its threshold."""
_LEAST = 1e-12
"""No model gives much less than this, however low its margin."""
_DOUBT = 1e-3
"""Margins so close to the threshold are asked for their probability."""
REASONS = 3
"""So many features are named as what made a coding that no cue did."""


class Learned:
    """The models of a file of weights, laid out so that a unit costs what its features weigh."""

    def __init__(self, codebook: Codebook, weights: WeightsFile) -> None:
        self._codes = [code for code in codebook.codes if code.id in weights.models]
        self._models = {code.id: model_of(weights.models[code.id]) for code in self._codes}
        self._thresholds = [weights.models[code.id].threshold for code in self._codes]
        self._weights = SideBySide(list(self._models.values()))

    def judge(self, units: Sequence[Unit], passages: Sequence[Passage]) -> list[Passage]:
        """Return *passages*, those of codes with a model as the models see them."""
        judged = {code.id for code in self._codes}
        kept = [passage for passage in passages if passage.code.id not in judged]
        by_code: dict[str, list[Passage]] = {}
        for passage in passages:
            by_code.setdefault(passage.code.id, []).append(passage)
        sure = [self._margins(unit) for unit in units]
        for index, code in enumerate(self._codes):
            least = self._thresholds[index]
            alone = max(least, LEAST_ALONE)
            hopeless = _margin_of(least) - _DOUBT
            chances: list[float | None] = []
            yes: list[bool] = []
            for unit, margins in zip(units, sure, strict=True):
                told = code.id in unit.codes
                if margins is None:
                    chances.append(None)
                    yes.append(told)
                elif margins[index] < hopeless:  # nearly all: their probability need not be told exactly
                    chances.append(0.0)
                    yes.append(False)
                else:
                    chance = logistic(margins[index])
                    chances.append(chance)
                    yes.append(chance >= (least if told else alone))
            for first, last in runs(units, yes):
                kept.append(self._passage(code, units[first:last], chances[first:last], by_code))
        return kept

    def probabilities(self, unit: Unit) -> list[float] | None:
        """Return the probability of each code with a model, in order; None where too little is known."""
        margins = self._margins(unit)
        return None if margins is None else [logistic(margin) for margin in margins]

    def _margins(self, unit: Unit) -> list[float] | None:
        known, summed, words = self._weights.weights, self._weights.start, 0
        for feature in unit.features:
            weight = known.get(feature)
            if weight is not None:
                summed += weight
                words += feature.startswith("word=")
        return self._weights.margins(summed) if words >= MIN_WORDS else None

    def _passage(
        self,
        code: Code,
        units: Sequence[Unit],
        chances: Sequence[float | None],
        by_code: Mapping[str, Sequence[Passage]],
    ) -> Passage:
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
        reasons = () if matches else self._models[code.id].reasons(unit.features, REASONS)
        return Passage(code, span, sentence, matches, best, reasons)


def _margin_of(probability: float) -> float:
    """Return the margin from which on a model gives *probability*; any gives the least and none the whole."""
    if probability < _LEAST:
        return -math.inf
    if probability >= 1:
        return math.inf
    return math.log(probability / (1 - probability))


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
