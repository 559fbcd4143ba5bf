"""An output tree written again elsewhere, as carefully as a run writes it.

The bytes are the same, but for what the manifest says of codebook and weights: those that lay there stay
whose they were.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.report.manifest import manifest_yaml
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.claim import claim
from ruscorpus.run.digest import digests
from ruscorpus.run.files import make_folder, write_text
from ruscorpus.run.lock import exclusive
from ruscorpus.run.output import (
    MANIFEST,
    WEIGHTS,
    conclude,
    document_paths,
    prepare,
    remove_replaced,
    remove_stale,
)
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
    named = (tree.folder / CODEBOOK, *sorted(tree.folder.glob(f"*{WEIGHTS}")))
    knowledge = {path.name: path.read_bytes() for path in named if path.is_file()}
    form = tree.run.format
    ids = tree.ids if form == "files" else ()
    with exclusive(out):
        written = claim(out, form, knowledge)
        prepare(out, ids, form, written)
        if form != "files":
            copy_tables(tree.folder, out)
        whole = ("corpus.yaml", "corpus.md", *written)
        for path in (*(path for id_ in ids for path in document_paths(id_)), *whole):
            _copy(tree.folder / path, out / path)
        remove_stale(out, ids)
        remove_other(out, form)
        remove_replaced(out, written)
        run = replace(tree.run, written=digests(written))
        write_text(out / MANIFEST, manifest_yaml(run, tree.rows))
        conclude(out)


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        with source.open(encoding="utf-8", newline="") as file:
            write_text(target, file.read())
