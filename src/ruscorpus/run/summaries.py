"""Every source through the pipeline, its chapters summed up, and the folder of summaries brought up to date.

A file that is as it should be is not touched, one that somebody edited is not overwritten, and what people
wrote below ``## Notes`` stays, whatever happens to the rest.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from ruscorpus.pipeline import standard_pipeline
from ruscorpus.report.labels import Labels
from ruscorpus.run.cache import CACHE
from ruscorpus.run.collect import Collector, Listener, Summary
from ruscorpus.run.engine import warm_up, work_through
from ruscorpus.run.files import make_folder
from ruscorpus.run.interrupts import Interrupts
from ruscorpus.run.lock import exclusive
from ruscorpus.run.memo import Memo
from ruscorpus.run.names import ActorNames
from ruscorpus.run.outcome import Product
from ruscorpus.run.output import sweep
from ruscorpus.run.shelf import Change, Shelf
from ruscorpus.run.staging import no_paths, staging
from ruscorpus.run.worker import Desk
from ruscorpus.summarize.coverage import coverages
from ruscorpus.summarize.index import index_page
from ruscorpus.summarize.page import Origin, SummaryPage, folder_name, summary_page
from ruscorpus.summarize.summary import Summarizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.knowledge import Knowledge
    from ruscorpus.limits import Limits
    from ruscorpus.model import Document
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.run.discover import Source
    from ruscorpus.run.outcome import Outcome
    from ruscorpus.summarize.select import Length

SUMMARIES = "summaries"
"""The folder below OUT."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, and what it changed, or with ``check`` would change, in the order of the sources."""

    summary: Summary
    changes: tuple[Change, ...]


def summarize(  # noqa: PLR0913 - each is a choice of the caller
    sources: Sequence[Source],
    out: Path,
    knowledge: Knowledge,
    listener: Listener,
    *,
    length: Length,
    check: bool = False,
    force: bool = False,
    workers: int = 0,
    limits: Limits | None = None,
    interrupts: Interrupts | None = None,
    debug: bool = False,
) -> Result:
    """Sum up *sources* into ``OUT/summaries``. With *check* nothing is written, and no lock is taken.

    With *force*, what somebody edited by hand is written anew, but for notes. Summaries of documents and
    chapters that are gone are removed, unless they hold notes or edits. Raises ``OutputError``.
    """
    limits = limits or knowledge.limits
    labels = Labels.of(knowledge.codebook, knowledge.ontology, ActorNames(knowledge))
    origin = Origin(_hash(knowledge), str(length))
    make = partial(_product, summarizer=Summarizer(knowledge.summaries, length), origin=origin, labels=labels)
    with ExitStack() as stack:
        stop = stack.enter_context(nullcontext(interrupts) if interrupts else Interrupts())
        lock = None
        if not check:
            make_folder(out)
            lock = stack.enter_context(exclusive(out))
            sweep(out)
        folder = Path(gettempdir()) if check else None
        stage = stack.enter_context(staging(out, no_paths, folder))
        shelf = Shelf(out / SUMMARIES, check=check, force=force)
        sink = _Sink(shelf)
        collector = Collector(sources, out, stage, sink, listener, stop, limits.memory_mb)
        memo = Memo.of(out / CACHE, knowledge, limits, "th") if (out / CACHE).is_file() else None
        desk = Desk(sources, standard_pipeline(knowledge), make, stage, limits, debug, memo)
        complete = False
        try:
            work_through(desk, collector, collector.jobs(), workers=workers, lock=lock, warm_up=warm_up)
            complete = not stop.requested
        finally:
            with stop.put_off():
                collector.close(complete=complete)
                if complete:
                    sink.conclude(origin)
    return Result(collector.summary, tuple(shelf.changes))


def _product(document: Document, summarizer: Summarizer, origin: Origin, labels: Labels) -> Product:
    summaries = summarizer(document)
    covered = coverages(document, summaries)
    return Product(
        pages=tuple(
            summary_page(document, summary, coverage, origin, labels)
            for summary, coverage in zip(summaries, covered, strict=True)
        )
    )


def _hash(knowledge: Knowledge) -> str:
    codes = ",".join(code.id for code in knowledge.codebook.codes)
    parts = f"{knowledge.config_sha256}\n{knowledge.codebook_sha256}\n{codes}"
    return hashlib.sha256(parts.encode()).hexdigest()


@dataclass(slots=True)
class _Sink:
    """Puts the pages of each document on the shelf as soon as its turn has come."""

    shelf: Shelf
    _rows: list[tuple[ManifestRow, tuple[SummaryPage, ...]]] = field(default_factory=list)

    def take(self, outcome: Outcome) -> None:
        for page in outcome.product.pages:
            self.shelf.put(page)
        briefs = tuple(SummaryPage(p.path, "", p.title, p.sentences, p.of) for p in outcome.product.pages)
        self._rows.append((outcome.row, briefs))

    def conclude(self, origin: Origin) -> None:
        """Clear the shelf of what is gone, and write the index. What could not be read is not gone."""
        current = {page.path for _, pages in self._rows for page in pages}
        unread = {folder_name(row.id) for row, _ in self._rows if not (row.analysed or row.skipped)}
        left = self.shelf.clear(current, unread)
        self.shelf.put(index_page(self._rows, left, origin))
