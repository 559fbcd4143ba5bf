"""The layout as a stage of the pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.layout.footnotes import find_footnotes
from ruscorpus.layout.furniture import find_furniture
from ruscorpus.layout.page_lines import page_lines
from ruscorpus.layout.paragraphs import find_joins
from ruscorpus.lines import PAGE_FURNITURE
from ruscorpus.offsets import Edit, apply_edits, compose_edits

if TYPE_CHECKING:
    from ruscorpus.model import Document


class LayoutStage:
    """Takes page furniture out of the repaired text of a PDF and joins its wrapped lines."""

    name = "layout"
    needs = frozenset({"pages", "fonts", "boxes", "blocks", "text", "edits"})
    adds = frozenset({"text", "edits", "blocks"})

    def __call__(self, document: Document) -> Document:
        """Return *document* with its edits carried on, and its footnotes among the ``blocks``."""
        if not document.boxes or not document.pages:
            return document

        pages = page_lines(document)
        furniture = find_furniture(pages)
        left = [[line for line in page if line.index not in furniture] for page in pages]
        notes = find_footnotes(left)
        more = sorted(
            [
                *(line.removal(document.text) for page in pages for line in page if line.index in furniture),
                *find_joins(document.text, left, notes),
            ],
            key=lambda edit: edit.at,
        )
        text = apply_edits(document.text, more)
        edits = tuple(_named(edit) for edit in compose_edits(document.edits, more))
        marked = sorted((*document.blocks, *notes.blocks()), key=lambda block: block.span)
        return replace(document, text=text, edits=edits, blocks=tuple(marked))


def _named(edit: Edit) -> Edit:
    """Return an edit that leaves a line out under that name alone: repairs inside it are gone with it."""
    if edit.new or PAGE_FURNITURE not in edit.rule:
        return edit
    return Edit(edit.at, edit.new, PAGE_FURNITURE, edit.confidence)
