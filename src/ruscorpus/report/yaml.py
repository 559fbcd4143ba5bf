"""YAML as the reports write it: plain data in a fixed, readable and safe form.

The shape is known, so a small emitter does here what a general one needs many passes for, and writes what
it could not: lists of scalars on one line, one entity a line. Every string is double-quoted except short
plain words, so no content can be taken for YAML syntax, a number or a date; whatever YAML cannot hold as
such is written as an escape and read back as it was.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

_SHORT = 40
_PLAIN = re.compile(rf"[A-Za-z][A-Za-z0-9_./+-]{{0,{_SHORT - 1}}}")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_DIGITS = frozenset("0123456789")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Items:
    """A list of mappings that is written one item at a time, for lists that no memory should have to hold."""

    __slots__ = ("items",)

    def __init__(self, items: Iterable[dict[str, Any]]) -> None:
        self.items = items


class Pairs:
    """A mapping that is written one key at a time."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self.pairs = pairs


def plain(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return *value* with lists and dictionaries in the place of :class:`Items` and :class:`Pairs`."""
    if isinstance(value, Items):
        return [plain(item) for item in value.items]
    if isinstance(value, Pairs):
        return {key: plain(item) for key, item in value.pairs}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def to_yaml(data: dict[str, Any], one_line: Collection[str] = ()) -> str:
    r"""Return a mapping of plain data as YAML: keys in the given order, Thai as Thai, no line folding.

    The items (of lists) or values (of mappings) under a key named in *one_line* are written on a line
    each. ``yaml.safe_load`` gives *data* back for any strings, with one exception: a lone surrogate, which
    no UTF-8 file can hold, comes back as the six characters of its escape (``\udc80``). Keys must be
    strings of fewer than 128 code points, as YAML wants for keys on one line. Raises ``TypeError`` for a
    value that is not plain data.
    """
    return "".join(yaml_pieces(data, one_line))


def yaml_pieces(data: dict[str, Any], one_line: Collection[str] = ()) -> Iterator[str]:
    """Yield, piece by piece, what :func:`to_yaml` returns; *data* may hold :class:`Items`, :class:`Pairs`."""
    return _block_mapping(data.items(), "", frozenset(one_line))


def _block_mapping(pairs: Iterable[tuple[str, Any]], indent: str, one_line: frozenset[str]) -> Iterator[str]:
    for key, value in pairs:
        if _is_flat(value):  # nine of ten values: they need no generator of their own
            yield f"{indent}{_flow(key)}: {_flow(value)}\n"
            continue
        yield f"{indent}{_flow(key)}:"
        yield from _value(value, indent, one_line, flow_items=key in one_line)


def _is_flat(value: Any) -> bool:  # noqa: ANN401 - plain data of any shape
    """Tell whether *value* is a scalar or a list of scalars."""
    kind = type(value)
    return kind in _SCALARS or (kind is list and not any(isinstance(item, _NESTED) for item in value))


def _value(value: Any, indent: str, one_line: frozenset[str], *, flow_items: bool) -> Iterator[str]:  # noqa: ANN401
    """Write what follows a key's colon, with the line end."""
    if isinstance(value, Items):
        yield from _lazily(_block_items(value.items, indent, one_line, flow_items=flow_items), " []\n")
    elif isinstance(value, Pairs):
        yield from _lazily(_pairs(value.pairs, indent, one_line, flow_items=flow_items), " {}\n")
    elif isinstance(value, dict) and value:
        yield "\n"
        yield from _pairs(value.items(), indent, one_line, flow_items=flow_items)
    elif isinstance(value, list) and any(isinstance(item, _NESTED) for item in value):
        yield "\n"
        yield from _block_items(value, indent, one_line, flow_items=flow_items)
    else:
        yield f" {_flow(value)}\n"


def _pairs(
    pairs: Iterable[tuple[str, Any]], indent: str, one_line: frozenset[str], *, flow_items: bool
) -> Iterator[str]:
    if flow_items:
        return (f"{indent}  {_flow(key)}: {_flow(plain(item))}\n" for key, item in pairs)
    return _block_mapping(pairs, indent + "  ", one_line)


def _block_items(
    items: Iterable[Any], indent: str, one_line: frozenset[str], *, flow_items: bool
) -> Iterator[str]:
    for item in items:
        if flow_items or not isinstance(item, dict) or not item:
            yield f"{indent}- {_flow(item)}\n"
        else:
            pieces = _block_mapping(item.items(), indent + "  ", one_line)
            yield f"{indent}- {next(pieces).lstrip(' ')}"
            yield from pieces


def _lazily(pieces: Iterator[str], empty: str) -> Iterator[str]:
    """Yield pieces behind a line end, *empty* where there are none."""
    for first in pieces:
        yield "\n"
        yield first
        yield from pieces
        return
    yield empty


def _flow(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    write = _WRITERS.get(type(value))
    return write(value) if write is not None else _of_subclass(value)


def _mapping(value: dict[str, Any]) -> str:
    return "{" + ", ".join([f"{_flow(key)}: {_flow(item)}" for key, item in value.items()]) + "}"


def _list(value: list[Any]) -> str:
    return "[" + ", ".join(map(_flow, value)) + "]"


def _of_subclass(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"not plain data: {type(value).__name__}")


def string(text: str) -> str:
    """Write a string: a short plain word as it is, all else in quotation marks."""
    if text.isascii() and len(text) <= _SHORT:
        return _short(text)
    if (
        text.isprintable() and '"' not in text and "\\" not in text
    ):  # all else that is escaped is not printable
        return f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


@lru_cache(maxsize=512)  # keys, types and ids: a few hundred strings make up most of a document's YAML
def _short(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return f"\\\\u{ord(char):04x}"  # an escaped backslash: YAML readers refuse surrogates
    code = ord(char)
    return _SHORT_ESCAPES.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def real(number: float) -> str:
    """Write a float so that YAML 1.1 reads a float: with a point, or ``.inf``, ``.nan``."""
    text = repr(number)
    if text[-1] in _DIGITS and "e" not in text:
        return text
    if math.isnan(number):
        return ".nan"
    if math.isinf(number):
        return ".inf" if number > 0 else "-.inf"
    mantissa, _, exponent = text.partition("e")
    return text if "." in mantissa else f"{mantissa}.0e{exponent}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: string,
    bool: lambda value: "true" if value else "false",  # before the integers, which its values are too
    int: int.__repr__,
    float: real,
    type(None): lambda _: "null",
    list: _list,
    dict: _mapping,
}
"""How each kind of plain data is written, looked up by type: asking one type after the other took longer."""
_NESTED = (dict, list)
_SCALARS = frozenset(_WRITERS).difference(_NESTED)
