"""YAML in and out: safe loading with places, duplicate keys refused; dumping with one fixed style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ruscorpus.problems import ConfigError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[int, int]
"""1-based line and column."""
NodePath = tuple[str | int, ...]
"""The keys and indices that lead to a node."""

_Base: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Safe loading with the types that people expect: ``on``, ``no`` and dates stay text (YAML 1.2)."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp"
        and not (tag == "tag:yaml.org,2002:bool" and first not in "tTfF")
    ]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Parsed:
    """A YAML document as plain data, with the place of every node by its path of keys and indices."""

    data: Any
    places: dict[NodePath, Place]

    def place(self, path: NodePath) -> Place:
        """Return the place of the nearest node on *path* that is known."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return (1, 1)


def parse(text: str, path: str) -> Parsed:
    """Parse YAML *text*; *path* names it in messages.

    Raises ``ConfigError`` with file, line and column for broken YAML, duplicate keys, aliases to
    themselves and nesting deeper than 60 levels.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ConfigError(_syntax_problem(error, path)) from error
    places: dict[NodePath, Place] = {}
    if node is None:
        return Parsed(None, {(): (1, 1)})
    _walk(node, (), places, path, set())
    try:
        loader = _Loader("")
        data = loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(_syntax_problem(error, path)) from error
    return Parsed(data, places)


def read(path: Path) -> Parsed:
    """Read and parse one YAML file (UTF-8). Raises ``ConfigError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError(Problem("config-unreadable", f"cannot be read: {reason}", str(path))) from error
    except UnicodeDecodeError as error:
        problem = Problem("config-encoding", "is not UTF-8", str(path), hint="save the file as UTF-8")
        raise ConfigError(problem) from error
    return parse(text, str(path))


def validate(model: type[Model], parsed: Parsed, path: str) -> Model:
    """Check *parsed* against a pydantic *model*; raise ``ConfigError`` with every fault and its place."""
    try:
        return model.model_validate(parsed.data, strict=False)
    except ValidationError as error:
        raise ConfigError(*(_field_problem(fault, parsed, path) for fault in error.errors())) from error


def _field_problem(fault: ErrorDetails, parsed: Parsed, path: str) -> Problem:
    location = tuple(part for part in fault["loc"] if not (isinstance(part, str) and "[" in part))
    name = ".".join(str(part) for part in location) or "the file"
    message = {
        "extra_forbidden": f"{name}: unknown key",
        "missing": f"{name}: is missing",
    }.get(fault["type"], f"{name}: {fault['msg'].removeprefix('Value error, ')}")
    return Problem("config-invalid", message, path, *parsed.place(location))


def _syntax_problem(error: Exception, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem("yaml-syntax", f"not valid YAML: {reason}", path, line, column)


def _walk(node: Node, at: NodePath, places: dict[NodePath, Place], path: str, seen_nodes: set[int]) -> None:
    mark = node.start_mark
    places[at] = (mark.line + 1, mark.column + 1)
    if id(node) in seen_nodes:  # a few anchors can stand for gigabytes
        raise ConfigError(Problem("yaml-alias", "aliases (*name) are not supported", path, *places[at]))
    seen_nodes.add(id(node))
    if len(at) > MAX_DEPTH:
        raise ConfigError(Problem("yaml-depth", "is nested too deeply", path, *places[at]))
    if isinstance(node, SequenceNode):
        for index, child in enumerate(node.value):
            _walk(child, (*at, index), places, path, seen_nodes)
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            place = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, ScalarNode):
                raise ConfigError(Problem("yaml-key", "a key must be a plain word", path, *place))
            if key.value in seen:
                problem = Problem(
                    "yaml-duplicate-key", f"key {key.value!r} stands twice", path, *place, hint="keep one"
                )
                raise ConfigError(problem)
            seen.add(key.value)
            _walk(child, (*at, key.value), places, path, seen_nodes)


def dump(data: Any) -> str:  # noqa: ANN401 - YAML holds anything
    """Return *data* as YAML: keys in the given order, Thai as Thai, no line folding."""
    return str(
        yaml.dump(
            data,
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=1_000_000,
            default_flow_style=False,
        )
    )
