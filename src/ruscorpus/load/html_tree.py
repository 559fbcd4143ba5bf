"""HTML as a tree: tolerant like a browser, bounded, and blind to everything outside the file.

The standard library's tokenizer does the reading; it knows no external entities and fetches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont frame keygen".split()
)
# Elements that end by themselves when one of the others begins.
_ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
}
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_MAX_DEPTH = 512
"""Deeper elements become neighbours, as in browsers: their text stays, and nothing can nest without end."""
_RAW_TEXT = frozenset({"script", "style"})


@dataclass(slots=True, eq=False)
class Element:
    """An element: its attributes, its children (elements and text), its place in the order of the file.

    ``order`` counts elements; every element below this one has an order in ``(order, last]``.
    """

    tag: str
    attributes: dict[str, str]
    order: int
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)
    last: int = 0

    def get(self, name: str) -> str:
        """Return an attribute, ``""`` where it is missing."""
        return self.attributes.get(name, "")

    def text(self) -> str:
        """Return the text below, blanks squeezed."""
        pieces: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            elif item is self or item.tag not in _RAW_TEXT:
                stack += reversed(item.children)
        return " ".join("".join(pieces).split())


def parse_html(text: str) -> list[Element]:
    """Return the elements of *text* in the order of the file; the first one is the root, named ``#root``."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.finish()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._elements = [Element("#root", {}, 0)]
        self._open = [self._elements[0]]

    def finish(self) -> list[Element]:
        for element in reversed(self._elements):
            element.last = max(element.last, element.order)
            if element.parent:
                element.parent.last = max(element.parent.last, element.last)
        return self._elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_implied(tag)
        parent = self._open[-1]
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        element = Element(tag, attributes, len(self._elements), parent)
        self._elements.append(element)
        parent.children.append(element)
        if tag not in _VOID and len(self._open) < _MAX_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # <div/> opens in HTML, but in XHTML it is closed; an element that is empty on purpose is no loss.
        if self._open[-1].tag == tag and tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return
            # A stray end tag of an inline element must not close the paragraph around it.
            if tag not in BLOCKS and self._open[index].tag in BLOCKS:
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):  # XHTML; the tokenizer takes it for a declaration
            self.handle_data(re.sub(r"\]\]?$", "", data[6:]))

    def _close_implied(self, tag: str) -> None:
        top = self._open[-1].tag
        if top == "p" and tag in BLOCKS:
            self._open.pop()
            return
        while len(self._open) > 1 and tag in _ENDED_BY.get(self._open[-1].tag, frozenset()):
            self._open.pop()
