"""Building HTML from Python values: whatever is not :class:`Html` already is text, and is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from ruscorpus.report.signs import pictured

if TYPE_CHECKING:
    from collections.abc import Iterable

_NONCHARACTERS = "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_HTML = re.compile(f"[\x7f-\x9f\ufdd0-\ufdef{_NONCHARACTERS}]")
"""Code points that HTML allows nowhere, beside those that have a picture."""
_BREAKS = str.maketrans(dict.fromkeys("\x0b\x1c\x1d\x1e\x1f\x85", " "))
_VOID = frozenset({"br", "input", "link", "meta"})
_URL = frozenset({"href"})


class Html(str):
    """A piece of finished HTML."""

    __slots__ = ()


Content: TypeAlias = "str | int | Iterable[Content] | None"
"""What may stand inside an element: HTML, text, a number, nothing, or several of these."""
Attribute: TypeAlias = "str | int | float | bool | None"


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Html:
    """Return an element. Text in *content* and all attributes are escaped.

    ``class_`` and ``for_`` are ``class`` and ``for``; other underscores are hyphens. Attributes that are
    None or False are left out, those that are True stand without a value. Raises ``ValueError`` for a link
    that leads out of the page.

    >>> tag("a", "1 < 2", href="#x", class_="n")
    '<a href="#x" class="n">1 &lt; 2</a>'
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in _VOID:
        return Html(opening)
    return Html(f"{opening}{join(content)}</{name}>")


def scrollable(content: Content, label: str) -> Html:
    """Return *content* in a box that scrolls sideways where it is too wide, by keyboard too."""
    return tag("div", content, class_="scroll", tabindex=0, role="region", aria_label=label)


def join(content: Content) -> Html:
    """Return *content* as HTML, one piece after the other."""
    if content is None:
        return Html()
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(escape(plain(content), quote=False))
    if isinstance(content, int):
        return Html(content)
    return Html("".join(map(join, content)))


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {key}"
    text = str(value)
    if key in _URL and not text.startswith("#"):
        raise ValueError(f"a link out of the page: {text!r}")
    return f' {key}="{escape(plain(text))}"'


def plain(text: str) -> str:
    """Return *text* in code points that HTML can hold, as many as there were: signs stand for the others."""
    return _NO_HTML.sub("\N{REPLACEMENT CHARACTER}", pictured(text.translate(_BREAKS)))
