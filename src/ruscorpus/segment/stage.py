"""The segmentation as a stage of the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ruscorpus.lines import LINE_JOIN
from ruscorpus.offsets import apply_edits, soft_places
from ruscorpus.segment.headers import find_furniture, header_regions
from ruscorpus.segment.marked import marked_headings, marked_regions
from ruscorpus.segment.metadata import (
    find_authors,
    find_date,
    find_language,
    find_title,
)
from ruscorpus.segment.regions import find_regions
from ruscorpus.segment.sections import find_sections
from ruscorpus.segment.sentences import sentence_spans
from ruscorpus.segment.words import word_boundaries
from ruscorpus.segment.wrapping import find_joins

if TYPE_CHECKING:
    from ruscorpus.model import Document
    from ruscorpus.phrases import PhraseSet

_SAVED_DATES = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
"""Media types whose date is that of the file: a date line of the text is worth more."""

_TOLD = ("title", "date", "language", "authors")
"""What files tell of themselves, and texts where files do not."""


@dataclass(frozen=True)
class SegmentStage:
    """The stage. ``vocabulary``: words beside pythainlp's list, so that names are never split.

    ``phrases`` may hold them compiled, with others.
    """

    vocabulary: frozenset[str] = frozenset()
    phrases: PhraseSet[Any] | None = None
    name: str = field(default="segment", init=False)
    needs: frozenset[str] = field(
        default=frozenset({"text", "edits", "pages", "boxes", "blocks", "media_type", *_TOLD}), init=False
    )
    adds: frozenset[str] = field(
        default=frozenset({"flow", "joins", "words", "sentences", "sections", "regions", *_TOLD}), init=False
    )

    def __call__(self, document: Document) -> Document:
        """Return the document segmented, and with what its text tells of title, date, language, authors."""
        # The lines of a PDF were joined where they stand, if its layout was looked at.
        furniture = find_furniture(document)
        joins = () if _is_laid_out(document) else find_joins(document.text, furniture)
        flow = apply_edits(document.text, joins)
        words = word_boundaries(flow, self.vocabulary, soft_places(joins), self.phrases)
        document = replace(document, joins=joins, flow=flow, words=words)
        regions = find_regions(flow, [*marked_regions(document), *header_regions(document, furniture)])
        return replace(
            document,
            sentences=sentence_spans(flow, words, soft_places(joins)),
            sections=find_sections(flow, marked_headings(document), regions),
            regions=regions,
            title=document.title or find_title(flow),
            date=_date(document) or find_date(flow) or document.date,
            language=document.language or find_language(flow),
            authors=document.authors or find_authors(flow),
        )


def _is_laid_out(document: Document) -> bool:
    return any(LINE_JOIN in edit.rule for edit in document.edits)


def _date(document: Document) -> str:
    """Return the date that the file gives, unless it is only the day on which somebody saved it."""
    return "" if document.media_type in _SAVED_DATES else document.date
