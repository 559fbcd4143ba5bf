"""Learn weights for codes: ``python tools/train_codes.py GOLD… [--seen GOLD…] [--out FILE]``.

GOLD are folders with ``text/`` and ``annotations/codes.jsonl``; the texts must not be ones that cues were
written from, or the models trust the cues too much. Such texts may be given as ``--seen``: they are learned
from without what the cues say of them, and never scored. Needs numpy and scipy (dependency group ``train``).

One logistic regression a code, over the features of ``ruscorpus.coding.units``. Texts are parted into folds;
what is printed is what the models of the other folds say of each text, with thresholds chosen on the other
folds too (precision / recall / F1):

- *rules*: the codings of the cues alone;
- *filtered*: those of them that a model lets stand;
- *combined*: what the models make of it, codings that no cue found included.

A code gets a model only where it does better so than by its cues alone.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.coding.learned import runs
from ruscorpus.coding.stage import CodingStage
from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import standard_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.coding.units import Unit
    from ruscorpus.offsets import Span

FOLDS = 5
MIN_DOCUMENTS = 3
"""A feature of fewer documents is left out."""
MIN_SHARED = 8
"""So many characters of a passage in a unit put its code there."""
SCALES = {"code": 2.0, "sure": 2.0, "often": 0.5, "many": 0.5, "before": 0.7, "after": 0.7, "part": 0.7}
"""How readily features of a kind get weight, others 1: what to trust where little can be learned."""
PENALTY = 15.0
OF_CUES = ("code=", "sure=", "cue=", "part=", "often=", "many=", "before=", "after=")
"""What features begin with that say what cues have found, or nearly."""
MOST = 400
"""So many weights a model has, those that move most."""
SMALLEST = 0.03
"""A smaller weight is none."""
GRID = [step / 100 for step in range(10, 72, 2)]
RARE = 12
"""A code on fewer passages is left to its cues."""
BETA = 0.85
"""Thresholds are chosen for F of this beta: a false coding harms more than a missed one."""


@dataclass
class Text:
    """An annotated text: its units, what was annotated, and what the cues make of it."""

    name: str
    units: list[Unit]
    places: list[Span]
    gold: list[tuple[str, tuple[Span, ...]]]
    rules: list[tuple[str, Span]]
    seen: bool = False
    """Whether cues were written from it."""
    labels: list[set[str]] = field(default_factory=list)

    def label(self) -> None:
        self.labels = [set() for _ in self.units]
        for code, spans in self.gold:
            for span in spans[:1]:
                for place, labels in zip(self.places, self.labels, strict=True):
                    shared = min(place.end, span.end) - max(place.start, span.start)
                    if shared >= MIN_SHARED or (shared > 0 and shared * 3 >= place.length):
                        labels.add(code)


def read_texts(folders: Iterable[Path]) -> list[Text]:
    knowledge = load_knowledge().without_weights()
    pipeline = standard_pipeline(knowledge)
    stage = next(each for each in pipeline.stages if isinstance(each, CodingStage))
    texts = []
    for folder in folders:
        gold = read_gold(folder)
        for name in gold.documents:
            raw = gold.text(name)
            if raw is None:
                continue
            document = pipeline(Document(id=name, path=name, raw=raw))
            texts.append(_text(f"{folder.name}/{name}", document, stage, gold.codes.get(name, [])))
    return texts


def _text(name: str, document: Document, stage: CodingStage, gold: Sequence) -> Text:
    bare = BareText(document.text)

    def place(span: Span) -> Span:
        return bare.span(document.evidence(span).span)

    units, _ = stage.units(document)
    text = Text(
        name,
        units,
        [place(unit.span) for unit in units],
        [(code, bare.find(row.anchor)) for row in gold for code in row.codes],
        [(coding.code, place(coding.span)) for coding in document.codings],
    )
    text.label()
    return text


def without_cues(text: Text) -> Text:
    """Return *text* as one that cues were written from: what they say of it is no evidence."""
    for unit in text.units:
        unit.features = [feature for feature in unit.features if not feature.startswith(OF_CUES)]
    return replace(text, seen=True)


class Matrix:
    """Features by number, the rows of all units, and the labels."""

    def __init__(self, texts: Sequence[Text], codes: Sequence[str]) -> None:
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update({feature for unit in text.units for feature in unit.features})
        self.names = sorted(name for name, count in documents.items() if count >= MIN_DOCUMENTS)
        number = {name: index for index, name in enumerate(self.names)}
        self.scales = np.array([SCALES.get(name.partition("=")[0], 1.0) for name in self.names])
        indices, starts = [], [0]
        for text in texts:
            for unit in text.units:
                indices += [number[feature] for feature in unit.features if feature in number]
                starts.append(len(indices))
        values = self.scales[indices]
        self.rows = csr_matrix((values, indices, starts), shape=(len(starts) - 1, len(self.names)))
        self.labels = np.array(
            [[float(code in labels) for code in codes] for text in texts for labels in text.labels]
        )
        self.own = np.array([number.get(f"code={code}", -1) for code in codes])
        self.text = np.array([index for index, text in enumerate(texts) for _ in text.units])


def fit(rows: csr_matrix, labels: np.ndarray, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights (features, codes) and biases of logistic regressions with a quadratic penalty.

    What is penalised is the distance from trust in the cues: *own* is the column of each code's cues (or -1),
    whose weight starts where the cues alone would put it. A rare code, of which little is learned, stays near
    its cues. Of every model the weights that move most are kept, and learned again without the others.
    """
    trust = np.stack([_trust(rows, labels[:, code], own[code]) for code in range(labels.shape[1])], axis=1)
    full = _descend(rows, labels, trust, trust, np.ones_like(trust, dtype=bool))
    present = np.asarray((rows > 0).mean(axis=0)).ravel()
    moves = np.abs(full[:-1]) * np.sqrt((present * (1 - present)).clip(0))[:, None]
    kept = np.ones_like(trust, dtype=bool)
    if len(moves) > MOST:
        kept[:-1] = moves >= np.partition(moves, -MOST, axis=0)[-MOST]
    weights = _descend(rows, labels, trust, np.where(kept, full, 0.0), kept)
    return weights[:-1], weights[-1]


