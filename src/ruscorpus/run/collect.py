"""What the workers made, taken up in the order of the sources, whatever order it came in."""

from __future__ import annotations

import math
import os
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from ruscorpus.problems import OutputError, Problem, printable
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.run.cache import CACHE as CACHE_FILE
from ruscorpus.run.files import cannot_write
from ruscorpus.run.outcome import CACHE, DIGEST, STAGE, UNWRITABLE, Outcome, failed, out_of_memory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruscorpus.run.discover import Source
    from ruscorpus.run.interrupts import Interrupts
    from ruscorpus.run.staging import Staging
    from ruscorpus.run.supervisor import Loss


_TICK = 0.1
"""Seconds between two ticks of a listener, which may draw a bar each time."""


class Listener(Protocol):
    """What a run tells while it goes on."""

    def stage(self, source: Source, name: str) -> None:
        """*source* enters the stage *name*."""

    def tick(self) -> None:
        """Time passes: called several times a second."""

    def finished(self, source: Source) -> None:
        """*source* is finished, well or not. Told at once, in any order."""

    def done(self, source: Source, outcome: Outcome) -> None:
        """*source* became *outcome*. Told in the order of the sources."""

    def warn(self, problem: Problem) -> None:
        """Something is not as it should be, and the run goes on."""


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
    interrupted: bool = False
    left_out: list[str] = field(default_factory=list)
    """The ids of the files that were not read."""
    noted: list[str] = field(default_factory=list)
    """The ids of the documents that were analysed, and of which a warning is told."""

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        if outcome.row.skipped:
            self.left_out.append(outcome.row.id)
        else:
            self.documents += 1
        if outcome.row.noted:
            self.noted.append(outcome.row.id)
        self.findings += outcome.row.failed
        if outcome.analysis is not None:
            self.edits += outcome.analysis.repair.edits
            self.unrecoverable += outcome.analysis.repair.unrecoverable
            self.entities += len(outcome.analysis.entities)
            self.events += len(outcome.analysis.events)
            self.codings += len(outcome.analysis.codings)


class Sink(Protocol):
    """What takes up the outcomes of a run, in the order of the sources."""

    def take(self, outcome: Outcome) -> None:
        """Take up one outcome."""


