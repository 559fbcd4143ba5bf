"""Learn the weights of the judge of events: ``python -m tools.train_events GOLD … [--out FILE] [--folds N]``.

GOLD are folders with ``annotations/events.jsonl`` and ``text/``. Without ``--out`` nothing is written. The
texts are taken in turns, as bench.annotations scores them: the weights learnt from all other folds judge each
fold, so that no printed figure rests on a text that was learnt from. Texts that follow ``--seen`` were read
by those who wrote the rules: they teach words and word order, but not how far to trust a rule.

Two models are fitted (L2, L-BFGS): the gate, a logistic regression on heads, and the conditional logit over
the readings of each head that passes it. A gold event says which type and parties are right and where its
quote stands, not at which word: of the heads in its quote the one that fits best teaches (hard EM). What the
folds make of their texts then teaches the trees of the review (``tools.train_review``).

Needs numpy, scipy and lightgbm: ``pip install --group train``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from tools.annotated_events import Text, read_texts
from tools.forks import side_by_side
from tools.train_review import fit_trees, report, show

from ruscorpus.config.weights import EventWeights
from ruscorpus.events.features import key_of
from ruscorpus.events.heads import heads_of
from ruscorpus.events.judge import Judge
from ruscorpus.knowledge import load_knowledge
from ruscorpus.offsets import Span

SEED = 1
GATE_L2, READING_L2 = 3.0, 3.0
ROUNDS, STEPS = 3, 60
GATE, STRICT_GATE = 0.12, 0.2
"""The heads past the first teach the readings; a run looks only at those past the second."""
OWN = 0.5
"""What a type's own weights count beside the shared ones: the less, the more they are shrunk."""
LEAST_MET, LEAST_WEIGHT = 3, 0.1
LEAST = 0.1
RULES = ("rule", "made", "swap", "roles=", "to=", "conf=", "none:", "sure", "told")
TELLING, TIMES, SHARE, LETTERS = 4.0, 3, 0.2, 3
"""A word is tied to a type that it meets so much oftener in quotes of it, in so many texts, in this share."""


def telling_words(texts: list[Text]) -> dict[str, list[str]]:
    """Return, by type, the words that stand in quotes of that type far oftener than elsewhere."""
    everywhere, met, where = Counter(), defaultdict(Counter), defaultdict(set)
    for text in texts:
        for sentence in text.sentences:
            view, inside = sentence.view, sentence.inside
            kinds = defaultdict(set)
            for n, words in inside.items():
                for i in words:
                    kinds[i].add(text.gold[n].type)
            for i, word in enumerate(view.words):
                if len(word) < LETTERS or word[0] == "@" or word.isupper() or not word[0].isalpha():
                    continue
                everywhere[word] += 1
                for kind in kinds[i]:
                    met[kind][word] += 1
                    where[kind, word].add(text.name)
    total = sum(everywhere.values())
    tied = {}
    for kind, words in met.items():
        share = sum(words.values()) / total
        tied[kind] = sorted(
            w
            for w, count in words.items()
            if len(where[kind, w]) >= TIMES and count / everywhere[w] >= max(SHARE, TELLING * share)
        )
    return dict(sorted(tied.items()))


