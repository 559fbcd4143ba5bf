"""Names of the gazetteer in transliterations that it does not list (โทคาเยฟ, โตกาเยฟ; ปริโกชิน, ปริโกซิน).

Thai spells foreign names by ear: tone marks come and go, vowels are long or short, one stop stands for
another. Names are compared by a key of their sound that leaves such differences out; only long names that are
no everyday words are, and only where their plain spelling was not found.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.openings import HEAD, Openings
from ruscorpus.resources import thai_words
from ruscorpus.tag.spelling import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruscorpus.config.actors import Actor
    from ruscorpus.tag.pieces import Pieces

    _Sounds = tuple[str, Sequence[tuple[int, int]], Callable[[int], int]]
    """A key, its letters with which words begin, with their places, and where each letter stands."""

_SILENT = re.compile(r"[ก-ฮ][ิุ]?์")
_DROPPED = frozenset("็่้๊๋ัะ \t\n-–‐\u200b")
_LEFT_OUT = re.compile(rf"{_SILENT.pattern}|[{re.escape(''.join(sorted(_DROPPED)))}]+")
_SAME = str.maketrans(
    {
        **dict.fromkeys("คขฆ", "ก"),
        **dict.fromkeys("ทธฑฒถฏ", "ต"),
        **dict.fromkeys("พภผ", "ป"),
        **dict.fromkeys("ซศษชฌฉ", "ส"),
        **dict.fromkeys("ฟฝ", "ว"),
        "ณ": "น", "ญ": "ย", "ฬ": "ล", "ฎ": "ด", "ฮ": "ห", "ใ": "ไ", "ี": "ิ", "ู": "ุ", "ื": "ึ", "แ": "เ",
    }
)  # fmt: skip
_KEY = _SAME | dict.fromkeys(map(ord, _DROPPED))
_GAP = re.compile(r"[\s-]+")
_SHORTEST = 6
_CLASSES = ("กรุง", "เมือง", "หมู่เกาะ", "เกาะ", "จังหวัด", "แคว้น", "แม่น้ำ", "ท่าเรือ", "ทะเล", "อ่าว")
_CLASS = re.compile("|".join(_CLASSES))
_SHORTEST_REST = 4
_KEPT = 1 << 16
"""So many words are kept; a text has some hundred."""
_LONGEST = 60
"""What is longer is no word but a page without spaces, and is not kept."""
_SILENCING = frozenset("ิุ์")
_NAMED = frozenset({"PERSON", "LOC", "ORG"})


def sound(text: str) -> tuple[str, Sequence[int]]:
    """Return the key of how *text* sounds, and for each letter of the key its place in *text*.

    >>> sound("โทคาเยฟ")[0] == sound("โตกาเยฟ")[0]
    True
    """
    places = array("I")
    kept: list[str] = []
    last = 0
    for match in _LEFT_OUT.finditer(text):
        start, end = match.span()
        if start > last:
            places.extend(range(last, start))
            kept.append(text[last:start])
        last = end
    places.extend(range(last, len(text)))
    kept.append(text[last:])
    return "".join(kept).translate(_SAME), places


class Variants:
    """The names of *actors* by their sound, ready to be looked for in one pass."""

    def __init__(self, actors: Iterable[tuple[Actor, Sequence[str]]]) -> None:
        """Take *actors*, each with the names that identify it."""
        everyday = thai_words()
        named = [
            (name, actor)
            for actor, names in actors
            if actor.type in _NAMED
            for name in names
            if not name.isascii() and name not in everyday
        ]
        owners: dict[str, Actor | None] = {}
        spellings: dict[str, list[str]] = {}
        for (name, actor), key in zip(named, _keys([name for name, _ in named]), strict=True):
            if len(key) < _SHORTEST or LETTERS.fullmatch(name) or _is_short_but_for_class(name):
                continue
            owners[key] = actor if owners.get(key, actor) is actor else None
            spellings.setdefault(key, []).append(name)
        self._owners = {key: (spellings[key], owner) for key, owner in owners.items() if owner is not None}
        self._openings = Openings(self._owners)
        self._beginnings = frozenset(key[:size] for key in self._owners for size in range(1, HEAD + 1))
        self._heard: dict[str, tuple[str, bool]] = {}

    def find(self, pieces: Pieces, taken: Sequence[Span]) -> Iterator[tuple[Span, Actor]]:
        """Yield names and whose they are, the longest first where they overlap; none inside *taken*."""
        text = pieces.text
        used = bytearray(len(text))
        for start, end in taken:
            used[start:end] = b"\x01" * (end - start)
        hits = []
        key, beginnings, place_of = self._by_word(pieces) or _at_once(pieces)
        owners, of = self._owners, self._openings.of
        for first, start in beginnings:
            head = key[first : first + HEAD]
            if head not in self._beginnings or used[start]:
                continue
            for length in of(head):
                owner = owners.get(key[first : first + length])
                if owner is None or first + length > len(key):
                    continue
                end = place_of(first + length - 1) + 1
                while end < len(text) and (text[end] in "็่้๊๋ัะ" or text.startswith("์", end + 1)):
                    end += 1 + text.startswith("์", end + 1)
                hits.append((start - end, start, end, *owner))
        for _, start, end, spellings, actor in sorted(hits, key=lambda hit: hit[:3]):
            span = Span(start, end)
            if 1 in used[start:end] or not _stands(pieces, span, spellings):
                continue
            used[start:end] = b"\x01" * (end - start)
            yield span, actor

    def _by_word(self, pieces: Pieces) -> _Sounds | None:
        """Return how the words sound, one behind the other: texts are made of few words, over and over.

        None where one of them goes on with what silences the letter before it.
        """
        words = pieces.tokens
        if any(map(_SILENCING.__contains__, [word[0] for word in words])):
            return None
        known = self._heard.get
        heard = [known(word) or self._hear(word) for word in words]
        key = "".join([each for each, _ in heard])
        starts = list(accumulate([len(each) for each, _ in heard], initial=0))
        beginnings = [
            (first, place)
            for first, place, (_, may_begin) in zip(starts, pieces.words, heard, strict=False)
            if may_begin
        ]

        def place_of(letter: int) -> int:
            word = bisect_right(starts, letter) - 1
            return pieces.words[word] + sound(words[word])[1][letter - starts[word]]

        return key, beginnings, place_of

    def _hear(self, word: str) -> tuple[str, bool]:
        """Return how *word* sounds, and whether a name may begin so and with its first letter."""
        key, places = sound(word)
        heard = key, bool(key) and places[0] == 0 and key[:HEAD] in self._beginnings
        if len(word) <= _LONGEST:
            if len(self._heard) >= _KEPT:
                self._heard.clear()
            self._heard[word] = heard
        return heard


def _at_once(pieces: Pieces) -> _Sounds:
    """Return how a whole text sounds."""
    key, places = sound(pieces.text)
    words = frozenset(pieces.words)
    beginnings = [(first, start) for first, start in enumerate(places) if start in words]
    return key, beginnings, places.__getitem__


def _key(name: str) -> str:
    """Return what sound() makes of a name, at once."""
    return _SILENT.sub("", name).translate(_KEY)


def _keys(names: Sequence[str]) -> list[str]:
    """Return what sound() makes of *names*: of some ten thousand at once."""
    keys = _key("\0".join(names)).split("\0") if names else []
    return keys if len(keys) == len(names) else [_key(name) for name in names]


def _is_short_but_for_class(name: str) -> bool:
    """Tell whether little is left of *name* without the word for what it names (เกาะ, แม่น้ำ)."""
    if not any(word in name for word in _CLASSES):
        return False
    return len(_key(_CLASS.sub("", name, count=1))) < _SHORTEST_REST


def _stands(pieces: Pieces, span: Span, spellings: Sequence[str]) -> bool:
    name = span.of(pieces.text)
    if not (pieces.is_boundary(span.start) and pieces.is_boundary(span.end)):
        return False
    spaces = max(len(_GAP.findall(spelling)) for spelling in spellings)
    return len(_GAP.findall(name)) <= spaces and "\n" not in name and pieces.is_foreign(span)
