"""Headers, footers and page numbers of text files with pages: they stay in the text, outside the analysis.

A text file keeps its lines, so nothing is taken out of it. A line at the edge of a page that the pages
nearby repeat, or a lone number that counts with the pages, is passed over where a paragraph goes on across
it, and is a region of its own where not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.lines import PAGE_NUMBER, width_of
from ruscorpus.model import Region
from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span
from ruscorpus.skeleton import counts_on, masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.model import Document

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
_DEPTH = 2
_NEAR_PAGES = 2
_NEEDED = 3
_MAX_WIDTH = 0.75
"""Part of the page's longest line that a header may take: what is wider looks like text."""


def find_furniture(document: Document) -> list[Span]:
    """Return the lines of the text, in order, that are headers, footers or numbers of pages.

    None in a document without pages, and in a PDF, where the layout knows better.
    """
    if len(document.pages) < _NEEDED or document.boxes:
        return []
    edges: list[tuple[int, str, Span]] = []
    for page in document.pages:
        inside = document.text_map.to_new(page.span)
        lines = [
            Span(*match.span())
            for match in _LINE.finditer(document.text, inside.start, inside.end)
            if not match[0].isspace()
        ]
        widths = {line: width_of(line.of(document.text)) for line in lines}
        limit = _MAX_WIDTH * max(widths.values(), default=0)
        edges += [(page.number, "head", line) for line in lines[:_DEPTH] if widths[line] <= limit]
        edges += [(page.number, "foot", line) for line in lines[-_DEPTH:] if widths[line] <= limit]
    counted: dict[int, set[int]] = {}
    alike: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, zone, line in edges:
        content = line.of(document.text)
        if lone := PAGE_NUMBER.match(content.translate(THAI_TO_ARABIC)):
            counted.setdefault(int(lone[1]) - number, set()).add(number)
        elif len(key := masked(content)) > 1:
            alike.setdefault((zone, key), []).append((number, content))
    found: set[Span] = set()
    for number, zone, line in edges:
        content = line.of(document.text)
        if lone := PAGE_NUMBER.match(content.translate(THAI_TO_ARABIC)):
            pages = counted[int(lone[1]) - number]
        else:
            others = alike.get((zone, masked(content)), [])
            pages = {page for page, other in others if counts_on(content, other, page - number)}
        if len(pages) >= _NEEDED and any(0 < abs(page - number) <= _NEAR_PAGES for page in pages):
            found.add(line)
    return sorted(found)


def header_regions(document: Document, furniture: Sequence[Span]) -> list[Region]:
    """Return the furniture that is left in the flow."""
    regions = []
    for line in furniture:
        span = document.flow_map.to_new(line)
        if span.of(document.flow) == line.of(document.text):
            regions.append(Region("header", span))
    return regions
