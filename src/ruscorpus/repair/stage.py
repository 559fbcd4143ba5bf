"""The repair as a stage of the pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.repair.engine import repair

if TYPE_CHECKING:
    from ruscorpus.model import Document


class RepairStage:
    """Adds the repaired text of a document and the edits that lead to it."""

    name = "repair"
    needs = frozenset({"raw"})
    adds = frozenset({"text", "edits"})

    def __call__(self, document: Document) -> Document:
        """Return *document* with ``text``, ``edits`` and ``unrecoverable`` filled in."""
        repaired = repair(document.raw, document.fonts)
        return replace(
            document,
            text=repaired.text,
            edits=repaired.edits,
            unrecoverable=repaired.unrecoverable,
        )
