"""One source through load and pipeline to finished files. Whatever happens to it stays its own affair."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.problems import LoadError, Problem, printable
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.document_yaml import document_yaml
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.report.markdown import document_markdown
from ruscorpus.report.texts import Texts
from ruscorpus.run.confine import release_reserve
from ruscorpus.run.digest import file_digest
from ruscorpus.run.outcome import DIGEST, MESSAGE, STAGE, UNWRITABLE, Outcome, Product, failed, out_of_memory
from ruscorpus.run.recall import Recall

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.model import Document
    from ruscorpus.offsets import Edit
    from ruscorpus.pipeline import Pipeline
    from ruscorpus.report.labels import Labels
    from ruscorpus.report.language import Wording
    from ruscorpus.run.discover import Source
    from ruscorpus.run.memo import Memo
    from ruscorpus.run.staging import Staging
    from ruscorpus.run.supervisor import Report

    Make = Callable[[Document], Product]

PARTIAL = frozenset({"broken-page", "damaged-text", "too-many-pages"})
"""Slugs of problems that cost a document a part of its text."""
CODED_FROM = "coding"
"""The stage from which on a document is worked on anew when only the codebook changed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the work on any one of *sources* needs. Workers have it from the start."""

    sources: Sequence[Source]
    pipeline: Pipeline
    make: Make
    staging: Staging
    limits: Limits = DEFAULT_LIMITS
    debug: bool = False
    memo: Memo | None = None
    inline: bool = False

    def do(self, job: int, report: Report) -> bool:
        """Work on a source and stage its outcome; return whether the process should do no other after it.

        A process that ran out of memory, or into a fault, may hold wreckage that would harm the next one.
        """
        source, start = self.sources[job], time.perf_counter()
        try:
            outcome = self._work(source, report)
            self._put(job, outcome, report)
        except MemoryError:
            release_reserve()
        else:
            return outcome.row.status in ("crash", "memory")
        # Only here, outside the handler, are the frames gone that held the memory.
        self.staging.discard(job)
        problem = out_of_memory(source, self.limits.memory_mb)
        self._put(job, failed(source, problem, "memory", time.perf_counter() - start), report)
        return True

    def _work(self, source: Source, report: Report) -> Outcome:
        recall = Recall(self.memo, source, report) if self.memo else None
        return work(
            source, self.pipeline, self.make, report, limits=self.limits, debug=self.debug, recall=recall
        )

    def _put(self, job: int, outcome: Outcome, report: Report) -> None:
        try:
            self.staging.put(job, outcome)
        except OSError as error:
            report(UNWRITABLE, str(error.errno or 0))


def work(
    source: Source,
    pipeline: Pipeline,
    make: Make,
    report: Report | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    debug: bool = False,
    recall: Recall | None = None,
) -> Outcome:
    """Load and analyse one source, and *make* of it what the run is for.

    Expected failures and faults of a stage become rows, not exceptions. With *debug* a fault of the program
    is raised instead, so that its traceback can be seen. With *recall* nothing is read anew that an earlier
    run has read.
    """
    from ruscorpus.load import load  # noqa: PLC0415 - loaders are heavy

    start = time.perf_counter()
    sha256 = ""

    def enter(stage: str) -> None:
        if report is not None:
            report(STAGE, stage)

    try:
        enter("load")
        sha256 = file_digest(source.path, limits.max_bytes)
        if report is not None and sha256:
            report(DIGEST, sha256)

        def loaded() -> Document:
            return load(source.path, id=source.id, shown_path=source.shown_path, limits=limits)

        if recall is None or not sha256:
            document = pipeline(loaded(), enter)
        else:
            document = recall.document(sha256, lambda: pipeline.before(CODED_FROM, loaded(), enter))
            document = pipeline.onward(CODED_FROM, document, enter)
        sha256 = document.sha256
        enter("report")
        product = make(document)
    except LoadError as error:
        return failed(source, error.problems[0], error.status, time.perf_counter() - start, sha256)
    except MemoryError:
        raise
    except BaseException as error:
        if debug or isinstance(error, KeyboardInterrupt):
            raise
        if _lacked_memory(error):
            raise MemoryError from None
        return failed(source, _fault(source, error), "crash", time.perf_counter() - start, sha256)
    outcome = Outcome(_row(source, document, time.perf_counter() - start), document.problems, product)
    return recall.keep(outcome) if recall is not None and sha256 else outcome


def _row(source: Source, document: Document, seconds: float) -> ManifestRow:
    """Return the manifest's row of a document that was analysed, whole or in part."""
    lost = next((problem for problem in document.problems if problem.slug in PARTIAL), None)
    status, told = ("partial", lost) if lost else ("ok", next(iter(document.problems), None))
    row = ManifestRow(source.id, source.shown_path, document.sha256, status, seconds=seconds)
    return replace(row, slug=told.slug, message=printable(told.message, MESSAGE)) if told else row


def _lacked_memory(error: BaseException | None) -> bool:
    """Tell whether *error* comes of a lack of memory that a library made another error of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, MemoryError):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _fault(source: Source, error: BaseException) -> Problem:
    message = f"a fault of ruscorpus itself: {type(error).__name__}: {printable(str(error))}".rstrip(": ")
    hint = "please report it, with the traceback that --debug prints"
    return Problem("crash", message, source.shown_path, hint=hint)


def making(form: str, wording: Wording) -> Make:
    """Return what makes the results of a document for a run that writes the format *form*."""
    return partial(results, wording=wording) if form == "files" else tabled


def tabled(document: Document) -> Product:
    """Return the analysis of a document, and the texts that it points into."""
    texts = Texts(document.text, document.raw, document.edits)
    return Product(analysis=Analysis.of(document), texts=texts)


def results(document: Document, wording: Wording) -> Product:
    """Return the analysis of a document, and its files in the output tree."""
    analysis = Analysis.of(document)
    files = document_files(document, analysis, wording.suiting([document.language]))
    return Product({path: text.encode() for path, text in files.items()}, analysis)


def document_files(document: Document, analysis: Analysis, labels: Labels) -> dict[str, str]:
    """Return the files of one document by their path below OUT."""
    return {
        f"documents/{document.id}.yaml": document_yaml(analysis),
        f"documents/{document.id}.md": document_markdown(analysis, labels),
        f"text/{document.id}.txt": document.text,
        f"raw/{document.id}.txt": document.raw,
        f"edits/{document.id}.jsonl": "".join(map(_edit_line, document.edits)),
    }


_json = json.JSONEncoder(ensure_ascii=False).encode
"""As ``json.dumps`` with that option, which would make an encoder for each edit."""


def _edit_line(edit: Edit) -> str:
    data = {"at": edit.at, "new": edit.new, "rule": edit.rule, "confidence": round(edit.confidence, 3)}
    return _json(data) + "\n"
