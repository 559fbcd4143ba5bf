"""Spans, edits and the maps between a text before and after its edits.

All spans are half-open ranges of Unicode code points. A list of edits is sorted and disjoint, and it is
the whole difference between two texts: ``apply_edits(old, edits) == new``. That makes every change that
the program makes to a text visible, and every position traceable in both directions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """Return the smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: the characters at ``at`` of the old text become ``new``.

    ``rule`` names what decided it and ``confidence`` (0 to 1) how sure that rule is.
    """

    at: Span
    new: str
    rule: str
    confidence: float = 1.0


def first_difference(one: str, other: str) -> int:
    """Return from where on two texts differ: at the end of the shorter where the other goes on with it.

    >>> first_difference("abc", "abd"), first_difference("ab", "abc")
    (2, 2)
    """
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def shortest_edit(at: int, old: str, new: str, rule: str, confidence: float) -> Edit | None:
    """Return the edit that makes *new* of *old*, which begins at *at*, without what both begin and end with.

    None where they are the same.

    >>> shortest_edit(10, "abxd", "abyyd", "rule", 1.0)
    Edit(at=Span(start=12, end=13), new='yy', rule='rule', confidence=1.0)
    """
    if old == new:
        return None
    head = first_difference(old, new)
    tail = min(first_difference(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    return Edit(Span(at + head, at + len(old) - tail), new[head : len(new) - tail], rule, confidence)


def check_edits(length: int, edits: Sequence[Edit]) -> None:
    """Raise ``ValueError`` unless *edits* are in order, disjoint and inside a text of *length*."""
    position = 0
    for index, edit in enumerate(edits):
        start, end = edit.at
        if start < position or end < start or end > length:
            message = (
                f"edit {index} at [{start}, {end}) is out of order, overlaps or lies outside 0..{length}"
            )
            raise ValueError(message)
        if index and start == position == edits[index - 1].at.start:
            raise ValueError(f"edit {index} inserts where edit {index - 1} does: {start}")
        position = end


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return *text* with *edits* (sorted, disjoint) carried out.

    >>> apply_edits("ทํา", [Edit(Span(1, 3), "ำ", "sara-am")])
    'ทำ'
    """
    if not edits:
        return text
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.at.start], edit.new)
        position = edit.at.end
    pieces.append(text[position:])
    return "".join(pieces)


