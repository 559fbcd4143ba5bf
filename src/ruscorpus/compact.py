"""Files of weights in a form that is read in a moment: what a feature weighs is unpacked when it is asked.

A text asks for a tenth of the features that hundreds of texts have taught. Both forms are mappings, and hold
what the file holds.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIR = struct.Struct("<Hd")


class Rows(Mapping[str, tuple[int, ...]]):
    """A row of whole numbers a feature, each row as bytes."""

    def __init__(self, packed: Mapping[str, bytes], count: int) -> None:
        self._packed = packed
        self._format = f"<{count}i"

    @staticmethod
    def pack(rows: Mapping[str, Sequence[int]], count: int) -> dict[str, bytes]:
        """Return *rows* of *count* numbers, none beyond 2³¹, as bytes."""
        write = struct.Struct(f"<{count}i").pack
        return {feature: write(*row) for feature, row in rows.items()}

    def __getitem__(self, feature: str) -> tuple[int, ...]:
        """Return the row of *feature*."""
        return struct.unpack(self._format, self._packed[feature])

    def __contains__(self, feature: object) -> bool:
        """Tell whether there is a row of *feature*."""
        return feature in self._packed

    def __iter__(self) -> Iterator[str]:
        """Yield the features."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return how many features there are."""
        return len(self._packed)


class ByKind(Mapping[str, float]):
    """Weights of features that count for all kinds, or for one (``AID|w0=ส่ง``): by feature, as bytes."""

    def __init__(self, kinds: Sequence[str], packed: Mapping[str, bytes]) -> None:
        self._kinds = kinds
        self._packed = packed

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> ByKind:
        """Return *weights* by feature, whatever form they have."""
        return weights if isinstance(weights, cls) else cls(*cls.pack(weights))

    @staticmethod
    def pack(weights: Mapping[str, float]) -> tuple[list[str], dict[str, bytes]]:
        """Return the kinds, "" for all, and by feature for which it weighs how much."""
        kinds: dict[str, int] = {}
        packed: dict[str, bytes] = {}
        for name, weight in weights.items():
            kind, feature = _parted(name)
            pair = _PAIR.pack(kinds.setdefault(kind, len(kinds)), weight)
            packed[feature] = packed.get(feature, b"") + pair
        return list(kinds), packed

    def pairs(self, feature: str) -> list[tuple[str, float]]:
        """Return the kinds for which *feature* weighs something, "" for all, and how much."""
        pairs = self._packed.get(feature)
        return [] if pairs is None else [(self._kinds[at], weight) for at, weight in _PAIR.iter_unpack(pairs)]

    def __getitem__(self, name: str) -> float:
        """Return the weight of *name*, a feature or a kind's feature."""
        kind, feature = _parted(name)
        for known, weight in self.pairs(feature):
            if known == kind:
                return weight
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of features, with their kinds."""
        for feature in self._packed:
            for kind, _ in self.pairs(feature):
                yield f"{kind}|{feature}" if kind else feature

    def __len__(self) -> int:
        """Return how many weights there are."""
        return sum(map(len, self._packed.values())) // _PAIR.size


def _parted(name: str) -> tuple[str, str]:
    """Return kind and feature of a name; the part before a bar is no kind where it is part of a feature."""
    kind, bar, feature = name.partition("|")
    return (kind, feature) if bar and kind and ":" not in kind else ("", name)
