"""Results of ``ruscorpus analyze`` as a coder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.agreement.coders import CodedSpan
from ruscorpus.report.database import open_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruscorpus.agreement.coders import Coder
    from ruscorpus.report.tree import ResultTree


@dataclass(frozen=True)
class TreeCoder:
    """The codes or event types of an output tree."""

    name: str
    tree: ResultTree
    layer: str

    @property
    def documents(self) -> Sequence[str]:
        """The documents with results."""
        return self.tree.ids

    def text(self, document: str) -> str:
        """Return the repaired text."""
        return self.tree.text(document)

    def codings(self, document: str, text: str) -> list[CodedSpan]:  # noqa: ARG002 - it is the tree's own
        """Return the codings, or the events under their types."""
        analysis = self.tree.analysis(document)
        if self.layer == "events":
            return [CodedSpan(row.at.span, row.type) for row in analysis.events]
        return [CodedSpan(row.at.span, row.code) for row in analysis.codings]


def recognises(path: Path) -> bool:
    """Tell whether *path* is an output tree."""
    return (path / "manifest.yaml").is_file()


def read(path: Path, layer: str) -> list[Coder]:
    """Return the tree as one coder."""
    return [TreeCoder(str(path), open_tree(path), layer)]
