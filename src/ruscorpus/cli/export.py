"""``ruscorpus export``: the results for the programs that researchers use."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import STDOUT, ConfigFile, Debug, Quiet, ResultsCodebook, output_option, verbosity

if TYPE_CHECKING:
    from ruscorpus.export.registry import Format


class Layer(StrEnum):
    """What is found in a text."""

    CODES = "codes"
    EVENTS = "events"
    ENTITIES = "entities"


def command(
    results: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that analyze wrote.")] = Path("out"),
    out: Annotated[
        Path | None,
        output_option("File (folder or .zip for several), - for standard output. By default in OUT/export/."),
    ] = None,
    config: ConfigFile = None,
    codebook: ResultsCodebook = None,
    layer: Annotated[
        list[Layer] | None,
        typer.Option(
            "--layer",
            help="qdpx, labelstudio, doccano: only this layer; may be given again. By default all.",
            show_default=False,
        ),
    ] = None,
    *,
    form: Annotated[
        str,
        typer.Option("--format", "-f", help="Format; `--format list` names them all.", show_default=False),
    ],
    every_status: Annotated[
        bool,
        typer.Option(
            "--every-status",
            help="plover, polecat, gexf: also what is planned, alleged, denied or hypothetical.",
        ),
    ] = False,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Write the results in OUT for other programs: coding software, statistics, databases, networks."""
    from ruscorpus.export.material import Material  # noqa: PLC0415 - nothing heavy before --help is answered
    from ruscorpus.run.export import export, export_text, require  # noqa: PLC0415
    from ruscorpus.run.report import OpenTree  # noqa: PLC0415

    if form == "list":
        return _list()
    format_ = _format(form)
    require(format_)
    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    loaded = OpenTree.load(results, config, codebook)
    for problem in loaded.warnings:
        terminal.problem(problem)
    layers = frozenset(chosen.value for chosen in layer or Layer)
    material = Material(loaded.tree, loaded.knowledge, every_status, layers)
    target = out or results / "export" / format_.file
    if out == STDOUT:
        sys.stdout.flush()
        export_text(material, format_, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        export(material, format_, target)
    for what, number in sorted(material.left_out.items()):
        if number:
            terminal.say(f"{format_.name}: left out: {what}: {number:,}")
    if out != STDOUT:
        terminal.say(f"Written: {target}", style="bold")
    return 0


def _list() -> int:
    from ruscorpus.export.registry import FORMATS  # noqa: PLC0415

    for format_ in FORMATS.values():
        typer.echo(f"{format_.name:12}{format_.summary}")
    return 0


def _format(name: str) -> Format:
    from ruscorpus.export.registry import FORMATS  # noqa: PLC0415
    from ruscorpus.problems import Problem, UsageError, printable  # noqa: PLC0415

    if name not in FORMATS:
        hint = f"known: {', '.join(FORMATS)}"
        raise UsageError(Problem("export-format", f"unknown format {printable(name)!r}", hint=hint))
    return FORMATS[name]
