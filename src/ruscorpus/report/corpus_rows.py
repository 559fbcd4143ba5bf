"""What the corpus report says of a document, of an event between two states, and of a coded passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruscorpus.report.manifest import Fate

if TYPE_CHECKING:
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.report.rows import CodingRow, EventRow


@dataclass(frozen=True, slots=True)
class DocumentRow(Fate):
    """One document of the corpus in figures; zeros for a document that gave no analysis."""

    id: str
    title: str = ""
    date: str = ""
    language: str = ""
    status: str = "ok"
    slug: str = ""
    message: str = ""
    characters: int = 0
    pages: int = 0
    entities: int = 0
    events: int = 0
    codings: int = 0
    edits: int = 0
    unrecoverable: int = 0
    left_out: int = 0
    """Characters of the text that are no part of the analysis."""

    @classmethod
    def figures(cls, analysis: Analysis) -> dict[str, Any]:
        """Return what an analysis says of its document."""
        document = analysis.document
        return {
            "title": document.title,
            "date": document.date,
            "language": document.language,
            "characters": document.characters,
            "pages": document.pages,
            "entities": len(analysis.entities),
            "events": len(analysis.events),
            "codings": len(analysis.codings),
            "edits": analysis.repair.edits,
            "unrecoverable": analysis.repair.unrecoverable,
            "left_out": sum(region.span.length for region in analysis.regions),
        }

    @classmethod
    def outcome(cls, row: ManifestRow) -> dict[str, Any]:
        """Return what the manifest says of a document."""
        return {"status": row.status, "slug": row.slug, "message": row.message}

    def to_data(self) -> dict[str, Any]:
        """Return the row as the YAML holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class DyadEvent:
    """An event between two states, and the document that tells it."""

    document: str
    event: EventRow

    def to_data(self) -> dict[str, Any]:
        """Return the event as a line of the YAML's timeline."""
        event, at = self.event, self.event.at
        return {
            "date": event.date,
            "date_basis": event.date_basis,
            "type": event.type,
            "mode": event.mode,
            "actor": list(event.actor),
            "recipient": list(event.recipient),
            "status": event.status,
            "score": event.score,
            "quote": at.quote,
            "document": self.document,
            "span": list(at.span),
            "page": at.page,
            "line": at.line,
        }


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coded passage, and the document that holds it."""

    document: str
    coding: CodingRow

    def to_data(self) -> dict[str, Any]:
        """Return the passage as the YAML holds it: the coding without its code, which stands above it."""
        return {"document": self.document, **{k: v for k, v in self.coding.to_data().items() if k != "code"}}
