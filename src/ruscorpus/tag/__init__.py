"""Tagging: names from the gazetteer, dates, quantities; citations and regions outside are passed over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.offsets import soft_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.model import Document
    from ruscorpus.offsets import Span
    from ruscorpus.tag.gazetteer import Gazetteer


@dataclass(frozen=True)
class TagStage:
    """The stage: mentions of actors, places, things, dates and quantities, in order, without overlaps."""

    gazetteer: Gazetteer
    name: str = field(default="tag", init=False)
    needs: frozenset[str] = field(default=frozenset({"flow", "words", "regions", "date"}), init=False)
    adds: frozenset[str] = field(default=frozenset({"mentions"}), init=False)

    def __call__(self, document: Document) -> Document:
        """Return the document with its mentions."""
        from ruscorpus.citations import find_citations  # noqa: PLC0415
        from ruscorpus.phrases import ReadText  # noqa: PLC0415
        from ruscorpus.tag.actors import find_actors  # noqa: PLC0415
        from ruscorpus.tag.names import find_introduced  # noqa: PLC0415
        from ruscorpus.tag.quantities import find_quantities  # noqa: PLC0415

        flow = document.flow
        read = ReadText(flow, document.words, soft_places(document.joins))
        outside = [region.span for region in document.regions] + list(find_citations(flow))
        dates = [mention for mention in _dates(document) if not _inside(mention.span, outside)]
        names = [m for m in find_actors(read, document.words, self.gazetteer) if not _inside(m.span, outside)]
        names += [m for m in find_introduced(read, names) if not _inside(m.span, outside)]
        amounts = [m for m in find_quantities(flow) if not _inside(m.span, outside)]
        return replace(document, mentions=_without_overlaps(dates, names, amounts))


def _dates(document: Document) -> Iterator[Mention]:
    from ruscorpus.thaidates import find_dates  # noqa: PLC0415

    for match in find_dates(document.flow, document.date):
        if match.named and match.iso:
            yield Mention("DATE", match.iso, match.span, "", f"date-{match.kind}", 0.95)


def _inside(span: Span, outside: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in outside)


def _without_overlaps(*groups: list[Mention]) -> tuple[Mention, ...]:
    """Merge groups of mentions; an earlier group wins over a later one where they overlap."""
    taken: set[int] = set()
    result: list[Mention] = []
    for group in groups:
        for mention in group:
            places = range(*mention.span)
            if not taken.isdisjoint(places):
                continue
            taken.update(places)
            result.append(mention)
    return tuple(sorted(result, key=lambda mention: mention.span))
