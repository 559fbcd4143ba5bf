"""The phrases of a codebook, compiled: what a cue may name, and where it stands in a text.

A cue names *concepts*: a phrase, a phrase with a list inside (``ซื้อ{arms}``), or a whole list (``{arms}``).
Each is compiled once, however many cues share it, and all their phrases are found in one pass over the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from ruscorpus.phrases import PhraseSet, ReadText, all_folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ruscorpus.offsets import Span

LIST = re.compile(r"\{([^{}]*)\}")
_LATER = re.compile(r"\s*(?:\.\.\.|…)\s*")
_PREFIXES = ("การ", "ความ", "ด้าน", "ทาง", "เชิง", "ผู้", "มี")
_MIDDLING, _LONG = 6, 10
_BYTES = bytes(range(256))
_HANGING = re.compile(r"[ะ-ฺๅ็-๎\s]")
_LEADING = "เแโใไ"
_THAI = "cp874"
# By the byte of a letter in the Thai code page: 1 if a cell may begin with it, and if one may behind it.
_BEGINS = bytes(not _HANGING.match(_BYTES[i : i + 1].decode(_THAI, "replace")) for i in _BYTES)
_MAY_FOLLOW = bytes(_BYTES[i : i + 1].decode(_THAI, "replace") not in _LEADING for i in _BYTES)


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
        self._middling: frozenset[int] = frozenset()
        self._short: PhraseSet[int] | None = None
        self._longer: PhraseSet[int] | None = None

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
        """Return every phrase in *text*, with its number; *soft* are the places of joined lines.

        They come in the order of where they begin. A dictionary segments one and the same phrase differently
        in different company (โจมตี|จาก, but โจม|ตีจาก). A long phrase is no accident wherever it stands; one
        of middling length must have one of its ends at a word boundary, a short one both.
        """
        if self._short is None or self._longer is None:
            lengths = list(map(len, all_folded(list(self._phrases))))
            pairs = list(zip(self._phrases, lengths, range(len(lengths)), strict=True))
            self._short = PhraseSet([(phrase, at) for phrase, length, at in pairs if length < _MIDDLING])
            self._longer = PhraseSet([(phrase, at) for phrase, length, at in pairs if length >= _MIDDLING])
            self._middling = frozenset(at for at, length in enumerate(lengths) if length < _LONG)
        at_cell, at_word = cells(text), boundaries(text, words)
        edges = ReadText(text, at_word).edges
        middling = self._middling
        found = [
            (span, number)
            for span, number in self._longer.find_payloads(ReadText(text, at_cell, soft))
            if edges[span[0]] or edges[span[1]] or number not in middling
        ]
        found += self._short.find_payloads(ReadText(text, _both(at_cell, at_word), soft))
        found.sort(key=itemgetter(0))
        return found


def boundaries(text: str, words: Collection[int]) -> bytes:
    """Mark the word boundaries, and those behind a prefix: การ|ถ่วงดุล, ทาง|ทหาร, มี|รากฐาน."""
    marks = bytearray(len(text) + 1)
    for place in words:
        marks[place] = 1
    behind: list[int] = []
    for prefix in _PREFIXES:
        start = text.find(prefix)
        while start >= 0:
            if marks[start] and marks.find(1, start + 1) > start + len(prefix) + 1:
                behind.append(start + len(prefix))
            start = text.find(prefix, start + 1)
    for place in behind:
        marks[place] = 1
    return bytes(marks)


def cells(text: str) -> bytes:
    """Mark the places where a written cell begins: before no vowel or tone mark that hangs on a letter.

    Only those between Thai letters are told: elsewhere nothing is asked of words.
    """
    letters = text.encode(_THAI, "replace")
    return _both(letters.translate(_BEGINS) + b"\0", b"\x01" + letters.translate(_MAY_FOLLOW))


def _both(one: bytes, other: bytes) -> bytes:
    """Return the marks that both have, in one operation for all places."""
    marks = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return marks.to_bytes(len(one), "little")
