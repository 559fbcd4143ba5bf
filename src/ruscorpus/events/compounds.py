"""Words inside words: where a dictionary word is a verb with its particles, the verb can be found in it.

The segmentation takes the longest dictionary word, and the dictionary holds many a run of words that is no
compound (บุกเข้าไป, ว่าไม่ได้) and every nominalisation (การประชุม). Events need the pieces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.model import Document

_PREFIXES = ("การ", "ความ", "ข้อ", "คำ", "ที่", "ช่องแคบ", "ทะเล", "คาบสมุทร", "มหาสมุทร", "ร่วม", "ลูก")
_INITIAL = re.compile(r"[เ-ไ]?[ก-ฮ](?![์็])")  # a syllable begins here, and none ends
_SOME = ("ข้อ", "คำ", "ที่", "ร่วม", "ลูก")  # ข้อ|เรียกร้อง, but ข้อความ
_LEAST_VERB, _LEAST_WORD, _LEAST_NOUN, _LEAST_REST = 3, 5, 5, 3


class Compounds:
    """Splits words into the pieces that triggers and grammar are made of."""

    def __init__(
        self,
        verbs: Iterable[str],
        particles: Iterable[str],
        nouns: Iterable[str] = (),
        things: Iterable[str] = (),
    ) -> None:
        """Take the *verbs* and *particles* that words are split into; behind a cut verb *nouns* may stand.

        *things* are what verbs are done to: ``ทุ่ม|เงิน``, and the head of a longer noun, ``เครือข่าย|โทรศัพท์``.
        """
        self._verbs = frozenset(v for v in verbs if len(v) >= _LEAST_VERB)
        things = frozenset(things)
        self._things = tuple(sorted((t for t in things if len(t) >= _LEAST_NOUN), key=len, reverse=True))
        self._begun = frozenset(verb[:end] for verb in self._verbs for end in range(1, len(verb)))
        self._others = (frozenset(particles) | things) - self._verbs
        self._pieces = self._verbs | self._others
        self._longest = max(map(len, self._pieces), default=0)  # a "word" may be a page without a space
        self._behind = self._pieces | frozenset(nouns)
        self._split = lru_cache(maxsize=50_000)(self._inner)
        self._shift = lru_cache(maxsize=50_000)(self._across)

    def boundaries(self, document: Document) -> frozenset[int]:
        """Return the word boundaries of the flow, and those inside its compounds."""
        result = set(document.words)
        flow = document.flow
        before, left = 0, ""
        for start, end in pairwise(document.words):
            word = flow[start:end]
            if end - start >= _LEAST_WORD:
                if places := self._split(word):
                    result.update([start + place for place in places])
                if left in self._begun and (place := self._shift(left, word)):
                    result.add(before + place)
            before, left = start, word
        return frozenset(result)

    def _across(self, left: str, right: str) -> int:
        """Return where a verb ends that was cut in two, ``โจม|ตีเมือง`` for ``โจมตี|เมือง``; else 0."""
        both = left + right
        for place in range(len(left) + 1, min(len(both) - 1, self._longest + 1)):
            if both[:place] in self._verbs and both[place:] in self._behind:
                return place
        return 0

    def _inner(self, word: str) -> tuple[int, ...]:
        """Return the places inside *word* where a piece ends; () for a word that is one."""
        for prefix in _PREFIXES:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) > 1 and (prefix not in _SOME or rest in self._pieces):
                return (len(prefix), *(len(prefix) + p for p in self._inner(word[len(prefix) :])))
        if word in self._pieces:
            return ()
        pieces = self._cover(word)
        if not any(piece in self._verbs or piece == "ว่า" for piece in pieces):
            return self._headed(word)
        if not any(piece in self._others for piece in pieces):
            return ()  # ส่งเสริม, เลือกตั้ง: two verbs make a third
        places, position = [], 0
        for piece in pieces[:-1]:
            position += len(piece)
            places.append(position)
        return tuple(places)

    def _headed(self, word: str) -> tuple[int, ...]:
        """Return where the thing ends that *word* is a kind of; () where it begins with none."""
        for thing in self._things:
            rest = word[len(thing) :]
            if word.startswith(thing):
                return (len(thing),) if len(rest) >= _LEAST_REST and _INITIAL.match(rest) else ()
        return ()

    def _cover(self, word: str) -> tuple[str, ...]:
        """Return two or more pieces that make up *word*, the longest first; () where none do."""
        for end in range(min(len(word) - 1, self._longest), 1, -1):
            head, rest = word[:end], word[end:]
            if head in self._pieces:
                if rest in self._pieces:
                    return head, rest
                tail = self._cover(rest)
                if tail:
                    return (head, *tail)
        return ()
