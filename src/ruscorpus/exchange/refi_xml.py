"""The elements of a REFI-QDA file as a tree, read without entities and to a bounded depth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.load.xml import XmlError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
"""What programs put before the XML declaration: byte order marks, even two, and blank lines."""


_MOST = 2_000_000
"""So many elements are kept: a project with half a million codings has them, and they fit into memory."""


@dataclass(slots=True)
class Element:
    """An element: local name, attributes by local name, children, the text directly inside."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children with one of these names."""
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> Element | None:
        """Return the first child of that name."""
        return next(self.all(name), None)

    def get(self, attribute: str) -> str:
        """Return an attribute without blanks around it; empty where it is not there."""
        return self.attributes.get(attribute, "").strip()

    def guid(self, attribute: str = "guid") -> str:
        """Return a GUID in one form: programs write it in braces or without, in capitals or not."""
        return self.get(attribute).strip("{}").lower()

    def content(self, name: str) -> str:
        """Return the text of the first child of that name."""
        child = self.first(name)
        return child.text.strip() if child is not None else ""


class _Tree:
    """The handler that builds the tree."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self._open = [self.root]
        self._text: list[list[str]] = [[]]
        self._left = _MOST

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise XmlError(f"more than {_MOST:,} elements")
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], local)
        self._open[-1].children.append(element)
        self._open.append(element)
        self._text.append([])

    def end(self, name: str) -> None:  # noqa: ARG002 - as the parser calls it
        self._open.pop().text = "".join(self._text.pop())

    def data(self, text: str) -> None:
        self._text[-1].append(text)


def read_tree(data: bytes) -> Element:
    """Return the root element of *data*. Raises :class:`ruscorpus.load.xml.XmlError`."""
    tree = _Tree()
    parse(data.lstrip(_BEFORE_XML), tree)
    return tree.root.children[0]
