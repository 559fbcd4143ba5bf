"""What stands in the output tree, and nothing left over in it from documents that are gone."""

from __future__ import annotations

import contextlib
import json
import shutil
from itertools import takewhile
from typing import TYPE_CHECKING

from ruscorpus import yamlio
from ruscorpus.problems import ConfigError
from ruscorpus.run.files import TEMPORARY_PREFIX, make_folder, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SUFFIXES = {"documents": (".yaml", ".md"), "text": (".txt",), "raw": (".txt",), "edits": (".jsonl",)}
MANIFEST = "manifest.yaml"
STAGING_PREFIX = ".ruscorpus-run-"
JOURNAL = ".ruscorpus-ids"


def document_paths(id: str) -> tuple[str, ...]:  # noqa: A002 - the field's name in every output
    """Return the paths below OUT of all files that one document has."""
    return tuple(f"{folder}/{id}{suffix}" for folder, suffixes in _SUFFIXES.items() for suffix in suffixes)


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
        elif path.name.startswith(TEMPORARY_PREFIX):
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
