"""One finished document as every report sees it: computed once, written as YAML, read back from it.

The spans of the stages point into the flow; here they are carried back to the repaired text, the raw
text, the page and the line, so that no report has to know about the three coordinate systems.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruscorpus.offsets import LineIndex
from ruscorpus.problems import Problem  # noqa: TC001 - the cache reads the types at run time
from ruscorpus.report.rows import (
    CodingRow,
    Data,
    EntityRow,
    EventRow,
    Header,
    RegionRow,
    RepairSummary,
    SectionRow,
    WeakEdit,
)
from ruscorpus.report.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruscorpus.model import Coding, Document, Event, Evidence
    from ruscorpus.offsets import Edit, Span

SCHEMA = "ruscorpus/analysis/1"
DIGITS = 3
"""Confidences are rounded to so many decimals: more would only pretend to precision."""
DOUBTFUL = 0.95
"""Edits of a lower confidence than this are worth a look."""
WEAKEST = 10
"""So many of the doubtful changes are shown in a report; ``edits/ID.jsonl`` has them all."""
EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that ``documents/ID.yaml`` holds, findings in the order of the text.

    ``weakest``, ``sureness`` and ``problems`` are for the readers of a report that is written right after
    the analysis; the YAML does not carry them (the edits have their own file, the problems stand in the
    manifest).
    """

    document: Header
    repair: RepairSummary
    sections: tuple[SectionRow, ...] = ()
    regions: tuple[RegionRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    codings: tuple[CodingRow, ...] = ()
    weakest: tuple[WeakEdit, ...] = field(default=(), compare=False)
    sureness: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, document: Document) -> Analysis:
        """Take the analysis out of a finished document."""
        to_text = document.flow_map.to_old
        place = _Places(document).of
        return cls(
            _header(document),
            _repair(document),
            tuple(
                SectionRow(s.number, s.title, s.level, to_text(s.span))
                for s in sorted(document.sections, key=lambda s: (s.span.start, s.level))
            ),
            tuple(
                _region(r.kind, place(r.span))
                for r in sorted(document.regions, key=lambda r: (r.span, r.kind))
            ),
            tuple(
                EntityRow(m.type, m.id, place(m.span), round(m.confidence, DIGITS))
                for m in sorted(document.mentions, key=lambda m: (m.span, m.type, m.id))
            ),
            tuple(_event(e, place(e.span)) for e in sorted(document.events, key=_event_order)),
            tuple(
                _coding(c, place(c.span)) for c in sorted(document.codings, key=lambda c: (c.span, c.code))
            ),
            weakest_edits(document.edits, document.raw, document.page_of),
            sureness(document.edits),
            document.problems,
        )

    def to_data(self) -> Data:
        """Return the mapping that ``documents/ID.yaml`` holds."""
        return {
            **self.head(),
            "sections": [row.to_data() for row in self.sections],
            "regions": [row.to_data() for row in self.regions],
            "entities": [row.to_data() for row in self.entities],
            "events": [row.to_data() for row in self.events],
            "codings": [row.to_data() for row in self.codings],
        }

    def head(self) -> Data:
        """Return what that mapping begins with, before the findings."""
        return {"schema": SCHEMA, "document": self.document.to_data(), "repair": self.repair.to_data()}

    @classmethod
    def from_data(cls, data: Any) -> Analysis:  # noqa: ANN401 - whatever a YAML file holds
        """Read back what :meth:`to_data` gave. Raises ``ValueError`` for anything else."""
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"not an analysis with the schema {SCHEMA}")
        try:
            return cls(
                Header.from_data(data["document"]),
                RepairSummary.from_data(data["repair"]),
                tuple(map(SectionRow.from_data, data["sections"])),
                tuple(map(RegionRow.from_data, data["regions"])),
                tuple(map(EntityRow.from_data, data["entities"])),
                tuple(map(EventRow.from_data, data["events"])),
                tuple(map(CodingRow.from_data, data["codings"])),
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"an analysis with a field missing or of the wrong kind: {error}") from error


class _Places:
    """Where the findings of a document stand. Several codes are on one passage: its place is found once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: dict[Span, Evidence] = {}

    def of(self, span: Span) -> Evidence:
        """Return the place in the text, and in the source, of a *span* of the flow."""
        at = self._found.get(span)
        if at is None:
            at = self._found[span] = self._document.evidence(span)
        return at


def _header(document: Document) -> Header:
    return Header(
        document.id,
        document.path,
        document.sha256,
        document.media_type,
        document.title,
        document.date,
        document.language,
        len(document.text),
        len(document.pages),
        document.authors,
    )


def _repair(document: Document) -> RepairSummary:
    counts = Counter(edit.rule for edit in document.edits)
    by_rule = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return RepairSummary(len(document.edits), tuple(by_rule), document.unrecoverable)


def weakest_edits(
    edits: Iterable[Edit], raw: str, page_of: Callable[[int], int | None]
) -> tuple[WeakEdit, ...]:
    """Return the doubtful changes among the *edits* of *raw*, the least certain first.

    The same change in many places is one. *page_of* gives the page of a place in *raw*.
    """
    doubtful: dict[tuple[str, str, str], list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.confidence < DOUBTFUL and not _joins_lines(edit, raw):
            doubtful[edit.at.of(raw), edit.new, edit.rule].append(edit)
    lowest = {change: min(edit.confidence for edit in same) for change, same in doubtful.items()}
    weakest = heapq.nsmallest(WEAKEST, doubtful, key=lambda change: (lowest[change], doubtful[change][0].at))
    lines = LineIndex(raw if weakest else "")
    return tuple(
        WeakEdit(
            *change,
            round(lowest[change], DIGITS),
            tuple((page_of(e.at.start), lines.line_of(e.at.start)) for e in doubtful[change]),
        )
        for change in weakest
    )


def sureness(edits: Iterable[Edit]) -> tuple[tuple[str, float], ...]:
    """Return for every rule the confidence of its least certain edit."""
    lowest: dict[str, float] = {}
    for edit in edits:
        lowest[edit.rule] = min(edit.confidence, lowest.get(edit.rule, 1.0))
    return tuple((rule, round(confidence, DIGITS)) for rule, confidence in sorted(lowest.items()))


def _joins_lines(edit: Edit, raw: str) -> bool:
    """Tell whether an edit only takes a line break out: nothing was read into the text that needs a look."""
    old = edit.at.of(raw)
    return "\n" in old and not old.strip() and not edit.new.strip()


def _region(kind: str, at: Evidence) -> RegionRow:
    return RegionRow(kind, at.span, at.page, at.line, shorten(at.quote, EXCERPT))


def _event_order(event: Event) -> tuple[object, ...]:
    return (event.span, event.type, event.mode, event.actor, event.recipient, event.status, event.rule)


def _event(event: Event, at: Evidence) -> EventRow:
    return EventRow(
        event.type,
        event.mode,
        event.actor,
        event.recipient,
        event.date,
        event.status,
        event.score,
        event.contexts,
        at,
        event.rule,
        round(event.confidence, DIGITS),
        event.date_basis,
    )


def _coding(coding: Coding, at: Evidence) -> CodingRow:
    return CodingRow(
        coding.code,
        at,
        coding.dyads,
        coding.level,
        coding.cues,
        coding.rule,
        round(coding.confidence, DIGITS),
    )
