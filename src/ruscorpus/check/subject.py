"""What checks look at: one document of a tree with all its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ruscorpus.check.findings import Finding, Place
from ruscorpus.check.reading import Faults, UnreadableError, read_edits, read_text, read_yaml
from ruscorpus.check.shape import DocumentShape
from ruscorpus.offsets import LineIndex, OffsetMap
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.rows import CodingRow, EntityRow, EventRow, Header, RegionRow, RepairSummary, SectionRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ruscorpus.model import Evidence
    from ruscorpus.offsets import Edit, Span
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.yamlio import NodePath, Parsed

Row = TypeVar("Row")


class Indexed(NamedTuple):
    """A row that has the form it should have, and where in the YAML it stands."""

    node: NodePath
    row: Any


class Located(NamedTuple):
    """An entity, event or coding: where in the YAML it stands, its name, evidence and confidence."""

    node: NodePath
    what: str
    at: Evidence
    confidence: float


@dataclass
class Subject:
    """One document of the tree. What could not be read is None; ``unread`` says why."""

    row: ManifestRow
    tree: Path
    unread: list[Finding] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.row.id

    @property
    def analysed(self) -> bool:
        """Whether the manifest promises results."""
        return self.row.analysed

    @property
    def stored(self) -> bool:
        """Whether the results are rows of a database, not files."""
        return False

    @property
    def yaml_path(self) -> Path:
        """Where its results stand."""
        return self.path("documents", ".yaml")

    def path(self, kind: str, suffix: str) -> Path:
        """Return where a file of the document stands."""
        return self.tree / kind / f"{self.id}{suffix}"

    @cached_property
    def parsed(self) -> Parsed | None:
        """``documents/ID.yaml`` as plain data with places."""
        return self._try(lambda: read_yaml(self.yaml_path, self.tree))

    @cached_property
    def faults(self) -> Faults | None:
        """What of the results does not have the form it should have."""
        if self.parsed is None:
            return None
        return Faults(DocumentShape, self.parsed, self.yaml_path, self.id)

    @cached_property
    def text(self) -> str | None:
        """The repaired text."""
        return self._try(lambda: read_text(self.path("text", ".txt"), self.tree))

    @cached_property
    def raw(self) -> str | None:
        """The text as loaded."""
        return self._try(lambda: read_text(self.path("raw", ".txt"), self.tree))

    @cached_property
    def edits(self) -> tuple[Edit, ...] | None:
        """The edits from raw to text."""
        raw = self.raw
        if raw is None:
            return None
        return self._try(lambda: read_edits(self.path("edits", ".jsonl"), self.tree, len(raw)))

    @cached_property
    def header(self) -> Header | None:
        """``document`` of the results."""
        return self._part("document", Header.from_data)

    @cached_property
    def repair(self) -> RepairSummary | None:
        """``repair`` of the results."""
        return self._part("repair", RepairSummary.from_data)

    @cached_property
    def sections(self) -> list[Indexed]:
        """The sections."""
        return self._rows("sections", SectionRow.from_data)

    @cached_property
    def regions(self) -> list[Indexed]:
        """The regions outside the analysis."""
        return self._rows("regions", RegionRow.from_data)

    @cached_property
    def entities(self) -> list[Indexed]:
        """The entities."""
        return self._rows("entities", EntityRow.from_data)

    @cached_property
    def events(self) -> list[Indexed]:
        """The events."""
        return self._rows("events", EventRow.from_data)

    @cached_property
    def codings(self) -> list[Indexed]:
        """The codings."""
        return self._rows("codings", CodingRow.from_data)

    def located(self) -> Iterator[Located]:
        """Yield everything that has a quote."""
        for node, row in self.entities:
            yield Located(node, f"{row.type} {row.id}", row.at, row.confidence)
        for node, row in self.events:
            yield Located(node, row.type, row.at, row.confidence)
        for node, row in self.codings:
            yield Located(node, row.code, row.at, row.confidence)

    @cached_property
    def analysis(self) -> Analysis | None:
        """Everything of the results that has the form it should have; None without a sound head."""
        if self.header is None or self.repair is None:
            return None
        rows = (self.sections, self.regions, self.entities, self.events, self.codings)
        return Analysis(self.header, self.repair, *(tuple(row for _, row in part) for part in rows))

    def finding(
        self, slug: str, message: str, node: NodePath = (), *, hint: str = "", span: Span | None = None
    ) -> Finding:
        """Return a finding about a node of the results; *span* (raw) adds the place in the source."""
        place = self.parsed.place(node) if self.parsed is not None else (0, 0)
        related = (self.source_place(span),) if span is not None else ()
        return Finding(slug, message, Place(str(self.yaml_path), *place), hint, self.id, related)

    def source_place(self, raw: Span) -> Place:
        """Return where a stretch of the raw text stands in the source: line and column of a text file."""
        path = self.row.path or (self.header.path if self.header else "")
        if self.raw is None or (self.header is not None and self.header.media_type != "text/plain"):
            return Place(path)
        start, end = min(raw.start, len(self.raw)), min(raw.end, len(self.raw))
        lines = self._raw_lines
        first, last = lines.line_of(start), lines.line_of(max(start, end - 1))
        column = start - lines.starts[first - 1] + 1
        return Place(path, first, column, last, end - lines.starts[last - 1] + 1)

    def place_of(self, span: Span) -> Place:
        """Return where a stretch of the repaired text stands in the source."""
        return self.source_place(OffsetMap(self.edits or ()).to_old(span))

    @cached_property
    def _raw_lines(self) -> LineIndex:
        return LineIndex(self.raw or "")

    def _part(self, key: str, make: Callable[[Any], Row]) -> Row | None:
        if self.parsed is None or self.faults is None or not self.faults.sound(key):
            return None
        return make(self.parsed.data[key])

    def _rows(self, key: str, make: Callable[[Any], Any]) -> list[Indexed]:
        if self.parsed is None or self.faults is None:
            return []
        data = self.parsed.data.get(key) if isinstance(self.parsed.data, dict) else None
        return [
            Indexed((key, index), make(row))
            for index, row in enumerate(data if isinstance(data, list) else [])
            if self.faults.sound(key, index)
        ]

    def _try(self, read: Callable[[], Row]) -> Row | None:
        if not self.analysed:
            return None
        try:
            return read()
        except UnreadableError as error:
            self.unread.append(error.finding)
            return None
