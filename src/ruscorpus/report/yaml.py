"""YAML as the reports write it: plain data in a fixed, readable and safe form.

The shape is known, so a small emitter does here what a general one needs many passes for, and writes what
it could not: lists of scalars on one line, one entity a line. Every string is double-quoted except short
plain words, so no content can be taken for YAML syntax, a number or a date; whatever YAML cannot hold as
such is written as an escape and read back as it was.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ruscorpus.report.analysis import Analysis

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]{0,39}")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

ONE_LINE = ("sections", "regions", "entities")
"""Keys of a document's YAML whose items stand on a line each."""


def document_yaml(analysis: Analysis) -> str:
    """Return ``documents/ID.yaml`` for one analysis."""
    return to_yaml(analysis.to_data(), ONE_LINE)


def to_yaml(data: dict[str, Any], one_line: Collection[str] = ()) -> str:
    r"""Return a mapping of plain data as YAML: keys in the given order, Thai as Thai, no line folding.

    The items (of lists) or values (of mappings) under a key named in *one_line* are written on a line
    each. ``yaml.safe_load`` gives *data* back for any strings, with one exception: a lone surrogate, which
    no UTF-8 file can hold, comes back as the six characters of its escape (``\udc80``). Keys must be
    strings of fewer than 128 code points, as YAML wants for keys on one line. Raises ``TypeError`` for a
    value that is not plain data.
    """
    return "".join(_block_mapping(data, "", frozenset(one_line)))


def _block_mapping(data: dict[str, Any], indent: str, one_line: frozenset[str]) -> Iterator[str]:
    for key, value in data.items():
        yield f"{indent}{_scalar(key)}:"
        yield from _value(value, indent, one_line, flow_items=key in one_line)


def _value(value: Any, indent: str, one_line: frozenset[str], *, flow_items: bool) -> Iterator[str]:  # noqa: ANN401
    """Write what follows a key's colon, with the line end."""
    if isinstance(value, dict) and value:
        yield "\n"
        if flow_items:
            yield from (f"{indent}  {_scalar(key)}: {_flow(item)}\n" for key, item in value.items())
        else:
            yield from _block_mapping(value, indent + "  ", one_line)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        yield "\n"
        for item in value:
            if flow_items or not isinstance(item, dict) or not item:
                yield f"{indent}- {_flow(item)}\n"
            else:
                first, *rest = _block_mapping(item, indent + "  ", one_line)
                yield f"{indent}- {first.lstrip(' ')}"
                yield from rest
    else:
        yield f" {_flow(value)}\n"


def _flow(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    raise TypeError(f"not plain data: {type(value).__name__}")


def _string(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return f"\\\\u{ord(char):04x}"  # an escaped backslash: YAML readers refuse surrogates
    code = ord(char)
    return _SHORT_ESCAPES.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _float(number: float) -> str:
    """Write a float so that YAML 1.1 reads a float: with a point, or ``.inf``, ``.nan``."""
    if math.isnan(number):
        return ".nan"
    if math.isinf(number):
        return ".inf" if number > 0 else "-.inf"
    text = repr(number)
    mantissa, e, exponent = text.partition("e")
    return text if "." in mantissa or not e else f"{mantissa}.0e{exponent}"
