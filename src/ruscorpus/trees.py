"""Boosted decision trees over named numbers: what no sum of weights can say, in a form that can be read.

A tree is written in preorder: a question ``("sure", 0.31)``, what follows where ``sure`` is at most 0.31, and
what follows elsewhere; an answer is a number. The answers of all trees are added up (Friedman, Greedy
function approximation: a gradient boosting machine, 2001).

Some hundred trees are asked of every candidate: they are put together as one function of Python, a tree a
line, which is several times as fast as walking from question to question. To compile it takes as long as
walking does for some thousand candidates, so that the first ones are answered on foot.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from ruscorpus.linear import logistic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Question: TypeAlias = tuple[str, float]
Node: TypeAlias = "tuple[str, float, Node, Node] | tuple[None, float]"
Step: TypeAlias = "tuple[int, float, Step, Step] | float"

DIGITS = 4
"""Numbers are compared with so many decimals, so that a question is answered alike on every machine."""
DEEPEST = 64
"""So many questions may follow each other in a tree."""
_ON_FOOT = 500
_UNIT: int = 10**DIGITS
_WHOLE = 1e12
"""A number of this size has no decimals left that could be rounded off."""


class Trees:
    """Boosted trees, and the margin that they start from."""

    def __init__(self, bias: float, trees: Sequence[Sequence[float | Question]]) -> None:
        """Raise ``ValueError`` for a tree that lacks an answer, has one too many, or is too deep."""
        self._bias = bias
        self._trees = [_grown(tree) for tree in trees]
        self._asked = 0
        self._names = sorted({part[0] for tree in trees for part in tree if isinstance(part, tuple)})

    def probability(self, numbers: Mapping[str, float]) -> float:
        """Return the probability that the trees give to *numbers*, in 0…1.

        Raises ``KeyError`` where a number that a tree asks for is not there.
        """
        if self._asked < _ON_FOOT:
            self._asked += 1
            return logistic(self._walked(numbers))
        return logistic(self._margin(numbers))

    def _walked(self, numbers: Mapping[str, float]) -> float:
        """Return what :meth:`_margin` does, adding up in the same order."""
        known = [numbers[name] for name in self._names]
        total = self._bias
        for step in self._steps:
            while isinstance(step, tuple):
                at, most, yes, no = step
                step = yes if known[at] <= most else no  # noqa: PLW2901 - on to the next question
            total += step
        return total

    @cached_property
    def _steps(self) -> list[Step]:
        number = {name: index for index, name in enumerate(self._names)}
        return [_steps_of(node, number) for node in self._trees]

    @cached_property
    def _margin(self) -> Callable[[Mapping[str, float]], float]:
        """The trees as a function; made when it is worth it, as many who load weights ask but little."""
        number = {name: index for index, name in enumerate(self._names)}
        lines = ["def margin(numbers):"]
        lines += [f" x{index} = numbers[{name!r}]" for name, index in number.items()]
        lines.append(f" sum = {self._bias!r}")
        lines += [f" sum += {_written(tree, number)}" for tree in self._trees]
        lines.append(" return sum")
        made: dict[str, Any] = {}
        exec("\n".join(lines), made)  # noqa: S102 - written here, of numbers and quoted names
        margin: Callable[[Mapping[str, float]], float] = made["margin"]
        return margin


def _steps_of(node: Node, number: Mapping[str, int]) -> Step:
    """Return a tree as questions (place of the number, up to what), what follows if so, and if not."""
    if node[0] is None:
        return node[1]
    name, most, yes, no = node
    return number[name], up_to(most), _steps_of(yes, number), _steps_of(no, number)


def _written(node: Node, number: Mapping[str, int]) -> str:
    """Return a tree as an expression of Python."""
    if node[0] is None:
        return repr(node[1])
    name, most, yes, no = node
    asked = f"x{number[name]} <= {up_to(most)!r}"
    return f"(({_written(yes, number)}) if {asked} else ({_written(no, number)}))"


def up_to(most: float) -> float:
    """Return the highest number that, rounded to ``DIGITS`` decimals, is at most *most*.

    To ask with it spares the rounding of every number.

    >>> 0.31004 < up_to(0.31) < 0.31006
    True
    """
    if abs(most) >= _WHOLE:
        return most
    steps = math.floor(most * _UNIT) + 1
    while steps / _UNIT > most:
        steps -= 1
    highest = (steps + 0.5) / _UNIT  # the next float may be on either side of what cannot be written
    while round(highest, DIGITS) > most:
        highest = math.nextafter(highest, -math.inf)
    while round(above := math.nextafter(highest, math.inf), DIGITS) <= most:
        highest = above
    return highest


def _grown(parts: Sequence[float | Question]) -> Node:
    rest = iter(parts)
    try:
        tree = _next(rest, DEEPEST)
    except StopIteration:
        raise ValueError("a tree ends before its last answer") from None
    if next(rest, None) is not None:
        raise ValueError("a tree goes on after its last answer")
    return tree


def _next(rest: Iterator[float | Question], deep: int) -> Node:
    part = next(rest)
    if not isinstance(part, tuple):
        return None, part
    if not deep:
        raise ValueError(f"a tree asks more than {DEEPEST} questions in a row")
    name, most = part
    return name, most, _next(rest, deep - 1), _next(rest, deep - 1)
