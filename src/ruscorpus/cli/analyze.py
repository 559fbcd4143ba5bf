"""``ruscorpus analyze``: the whole pipeline over files and folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import CodebookFile, ConfigFile, Debug, Quiet, ReportLanguage, Verbose, verbosity

if TYPE_CHECKING:
    from ruscorpus.run.analyze import Summary

INTERRUPTED = 130
_MAX_WORKERS = 256


def command(  # noqa: PLR0913 - each option is an argument
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to analyse.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.")] = Path("out"),
    lang: ReportLanguage = None,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            help="Apply only this code or facet of the codebook; may be given again.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            "-j",
            min=0,
            max=_MAX_WORKERS,
            help="Documents worked on at a time; 0: one a processor. The results are the same.",
        ),
    ] = 0,
    timeout: Annotated[
        float | None,
        typer.Option(
            "--timeout",
            min=0,
            help="Seconds that one document may take; 0: any time. By default as configured.",
            show_default=False,
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(
            "--memory",
            min=0,
            help="MiB of memory that one document may need; 0: all there is. By default as configured.",
            show_default=False,
        ),
    ] = None,
    config: ConfigFile = None,
    codebook: CodebookFile = None,
    *,
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Neither use nor keep what earlier runs on OUT found."),
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Analyse documents: YAML and Markdown results with quotes, pages and characters, into OUT."""
    from ruscorpus.cli.progress import Progress  # noqa: PLC0415 - nothing heavy before --help is answered
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
    from ruscorpus.run.analyze import analyze  # noqa: PLC0415
    from ruscorpus.run.discover import discover  # noqa: PLC0415
    from ruscorpus.run.interrupts import Interrupts  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=verbose))
    with Interrupts() as interrupts:
        sources = discover(paths, out)
        knowledge = load_knowledge(config, codebook)
        if code:
            knowledge = knowledge.with_codes(code)
        limits = knowledge.limits
        if timeout is not None:
            limits = replace(limits, seconds_per_document=timeout)
        if memory is not None:
            limits = replace(limits, memory_mb=memory)
        with Progress(terminal, len(sources)) as progress:
            summary = analyze(
                sources,
                out,
                knowledge,
                progress,
                language=lang.value if lang else "",
                workers=workers,
                limits=limits,
                interrupts=interrupts,
                debug=debug,
                cache=not no_cache,
            )
    _conclude(terminal, summary, out)
    if summary.interrupted:
        return INTERRUPTED
    return 1 if summary.findings else 0


def _conclude(terminal: Terminal, summary: Summary, out: Path) -> None:
    """Say in three lines what was found and what to open first."""
    documents = f"{summary.documents} document{'s' if summary.documents != 1 else ''}"
    failed = (
        f", {summary.findings} of them not analysed (see {out / 'manifest.yaml'})" if summary.findings else ""
    )
    lost = f", {summary.unrecoverable:,} characters unrecoverable" if summary.unrecoverable else ""
    terminal.say(f"{documents}{failed}: {summary.edits:,} repairs{lost}")
    terminal.say(
        f"{summary.entities:,} mentions, {summary.events:,} events, {summary.codings:,} coded passages"
    )
    terminal.say(f"Open first: {out / 'corpus.md'}", style="bold")
    terminal.say(f"To look at it: ruscorpus report {out}")
