"""Learn the weights that choose dates: ``python -m tools.train_dates GOLD … [--out FILE] [--folds N]``.

GOLD are folders with ``annotations/events.jsonl`` and ``text/``. Without ``--out`` nothing is written; with
``--folds`` the texts are taken in turns: the weights learnt from all other folds date the events of each, so
that no figure rests on a text that was learnt from. Figures are of events found with type and parties; those
that are missed teach too, told where their quote stands.

A conditional logit over the dates that the text offers for each event (L2, L-BFGS).
Needs numpy and scipy: ``pip install --group train``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.config.weights import DateWeights
from ruscorpus.events.choosing import Chooser
from ruscorpus.events.extract import Extractor
from ruscorpus.events.judge import Judge
from ruscorpus.knowledge import Knowledge, load_knowledge
from ruscorpus.model import Document, Event, same_parties
from ruscorpus.offsets import Span
from ruscorpus.pipeline import standard_pipeline

SEED = 1
L2, STEPS = 25.0, 150
BARE = 2.0
"""What a clue counts beside each of its facts: the more, the less it is shrunk."""
LEAST_MET, LEAST_WEIGHT = 6, 0.04


@dataclass
class Text:
    """A gold text: what it offers for each event, the right date, and what the rules say of those found."""

    name: str
    cases: list = field(default_factory=list)
    """Candidates, right date, the rules' date or None for an event that was not found with its parties."""


class Recorder:
    """Chooses what the rules say, and keeps what there was to choose from."""

    def __init__(self) -> None:
        self.asked: dict = {}

    def choose(self, asked, candidates) -> str:
        event = asked.event
        self.asked[event.type, event.actor, event.recipient, event.span, event.rule] = asked, candidates
        return asked.ruled


def read_texts(folder: Path, knowledge: Knowledge) -> list[Text]:
    pipeline, recorder = standard_pipeline(knowledge), Recorder()
    extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar, None, recorder)
    scores = knowledge.ontology.scores()
    judge = Judge(knowledge.event_weights, scores)
    gold, texts = read_gold(folder), []
    for unread in gold.unread():
        document = pipeline.before("events", unread)
        recorder.asked.clear()
        cases = read_text(document, gold.events.get(document.id, []), extractor, judge, recorder)
        texts.append(Text(f"{folder.name}/{document.id}", cases))
    return texts


