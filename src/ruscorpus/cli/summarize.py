"""``ruscorpus summarize``: a summary of every chapter, that can be made again and again."""

from __future__ import annotations

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
    Timeout,
    Verbose,
    Workers,
    limits_of,
    output_option,
    verbosity,
)
from ruscorpus.problems import counted

if TYPE_CHECKING:
    from ruscorpus.run.summaries import Result
    from ruscorpus.summarize.select import Length


def command(  # noqa: PLR0913, PLR0917 - each option is an argument
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATHS", help="Files and folders to sum up.", show_default=False)
    ],
    out: Annotated[
        Path, output_option("Folder for the results; summaries stand in OUT/summaries.", shown=True)
    ] = Path("out"),
    sentences: Annotated[
        int | None,
        typer.Option("--sentences", min=1, help="Sentences for each chapter, at most.", show_default=False),
    ] = None,
    ratio: Annotated[
        float | None,
        typer.Option(
            "--ratio",
            min=0,
            max=1,
            help="Share of a chapter's sentences, such as 0.1. By default 0.1: 3 to 20 sentences.",
            show_default=False,
        ),
    ] = None,
    words: Annotated[
        int | None,
        typer.Option("--words", min=1, help="Words for each chapter, at most.", show_default=False),
    ] = None,
    workers: Workers = 0,
    timeout: Timeout = None,
    memory: Memory = None,
    config: ConfigFile = None,
    codebook: CodebookFile = None,
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing; print what would change as a diff, and exit with 1 if anything would.",
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write summaries anew that were edited by hand; notes stay.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Sum up each chapter in sentences of its own, with their places, and say what they cover."""
    from ruscorpus.cli.progress import Progress  # noqa: PLC0415 - nothing heavy before --help is answered
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
    from ruscorpus.run.discover import discover  # noqa: PLC0415
    from ruscorpus.run.interrupts import Interrupts  # noqa: PLC0415
    from ruscorpus.run.summaries import summarize  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=verbose))
    length = _length(sentences, ratio, words)
    with Interrupts() as interrupts:
        sources = discover(paths, out, analysing=False)
        knowledge = load_knowledge(config, codebook)
        limits = limits_of(knowledge.limits, timeout=timeout, memory=memory)
        with Progress(terminal, len(sources)) as progress:
            result = summarize(
                sources,
                out,
                knowledge,
                progress,
                length=length,
                check=check,
                force=force,
                workers=workers,
                limits=limits,
                interrupts=interrupts,
                debug=debug,
            )
    return _conclude(terminal, result, out, check=check)


def _length(sentences: int | None, ratio: float | None, words: int | None) -> Length:
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415
    from ruscorpus.summarize.select import Length  # noqa: PLC0415

    if sum(value is not None for value in (sentences, ratio, words)) > 1:
        hint = "give one of --sentences, --ratio and --words"
        raise UsageError(Problem("summary-length", "the length is given in two ways", hint=hint))
    if ratio == 0:
        raise UsageError(Problem("summary-length", "--ratio must be above 0", hint="0.1 is one in ten"))
    return Length(sentences or 0, ratio or 0.0, words or 0)


def _conclude(terminal: Terminal, result: Result, out: Path, *, check: bool) -> int:
    """Print the diffs of a check, say what was done, and return the exit status."""
    refused = 0
    for change in result.changes:
        if change.diff:
            typer.echo(change.diff, nl=False)
        if problem := change.problem:
            refused += 1
            terminal.problem(problem)
        else:
            terminal.say(f"{change.state:8} {change.path}", verbosity=2)
    if result.summary.interrupted:
        return INTERRUPTED
    made = len(result.changes) - refused
    documents = counted(result.summary.documents, "document")
    if result.summary.findings:
        which = "" if result.summary.documents == 1 else f"{result.summary.findings:,} of them "
        documents += f", {which}not summed up"
    if check:
        differ = f"{counted(refused, 'file')} differ{'s' if refused == 1 else ''}"
        terminal.say(f"{documents}: {differ if refused else 'all summaries are current'}")
    else:
        changed = f"{counted(made, 'file')} written" if made else "nothing to change"
        terminal.say(f"{documents}: {changed}")
        terminal.say(f"Open first: {out / 'summaries' / 'index.md'}", style="bold")
    return 1 if refused or result.summary.findings else 0
