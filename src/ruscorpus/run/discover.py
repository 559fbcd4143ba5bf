"""From the paths of a call to the documents of a run: which files, and under which ids."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import stat
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = frozenset({".txt", ".text", ".md", ".pdf"})
IGNORE_FILE = ".ruscorpusignore"
_LEFT_OUT = ("readme", "license", "licence")
_MAX_ID_BYTES = 120


@dataclass(frozen=True, slots=True)
class Source:
    """A file to analyse: where it is, its id, and its path as messages and results show it.

    ``skipped`` holds a reason where the file is listed in the manifest but not read.
    """

    path: Path
    id: str
    shown_path: str
    skipped: str = ""


def discover(paths: Sequence[Path], out: Path | None = None) -> list[Source]:
    """Return the documents under *paths*, sorted by id; *out* and what lies below it is never input.

    A file named on the command line is always taken; in folders, files of other kinds are listed as
    skipped. Raises ``UsageError`` for a missing path and for paths that hold no document at all.
    """
    found: dict[Path, Source] = {}
    forbidden = out.resolve() if out is not None else None
    for path in paths:
        if not path.exists():
            hint = "check the spelling; paths with spaces need quotes"
            raise UsageError(Problem("path-missing", "there is no such file or folder", str(path), hint=hint))
        sources = _walk(path, forbidden) if path.is_dir() else iter([Source(path, _id(path.name), str(path))])
        for source in sources:
            found.setdefault(source.path.resolve(), source)
    if not any(not source.skipped for source in found.values()):
        where = ", ".join(str(path) for path in paths)
        hint = f"ruscorpus reads {', '.join(sorted(SUFFIXES))}"
        raise UsageError(Problem("no-documents", "there is no document to analyse here", where, hint=hint))
    return sorted(_distinct_ids(list(found.values())), key=lambda source: source.id)


def _walk(folder: Path, forbidden: Path | None) -> Iterator[Source]:
    """Yield the files below *folder* by name; links to folders are not followed, so no loop can catch us."""
    ignored = _ignore_patterns(folder)
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and (forbidden is None or (here / name).resolve() != forbidden)
            and not _matches((here / name).relative_to(folder).as_posix(), ignored)
        )
        if forbidden is not None and here.resolve() == forbidden:
            folders[:] = []
            continue
        for name in sorted(files):
            path = here / name
            below = path.relative_to(folder).as_posix()
            if name.startswith(".") or Path(name).stem.lower() in _LEFT_OUT or _matches(below, ignored):
                continue
            yield Source(path, _id(below), str(path), _why_skipped(path))


def _why_skipped(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except OSError:
        return "a link that leads nowhere"
    if not stat.S_ISREG(mode):
        return "not a regular file"
    if path.suffix.lower() not in SUFFIXES:
        return f"files of type {path.suffix or 'none'} are not read"
    return ""


def _ignore_patterns(folder: Path) -> tuple[str, ...]:
    try:
        lines = (folder / IGNORE_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _matches(below: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path below the folder, or its last part, fits a pattern (``*.bak``, ``old/*``)."""
    name = below.rsplit("/", 1)[-1]
    return any(
        fnmatch.fnmatch(below, p.rstrip("/")) or fnmatch.fnmatch(name, p.rstrip("/")) for p in patterns
    )


def _id(below: str) -> str:
    """Return the id of a path below its folder: ``/`` as ``__``; too long or unsafe, cut with a hash."""
    plain = unicodedata.normalize("NFC", below).replace("/", "__")
    safe = "".join(char if char.isprintable() and not "\ud800" <= char <= "\udfff" else "_" for char in plain)
    if safe == plain and len(safe.encode()) <= _MAX_ID_BYTES:
        return safe
    digest = _digest(below)
    cut = safe.encode()[: _MAX_ID_BYTES - len(digest) - 1].decode("utf-8", "ignore")
    return f"{cut}~{digest}"


def _distinct_ids(sources: list[Source]) -> Iterator[Source]:
    """Give every source of a shared id a hash of its path, so that no order of the paths matters."""
    counts = Counter(source.id for source in sources)
    for source in sources:
        if counts[source.id] == 1:
            yield source
            continue
        yield replace(source, id=f"{source.id}~{_digest(source.shown_path)}")


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
