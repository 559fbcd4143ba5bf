"""Lists of words as regular expressions that stay quick however long the lists grow.

Python tries the branches of an alternation one after the other at every place, so that a list of two hundred
words costs two hundred comparisons a character. Here words with a common beginning share it, as in a trie,
and one comparison rules all of them out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP = r"\s?"


def any_of(words: Iterable[str], *, loose: bool = False) -> str:
    """Return a regular expression for any of *words*, of two that fit the longer; "" for no words.

    *loose*: a space inside a word need not be there. The expression matches the same as the words, longest
    first, with bars between them: only branches that begin with different letters change places, and of those
    no two match at one place.

    >>> any_of(["กลาโหม", "กลาง", "เรือ"])
    '(?:กลา(?:โหม|ง)|เรือ)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return _factored([_atoms(word, loose=loose) for word in ordered]) if ordered else ""


def _atoms(word: str, *, loose: bool) -> tuple[str, ...]:
    if re.escape(word) == word:  # nearly all: nothing to escape, and no space
        return tuple(word)
    return tuple(_GAP if loose and char == " " else re.escape(char) for char in word)


def _factored(branches: Sequence[tuple[str, ...]]) -> str:
    """Return the alternation of *branches*, each a sequence of patterns of one character."""
    parts: list[str] = []
    heads: dict[str, list[tuple[str, ...]]] = {}
    for branch in branches:
        if branch and branch[0] != _GAP:
            heads.setdefault(branch[0], []).append(branch[1:])
        else:  # a gap may be nothing, and an end always fits: what stands before one of these stays before it
            parts += _joined(heads)
            heads = {}
            parts.append("".join(branch))
    parts += _joined(heads)
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _joined(heads: dict[str, list[tuple[str, ...]]]) -> list[str]:
    return [head + _factored(rests) for head, rests in heads.items()]


class Ending:
    """Words that are looked for at the end of a stretch, a space behind them allowed.

    Most stretches end with none of them, which their last two letters tell. Where these are those of a word,
    they tell how long it may be, so that no pattern is tried at one place after the other.
    """

    __slots__ = ("_lengths", "_letters", "_pattern", "_spaced", "_uncertain", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        known = self._words = frozenset(words)
        self._pattern = re.compile(f"(?:{any_of(known, loose=True)})" + r"\s?$")
        # The last letters of words that have fewer than two, or a space among these, which may be left out.
        self._letters = frozenset(word[-1:] for word in known if len(word) < 2 or " " in word[-2:])
        self._spaced = frozenset(word[-2:] for word in known if " " in word)
        lengths: dict[str, set[int]] = {}
        for word in known:
            lengths.setdefault(word[-2:], set()).add(len(word))
        self._lengths = {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}
        self._uncertain = any(word[-1:].isspace() for word in known)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the longest of the words that ends at *end* and does not begin before *start*."""
        last = end - 1 if text[end - 1 : end] == " " else end
        pair, letter = text[last - 2 : last], text[last - 1 : last]
        if (
            letter in self._letters
            or pair in self._spaced
            or letter.isspace()  # two spaces, or a line end: rare enough for the pattern
            or self._uncertain
        ):
            return self._pattern.search(text, start, end)
        for length in self._lengths.get(pair, ()):
            first = last - length
            if first >= start and text[first:last] in self._words:
                return self._pattern.match(text, first, end)
        return None
