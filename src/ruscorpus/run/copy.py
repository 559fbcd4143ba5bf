"""An output tree written again elsewhere, the same bytes, as carefully as a run writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.claim import claim
from ruscorpus.run.files import make_folder, write_text
from ruscorpus.run.lock import exclusive
from ruscorpus.run.output import MANIFEST, conclude, document_paths, earlier_format, prepare, remove_stale
from ruscorpus.run.tables import copy_tables, remove_other

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.report.tree import ResultTree


def copy_tree(tree: ResultTree, out: Path) -> None:
    """Write the files of *tree* into *out*, and take away what an earlier run left there of other documents.

    Raises ``OutputError`` where nothing can be written, a run writes there at the moment, or what somebody
    else wrote would be overwritten.
    """
    make_folder(out)
    codebook = (tree.folder / CODEBOOK).read_bytes() if (tree.folder / CODEBOOK).is_file() else b""
    form = tree.run.format
    ids = tree.ids if form == "files" else ()
    with exclusive(out):
        claim(out, codebook)
        prepare(out, ids)
        if form != "files":
            copy_tables(tree.folder, out)
        weights = sorted(path.name for path in tree.folder.glob("*.weights.json"))
        whole = ("corpus.yaml", "corpus.md", CODEBOOK, *weights)
        for path in (*(path for id_ in ids for path in document_paths(id_)), *whole):
            _copy(tree.folder / path, out / path)
        remove_stale(out, ids)
        remove_other(out, form, earlier_format(out))
        _copy(tree.folder / MANIFEST, out / MANIFEST)
        conclude(out)


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        with source.open(encoding="utf-8", newline="") as file:
            write_text(target, file.read())
