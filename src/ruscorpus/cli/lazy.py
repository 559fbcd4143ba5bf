"""A group of commands that are imported when they are called, and not before somebody asks for help."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
HELP_NAMES = {"help_option_names": ["-h", "--help"]}


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is, and its line in the help. ``module`` has a ``command``, or an ``app`` of some."""

    module: str
    help: str


def lazy_group(entries: Mapping[str, Entry]) -> type[TyperGroup]:
    """Return the class of a group with the commands of *entries*, in their order."""

    class LazyGroup(TyperGroup):
        """Lists commands without importing them, and imports the one that is called."""

        def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - whatever typer passes
            attributes["commands"] = {name: TyperCommand(name, help=e.help) for name, e in entries.items()}
            super().__init__(**attributes)

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401
            name, _, rest = super().resolve_command(ctx, args)
            return name, load(name, entries[name]) if name else None, rest

    return LazyGroup


def load(name: str, entry: Entry) -> Any:  # noqa: ANN401 - typer's own kind of command
    """Import a command and return it as typer calls it."""
    module = import_module(entry.module)
    group: typer.Typer | None = getattr(module, "app", None)
    if group is None:
        group = typer.Typer(**PLAIN, context_settings=HELP_NAMES)
        group.command(name)(module.command)
    command = typer.main.get_command(group)
    command.name = name
    return command
