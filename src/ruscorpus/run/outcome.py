"""What a worker tells of a document, and what became of it in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.problems import Problem, printable
from ruscorpus.report.manifest import ManifestRow

if TYPE_CHECKING:
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.texts import Texts
    from ruscorpus.run.cache import Packed
    from ruscorpus.run.discover import Source
    from ruscorpus.summarize.page import SummaryPage

MESSAGE = 400
"""So many code points of a message stand in the manifest."""
STAGE, DIGEST, UNWRITABLE, CACHE = "stage", "sha256", "unwritable", "cache"
"""What a worker reports of a document: the stage that it enters, its hash, that the disk takes no more,
that the cache is damaged."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a run makes of a finished document: files (path below OUT → content), and what it keeps of it.

    ``texts`` are there where results go into tables, which hold them in the place of files.
    ``pages`` are summaries; the run itself, which knows what stands there, puts them into their places.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    analysis: Analysis | None = None
    pages: tuple[SummaryPage, ...] = ()
    texts: Texts | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its row, what went wrong, and what was made of it.

    ``entries`` are for the cache, ``used`` the keys of those that were there already.
    """

    row: ManifestRow
    problems: tuple[Problem, ...] = ()
    product: Product = Product()
    entries: tuple[Packed, ...] = ()
    used: tuple[str, ...] = ()

    @property
    def analysis(self) -> Analysis | None:
        """The analysis of the document, where there is one."""
        return self.product.analysis


def out_of_memory(source: Source, memory_mb: int) -> Problem:
    """Return the problem that a document needs more memory than it may have."""
    message = (
        f"needs more than {memory_mb:,} MiB of memory" if memory_mb else "needs more memory than there is"
    )
    hint = "raise the limit with --memory if you trust the file"
    return Problem("out-of-memory", message, source.shown_path, hint=hint)


def failed(source: Source, problem: Problem, status: str, seconds: float = 0.0, sha256: str = "") -> Outcome:
    """Return the outcome of a source that gave no analysis."""
    message = printable(problem.message, MESSAGE)
    row = ManifestRow(source.id, source.shown_path, sha256, status, problem.slug, message, seconds)
    return Outcome(row, (problem,))
