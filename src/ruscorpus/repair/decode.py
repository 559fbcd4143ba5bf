"""Decoding a stretch of Thai: which words did the author write, given what the channel left of them.

Dynamic programming over the bases. Words are found by their bases in one Aho-Corasick pass; each word then
says which marks its letters bear, and the channel what it costs that they were found as they were. Marks
that a word's last letter is still owed are carried over the word boundary as part of the state. A letter
that no word accounts for is decoded by itself, with the marks that letters bear before such a neighbour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.repair.cells import place
from ruscorpus.repair.channel import NEVER
from ruscorpus.repair.fit import Fitter, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.repair.cells import Cells
    from ruscorpus.repair.channel import Channel
    from ruscorpus.repair.lexicon import Lexicon, Variant

_ACROSS_A_SPACE = 3.0  # a late mark that jumped over a space put in as well


_HOPELESS = 25.0  # behind the words that lead past a place: no path from there will catch up


class _Back(NamedTuple):
    """The cheapest way into a state: its cost, where it came from, and the step."""

    cost: float
    start: int
    owed: str
    step: Step
    known: bool


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


_START = _Back(0.0, -1, "", Step(0.0, "", ()), True)
_Found = list[list[tuple[int, "tuple[Variant, ...]"]]]


class Decoder:
    """Decodes stretches with one channel. Keeps what it has worked out: texts repeat their words."""

    def __init__(self, lexicons: Sequence[Lexicon], channel: Channel, displaced: bool = True) -> None:
        self._automata = [lexicon.automaton for lexicon in lexicons if lexicon.variants]
        self._channel = channel
        self._fitter = Fitter(lexicons[0], channel, displaced)
        self._words: dict[tuple[str, str], tuple[Step, ...]] = {}
        self._stretches: dict[str, Decoded] = {}

    def decode(self, cells: Cells) -> Decoded:
        """Return the best reading of *cells*."""
        decoded = self._stretches.get(cells.text)
        if decoded is None:
            decoded = _trace(self._search(cells), cells.marks)
            if len(cells.text) < 40:
                self._stretches[cells.text] = decoded
        return decoded

    def _find(self, bases: str) -> _Found:
        """Return the words that begin at each base, as (end, variants)."""
        found: _Found = [[] for _ in bases]
        for automaton in self._automata:
            for last, (length, variants) in automaton.iter(bases):
                found[last + 1 - length].append((last + 1, variants))
        return found

    def _search(self, cells: Cells) -> list[dict[str, _Back]]:
        """Fill the table: at each position, for each set of marks owed there, the cheapest way in."""
        bases, marks, gaps = cells.bases, cells.marks, cells.gaps
        count = len(bases)
        found = self._find(bases)
        text, ends = _keys(bases, marks, gaps)
        spent = self._spent(cells)
        states: list[dict[str, _Back]] = [{} for _ in range(count + 1)]
        states[0][""] = _START
        words, fitter = self._words, self._fitter
        reach, reach_cost = 0, 0.0  # how far a word already leads, and at what cost
        for start in range(count):
            here = states[start]
            if not here:
                continue
            following, ahead = "$", ""
            if start + 1 < count:
                following = bases[start + 1]
                ahead = "" if gaps[start] else marks[start + 1]
            for owed, back in here.items():
                cost = back.cost
                if start < reach and cost > reach_cost + _HOPELESS:
                    continue
                for end, variants in found[start]:
                    key = (text[ends[start] : ends[end] - 1], owed)
                    steps = words.get(key)
                    if steps is None:
                        steps = words[key] = fitter.word(
                            variants, bases[start:end], marks[start:end], gaps[start:end], owed
                        )
                    if not steps:
                        continue
                    total = cost + spent[end - 1] - spent[start]
                    _enter(states[end], steps, total, start, owed, True, gaps[end - 1])
                    total += steps[0].cost
                    if end > reach or total < reach_cost:
                        reach, reach_cost = end, total
                steps = fitter.letter(bases[start], marks[start], following, ahead, owed)
                _enter(states[start + 1], steps, cost, start, owed, False, gaps[start])
        return states

    def _spent(self, cells: Cells) -> list[float]:
        """Return what the spaces before each cell would cost, all told, if none of them were real."""
        spent = [0.0]
        for index, gap in enumerate(cells.gaps):
            spent.append(spent[-1] + (self._channel.space_cost(place(cells, index)) if gap else 0.0))
        return spent


def _keys(bases: str, marks: Sequence[str], gaps: Sequence[int]) -> tuple[str, list[int]]:
    """Return a text in which each run of cells has a slice of its own that says all that matters of it."""
    pieces = [base + mark + ("|" if gap else ";") for base, mark, gap in zip(bases, marks, gaps, strict=True)]
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    return "".join(pieces), ends


def _enter(
    there: dict[str, _Back],
    steps: Sequence[Step],
    cost: float,
    start: int,
    owed: str,
    known: bool,
    gap: int,
) -> None:
    """Take *steps* into the states of the position they lead to, where they are cheaper."""
    for step in steps:
        new = cost + step.cost
        if step.owed and gap:
            new += _ACROSS_A_SPACE
        old = there.get(step.owed)
        if old is None or new < old.cost:
            there[step.owed] = _Back(new, start, owed, step, known)


def _trace(states: list[dict[str, _Back]], marks: Sequence[str]) -> Decoded:
    """Follow the cheapest way back from the end, where nothing may be owed any more."""
    position = len(states) - 1
    if "" not in states[position]:  # an owed mark that nothing can pay: leave all as it is
        return Decoded(NEVER * len(marks), list(marks), [(i, i + 1, False) for i in range(len(marks))], [])
    owed = ""
    cost = states[position][""].cost
    true: list[str] = [""] * position
    words: list[tuple[int, int, bool]] = []
    readings: list[tuple[int, str, str]] = []
    while position > 0:
        back = states[position][owed]
        true[back.start : position] = back.step.marks
        words.append((back.start, position, back.known))
        readings += ((back.start, code, value) for code, value in reversed(back.step.readings))
        position, owed = back.start, back.owed
    words.reverse()
    readings.reverse()
    return Decoded(cost, true, words, readings)
