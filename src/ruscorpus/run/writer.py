"""Writing the output tree: every file atomically, and nothing left over from documents that are gone."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sqlite3
import tempfile
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus import yamlio
from ruscorpus.problems import ConfigError, OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SUFFIXES = {"documents": (".yaml", ".md"), "text": (".txt",), "raw": (".txt",), "edits": (".jsonl",)}
MANIFEST = "manifest.yaml"
STAGING_PREFIX = ".ruscorpus-run-"
_TEMPORARY_PREFIX = ".ruscorpus-tmp-"
JOURNAL = ".ruscorpus-ids"
_NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def document_paths(id: str) -> tuple[str, ...]:  # noqa: A002 - the field's name in every output
    """Return the paths below OUT of all files that one document has."""
    return tuple(f"{folder}/{id}{suffix}" for folder, suffixes in _SUFFIXES.items() for suffix in suffixes)


def write_text(path: Path, content: str | Iterable[str]) -> None:
    """Write *content*, whole or in pieces, as UTF-8: a temporary file, then a rename.

    Line ends are written as they are. An interrupt leaves the old file or the new one, never half of one.
    Raises ``OutputError``.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=_TEMPORARY_PREFIX, delete=False
        ) as file:
            temporary = file.name
            file.writelines([content] if isinstance(content, str) else content)
            file.flush()
            if hasattr(os, "fchmod"):  # Windows has no such rights, and before Python 3.13 no such function
                os.fchmod(file.fileno(), 0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        if isinstance(error, OSError):
            raise OutputError(cannot_write(path, error)) from error
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cannot_write(path: Path, error: OSError) -> Problem:
    """Return the problem that *path* cannot be written, with what may help."""
    reason = error.strerror or type(error).__name__
    another = "choose another place with -o"
    if isinstance(error, IsADirectoryError):
        another = "this is a folder, and -o names a file here"
    elif isinstance(error, (FileExistsError, NotADirectoryError)):
        another = "this is a file, and -o names a folder here"
    hint = f"free some space, or {another}" if error.errno in _NO_SPACE else another
    return Problem("output-unwritable", f"cannot be written: {reason}", str(path), hint=hint)


@contextlib.contextmanager
def storing(out: Path) -> Iterator[None]:
    """Raise ``OutputError`` where a database in *out* cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        number = errno.ENOSPC if full else errno.EIO
        raise OutputError(cannot_write(out, OSError(number, str(error)))) from error


def make_folder(out: Path) -> None:
    """Make the output folder. Raises ``OutputError`` where that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(cannot_write(out, error)) from error


def prepare(out: Path, ids: Iterable[str]) -> None:
    """Make *out*, which this run holds alone, ready for documents with these *ids*. Raises ``OutputError``.

    Without ids there will be no files of documents.
    What runs that were killed left unfinished is swept away. A journal notes which documents may come to
    have files here, so that a later run knows them even if this one never gets to write its manifest.
    """
    ids = set(ids)
    for folder in _SUFFIXES if ids else ():
        make_folder(out / folder)
    sweep(out)
    noted = sorted({*_earlier_ids(out), *ids})
    write_text(out / JOURNAL, json.dumps(noted, ensure_ascii=False, indent=0))


def sweep(out: Path) -> None:
    """Remove what runs that were killed left unfinished in *out*, which this run holds alone."""
    for path in out.iterdir():
        if path.name.startswith(STAGING_PREFIX):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(_TEMPORARY_PREFIX):
            with contextlib.suppress(OSError):
                path.unlink()


def conclude(out: Path) -> None:
    """Remove the journal: the manifest says everything now."""
    with contextlib.suppress(OSError):
        (out / JOURNAL).unlink()


def remove_stale(out: Path, current: Iterable[str]) -> None:
    """Remove the files of documents that an earlier run wrote and this one does not have.

    Only what the earlier manifest or the journal names is touched: files that people put beside it stay.
    """
    for gone in sorted({*_earlier_ids(out)} - set(current)):
        for path in document_paths(gone):
            with contextlib.suppress(OSError):
                (out / path).unlink()
    for folder in _SUFFIXES:
        with contextlib.suppress(OSError):
            (out / folder).rmdir()  # only where nothing is left in it


def earlier_format(out: Path) -> str:
    """Return the format of the results that an earlier run left in *out*, "" where none tells."""
    found = ""
    with contextlib.suppress(OSError, UnicodeDecodeError), (out / MANIFEST).open(encoding="utf-8") as lines:
        for line in takewhile(lambda line: not line.startswith("documents:"), lines):
            key, _, value = line.strip().partition(": ")
            found = value if key == "format" else found or "files" * (key == "run:")
    return found


def _earlier_ids(out: Path) -> Iterator[str]:
    """Yield the ids of all documents that may have files here; the journal, where there is one, has them."""
    for name in _journal_ids(out) or _manifest_ids(out):
        if isinstance(name, str) and "/" not in name and "\0" not in name and name not in ("", ".", ".."):
            yield name


def _manifest_ids(out: Path) -> list[object]:
    path = out / MANIFEST
    if not path.is_file():
        return []
    try:
        data = yamlio.read(path).data
    except ConfigError:
        return []
    rows = data.get("documents", []) if isinstance(data, dict) else []
    return [row.get("id") for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)]


def _journal_ids(out: Path) -> list[object]:
    try:
        names = json.loads((out / JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return names if isinstance(names, list) else []
