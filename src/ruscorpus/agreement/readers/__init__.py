"""Where codings come from: each reader recognises its kind of file or folder and gives its coders.

To read another kind, write a reader and put it into the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.agreement.readers import gold, project, table, tree
from ruscorpus.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruscorpus.agreement.coders import Coder


class Reader(NamedTuple):
    """``recognises`` tells whether a path is of its kind; ``read`` gives the coders of one layer there."""

    kind: str
    recognises: Callable[[Path], bool]
    read: Callable[[Path, str], list[Coder]]


READERS = (
    Reader("results of `ruscorpus analyze`", tree.recognises, tree.read),
    Reader("gold data (annotations/codes.jsonl, events.jsonl)", gold.recognises, gold.read),
    Reader("REFI-QDA project (.qdpx)", project.recognises, project.read),
    Reader("CSV table (.csv, .tsv)", table.recognises, table.read),
)


def read_coders(path: Path, layer: str = "codes") -> list[Coder]:
    """Return the coders of *path*. Raises ``UsageError`` for what no reader recognises."""
    if not path.exists():
        hint = "check the spelling; paths with spaces need quotes"
        raise UsageError(Problem("path-missing", "there is no such file or folder", str(path), hint=hint))
    for reader in READERS:
        if reader.recognises(path):
            return reader.read(path, layer)
    known = "; ".join(reader.kind for reader in READERS)
    raise UsageError(Problem("not-codings", "holds no codings", str(path), hint=f"what is read: {known}"))
