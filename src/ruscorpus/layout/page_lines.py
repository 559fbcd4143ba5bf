"""The lines of the repaired text with the places of their originals on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.lines import PAGE_FURNITURE
from ruscorpus.offsets import Edit, Span

if TYPE_CHECKING:
    from ruscorpus.model import Document, LineBox

_LINE = re.compile(r"[^\n]*")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HIGH = 0.95
_MAX_LINES = 2_000
"""Most lines of a page that has a layout: a drawing made of letters has none."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the text: its span and content there, its box on the page, whether it is set in bold type.

    ``index`` counts the lines of the text, ``page`` the pages from 1.
    """

    index: int
    page: int
    span: Span
    content: str
    box: LineBox
    bold: bool

    def removal(self, text: str) -> Edit:
        """Return the edit that takes the line out of *text*, its newline with it."""
        end = min(self.span.end + 1, len(text))
        return Edit(Span(self.span.start, end), "", PAGE_FURNITURE, _HIGH)


def page_lines(document: Document) -> list[list[PageLine]]:
    """Return the lines of each page, those that are not blank, in the order of the text.

    A line without a box (turned type) is left out: nothing is known of its place.
    """
    starts = [box.span.start for box in document.boxes]
    font_starts = [run.span.start for run in document.fonts]
    pages: list[list[PageLine]] = [[] for _ in document.pages]
    index = -1
    for match in _LINE.finditer(document.text):
        if match.start() and document.text[match.start() - 1] != "\n":
            continue  # the empty match behind a line
        index += 1
        if not match[0].strip():
            continue
        raw = document.text_map.to_old(Span(*match.span()))
        place = bisect_right(starts, raw.start) - 1
        box = document.boxes[place] if place >= 0 else None
        if box is None or raw.start > box.span.end:
            continue
        number = document.page_of(box.span.start) or 1
        run = bisect_right(font_starts, (box.span.start + box.span.end) // 2) - 1
        bold = run >= 0 and bool(_BOLD.search(document.fonts[run].font))
        pages[number - 1].append(PageLine(index, number, Span(*match.span()), match[0], box, bold))
    return [page if len(page) <= _MAX_LINES else [] for page in pages]