@dataclass(slots=True)
class Collector:
    """Watches the workers of a run. Outcomes that come too early wait on disk, not in memory."""

    sources: Sequence[Source]
    out: Path
    staging: Staging
    sink: Sink
    listener: Listener
    interrupts: Interrupts
    memory_mb: int = 0
    rows: list[ManifestRow] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)
    _staged: set[int] = field(default_factory=set)
    _failed: dict[int, Outcome] = field(default_factory=dict)
    _digests: dict[int, str] = field(default_factory=dict)
    _stages: dict[int, str] = field(default_factory=dict)
    _cache_damaged: bool = False
    _ticked: float = -math.inf
    """When the listener was last told that time passes."""

    def jobs(self) -> list[int]:
        """Return the numbers of the sources that are to be read, and take note of the others."""
        for job, source in enumerate(self.sources):
            if source.skipped:
                row = ManifestRow(
                    source.id, source.shown_path, "", "skipped", "not-a-document", source.skipped
                )
                self._failed[job] = Outcome(row)
        self._advance()
        return [job for job, source in enumerate(self.sources) if not source.skipped]

    def said(self, job: int, kind: str, text: str) -> None:
        """Take up what a worker tells of a document."""
        if kind == STAGE:
            self._stages[job] = text
            self.listener.stage(self.sources[job], text)
        elif kind == DIGEST:
            self._digests[job] = text
        elif kind == CACHE:
            self.warn_of_cache(text)
        elif kind == UNWRITABLE:
            number = int(text)
            raise OutputError(cannot_write(self.out, OSError(number, os.strerror(number))))

    def done(self, job: int) -> None:
        """Put the files of a finished document into their places."""
        self._stages.pop(job, None)
        self.staging.commit(job, self.sources[job].id)
        self._staged.add(job)
        self.listener.finished(self.sources[job])
        self._advance()

    def known(self, job: int, outcome: Outcome) -> None:
        """Take up a document whose files stand in OUT as an earlier run wrote them."""
        self.listener.finished(self.sources[job])
        if job == len(self.rows):
            self._put(job, outcome)
            return
        self._stage(job, outcome)
        self._staged.add(job)

    def arrived(self, job: int, outcome: Outcome) -> None:
        """Take up a document that was finished on another machine."""
        self._stage(job, outcome)
        self.done(job)

    def warn_of_cache(self, reason: str) -> None:
        """Warn once, however many entries are damaged; all of them are made again."""
        if not self._cache_damaged:
            self._cache_damaged = True
            message = f"the cache is damaged; what it lost is computed anew: {printable(reason)}"
            path = str(self.out / CACHE_FILE)
            self.listener.warn(Problem("cache-damaged", message, path, severity="warning"))

    def lost(self, job: int, loss: Loss) -> None:
        """Note a document whose worker did not come back."""
        source = self.sources[job]
        self.staging.discard(job)
        self.staging.commit(job, source.id)
        problem, status = self._told(source, self._stages.pop(job, ""), loss)
        self._failed[job] = failed(source, problem, status, loss.seconds)
        self.listener.finished(source)
        self._advance()

    def tick(self) -> bool:
        """Tell that time passes, ten times a second at most; return whether the run goes on."""
        now = time.monotonic()
        if now - self._ticked >= _TICK:
            self._ticked = now
            self.listener.tick()
        return not self.interrupts.requested

    def close(self, *, complete: bool) -> None:
        """Take up what is left; of a run that is not *complete*, also what stands behind gaps."""
        self._advance()
        self.summary.interrupted = not complete
        if complete:
            return
        for job in range(len(self.rows), len(self.sources)):
            if self._has(job):
                self._take(job)
            else:
                source = self.sources[job]
                reason = "the run ended before this document"
                row = ManifestRow(source.id, source.shown_path, "", "skipped", "interrupted", reason)
                self._enter(Outcome(row))

    def _stage(self, job: int, outcome: Outcome) -> None:
        try:
            self.staging.put(job, outcome)
        except OSError as error:
            raise OutputError(cannot_write(self.out, error)) from error

    def _told(self, source: Source, stage: str, loss: Loss) -> tuple[Problem, str]:
        """Say in words why a document was lost, and which status it gets."""
        where = f"it was in the stage {stage!r}; " if stage else ""
        if loss.timed_out:
            hint = where + "raise the limit with --timeout if the document is that large"
            return Problem("timeout", loss.reason, source.shown_path, hint=hint), "timeout"
        if loss.at_limit:
            return out_of_memory(source, self.memory_mb), "memory"
        hint = where + "the other documents are not affected; please report it if it happens again"
        return Problem("worker-lost", loss.reason, source.shown_path, hint=hint), "crash"

    def _advance(self) -> None:
        while len(self.rows) < len(self.sources) and self._has(len(self.rows)):
            self._take(len(self.rows))

    def _has(self, job: int) -> bool:
        return job in self._staged or job in self._failed

    def _take(self, job: int) -> None:
        if job in self._staged:
            self._staged.remove(job)
            outcome = self.staging.take(job)
        else:
            outcome = self._failed.pop(job)
        digest = self._digests.pop(job, "")
        if digest and not outcome.row.sha256:
            outcome = replace(outcome, row=replace(outcome.row, sha256=digest))
        self._put(job, outcome)

    def _put(self, job: int, outcome: Outcome) -> None:
        self._enter(outcome)
        self.summary.add(outcome)
        self.listener.done(self.sources[job], outcome)

    def _enter(self, outcome: Outcome) -> None:
        self.rows.append(outcome.row)
        self.sink.take(outcome)
