"""Options that several commands share, so that they read and behave the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The language of the reports."""

    TH = "th"
    EN = "en"


ReportLanguage = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        help="Language of the reports. By default Thai where the documents are Thai, else English.",
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


def verbosity(*, quiet: bool, verbose: bool) -> int:
    """Return 0, 1 or 2. Quiet wins."""
    return 0 if quiet else 2 if verbose else 1
