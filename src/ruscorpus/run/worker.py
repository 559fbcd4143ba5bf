"""One source through load and pipeline to finished files. Whatever happens to it stays its own affair."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.problems import LoadError, Problem, printable
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.report.markdown import document_markdown
from ruscorpus.report.yaml import document_yaml
from ruscorpus.run.confine import release_reserve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ruscorpus.model import Document
    from ruscorpus.pipeline import Pipeline
    from ruscorpus.report.labels import Labels
    from ruscorpus.run.discover import Source
    from ruscorpus.run.staging import Staging
    from ruscorpus.run.supervisor import Report

    Make = Callable[[Document], "Product"]

PARTIAL = frozenset({"broken-page", "damaged-text", "too-many-pages"})
"""Slugs of problems that cost a document a part of its text."""
STAGE, DIGEST, UNWRITABLE = "stage", "sha256", "unwritable"
"""What a worker reports of a document: the stage that it enters, its hash, that the disk takes no more."""
_CHUNK = 1 << 20
_MESSAGE = 400


@dataclass(frozen=True, slots=True)
class Product:
    """What a run makes of a finished document: files (path below OUT → content), and what it keeps of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    analysis: Analysis | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its row, what went wrong, and what was made of it."""

    row: ManifestRow
    problems: tuple[Problem, ...] = ()
    product: Product = Product()

    @property
    def analysis(self) -> Analysis | None:
        """The analysis of the document, where there is one."""
        return self.product.analysis


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the work on any one of *sources* needs. Workers have it from the start."""

    sources: Sequence[Source]
    pipeline: Pipeline
    make: Make
    staging: Staging
    limits: Limits = DEFAULT_LIMITS
    debug: bool = False

    def do(self, job: int, report: Report) -> bool:
        """Work on a source and stage its outcome; return whether the process should do no other after it.

        A process that ran out of memory, or into a fault, may hold wreckage that would harm the next one.
        """
        source, start = self.sources[job], time.perf_counter()
        try:
            outcome = work(source, self.pipeline, self.make, report, limits=self.limits, debug=self.debug)
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
) -> Outcome:
    """Load and analyse one source, and *make* of it what the run is for.

    Expected failures and faults of a stage become rows, not exceptions. With *debug* a fault of the program
    is raised instead, so that its traceback can be seen.
    """
    from ruscorpus.load import load  # noqa: PLC0415 - loaders are heavy

    start = time.perf_counter()
    sha256 = ""

    def enter(stage: str) -> None:
        if report is not None:
            report(STAGE, stage)

    try:
        enter("load")
        sha256 = _digest(source.path, limits)
        if report is not None and sha256:
            report(DIGEST, sha256)
        document = load(source.path, id=source.id, shown_path=source.shown_path, limits=limits)
        sha256 = document.sha256
        document = pipeline(document, enter)
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
    seconds = time.perf_counter() - start
    lost = next((problem for problem in document.problems if problem.slug in PARTIAL), None)
    if lost is None:
        row = ManifestRow(source.id, source.shown_path, sha256, "ok", seconds=seconds)
    else:
        message = printable(lost.message, _MESSAGE)
        row = ManifestRow(source.id, source.shown_path, sha256, "partial", lost.slug, message, seconds)
    return Outcome(row, document.problems, product)


def _digest(path: Path, limits: Limits) -> str:
    """Return the SHA-256 of a file, so that it is known whatever the file does to us later; else ``""``."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return ""
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor has no path
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or state.st_size > limits.max_bytes:
            return ""
        digest = hashlib.sha256()
        left = limits.max_bytes
        while left >= 0 and (chunk := file.read(_CHUNK)):
            digest.update(chunk)
            left -= len(chunk)
    return digest.hexdigest() if left >= 0 else ""


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


def out_of_memory(source: Source, memory_mb: int) -> Problem:
    """Return the problem that a document needs more memory than it may have."""
    message = (
        f"needs more than {memory_mb:,} MiB of memory" if memory_mb else "needs more memory than there is"
    )
    hint = "raise the limit with --memory if you trust the file"
    return Problem("out-of-memory", message, source.shown_path, hint=hint)


def failed(source: Source, problem: Problem, status: str, seconds: float = 0.0, sha256: str = "") -> Outcome:
    """Return the outcome of a source that gave no analysis."""
    message = printable(problem.message, _MESSAGE)
    row = ManifestRow(source.id, source.shown_path, sha256, status, problem.slug, message, seconds)
    return Outcome(row, (problem,))


def results(document: Document, labels: Labels) -> Product:
    """Return the analysis of a document, and its files in the output tree."""
    analysis = Analysis.of(document)
    files = document_files(document, analysis, labels)
    return Product({path: text.encode() for path, text in files.items()}, analysis)


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
