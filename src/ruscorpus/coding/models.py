"""The logistic models of all codes, laid out so that a feature costs for all of them what it costs for one.

One whole number a feature holds its weights for all codes, each in 32 bits of its own: adding up the numbers
adds up all models at once, exactly, and in any order. That is what :class:`ruscorpus.linear.SideBySide` does;
here the weights stay the hundredths that the file gives, and words are counted on the way.
"""

from __future__ import annotations

import struct
from operator import getitem
from typing import TYPE_CHECKING

from ruscorpus.linear import BITS, LIFT, MASK, STEEPEST, lanes_of, logistic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

HUNDREDTHS = 100
MIN_WORDS = 3
"""Of a unit with fewer words that the models know they know too little: the cues alone decide there."""
_MILLIONTHS = 1_000_000


class Models:
    """A bias and a weight a feature for each code; features that no model knows weigh nothing."""

    def __init__(self, biases: Sequence[float], rows: Mapping[str, Sequence[int]]) -> None:
        """Take the biases of the codes, and of each feature the weights for all of them in hundredths."""
        self._numbers = _Numbers(rows, len(biases))
        self._chances = [_Chances(bias) for bias in biases]

    def probabilities(self, features: AbstractSet[str]) -> list[float] | None:
        """Return the probability of each code, in order; None where too little is known."""
        numbers = self._numbers
        total = sum(map(numbers.__getitem__, features), numbers.lifted)
        *lanes, words = lanes_of(total, numbers.count)
        if words - LIFT < MIN_WORDS:
            return None
        return list(map(getitem, self._chances, lanes))

    def reasons(self, code: int, features: AbstractSet[str], count: int) -> tuple[str, ...]:
        """Return the *count* features that speak most for a code, the strongest first; fewer if fewer do."""
        bits = code * BITS
        half = 1 << bits >> 1  # so that nothing is taken from this code for those below
        numbers = map(self._numbers.__getitem__, features)
        weighed = [
            (-weight, name)
            for name, number in zip(features, numbers, strict=True)
            if 0 < (weight := (number + half >> bits) & MASK) < LIFT  # those beyond speak against it
        ]
        weighed.sort()
        return tuple(name for _, name in weighed[:count])


class _Numbers(dict[str, int]):
    """The numbers of features, made when they are first asked for: a text asks for a tenth of them.

    Behind the codes stands one model more, to which each word adds one: so words are counted on the way.
    """

    def __init__(self, rows: Mapping[str, Sequence[int]], codes: int) -> None:
        super().__init__()
        self._rows = rows
        self._write = struct.Struct(f"<{codes + 1}I").pack
        self.count = codes + 1
        # Lifted far above zero, so that no model's sum takes anything from its neighbour's.
        self.lifted = int.from_bytes(self._write(*[LIFT] * (codes + 1)), "little")

    def __missing__(self, feature: str) -> int:
        if feature not in self._rows:
            return 0
        row = [LIFT + weight for weight in self._rows[feature]]
        row.append(LIFT + feature.startswith("word="))
        number = self[feature] = int.from_bytes(self._write(*row), "little") - self.lifted
        return number


class _Chances(dict[int, float]):
    """The probabilities of one code by what its lane holds; of margins that tell something there are few."""

    def __init__(self, bias: float) -> None:
        super().__init__()
        self._bias = round(bias * _MILLIONTHS)

    def __missing__(self, lane: int) -> float:
        margin = (self._bias + (lane - LIFT) * (_MILLIONTHS // HUNDREDTHS)) / _MILLIONTHS
        chance = logistic(margin)
        if -STEEPEST < margin < STEEPEST:
            self[lane] = chance
        return chance
