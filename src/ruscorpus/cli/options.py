"""Options that several commands share, so that they read and behave the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ruscorpus.limits import Limits

FAULT = 3
"""The exit status of a run in which the program itself failed."""
INTERRUPTED = 130
"""The exit status of a run that somebody stopped."""
STDOUT = Path("-")
"""The output that is standard output, not a file."""


class Language(StrEnum):
    """The language of the reports."""

    TH = "th"
    EN = "en"


def output_path(value: str | Path) -> Path:
    """Return *value* as a path. Raises ``UsageError`` for an empty one: never the working directory."""
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415 - not for --help

    if not str(value).strip():
        hint = "name a file or folder, . for this folder; is a variable of the call unset?"
        raise UsageError(Problem("path-empty", "the path for the output is empty", hint=hint))
    return Path(value)


def cluster_address(value: str) -> str:
    """Return *value*. Raises ``UsageError`` for an empty one, which is no way to say "here"."""
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415 - not for --help

    if not value.strip():
        hint = (
            "name the scheduler (tcp://host:8786), or leave --cluster out; is a variable of the call unset?"
        )
        raise UsageError(Problem("cluster-unnamed", "the address of the cluster is empty", hint=hint))
    return value


def output_option(text: str, *, name: str = "--out", shown: bool = False) -> Any:  # noqa: ANN401 - typer says so
    """Return the option for where a command writes to, with its help; *shown*: the help tells the default."""
    return typer.Option(name, "-o", parser=output_path, metavar="PATH", help=text, show_default=shown)


ReportFile = Annotated[
    Path | None, output_option("File for the report; by default standard output.", name="--output")
]
ReportLanguage = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        help="Language of reports. By default Thai where most documents are Thai, else English.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print a line for every document and warning.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault of the program.")]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="Run configuration (YAML). By default the packaged ruscorpus.yaml.",
        show_default=False,
    ),
]
CodebookFile = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        help="Codebook to use instead of the configured one: a YAML file, or the name of a packaged one.",
        show_default=False,
    ),
]
ResultsCodebook = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        help="Codebook to use instead of the one in OUT: a YAML file, or the name of a packaged one.",
        show_default=False,
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        "-j",
        min=0,
        max=256,
        help="Documents worked on at a time; 0: one a processor. The results are the same.",
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        min=0,
        help="Seconds that one document may take; 0: any time. By default as configured.",
        show_default=False,
    ),
]
Memory = Annotated[
    int | None,
    typer.Option(
        "--memory",
        min=0,
        help="MiB of memory that one document may need; 0: all there is. By default as configured.",
        show_default=False,
    ),
]


def limits_of(limits: Limits, *, timeout: float | None, memory: int | None) -> Limits:
    """Return *limits* with those of the command line in their place."""
    from dataclasses import replace  # noqa: PLC0415 - not for --help

    if timeout is not None:
        limits = replace(limits, seconds_per_document=timeout)
    if memory is not None:
        limits = replace(limits, memory_mb=memory)
    return limits


def verbosity(*, quiet: bool, verbose: bool) -> int:
    """Return 0, 1 or 2. Quiet wins."""
    return 0 if quiet else 2 if verbose else 1
