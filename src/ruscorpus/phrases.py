"""Finding many phrases at Thai word boundaries in one pass.

The gazetteer, the event triggers and the cues of the codebook are all lists of phrases. Thai writes no
spaces between words, puts spaces and hyphens into names more or less freely (คิม จองอึน, คิมจองอึน, คิม
จอง-อึน), and wraps lines anywhere. So phrases are matched on *folded* text: without
spaces, hyphens and zero-width marks, Latin letters folded to lower case and Thai digits to Arabic ones. They
begin and end at word boundaries: one pass over these finds all of them whatever their number, and each hit is
then checked against the real text: spaces may stand only where the phrase has one or where a line was
wrapped. A hyphen may stand anywhere.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span
from ruscorpus.openings import HEAD, Openings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Payload = TypeVar("Payload")

_DROPPED = re.compile(r"[\s\-‐‑–\u200b\u200c\u200d\u2060\ufeff]+")
_LATIN_RUN = re.compile(r"[0-9๐-๙A-Za-z\u00c0-\u024f\u0400-\u04ff]{2,}")
_THAI_RUN = re.compile(r"[\u0e01-\u0e4e]{2,}")
_ACRONYM = 5
_FEW = 50
"""So few phrases are looked for one by one."""
_new = tuple.__new__  # a span for each of some ten thousand hits: this leaves a call of Python out
_FOLD = THAI_TO_ARABIC | {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}
_TO_FOLD = re.compile("[A-Z๐-๙]+")


def folded(text: str) -> str:
    """Return *text* without spaces, hyphens and zero-width marks; ASCII in lower case, digits Arabic.

    >>> folded("คิม จอง-อึน")
    'คิมจองอึน'
    """
    return _fold(_DROPPED.sub("", text))


def all_folded(texts: Sequence[str]) -> list[str]:
    """Return each of *texts* as :func:`folded` does: of some ten thousand in a fraction of the time."""
    whole = _DROPPED.sub("", "\0".join(texts)).encode("utf-8", "surrogatepass")
    lower = whole.lower().decode("utf-8", "surrogatepass")  # of bytes, those of ASCII only
    keys = _TO_FOLD.sub(lambda match: match[0].translate(_FOLD), lower).split("\0")
    return keys if len(keys) == len(texts) else [folded(text) for text in texts]


def _fold(text: str) -> str:
    """Fold capitals and Thai digits where they stand: a Thai text has few; to translate all of it is slow."""
    return _TO_FOLD.sub(lambda match: match[0].translate(_FOLD), text)


class Hit(NamedTuple):
    """A phrase found: its span in the text and the index of the phrase."""

    span: Span
    phrase: int


class _Folded(NamedTuple):
    """What all readings of one text share: it folded, and where letters stand together."""

    letters: str
    positions: Sequence[int]
    """Where each of ``letters`` stands in the text."""
    kept: tuple[slice, ...]
    """The stretches of the text between what was dropped."""
    apart: int
    """A bit for each byte of a position: set where it is not inside a run of Thai letters."""
    outside: int
    """The same for runs of Latin letters and digits."""


@lru_cache(maxsize=2)  # names, triggers and cues are looked for in one text after the other
def _fold_whole(text: str) -> _Folded:
    bounds = [0]
    for match in _DROPPED.finditer(text):
        bounds += match.span()
    bounds.append(len(text))
    kept = tuple(map(slice, bounds[::2], bounds[1::2]))
    every = array("I", range(len(text)))
    positions = array("I")
    for stretch in kept:
        positions += every[stretch]
    return _Folded(
        _fold("".join(map(text.__getitem__, kept))),
        positions,
        kept,
        _not_inside(_THAI_RUN, text),
        _not_inside(_LATIN_RUN, text),
    )


def _not_inside(run: re.Pattern[str], text: str) -> int:
    """Return for each position of *text* a byte with 1, but 0 inside of the runs, as one number.

    As numbers they are joined in one operation each time the text is read, however many runs it has.
    """
    places = bytearray(b"\x01") * (len(text) + 1)
    for match in run.finditer(text):
        start, end = match.span()
        places[start + 1 : end] = bytes(end - start - 1)
    return int.from_bytes(places, "little")


class ReadText:
    """A text prepared for matching: it folded, where each letter of that came from, and its word boundaries.

    ``edges`` tells for each position of the text whether a phrase may begin or end there; ``begins`` and
    ``ends`` tell for each letter whether one may begin before it, and end behind it.
    """

    __slots__ = ("_words", "begins", "edges", "ends", "letters", "positions", "soft", "text")

    def __init__(
        self, text: str, boundaries: Iterable[int] | bytes | None = None, soft: Collection[int] = ()
    ) -> None:
        """Take the *boundaries* of words: None for anywhere, where words tell nothing.

        As bytes they are one for each position and the end, 1 where a word may begin or end.
        """
        whole = _fold_whole(text)
        self.text = text
        self.soft = frozenset(soft)
        self.letters = whole.letters
        self.positions = whole.positions
        if isinstance(boundaries, bytes):
            words = bytearray(boundaries)
        else:
            words = bytearray(b"\x01" if boundaries is None else b"\0") * (len(text) + 1)
            for place in boundaries or ():
                words[place] = 1
        words[0] = words[-1] = 1
        self._words = words
        self.edges = _edges(whole, words)
        self.begins = b"".join(map(self.edges.__getitem__, whole.kept))
        self.ends = b"".join(map(self.edges[1:].__getitem__, whole.kept))

    def is_boundary(self, position: int) -> bool:
        """Tell whether a word may begin or end at *position*."""
        return self._words[position] == 1

    def has_the_edges_of(self, other: ReadText) -> bool:
        """Tell whether *other* reads the same text with no other edges: what stands there stands here too."""
        if self.text != other.text or self.soft != other.soft:
            return False
        return not int.from_bytes(other.edges, "little") & ~int.from_bytes(self.edges, "little")


def _edges(whole: _Folded, words: bytearray) -> bytes:
    """Return where a phrase may begin or end.

    Beside Latin letters and digits the neighbour decides; beside Thai letters the word boundaries do.
    """
    edges = (int.from_bytes(words, "little") | whole.apart) & whole.outside
    return edges.to_bytes(len(words), "little")


class PhraseSet(Generic[Payload]):
    """A compiled set of phrases, each with a payload. Building costs time; matching is one linear pass."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        given = list(phrases)
        keys = all_folded([text for text, _ in given])
        if not all(keys):
            given = [phrase for phrase, key in zip(given, keys, strict=True) if key]
            keys = list(filter(None, keys))
        self._texts = [text for text, _ in given]
        self._payloads = [payload for _, payload in given]
        self._exact = frozenset(
            index for index, text in enumerate(self._texts) if len(text) <= _ACRONYM and _is_acronym(text)
        )
        self._by_letters: dict[str, tuple[int, ...]] = {}
        for index, key in enumerate(keys):
            others = self._by_letters.get(key)
            self._by_letters[key] = (index,) if others is None else (*others, index)
        self._longest = max(map(len, self._by_letters), default=0)
        self._openings = Openings(self._by_letters)
        # Where no phrase is shorter than what is looked at, that tells at once whether one may begin.
        long = min(map(len, self._by_letters), default=0) >= HEAD
        bits = self._openings.bits
        self._heads = {head: _lengths(bits[head]) for head in bits} if long else None
        # Names tell how a text is cut, and are looked for again when it is: between no other edges.
        self._last: tuple[ReadText, list[tuple[Span, int]]] | None = None

    def __len__(self) -> int:
        return len(self._texts)

    def payload(self, hit: Hit) -> Payload:
        """Return what was stored with the phrase of *hit*."""
        return self._payloads[hit.phrase]

    def text_of(self, hit: Hit) -> str:
        """Return the phrase of *hit* as it was given."""
        return self._texts[hit.phrase]

    def find_all(self, read: ReadText) -> list[Hit]:
        """Return every phrase that stands in the text at word boundaries, overlaps included, in order."""
        return [_new(Hit, each) for each in self._find(read)]

    def find_payloads(self, read: ReadText) -> list[tuple[Span, Payload]]:
        """Return the spans of :meth:`find_all` with what was stored with their phrases."""
        payloads = self._payloads
        return [(span, payloads[index]) for span, index in self._find(read)]

    def _find(self, read: ReadText) -> list[tuple[Span, int]]:
        """Return the spans and numbers of phrases: by where they begin, the longest first."""
        found: list[tuple[Span, int]] = []
        if len(self._by_letters) < _FEW:
            self._find_each(read, found)
            found.sort(key=lambda each: (each[0][0], -each[0][1], each[1]))
            return found
        if self._last is not None and self._last[0].has_the_edges_of(read):
            edges = read.edges
            return [each for each in self._last[1] if edges[each[0][0]] and edges[each[0][1]]]
        self._find_in_one_pass(read, found)
        self._last = read, found
        return found

    def _find_each(self, read: ReadText, found: list[tuple[Span, int]]) -> None:
        """Look for one phrase after the other, which is sooner done while they are few."""
        begins, ends, letters = read.begins, read.ends, read.letters
        for key, indices in self._by_letters.items():
            first = letters.find(key)
            while first >= 0:
                last = first + len(key) - 1
                if begins[first] and ends[last]:
                    found += self._standing(indices, read, first, last)
                first = letters.find(key, first + 1)

    def _find_in_one_pass(self, read: ReadText, found: list[tuple[Span, int]]) -> None:
        ends, positions, letters = read.ends + bytes(self._longest), read.positions, read.letters
        by_letters, exact = self._by_letters.get, self._exact
        for first, lengths in self._opened(read):
            for length in reversed(lengths):
                behind = first + length
                if not ends[behind - 1]:
                    continue
                indices = by_letters(letters[first:behind])
                if indices is None:
                    continue
                start, end = positions[first], positions[behind - 1] + 1
                if end - start == length and exact.isdisjoint(indices):  # nothing was dropped inside
                    span = _new(Span, (start, end))
                    found += [(span, index) for index in indices]
                else:
                    found += self._standing(indices, read, first, behind - 1)

    def _opened(self, read: ReadText) -> list[tuple[int, Sequence[int]]]:
        """Return the letters at which phrases may begin, with how long these are."""
        letters = read.letters
        starts = compress(range(len(letters)), read.begins)
        if self._heads is not None:
            heads = self._heads.get
            return [(at, lengths) for at in starts if (lengths := heads(letters[at : at + HEAD]))]
        openings, unknown = self._openings, (0,)
        known, of = openings.known.get, openings.of
        opened = [
            (at, lengths)
            for at in openings.among(list(starts), letters)
            if (lengths := known(letters[at : at + HEAD], unknown))
        ]
        return [
            (at, of(letters[at : at + HEAD]) if lengths is unknown else lengths) for at, lengths in opened
        ]

    def _standing(
        self, indices: Sequence[int], read: ReadText, first: int, last: int
    ) -> list[tuple[Span, int]]:
        """Return those of the phrases that stand between two letters as they are written, gaps aside."""
        start, end = read.positions[first], read.positions[last] + 1
        span = _new(Span, (start, end))
        if end - start == last + 1 - first and self._exact.isdisjoint(indices):
            return [(span, index) for index in indices]  # nothing was dropped inside
        return [(span, index) for index in indices if self._holds(index, read, first, last, span)]

    def find_longest(self, read: ReadText) -> list[Hit]:
        """Return the hits without overlaps: leftmost first, longest first; equal spans all stay."""
        return list(leftmost_longest(self.find_all(read)))

    def _holds(self, index: int, read: ReadText, first: int, last: int, span: Span) -> bool:
        """Tell whether a phrase, found between two edges, is there as it is written, gaps aside."""
        text, phrase = read.text, self._texts[index]
        if index in self._exact and span.of(text) != phrase:
            return False
        if span.length == last + 1 - first:  # nothing was dropped inside
            return True
        positions = read.positions
        gaps = _gaps(phrase)
        for place in range(first, last):
            here, there = positions[place] + 1, positions[place + 1]
            if here == there or (place + 1 - first) in gaps:
                continue
            if not any(char.isspace() for char in text[here:there]):  # จอง-อึน for จองอึน
                continue
            if not any(soft in read.soft for soft in range(here, there + 1)):
                return False
        return True


def leftmost_longest(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Drop every hit that overlaps an earlier, or an equally early but longer, one."""
    taken = Span(-1, -1)
    for hit in hits:
        if hit.span.start >= taken.end or hit.span == taken:
            taken = hit.span
            yield hit


@lru_cache(maxsize=1 << 10)
def _lengths(bits: int) -> tuple[int, ...]:
    """Return the numbers of the bits that are set."""
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)


@lru_cache(maxsize=1 << 12)
def _gaps(text: str) -> frozenset[int]:
    """Return the positions of the folded *text* where it has itself a space or a hyphen."""
    gaps: list[int] = []
    position = 0
    last = 0
    for match in _DROPPED.finditer(text):
        position += match.start() - last
        last = match.end()
        gaps.append(position)
    return frozenset(gaps)


def _is_acronym(text: str) -> bool:
    """Short Latin names (US, UN, Nan) match only as they are: ``us`` and ``nan`` are other words."""
    return text.isascii() and (len(text) <= 3 or (len(text) <= _ACRONYM and text.isupper()))
