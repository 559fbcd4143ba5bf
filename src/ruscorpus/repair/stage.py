"""The repair as a stage of the pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.repair.engine import repair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.model import Document


class RepairStage:
    """Adds the repaired text of a document, the edits that lead to it, and what it could not repair.

    *words* are spellings beside the dictionary's that damaged text may be read as: the names of the
    gazetteer.
    """

    name = "repair"
    needs = frozenset({"raw", "fonts"})
    adds = frozenset({"text", "edits", "unrecoverable"})

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = tuple(words)

    def __call__(self, document: Document) -> Document:
        """Return *document* repaired."""
        repaired = repair(document.raw, document.fonts, self._words)
        return replace(
            document,
            text=repaired.text,
            edits=repaired.edits,
            unrecoverable=repaired.unrecoverable,
        )