def read_text(document: Document, gold: list, extractor: Extractor, judge: Judge, recorder: Recorder) -> list:
    bare = BareText(document.text)
    places = [bare.find(event.anchor) for event in gold]

    def where(span: Span) -> Span:
        return bare.span(document.evidence(span).span)

    def covers(span: Span, n: int) -> bool:
        return any(where(span).overlaps(place) for place in places[n])

    found, missed = [], {}
    for told in extractor.tell(document):
        found += judge.events(told)
        reading = told.scene.reading
        for n, event in enumerate(gold):
            if n not in missed and covers(Span(reading.low, reading.high), n):
                heads = [r.trigger.span for r in told.reads if r.trigger.frame.type == event.type]
                heads += [s for s, piece in told.hits if event.type in piece.types]
                edges = [
                    reading.low,
                    *(p for p in range(reading.low + 1, reading.high) if p in reading.boundaries),
                ]
                words = [Span(a, b) for a, b in zip(edges, [*edges[1:], reading.high], strict=True)]
                words = [span for span in words if covers(span, n)]
                if words:
                    head = next((span for span in heads if covers(span, n)), words[len(words) // 2])
                    missed[n] = told.offers(_of_gold(event, words[0].cover(words[-1])), head)

    def near(one: Event, n: int) -> bool:
        return one.type == gold[n].type and covers(one.span, n)

    def same(one: Event, n: int) -> bool:
        g = gold[n]
        return near(one, n) and same_parties(one.type, (one.actor, one.recipient), (g.actor, g.recipient))

    numbers, cases = list(range(len(gold))), []
    for test in (same, near):
        left = [e for e in found if e is not None]
        for i, n in pair(left, numbers, lambda e, n, test=test: n in missed and test(e, n)):
            event = left[i]
            key = event.type, event.actor, event.recipient, event.span, event.rule
            if key not in recorder.asked:  # a denial of what was told before
                continue
            asked, candidates = recorder.asked[key]
            cases.append((candidates, gold[n].date, asked.ruled if test is same else None))
            del missed[n]
            found = [e for e in found if e is not event]
    return cases + [(candidates, gold[n].date, None) for n, candidates in missed.items()]


def _of_gold(event, span: Span) -> Event:
    return Event(
        type=event.type, mode=event.mode, actor=event.actor, recipient=event.recipient, date="",
        status=event.status or "occurred", score=None, contexts=(), span=span, rule="gold", confidence=1.0,
    )  # fmt: skip


def names_of(clues) -> list[str]:
    return [f"{name}|{fact}" for name, facts in clues.items() for fact in facts]


def learn(texts: list[Text]) -> DateWeights:
    cases = [(candidates, date) for text in texts for candidates, date, _ in text.cases if date in candidates]
    met = Counter()
    for candidates, _ in cases:
        met.update({name for clues in candidates.values() for name in names_of(clues)})
    names = sorted(name for name, count in met.items() if count >= LEAST_MET)
    number = {name: i for i, name in enumerate(names)}
    rows, group, right = [], [], []
    for case, (candidates, date) in enumerate(cases):
        for iso, clues in candidates.items():
            rows.append([number[name] for name in names_of(clues) if name in number])
            group.append(case)
            right.append(float(iso == date))
    values = np.array([BARE if name.endswith("|") else 1.0 for name in names])
    w = fit(rows, values, np.array(group), np.array(right)) * values
    print(f"{len(texts)} texts, {len(cases)} events, {len(names)} features", file=sys.stderr)
    weighed = ((name, round(float(weight), 2)) for name, weight in zip(names, w, strict=True))
    weights = {name: weight for name, weight in weighed if abs(weight) >= LEAST_WEIGHT}
    return DateWeights(
        schema="ruscorpus/weights/1",
        made_by="python -m tools.train_dates",
        made_from=f"{len(texts)} annotated texts with {len(cases)} events whose date the text offers",
        models={"date": {"bias": 0.0, "threshold": 0.0, "weights": weights}},
    )


def fit(rows: list[list[int]], values: np.ndarray, group: np.ndarray, right: np.ndarray) -> np.ndarray:
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter((i for row in rows for i in row), dtype=np.int32, count=int(ends[-1]))
    x = sparse.csr_matrix((values[flat], flat, ends), shape=(len(rows), len(values)))
    x_t, starts = x.T.tocsr(), np.flatnonzero(np.r_[True, group[1:] != group[:-1]])

    def loss(w):
        z = x @ w
        top = np.maximum.reduceat(z, starts)
        e = np.exp(z - top[group])
        total = np.add.reduceat(e, starts)
        gradient = x_t @ (e / total[group] - right) + L2 * w
        return (top + np.log(total)).sum() - right @ z + 0.5 * L2 * (w @ w), gradient

    return minimize(loss, np.zeros(len(values)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


def kind_of(iso: str, right: str) -> str:
    if iso == right:
        return "right"
    if not iso or not right:
        return "none for one" if right else "one for none"
    if right.startswith(iso):
        return "coarser"
    return "finer" if iso.startswith(right) else "wrong"


def cross_validate(texts: list[Text], folds: int) -> None:
    order = list(range(len(texts)))
    random.Random(SEED).shuffle(order)
    rules, chosen = Counter(), Counter()
    for fold in range(folds):
        chooser = Chooser(learn([texts[t] for n, t in enumerate(order) if n % folds != fold]))
        for n, t in enumerate(order):
            for candidates, date, ruled in texts[t].cases if n % folds == fold else ():
                if ruled is not None:
                    rules[kind_of(ruled, date)] += 1
                    chosen[kind_of(chooser.choose(None, candidates), date)] += 1
    kinds = ("right", "coarser", "finer", "wrong", "none for one", "one for none")
    print(f"| date | events | {' | '.join(kinds)} |\n|---|---:|{'---:|' * len(kinds)}")
    for name, count in (("rules", rules), ("chosen", chosen)):
        total = sum(count.values())
        print(f"| {name} | {total} | {' | '.join(f'{count[kind] / total:.3f}' for kind in kinds)} |")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    knowledge = load_knowledge()
    texts = [text for folder in args.gold for text in read_texts(folder, knowledge)]
    if args.folds:
        cross_validate(texts, args.folds)
    if args.out:
        weights = learn(texts).model_dump(by_alias=True)
        args.out.write_text(
            json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
