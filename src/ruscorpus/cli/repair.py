"""``ruscorpus repair``: the repaired text of one file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruscorpus.cli.options import Debug, Quiet, output_option

if TYPE_CHECKING:
    from ruscorpus.model import Document


def command(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="File to repair; - reads standard input.", show_default=False),
    ],
    out: Annotated[Path | None, output_option("Write the text here instead of to standard output.")] = None,
    *,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Print each edit instead: line:column, rule, confidence, surroundings."
        ),
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print a unified diff of the lines instead.")] = False,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Repair damaged Thai text: UTF-8 out, every line kept in its place.

    The text goes to standard output, and what was changed, counted by rule, to standard error. Text without
    damage comes out as it went in.
    """
    from ruscorpus.cli.console import Terminal  # noqa: PLC0415 - heavy
    from ruscorpus.cli.explain import as_columns, laid_out, summary  # noqa: PLC0415
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415 - heavy
    from ruscorpus.pipeline import repair_pipeline  # noqa: PLC0415
    from ruscorpus.run.files import write_text  # noqa: PLC0415

    document = repair_pipeline(load_knowledge())(_read(file))
    if explain:
        for_people = out is None and sys.stdout.isatty()
        columns = shutil.get_terminal_size().columns
        lines = laid_out(document, columns) if for_people else as_columns(document)
        text = "".join(line + "\n" for line in lines)
    elif diff:
        text = _diff(document, str(file))
    else:
        text = document.text
    if out is not None:
        write_text(out, text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    Terminal(verbosity=0 if quiet else 1).say(
        f"{file if str(file) != '-' else 'standard input'}: {summary(document)}"
    )
    return 0


def _read(file: Path) -> Document:
    from ruscorpus.load import load  # noqa: PLC0415
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415

    if str(file) == "-":
        from ruscorpus.load import load_bytes  # noqa: PLC0415

        return load_bytes(sys.stdin.buffer.read(), id="-", shown_path="standard input")
    if not file.exists():
        raise UsageError(
            Problem("path-missing", "there is no such file", str(file), hint="check the spelling")
        )
    if file.is_dir():
        hint = "ruscorpus analyze reads folders"
        raise UsageError(Problem("path-folder", "is a folder, not a file", str(file), hint=hint))
    return load(file, id=file.name, shown_path=str(file))


def _diff(document: Document, name: str) -> str:
    """Return the changed lines in the unified format. Lines of a text file pair up one to one."""
    old, new = document.raw.split("\n"), document.text.split("\n")
    hunks = [f"--- {name}\n+++ {name} (repaired)\n"]
    if len(old) != len(new):  # a PDF, whose wrapped lines were joined
        import difflib  # noqa: PLC0415

        lines = [line.rstrip("\n") + "\n" for line in difflib.unified_diff(old, new, n=0)]
        return "".join([*hunks, *lines[2:]])
    for number, (before, after) in enumerate(zip(old, new, strict=True), 1):
        if before != after:
            hunks.append(f"@@ -{number} +{number} @@\n-{before}\n+{after}\n")
    return "".join(hunks) if len(hunks) > 1 else ""
