"""``ruscorpus codebook``: work on a codebook before coding with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import ConfigFile, Debug, Quiet, output_option, verbosity
from ruscorpus.problems import counted

app = typer.Typer(
    help="Work on a codebook before coding with it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def _group() -> None:
    """Work on a codebook before coding with it."""


@app.command("check", short_help="Check a codebook and its examples.")
def check(
    codebook: Annotated[
        Path | None,
        typer.Argument(
            metavar="CODEBOOK",
            help="Codebook (YAML), or the name of a packaged one. By default the configured one.",
            show_default=False,
        ),
    ] = None,
    config: ConfigFile = None,
    *,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Check a codebook and frames of your own: form, references, and that every example sentence behaves."""
    from ruscorpus.check.rules.examples import example_problems  # noqa: PLC0415 - heavy
    from ruscorpus.coding.codebook import check_completeness  # noqa: PLC0415
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
    from ruscorpus.yamlio import read  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    knowledge = load_knowledge(config, codebook)
    path = knowledge.codebook_path
    for problem in check_completeness(knowledge.codebook, read(path), str(path)):
        terminal.problem(problem)
    problems = example_problems(knowledge)
    for problem in problems:
        terminal.problem(problem)
    codes = counted(len(knowledge.codebook.codes), "code")
    if not problems:
        terminal.say(f"{path}: {codes}, all examples behave")
    return 1 if problems else 0


@app.command("new", short_help="Start a codebook of your own.")
def new(
    identifier: Annotated[
        str,
        typer.Argument(metavar="ID", help="Id of the new codebook: lower-case letters, digits, hyphens."),
    ] = "my-framework",
    out: Annotated[
        Path | None, output_option("File to write, which must not exist. By default ID.yaml.")
    ] = None,
    *,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Start another framework: write a commented codebook that works, to be overwritten line by line."""
    import re  # noqa: PLC0415

    from ruscorpus.problems import OutputError, Problem, UsageError, printable  # noqa: PLC0415
    from ruscorpus.resources import packaged_configs  # noqa: PLC0415
    from ruscorpus.run.files import cannot_write  # noqa: PLC0415

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", identifier):
        hint = "lower-case letters, digits and hyphens, such as power-transition"
        raise UsageError(Problem("codebook-id", f"{printable(identifier)!r} cannot be an id", hint=hint))
    path = out or Path(f"{identifier}.yaml")
    template = (packaged_configs() / "templates" / "codebook.yaml").read_text(encoding="utf-8")
    text = template.replace("id: {id}", f"id: {identifier}").replace("{file}", printable(str(path)))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        problem = Problem("codebook-exists", "is there already", str(path), hint="choose another with -o")
        raise UsageError(problem) from error
    except OSError as error:
        raise OutputError(cannot_write(path, error)) from error
    Terminal(verbosity(quiet=quiet, verbose=False)).say(
        f"{path}: edit it, then run: ruscorpus codebook check {path}"
    )
    return 0