class Names:
    """Numbers for features: shared ones, and those of one type."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def of(self, kind: str, part: str, features: list[str]) -> list[int]:
        names = (name for f in features for name in (f"{part}:{f}", f"{kind}|{part}:{f}"))
        return [self.index.setdefault(name, len(self.index)) for name in names]


@dataclass
class Group:
    """A head with its readings, all features as numbers, and which gold event each reading is."""

    text: str
    head: list[int]
    actors: list[list[int]]
    recipients: list[list[int]]
    readings: list[tuple[int, int, list[int], int, bool]]
    tells: bool


def groups(texts: list[Text], words: dict[str, list[str]], names: Names) -> list[Group]:
    tied = defaultdict(list)
    for kind, listed in words.items():
        for word in listed:
            tied[word].append(kind)
    result = []
    for text in texts:
        bare = (lambda fs: [f for f in fs if not any(r in f for r in RULES)]) if text.seen else list
        for sentence in text.sentences:
            view, inside = sentence.view, sentence.inside
            for head in heads_of(sentence.told, tied, view.tokens):
                actors, recipients = view.choices(head)
                at = {
                    i for i, (span, _) in enumerate(view.tokens) if span.overlaps(Span(head.start, head.end))
                }
                shown = {n for n, covered in inside.items() if at.intersection(covered)}
                readings = []
                for i, j, actor, recipient in view.readings(actors, recipients, head.type):
                    key = key_of(head.type, actor.ids, recipient.ids)
                    gold = [n for n in inside if text.keys[n] == key]
                    pair_features = names.of(head.type, "AR", bare(view.of_pair(head, actor, recipient, key)))
                    here = next((n for n in gold if n in shown), None)
                    number = here if here is not None else gold[0] if gold else -1
                    readings.append((i, j, pair_features, number, here is not None))
                extra = ["seen"] if text.seen else []
                result.append(
                    Group(
                        text.name,
                        names.of(head.type, "H", bare(view.of_head(head)) + extra),
                        [names.of(head.type, "A", bare(view.of_choice(head, c, "A"))) for c in actors],
                        [names.of(head.type, "R", bare(view.of_choice(head, c, "R"))) for c in recipients],
                        readings,
                        any(text.gold[n].type == head.type for n in shown),
                    )
                )
    return result


def frequent(found: list[Group], names: Names) -> list[str]:
    """Drop the features that are met too seldom; number the others anew, and return their names."""
    met = Counter()
    for g in found:
        for features in (g.head, *g.actors, *g.recipients, *(r[2] for r in g.readings)):
            met.update(features)
    kept = sorted(name for name, i in names.index.items() if met[i] >= LEAST_MET)
    number = {names.index[name]: new for new, name in enumerate(kept)}
    for g in found:
        g.head = _renumbered(g.head, number)
        g.actors = [_renumbered(features, number) for features in g.actors]
        g.recipients = [_renumbered(features, number) for features in g.recipients]
        g.readings = [(i, j, _renumbered(features, number), *gold) for i, j, features, *gold in g.readings]
    return kept


def _renumbered(features: list[int], number: dict[int, int]) -> list[int]:
    return [number[i] for i in features if i in number]


def matrix(rows: list[list[int]], values: np.ndarray) -> sparse.csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter((i for row in rows for i in row), dtype=np.int32, count=int(ends[-1]))
    return sparse.csr_matrix((values[flat], flat, ends), shape=(len(rows), len(values)))


def fit_gate(found: list[Group], values: np.ndarray) -> tuple[float, np.ndarray]:
    x = matrix([g.head for g in found], values)
    y = np.array([g.tells for g in found], dtype=float)

    def loss(w):
        z = x @ w[:-1] + w[-1]
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - y @ z + 0.5 * GATE_L2 * (w[:-1] @ w[:-1])
        return value, np.r_[x.T @ (p - y) + GATE_L2 * w[:-1], (p - y).sum()]

    w = minimize(loss, np.zeros(len(values) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return float(w[-1]), w[:-1] * values


def passes(found: list[Group], bias: float, w: np.ndarray) -> list[bool]:
    return [g.tells or 1 / (1 + np.exp(-(bias + w[g.head].sum()))) >= GATE for g in found]


def fit_readings(found: list[Group], values: np.ndarray) -> np.ndarray:
    """Fit the conditional logit: a head's readings and "nothing", whose margin is 0, share one chance."""
    found = [g for g in found if g.readings]
    heads, actors, recipients, pairs = [], [], [], []
    head_of, actor_of, recipient_of, gold, here, keys = [], [], [], [], [], defaultdict(list)
    for g in found:
        for i, j, features, number, shown in g.readings:
            if number >= 0:
                keys[g.text, number].append(len(gold))
            head_of.append(len(heads))
            actor_of.append(len(actors) + i)
            recipient_of.append(len(recipients) + j)
            pairs.append(features)
            gold.append(number)
            here.append(shown)
        heads.append(g.head)
        actors += g.actors
        recipients += g.recipients
    h, a, r, p = (matrix(rows, values) for rows in (heads, actors, recipients, pairs))
    head_of, actor_of, recipient_of = map(np.array, (head_of, actor_of, recipient_of))
    here = np.array(here)
    starts = np.flatnonzero(np.r_[True, head_of[1:] != head_of[:-1]])
    h_t, a_t, r_t, p_t = h.T.tocsr(), a.T.tocsr(), r.T.tocsr(), p.T.tocsr()

    def margins(w):
        return (h @ w)[head_of] + (a @ w)[actor_of] + (r @ w)[recipient_of] + p @ w

    def chances(z):
        top = np.maximum.reduceat(np.maximum(z, 0), starts)
        e = np.exp(z - top[head_of])
        total = np.add.reduceat(e, starts) + np.exp(-top)
        return e / total[head_of], top + np.log(total)

    w = np.zeros(len(values))
    for step in range(ROUNDS):
        target, idle = np.zeros(len(head_of)), np.zeros(len(head_of), dtype=bool)
        chance = chances(margins(w))[0] if step else None
        for numbers in keys.values():
            rows = np.array(numbers)
            inside = rows[here[rows]] if here[rows].any() else rows
            idle[rows] = True
            if chance is None:
                target[inside] += 1 / len(inside)
            else:
                target[inside[np.argmax(chance[inside])]] = 1.0
        active = ~(idle & (target == 0))
        target /= np.maximum(1, np.add.reduceat(target, starts))[head_of]

        def loss(w, target=target, active=active):
            z = np.where(active, margins(w), -50.0)
            chance, total = chances(z)
            d = np.where(active, chance - target, 0)
            gradient = (
                p_t @ d
                + h_t @ np.add.reduceat(d, starts)
                + a_t @ np.bincount(actor_of, d, a.shape[0])
                + r_t @ np.bincount(recipient_of, d, r.shape[0])
                + READING_L2 * w
            )
            return total.sum() - target @ z + 0.5 * READING_L2 * (w @ w), gradient

        w = minimize(loss, w, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return w * values


def learn(texts: list[Text], frames: list[str]) -> EventWeights:
    names = Names()
    words = telling_words(texts)
    found = groups(texts, words, names)
    kept = frequent(found, names)
    values = np.array([OWN if "|" in name.partition(":")[0] else 1.0 for name in kept])
    bias, gate = fit_gate(found, values)
    passed = [g for g, good in zip(found, passes(found, bias, gate), strict=True) if good]
    reading = fit_readings(passed, values)
    print(f"{len(texts)} texts, {len(passed)} of {len(found)} heads, {len(kept)} features", file=sys.stderr)

    def pruned(w):
        weighed = ((name, round(float(weight), 2)) for name, weight in zip(kept, w, strict=True))
        return {name: weight for name, weight in weighed if abs(weight) >= LEAST_WEIGHT and name != "H:seen"}

    number = sum(len(text.gold) for text in texts)
    return EventWeights(
        schema="ruscorpus/weights/1",
        made_by="python -m tools.train_events",
        made_from=f"{len(texts)} annotated texts with {number} events",
        words=words,
        frames=frames,
        keep=LEAST,
        models={
            "gate": {"bias": round(bias, 3), "threshold": STRICT_GATE, "weights": pruned(gate)},
            "reading": {"bias": 0.0, "threshold": LEAST, "weights": pruned(reading)},
        },
    )


def in_folds(texts: list[Text], folds: int) -> list[list[Text]]:
    """Return the texts that are not seen, dealt out to folds."""
    new = [text for text in texts if not text.seen]
    random.Random(SEED).shuffle(new)
    return [new[fold::folds] for fold in range(folds)]


def learned(texts: list[Text], folds: list[list[Text]], frames: list[str]) -> list[EventWeights]:
    """Return for each fold what all texts outside it teach."""
    inside = [{text.name for text in fold} for fold in folds]
    outside = [[text for text in texts if text.name not in names] for names in inside]
    return side_by_side([partial(learn, others, frames) for others in outside])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--seen", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--threshold", type=float, default=0.4, help="for events that only the weights see")
    parser.add_argument("--keep", type=float, default=0.35, help="for events of the rules")
    args = parser.parse_args()
    knowledge = load_knowledge()
    texts = [t for folder in args.gold for t in read_texts(folder, knowledge, seen=False)]
    texts += [t for folder in args.seen for t in read_texts(folder, knowledge, seen=True)]
    scores = knowledge.ontology.scores()
    frames = sorted(frame.id for frame in knowledge.frames)
    folds = in_folds(texts, args.folds)
    *judges, weights = learned(texts, [*folds, []], frames)
    shown = [show(fold, Judge(judge, scores), scores) for fold, judge in zip(folds, judges, strict=True)]
    models = weights.models
    sure = models["reading"].model_copy(update={"threshold": args.threshold})
    weights = weights.model_copy(update={"keep": args.keep, "models": {**models, "reading": sure}})
    report(shown, weights, scores)
    if args.out:
        trees = fit_trees([one for fold in shown for one in fold])
        args.out.write_text(in_lines(weights.model_copy(update={"review": trees})), encoding="utf8")
    return 0


def in_lines(weights: EventWeights) -> str:
    """Return the file: a feature a line, and a tree a line."""
    content = weights.model_dump(by_alias=True)
    trees = [json.dumps(tree, ensure_ascii=False) for tree in content["review"].pop("trees")]
    text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
    bias = f'"bias": {content["review"]["bias"]}'
    return (
        text.replace(
            f'"review": {{\n{bias}\n', f'"review": {{\n{bias},\n"trees": [\n' + ",\n".join(trees) + "\n]\n"
        )
        + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
