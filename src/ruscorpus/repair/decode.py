"""Decoding a stretch of Thai: which words did the author write, given what the channel left of them.

Dynamic programming over the bases. Words are found by their bases in one Aho-Corasick pass; each word then
says which marks its letters bear, and the channel what it costs that they were found as they were. Marks
that a word's last letter is still owed are carried over the word boundary as part of the state. A letter
that no word accounts for is decoded by itself, with the marks that letters bear before such a neighbour.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.repair.alphabet import LOWER, NIKHAHIT, SARA_AA, UPPER
from ruscorpus.repair.cells import place
from ruscorpus.repair.channel import NEVER, is_code
from ruscorpus.repair.fit import Fitter, Step, Steps
from ruscorpus.repair.lexicon import UNKNOWN_CELL

if TYPE_CHECKING:
    from collections.abc import Collection

    from ruscorpus.repair.cells import Cells
    from ruscorpus.repair.channel import Channel
    from ruscorpus.repair.lexicon import Lexicon, Matches

_MOST_WORDS = 200_000  # remembered at a time: memory stays flat
_REPEATED = 40  # characters of a stretch that may well come again
_ACROSS_A_SPACE = 3.0  # a late mark that jumped over a space put in as well
_FOLLOWING, _VOWELS = "\u0e30\u0e32", frozenset(UPPER + LOWER)
_TWO_VOWELS = 12.0  # nats for a vowel after a letter that bears one
_HOPELESS = 8.0  # nats behind the words that lead past a place: no path from there will catch up
_PER_LETTER = 2.0  # nats that a letter costs at the least, on the way there


# The cheapest way into a state: its cost, the position and the marks owed that it came from, the step, and
# whether a word accounts for it. A plain tuple: millions of them are made.
_Back = tuple[float, int, str, Step, bool]


class Decoded(NamedTuple):
    """The best reading of a stretch.

    ``words`` are cell ranges, each with whether a word accounts for it, ``costs`` what each of them costs;
    ``readings`` the codes met, with the cell that the word they stand in begins with, and what each was read
    as.
    """

    cost: float
    marks: list[str]
    words: list[tuple[int, int, bool]]
    readings: list[tuple[int, str, str]]
    costs: list[float]

    @property
    def readable(self) -> bool:
        """Whether any word was found."""
        return any(known for _, _, known in self.words)

    @property
    def unknown(self) -> int:
        """Number of letters that no word accounts for."""
        return sum(1 for _, _, known in self.words if not known)


_START: _Back = (0.0, -1, "", Step(0.0, "", ()), True)


class Decoder:
    """Decodes stretches with one channel. Keeps what it has worked out: texts repeat their words."""

    def __init__(self, lexicon: Lexicon, channel: Channel, displaced: bool = True) -> None:
        self.lexicon = lexicon
        self._channel = channel
        self._displaced = displaced
        self._fitter = Fitter(lexicon, channel, displaced)
        self._words: dict[bool, dict[str, dict[str, Steps]]] = {}
        self._stretches: dict[str, Decoded] = {}

    def with_words(self, words: Collection[str]) -> Decoder:
        """Return a decoder that knows *words*, too."""
        return Decoder(self.lexicon.with_words(words), self._channel, self._displaced) if words else self

    def decode(self, cells: Cells, matches: Matches | None = None) -> Decoded:
        """Return the best reading of *cells*; *matches* are the words that the lexicon finds in them."""
        repeated = len(cells.text) < _REPEATED and True not in cells.spaced
        decoded = self._stretches.get(cells.text) if repeated else None
        if decoded is None:
            decoded = _trace(self._search(cells, matches or self.lexicon.matches(cells.bases)), cells)
            if repeated and len(self._stretches) < _MOST_WORDS:
                self._stretches[cells.text] = decoded
        return decoded

    def _search(self, cells: Cells, matches: Matches) -> list[dict[str, _Back]]:
        """Fill the table: at each position, for each set of marks owed there, the cheapest way in."""
        gaps, key, ends = cells.gaps, cells.key, cells.ends
        fits = self._fits(True in cells.spaced)
        spent = self._spent(cells)
        states: list[dict[str, _Back]] = [{} for _ in range(len(gaps) + 1)]
        states[0][""] = _START
        reach, reach_cost = 0, 0.0  # how far a word already leads, and at what cost
        for start, words in enumerate(matches):
            for owed, back in states[start].items():
                cost = back[0]
                if start < reach and cost > reach_cost + _HOPELESS - _PER_LETTER * (reach - start):
                    continue
                known = fits[owed]
                for end, variants in words:
                    surface = key[ends[start] : ends[end]]
                    if gaps[end - 1]:
                        surface = surface.rstrip(" ")
                    steps = known.get(surface)
                    if steps is None:
                        steps = known[surface] = self._fitter.word(variants, cells, start, end, owed)
                    if steps:
                        total = cost + spent[end - 1] - spent[start]
                        _enter(states[end], steps, cells, end, (total, start, owed), True)
                        total += steps[0][0]
                        if end > reach or total < reach_cost:
                            reach, reach_cost = end, total
                # A letter by itself is worth a try where words have to pay as much, or lead nowhere.
                hope = reach_cost - _PER_LETTER * (reach - start - 1)
                if start + 1 >= reach or cost + UNKNOWN_CELL <= hope:
                    steps = self._letter(cells, start, owed)
                    if cells.bases[start] in _FOLLOWING and not _VOWELS.isdisjoint("".join(back[3][2][-1:])):
                        cost += _TWO_VOWELS
                    _enter(states[start + 1], steps, cells, start + 1, (cost, start, owed), False)
        return states

    def _fits(self, spaced: bool) -> dict[str, dict[str, Steps]]:
        """Return the fits worked out so far, by the marks owed and what was found."""
        known = self._words.get(spaced)
        if known is None or sum(map(len, known.values())) > _MOST_WORDS:
            known = self._words[spaced] = defaultdict(dict)
        return known

    def _letter(self, cells: Cells, start: int, owed: str) -> Steps:
        """Read a letter that no word accounts for."""
        following, ahead = "$", ""
        if start + 1 < len(cells.bases):
            following = cells.bases[start + 1]
            ahead = "" if cells.gaps[start] else cells.marks[start + 1]
        return self._fitter.letter(cells.bases[start], cells.marks[start], following, ahead, owed)

    def _spent(self, cells: Cells) -> list[float]:
        """Return what the spaces before each cell would cost, all told, if none of them were real."""
        gaps = cells.gaps
        if not any(gaps):
            return [0.0] * (len(gaps) + 1)
        costs = (
            self._channel.space_cost(place(cells, index)) if gap else 0.0 for index, gap in enumerate(gaps)
        )
        return list(accumulate(costs, initial=0.0))


def _enter(
    there: dict[str, _Back],
    steps: Steps,
    cells: Cells,
    end: int,
    origin: tuple[float, int, str],
    known: bool,
) -> None:
    """Take *steps* into the states of the position they lead to, where they are cheaper.

    *origin* is the cost so far, the position and the marks owed there. What a step owes has to be found on
    the letter that follows.
    """
    cost, start, owed = origin
    for step in steps:
        new, due = cost + step[0], step[1]
        if due:
            if not _due(cells, end, due):
                continue
            if cells.gaps[end - 1]:
                new += _ACROSS_A_SPACE
        old = there.get(due)
        if old is None or new < old[0]:
            there[due] = (new, start, owed, step, known)


def _due(cells: Cells, at: int, owed: str) -> bool:
    """Tell whether the marks *owed* can be found on the letter *at* which they are due."""
    if at == len(cells.bases):
        return False
    return _payable(owed, cells.marks[at], cells.bases[at] == SARA_AA)


@lru_cache(maxsize=1 << 16)
def _payable(owed: str, found: str, on_sara_aa: bool) -> bool:
    """Tell whether *found* has what is owed, or codes for it; a ring may be lost before a sara aa."""
    missing = 0
    for mark in owed:
        if mark in found:
            found = found.replace(mark, "", 1)
        else:
            missing += 1
    lost = on_sara_aa and owed == NIKHAHIT
    return missing <= lost + sum(map(is_code, found))


def untouched(cells: Cells) -> Decoded:
    """Return the reading of *cells* that leaves all as it is found."""
    count = len(cells.marks)
    return Decoded(NEVER * count, list(cells.marks), [(i, i + 1, False) for i in range(count)], [], [])


def _trace(states: list[dict[str, _Back]], cells: Cells) -> Decoded:
    """Follow the cheapest way back from the end, where nothing may be owed any more."""
    position = len(states) - 1
    if "" not in states[position]:  # an owed mark that nothing can pay
        return untouched(cells)
    owed = ""
    cost = states[position][""][0]
    true: list[str] = [""] * position
    words: list[tuple[int, int, bool]] = []
    costs: list[float] = []
    readings: list[tuple[int, str, str]] = []
    while position > 0:
        _, start, before, step, known = states[position][owed]
        true[start:position] = step.marks
        words.append((start, position, known))
        costs.append(step[0])
        readings += ((start, code, value) for code, value in reversed(step.readings))
        position, owed = start, before
    words.reverse()
    costs.reverse()
    readings.reverse()
    return Decoded(cost, true, words, readings, costs)
