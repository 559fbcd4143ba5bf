"""A whole run: every source through the pipeline, the tree written, the corpus summed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from ruscorpus import __version__
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.report.corpus import CorpusAnalysis, corpus_yaml
from ruscorpus.report.corpus_markdown import corpus_markdown
from ruscorpus.report.labels import Labels
from ruscorpus.report.manifest import ManifestRow, RunInfo, manifest_yaml
from ruscorpus.run.worker import work
from ruscorpus.run.writer import MANIFEST, prepare, remove_stale, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruscorpus.config.base import Bilingual
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.run.discover import Source
    from ruscorpus.run.worker import Outcome


class Listener(Protocol):
    """What a run tells while it goes on."""

    def stage(self, source: Source, name: str) -> None:
        """*source* enters the stage *name*."""

    def done(self, source: Source, outcome: Outcome) -> None:
        """*source* is finished, well or not."""


@dataclass(slots=True)
class Summary:
    """What a run found. ``findings`` counts the documents whose status is neither ok nor skipped."""

    documents: int = 0
    findings: int = 0
    edits: int = 0
    unrecoverable: int = 0
    entities: int = 0
    events: int = 0
    codings: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        self.documents += outcome.row.status != "skipped"
        self.findings += outcome.row.status not in ("ok", "skipped")
        if outcome.analysis is not None:
            self.edits += outcome.analysis.repair.edits
            self.unrecoverable += outcome.analysis.repair.unrecoverable
            self.entities += len(outcome.analysis.entities)
            self.events += len(outcome.analysis.events)
            self.codings += len(outcome.analysis.codings)


def analyze(
    sources: Sequence[Source],
    out: Path,
    knowledge: Knowledge,
    listener: Listener,
    *,
    language: str = "th",
    debug: bool = False,
) -> Summary:
    """Analyse *sources* and write the output tree into *out*.

    Files of a document are written as soon as it is done; an interrupt keeps what is done and still
    writes manifest and corpus report over it. Raises ``OutputError`` where nothing can be written.
    """
    pipeline = standard_pipeline(knowledge)
    labels = Labels.of(knowledge.codebook, knowledge.ontology, actor_names(knowledge), language)
    corpus = CorpusAnalysis(knowledge.codebook, knowledge.ontology)
    rows: list[ManifestRow] = []
    summary = Summary()
    prepare(out)
    complete = False
    try:
        for source in sources:
            outcome = work(source, pipeline, labels, partial(listener.stage, source), debug=debug)
            for path, content in outcome.files.items():
                write_text(out / path, content)
            rows.append(outcome.row)
            corpus.add_row(outcome.row)
            if outcome.analysis is not None:
                corpus.add(outcome.analysis)
            summary.add(outcome)
            listener.done(source, outcome)
        complete = True
    finally:
        if complete:
            remove_stale(out, (row.id for row in rows if row.status in ("ok", "partial")))
        rows += [_not_reached(source) for source in sources[len(rows) :]]
        write_text(out / "corpus.yaml", corpus_yaml(corpus))
        write_text(out / "corpus.md", corpus_markdown(corpus, labels))
        write_text(out / MANIFEST, manifest_yaml(_run_info(knowledge), rows))
    return summary


def _not_reached(source: Source) -> ManifestRow:
    return ManifestRow(
        source.id, source.shown_path, "", "skipped", "interrupted", "the run ended before this document"
    )


def _run_info(knowledge: Knowledge) -> RunInfo:
    date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return RunInfo(__version__, date, knowledge.config_sha256, knowledge.codebook_sha256)


def actor_names(knowledge: Knowledge) -> dict[str, Bilingual]:
    """Return the names of all actors by id, for labels."""
    from ruscorpus.config.base import Bilingual  # noqa: PLC0415

    return {actor.id: Bilingual(th=actor.th, en=actor.en) for actor in knowledge.actors}
