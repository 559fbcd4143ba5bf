"""A document whose results are rows of a database: looked at as if they stood in files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ruscorpus import yamlio
from ruscorpus.check.findings import Finding, Place
from ruscorpus.check.reading import UnreadableError
from ruscorpus.check.subject import Subject
from ruscorpus.offsets import check_edits
from ruscorpus.problems import UsageError
from ruscorpus.report.database import DATABASE
from ruscorpus.report.document_yaml import ONE_LINE
from ruscorpus.report.yaml import to_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruscorpus.offsets import Edit, Span
    from ruscorpus.report.database import DatabaseTree
    from ruscorpus.yamlio import NodePath, Parsed

Content = TypeVar("Content")


@dataclass
class StoredSubject(Subject):
    """One document of ``results.sqlite``. Its YAML is made of its rows, and so has no lines to point to."""

    results: DatabaseTree | None = None

    @property
    def stored(self) -> bool:
        """Whether the results are rows, not files."""
        return True

    def path(self, kind: str, suffix: str) -> Path:  # noqa: ARG002 - there is one file for all
        """Return where the document stands."""
        return self.tree / DATABASE

    @cached_property
    def parsed(self) -> Parsed | None:
        """The results as ``documents/ID.yaml`` would have them."""
        return self._read(
            lambda tree: yamlio.parse(  # not as a run writes it: there may be anything in a database
                to_yaml(tree.analysis(self.id).to_data(), ONE_LINE), str(self.yaml_path)
            )
        )

    @cached_property
    def text(self) -> str | None:
        """The repaired text."""
        return self._read(lambda tree: tree.text(self.id))

    @cached_property
    def raw(self) -> str | None:
        """The text as loaded."""
        return self._read(lambda tree: tree.raw(self.id))

    @cached_property
    def edits(self) -> tuple[Edit, ...] | None:
        """The edits from raw to text."""
        raw = self.raw
        return None if raw is None else self._read(lambda tree: self._edits(tree, len(raw)))

    def _edits(self, tree: DatabaseTree, raw_length: int) -> tuple[Edit, ...]:
        edits = tree.edits(self.id)
        try:
            check_edits(raw_length, edits)
        except ValueError as error:
            raise UnreadableError(
                Finding("edits-mismatch", str(error), Place(str(self.yaml_path)))
            ) from error
        return edits

    def finding(
        self, slug: str, message: str, node: NodePath = (), *, hint: str = "", span: Span | None = None
    ) -> Finding:
        """Return a finding about a node of the results; *span* (raw) adds the place in the source."""
        found = super().finding(slug, message, node, hint=hint, span=span)
        return replace(found, place=Place(str(self.yaml_path)))

    def _read(self, read: Callable[[DatabaseTree], Content]) -> Content | None:
        results = self.results
        return None if results is None else self._try(lambda: self._told(read, results))

    def _told(self, read: Callable[[DatabaseTree], Content], results: DatabaseTree) -> Content:
        try:
            return read(results)
        except UsageError as error:
            place, message = Place(str(self.yaml_path)), error.problems[0].message
            if not self.yaml_path.is_file():
                hint = "run `ruscorpus analyze` again to write it anew"
                raise UnreadableError(Finding("file-missing", message, place, hint)) from error
            raise UnreadableError(Finding("file-damaged", message, place)) from error
