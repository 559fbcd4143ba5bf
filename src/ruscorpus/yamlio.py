"""YAML in and out: safe loading with places, duplicate keys refused; dumping with one fixed style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ruscorpus.prepared import Form, prepared
from ruscorpus.problems import ConfigError, Problem
from ruscorpus.resources import is_packaged

if TYPE_CHECKING:
    from collections.abc import Iterator
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
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?", re.ASCII)
"""Numbers as nearly all are written; what YAML takes for a number beside them is left to its own reader."""
_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
MAX_DEPTH = 60
_SHORTEST = 4_000
"""Shorter texts are parsed as quickly as found."""
_FORM = Form("yaml", ("yamlio.py",), (yaml.__version__, str(_Base)))
_SYNTAX_HINTS = {
    "cannot start any token": "indent with spaces, not tabs; put text that begins with @, ` or % in quotes",
    "mapping values are not allowed": "a colon inside a text: put the text in quotes",
    "expected ',' or ']'": "a bracket is not closed, or a text holds one: put it in quotes",
    "expected ',' or '}'": "a brace is not closed, or a text holds one: put it in quotes",
    "found unexpected end of stream": "a quotation mark that is not closed",
    "did not find expected": "look at the indentation of this line and the one before it",
}


@dataclass(frozen=True)
class Parsed:
    """A YAML document as plain data; where its nodes stand is looked up only to tell of a fault."""

    data: Any
    text: str

    def place(self, path: NodePath) -> Place:
        """Return the place of the nearest node on *path*, a path of keys and indices, that is known."""
        for length in range(len(path), -1, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        return (1, 1)

    @cached_property
    def _places(self) -> dict[NodePath, Place]:
        node = yaml.compose(self.text, Loader=_Loader)
        places: dict[NodePath, Place] = {}
        if node is not None:
            _walk(node, (), places, "", set())
        return places


def parse(text: str, path: str) -> Parsed:
    """Parse YAML *text*; *path* names it in messages.

    Raises ``ConfigError`` with file, line and column for broken YAML, duplicate keys, aliases to
    themselves and nesting deeper than 60 levels.
    """
    try:
        return Parsed(_plain_data(text), text)
    except (yaml.YAMLError, _UnusualError, ValueError):  # ValueError: a number of thousands of digits
        return _parse_in_full(text, path)


def parse_packaged(text: str, path: str) -> Parsed:
    """Parse YAML *text* as :func:`parse` does, and keep what comes out for the next start."""
    if len(text) < _SHORTEST:
        return parse(text, path)
    data = prepared(_FORM, text.encode("utf-8", "surrogatepass"), lambda: parse(text, path).data)
    return Parsed(data, text)


class _UnusualError(Exception):
    """The text has something that the quick way of reading leaves to the careful one."""


def _plain_data(text: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Build the data straight from the parser's events: several times as fast as by way of nodes.

    Raises ``_UnusualError`` for whatever a configuration file has no need of, a fault or not.
    """
    events = iter(yaml.parse(text, Loader=_Loader))
    documents = [_build(event, events, 1) for event in events if isinstance(event, NodeEvent)]
    if len(documents) > 1:
        raise _UnusualError
    return documents[0] if documents else None


