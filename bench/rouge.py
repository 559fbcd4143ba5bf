"""ROUGE (Lin, 2004) over word tokens: the overlap of a summary with a reference.

ROUGE-N counts the n-grams that both have, ROUGE-L the longest common subsequence of the whole texts. Scores are
F1, as the package ``rouge-score`` gives them for tokens joined by spaces; the tests compare the two.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def rouge_n(summary: Sequence[str], reference: Sequence[str], n: int) -> float:
    ours, theirs = _grams(summary, n), _grams(reference, n)
    return _f1((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(summary: Sequence[str], reference: Sequence[str]) -> float:
    return _f1(_common(summary, reference), len(summary), len(reference))


def rouge(summary: Sequence[str], reference: Sequence[str]) -> tuple[float, float, float]:
    """Return ROUGE-1, ROUGE-2 and ROUGE-L."""
    return rouge_n(summary, reference, 1), rouge_n(summary, reference, 2), rouge_l(summary, reference)


def _grams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for a in one:
        diagonal = 0
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], diagonal + 1 if a == b else max(row[j], row[j - 1])
    return row[-1]


def _f1(hits: int, ours: int, theirs: int) -> float:
    return 2 * hits / (ours + theirs) if ours and theirs else 0.0
