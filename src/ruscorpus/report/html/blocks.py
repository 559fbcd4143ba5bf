"""Cutting a text into blocks and pieces, so that findings that overlap in any way can be shown in it.

HTML elements nest and findings do not: a text is cut wherever a finding begins or ends, and each piece knows
the findings that cover it. Pieces make lines; lines make blocks, as short as can be without a finding that
runs over a block's end, so that the notes on a block can stand beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.report.html.sheets import Finding

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: the findings that cover it, and those of them that begin with it."""

    span: Span
    covers: tuple[Finding, ...] = ()
    begins: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its line end."""

    span: Span
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and the findings that begin in them."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def blocks(text: str, findings: Sequence[Finding]) -> Iterator[Block]:
    r"""Yield the blocks of *text*; *findings* stand in the order of the text.

    Lines end with ``\n``, ``\r\n`` or ``\r``, as those of an editor do.
    """
    held: list[Line] = []
    begun: list[Finding] = []
    until = 0
    for line, following, begins in _lines(text, findings):
        held.append(line)
        begun += begins
        until = max([until, *(finding.at.span.end for finding in begins)])
        if until <= following:
            yield Block(tuple(held), tuple(begun))
            held, begun = [], []
    if held:
        yield Block(tuple(held), tuple(begun))


def _lines(text: str, findings: Sequence[Finding]) -> Iterator[tuple[Line, int, list[Finding]]]:
    """Yield each line, where the next one starts, and the findings that begin in it, each in one line."""
    coming = 0
    running: list[Finding] = []
    for span, following in _spans(text):
        last = following > len(text)
        begins: list[Finding] = []
        # What begins with the line end itself is shown on the next line, where its words are.
        while coming < len(findings) and (last or findings[coming].at.span.start < span.end):
            begins.append(findings[coming])
            coming += 1
        yield Line(span, tuple(_pieces(span, running, begins))), following, begins
        running = [finding for finding in (*running, *begins) if finding.at.span.end > following]


def _spans(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the span of each line and where the next one starts; behind the last one, beyond the text."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield Span(start, match.start()), match.end()
        start = match.end()
    yield Span(start, len(text)), len(text) + 1


def _pieces(line: Span, running: Sequence[Finding], begins: Sequence[Finding]) -> Iterator[Piece]:
    """Cut *line* where findings begin and end, those *running* into it and those that it *begins*."""
    cuts = {line.start}
    for finding in (*running, *begins):
        cuts.update(place for place in finding.at.span if line.start < place < line.end)
    places = [*sorted(cuts), line.end]
    active, coming = list(running), 0
    for start, end in pairwise(places):
        active = [finding for finding in active if finding.at.span.end > start]
        begun = []
        while coming < len(begins) and (begins[coming].at.span.start <= start or end == line.end):
            begun.append(begins[coming])
            coming += 1
        piece = Span(start, end)
        active += [finding for finding in begun if finding.at.span.overlaps(piece)]
        if piece.length or begun:
            yield Piece(piece, tuple(active), tuple(begun))
