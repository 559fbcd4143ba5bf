"""Results in a database instead of files: what ``analyze --format sqlite`` wrote, read back as a tree is."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ruscorpus.model import Evidence
from ruscorpus.offsets import Edit, Span
from ruscorpus.problems import Problem, UsageError
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.rows import CodingRow, EntityRow, EventRow, Header, RegionRow, RepairSummary, SectionRow
from ruscorpus.report.tree import ResultTree, damaged

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = "results.sqlite"
"""The file's name in the output folder."""
TABLES = "tables"
"""The folder of Parquet files in the output folder."""
_QUERIES = {
    "sections": "SELECT number, title, level, start, end FROM sections",
    "regions": "SELECT kind, start, end FROM regions",
    "repairs": "SELECT rule, edits FROM repairs",
    "entities": (
        "SELECT type, entity, text, start, end, raw_start, raw_end, page, line, confidence FROM entities"
    ),
    "events": (
        "SELECT type, mode, actor, recipient, date, status, score, contexts, quote, "
        "start, end, raw_start, raw_end, page, line, rule, confidence, date_basis FROM events"
    ),
    "codings": (
        "SELECT code, quote, start, end, raw_start, raw_end, page, line, "
        "dyads, level, cues, rule, confidence FROM codings"
    ),
    "edits": "SELECT raw_start, raw_end, new, rule, confidence FROM edits",
}
_DOCUMENT = (
    "SELECT id, path, sha256, media_type, title, date, language, characters, pages, authors, "
    "edits, unrecoverable FROM documents WHERE id = ?"
)


def open_tree(folder: Path) -> ResultTree:
    """Return the results in *folder*, in whichever form they are.

    Raises ``UsageError`` for a form that cannot be read back.
    """
    tree = ResultTree(folder)
    form = tree.run.format
    if form == "sqlite":
        return DatabaseTree(folder)
    if form == "parquet":
        hint = "pandas, polars, R and DuckDB read its tables; for this command, analyze with --format sqlite"
        raise UsageError(Problem("results-parquet", "holds its results as Parquet", str(folder), hint=hint))
    return tree


class DatabaseTree(ResultTree):
    """The results in ``results.sqlite``."""

    @cached_property
    def _db(self) -> sqlite3.Connection:
        path = self.folder / DATABASE
        if not path.is_file():
            raise UsageError(damaged(path, "is missing"))
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def analysis(self, id_: str) -> Analysis:
        """Read one document's rows."""
        found = self._rows(_DOCUMENT, id_)
        if not found:
            raise UsageError(damaged(self.folder / DATABASE, f"has no document {id_!r}"))
        *head, authors, edits, unrecoverable = found[0]
        parts: dict[str, list[Any]] = defaultdict(list)
        for table in ("sections", "regions", "repairs", "entities", "events", "codings"):
            parts[table] = self._rows(f"{_QUERIES[table]} WHERE document = ? ORDER BY rowid", id_)
        try:
            return Analysis(
                replace(Header(*head), authors=tuple(json.loads(authors))),
                RepairSummary(edits, tuple(parts["repairs"]), unrecoverable),
                tuple(SectionRow(n, t, level, Span(*span)) for n, t, level, *span in parts["sections"]),
                tuple(RegionRow(kind, Span(*span)) for kind, *span in parts["regions"]),
                tuple(EntityRow(t, e, _evidence(*at), sure) for t, e, *at, sure in parts["entities"]),
                tuple(map(_event, parts["events"])),
                tuple(map(_coding, parts["codings"])),
            )
        except (TypeError, ValueError) as error:
            raise UsageError(damaged(self.folder / DATABASE, f"{id_}: {error}")) from error

    def text(self, id_: str) -> str:
        """Read the repaired text."""
        return self._text("SELECT text FROM texts WHERE document = ?", id_)

    def raw(self, id_: str) -> str:
        """Read the text as loaded."""
        return self._text("SELECT raw FROM raws WHERE document = ?", id_)

    def edits(self, id_: str) -> tuple[Edit, ...]:
        """Read every edit that leads from raw to text."""
        rows = self._rows(f"{_QUERIES['edits']} WHERE document = ? ORDER BY rowid", id_)
        return tuple(Edit(Span(start, end), *rest) for start, end, *rest in rows)

    def _text(self, query: str, id_: str) -> str:
        found = self._rows(query, id_)
        if not found:
            raise UsageError(damaged(self.folder / DATABASE, f"has no text of {id_!r}"))
        text: str = found[0][0]
        return text

    def _rows(self, query: str, id_: str) -> list[Any]:
        try:
            return self._db.execute(query, (id_,)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise UsageError(damaged(self.folder / DATABASE, str(error))) from error


def _evidence(
    quote: str, start: int, end: int, raw_start: int, raw_end: int, page: int | None, line: int
) -> Evidence:
    return Evidence(quote, Span(start, end), Span(raw_start, raw_end), page, line)


def _event(row: tuple[Any, ...]) -> EventRow:
    type_, mode, actor, recipient, date, status, score, contexts, *at, rule, confidence, basis = row
    actor, recipient, contexts = (tuple(json.loads(part)) for part in (actor, recipient, contexts))
    evidence = _evidence(*at)
    return EventRow(
        type_, mode, actor, recipient, date, status, score, contexts, evidence, rule, confidence, basis
    )


def _coding(row: tuple[Any, ...]) -> CodingRow:
    code, *at, dyads, level, cues, rule, confidence = row
    dyads, cues = (tuple(json.loads(part)) for part in (dyads, cues))
    return CodingRow(code, _evidence(*at), dyads, level, cues, rule, confidence)
