"""``ruscorpus cache``: what earlier runs left in an output folder to save time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruscorpus.cli.options import Debug

app = typer.Typer(
    help="Look at or clear what runs keep to save time.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)
OutFolder = Annotated[Path, typer.Argument(metavar="OUT", help="Output folder of `ruscorpus analyze`.")]
_MIB = 1 << 20


@app.callback()
def _group() -> None:
    """Look at or clear what runs keep to save time."""


@app.command("info", short_help="Show where the cache is, and its size.")
def info(
    out: OutFolder = Path("out"),
    *,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Print where the cache of an output folder is, its size, and what it holds."""
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415 - not for --help
    from ruscorpus.run.cache import CACHE, CacheDamagedError  # noqa: PLC0415
    from ruscorpus.run.cache import info as look  # noqa: PLC0415

    path = _folder(out) / CACHE
    try:
        found = look(path)
    except CacheDamagedError as error:
        hint = "`ruscorpus cache clear` removes it; the next run makes it anew"
        raise UsageError(
            Problem("cache-damaged", f"cannot be read: {error}", str(path), hint=hint)
        ) from error
    typer.echo(f"path: {path}")
    typer.echo(f"size: {found.size / _MIB:.1f} MiB")
    for kind, label in (("read", "documents before coding"), ("result", "results")):
        typer.echo(f"{label}: {found.entries.get(kind, 0)}")
    return 0


@app.command("clear")
def clear(
    out: OutFolder = Path("out"),
    *,
    debug: Debug = False,  # noqa: ARG001 - read by the error handler
) -> int:
    """Remove the cache of an output folder. The results stay."""
    from ruscorpus.run.cache import CACHE  # noqa: PLC0415 - not for --help
    from ruscorpus.run.cache import clear as remove  # noqa: PLC0415
    from ruscorpus.run.lock import exclusive  # noqa: PLC0415

    folder = _folder(out)
    with exclusive(folder, elsewhere=False):
        there = remove(folder / CACHE)
    typer.echo("the cache is cleared" if there else "there was no cache", err=True)
    return 0


def _folder(out: Path) -> Path:
    from ruscorpus.problems import Problem, UsageError  # noqa: PLC0415 - not for --help

    if not out.is_dir():
        hint = "name a folder that `ruscorpus analyze … -o` wrote"
        raise UsageError(Problem("path-missing", "there is no such folder", str(out), hint=hint))
    return out
