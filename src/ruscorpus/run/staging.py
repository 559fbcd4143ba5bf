"""Where workers put what they made until it is complete: a folder of the run's own, inside OUT.

A worker writes the files of a document here, and the rest of its outcome beside them; only when it says
that all is there does the run move them to their places, one rename each. So a worker that is killed leaves
nothing half-made in the tree, results of any size pass without a pipe that could fill up, and the run
itself holds one outcome at a time, however many there are.
"""

from __future__ import annotations

import contextlib
import pickle
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus.problems import OutputError
from ruscorpus.run.files import cannot_write
from ruscorpus.run.output import STAGING_PREFIX, document_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruscorpus.run.outcome import Outcome


class Staging:
    """The folder of one run. Jobs are numbered; *paths* gives what a document may have below OUT."""

    def __init__(self, root: Path, out: Path, paths: Callable[[str], tuple[str, ...]]) -> None:
        self._root = root
        self.out = out
        self.own = root
        """The folder itself, for whatever else a run makes before it moves it into place."""
        self.spill = root / "corpus.sqlite"
        """Where what a report gathers may lie while the run goes on."""
        self._paths = paths

    def put(self, job: int, outcome: Outcome) -> None:
        """Write an outcome with its files. Raises ``OSError``."""
        for number, path in enumerate(self._paths(outcome.row.id)):
            if path in outcome.product.files:
                self._file(job, number).write_bytes(outcome.product.files[path])
        with self._result(job).open("wb") as stream:
            kept = replace(outcome, product=replace(outcome.product, files={}))
            pickle.dump(kept, stream, pickle.HIGHEST_PROTOCOL)

    def discard(self, job: int) -> None:
        """Remove what a job left, finished or not."""
        for path in self._root.glob(f"{job}.*"):
            path.unlink()

    def commit(self, job: int, document: str) -> None:
        """Move the files of a job to their places; where it made none, remove those of an earlier run.

        Raises ``OutputError``.
        """
        for number, name in enumerate(self._paths(document)):
            target = self.out / name
            try:
                self._file(job, number).replace(target)
            except FileNotFoundError:
                with contextlib.suppress(FileNotFoundError):
                    target.unlink()
            except OSError as error:
                raise OutputError(cannot_write(target, error)) from error

    def take(self, job: int) -> Outcome:
        """Return the outcome of a job, once."""
        path = self._result(job)
        with path.open("rb") as stream:
            outcome: Outcome = pickle.load(stream)  # noqa: S301 - our own worker wrote it
        path.unlink()
        return outcome

    def remove(self) -> None:
        """Remove the folder and all that is still in it."""
        shutil.rmtree(self._root, ignore_errors=True)

    def _file(self, job: int, number: int) -> Path:
        return self._root / f"{job}.{number}"

    def _result(self, job: int) -> Path:
        return self._root / f"{job}.result"


def no_paths(_: str) -> tuple[str, ...]:
    """Return the paths of a document's files for a run that writes none."""
    return ()


@contextlib.contextmanager
def staging(
    out: Path, paths: Callable[[str], tuple[str, ...]] = document_paths, folder: Path | None = None
) -> Iterator[Staging]:
    """Make a staging folder in *out*, or in *folder*, and remove it in the end. Raises ``OutputError``."""
    try:
        root = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder or out))
    except OSError as error:
        raise OutputError(cannot_write(out, error)) from error
    stage = Staging(root, out, paths)
    try:
        yield stage
    finally:
        stage.remove()