def _build(event: Any, events: Iterator[Any], depth: int) -> Any:  # noqa: ANN401 - yaml is untyped
    if isinstance(event, AliasEvent) or event.anchor or event.tag or depth > MAX_DEPTH:
        raise _UnusualError
    if isinstance(event, ScalarEvent):
        if event.implicit[0] and _DECIMAL.fullmatch(event.value):
            return float(event.value) if "." in event.value else int(event.value)
        tag = _implicit_tag(event.value) if event.implicit[0] else ""
        return _Loader("").construct_object(ScalarNode(tag, event.value)) if tag else event.value
    if isinstance(event, SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(_build(inner, events, depth + 1))
        return items
    mapping: dict[str, Any] = {}
    while not isinstance(key := next(events), MappingEndEvent):
        mapping[_plain_key(key, mapping)] = _build(next(events), events, depth + 1)
    return mapping


def _plain_key(event: Any, mapping: dict[str, Any]) -> str:  # noqa: ANN401 - yaml is untyped
    if not isinstance(event, ScalarEvent) or event.anchor or event.tag or event.value in mapping:
        raise _UnusualError
    if event.implicit[0] and (event.value == "<<" or _implicit_tag(event.value)):
        raise _UnusualError
    return intern(event.value)


def _implicit_tag(value: str) -> str:
    """Return the tag of a plain scalar that is no text: a number, true or false, null; "" for text."""
    for tag, pattern in _Loader.yaml_implicit_resolvers.get(value[:1], ()):
        if pattern.match(value):
            return str(tag)
    return ""


def _parse_in_full(text: str, path: str) -> Parsed:
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ConfigError(_syntax_problem(error, path)) from error
    if node is None:
        return Parsed(None, text)
    _walk(node, (), {}, path, set())
    try:
        loader = _Loader("")
        data = loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(_syntax_problem(error, path)) from error
    return Parsed(data, text)


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
    return parse_packaged(text, str(path)) if is_packaged(path) else parse(text, str(path))


def validate(model: type[Model], parsed: Parsed, path: str) -> Model:
    """Check *parsed* against a pydantic *model*; raise ``ConfigError`` with every fault and its place."""
    try:
        return model.model_validate(parsed.data, strict=False)
    except ValidationError as error:
        raise ConfigError(
            *(_field_problem(fault, model, parsed, path) for fault in error.errors())
        ) from error


def fault_path(fault: ErrorDetails) -> NodePath:
    """Return where in the YAML a fault is that pydantic found: its own names of types stand in no file."""
    return tuple(part for part in fault["loc"] if not (isinstance(part, str) and "[" in part))


def _field_problem(fault: ErrorDetails, model: type[BaseModel], parsed: Parsed, path: str) -> Problem:
    location = fault_path(fault)
    name = ".".join(str(part) for part in location) or "the file"
    hint = ""
    if fault["type"] == "extra_forbidden":
        message = f"{name}: unknown key"
        hint = _near_keys(str(location[-1]), model, location[:-1])
    elif fault["type"] == "missing":
        message = f"{name}: is missing"
        hint = f"add the key {location[-1]}" if location else ""
    elif fault["type"] == "tuple_type":
        message, hint = f"{name}: must be a list", "put it in brackets: [ … ]"
    elif fault["type"] in ("model_type", "model_attributes_type"):
        message, hint = f"{name}: must be keys with values", "write key: value, one to a line"
    elif fault["type"] == "string_type":
        message, hint = f"{name}: must be text", "put it in quotes"
    elif fault["type"] == "literal_error":
        message = f"{name}: must be {fault.get('ctx', {}).get('expected', 'one of the known values')}"
    else:
        message = f"{name}: {fault['msg'].removeprefix('Value error, ')}"
    return Problem("config-invalid", message, path, *parsed.place(location), hint=hint)


def _near_keys(key: str, model: type[BaseModel], location: NodePath) -> str:
    """Return which keys may stand where the unknown *key* stands."""
    at: Any = model
    for part in location:
        if isinstance(part, str) and isinstance(at, type) and issubclass(at, BaseModel):
            fields = {field.alias or name: field for name, field in at.model_fields.items()}
            at = _model_in(fields[part].annotation) if part in fields else None
    if not (isinstance(at, type) and issubclass(at, BaseModel)):
        return ""
    known = [field.alias or name for name, field in at.model_fields.items()]
    near = get_close_matches(key, known, n=2, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"


def _model_in(annotation: Any) -> Any:  # noqa: ANN401 - an annotation may be anything
    """Return the model that an annotation such as ``tuple[Code, ...]`` or ``Code | None`` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _syntax_problem(error: Exception, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    hint = next((hint for sign, hint in _SYNTAX_HINTS.items() if sign in reason), "")
    return Problem("yaml-syntax", f"not valid YAML: {reason}", path, line, column, hint)


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
