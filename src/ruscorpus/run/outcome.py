"""What a worker tells of a document, and what became of it in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.problems import Problem
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.report.texts import Texts
    from ruscorpus.run.cache import Entry
    from ruscorpus.summarize.page import SummaryPage

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
    entries: tuple[Entry, ...] = ()
    used: tuple[str, ...] = ()

    @property
    def analysis(self) -> Analysis | None:
        """The analysis of the document, where there is one."""
        return self.product.analysis