def compose_edits(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Merge two rounds of edits into one that leads from the first text to the last.

    ``apply_edits(apply_edits(t, first), second) == apply_edits(t, compose_edits(first, second))``.
    Where an edit of the second round touches what the first one wrote, the two become one edit; its rule
    names both (``a+b``) and its confidence is the lower one.
    """
    if not first or not second:
        return tuple(first or second)
    return tuple(_compose(first, second))


def _compose(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[Edit]:
    """Walk both rounds once, in the coordinates of the text between them, merging what touches."""
    shift = 0  # middle coordinate minus first coordinate, after the edits of `first` used so far
    i = j = 0
    while i < len(first) or j < len(second):
        ones: list[tuple[Span, Edit]] = []  # edits of `first` in the cluster, with their middle spans
        twos: list[Edit] = []
        low = high = -1
        before = shift
        while True:
            one = _middle(first[i], shift) if i < len(first) else None
            two = second[j].at if j < len(second) else None
            take_one = one is not None and (two is None or one <= two)
            nearest = one if take_one else two
            if nearest is None or (high >= 0 and nearest.start > high):
                break
            if high < 0:
                low = nearest.start
            high = max(high, nearest.end)
            if take_one:
                ones.append((nearest, first[i]))
                shift += len(first[i].new) - first[i].at.length
                i += 1
            else:
                twos.append(second[j])
                j += 1
        if twos and ones:
            yield _merge(Span(low, high), ones, twos, before, shift)
        elif ones:
            yield from (edit for _, edit in ones)
        else:
            for edit in twos:
                at = Span(edit.at.start - shift, edit.at.end - shift)
                yield Edit(at, edit.new, edit.rule, edit.confidence)


def _middle(edit: Edit, shift: int) -> Span:
    start = edit.at.start + shift
    return Span(start, start + len(edit.new))


def _merge(hull: Span, ones: list[tuple[Span, Edit]], twos: list[Edit], before: int, after: int) -> Edit:
    # The hull holds nothing but what `first` wrote and what `second` removes: spans that touch leave no
    # gap, so the new text is known without the text between the rounds.
    new = _second_over_first(hull, ones, twos)
    rules = dict.fromkeys(rule for _, e in ones for rule in e.rule.split("+"))
    rules |= dict.fromkeys(rule for e in twos for rule in e.rule.split("+"))
    confidence = min([e.confidence for _, e in ones] + [e.confidence for e in twos])
    return Edit(Span(hull.start - before, hull.end - after), new, "+".join(rules), confidence)


def _second_over_first(hull: Span, ones: list[tuple[Span, Edit]], twos: list[Edit]) -> str:
    """Write out the hull: what `first` wrote there, with `second` carried out over it."""
    middle = [""] * hull.length
    for span, edit in ones:
        for offset, char in enumerate(edit.new):
            middle[span.start - hull.start + offset] = char
    pieces: list[str] = []
    position = hull.start
    for edit in twos:
        pieces += middle[position - hull.start : edit.at.start - hull.start]
        pieces.append(edit.new)
        position = edit.at.end
    pieces += middle[position - hull.start :]
    return "".join(pieces)


class OffsetMap:
    """Maps positions and spans between the text before and after a list of edits, both ways.

    A position inside a replaced stretch has no exact partner: as the start of a span it goes to the
    start of the stretch, as an end to its end, so that a mapped span always covers its origin.
    """

    __slots__ = ("_new_ends", "_new_starts", "_old_ends", "_old_starts")

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._old_starts: list[int] = []
        self._old_ends: list[int] = []
        self._new_starts: list[int] = []
        self._new_ends: list[int] = []
        shift = 0
        for edit in edits:
            start, end = edit.at
            self._old_starts.append(start)
            self._old_ends.append(end)
            self._new_starts.append(start + shift)
            shift += len(edit.new) - (end - start)
            self._new_ends.append(end + shift)

    def to_old(self, span: Span) -> Span:
        """Return the span of the text before the edits that *span* of the text after them comes from."""
        return self._map(span, self._new_starts, self._new_ends, self._old_starts, self._old_ends)

    def to_new(self, span: Span) -> Span:
        """Return the span of the text after the edits that *span* of the text before them became."""
        return self._map(span, self._old_starts, self._old_ends, self._new_starts, self._new_ends)

    @staticmethod
    def _map(
        span: Span, from_starts: list[int], from_ends: list[int], to_starts: list[int], to_ends: list[int]
    ) -> Span:
        if not from_starts:
            return span
        i = bisect_right(from_ends, span.start)  # edits that end at or before the start
        if i < len(from_starts) and from_starts[i] <= span.start:
            start = to_starts[i]
        else:
            start = span.start + (to_ends[i - 1] - from_ends[i - 1] if i else 0)
        j = bisect_left(from_starts, span.end)  # edits that start before the end
        if j and span.end <= from_ends[j - 1]:
            end = to_ends[j - 1]
        else:
            end = span.end + (to_ends[j - 1] - from_ends[j - 1] if j else 0)
        return Span(start, max(start, end))


def united(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* in order, those that overlap or touch made one.

    >>> united([Span(5, 7), Span(0, 2), Span(2, 4)])
    [Span(start=0, end=4), Span(start=5, end=7)]
    """
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = result[-1].cover(span)
        else:
            result.append(span)
    return result


def soft_places(edits: Iterable[Edit]) -> frozenset[int]:
    """Return the positions of the new text where an edit acted: its start, its end and all between."""
    places: set[int] = set()
    shift = 0
    for edit in edits:
        start = edit.at.start + shift
        places.update(range(start, start + len(edit.new) + 1))
        shift += len(edit.new) - edit.at.length
    return frozenset(places)


class LineIndex:
    r"""Line numbers of a text; ``\r\n``, ``\n`` and a lone ``\r`` each end a line."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        self.starts: list[int] = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def line_of(self, position: int) -> int:
        """Return the 1-based number of the line that holds *position*."""
        return bisect_right(self.starts, position)
