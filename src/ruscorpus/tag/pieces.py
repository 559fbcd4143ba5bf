"""What the segmentation leaves of names that it does not know, and where such a name ends.

The dictionary cuts a stranger's name into syllables, some of which happen to be words (ชา|เบส|ตาร์). So a name
is followed piece by piece up to a space, or to a word that hardly ever is a syllable of a foreign name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.resources import thai_dictionary, thai_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_THAI = re.compile(r"[\u0e01-\u0e4e]")
_RUN = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e-]+")
_LONGEST = 28
_SYLLABLE = 3  # pieces of a foreign name are shorter on average, words of Thai longer
_SPOKEN = 3.4  # what is enough where an office says that a person is named
_LONG_WORD = 6  # a dictionary word this long is a word, and no piece of a foreign name

_KEPT = 20_000  # words, of which a text has some hundred
_LONGEST_WORD = 60  # what is longer is a page without spaces, and is not kept


class Pieces:
    """A text cut into words, and questions about the stretches between them.

    *ends* are the words at which a name ends, and so, with *compounds*, are words made with them.
    """

    def __init__(
        self, text: str, words: Sequence[int], ends: Iterable[str], *, compounds: bool = True
    ) -> None:
        self.text = text
        self.words = words
        self._ends = _endings(tuple(ends), compounds)

    @cached_property
    def tokens(self) -> list[str]:
        """The words themselves."""
        return [self.text[start:end] for start, end in pairwise(self.words)]

    def is_boundary(self, position: int) -> bool:
        """Tell whether a word begins or ends at *position*."""
        index = bisect_left(self.words, position)
        return index < len(self.words) and self.words[index] == position

    def within(self, span: Span) -> Iterator[Span]:
        """Yield the pieces of *span*; the first and the last may be parts of words."""
        start = span.start
        for index in range(bisect_right(self.words, span.start), len(self.words)):
            end = min(self.words[index], span.end)
            yield Span(start, end)
            start = end
            if end == span.end:
                return

    def is_foreign(self, span: Span) -> bool:
        """Tell whether *span* is no Thai text: some piece is no word, or all are short as syllables."""
        pieces = [piece.of(self.text) for piece in self.within(span)]
        syllables = len(pieces) > 2 and span.length < _SYLLABLE * len(pieces)
        return syllables or any(not _is_word(piece) for piece in pieces)

    def has_unknown(self, span: Span) -> bool:
        """Tell whether some piece of *span* is no word."""
        return any(not _is_word(piece.of(self.text)) for piece in self.within(span))

    def ends_at(self, piece: Span) -> bool:
        """Tell whether a name ends before *piece*: a word of the list, or one made with it (นำมา, ส่งกลับ)."""
        return self._ends[piece.of(self.text)]

    def is_uncommon(self, span: Span) -> bool:
        """Tell whether *span* may be a name where one is due: foreign, or in lists of names only (จอห์น)."""
        count = sum(1 for _ in self.within(span))
        return (
            (count > 2 and span.length < _SPOKEN * count)
            or self.is_foreign(span)
            or (next(self.within(span)) == span and span.of(self.text) not in thai_dictionary())
        )

    def is_syllables(self, span: Span) -> bool:
        """Tell whether *span* holds no piece longer than a syllable of a foreign name."""
        return all(piece.length <= _SPOKEN for piece in self.within(span))

    def is_long_word(self, piece: Span) -> bool:
        """Tell whether *piece* is a word too long to be a part of a foreign name."""
        return piece.length >= _LONG_WORD and piece.of(self.text) in thai_dictionary()

    def run_after(self, start: int, longest: int = _LONGEST + 20) -> Span:
        """Return the Thai letters from *start* up to a space or a word at which names end; maybe nothing."""
        match = _RUN.match(self.text, start, start + longest)
        if match is None:
            return Span(start, start)
        end, limit = start, match.end()
        noun = False
        for index in range(bisect_right(self.words, start), len(self.words)):
            stop = min(self.words[index], limit)
            word = self.text[end:stop]
            if self._ends[word] and not noun:
                break
            noun = word == "ความ"  # of the verb in ความเป็นพันธมิตร it makes a noun
            end = stop
            if end == limit:
                break
        return Span(start, end)

    def foreign_name(self, start: int) -> Span | None:
        """Return the name of foreign sound that begins at *start*, or None."""
        run = self.run_after(start)
        end = start
        for piece in self.within(run) if run.length else ():
            if self.is_long_word(piece):
                break
            end = piece.end
        name = Span(start, end)
        return name if 3 <= name.length <= _LONGEST and self.is_foreign(name) else None


def _is_word(piece: str) -> bool:
    return not _THAI.match(piece) or (len(piece) > 1 and piece in thai_words())


class _Endings(dict[str, bool]):
    """Whether names end at a word, for all words asked for: a text asks for each some five times."""

    def __init__(self, words: frozenset[str], *, compounds: bool) -> None:
        super().__init__()
        self._words = words
        self._compounds = compounds

    def __missing__(self, word: str) -> bool:
        ends = word in self._words or (self._compounds and self._is_made_with(word))
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = ends
        return ends

    def _is_made_with(self, word: str) -> bool:
        return word in thai_words() and any(word[:size] in self._words for size in range(3, len(word)))


@lru_cache(maxsize=8)
def _endings(words: tuple[str, ...], compounds: bool) -> _Endings:
    return _Endings(frozenset(words), compounds=compounds)
