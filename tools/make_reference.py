"""Make the tables of options in ``docs/reference.md`` anew: ``python tools/make_reference.py``."""

from __future__ import annotations

import re
import sys
from enum import EnumType
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from typer.core import TyperOption

from ruscorpus.cli.app import COMMANDS
from ruscorpus.cli.lazy import load

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
HEADER = ["| option | value | default | does |", "|---|---|---|---|"]
KINDS = {bool: "", str: "text", Path: "path", int: "number", float: "number"}
SECTION = re.compile(r"^## `(ruscorpus [a-z ]+)`$")


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command that can be called, with its full name."""
    for name, entry in COMMANDS.items():
        loaded = load(name, entry)
        for inner, command in getattr(loaded, "commands", {"": loaded}).items():
            yield f"ruscorpus {name} {inner}".rstrip(), command


def table(command: Any) -> list[str]:  # noqa: ANN401 - typer's own kind of command
    """Return the table of a command's options, a line each, in the order of its help."""
    options = [one for one in command.params if isinstance(one, TyperOption) and one.name != "help"]
    return [*HEADER, *(_row(option) for option in options)]


def _row(option: TyperOption) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    default = getattr(option.default, "value", option.default)
    shown = f"`{default}`" if option.show_default and str(default) and not option.is_flag else ""
    cells = names, _value(option), shown, option.help or ""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _value(option: TyperOption) -> str:
    """Return what an option takes: its choices, or the kind of thing; nothing for a switch."""
    kind = option.type_descriptor.annotation
    kind = next(iter(get_args(kind)), kind)  # what a list is of
    if isinstance(kind, EnumType):
        return ", ".join(f"`{choice.value}`" for choice in kind)
    return KINDS[kind]


def renewed(page: str) -> str:
    """Return *page* with the table of every section that is about a command made anew."""
    known = dict(commands())
    lines = page.split("\n")
    out: list[str] = []
    command = None
    while lines:
        line = lines.pop(0)
        if found := SECTION.match(line):
            command = known.get(found[1])
        if line.startswith("| option |") and command is not None:
            old = list(takewhile(lambda other: other.startswith("|"), lines))
            del lines[: len(old)]
            out += table(command)
        else:
            out.append(line)
    return "\n".join(out)


def main() -> int:
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
