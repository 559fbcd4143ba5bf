"""``ruscorpus validate``: results hold what they say, and are still what somebody agreed to."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import (
    FAULT,
    ConfigFile,
    Debug,
    Quiet,
    ReportFile,
    ResultsCodebook,
    verbosity,
)
from ruscorpus.problems import counted

if TYPE_CHECKING:
    from ruscorpus.check.findings import Report
    from ruscorpus.check.run import Answer


class Format(StrEnum):
    """What the report is for."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


class Grade(StrEnum):
    """From which severity on findings fail the run."""

    ERROR = "error"
    WARNING = "warning"


def command(  # noqa: PLR0913 - each option is an argument
    tree: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder that `analyze` wrote.", show_default=False)
    ],
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            help="Folder with annotations/ (and text/) to hold codes and events against.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="Form of the report.")] = Format.TEXT,
    output: ReportFile = None,
    fail_on: Annotated[
        Grade, typer.Option("--fail-on", help="Severity from which on findings make exit status 1.")
    ] = Grade.ERROR,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", help="Baseline (YAML) to tell what has moved since.", show_default=False),
    ] = None,
    root: Annotated[
        Path, typer.Option("--root", help="Folder from which the paths of the sources start.")
    ] = Path(),
    config: ConfigFile = None,
    codebook: ResultsCodebook = None,
    *,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline", help="Write the baseline anew, if nothing but drift is found wrong."
        ),
    ] = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Check results: form, quotes, sources, codes, dates, drift since a baseline, agreement with gold."""
    from datetime import UTC, datetime  # noqa: PLC0415 - nothing heavy before --help is answered

    from ruscorpus.check.baseline import read_baseline  # noqa: PLC0415
    from ruscorpus.check.formats import FORMATS  # noqa: PLC0415
    from ruscorpus.check.run import Question, validate  # noqa: PLC0415
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
    from ruscorpus.run.files import write_text  # noqa: PLC0415

    if update_baseline and baseline is None:
        raise typer.BadParameter("--update-baseline needs --baseline, the file to write")
    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    knowledge = load_knowledge(config, codebook or _own_codebook(tree))
    compared = None if baseline is None or update_baseline else read_baseline(baseline)
    today = datetime.now(UTC).date()
    question = Question(
        tree, root, knowledge, knowledge.validation, today, gold, compared, remember=update_baseline
    )
    answer = validate(question)
    report = FORMATS[form.value](answer.report, Path.cwd(), fail_on.value)
    if output is not None:
        write_text(output, report)
    else:
        typer.echo(report, nl=False)
    if debug:
        for crash in answer.report.crashes:
            typer.echo(crash.trace, err=True)
    written = baseline is not None and update_baseline and _update(baseline, answer, terminal)
    _conclude(terminal, answer.report)
    if answer.report.crashes:
        return FAULT
    return 1 if answer.report.failed(fail_on.value) or (update_baseline and not written) else 0


def _own_codebook(tree: Path) -> Path | None:
    """Return the codebook that lies in the tree, if it is the one that the results were made with."""
    from ruscorpus.limits import DEFAULT_LIMITS  # noqa: PLC0415
    from ruscorpus.problems import UsageError  # noqa: PLC0415
    from ruscorpus.report.tree import CODEBOOK, ResultTree  # noqa: PLC0415
    from ruscorpus.run.digest import file_digest  # noqa: PLC0415

    path = tree / CODEBOOK
    try:
        return path if file_digest(path, DEFAULT_LIMITS.max_bytes) == ResultTree(tree).run.codebook else None
    except UsageError:  # what is wrong with the manifest is told by the checks
        return None


def _update(path: Path, answer: Answer, terminal: Terminal) -> bool:
    """Write the baseline; a tree that is wrong in itself is none to hold others against."""
    from ruscorpus.check.baseline import baseline_yaml  # noqa: PLC0415
    from ruscorpus.run.files import write_text  # noqa: PLC0415

    if answer.run is None or answer.report.crashes or answer.report.counts["error"]:
        terminal.say(f"{path}: not written, for the results have faults of their own", style="yellow")
        return False
    write_text(path, baseline_yaml(answer.run, answer.known))
    terminal.say(f"{path}: {counted(len(answer.known), 'document')}")
    return True


def _conclude(terminal: Terminal, report: Report) -> None:
    told = ", ".join(counted(count, name) for name, count in report.counts.items())
    crashed = f", {counted(len(report.crashes), 'check')} failed themselves" if report.crashes else ""
    terminal.say(f"{counted(report.documents, 'document')} checked: {told}{crashed}")
    if any(finding.slug.startswith("drift-") for finding in report.findings):
        terminal.say("Read what has moved; if it is right, accept it: --update-baseline")
