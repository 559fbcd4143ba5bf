"""From the paths of a call to the documents of a run: which files, and under which ids."""

from __future__ import annotations

import fnmatch
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ruscorpus.load import SUFFIXES
from ruscorpus.problems import Problem, UsageError, printable
from ruscorpus.report.database import TABLES
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.ids import distinct, document_id
from ruscorpus.run.output import MANIFEST, document_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["SUFFIXES", "Source", "discover", "discover_urls", "together"]

IGNORE_FILE = ".ruscorpusignore"
_MAX_IGNORE_BYTES = 1 << 20
_RESULTS = (("manifest.yaml", "schema: ruscorpus/manifest/"), ("index.md", "schema: ruscorpus/summar"))
"""What a folder holds that an earlier run wrote: a file, and what stands in its first lines."""
_WRITTEN = frozenset(
    (
        *(path.partition("/")[0] for path in document_paths("")),
        *(TABLES, "summaries", "export"),
        *(MANIFEST, CODEBOOK, "corpus.yaml", "corpus.md"),
    )
)
"""What runs write into the folder for the results, by its name there."""
_WORD_PROCESSORS = frozenset((".doc", ".rtf", ".odt", ".hwp", ".pages", ".wpd"))
"""Files that a word processor can save in a form that is read."""
_LEFT_OUT = ("readme", "license", "licence")
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A file to analyse: where it is, its id, and its path as messages and results show it.

    ``skipped`` holds a reason where the file is listed in the manifest but not read. ``url`` is where
    workers of a cluster find a document that is not on this machine; ``path`` is then its name.
    """

    path: Path
    id: str
    shown_path: str
    skipped: str = ""
    url: str = ""


def discover(paths: Sequence[Path], out: Path | None = None, *, analysing: bool = True) -> list[Source]:
    """Return the documents under *paths*, sorted by id; none that an analysis writes below *out*.

    A file named on the command line is taken whatever its suffix; in folders, files of other kinds are
    listed as skipped, and so is, everywhere, what is no regular file: opening a named pipe may never end.
    A file is taken once; links that lead to it too are listed as skipped. A folder of one's own may lie in
    *out*, where it is named, as in ``analyze texts -o .``.
    Raises ``UsageError`` for a missing path, for *out* itself or, where a run is *analysing*, what it writes
    into it, and for paths that hold no document at all.
    """
    found: dict[str, Source] = {}
    others: list[tuple[str, Source]] = []
    forbidden = _identity(out) if out is not None else None
    root = os.path.realpath(out) if out is not None and analysing else None
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where it cannot look
            hint = "check the spelling; paths with spaces need quotes"
            if "*" in path.name:  # a shell that does not fill it in, as on Windows, or finds nothing
                hint = "no file is called so; name the folder for all that lies in it"
            raise UsageError(Problem("path-missing", "there is no such file or folder", str(path), hint=hint))
        if forbidden is not None and _identity(path) == forbidden:
            raise _is_output(path, "this is the folder for the results: documents in it would not be read")
        if _is_result(os.path.realpath(path), root):
            raise _is_output(path, "the results go here: it would be overwritten, or read as a document")
        for source in _walk(path, forbidden) if os.path.isdir(path) else [_named(path)]:  # noqa: PTH112
            key = os.path.realpath(source.path)
            if _is_result(key, root) and not source.skipped:
                source = replace(source, skipped="a link into the results")  # noqa: PLW2901
            best = found.setdefault(key, source)
            if best is not source:
                best, other = sorted((best, source), key=_rank)
                found[key] = best
                others.append((key, other))
    if all(source.skipped for source in found.values()):
        raise UsageError(_nothing(paths, list(found.values())))
    ids = distinct({source.shown_path: source.id for source in found.values()})
    sources = {key: replace(source, id=ids[source.shown_path]) for key, source in found.items()}
    return sorted([*sources.values(), *_links(sources, others)], key=lambda source: source.id)


def discover_urls(urls: Sequence[str]) -> list[Source]:
    """Return the documents at *urls* (``s3://bucket/folder``): files, or all files below folders, by id.

    Raises ``UsageError`` where a URL leads nowhere, or nothing here can read such URLs.
    """
    found: dict[str, str] = {}
    for url in urls:
        for name, below in _at_url(url):
            found.setdefault(name, below)
    ids = distinct({url: document_id(below) for url, below in found.items()})
    sources = [Source(Path(PurePosixPath(url).name), ids[url], url, url=url) for url in found]
    return sorted(sources, key=lambda source: source.id)


def together(here: Sequence[Source], at_urls: Sequence[Source]) -> list[Source]:
    """Return the documents of both, each with an id of its own, by id."""
    both = [*here, *at_urls]
    if here and at_urls:
        ids = distinct({source.shown_path: source.id for source in both})
        both = [replace(source, id=ids[source.shown_path]) for source in both]
    return sorted(both, key=lambda source: source.id)


def _at_url(url: str) -> Iterator[tuple[str, str]]:
    """Yield the files at a URL: their own URLs, and their paths below it."""
    try:
        import fsspec  # noqa: PLC0415 - an extra

        files, root = fsspec.core.url_to_fs(url)
        names = sorted(files.find(root)) if files.isdir(root) else [root]
        if not names or not files.exists(names[0]):
            raise FileNotFoundError("there is nothing")
    except Exception as error:  # each store has errors of its own
        hint = "is the name right, and the package for such URLs installed (s3fs, gcsfs, …)?"
        message = f"cannot be read: {type(error).__name__}: {printable(str(error))}"
        raise UsageError(Problem("path-missing", message, url, hint=hint)) from error
    for name in names:
        below = name[len(root) :].lstrip("/") or PurePosixPath(name).name
        part = PurePosixPath(name)
        if part.name.startswith(".") or part.stem.lower() in _LEFT_OUT or part.suffix.lower() not in SUFFIXES:
            continue
        yield files.unstrip_protocol(name), below


def _rank(source: Source) -> tuple[object, ...]:
    """Order the ways to one file: as a document, by its own name, then by what does not hang on the call."""
    return (bool(source.skipped), source.path.is_symlink(), source.id, source.shown_path)


def _links(sources: dict[str, Source], others: list[tuple[str, Source]]) -> list[Source]:
    """Return the links among *others*, as skipped: ways to files that *sources*, by real paths, have too."""
    links: dict[str, Source] = {}
    for key, other in sorted(others, key=lambda way: _rank(way[1])):
        if other.path.is_symlink() and _own_place(other) != _own_place(sources[key]):
            reason = other.skipped or f"a link to a file that is read as {printable(sources[key].id)}"
            links.setdefault(_own_place(other), replace(other, skipped=reason))
    if not links:
        return []
    listed = [*sources.values(), *links.values()]
    ids = distinct({source.shown_path: source.id for source in listed})
    return [replace(link, id=ids[link.shown_path]) for link in links.values()]


def _own_place(source: Source) -> str:
    """Return where a file lies that may be a link: the place of the link, not of what it leads to."""
    return os.path.join(os.path.realpath(source.path.parent), source.path.name)  # noqa: PTH118 - as realpath


def _is_result(path: str, root: str | None) -> bool:
    """Tell whether a run into the folder *root* writes a real *path*, or the folder that it lies in."""
    if root is None or not path.startswith(root):
        return False
    below = path[len(root) :]
    return below[:1] in (os.sep, os.altsep) and below[1:].partition(os.sep)[0] in _WRITTEN


def _is_output(path: Path, message: str) -> UsageError:
    hint = "name another folder with -o"
    return UsageError(Problem("output-is-input", message, str(path), hint=hint))


def _nothing(paths: Sequence[Path], skipped: list[Source]) -> Problem:
    where = ", ".join(str(path) for path in paths)
    told = [f"{printable(source.id, 60)}: {source.skipped}" for source in skipped[:_TOLD]]
    told += ["…"] if len(skipped) > _TOLD else []
    left_out = f"; left out: {', '.join(told)}" if told else ""
    hint = f"ruscorpus reads {', '.join(sorted(SUFFIXES))}{left_out}"
    return Problem("no-documents", "there is no document to analyse here", where, hint=hint)


def _named(path: Path) -> Source:
    """Return a file that was named on the command line."""
    return Source(path, document_id(path.name), str(path), _why_skipped(path, any_suffix=True))


def _walk(folder: Path, forbidden: tuple[int, int] | None) -> Iterator[Source]:
    """Yield the files below *folder*; links to folders are not followed, so no loop can catch us."""
    ignored = _ignore_patterns(folder)
    waiting = [(folder, "")]
    while waiting:
        here, below_here = waiting.pop()
        if forbidden is not None and _identity(here) == forbidden:
            continue
        if _holds_results(here):
            reason = "results of an earlier run"
            yield Source(here, document_id(below_here.rstrip("/") or here.name or "."), str(here), reason)
            continue
        try:
            with os.scandir(here) as entries:
                names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        except OSError as error:
            reason = f"the folder cannot be read: {error.strerror or type(error).__name__}"
            yield Source(here, document_id(below_here.rstrip("/") or here.name or "."), str(here), reason)
            continue
        for name, is_folder in names:
            path, below = here / name, below_here + name
            if name.startswith("."):
                continue
            if _matches(below, ignored):
                yield Source(path, document_id(below), str(path), f"named in {IGNORE_FILE}")
                continue
            if is_folder:
                waiting.append((path, below + "/"))
            elif Path(name).stem.lower() not in _LEFT_OUT:
                yield Source(path, document_id(below), str(path), _why_skipped(path))


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a folder from all others, whatever it is called; None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _holds_results(folder: Path) -> bool:
    """Tell whether an earlier run wrote *folder*: what it says is no text to analyse again."""
    for name, sign in _RESULTS:
        try:
            with (folder / name).open("rb") as file:
                if sign.encode() in file.read(200):
                    return True
        except OSError:
            continue
    return False


def _why_skipped(path: Path, *, any_suffix: bool = False) -> str:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return "a link that leads nowhere" if path.is_symlink() else f"cannot be read: {error.strerror}"
    if stat.S_ISDIR(mode):
        return "links to folders are not followed"
    if not stat.S_ISREG(mode):
        return "not a regular file"
    if not any_suffix and path.suffix.lower() not in SUFFIXES:
        advice = ": save it as .docx or PDF" if path.suffix.lower() in _WORD_PROCESSORS else ""
        return f"files of type {printable(path.suffix, 40) or 'none'} are not read{advice}"
    return ""


def _ignore_patterns(folder: Path) -> tuple[str, ...]:
    path = folder / IGNORE_FILE
    try:
        if not path.is_file() or path.stat().st_size > _MAX_IGNORE_BYTES:
            return ()
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _matches(below: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path below the folder, or its last part, fits a pattern (``*.bak``, ``old/*``)."""
    name = below.rsplit("/", 1)[-1]
    return any(
        fnmatch.fnmatch(below, p.rstrip("/")) or fnmatch.fnmatch(name, p.rstrip("/")) for p in patterns
    )
