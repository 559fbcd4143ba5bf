"""What REFI-QDA projects and codebooks have in common: GUIDs, the writing of elements, the tree of codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from ruscorpus.export.xml_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruscorpus.config.codebook import Code, Codebook

_NAMESPACE = UUID("6f1d2c1e-1c0b-5d0a-9a53-5b7d0c9e4a11")
"""Of all our GUIDs: the same thing has the same GUID in every export."""
_COLORS = ("#4e79a7", "#f28e2b", "#76b7b2", "#edc948", "#b07aa1", "#9c755f", "#ff9da7", "#59a14f")
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
INCLUDE, EXCLUDE, EXAMPLES = "ใช้เมื่อ / Code when", "ไม่ใช้เมื่อ / Do not code when", "ตัวอย่าง / Examples"


def guid(*what: object) -> str:
    """Return the GUID of a thing, named by its kind and what tells it from others of that kind."""
    return str(uuid5(_NAMESPACE, "\x1f".join(map(str, what))))


def opening(element: str, **attributes: str) -> str:
    """Return a start tag; attributes without a value are left out. In values, blanks are single spaces."""
    written = "".join(
        f" {name}={quoteattr(' '.join(clean(value).split()))}" for name, value in attributes.items() if value
    )
    return f"<{element}{written}>"


def empty(element: str, **attributes: str) -> str:
    """Return an element without content."""
    return opening(element, **attributes)[:-1] + "/>"


def with_text(element: str, text: str) -> str:
    """Return an element with text in it, or nothing where there is no text."""
    return f"<{element}>{escape(clean(text))}</{element}>" if text else ""


@dataclass(slots=True)
class Node:
    """A code of the tree to write. Its name is its id, and so it has to be distinct in the whole tree."""

    guid: str
    name: str
    codable: bool = True
    description: str = ""
    color: str = ""
    children: dict[str, Node] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Yield the element; children come behind the description, as the schema wants."""
        yield (
            opening(
                "Code",
                guid=self.guid,
                name=self.name,
                isCodable="true" if self.codable else "false",
                color=self.color,
            )
            + with_text("Description", self.description)
            + ("\n" if self.children else "")
        )
        for child in self.children.values():
            yield from child.lines()
        yield "</Code>\n"


def codebook_tree(codebook: Codebook) -> list[Node]:
    """Return the codebook as facets, which are no codes themselves, with their codes."""
    nodes = {
        facet.id: Node(
            guid("facet", codebook.id, facet.id),
            facet.id,
            codable=False,
            description=f"{facet.label.th} · {facet.label.en}",
            color=_COLORS[number % len(_COLORS)],
        )
        for number, facet in enumerate(codebook.facets)
    }
    for code in codebook.codes:
        facet = nodes[code.facet]
        code_guid = guid("code", codebook.id, code.id)
        facet.children[code.id] = Node(code_guid, code.id, description=described(code), color=facet.color)
    return [node for node in nodes.values() if node.children]


def described(code: Code) -> str:
    """Return everything that a coder has to know of a code."""
    parts = [f"{code.label.th} · {code.label.en}", f"{code.definition.th}\n{code.definition.en}"]
    for title, items in (
        (INCLUDE, code.include),
        (EXCLUDE, code.exclude),
        (EXAMPLES, code.examples.positive),
    ):
        if items:
            parts.append(f"{title}:\n{_listed(items)}")
    return "\n\n".join(parts)


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
