"""Writing what was imported: a whole folder, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.exchange.annotations import files
from ruscorpus.problems import Problem, UsageError
from ruscorpus.run.files import beside, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.exchange.project import Project


def require_new(folder: Path) -> None:
    """Raise ``UsageError`` where something is in *folder* already, or it is no folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "name a new or empty folder with -o"
        raise UsageError(Problem("import-target", "is there already and not empty", str(folder), hint=hint))


def write_project(project: Project, folder: Path) -> None:
    """Write the files of *project* into *folder*, which must be new or empty.

    They are made beside it and moved there at one stroke: an interrupt leaves nothing. Raises ``UsageError``
    and ``OutputError``.
    """
    require_new(folder)
    with beside(folder) as workplace:
        made = workplace / "made"
        made.mkdir()  # the folder beside is one that nobody else may read
        for path, content in files(project):
            write_text(made / path, content)
        made.replace(folder)
