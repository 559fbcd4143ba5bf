"""Decoding a stretch of Thai: which words did the author write, given what the channel left of them.

Dynamic programming over the bases. Words are found by their bases in one Aho-Corasick pass; each word then
says which marks its letters bear, and the channel what it costs that they were found as they were. Marks
that a word's last letter is still owed are carried over the word boundary as part of the state. A letter
that no word accounts for is decoded by itself, with the marks that letters bear before such a neighbour.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.repair.alphabet import NIKHAHIT, SARA_AA
from ruscorpus.repair.cells import place
from ruscorpus.repair.channel import NEVER, is_code
from ruscorpus.repair.fit import Fitter, Step
from ruscorpus.repair.lexicon import UNKNOWN_CELL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.repair.cells import Cells
    from ruscorpus.repair.channel import Channel
    from ruscorpus.repair.lexicon import Lexicon, Variant

_REPEATED = 40  # characters of a stretch that may well come again
_ACROSS_A_SPACE = 3.0  # a late mark that jumped over a space put in as well


_HOPELESS = 18.0  # behind the words that lead past a place: no path from there will catch up


# The cheapest way into a state: its cost, the position and the marks owed that it came from, the step, and
# whether a word accounts for it. A plain tuple: millions of them are made.
_Back = tuple[float, int, str, Step, bool]


class Decoded(NamedTuple):
    """The best reading of a stretch.

    ``words`` are cell ranges, each with whether a word accounts for it; ``readings`` the codes met, with
    the cell that the word they stand in begins with, and what each was read as.
    """

    cost: float
    marks: list[str]
    words: list[tuple[int, int, bool]]
    readings: list[tuple[int, str, str]]

    @property
    def unknown(self) -> int:
        """Number of letters that no word accounts for."""
        return sum(1 for _, _, known in self.words if not known)


_START: _Back = (0.0, -1, "", Step(0.0, "", ()), True)


class Frame(NamedTuple):
    """What is the same in every decoding of a stretch."""

    found: list[list[tuple[int, tuple[Variant, ...]]]]
    """The words that begin at each base, as (end, variants)."""
    text: str
    ends: list[int]
    """Cells *i* to *j* are ``text[ends[i]:ends[j]]``, which says all that matters of them."""
    due: list[str]
    """At each position: space or none, the marks found there, and whether a sara aa is."""
    hints: list[bool]
    """Whether the space after a cell may stand for a lost ring."""


class Decoder:
    """Decodes stretches with one channel. Keeps what it has worked out: texts repeat their words."""

    def __init__(self, lexicon: Lexicon, channel: Channel, displaced: bool = True) -> None:
        self._lexicon = lexicon
        self._channel = channel
        self._fitter = Fitter(lexicon, channel, displaced)
        self._words: dict[tuple[str, str], tuple[Step, ...]] = {}
        self._stretches: dict[str, Decoded] = {}

    def frame(self, cells: Cells) -> Frame:
        """Look up the words of a stretch; the frame serves every decoder over the same lexicon."""
        bases, marks, gaps = cells.bases, cells.marks, cells.gaps
        found: list[list[tuple[int, tuple[Variant, ...]]]] = [[] for _ in bases]
        if self._lexicon.variants:
            for last, (length, variants) in self._lexicon.automaton.iter(bases):
                found[last + 1 - length].append((last + 1, variants))
        # A space amid a letter-spaced run is no hint at a ring lost there.
        hints = [gap > 0 and not spaced for gap, spaced in zip(gaps, cells.spaced, strict=True)]
        pieces = [
            base + mark + ("|" if gap else ";") for base, mark, gap in zip(bases, marks, gaps, strict=True)
        ]
        due = [
            (" " if gap else "-") + mark + (base if base == SARA_AA else "")
            for gap, mark, base in zip([0, *gaps], [*marks, ""], [*bases, ""], strict=True)
        ]
        ends = list(accumulate(map(len, pieces), initial=0))
        return Frame(found, "".join(pieces), ends, due, hints)

    def decode(self, cells: Cells, frame: Frame | None = None) -> Decoded:
        """Return the best reading of *cells*."""
        repeated = len(cells.text) < _REPEATED and True not in cells.spaced
        decoded = self._stretches.get(cells.text) if repeated else None
        if decoded is None:
            decoded = _trace(self._search(cells, frame or self.frame(cells)), cells)
            if repeated:
                self._stretches[cells.text] = decoded
        return decoded

    def _search(self, cells: Cells, frame: Frame) -> list[dict[str, _Back]]:
        """Fill the table: at each position, for each set of marks owed there, the cheapest way in."""
        bases, marks, gaps = cells.bases, cells.marks, cells.gaps
        found, text, ends, due, hints = frame
        count = len(bases)
        spent = self._spent(cells)
        states: list[dict[str, _Back]] = [{} for _ in range(count + 1)]
        states[0][""] = _START
        words, fitter = self._words, self._fitter
        reach, reach_cost = 0, 0.0  # how far a word already leads, and at what cost
        for start in range(count):
            following, ahead = "$", ""
            if start + 1 < count:
                following = bases[start + 1]
                ahead = "" if gaps[start] else marks[start + 1]
            for owed, (cost, *_) in states[start].items():
                if start < reach and cost > reach_cost + _HOPELESS:
                    continue
                for end, variants in found[start]:
                    key = (text[ends[start] : ends[end] - 1], owed)
                    steps = words.get(key)
                    if steps is None:
                        steps = words[key] = fitter.word(
                            variants, bases[start:end], marks[start:end], hints[start:end], owed
                        )
                    if not steps:
                        continue
                    total = cost + spent[end - 1] - spent[start]
                    _enter(states[end], steps, total, start, owed, True, due[end])
                    total += steps[0].cost
                    if end > reach or total < reach_cost:
                        reach, reach_cost = end, total
                if start + 1 < reach and cost + UNKNOWN_CELL > reach_cost + _HOPELESS:
                    continue
                steps = fitter.letter(bases[start], marks[start], following, ahead, owed)
                _enter(states[start + 1], steps, cost, start, owed, False, due[start + 1])
        return states

    def _spent(self, cells: Cells) -> list[float]:
        """Return what the spaces before each cell would cost, all told, if none of them were real."""
        spent = [0.0]
        for index, gap in enumerate(cells.gaps):
            spent.append(spent[-1] + (self._channel.space_cost(place(cells, index)) if gap else 0.0))
        return spent


def _enter(
    there: dict[str, _Back],
    steps: Sequence[Step],
    cost: float,
    start: int,
    owed: str,
    known: bool,
    ahead: str,
) -> None:
    """Take *steps* into the states of the position they lead to, where they are cheaper.

    What they owe must be there to be found: among the marks *ahead*, which begin with a space after one
    and end with what stands for any (a code) or for the ring of a sara am.
    """
    for step in steps:
        new = cost + step[0]
        due = step[1]
        if due:
            if not _payable(due, ahead):
                continue
            if ahead[0] == " ":
                new += _ACROSS_A_SPACE
        old = there.get(due)
        if old is None or new < old[0]:
            there[due] = (new, start, owed, step, known)


@cache
def _payable(due: str, ahead: str) -> bool:
    left = ahead
    missing = 0
    for mark in due:
        if mark in left:
            left = left.replace(mark, "", 1)
        else:
            missing += 1
    return missing <= sum(1 for mark in left if is_code(mark) or (mark == SARA_AA and due == NIKHAHIT))


def untouched(cells: Cells) -> Decoded:
    """Return the reading of *cells* that leaves all as it is found."""
    count = len(cells.marks)
    return Decoded(NEVER * count, list(cells.marks), [(i, i + 1, False) for i in range(count)], [])


def _trace(states: list[dict[str, _Back]], cells: Cells) -> Decoded:
    """Follow the cheapest way back from the end, where nothing may be owed any more."""
    position = len(states) - 1
    if "" not in states[position]:  # an owed mark that nothing can pay
        return untouched(cells)
    owed = ""
    cost = states[position][""][0]
    true: list[str] = [""] * position
    words: list[tuple[int, int, bool]] = []
    readings: list[tuple[int, str, str]] = []
    while position > 0:
        _, start, before, step, known = states[position][owed]
        true[start:position] = step.marks
        words.append((start, position, known))
        readings += ((start, code, value) for code, value in reversed(step.readings))
        position, owed = start, before
    words.reverse()
    readings.reverse()
    return Decoded(cost, true, words, readings)
