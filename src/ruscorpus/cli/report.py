"""``ruscorpus report``: an output tree as one file to read, to print, to send."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import (
    STDOUT,
    ConfigFile,
    Debug,
    Quiet,
    ReportLanguage,
    ResultsCodebook,
    output_option,
    verbosity,
)


class Format(StrEnum):
    """What a report can be."""

    HTML = "html"
    MARKDOWN = "markdown"


SUFFIX = {Format.HTML: "html", Format.MARKDOWN: "md"}


def command(
    results: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder that analyze wrote.", show_default=False)
    ],
    form: Annotated[
        Format,
        typer.Option("--format", help="html: one page that needs nothing but a browser; markdown: one text."),
    ] = Format.HTML,
    out: Annotated[
        Path | None,
        output_option("File to write; - for standard output. By default report.html or report.md in OUT."),
    ] = None,
    lang: ReportLanguage = None,
    config: ConfigFile = None,
    codebook: ResultsCodebook = None,
    *,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Write the results in OUT as one report: an HTML page that needs nothing else, or Markdown."""
    from ruscorpus.run.files import write_text  # noqa: PLC0415
    from ruscorpus.run.report import OpenTree  # noqa: PLC0415 - nothing heavy before --help is answered

    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    loaded = OpenTree.load(results, config, codebook)
    for problem in loaded.warnings:
        terminal.problem(problem)
    language = lang.value if lang else ""
    report = loaded.html(language) if form is Format.HTML else loaded.markdown(language)
    if out == STDOUT:
        sys.stdout.write(report)
        return 0
    path = out or results / f"report.{SUFFIX[form]}"
    write_text(path, report)
    terminal.say(f"Open: {path}", style="bold")
    return 0
