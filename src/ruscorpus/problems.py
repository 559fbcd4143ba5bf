"""Problems: what can go wrong with an input, a configuration or an output, said so that it can be mended.

Every problem has a slug; ``docs/problems.md`` has an anchor for each. Stages and loaders raise the
exceptions below, and only the command line turns them into messages and exit codes.
"""

from __future__ import annotations

from dataclasses import dataclass

QUOTE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong: slug, place, reason, remedy."""

    slug: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""
    severity: str = "error"

    @property
    def place(self) -> str:
        """``path:line:column``, as far as known, with control characters escaped."""
        parts = [printable(self.path)] if self.path else []
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def __str__(self) -> str:
        place = f" {self.place}:" if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.severity}[{self.slug}]:{place} {self.message}{hint}"


class RuscorpusError(Exception):
    """Base of the errors that the program expects. Carries one or more problems."""

    exit_code = 2

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[RuscorpusError], tuple[Problem, ...]]:
        return (type(self), self.problems)


class UsageError(RuscorpusError):
    """The call itself is wrong: a missing path, an empty folder, an unknown option value."""


class ConfigError(RuscorpusError):
    """A configuration, codebook, actor or event file does not hold what it should."""


class OutputError(RuscorpusError):
    """Results cannot be written."""


class LoadError(RuscorpusError):
    """One document cannot be loaded. ``status`` is the row's status in the manifest."""

    exit_code = 1

    def __init__(self, problem: Problem, status: str = "unreadable") -> None:
        super().__init__(problem)
        self.status = status

    def __reduce__(self) -> tuple[type[RuscorpusError], tuple[Problem, ...]]:
        return (type(self), (self.problems[0], self.status))  # type: ignore[return-value]


def counted(number: int, thing: str) -> str:
    """Return how many there are of a *thing*.

    >>> counted(1, "passage"), counted(1200, "passage")
    ('1 passage', '1,200 passages')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def printable(text: str, limit: int = QUOTE_LIMIT) -> str:
    r"""Return *text* with control and surrogate characters escaped, cut to *limit* code points.

    >>> printable("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(
        c
        if c.isprintable() or "\u0e00" <= c <= "\u0e7f" or c in "\u200b\u200c\u200d"
        else c.encode("unicode_escape").decode("ascii")
        for c in cut
    )
