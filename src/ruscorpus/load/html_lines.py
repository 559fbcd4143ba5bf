"""The lines of an HTML tree as a reader sees them, and which of them belong to the text.

A page of a news site is a text inside a frame: menus, sharing buttons, comments, lists of other news. The
frame is told by its elements (``nav``, ``aside``), its roles and class names, and by its links; what is
left of doubt stays in. Never is more than a tenth of the running text left out for being elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.load.html_tree import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.load.html_tree import Element

_SKIPPED = frozenset(
    "script style noscript template head title meta link svg math iframe object embed applet audio video "
    "canvas map button select textarea input datalist dialog nav rp".split()
)
_FRAME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alert"}
)
_FRAME_CLASS = re.compile(
    r"(?:.*[-_])?(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|social|comments?|cookies?|consent"
    r"|advert\w*|ads?|sidebar|popup|modal|subscribe|newsletter|pagination|pager|skip|sr-only|screen-reader\w*"
    r"|print|toolbar|login)(?:[-_].*)?",
    re.IGNORECASE,
)
_RELATED_CLASS = re.compile(
    r"(?:.*[-_])?(?:related|recommend\w*|readmore|read-more|morenews|more-news|alsolike|also-like|suggest\w*"
    r"|tags|tagcloud|outbrain|taboola|popular|trending|latest-news|hot-news)(?:[-_].*)?",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTES = (
    "footnote",
    "footnotes",
    "endnote",
    "endnotes",
    "rearnote",
    "doc-footnote",
    "doc-endnote",
    "doc-endnotes",
)
_NOTE_TYPES = dict.fromkeys(_NOTES, "footnote") | {
    "bibliography": "bibliography",
    "doc-bibliography": "bibliography",
    "toc": "contents",
    "doc-toc": "contents",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset("div section article main td table tbody tr center form body html font span".split())
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_MIN_ARTICLE_SHARE = 0.4
_MIN_CONTAINER_SHARE = 0.9
_MAX_HEAD_LINES = 8
_LINK_LIST_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A line: its text, what it is (as in :class:`Block`), the element it stands in, its letters in links."""

    text: str
    kind: str
    level: int
    order: int
    linked: int


def article_lines(elements: Sequence[Element]) -> list[HtmlLine]:
    """Return the lines of the text of a web page: headline, what stands below it, and the article."""
    lines = list(page_lines(elements, frame=False))
    running = [line for line in lines if line.kind != "related" and 2 * line.linked < len(line.text)]
    total = sum(len(line.text) for line in running)
    if not total:
        return lines
    weights = _weights(elements, running)
    first, last = _container(elements, weights, total)
    inside = [line for line in lines if first <= line.order <= last]
    head: list[HtmlLine] = []
    if not any(line.level == 1 for line in inside):
        before = [line for line in lines if line.order < first]
        headline = next((i for i in range(len(before) - 1, -1, -1) if before[i].level == 1), None)
        if headline is not None:
            head = before[headline:]
            if len(head) > _MAX_HEAD_LINES:
                head = head[:1]
    after = [line for line in lines if line.order > last and line.kind == "related"]
    return [*head, *_mark_link_lists(inside), *after]


def _weights(elements: Sequence[Element], lines: Sequence[HtmlLine]) -> list[int]:
    """Return for every element the length of the running text below it."""
    weights = [0] * len(elements)
    for line in lines:
        weights[line.order] += len(line.text)
    for element in reversed(elements):
        if element.parent:
            weights[element.parent.order] += weights[element.order]
    return weights


def _container(elements: Sequence[Element], weights: Sequence[int], total: int) -> tuple[int, int]:
    """Return the orders of the first and the last element of the part that holds the text."""
    marked = [
        element
        for element in elements
        if element.tag in ("article", "main")
        or element.get("role") == "main"
        or "articlebody" in element.get("itemprop").lower()
    ]
    best = max(marked, key=lambda e: (weights[e.order], e.order), default=None)
    if best is None or weights[best.order] < _MIN_ARTICLE_SHARE * total:
        best = elements[0]
        total = weights[0]
        for element in elements[1:]:
            if (
                element.parent is best
                and element.tag in _CONTAINERS
                and weights[element.order] >= _MIN_CONTAINER_SHARE * total
            ):
                best = element
    return best.order, best.last


def _mark_link_lists(lines: list[HtmlLine]) -> list[HtmlLine]:
    """Mark the links at the end of an article as related, if there are at least two in a row."""
    count = 0
    for line in reversed(lines):
        if line.kind == "related" or line.linked < _LINK_LIST_SHARE * len(line.text):
            break
        count += 1
    if count < 2 or count == len(lines):
        return lines
    cut = len(lines) - count
    return lines[:cut] + [HtmlLine(e.text, "related", 0, e.order, e.linked) for e in lines[cut:]]


