"""XML from strangers: events of expat, without entities, nothing from outside, to a bounded depth."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_DEPTH = 2_000


class XmlError(ValueError):
    """The XML is not well-formed, or holds what no document needs: entities of its own, endless nesting."""


class Handler(Protocol):
    """What hears of elements. A name is ``NAMESPACE LOCAL``, or the local name alone."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def data(self, text: str) -> None:
        """Hear a stretch of text."""


def parse(data: bytes, handler: Handler) -> None:
    """Tell *handler* of every element of *data*. Raises :class:`XmlError`; nothing outside *data* is read.

    Expat reads no external entity by itself; entities that a document declares are refused, so none can
    multiply ("a billion laughs").
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise XmlError(f"elements nested deeper than {_MAX_DEPTH}")
        handler.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name)

    def refuse(*_: object) -> None:
        raise XmlError("the file declares entities of its own")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.data
    parser.EntityDeclHandler = refuse
    with contextlib.suppress(AttributeError):  # newer versions of expat put off short tokens
        parser.SetReparseDeferralEnabled(False)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(str(error)) from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise XmlError(str(error)) from error
