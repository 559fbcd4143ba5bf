"""The review: which candidates of a sentence are told, all of them seen together.

The judge weighs each head on its own. But readings of a sentence exclude each other, several words tell one
deed, and what rules and weights agree on deserves more trust than either: boosted trees over
:mod:`ruscorpus.events.evidence` give each candidate its last probability, the confidence of the event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.events.evidence import evidence_for
from ruscorpus.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruscorpus.config.weights import EventWeights
    from ruscorpus.events.candidates import Candidate, Weighed
    from ruscorpus.model import Event

SAME_DEED = 12
"""Two heads of one type and with a party in common tell one deed when they stand closer than this."""
MOST = 0.99
"""However sure the weights are, a doubt stays."""


class Review:
    """The trees of the weights, if any, and from which probability on an event stands."""

    def __init__(self, weights: EventWeights, scores: Mapping[tuple[str, str], float | None]) -> None:
        trees = weights.review
        self._trees = Trees(trees.bias, trees.trees) if trees is not None else None
        self._scores = scores
        self._keep, self._threshold = weights.keep, weights.models["reading"].threshold

    def events(self, sentence: Weighed) -> list[Event]:
        """Return the events of a sentence: what stands, and the candidates that are told."""
        judged = [(self._probability(each, sentence), each) for each in sentence.candidates]
        events = [sentence.chosen(event) for event in sentence.standing]
        kept: list[Candidate] = []
        for probability, candidate in sorted(judged, key=lambda pair: (-pair[0], pair[1].start, pair[1].key)):
            least = self._keep if candidate.by_rules else self._threshold
            if probability < least or any(_one_deed(candidate, other) for other in kept):
                continue
            told = tuple(map(sentence.chosen, candidate.by_rules))
            if not told:
                if candidate.event is None:
                    continue
                told = (candidate.event(),)
            kept.append(candidate)
            events += [replace(event, confidence=round(min(MOST, probability), 2)) for event in told]
        return sorted(events, key=lambda e: (e.span, e.type, e.actor, e.recipient, e.rule))

    def _probability(self, candidate: Candidate, sentence: Weighed) -> float:
        if self._trees is None:
            return candidate.probability
        return self._trees.probability(evidence_for(candidate, sentence, self._scores))


def _one_deed(one: Candidate, other: Candidate) -> bool:
    if one.start == other.start:
        return True
    close = abs(one.start - other.start) < SAME_DEED
    return one.key[0] == other.key[0] and close and bool(one.parties & other.parties)
