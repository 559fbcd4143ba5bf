"""One source through load and pipeline to finished files. Whatever happens to it stays its own affair."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.problems import LoadError, Problem, printable
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.report.markdown import document_markdown
from ruscorpus.report.yaml import document_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruscorpus.model import Document
    from ruscorpus.pipeline import Pipeline
    from ruscorpus.report.labels import Labels
    from ruscorpus.run.discover import Source


PARTIAL = frozenset({"broken-page"})
"""Slugs of problems that cost a document a part of its text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its row, the files to write (path below OUT → content), its analysis."""

    row: ManifestRow
    problems: tuple[Problem, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    analysis: Analysis | None = None


def work(
    source: Source,
    pipeline: Pipeline,
    labels: Labels,
    on_stage: Callable[[str], None] | None = None,
    *,
    debug: bool = False,
) -> Outcome:
    """Load and analyse one source. Expected failures and faults of a stage become rows, not exceptions.

    With *debug* a fault of the program is raised instead, so that its traceback can be seen.
    """
    from ruscorpus.load import load  # noqa: PLC0415 - loaders are heavy

    start = time.perf_counter()
    if source.skipped:
        return Outcome(
            ManifestRow(source.id, source.shown_path, "", "skipped", "not-a-document", source.skipped)
        )
    sha256 = ""
    try:
        if on_stage is not None:
            on_stage("load")
        document = load(source.path, id=source.id, shown_path=source.shown_path)
        sha256 = document.sha256
        document = pipeline(document, on_stage)
        analysis = Analysis.of(document)
        files = document_files(document, analysis, labels)
    except LoadError as error:
        return _failed(source, error.problems[0], error.status, start, sha256)
    except MemoryError:
        problem = Problem("out-of-memory", "needs more memory than there is", source.shown_path)
        return _failed(source, problem, "memory", start, sha256)
    except Exception as error:
        if debug:
            raise
        message = f"a fault of ruscorpus itself: {type(error).__name__}: {printable(str(error))}"
        hint = "please report it, with the traceback that --debug prints"
        return _failed(
            source, Problem("crash", message, source.shown_path, hint=hint), "crash", start, sha256
        )
    seconds = time.perf_counter() - start
    lost = next((problem for problem in document.problems if problem.slug in PARTIAL), None)
    if lost is None:
        row = ManifestRow(source.id, source.shown_path, sha256, "ok", seconds=seconds)
    else:
        row = ManifestRow(source.id, source.shown_path, sha256, "partial", lost.slug, lost.message, seconds)
    return Outcome(row, document.problems, files, analysis)


def _failed(source: Source, problem: Problem, status: str, start: float, sha256: str) -> Outcome:
    seconds = time.perf_counter() - start
    row = ManifestRow(source.id, source.shown_path, sha256, status, problem.slug, problem.message, seconds)
    return Outcome(row, (problem,))


def document_files(document: Document, analysis: Analysis, labels: Labels) -> dict[str, str]:
    """Return the files of one document by their path below OUT."""
    return {
        f"documents/{document.id}.yaml": document_yaml(analysis),
        f"documents/{document.id}.md": document_markdown(analysis, labels),
        f"text/{document.id}.txt": document.text,
        f"raw/{document.id}.txt": document.raw,
        f"edits/{document.id}.jsonl": "".join(
            json.dumps(
                {"at": list(e.at), "new": e.new, "rule": e.rule, "confidence": round(e.confidence, 3)},
                ensure_ascii=False,
            )
            + "\n"
            for e in document.edits
        ),
    }
