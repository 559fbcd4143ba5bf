"""``ruscorpus codebook``: work on a codebook before coding with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import ConfigFile, Debug, Quiet, verbosity

app = typer.Typer(
    help="Work on a codebook before coding with it.", no_args_is_help=True, rich_markup_mode=None
)


@app.callback()
def _group() -> None:
    """Work on a codebook before coding with it."""


@app.command("check")
def check(
    codebook: Annotated[
        Path | None,
        typer.Argument(help="Codebook (YAML). By default the configured one.", show_default=False),
    ] = None,
    config: ConfigFile = None,
    *,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Check a codebook: its form, its references, and that every example sentence behaves."""
    from ruscorpus.coding.codebook import check_examples  # noqa: PLC0415 - heavy
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
    from ruscorpus.model import Document  # noqa: PLC0415
    from ruscorpus.pipeline import standard_pipeline  # noqa: PLC0415
    from ruscorpus.yamlio import read  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    knowledge = load_knowledge(config, codebook)
    pipeline = standard_pipeline(knowledge)

    def analyse(text: str) -> Document:
        return pipeline(Document(id="example", path="example", raw=text))

    path = knowledge.codebook_path
    problems = check_examples(knowledge.codebook, analyse, read(path), str(path))
    for problem in problems:
        terminal.problem(problem)
    codes = len(knowledge.codebook.codes)
    if not problems:
        terminal.say(f"{path}: {codes} codes, all examples behave")
    return 1 if problems else 0
