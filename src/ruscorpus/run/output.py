"""What stands in the output tree, and nothing left over in it from documents that are gone."""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from ruscorpus import yamlio
from ruscorpus.problems import ConfigError
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.digest import digest, digests
from ruscorpus.run.files import TEMPORARY_PREFIX, make_folder, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SUFFIXES = {"documents": (".yaml", ".md"), "text": (".txt",), "raw": (".txt",), "edits": (".jsonl",)}
MANIFEST = "manifest.yaml"
STAGING_PREFIX = ".ruscorpus-run-"
JOURNAL = ".ruscorpus-ids"
WEIGHTS = ".weights.json"
"""How the names of files of weights end."""
_PLACES = frozenset("/\\\0")
"""What stands in no name of a file in OUT, on any system."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What earlier runs may have left in a folder.

    ``formats`` are those of their results, ``files`` the SHA-256 of their codebooks and weights by the names
    of the files.
    """

    formats: set[str] = field(default_factory=set)
    files: dict[str, set[str]] = field(default_factory=dict)

    def note(self, name: object, sha256: str) -> None:
        """Add a file of this *name*, which may be anything, where it is one that runs write."""
        if not isinstance(name, str) or not _PLACES.isdisjoint(name):
            return
        if name == CODEBOOK or name.endswith(WEIGHTS):
            self.files.setdefault(name, set()).add(sha256)


def document_paths(id: str) -> tuple[str, ...]:  # noqa: A002 - the field's name in every output
    """Return the paths below OUT of all files that one document has."""
    return tuple(f"{folder}/{id}{suffix}" for folder, suffixes in _SUFFIXES.items() for suffix in suffixes)


def prepare(out: Path, ids: Iterable[str], form: str, knowledge: Mapping[str, bytes]) -> None:
    """Make *out*, which this run holds alone, ready for documents with these *ids*. Raises ``OutputError``.

    Without ids there will be no files of documents. *form* is that of the results, *knowledge* what will be
    written of the codebook, by the names of the files.
    What runs that were killed left unfinished is swept away. A journal notes what may come to stand here, so
    that a later run knows it even if this one never gets to write its manifest.
    """
    ids = set(ids)
    for folder in _SUFFIXES if ids else ():
        make_folder(out / folder)
    sweep(out)
    left = traces(out)
    left.formats.add(form)
    for name, sha256 in digests(knowledge).items():
        left.note(name, sha256)
    noted = {
        "ids": sorted({*_earlier_ids(out), *ids}),
        "formats": sorted(left.formats),
        "files": {name: sorted(known) for name, known in sorted(left.files.items())},
    }
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


def remove_replaced(out: Path, knowledge: Mapping[str, bytes]) -> None:
    """Remove the weights that earlier runs wrote and this one, which writes *knowledge*, does not use.

    Those that somebody edited stay.
    """
    for name, known in traces(out).files.items():
        if name not in knowledge:
            with contextlib.suppress(OSError):
                if digest((out / name).read_bytes()) in known:
                    (out / name).unlink()


def traces(out: Path) -> Traces:
    """Return what earlier runs may have left in *out*, as the manifest and the journal tell."""
    found = Traces()
    run = _manifest_run(out)
    if run:
        found.formats.add(str(run.get("format", "files")))
        for name, sha256 in _named(run.get("written", {CODEBOOK: run.get("codebook")})):
            found.note(name, str(sha256))
    journal = _journal(out)
    found.formats.update(map(str, _listed(journal.get("formats"))))
    for name, known in _named(journal.get("files")):
        for sha256 in _listed(known):
            found.note(name, str(sha256))
    return found


def _earlier_ids(out: Path) -> Iterator[str]:
    """Yield the ids of all documents that may have files here; the journal, where there is one, has them."""
    for name in _listed(_journal(out).get("ids")) or _manifest_ids(out):
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
    rows = data.get("documents") if isinstance(data, dict) else []
    return [row.get("id") for row in _listed(rows) if isinstance(row, dict)]


def _manifest_run(out: Path) -> dict[Any, Any]:
    """Return ``run`` of the manifest, nothing where there is none; the rows of the documents are not read."""
    with contextlib.suppress(OSError, UnicodeDecodeError, ConfigError):
        with (out / MANIFEST).open(encoding="utf-8") as lines:
            head = "".join(takewhile(lambda line: not line.startswith("documents:"), lines))
        data = yamlio.parse(head, MANIFEST).data
        return dict(_named(data.get("run"))) if isinstance(data, dict) else {}
    return {}


def _journal(out: Path) -> dict[Any, Any]:
    with contextlib.suppress(OSError, ValueError):
        return dict(_named(json.loads((out / JOURNAL).read_text(encoding="utf-8"))))
    return {}


def _listed(data: object) -> list[Any]:
    """Return *data*, which may be anything, where it is a list."""
    return data if isinstance(data, list) else []


def _named(data: object) -> list[tuple[Any, Any]]:
    """Return the pairs of *data*, which may be anything, where it is a mapping."""
    return [*data.items()] if isinstance(data, dict) else []