def page_lines(elements: Sequence[Element], *, frame: bool = True) -> Iterator[HtmlLine]:
    """Yield the lines of a page, with or without its *frame* of menus and buttons."""
    writer = _Writer()
    # An explicit stack: a page may be nested deeper than Python calls.
    stack: list[tuple[Element, int, _Context]] = [(elements[0], 0, _Context())]
    while stack:
        element, index, context = stack.pop()
        if index == 0:
            yield from writer.enter(element, context)
        while index < len(element.children):
            child = element.children[index]
            index += 1
            if isinstance(child, str):
                yield from writer.write(child, context, element)
                continue
            inner = _inner(child, context, frame=frame)
            if inner is None:
                continue
            stack += [(element, index, context), (child, 0, inner)]
            break
        else:
            yield from writer.leave(element)
    yield from writer.flush()


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around say of a text."""

    kind: str = ""
    level: int = 0
    link: bool = False
    preformatted: bool = False
    block: int = 0
    in_article: bool = False


def _inner(element: Element, around: _Context, *, frame: bool) -> _Context | None:
    """Return the context inside *element*; None where it is to be left out."""
    tag = element.tag
    if tag in _SKIPPED and not (frame and tag == "nav"):
        return None
    if "hidden" in element.attributes or _HIDDEN.search(element.get("style")):
        return None
    kind = around.kind or _kind(element)
    in_article = around.in_article or tag in ("article", "main")
    if not frame and not kind and _is_frame(element, in_article=in_article):
        return None
    level = _HEADINGS.get(tag, around.level)
    return _Context(
        kind or ("heading" if level else ""),
        level,
        around.link or tag == "a",
        around.preformatted or tag == "pre",
        element.order if tag in BLOCKS else around.block,
        in_article,
    )


def _kind(element: Element) -> str:
    for name in (*element.get("epub:type").split(), element.get("role")):
        if kind := _NOTE_TYPES.get(name):
            return kind
    if element.tag in BLOCKS and element.tag not in ("body", "html"):
        classes = [*element.get("class").split(), element.get("id")]
        if any(_RELATED_CLASS.fullmatch(name) for name in classes):
            return "related"
        if any(
            name.lower() in ("footnote", "footnotes", "endnotes", "references-footnotes") for name in classes
        ):
            return "footnote"
    return ""


def _is_frame(element: Element, *, in_article: bool) -> bool:
    if element.get("role").lower() in _FRAME_ROLES or element.get("aria-hidden") == "true":
        return True
    if element.tag == "footer" or (element.tag in ("header", "aside") and not in_article):
        return True
    if element.tag in ("body", "html", "article", "main", "form"):
        return False
    names = [*element.get("class").split(), element.get("id")]
    return any(_FRAME_CLASS.fullmatch(name) for name in names) and not _holds_article(element)


def _holds_article(element: Element) -> bool:
    """Tell whether there is an article below: class names such as ``with-sidebar`` say nothing of it."""
    stack = [child for child in element.children if not isinstance(child, str)]
    paragraphs = 0
    while stack:
        child = stack.pop()
        if child.tag in ("article", "main", "h1"):
            return True
        paragraphs += child.tag == "p" and len(child.children) > 0
        if paragraphs > 8:
            return True
        stack += [grandchild for grandchild in child.children if not isinstance(grandchild, str)]
    return False


class _Writer:
    """Gathers text until a block begins or ends."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._linked = 0
        self._context = _Context()

    def enter(self, element: Element, context: _Context) -> Iterator[HtmlLine]:
        if element.tag in ("td", "th"):
            # Cells of a row stand on one line, a tab between them.
            if self._pieces:
                self._pieces.append("\t")
        elif element.tag == "br" or (element.tag in BLOCKS and not _in_cell(element)):
            yield from self.flush()
        elif element.tag in BLOCKS and self._pieces:
            self._pieces.append(" ")
        self._context = context

    def leave(self, element: Element) -> Iterator[HtmlLine]:
        if element.tag not in BLOCKS or element.tag in ("td", "th"):
            return
        if not _in_cell(element):
            yield from self.flush()
        elif self._pieces:
            self._pieces.append(" ")

    def write(self, text: str, context: _Context, element: Element) -> Iterator[HtmlLine]:
        if not self._pieces:
            self._context = context
        if context.preformatted:
            *whole, rest = text.replace("\r\n", "\n").split("\n")
            for line in whole:
                self._pieces.append(line)
                yield from self.flush()
            text = rest
        squeezed = _SPACES.sub(" ", text)
        if squeezed.isspace() and element.tag in ("table", "tbody", "thead", "tr", "tfoot", "ul", "ol"):
            return
        if squeezed:
            self._pieces.append(squeezed)
            if context.link:
                self._linked += len(squeezed.strip())

    def flush(self) -> Iterator[HtmlLine]:
        cells = "".join(self._pieces).replace("\u00ad", "").split("\t")
        text = "\t".join(" ".join(cell.split()) for cell in cells).strip()
        if text:
            context = self._context
            yield HtmlLine(text, context.kind, context.level, context.block, self._linked)
        self._pieces.clear()
        self._linked = 0


def _in_cell(element: Element) -> bool:
    """Tell whether a block stands in a cell of a table of data: alone, and without blocks below it.

    Pages of old lay out whole articles in tables. A cell that holds paragraphs is such a page.
    """
    parent = element.parent
    steps = 0
    while parent is not None and steps < 3:
        if parent.tag in ("td", "th"):
            blocks = [c for c in parent.children if not isinstance(c, str) and c.tag in BLOCKS]
            return len(blocks) == 1 and blocks[0].tag in ("p", "div") and not _has_blocks(blocks[0])
        if parent.tag in ("table", "body"):
            return False
        parent = parent.parent
        steps += 1
    return False


def _has_blocks(element: Element) -> bool:
    return any(not isinstance(c, str) and (c.tag in BLOCKS or c.tag == "br") for c in element.children)
