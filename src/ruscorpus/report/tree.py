"""An output tree read back: what ``analyze`` wrote, for the commands that report on, check or export it.

Everything is read lazily, one document at a time, so that a tree of any size can be walked. What a document's
YAML, text or edits say is checked for its form alone; whether it is *true* is for ``ruscorpus validate``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ruscorpus import yamlio
from ruscorpus.offsets import Edit, Span
from ruscorpus.problems import ConfigError, Problem, UsageError
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.manifest import SCHEMA as MANIFEST_SCHEMA
from ruscorpus.report.manifest import ManifestRow, RunInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODEBOOK = "codebook.yaml"
"""The codebook of the run, byte for byte: its SHA-256 stands in the manifest."""


@dataclass(frozen=True)
class ResultTree:
    """The results in one folder. Every reading method raises ``UsageError`` with the file and the reason."""

    folder: Path

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        path = self.folder / "manifest.yaml"
        if not path.is_file():
            hint = "name a folder that `ruscorpus analyze … -o` wrote"
            raise UsageError(Problem("not-results", "holds no manifest.yaml", str(self.folder), hint=hint))
        data = _load_yaml(path)
        if not isinstance(data, dict) or data.get("schema") != MANIFEST_SCHEMA:
            raise UsageError(damaged(path, f"not a manifest with the schema {MANIFEST_SCHEMA}"))
        return data

    @cached_property
    def run(self) -> RunInfo:
        """The run that wrote the tree: version, date, hashes of configuration and codebook."""
        try:
            return RunInfo.from_data(self._manifest["run"])
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageError(damaged(self.folder / "manifest.yaml", f"run: {error}")) from error

    @cached_property
    def rows(self) -> tuple[ManifestRow, ...]:
        """One row a document, those that failed or were skipped too, in the order of the manifest."""
        try:
            return tuple(ManifestRow.from_data(row) for row in self._manifest["documents"])
        except (KeyError, TypeError) as error:
            raise UsageError(damaged(self.folder / "manifest.yaml", f"documents: {error}")) from error

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents that have an analysis, in the order of the manifest."""
        return tuple(row.id for row in self.rows if row.analysed)

    def analyses(self) -> Iterator[Analysis]:
        """Yield the analysis of every document that has one."""
        for id_ in self.ids:
            yield self.analysis(id_)

    def analysis(self, id_: str) -> Analysis:
        """Read ``documents/ID.yaml``."""
        path = self.path("documents", id_, ".yaml")
        try:
            return Analysis.from_data(_load_yaml(path))
        except ValueError as error:
            raise UsageError(damaged(path, str(error))) from error

    def text(self, id_: str) -> str:
        """Read ``text/ID.txt``, the repaired text that every span points into."""
        return _read(self.path("text", id_, ".txt"))

    def raw(self, id_: str) -> str:
        """Read ``raw/ID.txt``, the text as loaded."""
        return _read(self.path("raw", id_, ".txt"))

    def edits(self, id_: str) -> tuple[Edit, ...]:
        """Read ``edits/ID.jsonl``: every edit that leads from raw to text."""
        path = self.path("edits", id_, ".jsonl")
        edits = []
        # not splitlines(): the repaired text of an edit may hold line separators of its own
        for number, line in enumerate(_read(path).split("\n"), 1):
            if not line:
                continue
            try:
                row = json.loads(line)
                start, end = row["at"]
                edits.append(Edit(Span(start, end), row["new"], row["rule"], row["confidence"]))
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(damaged(path, f"not an edit: {error}", number)) from error
        return tuple(edits)

    def path(self, kind: str, id_: str, suffix: str) -> Path:
        """Return where a file of a document stands: ``OUT/kind/ID.suffix``."""
        return self.folder / kind / f"{id_}{suffix}"


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(damaged(path, f"cannot be read: {reason}")) from error
    except UnicodeDecodeError as error:
        raise UsageError(damaged(path, f"is not UTF-8 (byte {error.start})")) from error


def _load_yaml(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return yamlio.parse(_read(path), str(path)).data
    except ConfigError as error:
        problem = error.problems[0]
        raise UsageError(damaged(path, problem.message, problem.line)) from error


def damaged(path: Path, reason: str, line: int = 0) -> Problem:
    """Return the problem that a file of a tree is not as it was written."""
    hint = "run `ruscorpus analyze` again to write it anew"
    return Problem("results-damaged", reason, str(path), line, hint=hint)
