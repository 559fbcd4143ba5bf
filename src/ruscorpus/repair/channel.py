"""The channel: what an extractor does to marks and spaces on the way, as costs in nats.

A mark is found in place, or one base late, or (the ring of sara am) not at all; a foreign code stands for
a mark; a space is put in where there was none. The rates differ from font to font and from line to line,
so they are counted in the document itself, in a first decoding with neutral rates.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_CODE = 0xE000  # codes under decipherment are lent characters from here on while a text is decoded
FIRST_CODE_CHAR = chr(FIRST_CODE)
NEVER = 60.0
_RAREST = 0.01  # no rate is so certain that a single word could not prove it wrong


def is_code(char: str) -> bool:
    """Tell whether *char* is a code lent by the decipherment."""
    return "\ue000" <= char <= "\uefff"


@dataclass(frozen=True)
class Channel:
    """Costs of what happens to marks and spaces."""

    late: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Probability of being found one base late, by (base, mark) and, for unseen bases, by ("", mark)."""
    default_late: float = 0.5
    dropped_ring: float = NEVER
    """Sara am found as sara aa alone."""
    dropped_ring_at_space: float = NEVER
    """The same with a space in its place: a gain, against what that space costs otherwise."""
    emission: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By code: the cost of each mark that it may stand for."""
    literal: Mapping[str, float] = field(default_factory=dict)
    """By code: the cost of its standing for itself."""
    space: Mapping[str, float] = field(default_factory=dict)
    """By the kind of place: the cost of a space put in inside a word."""

    def space_cost(self, kind: str) -> float:
        """Return the cost of a space put in inside a word at a place of this *kind*."""
        return self.space.get(kind, 1.0 if kind.startswith("before") else NEVER)

    def probability(self, base: str, mark: str) -> float:
        """Return how likely *mark* on *base* is found one base late."""
        known = self.late.get((base, mark))
        if known is None:
            known = self.late.get(("", mark), self.default_late)
        return known

    def late_cost(self, base: str, mark: str) -> float:
        """Return the cost of *mark* on *base* being found one base late."""
        return -math.log(max(self.probability(base, mark), _RAREST))

    def in_place_cost(self, base: str, mark: str) -> float:
        """Return the cost of *mark* on *base* being found where it belongs."""
        return -math.log(max(1 - self.probability(base, mark), _RAREST))


@dataclass
class Tally:
    """What a decoding saw happen: the counts that the rates of the next one come from."""

    late: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    in_place: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    codes: dict[str, dict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    spaces_inside: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    spaces_between: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def late_rates(self, prior: float = 0.5, weight: float = 1.0) -> dict[tuple[str, str], float]:
        """Return rates by (base, mark) drawn towards the mark's own rate, and that towards *prior*."""
        by_mark_late: dict[str, float] = defaultdict(float)
        by_mark_all: dict[str, float] = defaultdict(float)
        pairs = sorted({*self.late, *self.in_place})
        for base, mark in pairs:
            by_mark_late[mark] += self.late.get((base, mark), 0)
            by_mark_all[mark] += self.late.get((base, mark), 0) + self.in_place.get((base, mark), 0)
        rates: dict[tuple[str, str], float] = {}
        for mark, everything in by_mark_all.items():
            rates["", mark] = (by_mark_late[mark] + prior * weight) / (everything + weight)
        for base, mark in pairs:
            late = self.late.get((base, mark), 0)
            everything = late + self.in_place.get((base, mark), 0)
            rates[base, mark] = (late + 2 * rates["", mark]) / (everything + 2)
        return rates
