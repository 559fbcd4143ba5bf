"""Results as tables instead of files: rows go into a database as documents finish, in their order.

The database grows in the run's own folder and is moved into place when the run ends, complete or interrupted
in order; a run that is killed leaves what was there before. Parquet files are made of it at the end: a
format that is written whole, and by a library whose threads must not be there while processes are forked.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus import __version__
from ruscorpus.export.material import Meanings
from ruscorpus.export.parquet import convert
from ruscorpus.export.registry import FORMATS
from ruscorpus.export.sqlite import Database, about
from ruscorpus.export.tables import SOURCE_TABLES
from ruscorpus.export.tables import TABLES as EXPORTED
from ruscorpus.problems import OutputError
from ruscorpus.report.database import DATABASE, TABLES
from ruscorpus.run.export import require
from ruscorpus.run.files import cannot_write
from ruscorpus.run.output import traces
from ruscorpus.run.staging import no_paths, staging

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.knowledge import Knowledge
    from ruscorpus.run.outcome import Outcome


@dataclass(slots=True)
class TableOutput:
    """The tables of one run. *folder* is the run's own, in which they are made."""

    form: str
    folder: Path
    database: Database

    @classmethod
    def begin(cls, form: str, folder: Path, knowledge: Knowledge) -> TableOutput:
        """Start a database in *folder*."""
        return cls(form, folder, Database(folder / DATABASE, Meanings(knowledge), sources=True))

    def take(self, outcome: Outcome) -> None:
        """Write the rows of a document, where it has any."""
        texts = outcome.product.texts
        if outcome.analysis is not None and texts is not None:
            self.database.add(outcome.analysis, texts)

    def conclude(self, out: Path, knowledge: Knowledge) -> None:
        """Complete the tables and move them into their place in *out*. Raises ``OutputError``."""
        self.database.conclude(about(Meanings(knowledge)) | {"program": f"ruscorpus {__version__}"})
        made = self.folder / DATABASE
        try:
            if self.form == "parquet":
                folder = self.folder / TABLES
                folder.mkdir()
                convert(made, folder)
                (out / TABLES).mkdir(exist_ok=True)
                for path in sorted(folder.iterdir()):
                    path.replace(out / TABLES / path.name)
            else:
                made.replace(out / DATABASE)
        except OSError as error:
            raise OutputError(cannot_write(out, error)) from error


def require_library(form: str) -> None:
    """Raise ``UsageError`` where a library that *form* needs is missing."""
    if form in FORMATS:
        require(FORMATS[form])


def copy_tables(source: Path, out: Path) -> None:
    """Copy the database in *source* into *out*. Raises ``OutputError``."""
    with staging(out, no_paths) as stage:
        made = stage.own / DATABASE
        try:
            shutil.copyfile(source / DATABASE, made)
            made.replace(out / DATABASE)
        except OSError as error:
            raise OutputError(cannot_write(out, error)) from error


def parquet_files(out: Path) -> list[Path]:
    """Return where in *out* the tables stand that a run writes as Parquet."""
    return [out / TABLES / f"{table.name}.parquet" for table in (*EXPORTED, *SOURCE_TABLES)]


def remove_other(out: Path, form: str) -> None:
    """Remove the tables that earlier runs left in *out* in formats other than *form*."""
    others = traces(out).formats - {form}
    gone = [out / DATABASE] if "sqlite" in others else []
    gone += parquet_files(out) if "parquet" in others else []
    for path in gone:
        with contextlib.suppress(OSError):
            path.unlink()
    if "parquet" in others:
        with contextlib.suppress(OSError):
            (out / TABLES).rmdir()  # only where nothing is left in it
