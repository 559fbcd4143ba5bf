"""Progress of a run: a bar on a terminal, plain lines elsewhere; failed documents one line each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ruscorpus.problems import printable

if TYPE_CHECKING:
    from types import TracebackType

    from ruscorpus.cli.console import Terminal
    from ruscorpus.problems import Problem
    from ruscorpus.run.discover import Source
    from ruscorpus.run.outcome import Outcome

_PLAIN_SECONDS = 10.0
_NAME = 40


class Progress:
    """Listens to a run. Use as a context manager."""

    def __init__(self, terminal: Terminal, total: int) -> None:
        self._terminal = terminal
        self._total = total
        self._finished = 0
        self._failed = 0
        self._bar: Any = None
        self._task: Any = None
        self._last_line = time.monotonic()

    def __enter__(self) -> Progress:
        if self._terminal.live:
            from rich import progress  # noqa: PLC0415

            self._bar = progress.Progress(
                progress.SpinnerColumn(),
                progress.TextColumn("{task.description}", markup=False),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TimeElapsedColumn(),
                console=self._terminal.console,
                transient=True,
                auto_refresh=False,  # by tick() instead of a thread: worker processes are forked beside it
            )
            self._bar.start()
            self._task = self._bar.add_task("starting", total=self._total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def stage(self, source: Source, name: str) -> None:
        """Show which document is in which stage."""
        if self._bar is not None:
            self._bar.update(self._task, description=f"{name:8} {printable(source.id, _NAME)}")

    def tick(self) -> None:
        """Draw the bar anew."""
        if self._bar is not None:
            self._bar.refresh()

    def finished(self, source: Source) -> None:  # noqa: ARG002 - any document counts
        """Count a document."""
        self._finished += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=self._finished)
        elif time.monotonic() - self._last_line > _PLAIN_SECONDS:
            self._last_line = time.monotonic()
            failed = f", {self._failed} failed" if self._failed else ""
            self._terminal.say(f"{self._finished} of {self._total} documents{failed}")

    def warn(self, problem: Problem) -> None:
        """Show a warning of the run itself."""
        self._terminal.problem(problem)

    def done(self, source: Source, outcome: Outcome) -> None:
        """Say what became of a document."""
        for problem in outcome.problems:
            if problem.severity == "error" or self._terminal.verbosity > 1:
                self._terminal.problem(problem)
        self._failed += outcome.row.status not in ("ok", "skipped")
        if self._terminal.verbosity > 1:
            row = outcome.row
            note = f" ({row.message})" if row.status == "skipped" else f" {row.seconds:.2f} s"
            self._terminal.say(f"{row.status:8} {printable(source.shown_path)}{note}", verbosity=2)
