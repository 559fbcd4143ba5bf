"""Progress of a run: a bar on a terminal, elsewhere a plain line now and then; a line a failed document."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ruscorpus.cli.pace import Pace, duration
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ruscorpus.cli.console import Terminal
    from ruscorpus.problems import Problem
    from ruscorpus.run.discover import Source
    from ruscorpus.run.outcome import Outcome

_PLAIN_SECONDS = 30.0
"""Between two plain lines."""
_NAME = 40


class Progress:
    """Listens to a run. Use as a context manager."""

    def __init__(self, terminal: Terminal, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._terminal = terminal
        self._clock = clock
        self._pace = Pace(total, clock())
        self._at: tuple[str, str] | None = None
        self._bar: Any = None
        self._task: Any = None
        self._last_line = clock()

    def __enter__(self) -> Progress:
        if self._terminal.live:
            from rich import progress  # noqa: PLC0415

            self._bar = progress.Progress(
                progress.SpinnerColumn(),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TextColumn("{task.description}", markup=False),
                console=self._terminal.console,
                transient=True,
                auto_refresh=False,  # by tick() instead of a thread: worker processes are forked beside it
            )
            self._bar.start()
            self._task = self._bar.add_task("starting", total=self._pace.total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def stage(self, source: Source, name: str) -> None:
        """Take note of which document is in which stage."""
        self._at = source.id, name

    def tick(self) -> None:
        """Draw the bar anew, or print a line where it is time for one."""
        now = self._clock()
        self._pace.look(now)
        if self._bar is not None:
            self._bar.update(self._task, completed=self._pace.finished, description=self._beside(now))
            self._bar.refresh()
        elif now - self._last_line >= _PLAIN_SECONDS:
            self._last_line = now
            self._terminal.say(self._pace.told(now, self._where()))

    def _where(self) -> str:
        """Return which document is in which stage; asked for much less often than told."""
        return f"{self._at[1]}: {printable(self._at[0], _NAME)}" if self._at else ""

    def finished(self, source: Source) -> None:  # noqa: ARG002 - any document counts
        """Count a document."""
        self._pace.finished += 1

    def warn(self, problem: Problem) -> None:
        """Show a warning of the run itself."""
        self._terminal.problem(problem)

    def done(self, source: Source, outcome: Outcome) -> None:
        """Say what became of a document."""
        for problem in outcome.problems:
            if problem.severity == "error" or self._terminal.verbosity > 1:
                self._terminal.problem(problem)
        self._pace.failed += outcome.row.failed
        if outcome.analysis is not None:
            self._pace.characters += outcome.analysis.document.characters
        if self._terminal.verbosity > 1:
            row = outcome.row
            note = f" ({row.message})" if row.skipped else f" {row.seconds:.2f} s"
            self._terminal.say(f"{row.status:8} {printable(source.shown_path)}{note}", verbosity=2)

    def _beside(self, now: float) -> str:
        """Return what stands beside the bar."""
        pace = self._pace
        speed, left = pace.speed(now), pace.left(now)
        parts = [
            f"{pace.failed:,} failed" if pace.failed else "",
            f"{speed:,.0f} characters/s" if speed else "",
            f"{duration(left)} left" if left is not None else "",
            self._where() or "starting",
        ]
        return " · ".join(filter(None, parts))
