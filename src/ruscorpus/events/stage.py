"""The events as a stage of the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ruscorpus.events.choosing import Chooser
from ruscorpus.events.extract import Extractor

if TYPE_CHECKING:
    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.config.weights import DateWeights, EventWeights
    from ruscorpus.model import Document


@dataclass(frozen=True)
class EventStage:
    """The stage. Compiles ontology, frames, grammar and weights once; then a pure function."""

    ontology: Ontology
    frames: tuple[Frame, ...]
    grammar: Grammar
    weights: EventWeights | None = None
    dates: DateWeights | None = None
    name: str = field(default="events", init=False)
    needs: frozenset[str] = field(
        default=frozenset(
            {"flow", "joins", "words", "sentences", "sections", "regions", "mentions", "title", "date"}
        ),
        init=False,
    )
    adds: frozenset[str] = field(default=frozenset({"events"}), init=False)

    def __post_init__(self) -> None:
        chooser = Chooser(self.dates) if self.dates is not None else None
        extractor = Extractor(self.ontology, self.frames, self.grammar, self.weights, chooser)
        object.__setattr__(self, "_extractor", extractor)

    def __call__(self, document: Document) -> Document:
        """Return the document with its events."""
        return replace(document, events=self._extractor.extract(document))  # type: ignore[attr-defined]
