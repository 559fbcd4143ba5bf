"""``ruscorpus analyze``: the whole pipeline over files and folders."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import (
    INTERRUPTED,
    CodebookFile,
    ConfigFile,
    Debug,
    Memory,
    Quiet,
    ReportLanguage,
    Timeout,
    Verbose,
    Workers,
    cluster_address,
    limits_of,
    output_option,
    verbosity,
)
from ruscorpus.problems import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.run.analyze import Summary
    from ruscorpus.run.discover import Source

_NAMED = 5
_NAME = 60


class Format(StrEnum):
    """What the results are written as; the reports on all documents are the same."""

    FILES = "files"
    SQLITE = "sqlite"
    PARQUET = "parquet"


def command(  # noqa: PLR0913, PLR0917 - each option is an argument
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS",
            help="Files and folders to analyse; with --cluster also URLs.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, output_option("Folder for the results; never read as input.", shown=True)] = Path(
        "out"
    ),
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="files: YAML and Markdown of each document; sqlite, parquet: tables of all, for many.",
        ),
    ] = Format.FILES,
    lang: ReportLanguage = None,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            help="Apply only this code (theory.anarchy) or facet (domain); may be given again.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = 0,
    timeout: Timeout = None,
    memory: Memory = None,
    config: ConfigFile = None,
    codebook: CodebookFile = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            parser=cluster_address,
            metavar="TEXT",
            help="Address of a Dask scheduler (tcp://host:8786) whose workers do the work.",
            show_default=False,
        ),
    ] = None,
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
    from ruscorpus.garbage import paused  # noqa: PLC0415 - nothing heavy before --help is answered

    with paused():
        from ruscorpus.cli.progress import Progress  # noqa: PLC0415
        from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
        from ruscorpus.run.analyze import analyze  # noqa: PLC0415
        from ruscorpus.run.interrupts import Interrupts  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=verbose))
    with Interrupts() as interrupts:
        sources = _sources(paths, out, cluster=bool(cluster))
        knowledge = load_knowledge(config, codebook)
        if code:
            knowledge = knowledge.with_codes(code)
        limits = limits_of(knowledge.limits, timeout=timeout, memory=memory)
        with Progress(terminal, len(sources)) as progress:
            summary = analyze(
                sources,
                out,
                knowledge,
                progress,
                form=form.value,
                language=lang.value if lang else "",
                workers=workers,
                limits=limits,
                interrupts=interrupts,
                debug=debug,
                cache=not no_cache,
                cluster=cluster or "",
            )
    _conclude(terminal, summary, out, form)
    if summary.interrupted:
        return INTERRUPTED
    return 1 if summary.findings else 0


def _sources(paths: list[str], out: Path, *, cluster: bool) -> list[Source]:
    """Return the documents to analyse: files and folders here, and what workers of a cluster find at URLs."""
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415 - not for --help
    from ruscorpus.run.discover import discover, discover_urls, together  # noqa: PLC0415

    urls = [path for path in paths if "://" in path]
    if urls and not cluster:
        hint = "name a cluster with --cluster, or fetch the files first"
        raise UsageError(
            Problem("path-missing", "URLs are read by the workers of a cluster", urls[0], hint=hint)
        )
    here = [Path(path) for path in paths if "://" not in path]
    return together(discover(here, out) if here else [], discover_urls(urls) if urls else [])


def _conclude(terminal: Terminal, summary: Summary, out: Path, form: Format) -> None:
    """Say in a few lines what was found, what was left out, and what to open first."""
    which = "" if summary.documents == 1 else f"{summary.findings:,} of them "
    failed = f", {which}not analysed (see {out / 'manifest.yaml'})" if summary.findings else ""
    lost = f", {counted(summary.unrecoverable, 'character')} unrecoverable" if summary.unrecoverable else ""
    terminal.say(
        f"{counted(summary.documents, 'document')}{failed}: {counted(summary.edits, 'repair')}{lost}"
    )
    if summary.left_out:
        files = counted(len(summary.left_out), "file")
        terminal.say(f"{files} left out: {_names(summary.left_out)}; see {out / 'manifest.yaml'}")
    if summary.noted:
        look = "1 document wants" if len(summary.noted) == 1 else f"{len(summary.noted):,} documents want"
        terminal.say(f"{look} a look: {_names(summary.noted)}; see {out / 'corpus.md'}")
    found = (summary.entities, "mention"), (summary.events, "event"), (summary.codings, "coding")
    terminal.say(", ".join(counted(number, thing) for number, thing in found))
    terminal.say(f"Open first: {out / 'corpus.md'}", style="bold")
    if form is Format.PARQUET:
        terminal.say(f"Tables: {out / 'tables'}")
    else:
        terminal.say(f"To look at it: ruscorpus report {out}")


def _names(names: Sequence[str]) -> str:
    """Return the names of the first documents or files."""
    from ruscorpus.problems import printable  # noqa: PLC0415 - not for --help

    told = [printable(name, _NAME) for name in names[:_NAMED]] + ["…"] * (len(names) > _NAMED)
    return ", ".join(told)
