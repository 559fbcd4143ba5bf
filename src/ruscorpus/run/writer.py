"""Writing the output tree: every file atomically, and nothing left over from documents that are gone."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus import yamlio
from ruscorpus.problems import ConfigError, OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SUFFIXES = {"documents": (".yaml", ".md"), "text": (".txt",), "raw": (".txt",), "edits": (".jsonl",)}
MANIFEST = "manifest.yaml"


def write_text(path: Path, content: str) -> None:
    """Write *content* as UTF-8, without newline translation: a temporary file, then a rename.

    An interrupt leaves the old file or the new one, never half of one. Raises ``OutputError``.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=".tmp-", delete=False
        ) as file:
            temporary = file.name
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise OutputError(_cannot_write(path, error)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    hint = (
        "free some space, or choose another folder with -o"
        if error.errno == 28
        else "choose another folder with -o"
    )
    return Problem("output-unwritable", f"cannot be written: {reason}", str(path), hint=hint)


def prepare(out: Path) -> None:
    """Make the output folder. Raises ``OutputError`` where that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_cannot_write(out, error)) from error


def remove_stale(out: Path, current: Iterable[str]) -> None:
    """Remove the files of documents that an earlier run wrote and this one does not have.

    Only what the earlier manifest names is touched: files that people put beside it stay.
    """
    keep = set(current)
    for gone in sorted(set(_earlier_ids(out)) - keep):
        for folder, suffixes in _SUFFIXES.items():
            for suffix in suffixes:
                with contextlib.suppress(OSError):
                    (out / folder / f"{gone}{suffix}").unlink()


def _earlier_ids(out: Path) -> Iterator[str]:
    path = out / MANIFEST
    if not path.is_file():
        return
    try:
        data = yamlio.read(path).data
    except ConfigError:
        return
    rows = data.get("documents", []) if isinstance(data, dict) else []
    for row in rows if isinstance(rows, list) else []:
        name = row.get("id") if isinstance(row, dict) else None
        if isinstance(name, str) and "/" not in name and name not in ("", ".", ".."):
            yield name
