"""``ruscorpus agree``: how far coders, people or programs, agree, and where they do not."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.options import ConfigFile, Debug, Quiet, ReportFile, verbosity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.offsets import Span


class Unit(StrEnum):
    """In what agreement is counted."""

    CHARACTER = "character"
    SENTENCE = "sentence"
    PASSAGE = "passage"


class Layer(StrEnum):
    """What of results and gold data is compared."""

    CODES = "codes"
    EVENTS = "events"


class Format(StrEnum):
    """What the report is for."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


def command(  # noqa: PLR0913 - each option is an argument
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="A B…",
            help="Results of `analyze`, gold folders, REFI-QDA projects (.qdpx), tables (.csv).",
            show_default=False,
        ),
    ],
    unit: Annotated[Unit, typer.Option("--unit", "-u", help="What is counted.")] = Unit.CHARACTER,
    layer: Annotated[
        Layer,
        typer.Option(
            "--layer", help="What of results and gold data is compared: codes, or events by their types."
        ),
    ] = Layer.CODES,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts", help="Folder with the texts, where no coder brings them along.", show_default=False
        ),
    ] = None,
    samples: Annotated[
        int,
        typer.Option("--samples", min=0, max=100_000, help="Bootstrap samples for the intervals; 0: none."),
    ] = 1000,
    form: Annotated[
        Format,
        typer.Option(
            "--format", "-f", help="Form of the report; text has the first disagreements, csv all of them."
        ),
    ] = Format.TEXT,
    output: ReportFile = None,
    config: ConfigFile = None,
    *,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Compare coders: kappa, alpha, AC1, F1 by code with intervals, and every disagreement side by side."""
    from ruscorpus.agreement.compare import compare  # noqa: PLC0415 - nothing heavy before --help
    from ruscorpus.agreement.formats import FORMATS, as_text  # noqa: PLC0415
    from ruscorpus.agreement.readers import read_coders  # noqa: PLC0415
    from ruscorpus.agreement.readers.texts import TextFolder  # noqa: PLC0415
    from ruscorpus.agreement.spelling import lookalikes  # noqa: PLC0415
    from ruscorpus.run.files import write_text  # noqa: PLC0415

    terminal = Terminal(verbosity(quiet=quiet, verbose=False))
    coders = [coder for path in paths for coder in read_coders(path, layer.value)]
    folder = TextFolder(texts) if texts is not None else None
    comparison = compare(coders, unit.value, _splitter(unit, config), texts=folder, samples=samples)
    for name, documents in comparison.left_out.items():
        terminal.say(f"{name}: not all coders read {', '.join(documents)}", style="yellow")
    for coder, name, meant in lookalikes(comparison):
        terminal.say(f"{coder}: only here there is {name}; is {meant} meant?", style="yellow")
    if output is not None:
        write_text(output, FORMATS[form.value](comparison))
    elif form is Format.TEXT and sys.stdout.isatty():
        typer.echo(as_text(comparison, shutil.get_terminal_size().columns), nl=False)
    else:
        typer.echo(FORMATS[form.value](comparison), nl=False)
    return 0


def _splitter(unit: Unit, config: Path | None) -> Callable[[str], Sequence[Span]]:
    """Return what splits a text into sentences, as ``analyze`` does; characters need none."""
    if unit is Unit.CHARACTER:
        return lambda _: ()
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415
    from ruscorpus.model import Document  # noqa: PLC0415
    from ruscorpus.segment.stage import SegmentStage  # noqa: PLC0415
    from ruscorpus.tag.gazetteer import Gazetteer  # noqa: PLC0415

    stage = SegmentStage(Gazetteer(load_knowledge(config).actors).vocabulary)

    def split(text: str) -> list[Span]:
        document = stage(Document(id="", path="", raw=text, text=text))
        return [document.flow_map.to_old(span) for span in document.sentences]

    return split
