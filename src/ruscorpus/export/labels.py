"""The findings of a document as labelled spans: what annotation tools and token formats start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.export.material import finding_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ruscorpus.offsets import Span
    from ruscorpus.report.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label on a span of the repaired text. ``kind`` is entity, event or coding; ``about`` says more."""

    id: str
    kind: str
    label: str
    span: Span
    confidence: float
    about: tuple[str, ...] = ()


def labelled(analysis: Analysis, layers: Collection[str]) -> Iterator[Labelled]:
    """Yield the entities, events and codings of a document, those of its *layers*."""
    for number, entity in enumerate(analysis.entities if "entities" in layers else (), 1):
        id_ = finding_id(analysis, "entity", number)
        yield Labelled(id_, "entity", entity.type, entity.at.span, entity.confidence, (entity.id,))
    for number, event in enumerate(analysis.events if "events" in layers else (), 1):
        about = (
            f"{', '.join(event.actor)} → {', '.join(event.recipient)}",
            *filter(None, (event.mode, event.date, event.status)),
        )
        id_ = finding_id(analysis, "event", number)
        yield Labelled(id_, "event", event.type, event.at.span, event.confidence, about)
    for number, coding in enumerate(analysis.codings if "codes" in layers else (), 1):
        id_ = finding_id(analysis, "coding", number)
        about = (*coding.dyads, coding.level)
        yield Labelled(id_, "coding", coding.code, coding.at.span, coding.confidence, about)
