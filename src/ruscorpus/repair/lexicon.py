"""What the language holds: words with their cost, found by their bases, whatever became of their marks.

A word is stored under its *bases*, the letters without marks: damage moves marks and loses them, but leaves
the bases as they were. Words and counts are those of the pythainlp wheel, taken apart beforehand
(``tools/make_lexicon.py``), so that a process that needs them has them in a twentieth of a second: a row of
the table is read when its bases are met for the first time.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ruscorpus import resources
from ruscorpus.repair.alphabet import CONSONANTS, LEGAL_MARKS, bits, decompose, is_legal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Table = Mapping[str, float]

_THAI_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}")
_GIVEN = 14.4  # nats for a word that somebody vouches for
UNKNOWN_CELL = 8.5  # nats for a letter that no word accounts for, apart from its marks


class Variant(NamedTuple):
    """One word among those that share their bases: its marks, one string a base, and its cost in nats.

    ``all_marks`` has a bit for each of its marks, ``inner_marks`` for those that are not on its last letter.
    """

    marks: tuple[str, ...]
    cost: float
    all_marks: int
    inner_marks: int


Matches = list[list[tuple[int, tuple[Variant, ...]]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by their bases, and what marks a letter bears before which other."""

    automata: tuple[Any, ...]
    letters: Letters

    def matches(self, bases: str) -> Matches:
        """Return, for each position of *bases*, the words that begin there: their end, and which they are."""
        found: Matches = [[] for _ in bases]
        for automaton in self.automata:
            for last, row in automaton.iter(bases):
                length, variants = _read(row)
                found[last + 1 - length].append((last + 1, variants))
        return found

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """Return a lexicon that has *words*, too, as words that somebody vouches for."""
        rows: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if is_legal(word):
                rows[decompose(word)[0]].append(f"{word} {_GIVEN}")
        if not rows:
            return self
        more = _automaton("\t".join([bases, *found]) for bases, found in rows.items())
        return replace(self, automata=(*self.automata, more))


def _automaton(rows: Iterable[str]) -> Any:  # noqa: ANN401 - ahocorasick is untyped
    """Make an automaton that finds the bases of *rows* (bases, then words and costs, each after a tab)."""
    import ahocorasick  # noqa: PLC0415 - kept out of the start of the command line

    automaton = ahocorasick.Automaton()
    for row in rows:
        automaton.add_word(row[: row.index("\t")], row)
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=1 << 17)
def _read(row: str) -> tuple[int, tuple[Variant, ...]]:
    """Read a row: the number of bases, and the words."""
    bases, *words = row.split("\t")
    variants = []
    for word in words:
        spelling, cost = word.split(" ")
        marks = decompose(spelling)[1]
        every, inner = "".join(marks), "".join(marks[:-1])
        variants.append(Variant(marks, float(cost), bits(every), bits(inner)))
    return len(bases), tuple(variants)


class Letters:
    """What marks a letter bears before which other, counted in the word list; read as it is needed."""

    def __init__(self, rows: Iterable[str]) -> None:
        """Take *rows* of a letter and the next (``$`` for none), then marks and weights, each after a tab."""
        self._rows: dict[str, str] = {}
        self._of_base: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            pair, _, marks = row.partition("\t")
            self._rows[pair] = marks
            self._of_base[pair[0]].append(marks)
        self._wide: dict[str, Table] = {}
        self._costs: dict[str, Table] = {}

    def cost(self, base: str, following: str, marks: str) -> float:
        """Return the cost in nats of *marks* on *base* before *following*."""
        table = self._costs.get(base + following)
        if table is None:
            table = self._costs[base + following] = self._table(base, following)
        cost = table.get(marks)
        if cost is not None:
            return cost
        if base in CONSONANTS:
            return 7.0 if marks in LEGAL_MARKS else 25.0
        return 25.0 if marks else 0.0

    def _table(self, base: str, following: str) -> Table:
        """Return the costs before one letter, drawn towards those before any."""
        wide = self._wide.get(base)
        if wide is None:
            wide = self._wide[base] = _weights(self._of_base.get(base, ()))
        wide_total = sum(wide.values())
        row = self._rows.get(base + following)
        if row is None:
            return {mark: -math.log((weight + 0.01) / (wide_total + 1)) for mark, weight in wide.items()}
        narrow = _weights((row,))
        total = sum(narrow.values())
        return {
            mark: -math.log((narrow.get(mark, 0.0) + 3 * weight / wide_total) / (total + 3))
            for mark, weight in wide.items()
        }


def _weights(rows: Iterable[str]) -> Table:
    weights: dict[str, float] = defaultdict(float)
    for row in rows:
        for pair in row.split("\t"):
            mark, _, weight = pair.partition(" ")
            weights[mark] += float(weight)
    return weights


@cache
def _own() -> Lexicon:
    """Return the Thai lexicon, read once a process."""
    letters = Letters(resources.table("thai-marks"))
    return Lexicon((_automaton(resources.table("thai-words")),), letters)


@cache
def thai_lexicon(extra: frozenset[str] = frozenset()) -> Lexicon:
    """Return the Thai lexicon with *extra* words, or the Thai parts of them."""
    return _own().with_words(part for word in extra for part in _THAI_WORD.findall(word))
