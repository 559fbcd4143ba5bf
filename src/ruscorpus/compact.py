"""Files of weights in a form that is read in a moment: what a feature weighs is unpacked when it is asked.

A text asks for a tenth of the features that hundreds of texts have taught. Both forms are mappings, and hold
what the file holds.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PAIR = struct.Struct("<Hd")


class Packed(NamedTuple):
    """Features as one text, in order, and what is known of them as one piece: plain data."""

    features: str
    between: str
    """A letter that stands in no feature."""
    number: int
    values: bytes
    starts: bytes = b""
    """Where what is known of each feature starts, and of the last one ends, in pairs; "" for rows."""
    kinds: tuple[str, ...] = ()

    def places(self) -> dict[str, int]:
        """Return the numbers of the features."""
        return dict(zip(self.features.split(self.between), range(self.number), strict=False))


def _as_one(features: Iterable[str]) -> tuple[str, str, int]:
    """Return *features* as one text, what stands between them, and how many they are."""
    named = list(features)
    used = set().union(*named)
    between = next(sign for sign in map(chr, range(1, 0x110000)) if sign not in used)
    return between.join(named), between, len(named)


class Rows(Mapping[str, tuple[int, ...]]):
    """A row of whole numbers a feature, unpacked when it is asked for."""

    def __init__(self, packed: Packed) -> None:
        self._places = packed.places()
        self._values = packed.values
        self._format = f"<{len(packed.values) // 4 // max(packed.number, 1)}i"
        self._size = struct.calcsize(self._format)

    @staticmethod
    def pack(rows: Mapping[str, Sequence[int]]) -> Packed:
        """Pack *rows* of one length, with no number beyond 2³¹."""
        values = b"".join(struct.pack(f"<{len(row)}i", *row) for row in rows.values())
        return Packed(*_as_one(rows), values)

    def __getitem__(self, feature: str) -> tuple[int, ...]:
        """Return the row of *feature*."""
        return struct.unpack_from(self._format, self._values, self._places[feature] * self._size)

    def __contains__(self, feature: object) -> bool:
        """Tell whether there is a row of *feature*."""
        return feature in self._places

    def __iter__(self) -> Iterator[str]:
        """Yield the features."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many features there are."""
        return len(self._places)


class ByKind(Mapping[str, float]):
    """Weights of features that count for all kinds, or for one (``AID|w0=ส่ง``), by feature."""

    def __init__(self, packed: Packed) -> None:
        self._places = packed.places()
        self._starts = array("I")
        self._starts.frombytes(packed.starts)
        self._values = packed.values
        self._kinds = packed.kinds

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> ByKind:
        """Return *weights* by feature, whatever form they have."""
        return weights if isinstance(weights, cls) else cls(cls.pack(weights))

    @staticmethod
    def pack(weights: Mapping[str, float]) -> Packed:
        """Pack *weights*: for each feature for which kinds, "" for all, it weighs how much."""
        kinds: dict[str, int] = {}
        pairs: dict[str, list[bytes]] = {}
        for name, weight in weights.items():
            kind, feature = _parted(name)
            pair = _PAIR.pack(kinds.setdefault(kind, len(kinds)), weight)
            pairs.setdefault(feature, []).append(pair)
        starts = array("I", accumulate(map(len, pairs.values()), initial=0))
        values = b"".join(pair for found in pairs.values() for pair in found)
        return Packed(*_as_one(pairs), values, starts.tobytes(), tuple(kinds))

    def pairs(self, feature: str) -> list[tuple[str, float]]:
        """Return the kinds for which *feature* weighs something, "" for all, and how much."""
        place = self._places.get(feature)
        if place is None:
            return []
        known = self._values[self._starts[place] * _PAIR.size : self._starts[place + 1] * _PAIR.size]
        return [(self._kinds[at], weight) for at, weight in _PAIR.iter_unpack(known)]

    def __getitem__(self, name: str) -> float:
        """Return the weight of *name*, a feature or a kind's feature."""
        kind, feature = _parted(name)
        for known, weight in self.pairs(feature):
            if known == kind:
                return weight
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of features, with their kinds."""
        for feature in self._places:
            for kind, _ in self.pairs(feature):
                yield f"{kind}|{feature}" if kind else feature

    def __len__(self) -> int:
        """Return how many weights there are."""
        return len(self._values) // _PAIR.size


def _parted(name: str) -> tuple[str, str]:
    """Return kind and feature of a name; the part before a bar is no kind where it is part of a feature."""
    kind, bar, feature = name.partition("|")
    return (kind, feature) if bar and kind and ":" not in kind else ("", name)
