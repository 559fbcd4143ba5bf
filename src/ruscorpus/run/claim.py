"""Whether a folder may become an output folder: nothing that people wrote is overwritten.

``-o .`` in a folder that holds somebody's own ``codebook.yaml`` would put that of the run in its place.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from typing import TYPE_CHECKING

from ruscorpus.problems import OutputError, Problem
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.output import JOURNAL, MANIFEST

if TYPE_CHECKING:
    from pathlib import Path

_CORPUS = "corpus.yaml"
_SIGNS = {MANIFEST: b"schema: ruscorpus/manifest/", _CORPUS: b"schema: ruscorpus/corpus/"}
_REPORTS = (MANIFEST, _CORPUS, "corpus.md")
_HEAD = 2_000
_CODEBOOK_HASH = re.compile(rb"^  codebook: \"?([0-9a-f]{64})", re.MULTILINE)


def claim(out: Path, codebook: bytes) -> None:
    """Raise ``OutputError`` (``output-foreign``) where a run would overwrite what no run wrote into *out*.

    *codebook* is what the run will write as ``codebook.yaml``. The one that lies there may only be replaced
    if it is the same, or what the manifest says that the run before wrote.
    """
    if (out / JOURNAL).exists():  # a run that never came to its manifest
        return
    heads = {name: _head(out / name) for name in _SIGNS}
    ours = any(sign in heads[name] for name, sign in _SIGNS.items())
    for name in () if ours else _REPORTS:
        if (out / name).exists():
            raise _foreign(out / name, "no run of ruscorpus wrote this file, and this one would replace it")
    found = _content(out / CODEBOOK)
    if found is None or found == codebook:
        return
    written = _CODEBOOK_HASH.search(heads[MANIFEST])
    if not ours:
        raise _foreign(out / CODEBOOK, "this codebook would be replaced by that of the run")
    if written and written[1].decode() != hashlib.sha256(found).hexdigest():
        raise _foreign(out / CODEBOOK, "this codebook was edited, and that of the run would replace it")


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
