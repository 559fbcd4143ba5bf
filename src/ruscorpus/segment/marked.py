"""What the file itself marks (headings of a web page, notes of a Word document), carried into the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.model import Region
from ruscorpus.skeleton import same_text

if TYPE_CHECKING:
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span


def marked_regions(document: Document) -> list[Region]:
    """Return the regions of the flow that the file marks."""
    return [
        Region(block.kind, span)
        for block in document.blocks
        if block.kind != "heading" and (span := _in_flow(document, block.span)).length
    ]


def marked_headings(document: Document) -> dict[int, int]:
    """Return the level of each line, by where it starts in the flow, that the file calls a heading.

    The headline of a text is no heading of a section: it belongs to the text.
    """
    found: dict[int, int] = {}
    for block in document.blocks:
        if block.kind != "heading":
            continue
        span = _in_flow(document, block.span)
        is_first = not document.flow[: span.start].strip()
        if not is_first and same_text(span.of(document.flow)) != same_text(document.title):
            found[span.start] = block.level
    return found


def _in_flow(document: Document, raw: Span) -> Span:
    return document.flow_map.to_new(document.text_map.to_new(raw))
