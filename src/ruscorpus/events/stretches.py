"""Where parties stand to heads, weighed by subtraction.

This is the quick way to what :mod:`ruscorpus.events.places` tells. A stretch lies between each head of a
sentence and each of its parties. So words, parties, verbs and pauses are counted once up to each place, a
path is a piece of one text with a letter a step, and weights are looked up by what tells the features of one
family apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
_RANKS = [[f"{named}{free}" for named in range(4)] for free in ("", "f")]
"""How many parties that are known stand between, by whether one of them may be the subject."""
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

    def __init__(self, corners: Corners, party: Party, side: str) -> None:
        self._table, self._at, self._paused = corners.table, at_of(party, side), int(party.paused)
        self._ways: dict[tuple[int, int, int, bool, bool], Ways] = {}
        at, family = self._at, corners.family
        self.verbs = family("verb={}:" + at)
        self.paths = family(f"path={side}{party.marker}", spelt=True)
        self.slims = family("slim=" + at, spelt=True)
        self.ranks = family("rank=" + at)
        self.words = family("b=" + side)
        self.before = family("pre=" + side)
        self.behind = family("post=" + side)

    def way(self, slim: str, pauses: int) -> Ways:
        """Return what the way weighs of which *slim* is the path without its nouns."""
        that = _THAT in slim or _WHICH in slim
        key = slim.count(_VERB), slim.count(_PARTY), pauses, _SAID in slim, that
        return self._ways.get(key) or self._way(key)

    def _way(self, key: tuple[int, int, int, bool, bool]) -> Ways:
        verbs, parties, pauses, said, that = key
        way = f"{self._at}v{min(verbs, 2)}p{min(parties, 2)}g{min(pauses, 2)}"
        total = self._table.weights[f"way={way}{self._paused}w{int(said)}r{int(that)}"]
        found = self._ways[key] = ways(self._table, way, total)
        return found


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
        self._families: dict[str, Family[str]] = {}
        self._counts: dict[Counts, int] = {}
        self._known: dict[tuple[str, ...], int] = {}

    def seat(self, places: Places, party: Party, side: str) -> Seat:
        """Return what there is to know of *party* before any head is."""
        key = side, party.marker, party.free, party.paused
        corner = self._corners.get(key)
        if corner is None:
            corner = self._corners[key] = Corner(self, party, side)
        marked = self.family("verb={}:" + side + party.word) if party.word else None
        before, behind = places.beside(party)
        total = corner.before[before] + corner.behind[behind] + self._traits(places, party, side)
        return Seat(total, corner, marked)

    def _traits(self, places: Places, party: Party, side: str) -> int:
        traits = tuple(places.traits_of(party, side))
        if traits not in self._known:
            self._known[traits] = self.table.total(traits)
        return self._known[traits]

    def family(self, form: str, *, spelt: bool = False) -> Family[str]:
        """Return the family of the features of a form, by what stands for its braces or behind it.

        *spelt*: that is a path in letters.
        """
        if form not in self._families:
            before, _, behind = form.partition("{}")
            self._families[form] = self.table.family(
                lambda told: f"{before}{_spelt(told) if spelt else told}{behind}"
            )
        return self._families[form]

    def counted(self, counts: Counts) -> int:
        """Return the total of the numbers of a stretch: each is small, and most have been met."""
        if counts not in self._counts:
            self._counts[counts] = self.table.total(of_counts(counts))
        return self._counts[counts]


Point: TypeAlias = tuple[int, int, int, int, int, int, int, int]
"""How much of a sentence stands before a place: words, letters of its path, function words, pauses, cuts,
verbs, parties that begin, and parties that end."""


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
            side, low, high = "L", end, head.start
        elif head.end <= start:
            side, low, high = "R", head.end, start
        else:
            return self._plainly(head, party)
        if not self._in_order:
            return self._plainly(head, party)
        points = self._points
        near, far = points.get(low) or self._point(low), points.get(high) or self._point(high)
        total, corner, marked = self._seats.get((start, end, side)) or self._seat(party, side)
        first, letter, function, pause, cut, verb, since, _ = near
        last, last_letter, last_function, last_pause, last_cut, last_verb, _, until = far
        pauses = last_pause - pause
        if since < until:
            named = self._named[until] - self._named[since]
            rank = _RANKS[self._subjects[since] < self._subjects[until]][min(named, 3)]
            between, free = min(until - since, 3), min(self._free[until] - self._free[since], 2)
        else:
            rank, between, free = _RANKS[False][0], 0, 0
        words = last - first
        counts = (
            side,
            between,
            free,
            _FAR[words] if words < FARTHEST else FARTHEST,
            min(pauses, 3),
            min(last_cut - cut, 2),
            min(last_verb - verb, 2),
        )
        path = self._letters[letter:last_letter]
        while _NOUNS in path:
            path = path.replace(_NOUNS, _NOUN)
        while _OTHERS in path:
            path = path.replace(_OTHERS, _OTHER)
        slim = path.replace(_NOUN, "").replace(_OTHER, "")
        told = self._places.flow[head.start : head.end]
        total += (
            self._corners.counted(counts)
            + corner.verbs[told]
            + corner.paths[path if len(path) <= LONG_PATH else _short(path)]
            + corner.slims[slim if len(slim) <= LONG_PATH else _short(slim)]
            + corner.ranks[rank]
        )
        if function < last_function:
            total += sum(map(corner.words.__getitem__, {*self._function[function:last_function]}))
        if marked is not None:
            total += marked[told]
        return total, corner.way(slim, pauses)

    def _plainly(self, head: Head, party: Party) -> tuple[int, Ways]:
        """Return the same, counted afresh."""
        table, places = self._corners.table, self._places
        stretch = places.stretch(head, party)
        way, features = places.of_stretch(head, party, stretch)
        total = table.total([*places.of_party(party, stretch.side), *stretch.features(), *features])
        return total, ways(table, way)

    def _point(self, place: int) -> Point:
        places = self._places
        word = bisect_left(places.starts, place)
        point = self._points[place] = (
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

    def _seat(self, party: Party, side: str) -> Seat:
        seat = self._seats[party.span.start, party.span.end, side] = self._corners.seat(
            self._places, party, side
        )
        return seat


def _sums(counts: Iterable[int]) -> list[int]:
    return list(accumulate(counts, initial=0))


_HALF = LONG_PATH // 2
_GAP = "."


def _short(path: str) -> str:
    """Return of a long path only what is named of it: there are not so many of them."""
    return f"{path[:_HALF]}{_GAP}{path[-_HALF:]}"


def _spelt(path: str) -> str:
    """Return a path as it is named."""
    head, gap, tail = path.partition(_GAP)
    if not gap:
        return " ".join(map(_STEPS.__getitem__, path))
    return f"{_spelt(head)}..{_spelt(tail)}"