def _descend(
    rows: csr_matrix, labels: np.ndarray, trust: np.ndarray, start: np.ndarray, kept: np.ndarray
) -> np.ndarray:
    """Return the weights, biases in the last row, that fit best and are not far from *trust*."""
    turned = rows.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = np.where(kept, flat.reshape(trust.shape), 0.0)
        away = np.where(kept, weights - trust, 0.0)[:-1]
        margin = rows @ weights[:-1] + weights[-1]
        wrong = 1 / (1 + np.exp(-margin)) - labels
        gradient = np.empty_like(weights)
        gradient[:-1] = turned @ wrong + PENALTY * away
        gradient[-1] = wrong.sum(axis=0)
        value = np.logaddexp(0, margin).sum() - (labels * margin).sum()
        return value + PENALTY / 2 * (away**2).sum(), np.where(kept, gradient, 0.0).ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 60, "ftol": 1e-6})
    return np.where(kept, found.x.reshape(trust.shape), 0.0)


def _trust(rows: csr_matrix, labels: np.ndarray, own: int) -> np.ndarray:
    """Return the weights of a model that knows nothing but the cues of its code: one weight, and the bias."""
    weights = np.zeros(rows.shape[1] + 1)
    column = rows[:, [own]].toarray().ravel() if own >= 0 else np.zeros(len(labels))
    there = column > 0
    odds = [(labels[part].sum() + 0.5) / ((1 - labels[part]).sum() + 0.5) for part in (~there, there)]
    weights[-1] = np.log(odds[0])
    if there.any():
        weights[own] = (np.log(odds[1]) - np.log(odds[0])) / column.max()
    return weights


