"""The command line: the table of commands, and the one place where errors become exit codes.

Exit status: 0 all good; 1 finished, with findings; 2 wrong usage, configuration, or output that cannot be
written; 3 a fault of the program; 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import re
import sys
from typing import Annotated

import typer

from ruscorpus import __version__
from ruscorpus.cli.lazy import HELP_NAMES, Entry, lazy_group
from ruscorpus.cli.options import FAULT, INTERRUPTED
from ruscorpus.problems import RuscorpusError, printable

COMMANDS = {
    "analyze": Entry("ruscorpus.cli.analyze", "Analyse documents: results and reports into a folder."),
    "repair": Entry("ruscorpus.cli.repair", "Repair damaged Thai text, line by line."),
    "summarize": Entry("ruscorpus.cli.summarize", "Sum up each chapter in its own sentences."),
    "report": Entry("ruscorpus.cli.report", "Make one HTML page, or one text, of results."),
    "validate": Entry("ruscorpus.cli.validate", "Check results; tell what has moved, and why."),
    "agree": Entry("ruscorpus.cli.agree", "Compare coders, code by code."),
    "export": Entry("ruscorpus.cli.export", "Write results for other programs."),
    "import": Entry("ruscorpus.cli.importing", "Read projects of other coding software."),
    "codebook": Entry("ruscorpus.cli.codebook", "Start or check a codebook."),
    "cache": Entry("ruscorpus.cli.cache", "Look at or clear what runs keep to save time."),
}
"""Every command, in the order of the help, where none of them is imported."""

_SAID = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^Value error, ", ""),
        (r"^Input should be greater than or equal to (\S+)$", r"must be \1 or more"),
        (r"^Input should be less than or equal to (\S+)$", r"must be \1 or less"),
        (r"^Input should be a valid integer\b.*", "must be a whole number"),
        (r"^Input should be a valid number\b.*", "must be a number"),
    )
)

app = typer.Typer(
    name="ruscorpus",
    cls=lazy_group(COMMANDS),
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP_NAMES,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"ruscorpus {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Thai texts on international politics: repair, segment, tag events, code against a theory."""


def main() -> None:
    """Run the command line and exit with its status."""
    status = run(sys.argv[1:])
    gc.freeze()  # the process ends: to look through all of it for garbage takes a tenth of a second
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run the command line with *arguments* and return the exit status; print what went wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = app(args=arguments, prog_name="ruscorpus", standalone_mode=False)
    except typer.TyperException as error:  # wrong usage: the message names the option and the help
        return _wrong_usage(error)
    except RuscorpusError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone: no fault of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        typer.echo(
            f"error[fault]: ruscorpus itself failed: {type(error).__name__}: {printable(str(error))} "
            "(run again with --debug for the traceback, and please report it)",
            err=True,
        )
        return FAULT
    if status == INTERRUPTED:  # told by a command that has ended in order
        typer.echo("interrupted; what was finished is kept", err=True)
    return status if isinstance(status, int) else 0


def _wrong_usage(error: typer.TyperException) -> int:
    """Say what is wrong with a call in the words of people, not of the library that checks it."""
    for pattern, words in _SAID:
        error.message = pattern.sub(words, error.message)
    show = getattr(error, "show", None)
    if show is not None:
        show()
    return error.exit_code
