"""The terminal: where messages go, how much of them, and what a failed document looks like."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.problems import printable

if TYPE_CHECKING:
    from rich.console import Console

    from ruscorpus.problems import Problem

_MAX_LINE = 2_000


@dataclass(slots=True)
class Terminal:
    """Messages to standard error. ``verbosity``: 0 quiet, 1 normal, 2 verbose."""

    verbosity: int = 1
    _console: Console | None = field(default=None, init=False)

    @property
    def console(self) -> Console:
        """A Rich console on standard error; obeys ``NO_COLOR``."""
        if self._console is None:
            from rich.console import Console  # noqa: PLC0415 - not needed for --help

            self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        return self._console

    @property
    def live(self) -> bool:
        """Whether progress bars may be drawn."""
        return self.verbosity > 0 and sys.stderr.isatty()

    def say(self, message: str, *, style: str = "", verbosity: int = 1) -> None:
        """Print one message, without reading markup in it."""
        if self.verbosity >= verbosity:
            self._print(message, style)

    def problem(self, problem: Problem) -> None:
        """Print a problem as one line. Errors show even when quiet."""
        if problem.severity == "error" or self.verbosity:
            self._print(str(problem), "red" if problem.severity == "error" else "yellow")

    def _print(self, line: str, style: str) -> None:
        """Print one line in which nothing, whatever it quotes, moves the cursor or colours the screen."""
        self.console.print(printable(line, _MAX_LINE), style=style or None, markup=False, emoji=False)
