"""Writing what was imported: a whole folder, or none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus.exchange.gold import files
from ruscorpus.problems import OutputError, Problem, UsageError
from ruscorpus.run.writer import cannot_write, make_folder, write_text

if TYPE_CHECKING:
    from ruscorpus.exchange.project import Project

_PREFIX = ".ruscorpus-tmp-"


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
    make_folder(folder.parent)
    try:
        workplace = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder.parent))
    except OSError as error:
        raise OutputError(cannot_write(folder, error)) from error
    made = workplace / "made"
    try:
        made.mkdir()  # mkdtemp makes a folder that nobody else may read
        for path, content in files(project):
            write_text(made / path, content)
        made.replace(folder)
    except OSError as error:
        raise OutputError(cannot_write(folder, error)) from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
