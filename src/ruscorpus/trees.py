"""Boosted decision trees over named numbers: what no sum of weights can say, in a form that can be read.

A tree is written in preorder: a question ``("sure", 0.31)``, what follows where ``sure`` is at most 0.31, and
what follows elsewhere; an answer is a number. The answers of all trees are added up (Friedman, Greedy
function approximation: a gradient boosting machine, 2001).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ruscorpus.linear import logistic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Question: TypeAlias = tuple[str, float]
Node: TypeAlias = "tuple[str, float, Node, Node] | tuple[None, float]"

DIGITS = 4
"""Numbers are compared with so many decimals, so that a question is answered alike on every machine."""


class Trees:
    """Boosted trees, and the margin that they start from."""

    def __init__(self, bias: float, trees: Sequence[Sequence[float | Question]]) -> None:
        """Raise ``ValueError`` for a tree that lacks an answer or has one too many."""
        self._bias = bias
        self._trees = [_grown(tree) for tree in trees]
        self._names = sorted({part[0] for tree in trees for part in tree if isinstance(part, tuple)})

    def probability(self, numbers: Mapping[str, float]) -> float:
        """Return the probability that the trees give to *numbers*, in 0…1.

        Raises ``KeyError`` where a number that a tree asks for is not there.
        """
        known = {name: round(numbers[name], DIGITS) for name in self._names}
        margin = self._bias
        for tree in self._trees:
            node = tree
            while node[0] is not None:
                node = node[2] if known[node[0]] <= node[1] else node[3]
            margin += node[1]
        return logistic(margin)


def _grown(parts: Sequence[float | Question]) -> Node:
    rest = iter(parts)
    try:
        tree = _next(rest)
    except StopIteration:
        raise ValueError("a tree ends before its last answer") from None
    if next(rest, None) is not None:
        raise ValueError("a tree goes on after its last answer")
    return tree


def _next(rest: Iterator[float | Question]) -> Node:
    part = next(rest)
    if not isinstance(part, tuple):
        return None, part
    name, most = part
    return name, most, _next(rest), _next(rest)
