"""What a stage is, and the check that a list of stages can run in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.model import Document

LOADED = frozenset(
    {"raw", "pages", "fonts", "boxes", "blocks", "media_type", "title", "date", "language", "authors"}
)
"""What loading may give a document: the fields that are there before the first stage."""


class Stage(Protocol):
    """A pure function from document to document, with what it needs and what it adds."""

    @property
    def name(self) -> str:
        """The stage's name, as progress and messages show it."""
        ...

    @property
    def needs(self) -> frozenset[str]:
        """The fields of the document that the stage reads."""
        ...

    @property
    def adds(self) -> frozenset[str]:
        """The fields of the document that the stage fills in or changes."""
        ...

    def __call__(self, document: Document) -> Document:
        """Return the document with what this stage adds."""
        ...


def check_order(stages: Sequence[Stage]) -> None:
    """Raise ``ValueError`` when a stage needs what no earlier one adds, or two stages share a name."""
    have = set(LOADED)
    names: set[str] = set()
    for stage in stages:
        if stage.name in names:
            raise ValueError(f"stage {stage.name!r} stands twice")
        missing = stage.needs - have
        if missing:
            raise ValueError(
                f"stage {stage.name!r} needs {', '.join(sorted(missing))}, which no stage before adds"
            )
        names.add(stage.name)
        have |= stage.adds
