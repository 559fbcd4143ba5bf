"""``ruscorpus import``: projects of other programs as texts and annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import Debug, Quiet, output_option, verbosity
from ruscorpus.problems import counted


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="REFI-QDA project (.qdpx, .qde) or codebook (.qdc).",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None, output_option("Folder to write, new or empty. By default FILE's name.")
    ] = None,
    *,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Read what QualCoder, ATLAS.ti, MAXQDA, NVivo or Taguette exported: texts, codes, codings, coders."""
    from ruscorpus.exchange import read_project  # noqa: PLC0415 - nothing heavy before --help is answered
    from ruscorpus.run.importing import require_new, write_project  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    folder = out or Path(file.stem)
    require_new(folder)
    project = read_project(file)
    for problem in project.problems:
        terminal.problem(problem)
    write_project(project, folder)
    codings = sum(len(text.annotations) for text in project.texts)
    held = (project.texts, "text"), (project.codes, "code"), (project.coders, "coder")
    told = [*(counted(len(things), name) for things, name in held), counted(codings, "coding")]
    terminal.say(f"{', '.join(told)}: {folder}")
    return 0
