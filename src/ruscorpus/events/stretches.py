"""Where parties stand to heads, weighed by subtraction.

This is the quick way to what :mod:`ruscorpus.events.places` tells. A stretch lies between each head of a
sentence and each of its parties. So words, parties, verbs and pauses are counted once up to each place, a
path is a piece of one text with a letter a step, and weights are looked up by what tells the features of one
family apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.events.places import (
    FARTHEST,
    FUNCTION,
    LONG_PATH,
    NOUN,
    OTHER,
    STEPS,
    VERB,
    at_of,
    of_counts,
    step_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.events.heads import Head
    from ruscorpus.events.parties import Party
    from ruscorpus.events.places import Counts, Places
    from ruscorpus.linear import Family, SideBySide

_LETTERS = {step: chr(ord("A") + number) for number, step in enumerate(STEPS)} | {"": ""}
_STEPS = {letter: step for step, letter in _LETTERS.items()}
_VERB, _NOUN, _OTHER, _PARTY = (_LETTERS[step] for step in (VERB, NOUN, OTHER, "PA"))
_SAID, _THAT, _WHICH = (_LETTERS[step] for step in ("ว่า", "ที่", "ซึ่ง"))
_NOUNS, _OTHERS = _NOUN * 2, _OTHER * 2
_FAR = [step_of(count) for count in range(FARTHEST)]


class Ways(NamedTuple):
    """What a way from a head to a party weighs where the rules read nothing, somebody else, or the party."""

    unread: int
    other: int
    same: int


def ways(table: SideBySide, way: str, total: int = 0) -> Ways:
    """Return what *way*, as it is named, weighs beside *total*."""
    return Ways(*(total + table.weights[f"rule-way={read}{way}"] for read in (None, False, True)))


class Corner:
    """All that may stand between heads and the parties on one side of them, marked and free alike."""

    def __init__(self, table: SideBySide, party: Party, side: str) -> None:
        self._table, self._at, self._paused = table, at_of(party, side), int(party.paused)
        self._ways: dict[tuple[int, int, int, bool, bool], Ways] = {}
        at, marker = self._at, party.marker
        self.verbs: Family[str] = table.family(lambda verb: f"verb={verb}:{at}")
        self.paths: Family[str] = table.family(lambda path: f"path={side}{marker}{_spelt(path)}")
        self.slims: Family[str] = table.family(lambda slim: f"slim={at}{_spelt(slim)}")
        self.ranks: Family[str] = table.family(lambda rank: f"rank={at}{rank}")
        self.words: Family[str] = table.family(lambda word: f"b={side}{word}")

    def way(self, slim: str, pauses: int) -> Ways:
        """Return what the way weighs of which *slim* is the path without its nouns."""
        verbs, parties = slim.count(_VERB), slim.count(_PARTY)
        key = (
            min(verbs, 2),
            min(parties, 2),
            min(pauses, 2),
            _SAID in slim,
            _THAT in slim or _WHICH in slim,
        )
        if key not in self._ways:
            verbs, parties, pauses, said, that = key
            way = f"{self._at}v{verbs}p{parties}g{pauses}"
            total = self._table.weights[f"way={way}{self._paused}w{int(said)}r{int(that)}"]
            self._ways[key] = ways(self._table, way, total)
        return self._ways[key]


class Seat(NamedTuple):
    """A party on one side of heads: what it weighs itself, its corner, and what verbs weigh with its mark."""

    total: int
    corner: Corner
    verbs: Family[str] | None


class Corners:
    """The corners of a table, each made when it is first asked for, and what else depends on few things."""

    def __init__(self, table: SideBySide) -> None:
        self.table = table
        self._corners: dict[tuple[str, str, bool, bool], Corner] = {}
        self._marked: dict[str, Family[str]] = {}
        self._counts: dict[Counts, int] = {}

    def seat(self, places: Places, party: Party, side: str) -> Seat:
        """Return what there is to know of *party* before any head is."""
        key = side, party.marker, party.free, party.paused
        corner = self._corners.get(key)
        if corner is None:
            corner = self._corners[key] = Corner(self.table, party, side)
        total = self.table.total(places.of_party(party, side))
        return Seat(total, corner, self._verbs(f"{side}{party.word}") if party.word else None)

    def _verbs(self, marked: str) -> Family[str]:
        if marked not in self._marked:
            self._marked[marked] = self.table.family(lambda verb: f"verb={verb}:{marked}")
        return self._marked[marked]

    def counted(self, counts: Counts) -> int:
        """Return the total of the numbers of a stretch: each is small, and most have been met."""
        total = self._counts.get(counts)
        if total is None:
            total = self._counts[counts] = self.table.total(of_counts(counts))
        return total


class Point(NamedTuple):
    """How much of a sentence stands before a place."""

    words: int
    letters: int
    function: int
    pauses: int
    cuts: int
    verbs: int
    begun: int
    ended: int
    """Parties that begin, and that end before it."""


class Stretches:
    """The stretches of one sentence."""

    def __init__(self, corners: Corners, places: Places) -> None:
        self._corners, self._places = corners, places
        parties, words = places.parties, places.words
        steps = [_LETTERS[step] for step in places.steps]
        self._letters = "".join(steps)
        self._function = [word for word in words if word in FUNCTION]
        self._path_before = _sums(map(len, steps))
        self._function_before = _sums(map(FUNCTION.__contains__, words))
        self._pauses_before = _sums(map(" ".__eq__, words))
        self._begin = [party.span.start for party in parties]
        self._end = [party.span.end for party in parties]
        free = [party.free and not party.place for party in parties]
        named = [bool(party.ids) for party in parties]
        self._free, self._named = _sums(free), _sums(named)
        self._subjects = _sums(map(int.__mul__, free, named))
        # Where one party stands inside another they cannot be counted by subtraction.
        self._in_order = self._end == sorted(self._end)
        self._points: dict[int, Point] = {}
        self._seats: dict[tuple[int, int, str], Seat] = {}

    def weigh(self, head: Head, party: Party) -> tuple[int, Ways]:
        """Return what it weighs that *party* stands where it does, and what the way to it does."""
        start, end = party.span
        if end <= head.start:
            side, near, far = "L", self._point(end), self._point(head.start)
        elif head.end <= start:
            side, near, far = "R", self._point(head.end), self._point(start)
        else:
            return self._plainly(head, party)
        if not self._in_order:
            return self._plainly(head, party)
        seat = self._seats.get((start, end, side))
        if seat is None:
            seat = self._seats[start, end, side] = self._corners.seat(self._places, party, side)
        total, corner, marked = seat
        since, until = near.begun, far.ended
        pauses = far.pauses - near.pauses
        if since < until:
            named = self._named[until] - self._named[since]
            rank = f"{min(named, 3)}{'f' if self._subjects[since] < self._subjects[until] else ''}"
            between, free = min(until - since, 3), min(self._free[until] - self._free[since], 2)
        else:
            rank, between, free = "0", 0, 0
        words = far.words - near.words
        counts = (
            side,
            between,
            free,
            _FAR[words] if words < FARTHEST else FARTHEST,
            min(pauses, 3),
            min(far.cuts - near.cuts, 2),
            min(far.verbs - near.verbs, 2),
        )
        path = self._letters[near.letters : far.letters]
        while _NOUNS in path:
            path = path.replace(_NOUNS, _NOUN)
        while _OTHERS in path:
            path = path.replace(_OTHERS, _OTHER)
        slim = path.replace(_NOUN, "").replace(_OTHER, "")
        verb = self._places.flow[head.start : head.end]
        total += (
            self._corners.counted(counts)
            + corner.verbs[verb]
            + corner.paths[_short(path)]
            + corner.slims[_short(slim)]
            + corner.ranks[rank]
        )
        for word in {*self._function[near.function : far.function]}:
            total += corner.words[word]
        if marked is not None:
            total += marked[verb]
        return total, corner.way(slim, pauses)

    def _plainly(self, head: Head, party: Party) -> tuple[int, Ways]:
        """Return the same, counted afresh."""
        table, places = self._corners.table, self._places
        stretch = places.stretch(head, party)
        way, features = places.of_stretch(head, party, stretch)
        total = table.total([*places.of_party(party, stretch.side), *stretch.features(), *features])
        return total, ways(table, way)

    def _point(self, place: int) -> Point:
        point = self._points.get(place)
        if point is None:
            places = self._places
            word = bisect_left(places.starts, place)
            point = self._points[place] = Point(
                word,
                self._path_before[word],
                self._function_before[word],
                self._pauses_before[word],
                bisect_right(places.cuts, place),
                bisect_left(places.verbs, place),
                bisect_left(self._begin, place),
                bisect_right(self._end, place),
            )
        return point


def _sums(counts: Iterable[int]) -> list[int]:
    return list(accumulate(counts, initial=0))


_HALF = LONG_PATH // 2
_GAP = "."


def _short(path: str) -> str:
    """Return of a long path only what is named of it: there are not so many of them."""
    return path if len(path) <= LONG_PATH else f"{path[:_HALF]}{_GAP}{path[-_HALF:]}"


def _spelt(path: str) -> str:
    """Return a path as it is named."""
    head, gap, tail = path.partition(_GAP)
    if not gap:
        return " ".join(map(_STEPS.__getitem__, path))
    return f"{_spelt(head)}..{_spelt(tail)}"
