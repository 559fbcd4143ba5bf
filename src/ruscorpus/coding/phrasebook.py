"""The phrases of a codebook, compiled: what a cue may name, and where it stands in a text.

A cue names *concepts*: a phrase, a phrase with a list inside (``ซื้อ{arms}``), or a whole list (``{arms}``).
Each is compiled once, however many cues share it, and all their phrases are found in one pass over the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from ruscorpus.phrases import PhraseSet, ReadText, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ruscorpus.offsets import Span

LIST = re.compile(r"\{([^{}]*)\}")
_LATER = re.compile(r"\s*(?:\.\.\.|…)\s*")
_PREFIXES = ("การ", "ความ", "ด้าน", "ทาง", "เชิง", "ผู้", "มี")
_MIDDLING, _LONG = 6, 10
_CELL = re.compile(r"(?<![เแโใไ])[^ะ-ฺๅ็-๎\s]")


@dataclass(frozen=True, slots=True)
class Concept:
    """What a cue may name. ``plain``: phrases of one part; ``sequences``: parts that follow each other."""

    plain: frozenset[int]
    sequences: tuple[tuple[frozenset[int], ...], ...]

    @property
    def openers(self) -> frozenset[int]:
        """The phrases without one of which the concept cannot be there."""
        if not self.sequences:
            return self.plain
        return self.plain.union(*(sequence[0] for sequence in self.sequences))


def expand(phrase: str, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield *phrase* with each ``{name}`` replaced by every entry of that list, entries of entries too.

    >>> list(expand("ซื้อ{arms}", {"arms": ["อาวุธ", "กระสุน"]}))
    ['ซื้ออาวุธ', 'ซื้อกระสุน']
    """
    pieces = LIST.split(phrase)  # text, name, text, name, …, text
    choices: list[list[str]] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            choices.append([text for entry in lists[piece] for text in expand(entry, lists)])
        else:
            choices.append([piece])
    for combination in product(*choices):
        yield "".join(combination)


def parts_of(phrase: str) -> list[str]:
    """Return the parts of ``A ... B``, in order."""
    if "..." not in phrase and "…" not in phrase:  # nearly all
        return [whole] if (whole := phrase.strip()) else []
    return [part for part in _LATER.split(phrase.strip()) if part]


class Phrasebook:
    """Numbers for phrases and for concepts, and the machine that finds all of them at once."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self._entries: dict[str, list[str]] = {}
        self._phrases: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self.concepts: list[Concept] = []
        self._ends: list[int] = []
        self._set: PhraseSet[int] | None = None

    def concept(self, text: str) -> int:
        """Return the number of the concept that *text*, a phrase of the codebook, names."""
        if text not in self._numbers:
            self._numbers[text] = len(self.concepts)
            self.concepts.append(self._compile(text))
        return self._numbers[text]

    def _compile(self, text: str) -> Concept:
        plain: set[int] = set()
        sequences: list[tuple[frozenset[int], ...]] = []
        choices: list[list[tuple[frozenset[int], ...]]] = []
        for part in parts_of(text):
            alone: set[int] = set()
            options: list[tuple[frozenset[int], ...]] = []
            for entry in self._expand(part):
                pieces = parts_of(entry)
                if len(pieces) == 1:
                    alone.add(self._phrase(pieces[0]))
                else:
                    options.append(tuple(frozenset({self._phrase(piece)}) for piece in pieces))
            if alone:
                options.insert(0, (frozenset(alone),))
            choices.append(options)
        for combination in product(*choices):
            sequence = tuple(part for option in combination for part in option)
            if len(sequence) == 1:
                plain |= sequence[0]
            else:
                sequences.append(sequence)
        return Concept(frozenset(plain), tuple(sequences))

    def _expand(self, part: str) -> Iterable[str]:
        """Return what :func:`expand` yields; many cues name one and the same list."""
        name = part[1:-1]
        if "{" not in part:
            return (part,)
        if part != f"{{{name}}}" or "{" in name:
            return expand(part, self._lists)
        if name not in self._entries:
            self._entries[name] = list(expand(part, self._lists))
        return self._entries[name]

    def _phrase(self, text: str) -> int:
        return self._phrases.setdefault(text, len(self._phrases))

    def in_lists(self) -> dict[int, list[str]]:
        """Return by the number of each phrase that is an entry of lists the names of the lists."""
        found: dict[int, list[str]] = {}
        for name, entries in self._lists.items():
            numbers = {self._phrases.get(text, -1) for entry in entries for text in self._expand(entry)}
            for number in sorted(numbers - {-1}):
                found.setdefault(number, []).append(name)
        return found

    def __len__(self) -> int:
        return len(self._phrases)

    def find(self, text: str, words: Collection[int], soft: Collection[int] = ()) -> list[tuple[Span, int]]:
        """Return every phrase in *text*, with its number, in order; *soft* are the places of joined lines.

        A dictionary segments one and the same phrase differently in different company (โจมตี|จาก, but
        โจม|ตีจาก). A long phrase is no accident wherever it stands; one of middling length must have one
        of its ends at a word boundary, a short one both.
        """
        if self._set is None:
            self._set = PhraseSet(self._phrases.items())
            self._ends = [_ends_at_words(len(folded(phrase))) for phrase in self._phrases]
        needed = self._ends
        at_word = ReadText(text, boundaries(text, words)).edges
        found = self._set.find_payloads(ReadText(text, cells(text), soft))
        return [
            (span, number)
            for span, number in found
            if not needed[number] or at_word[span[0]] + at_word[span[1]] >= needed[number]
        ]


def _ends_at_words(length: int) -> int:
    """Return how many ends of a phrase of *length* letters must be word boundaries."""
    if length >= _LONG:
        return 0
    return 2 if length < _MIDDLING else 1


def boundaries(text: str, words: Collection[int]) -> frozenset[int]:
    """Return the word boundaries, and those behind a prefix: การ|ถ่วงดุล, ทาง|ทหาร, มี|รากฐาน."""
    places = set(words)
    for start, end in pairwise(sorted(places)):
        if not text.startswith(_PREFIXES, start):
            continue
        for prefix in _PREFIXES:
            if end - start > len(prefix) + 1 and text.startswith(prefix, start):
                places.add(start + len(prefix))
    return frozenset(places)


def cells(text: str) -> list[int]:
    """Return the places where a written cell begins: before no vowel or tone mark that hangs on a letter."""
    return [match.start() for match in _CELL.finditer(text)]
