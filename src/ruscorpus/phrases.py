"""Finding many phrases at Thai word boundaries in one pass.

The gazetteer, the event triggers and the cues of the codebook are all lists of phrases. Thai writes no
spaces between words, puts spaces and hyphens into names more or less freely (คิม จองอึน, คิมจองอึน, คิม
จอง-อึน), and wraps lines anywhere. So phrases are matched on *skeletons*: text without
spaces, hyphens and zero-width marks, Latin letters folded to lower case and Thai digits to Arabic ones; one
Aho–Corasick pass finds all of them whatever their number, and each hit is then checked against the real
text: it must begin and end at a word boundary, and spaces may stand only where the phrase has one or where
a line was wrapped. A hyphen may stand anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Payload = TypeVar("Payload")

_DROPPED = re.compile(r"[\s\-‐‑–\u200b\u200c\u200d\u2060\ufeff]+")
_LATIN = re.compile(r"[0-9๐-๙A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_NO_GAPS: frozenset[int] = frozenset()
_FOLD = THAI_TO_ARABIC | {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}


def skeleton(text: str) -> str:
    """Return *text* without spaces, hyphens and zero-width marks; ASCII in lower case, digits Arabic.

    >>> skeleton("คิม จอง-อึน")
    'คิมจองอึน'
    """
    return _DROPPED.sub("", text).translate(_FOLD)


class Hit(NamedTuple):
    """A phrase found: its span in the text and the index of the phrase."""

    span: Span
    phrase: int


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Payload]):
    text: str
    payload: Payload
    length: int
    gaps: frozenset[int]  # skeleton positions where the phrase itself has a space or hyphen
    exact_case: bool


class ReadText:
    """A text prepared for matching: its skeleton, where it came from, and its word boundaries."""

    __slots__ = ("_boundaries", "positions", "skeleton", "soft", "text")

    def __init__(self, text: str, boundaries: Collection[int], soft: Collection[int] = ()) -> None:
        self.text = text
        self._boundaries = boundaries if isinstance(boundaries, (set, frozenset)) else frozenset(boundaries)
        self.soft = frozenset(soft)
        keep: list[int] = []
        last = 0
        for match in _DROPPED.finditer(text):
            keep.extend(range(last, match.start()))
            last = match.end()
        keep.extend(range(last, len(text)))
        self.positions = keep
        self.skeleton = _DROPPED.sub("", text).translate(_FOLD)

    def is_boundary(self, position: int) -> bool:
        """Tell whether a word may begin or end at *position*."""
        return position in self._boundaries or position in (0, len(self.text))


class PhraseSet(Generic[Payload]):
    """A compiled set of phrases, each with a payload. Building costs time; matching is one linear pass."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        import ahocorasick  # noqa: PLC0415 - kept out of the start of the command line

        self._phrases: list[_Phrase[Payload]] = []
        by_skeleton: dict[str, list[int]] = {}
        for text, payload in phrases:
            key = skeleton(text)
            if not key:
                continue
            by_skeleton.setdefault(key, []).append(len(self._phrases))
            self._phrases.append(
                _Phrase(text, payload, len(key), _gaps_in(text, key), _is_acronym(text)),
            )
        self._automaton: Any = ahocorasick.Automaton()
        for key, indices in by_skeleton.items():
            self._automaton.add_word(key, tuple(indices))
        if by_skeleton:
            self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._phrases)

    def payload(self, hit: Hit) -> Payload:
        """Return what was stored with the phrase of *hit*."""
        return self._phrases[hit.phrase].payload

    def text_of(self, hit: Hit) -> str:
        """Return the phrase of *hit* as it was given."""
        return self._phrases[hit.phrase].text

    def find_all(self, read: ReadText) -> list[Hit]:
        """Return every phrase that stands in the text at word boundaries, overlaps included, in order."""
        if not self._phrases:
            return []
        hits = []
        for last, indices in self._automaton.iter(read.skeleton):
            for index in indices:
                phrase = self._phrases[index]
                first = last + 1 - phrase.length
                span = Span(read.positions[first], read.positions[last] + 1)
                if self._holds(phrase, read, first, last, span):
                    hits.append(Hit(span, index))
        hits.sort(key=lambda hit: (hit.span.start, -hit.span.end, hit.phrase))
        return hits

    def find_longest(self, read: ReadText) -> list[Hit]:
        """Return the hits without overlaps: leftmost first, longest first; equal spans all stay."""
        return list(leftmost_longest(self.find_all(read)))

    @staticmethod
    def _holds(phrase: _Phrase[Payload], read: ReadText, first: int, last: int, span: Span) -> bool:
        text = read.text
        if not (_edge(read, span.start) and _edge(read, span.end)):
            return False
        if phrase.exact_case and span.of(text) != phrase.text:
            return False
        if span.length == phrase.length:  # nothing was dropped inside
            return True
        positions = read.positions
        for index in range(first, last):
            here, there = positions[index] + 1, positions[index + 1]
            if here == there or (index + 1 - first) in phrase.gaps:
                continue
            if not any(char.isspace() for char in text[here:there]):  # จอง-อึน for จองอึน
                continue
            if not any(place in read.soft for place in range(here, there + 1)):
                return False
        return True


def leftmost_longest(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Drop every hit that overlaps an earlier, or an equally early but longer, one."""
    taken = Span(-1, -1)
    for hit in hits:
        if hit.span.start >= taken.end or hit.span == taken:
            taken = hit.span
            yield hit


def _gaps_in(text: str, key: str) -> frozenset[int]:
    return _NO_GAPS if len(key) == len(text) else frozenset(_gaps(text))


def _gaps(text: str) -> Iterator[int]:
    position = 0
    last = 0
    for match in _DROPPED.finditer(text):
        position += match.start() - last
        last = match.end()
        yield position


def _is_acronym(text: str) -> bool:
    """Short Latin names (US, UN, Nan) match only as they are: ``us`` and ``nan`` are other words."""
    return text.isascii() and (len(text) <= 3 or (len(text) <= 5 and text.isupper()))


def _edge(read: ReadText, position: int) -> bool:
    """Tell whether a phrase may begin or end at *position*.

    Beside Latin letters and digits the neighbour decides; beside Thai letters the word boundaries do.
    """
    text = read.text
    if position <= 0 or position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if _THAI.match(before) and _THAI.match(after):
        return read.is_boundary(position)
    return not (_LATIN.match(before) and _LATIN.match(after))
