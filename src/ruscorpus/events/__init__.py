"""Events: who did what to whom, when, in the terms of the ontology, from frames and Thai word order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.model import Document


@dataclass(frozen=True)
class EventStage:
    """The stage. Compiles ontology, frames and grammar once; then a pure function."""

    ontology: Ontology
    frames: tuple[Frame, ...]
    grammar: Grammar
    name: str = field(default="events", init=False)
    needs: frozenset[str] = field(
        default=frozenset({"flow", "words", "sentences", "sections", "regions", "mentions", "date"}),
        init=False,
    )
    adds: frozenset[str] = field(default=frozenset({"events"}), init=False)

    def __post_init__(self) -> None:
        from ruscorpus.events.extract import Extractor  # noqa: PLC0415

        object.__setattr__(self, "_extractor", Extractor(self.ontology, self.frames, self.grammar))

    def __call__(self, document: Document) -> Document:
        """Return the document with its events."""
        return replace(document, events=self._extractor.extract(document))  # type: ignore[attr-defined]
