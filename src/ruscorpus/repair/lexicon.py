"""What the language holds: words with their cost, found by their bases, whatever became of their marks.

Words and counts come out of the pythainlp wheel (its word list, its syllables, the unigram counts of the
Thai National Corpus and the Thai Textbook Corpus; all CC0). A word is stored under its *bases*, the letters
without marks: damage moves marks and loses them, but leaves the bases as they were.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ruscorpus import resources
from ruscorpus.repair.alphabet import CONSONANTS, LEGAL_MARKS, decompose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_THAI_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_DICTIONARY = 0.4  # the count of a dictionary word that the corpora lack
_SYLLABLE = 0.02  # of a syllable that is no word: the stuff of names
_COUNTED_ONLY = 12  # a word that only the corpora have needs this count: they hold slips too
_GIVEN = 20.0  # of a word that the caller vouches for
_SPECIAL = {"ๆ": 271587, "ฯ": 30000, "ฯลฯ": 3000, "ณ": 4000, "ธ": 300}
UNKNOWN_CELL = 8.5  # nats for a letter that no word accounts for, apart from its marks


class Variant(NamedTuple):
    """One word among those that share their bases: its marks, one string a base, and its cost in nats."""

    marks: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by their bases, an automaton that finds them, and what marks a letter bears."""

    variants: Mapping[str, tuple[Variant, ...]]
    automaton: Any
    mark_costs: Mapping[tuple[str, str], Mapping[str, float]]

    def mark_cost(self, base: str, following: str, marks: str) -> float:
        """Return the cost in nats of *marks* on *base* before *following*, learnt from the word list."""
        table = self.mark_costs.get((base, following)) or self.mark_costs.get((base, ""))
        if table is not None and marks in table:
            return table[marks]
        if base in CONSONANTS:
            return 7.0 if marks in LEGAL_MARKS else 25.0
        return 25.0 if marks else 0.0


def build(counts: Mapping[str, float]) -> Lexicon:
    """Make a lexicon of words with their (pseudo-)counts."""
    import ahocorasick  # noqa: PLC0415 - kept out of the start of the command line

    total = math.log(sum(counts.values()) or 1.0)
    by_bases: dict[str, list[Variant]] = defaultdict(list)
    seen: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, count in counts.items():
        bases, marks = decompose(word)
        by_bases[bases].append(Variant(marks, total - math.log(count)))
        weight = 0.3 + math.log1p(count)
        for base, following, mark in zip(bases, bases[1:] + "$", marks, strict=True):
            seen[base, following][mark] += weight
            seen[base, ""][mark] += weight
    automaton = ahocorasick.Automaton()
    variants: dict[str, tuple[Variant, ...]] = {}
    for bases, found in by_bases.items():
        variants[bases] = tuple(sorted(found, key=lambda one: (one.cost, one.marks)))
        automaton.add_word(bases, (len(bases), variants[bases]))
    if variants:
        automaton.make_automaton()
    costs = {
        context: _smoothed(table, seen[context[0], ""] if context[1] else None)
        for context, table in seen.items()
    }
    return Lexicon(variants, automaton, costs)


def _smoothed(table: Mapping[str, float], wider: Mapping[str, float] | None) -> dict[str, float]:
    total = sum(table.values())
    if wider is None:
        return {mark: -math.log((weight + 0.01) / (total + 1)) for mark, weight in table.items()}
    wide_total = sum(wider.values())
    return {
        mark: -math.log((table.get(mark, 0.0) + 3 * weight / wide_total) / (total + 3))
        for mark, weight in wider.items()
    }


def thai_counts(extra: Iterable[str] = ()) -> dict[str, float]:
    """Return the words of pythainlp's lists with their counts, and *extra* words beside them."""
    corpus = resources.pythainlp("corpus")
    counted: dict[str, float] = defaultdict(float)
    for source in ("tnc", "ttc"):
        for word, count in resources.pythainlp(f"corpus.{source}").unigram_word_freqs().items():
            counted[word] += count
    dictionary = corpus.thai_words()
    counts: dict[str, float] = {}
    for word in dictionary:
        if _is_plain(word):
            counts[word] = counted.get(word, 0) + _DICTIONARY
    for word, count in counted.items():
        if word not in counts and count >= _COUNTED_ONLY and _is_plain(word) and _is_legal(word):
            counts[word] = count / 20
    for word in corpus.thai_syllables():
        if word not in counts and _is_plain(word) and _is_legal(word):
            counts[word] = _SYLLABLE
    for word in extra:
        for part in _THAI_WORD.findall(word):
            if _is_plain(part) and _is_legal(part):
                counts[part] = max(counts.get(part, 0.0), _GIVEN)
    counts.update(_SPECIAL)
    return dict(sorted(counts.items()))


def _is_plain(word: str) -> bool:
    """Tell whether *word* is Thai letters only and more than a bare one."""
    return len(word) > 1 and _THAI_WORD.fullmatch(word) is not None


def _is_legal(word: str) -> bool:
    bases, marks = decompose(word)
    return all(
        mark in LEGAL_MARKS and (not mark or base in CONSONANTS)
        for base, mark in zip(bases, marks, strict=True)
    )


@cache
def thai_lexicon(extra: frozenset[str] = frozenset()) -> Lexicon:
    """Return the Thai lexicon, built once a process."""
    return build(thai_counts(sorted(extra)))