def plain(weights: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Return the weights of features that are there or not, rounded, the smallest left out."""
    unscaled = (weights * scales[:, None]).round(2)
    return np.where(np.abs(unscaled) >= SMALLEST, unscaled, 0.0)


def folds_of(texts: Sequence[Text]) -> np.ndarray:
    """Return the fold of each text; those that are seen are in none."""
    order = [index for index, text in enumerate(texts) if not text.seen]
    random.Random(1).shuffle(order)
    folds = np.full(len(texts), -1)
    for place, index in enumerate(order):
        folds[index] = place % FOLDS
    return folds


def out_of_fold(matrix: Matrix, folds: np.ndarray) -> np.ndarray:
    """Return for every unit and code the probability by models that have not seen its text."""
    chances = np.zeros_like(matrix.labels)
    there = matrix.rows.multiply(1 / matrix.scales).tocsr()
    for fold in range(FOLDS):
        test = folds[matrix.text] == fold
        weights, biases = fit(matrix.rows[~test], matrix.labels[~test], matrix.own)
        margin = there[test] @ plain(weights, matrix.scales) + biases
        chances[test] = 1 / (1 + np.exp(-margin))
    return chances


Counts = tuple[int, int, int]
"""Hits, findings, gold."""


def f_score(counts: Counts, beta: float = 1.0) -> float:
    hits, found, gold = counts
    return (1 + beta**2) * hits / max(1e-9, found + beta**2 * gold)


def add(counts: Iterable[Counts]) -> Counts:
    rows = list(counts)
    return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)


class Scores:
    """What comes of thresholds, counted by text as ``bench.annotations`` counts."""

    def __init__(
        self, texts: Sequence[Text], codes: Sequence[str], matrix: Matrix, chances: np.ndarray
    ) -> None:
        self.texts, self.codes = texts, codes
        starts = np.searchsorted(matrix.text, np.arange(len(texts) + 1))
        self._chances = [chances[starts[i] : starts[i + 1]] for i in range(len(texts))]
        self._known: dict[tuple[int, int, float], Counts] = {}

    def count(self, text: int, code: int, found: list[Span]) -> Counts:
        gold = [spans for name, spans in self.texts[text].gold if name == self.codes[code]]
        hits = pair(found, gold, lambda one, other: any(one.overlaps(place) for place in other))
        return len(hits), len(found), len(gold)

    def rules(self, text: int, code: int) -> Counts:
        return self.count(
            text, code, [span for name, span in self.texts[text].rules if name == self.codes[code]]
        )

    def filtered(self, text: int, code: int, threshold: float) -> Counts:
        one, chances = self.texts[text], self._chances[text][:, code]
        found = []
        for name, span in one.rules:
            if name == self.codes[code]:
                inside = [c for c, place in zip(chances, one.places, strict=True) if place.overlaps(span)]
                if max(inside, default=1.0) >= threshold:
                    found.append(span)
        return self.count(text, code, found)

    def combined(self, text: int, code: int, threshold: float) -> Counts:
        key = text, code, threshold
        if key not in self._known:
            one = self.texts[text]
            yes = [chance >= threshold for chance in self._chances[text][:, code]]
            found = [one.places[first].cover(one.places[last - 1]) for first, last in runs(one.units, yes)]
            self._known[key] = self.count(text, code, found)
        return self._known[key]

    def threshold(self, code: int, texts: Sequence[int]) -> float:
        """Return the threshold that serves *texts* best, steadied over its neighbours on the grid."""
        scores = [f_score(add(self.combined(t, code, limit) for t in texts), BETA) for limit in GRID]
        smooth = [np.mean(scores[max(0, i - 1) : i + 2]) for i in range(len(scores))]
        return GRID[int(np.argmax(smooth))]


def table(codes: Sequence[str], columns: dict[str, list[Counts]]) -> None:
    """Print precision, recall and F1 of every code in every column, and of all."""
    print("| code | gold | " + " | ".join(columns) + " |\n|---|---:|" + "---:|" * len(columns))

    def cells(counts: Counts) -> str:
        hits, found, gold = counts
        return f"{hits / max(1, found):.2f} / {hits / max(1, gold):.2f} / {f_score(counts):.2f}"

    for index, code in enumerate(codes):
        shown = [column[index] for column in columns.values()]
        print(f"| {code} | {shown[0][2]} | " + " | ".join(map(cells, shown)) + " |")
    sums = {name: add(column) for name, column in columns.items()}
    first = next(iter(sums.values()))
    print(f"| **all** | {first[2]} | " + " | ".join(map(cells, sums.values())) + " |")
    means = (np.mean([f_score(each) for each in column if each[2]]) for column in columns.values())
    print("| **mean F1** | | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")


def calibration(chances: np.ndarray, labels: np.ndarray) -> None:
    print("\n| probability | units | mean | right |\n|---|---:|---:|---:|")
    for low in np.arange(0.1, 1.0, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.sum():
            print(
                f"| {low:.1f} to {low + 0.1:.1f} | {inside.sum()} | {chances[inside].mean():.2f} "
                f"| {labels[inside].mean():.2f} |"
            )


def weights_file(matrix: Matrix, kept: dict[str, tuple[int, float]], made_from: str) -> str:
    """Return the file of weights of the codes *kept* (column, threshold), learned from all texts."""
    columns = [column for column, _ in kept.values()]
    weights, biases = fit(matrix.rows, matrix.labels[:, columns], matrix.own[columns])
    weights = plain(weights, matrix.scales)
    models = {}
    for place, (code, (_, threshold)) in enumerate(kept.items()):
        column = weights[:, place]
        models[code] = {
            "bias": round(float(biases[place]), 3),
            "threshold": threshold,
            "weights": {self: float(w) for self, w in zip(matrix.names, column, strict=True) if w},
        }
    content = {
        "schema": "ruscorpus/weights/1",
        "made_by": "python tools/train_codes.py",
        "made_from": made_from,
        "models": dict(sorted(models.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--seen", nargs="+", type=Path, default=[], help="texts that cues were written from")
    parser.add_argument("--out", type=Path, help="file of weights to write")
    parser.add_argument("--by-cues", nargs="+", default=[], metavar="FACET", help="facets that get no model")
    args = parser.parse_args()
    report([*read_texts(args.gold), *map(without_cues, read_texts(args.seen))], args.out, args.by_cues)
    return 0


def report(texts: list[Text], out: Path | None, by_cues: list[str]) -> None:
    """Print what cross-validation says, and write the file of weights."""
    counts = Counter(code for text in texts if not text.seen for code, _ in text.gold)
    codes = sorted(counts)
    matrix, folds = Matrix(texts, codes), folds_of(texts)
    chances = out_of_fold(matrix, folds)
    scores = Scores(texts, codes, matrix, chances)
    everyone = [index for index, text in enumerate(texts) if not text.seen]
    columns: dict[str, list[Counts]] = {"rules": [], "filtered": [], "combined": [], "chosen": []}
    kept: dict[str, tuple[int, float]] = {}
    for code, name in enumerate(codes):
        limits = [scores.threshold(code, [t for t in everyone if folds[t] != fold]) for fold in range(FOLDS)]
        rules = add(scores.rules(t, code) for t in everyone)
        filtered = add(scores.filtered(t, code, limits[folds[t]]) for t in everyone)
        combined = add(scores.combined(t, code, limits[folds[t]]) for t in everyone)
        better = counts[name] >= RARE and f_score(combined, BETA) > f_score(rules, BETA)
        better = better and name.partition(".")[0] not in by_cues
        if better:
            kept[name] = code, scores.threshold(code, everyone)
        for column, value in zip(
            columns.values(), (rules, filtered, combined, combined if better else rules), strict=True
        ):
            column.append(value)
    print(f"{len(everyone)} texts and {len(texts) - len(everyone)} seen ones, ", end="")
    print(f"{len(matrix.text)} units, {len(matrix.names)} features\n")
    table(codes, columns)
    calibration(chances, matrix.labels)
    print("\nthresholds: " + ", ".join(f"{code} {limit:.2f}" for code, (_, limit) in kept.items()))
    print("by their cues alone: " + (", ".join(code for code in codes if code not in kept) or "none"))
    if out:
        made_from = f"{len(texts)} annotated texts, {len(everyone)} of them unseen, {len(matrix.text)} units"
        out.write_text(weights_file(matrix, kept, made_from), encoding="utf-8")
        print(f"{out}: {out.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
