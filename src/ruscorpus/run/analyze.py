"""A whole run: every source through the pipeline, the tree written, the corpus summed up."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ruscorpus import __version__
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.problems import Problem, printable
from ruscorpus.report.corpus import CorpusAnalysis
from ruscorpus.report.corpus_markdown import corpus_markdown_pieces
from ruscorpus.report.language import Wording
from ruscorpus.report.manifest import RunInfo, manifest_yaml
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.cache import CACHE, CacheWriter
from ruscorpus.run.claim import claim
from ruscorpus.run.collect import Collector, Listener, Summary
from ruscorpus.run.digest import digests
from ruscorpus.run.engine import warm_up, work_through
from ruscorpus.run.files import make_folder, storing, write_text
from ruscorpus.run.interrupts import Interrupts
from ruscorpus.run.lock import exclusive
from ruscorpus.run.memo import Memo
from ruscorpus.run.names import ActorNames
from ruscorpus.run.output import (
    MANIFEST,
    conclude,
    document_paths,
    prepare,
    remove_replaced,
    remove_stale,
)
from ruscorpus.run.recall import recall_all
from ruscorpus.run.staging import no_paths, staging
from ruscorpus.run.tables import TableOutput, remove_other, require_library
from ruscorpus.run.worker import Desk, making

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from ruscorpus.knowledge import Knowledge
    from ruscorpus.limits import Limits
    from ruscorpus.run.discover import Source
    from ruscorpus.run.outcome import Outcome

__all__ = ["Listener", "Summary", "analyze"]


def analyze(  # noqa: PLR0913 - each is a choice of the caller
    sources: Sequence[Source],
    out: Path,
    knowledge: Knowledge,
    listener: Listener,
    *,
    form: str = "files",
    language: str = "",
    workers: int = 0,
    limits: Limits | None = None,
    interrupts: Interrupts | None = None,
    debug: bool = False,
    inline: bool = False,
    cache: bool = False,
    cluster: str = "",
) -> Summary:
    """Analyse *sources* and write the output tree into *out*.

    Documents are worked on in worker processes, *workers* at a time (0: as many as there are processors),
    each document within *limits* (by default those of the configuration). What is written does not depend
    on the number of workers. With *debug* all happens in this process, where a fault shows its traceback;
    so it does on systems that cannot fork. With *inline* it does too, and a fault costs only its document.

    With *cache*, what earlier runs on *out* found is used, and what this one finds is kept there for the
    next. The results are the same.

    With *cluster*, the address of a Dask scheduler, the work is done by its workers. Raises ``UsageError``,
    and leaves *out* as it is, where there is no such cluster, or one that would give other results.

    *form* is one of :data:`ruscorpus.report.manifest.FORMATS`: files of each document, or tables of all of
    them in their place. The reports are written in *language*, ``th`` or ``en``; by default in Thai where
    the documents are Thai.

    Files of a document are written as soon as it is done; an interrupt keeps what is done and still
    writes manifest and corpus report over it. Raises ``OutputError`` where nothing can be written, another
    run writes, or what somebody else wrote would be overwritten.
    """
    require_library(form)
    files = form == "files"
    limits = limits or knowledge.limits
    wording = Wording.of(knowledge.codebook, knowledge.ontology, ActorNames(knowledge), language)
    with (
        nullcontext(interrupts) if interrupts else Interrupts() as stop,
        _reached(cluster) as client,  # before anything of OUT is touched
        exclusive(make_folder(out)) as lock,
        storing(out),
    ):
        written = claim(out, form, _files_of(knowledge))
        prepare(out, (source.id for source in sources) if files else (), form, written)
        with staging(out, document_paths if files else no_paths) as stage:
            corpus = CorpusAnalysis(knowledge.codebook, knowledge.ontology, stage.spill)
            writer = CacheWriter(out / CACHE) if cache else None
            memo = Memo.of(out / CACHE, knowledge, limits, language, files=files) if cache else None
            tables = None if files else TableOutput.begin(form, stage.own, knowledge)
            sink = _Sink(corpus, writer, tables)
            collector = Collector(sources, out, stage, sink, listener, stop, limits.memory_mb)
            make = making(form, wording)
            complete = False
            try:
                jobs = collector.jobs()
                if memo is not None:
                    jobs = recall_all(memo, jobs, collector, limits)
                if jobs and client is not None:
                    from ruscorpus.run.cluster import Share, on_cluster  # noqa: PLC0415 - seldom

                    share = Share.of(knowledge, make, limits, memo)
                    on_cluster(client, share, collector, jobs)
                elif jobs:  # else nothing of what the work needs has to be loaded
                    pipeline = standard_pipeline(knowledge)
                    desk = Desk(sources, pipeline, make, stage, limits, debug, memo, inline)
                    work_through(desk, collector, jobs, workers=workers, lock=lock, warm_up=warm_up)
                complete = not stop.requested
            finally:
                with stop.put_off():
                    collector.close(complete=complete)
                    if tables is not None:
                        tables.conclude(out, knowledge)
                    stage.remove()
                    if writer is not None:
                        _close(writer, listener, complete=complete)
                    if complete:
                        _tidy(out, form, collector, written)
                    write_text(out / "corpus.yaml", corpus.yaml())
                    labels = wording.suiting(corpus.languages)
                    write_text(out / "corpus.md", corpus_markdown_pieces(corpus, labels))
                    for name, content in written.items():
                        write_text(out / name, content.decode())
                    info = _run_info(knowledge, form, written)
                    write_text(out / MANIFEST, manifest_yaml(info, collector.rows))
                    if complete:
                        conclude(out)
    return collector.summary


def _reached(cluster: str) -> AbstractContextManager[Any]:
    """Return what yields a client of the cluster at this address, None where there is no address."""
    if not cluster:
        return nullcontext()
    from ruscorpus.run.cluster import reached  # noqa: PLC0415 - seldom

    return reached(cluster)


def _files_of(knowledge: Knowledge) -> dict[str, bytes]:
    """Return what of the knowledge stands beside the results: the codebook, and the weights that it names."""
    weights = knowledge.weights
    return {CODEBOOK: knowledge.codebook_source} | ({weights.path.name: weights.source} if weights else {})


def _tidy(out: Path, form: str, collector: Collector, written: dict[str, bytes]) -> None:
    """Remove what earlier runs left of documents that are gone, in another form, and of other codebooks."""
    current = (row.id for row in collector.rows if row.analysed)
    remove_stale(out, current if form == "files" else ())
    remove_other(out, form)
    remove_replaced(out, written)


@dataclass(frozen=True, slots=True)
class _Sink:
    """Puts the outcomes into the corpus report, the tables and the cache."""

    corpus: CorpusAnalysis
    cache: CacheWriter | None
    tables: TableOutput | None

    def take(self, outcome: Outcome) -> None:
        self.corpus.add_row(outcome.row)
        if outcome.analysis is not None:
            self.corpus.add(outcome.analysis)
        if self.tables is not None:
            self.tables.take(outcome)
        if self.cache is not None:
            self.cache.add(outcome.entries, outcome.used)


def _close(cache: CacheWriter, listener: Listener, *, complete: bool) -> None:
    """Write what the cache still holds back; after a *complete* run it keeps nothing else."""
    if complete:
        cache.prune()
    else:
        cache.flush()
    if cache.trouble:
        message = f"the cache cannot be written: {printable(cache.trouble)}"
        hint = "free some space, or do without it: --no-cache"
        path = str(cache.path)
        listener.warn(Problem("cache-unwritable", message, path, hint=hint, severity="warning"))


def _run_info(knowledge: Knowledge, form: str, written: dict[str, bytes]) -> RunInfo:
    date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    hashes = knowledge.config_sha256, knowledge.codebook_sha256
    return RunInfo(__version__, date, *hashes, digests(written), knowledge.codes, form)
