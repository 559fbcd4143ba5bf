"""Gold data: ``annotations/{events,codes}.jsonl``, and ``text/`` with the texts where they come along."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ruscorpus.model import Document
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class GoldEvent(BaseModel):
    """A line of ``events.jsonl``."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    doc: str
    anchor: str
    type: str
    mode: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: str = ""
    status: str = ""


class GoldCode(BaseModel):
    """A line of ``codes.jsonl``: a passage and all its codes."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    doc: str
    anchor: str
    codes: tuple[str, ...]
    dyads: tuple[str, ...] = ()
    level: str = ""


Line = TypeVar("Line", GoldEvent, GoldCode)


@dataclass(frozen=True)
class Gold:
    """Gold annotations by document. ``documents``: all that were annotated, also those without a finding."""

    folder: Path
    documents: tuple[str, ...]
    events: dict[str, list[GoldEvent]] = field(default_factory=dict)
    codes: dict[str, list[GoldCode]] = field(default_factory=dict)

    def text(self, document: str) -> str | None:
        """Return the text that was annotated; None where it does not come along."""
        path = self.folder / "text" / document
        if "/" in document or "\0" in document or not path.is_file():
            return None
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(_invalid(path, 0, printable(str(error)))) from error

    def unread(self) -> Iterator[Document]:
        """Yield the documents whose text comes along, as they are before any stage has read them."""
        for name in self.documents:
            raw = self.text(name)
            if raw is not None:
                yield Document(id=name, path=name, raw=raw)

    def named_in(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the document of *ids* that each annotated document is: same id, or same name."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for id_ in ids:
            by_name[id_.rsplit("__", 1)[-1]].append(id_)
        known = set(ids)
        found = {}
        for document in self.documents:
            if document in known:
                found[document] = document
            elif len(by_name[document]) == 1:
                found[document] = by_name[document][0]
        return found


def is_gold(folder: Path) -> bool:
    """Tell whether *folder* holds gold annotations."""
    return any((folder / "annotations" / f"{name}.jsonl").is_file() for name in ("events", "codes"))


def read_gold(folder: Path) -> Gold:
    """Read the gold data of *folder*. Raises ``UsageError`` with file and line."""
    if not is_gold(folder):
        hint = "a folder of gold data holds annotations/events.jsonl or annotations/codes.jsonl"
        raise UsageError(Problem("gold-absent", "there is no gold data here", str(folder), hint=hint))
    annotations = folder / "annotations"
    events = _lines(annotations / "events.jsonl", GoldEvent)
    codes = _lines(annotations / "codes.jsonl", GoldCode)
    names = {
        row["doc"] for _, row in _objects(annotations / "entities.jsonl") if isinstance(row.get("doc"), str)
    }
    return Gold(folder, tuple(sorted({*names, *events, *codes})), events, codes)


def _lines(path: Path, model: type[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for number, row in _objects(path):
        try:
            line = model.model_validate(row)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            message = f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            raise UsageError(_invalid(path, number, message)) from error
        found.setdefault(line.doc, []).append(line)
    return found


def _objects(path: Path) -> list[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        return []
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_invalid(path, 0, printable(str(error)))) from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(_invalid(path, number, f"no JSON: {error}")) from error
        if not isinstance(row, dict):
            raise UsageError(_invalid(path, number, "no JSON object"))
        rows.append((number, row))
    return rows


def _invalid(path: Path, line: int, message: str) -> Problem:
    return Problem("gold-invalid", message, str(path), line)
