"""Reading a tree that nobody vouches for: files may be missing, cut, huge, or links to elsewhere.

What cannot be read becomes a finding, and what of a document can be read is read: a fault in one row keeps
the other rows from no check.
"""

from __future__ import annotations

import json
import math
import os
import stat
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from ruscorpus import yamlio
from ruscorpus.check.findings import Finding, Place
from ruscorpus.offsets import Edit, Span, check_edits
from ruscorpus.problems import ConfigError, printable
from ruscorpus.yamlio import fault_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruscorpus.yamlio import NodePath, Parsed

MAX_BYTES = 1 << 30
"""Larger files are not read: nothing that ``analyze`` writes comes near."""
_EXCERPT = 60


class UnreadableError(Exception):
    """A file of the tree cannot be read; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_text(path: Path, tree: Path) -> str:
    """Return the text of a file of *tree*. Raises ``UnreadableError``; never waits for a pipe."""
    where = Place(str(path))
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(tree.resolve()):
            raise UnreadableError(Finding("file-unsafe", "is a link that leads out of the results", where))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor has no path
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise UnreadableError(Finding("file-unsafe", "is no regular file", where))
            if state.st_size > MAX_BYTES:
                reason = f"is larger than anything that analyze writes ({state.st_size:,} bytes)"
                raise UnreadableError(Finding("file-damaged", reason, where))
            return file.read().decode("utf-8")
    except FileNotFoundError as error:
        hint = "run `ruscorpus analyze` again to write it anew"
        raise UnreadableError(Finding("file-missing", "is missing", where, hint)) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(Finding("file-damaged", f"is not UTF-8 (byte {error.start})", where)) from error
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UnreadableError(Finding("file-damaged", f"cannot be read: {reason}", where)) from error


def read_yaml(path: Path, tree: Path) -> Parsed:
    """Parse a YAML file of *tree*. Raises ``UnreadableError``."""
    text = read_text(path, tree)
    try:
        return yamlio.parse(text, str(path))
    except ConfigError as error:
        problem = error.problems[0]
        place = Place(str(path), problem.line, problem.column)
        raise UnreadableError(Finding("file-damaged", problem.message, place)) from error


def read_edits(path: Path, tree: Path, raw_length: int) -> tuple[Edit, ...]:
    """Read ``edits/ID.jsonl``. Raises ``UnreadableError`` where a line is no edit or the edits cannot be."""
    edits: list[Edit] = []
    # not splitlines(): the new text of an edit may hold line separators of its own
    for number, line in enumerate(read_text(path, tree).split("\n"), 1):
        if line:
            try:
                edits.append(_edit(json.loads(line)))
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                place = Place(str(path), number)
                raise UnreadableError(
                    Finding("file-damaged", f"not an edit: {printable(str(error))}", place)
                ) from error
    try:
        check_edits(raw_length, edits)
    except ValueError as error:
        raise UnreadableError(Finding("edits-mismatch", str(error), Place(str(path)))) from error
    return tuple(edits)


def _edit(row: Any) -> Edit:  # noqa: ANN401 - whatever the line holds
    start, end = row["at"]
    new, rule, confidence = row["new"], row["rule"], row["confidence"]
    if not (type(start) is type(end) is int and isinstance(new, str) and isinstance(rule, str)):
        raise TypeError("at, new or rule is of the wrong kind")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise TypeError("confidence is no number from 0 to 1")
    return Edit(Span(start, end), new, rule, float(confidence))


class Faults:
    """What of parsed YAML does not have the form of *model*: the findings, and which nodes are unsound."""

    def __init__(self, model: type[BaseModel], parsed: Parsed, path: Path, document: str = "") -> None:
        self._parsed, self._path, self._document = parsed, path, document
        self._errors: list[tuple[NodePath, str, str]] = []
        try:
            model.model_validate(parsed.data)
        except ValidationError as error:
            self._errors = list(_told(error))
        wrong = [at for at, slug, _ in self._errors if slug == "schema"]
        self._broken = () in wrong
        """Whether the whole is something else."""
        self._lists = {at for at in wrong if len(at) == 1}
        self._unsound = {at[:length] for at in wrong for length in (1, 2)}

    def sound(self, *at: str | int) -> bool:
        """Tell whether the node at *at*, a path of one or two keys, has the form it should have."""
        return not self._broken and at not in self._unsound and at[:1] not in self._lists

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each fault, with its place."""
        for at, slug, message in self._errors:
            place = Place(str(self._path), *self._parsed.place(at))
            yield Finding(slug, message, place, document=self._document)


def _told(error: ValidationError) -> Iterator[tuple[NodePath, str, str]]:
    for fault in error.errors(include_url=False):
        at = fault_path(fault)
        name = _name(at) or "the file"
        if fault["type"] == "extra_forbidden":
            yield at, "field-unknown", f"{name}: a field that ruscorpus does not write"
        elif fault["type"] == "missing":
            yield at, "schema", f"{name}: is missing"
        else:
            reason = fault["msg"].removeprefix("Input ")
            yield at, "schema", f"{name}: {reason}, not {_shown(fault['input'])}"


def _name(at: NodePath) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at).lstrip(".")


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever a YAML file holds
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a mapping"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) >= 1 << 64:
        return "a number of many digits"
    return printable(repr(value), _EXCERPT)
