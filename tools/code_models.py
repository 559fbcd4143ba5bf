"""Learn the models of codes, for ``tools.train_codes``: one logistic regression a code, all of them at once.

The weights of a feature are the sum of two parts: its own for every code, and what it adds to the few
directions that all codes share. What a rare code needs to know of a word is so learned from the frequent
ones, and the sum is one weight a code all the same. They are learned by stochastic gradient descent (Adam),
with features and directions left out at random (Srivastava et al., Dropout, JMLR 2014), so that no code rests
on one word. Needs numpy and scipy.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from ruscorpus.coding.models import HUNDREDTHS, MIN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.annotated_codes import Text

MIN_DOCUMENTS = 5
"""A feature of fewer documents is left out."""
SCALES = {"code": 2.0, "sure": 2.0, "before": 0.7, "after": 0.7, "part": 0.7}
"""How readily features of a kind get weight, others 1: what to trust where little can be learned."""
DIRECTIONS = 48
ROUNDS, BATCH, RATE, SLOWEST = 8, 96, 2e-3, 1e-4
FEATURES_LEFT_OUT, DIRECTIONS_LEFT_OUT = 0.3, 0.4
PENALTIES = (1e-5, 0.0, 1e-4, 0.0, 1e-3)
"""Of what features add to directions, of their biases, of what directions say, of biases, of own weights."""
SEED = 1
CLEARLY, DOUBTED = 0.4, 0.2
"""A unit that says so much less for the code of its passage than the best one there counts so much."""


class Table:
    """Features by number, the rows of all units, and which codes stand on them."""

    def __init__(self, texts: Sequence[Text], codes: Sequence[str]) -> None:
        self.codes = list(codes)
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update({feature for unit in text.units for feature in unit.features})
        self.names = sorted(name for name, count in documents.items() if count >= MIN_DOCUMENTS)
        number = {name: index for index, name in enumerate(self.names)}
        self.scales = np.array([SCALES.get(name.partition("=")[0], 1.0) for name in self.names])
        words = np.array([name.startswith("word=") for name in self.names], dtype=float)
        indices, starts = [], [0]
        for text in texts:
            for unit in text.units:
                indices += sorted(number[feature] for feature in unit.features if feature in number)
                starts.append(len(indices))
        shape = (len(starts) - 1, len(self.names))
        self.there = csr_matrix((np.ones(len(indices)), indices, starts), shape=shape)
        self.rows = csr_matrix((self.scales[indices], indices, starts), shape=shape)
        self.known = self.there @ words >= MIN_WORDS
        self.text = np.array([index for index, text in enumerate(texts) for _ in text.units])
        self.starts = np.searchsorted(self.text, np.arange(len(texts) + 1))
        column = {code: index for index, code in enumerate(self.codes)}
        self.passages = [
            (column[code], [self.starts[index] + unit for unit in units])
            for index, text in enumerate(texts)
            for code, units in text.passages
            if code in column and units
        ]
        self.labels = np.zeros((shape[0], len(self.codes)))
        for code, units in self.passages:
            self.labels[units, code] = 1.0

    def weights(self, part: np.ndarray, trust: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return weights in hundredths (features, codes) and biases, learned from the units in *part*."""
        weights, biases = learn(self.rows[part], self.labels[part], trust[part])
        return np.rint(weights * self.scales[:, None] * HUNDREDTHS).astype(int), biases

    def trust(self, chances: np.ndarray) -> np.ndarray:
        """Return how much each unit counts for each code.

        An annotated passage may be longer than what makes it one. Of its units those teach that speak for
        its code, by *chances* of models that have not seen the text.
        """
        trust = np.ones_like(self.labels)
        for code, units in self.passages:
            inside = chances[units, code]
            for unit, chance in zip(units, inside, strict=True):
                if chance < CLEARLY * inside.max():
                    trust[unit, code] = DOUBTED
        return trust


def learn(rows: csr_matrix, labels: np.ndarray, trust: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights (features, codes) and biases that fit *labels*, counted as *trust* says."""
    draw = np.random.default_rng(SEED)
    count, features = rows.shape
    codes = labels.shape[1]
    usual = labels.mean(axis=0)
    parts = [
        draw.normal(0, 0.08, (features, DIRECTIONS)),
        np.zeros(DIRECTIONS),
        draw.normal(0, 0.1, (DIRECTIONS, codes)),
        np.log((usual + 1e-3) / (1 - usual)),
        np.zeros((features, codes)),
    ]
    parts = [part.astype("f4") for part in parts]
    adding, lifts, saying, biases, own = parts
    steps = Adam(parts)
    rows = rows.astype("f4")
    for number in range(ROUNDS):
        rate = RATE * (1 - number / ROUNDS) + SLOWEST
        order = draw.permutation(count)
        for start in range(0, count, BATCH):
            some = order[start : start + BATCH]
            batch = rows[some].copy()
            batch.data *= (draw.random(len(batch.data)) > FEATURES_LEFT_OUT) / (1 - FEATURES_LEFT_OUT)
            left = (draw.random((len(some), DIRECTIONS)) > DIRECTIONS_LEFT_OUT) / (1 - DIRECTIONS_LEFT_OUT)
            directions = ((batch @ adding + lifts) * left).astype("f4")
            margin = directions @ saying + batch @ own + biases
            wrong = (1 / (1 + np.exp(-margin)) - labels[some]) * trust[some] / len(some)
            wrong = wrong.astype("f4")
            back = (wrong @ saying.T) * left
            turned = batch.T.tocsr()
            gradients = [
                turned @ back, back.sum(axis=0), directions.T @ wrong, wrong.sum(axis=0), turned @ wrong,
            ]  # fmt: skip
            steps.down(gradients, rate)
    return adding @ saying + own, lifts @ saying + biases


class Adam:
    """Steps down the gradients (Kingma and Ba, Adam, 2015), with penalties."""

    def __init__(self, parts: list[np.ndarray]) -> None:
        self._parts, self._count = parts, 0
        self._means = [np.zeros_like(part) for part in parts]
        self._squares = [np.zeros_like(part) for part in parts]

    def down(self, gradients: list[np.ndarray], rate: float) -> None:
        self._count += 1
        first, second = 1 - 0.9**self._count, 1 - 0.99**self._count
        for number, part in enumerate(self._parts):
            gradient = gradients[number] + PENALTIES[number] * part
            mean, square = self._means[number], self._squares[number]
            mean += 0.1 * (gradient - mean)
            square += 0.01 * (gradient * gradient - square)
            np.subtract(part, rate * (mean / first) / (np.sqrt(square / second) + 1e-6), out=part)


def out_of_fold(table: Table, folds: np.ndarray, trust: np.ndarray) -> np.ndarray:
    """Return for every unit and code the probability by models that have not seen its text (0 if seen)."""
    chances = np.zeros_like(table.labels)
    for fold in range(folds.max() + 1):
        test = folds[table.text] == fold
        weights, biases = table.weights(~test, trust)
        margin = table.there[test] @ (weights / HUNDREDTHS) + biases
        chances[test] = 1 / (1 + np.exp(-margin))
    return chances
