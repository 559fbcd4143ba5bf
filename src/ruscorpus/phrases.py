"""Finding many phrases at Thai word boundaries in one pass.

The gazetteer, the event triggers and the cues of the codebook are all lists of phrases. Thai writes no
spaces between words, puts spaces and hyphens into names more or less freely (คิม จองอึน, คิมจองอึน, คิม
จอง-อึน), and wraps lines anywhere. So phrases are matched on *folded* text: without
spaces, hyphens and zero-width marks, Latin letters folded to lower case and Thai digits to Arabic ones; one
Aho–Corasick pass finds all of them whatever their number, and each hit is then checked against the real
text: it must begin and end at a word boundary, and spaces may stand only where the phrase has one or where
a line was wrapped. A hyphen may stand anywhere.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Payload = TypeVar("Payload")

_DROPPED = re.compile(r"[\s\-‐‑–\u200b\u200c\u200d\u2060\ufeff]+")
_LATIN_RUN = re.compile(r"[0-9๐-๙A-Za-z\u00c0-\u024f\u0400-\u04ff]{2,}")
_THAI_RUN = re.compile(r"[\u0e01-\u0e4e]{2,}")
_NO_GAPS: frozenset[int] = frozenset()
_new = tuple.__new__  # a span for each of some ten thousand hits: this leaves a call of Python out
_FOLD = THAI_TO_ARABIC | {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}
_TO_FOLD = re.compile("[A-Z๐-๙]+")


def folded(text: str) -> str:
    """Return *text* without spaces, hyphens and zero-width marks; ASCII in lower case, digits Arabic.

    >>> folded("คิม จอง-อึน")
    'คิมจองอึน'
    """
    return _fold(_DROPPED.sub("", text))


def _fold(text: str) -> str:
    """Fold capitals and Thai digits where they stand: a Thai text has few; to translate all of it is slow."""
    return _TO_FOLD.sub(lambda match: match[0].translate(_FOLD), text)


class Hit(NamedTuple):
    """A phrase found: its span in the text and the index of the phrase."""

    span: Span
    phrase: int


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Payload]):
    text: str
    payload: Payload
    length: int
    gaps: frozenset[int]  # positions of the folded phrase where the phrase itself has a space or hyphen
    exact_case: bool


class _Folded(NamedTuple):
    """What all readings of one text share: it folded, and where letters stand together."""

    letters: str
    positions: Sequence[int]
    """Where each of ``letters`` stands in the text."""
    thai: tuple[tuple[int, int], ...]
    latin: tuple[tuple[int, int], ...]
    """Runs of two or more letters: only inside one is there a question whether a phrase may end."""


@lru_cache(maxsize=2)  # names, triggers and cues are looked for in one text after the other
def _fold_whole(text: str) -> _Folded:
    positions = array("I")
    pieces: list[str] = []
    last = 0
    for match in _DROPPED.finditer(text):
        start, end = match.span()
        positions.extend(range(last, start))
        pieces.append(text[last:start])
        last = end
    positions.extend(range(last, len(text)))
    pieces.append(text[last:])
    return _Folded(
        _fold("".join(pieces)),
        positions,
        tuple(match.span() for match in _THAI_RUN.finditer(text)),
        tuple(match.span() for match in _LATIN_RUN.finditer(text)),
    )


class ReadText:
    """A text prepared for matching: it folded, where each letter of that came from, and its word boundaries.

    ``edges`` tells for each position of the text whether a phrase may begin or end there.
    """

    __slots__ = ("_words", "edges", "letters", "positions", "soft", "text")

    def __init__(self, text: str, boundaries: Iterable[int], soft: Collection[int] = ()) -> None:
        whole = _fold_whole(text)
        self.text = text
        self.soft = frozenset(soft)
        self.letters = whole.letters
        self.positions = whole.positions
        words = bytearray(len(text) + 1)
        for place in boundaries:
            words[place] = 1
        words[0] = words[-1] = 1
        self._words = words
        self.edges = _edges(whole, words)

    def is_boundary(self, position: int) -> bool:
        """Tell whether a word may begin or end at *position*."""
        return self._words[position] == 1


def _edges(whole: _Folded, words: bytearray) -> bytearray:
    """Return where a phrase may begin or end.

    Beside Latin letters and digits the neighbour decides; beside Thai letters the word boundaries do.
    """
    edges = bytearray(b"\x01") * len(words)
    for start, end in whole.thai:
        edges[start + 1 : end] = words[start + 1 : end]
    for start, end in whole.latin:
        edges[start + 1 : end] = bytes(end - start - 1)
    return edges


class PhraseSet(Generic[Payload]):
    """A compiled set of phrases, each with a payload. Building costs time; matching is one linear pass."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        import ahocorasick  # noqa: PLC0415 - kept out of the start of the command line

        self._phrases: list[_Phrase[Payload]] = []
        by_letters: dict[str, list[int]] = {}
        for text, payload in phrases:
            key = folded(text)
            if not key:
                continue
            by_letters.setdefault(key, []).append(len(self._phrases))
            self._phrases.append(
                _Phrase(text, payload, len(key), _gaps_in(text, key), _is_acronym(text)),
            )
        self._automaton: Any = ahocorasick.Automaton()
        for key, indices in by_letters.items():
            as_written = not any(self._phrases[index].exact_case for index in indices)
            self._automaton.add_word(key, (len(key) - 1, as_written, tuple(indices)))
        if by_letters:
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
        return [Hit(span, index) for _, _, index, span in self._find(read)]

    def find_payloads(self, read: ReadText) -> list[tuple[Span, Payload]]:
        """Return the spans of :meth:`find_all` with what was stored with their phrases."""
        phrases = self._phrases
        return [(span, phrases[index].payload) for _, _, index, span in self._find(read)]

    def _find(self, read: ReadText) -> list[tuple[int, int, int, Span]]:
        """Return start, negated end, number of the phrase and span, so that they sort into their order."""
        if not self._phrases:
            return []
        edges, positions, phrases = read.edges, read.positions, self._phrases
        found: list[tuple[int, int, int, Span]] = []
        for last, (before_last, as_written, indices) in self._automaton.iter(read.letters):
            end = positions[last] + 1
            if not edges[end]:
                continue
            first = last - before_last
            start = positions[first]
            if not edges[start]:
                continue
            span = _new(Span, (start, end))
            if as_written and end - start == before_last + 1:  # nothing was dropped inside: it is there
                found += [(start, -end, index, span) for index in indices]
                continue
            found += [
                (start, -end, index, span)
                for index in indices
                if _holds(phrases[index], read, first, last, span)
            ]
        found.sort()
        return found

    def find_longest(self, read: ReadText) -> list[Hit]:
        """Return the hits without overlaps: leftmost first, longest first; equal spans all stay."""
        return list(leftmost_longest(self.find_all(read)))


def _holds(phrase: _Phrase[Any], read: ReadText, first: int, last: int, span: Span) -> bool:
    """Tell whether *phrase*, found between two edges, is there as it is written, gaps aside."""
    text = read.text
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
