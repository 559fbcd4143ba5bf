"""Learn weights for codes: ``python -m tools.train_codes GOLD… [--seen GOLD…] [--out FILE]``.

GOLD are folders with ``text/`` and ``annotations/codes.jsonl``; the texts must not be ones that cues were
written from, or the models trust the cues too much. Such texts may be given as ``--seen``: they are learned
from without what the cues say of them, and never scored.

Two things are learned: a logistic model a code (``tools.code_models``), and boosted trees that review what
the models say of a unit and of those around it. Texts are parted into folds; what is printed is what the
models of the other folds say of each text, reviewed by trees of the other folds, with a threshold chosen on
the other folds too (precision / recall / F1):

- *rules*: the codings of the cues alone;
- *models*: what the models make of it, codings that no cue found included;
- *reviewed*: what the review makes of that.

Needs numpy, scipy and lightgbm: ``pip install --group train``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tools.annotated_codes import read_texts, without_cues
from tools.boosting import grow
from tools.code_models import Table, out_of_fold

from ruscorpus.agreement.matching import pair
from ruscorpus.coding.evidence import Evidence
from ruscorpus.coding.learned import LEAST, reviewed, runs
from ruscorpus.config.weights import CodingWeights
from ruscorpus.knowledge import load_knowledge
from ruscorpus.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tools.annotated_codes import Text

    from ruscorpus.config.weights import BoostedTrees
    from ruscorpus.offsets import Span

FOLDS = 5
TREES = 150
SHAPE = {"num_leaves": 12, "min_child_samples": 60, "colsample_bytree": 0.4}
GRID = [step / 100 for step in range(20, 62, 2)]
RARE = 12
"""A code on fewer passages is left to its cues."""
SURE = 0.5
"""Codes of facets that are asked for surely must be likelier than not."""
BETA = 0.85
"""The threshold is chosen for F of this beta: a false coding harms more than a missed one."""

ALIKE = 0.005
"""So much less of F is as good."""

Row = list[float] | None
Counts = tuple[int, int, int]
"""Hits, findings, gold."""


def folds_of(texts: Sequence[Text]) -> np.ndarray:
    """Return the fold of each text; those that are seen are in none."""
    order = [index for index, text in enumerate(texts) if not text.seen]
    random.Random(1).shuffle(order)
    folds = np.full(len(texts), -1)
    for place, index in enumerate(order):
        folds[index] = place % FOLDS
    return folds


class Reviewing:
    """The evidence of all texts, by models that have not seen them, and the trees that learn from it."""

    def __init__(self, texts: Sequence[Text], table: Table, chances: np.ndarray, facets: list[str]) -> None:
        self.rows: list[list[Row]] = []
        self._evidence: list[Evidence] = []
        self._pairs: list[tuple[list[dict[str, float]], list[bool]]] = []
        self.facets = facets
        self.shares = table.labels.mean(axis=0).round(4).tolist()
        for text, start in zip(texts, table.starts, strict=False):
            places = range(start, start + len(text.units))
            rows = [chances[at].tolist() if table.known[at] else None for at in places]
            evidence = Evidence(text.units, rows, table.codes, facets, self.shares)
            asked = [
                (at, code)
                for at, row in enumerate(rows)
                for code, chance in enumerate(row or ())
                if chance >= LEAST and not text.seen
            ]
            self.rows.append(rows)
            self._evidence.append(evidence)
            right = [bool(table.labels[start + at, code]) for at, code in asked]
            self._pairs.append(([evidence.of(at, code) for at, code in asked], right))

    def trees(self, texts: Iterable[int]) -> BoostedTrees:
        pairs = [self._pairs[text] for text in texts]
        numbers = [one for numbers, _ in pairs for one in numbers]
        return grow(numbers, [one for _, right in pairs for one in right], TREES, **SHAPE)

    def reviewed(self, trees: BoostedTrees, text: int) -> list[Row]:
        return reviewed(Trees(trees.bias, trees.trees), self._evidence[text], self.rows[text])


def f_score(counts: Counts, beta: float = 1.0) -> float:
    hits, found, gold = counts
    return (1 + beta**2) * hits / max(1e-9, found + beta**2 * gold)


def add(counts: Iterable[Counts]) -> Counts:
    rows = list(counts)
    return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)


class Scores:
    """What comes of probabilities, counted by text and code as ``bench.annotations`` counts."""

    def __init__(
        self, texts: Sequence[Text], codes: Sequence[str], rows: Sequence[list[Row]], least: Sequence[float]
    ) -> None:
        """*least*: what each code asks for, however low the threshold."""
        self._texts, self._codes, self._rows, self._least = texts, codes, rows, least
        self._known: dict[tuple[int, int, float], Counts] = {}

    def at(self, text: int, code: int, threshold: float) -> Counts:
        key = text, code, threshold
        if key not in self._known:
            one, name, least = self._texts[text], self._codes[code], max(threshold, self._least[code])
            pairs = enumerate(zip(one.units, self._rows[text], strict=True))
            yes = [
                at for at, (unit, row) in pairs if (name in unit.sure if row is None else row[code] >= least)
            ]
            found = [one.places[first].cover(one.places[last - 1]) for first, last in runs(one.units, yes)]
            self._known[key] = count(one, name, found)
        return self._known[key]

    def threshold(self, texts: Sequence[int]) -> float:
        """Return the lowest threshold that serves all codings of *texts* about as well as the best does.

        F hardly changes over a wide stretch, few rare codes are left where the threshold is high, and what
        counts as false here is often only what an annotator has passed over. F is steadied over the grid.
        """
        every = [(text, code) for text in texts for code in range(len(self._codes))]
        scores = [f_score(add(self.at(*each, limit) for each in every), BETA) for limit in GRID]
        smooth = [float(np.mean(scores[max(0, i - 1) : i + 2])) for i in range(len(scores))]
        return next(limit for limit, score in zip(GRID, smooth, strict=True) if score >= max(smooth) - ALIKE)


def count(text: Text, code: str, found: Sequence[Span]) -> Counts:
    gold = [spans for name, spans in text.gold if name == code]
    hits = pair(found, gold, lambda one, other: any(one.overlaps(place) for place in other))
    return len(hits), len(found), len(gold)


def cells(counts: Counts) -> str:
    hits, found, gold = counts
    return f"{hits / max(1, found):.2f} / {hits / max(1, gold):.2f} / {f_score(counts):.2f}"


def table_of(codes: Sequence[str], columns: dict[str, list[Counts]]) -> None:
    """Print precision, recall and F1 of every code in every column, and of all."""
    print("| code | gold | " + " | ".join(columns) + " |\n|---|---:|" + "---:|" * len(columns))
    for index, code in enumerate(codes):
        shown = [column[index] for column in columns.values()]
        print(f"| {code} | {shown[0][2]} | " + " | ".join(map(cells, shown)) + " |")
    sums = {name: add(column) for name, column in columns.items()}
    first = next(iter(sums.values()))
    print(f"| **all** | {first[2]} | " + " | ".join(map(cells, sums.values())) + " |")
    print("| **mean F1** | | " + " | ".join(f"{mean(column):.3f}" for column in columns.values()) + " |")


def mean(column: Sequence[Counts]) -> float:
    return float(np.mean([f_score(each) for each in column if each[2]]))


def by_threshold(scores: Scores, texts: Sequence[int], others: list[Counts], codes: int) -> None:
    print(f"\n| threshold | precision / recall / F1 | F of beta {BETA} | mean F1 |\n|---|---:|---:|---:|")
    for limit in (0.24, 0.3, 0.34, 0.36, 0.4, 0.44, 0.5, 0.6):
        column = [add(scores.at(t, code, limit) for t in texts) for code in range(codes)] + others
        print(f"| {limit} | {cells(add(column))} | {f_score(add(column), BETA):.3f} | {mean(column):.3f} |")


def calibration(rows: Iterable[list[Row]], labels: np.ndarray) -> None:
    nothing = [0.0] * labels.shape[1]
    chances = np.array([row or nothing for text in rows for row in text])
    print("\n| probability | units | mean | right |\n|---|---:|---:|---:|")
    for low in np.arange(0.1, 1.0, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.sum():
            shares = f"{chances[inside].mean():.2f} | {labels[inside].mean():.2f}"
            print(f"| {low:.1f} to {low + 0.1:.1f} | {inside.sum()} | {shares} |")


def report(texts: list[Text], out: Path | None, by_cues: list[str], surely: list[str]) -> None:
    """Print what cross-validation says, and write the file of weights."""
    facets = {code.id: code.facet for code in load_knowledge().codebook.codes}
    counts = Counter(code for text in texts if not text.seen for code, _ in text.gold)
    alone = {code for code in counts if counts[code] < RARE or not {code, facets[code]}.isdisjoint(by_cues)}
    codes = sorted(counts.keys() - alone)
    table, folds = Table(texts, codes), folds_of(texts)
    unseen = [index for index, text in enumerate(texts) if not text.seen]
    parts = [[text for text in unseen if folds[text] != fold] for fold in range(FOLDS)]
    trust = table.trust(out_of_fold(table, folds, np.ones_like(table.labels)))
    review = Reviewing(texts, table, out_of_fold(table, folds, trust), [facets[code] for code in codes])
    trees = [review.trees(part) for part in parts]
    last = [review.reviewed(trees[folds[text]], text) for text in range(len(texts))]
    least = [SURE if facets[code] in surely else 0.0 for code in codes]
    models, final = Scores(texts, codes, review.rows, least), Scores(texts, codes, last, least)
    columns: dict[str, list[Counts]] = {
        "rules": [add(_by_cues(texts[t], code) for t in unseen) for code in codes]
    }
    for name, scores in (("models", models), ("reviewed", final)):
        limits = [scores.threshold(part) for part in parts]
        print(f"{name}: thresholds of the folds {limits}")
        columns[name] = [
            add(scores.at(t, code, limits[folds[t]]) for t in unseen) for code in range(len(codes))
        ]
    others = [add(_by_cues(texts[t], code) for t in unseen) for code in sorted(alone)]
    print(f"{len(unseen)} texts and {len(texts) - len(unseen)} seen ones, ", end="")
    print(f"{len(table.text)} units, {len(table.names)} features; codes a thousand characters: ", end="")
    print(
        " and ".join(f"{_density([t for t in texts if t.seen is seen]):.1f}" for seen in (False, True)) + "\n"
    )
    table_of([*codes, *sorted(alone)], {name: column + others for name, column in columns.items()})
    by_threshold(final, unseen, others, len(codes))
    calibration((last[text] for text in unseen), table.labels[np.isin(table.text, unseen)])
    threshold = final.threshold(unseen)
    print(f"\nthreshold: {threshold}; by their cues alone: " + (", ".join(sorted(alone)) or "none"))
    if out:
        made_from = f"{len(texts)} annotated texts, {len(unseen)} of them unseen, {len(table.text)} units"
        weights = file_of(table, trust, review, threshold, made_from)
        more = {"review": review.trees(unseen), "surer": dict.fromkeys(surely, SURE)}
        weights = weights.model_copy(update=more)
        out.write_text(in_lines(weights), encoding="utf-8")
        print(f"{out}: {out.stat().st_size // 1024} kB")


def _density(texts: Sequence[Text]) -> float:
    characters = sum(place.length for text in texts for place in text.places)
    return 1000 * sum(len(text.gold) for text in texts) / max(1, characters)


def _by_cues(text: Text, code: str) -> Counts:
    return count(text, code, [span for name, span in text.rules if name == code])


def file_of(
    table: Table, trust: np.ndarray, review: Reviewing, threshold: float, made_from: str
) -> CodingWeights:
    """Return the weights, learned from all texts."""
    weights, biases = table.weights(np.ones(len(table.text), dtype=bool), trust)
    models = zip(table.codes, biases.tolist(), review.facets, review.shares, strict=True)
    return CodingWeights(
        schema="ruscorpus/code-weights/1",
        made_by="python -m tools.train_codes",
        made_from=made_from,
        threshold=threshold,
        codes={code: {"bias": round(b, 3), "facet": f, "share": share} for code, b, f, share in models},
        weights={name: row for name, row in zip(table.names, weights.tolist(), strict=True) if any(row)},
    )


def in_lines(weights: CodingWeights) -> str:
    """Return the file: a code, a feature and a tree a line."""

    def lines(rows: Iterable[str]) -> str:
        return ",\n".join(rows)

    def written(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def entries(mapping: dict, write: Callable[[object], str] = written) -> str:
        return "{\n" + lines(f"{written(key)}:{write(value)}" for key, value in mapping.items()) + "\n}"

    content = weights.model_dump(by_alias=True)
    review = content.pop("review")
    parts = {
        key: entries(value) if isinstance(value, dict) else written(value) for key, value in content.items()
    }
    if review is not None:
        trees = "[\n" + lines(map(written, review["trees"])) + "\n]"
        parts["review"] = f'{{"bias":{review["bias"]},"trees":{trees}}}'
    return "{\n" + lines(f"{written(key)}: {value}" for key, value in parts.items()) + "\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--seen", nargs="+", type=Path, default=[], help="texts that cues were written from")
    parser.add_argument("--out", type=Path, help="file of weights to write")
    parser.add_argument("--by-cues", nargs="+", default=[], help="codes and facets that get no model")
    parser.add_argument("--surely", nargs="+", default=[], help="facets whose codes must be likely")
    args = parser.parse_args()
    texts = [*read_texts(args.gold), *map(without_cues, read_texts(args.seen))]
    report(texts, args.out, args.by_cues, args.surely)
    return 0


if __name__ == "__main__":
    sys.exit(main())
