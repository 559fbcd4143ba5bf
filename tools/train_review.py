"""Learn the trees of the review of events, for ``tools.train_events``.

They learn from candidates of texts that the weights behind them have not seen: each fold is weighed with what
was learned from the others. Needs lightgbm: ``pip install --group train``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools.annotated_events import Placed, Text, line, score
from tools.boosting import grow

from ruscorpus.events.evidence import evidence_for
from ruscorpus.events.review import Review

if TYPE_CHECKING:
    from ruscorpus.config.weights import BoostedTrees, EventWeights
    from ruscorpus.events.candidates import Weighed
    from ruscorpus.events.judge import Judge

TREES = 120


@dataclass
class Shown:
    """A text, its sentences as weights that have not seen it weigh them, and which candidates are right."""

    text: Text
    weighed: list[Weighed]
    numbers: list[dict[str, float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def show(texts: list[Text], judge: Judge, scores: dict) -> list[Shown]:
    shown = []
    for text in texts:
        one = Shown(text, [judge.weigh(sentence.told) for sentence in text.sentences])
        for sentence, weighed in zip(text.sentences, one.weighed, strict=True):
            told = {text.keys[n] for n in sentence.inside}
            for candidate in weighed.candidates:
                one.numbers.append(evidence_for(candidate, weighed, scores))
                one.right.append(candidate.key in told)
        shown.append(one)
    return shown


def fit_trees(shown: list[Shown]) -> BoostedTrees:
    rows = [numbers for one in shown for numbers in one.numbers]
    return grow(rows, [right for one in shown for right in one.right], TREES)


def reviewed(shown: list[Shown], weights: EventWeights, scores: dict) -> list[tuple[Text, list[Placed]]]:
    """Return the events of the texts, each with the place of its sentence."""
    review = Review(weights, scores)
    return [(one.text, _placed(one, review)) for one in shown]


def _placed(one: Shown, review: Review) -> list[Placed]:
    return [
        (event, sentence.where)
        for sentence, weighed in zip(one.text.sentences, one.weighed, strict=True)
        for event in review.events(weighed)
    ]


def report(folds: list[list[Shown]], weights: EventWeights, scores: dict) -> None:
    """Print what becomes of the folds, each reviewed with trees from the others, by threshold."""
    rules = [
        (o.text, [(e, s.where) for s in o.text.sentences for e in s.told.events]) for f in folds for o in f
    ]
    print("| type and parties | found | precision | recall | F1 | F1, type |\n|---|---:|---:|---:|---:|---:|")
    print(line("rules alone", score(rules)))
    models = weights.models
    low = models["reading"].model_copy(update={"threshold": 0.0})
    lowest = weights.model_copy(update={"keep": 0.0, "models": {**models, "reading": low}})
    events: list[tuple[Text, list[Placed]]] = []
    for number, fold in enumerate(folds):
        others = [one for other, shown in enumerate(folds) if other != number for one in shown]
        trees = fit_trees(others)
        events += reviewed(fold, lowest.model_copy(update={"review": trees}), scores)
    for keep, add in ((0.3, 0.3), (0.35, 0.4), (0.4, 0.45), (0.5, 0.5), (0.6, 0.6)):
        some = [
            (t, [(e, w) for e, w in es if e.confidence >= (add if e.rule.startswith("learned") else keep)])
            for t, es in events
        ]
        print(line(f"reviewed: rules kept from {keep}, others from {add}", score(some)))
    print("\n| confidence | events | right |\n|---|---:|---:|")
    for low_end in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        some = [(t, [(e, w) for e, w in es if low_end <= e.confidence < low_end + 0.1]) for t, es in events]
        right, _, found, _ = score(some)
        print(f"| {low_end}– | {found} | {right / max(1, found):.2f} |")
