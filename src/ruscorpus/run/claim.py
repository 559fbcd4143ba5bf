"""Whether a folder may become an output folder: nothing that people wrote is overwritten.

``-o .`` in a folder that holds somebody's own ``codebook.yaml`` would put that of the run in its place.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ruscorpus.problems import OutputError, Problem
from ruscorpus.report.database import DATABASE
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.digest import digest
from ruscorpus.run.output import MANIFEST, traces
from ruscorpus.run.tables import parquet_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ruscorpus.run.output import Traces

_CORPUS = "corpus.yaml"
_SIGNS = {MANIFEST: b"schema: ruscorpus/manifest/", _CORPUS: b"schema: ruscorpus/corpus/"}
_REPORTS = (MANIFEST, _CORPUS, "corpus.md")
_HEAD = 2_000


def claim(out: Path, form: str, knowledge: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what a run is to write of *knowledge*: codebook and weights, by the names of their files.

    Raises ``OutputError`` (``output-foreign``) where it would overwrite what no run wrote into *out*. A file
    of knowledge that lies there may only be replaced if an earlier run wrote it: the manifest says so of one
    that came to its end, the journal of one that did not. One that is the same and somebody's own is not
    written, so it stays somebody's own. *form* is that of the results.
    """
    ours = any(sign in _head(out / name) for name, sign in _SIGNS.items())
    for name in () if ours else _REPORTS:
        if (out / name).exists():
            raise _foreign(out / name, "no run of ruscorpus wrote this file, and this one would replace it")
    left = traces(out)
    for path in _tables(out, form, left):
        raise _foreign(path, "no run of ruscorpus wrote this file, and this one would replace it")
    wanted = {}
    for name, content in knowledge.items():
        found = _content(out / name)
        if found is None or digest(found) in left.files.get(name, ()):
            wanted[name] = content
        elif found != content:
            what = "codebook" if name == CODEBOOK else "file of weights"
            edited = f"this {what} was edited, and that of the run would replace it"
            message = edited if name in left.files else f"this {what} would be replaced by that of the run"
            raise _foreign(out / name, message)
    return wanted


def _tables(out: Path, form: str, left: Traces) -> Iterator[Path]:
    """Yield the tables in *out* that a run in *form* would replace, where no earlier run wrote any."""
    if form not in left.formats:
        wanted = {"sqlite": [out / DATABASE], "parquet": parquet_files(out)}.get(form, [])
        yield from (path for path in wanted if path.exists())


def _foreign(path: Path, message: str) -> OutputError:
    use = "use it with --codebook, move it" if path.name == CODEBOOK else "move it"
    hint = f"{use}, or choose another folder with -o"
    return OutputError(Problem("output-foreign", message, str(path), hint=hint))


def _head(path: Path) -> bytes:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(_HEAD)
    return b""


def _content(path: Path) -> bytes | None:
    """Return what *path* holds, nothing where it is no file."""
    with contextlib.suppress(OSError):
        return path.read_bytes() if path.is_file() else None
    return None
