"""Names that a class word introduces, and what stands in brackets behind a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.offsets import Span
from ruscorpus.resources import thai_words
from ruscorpus.tag.slugs import slug

if TYPE_CHECKING:
    from ruscorpus.tag.pieces import Pieces

_WORD = r"[\w\u00c0-\u024f.'’&/-]"
BRACKET = re.compile(rf"\s?\(\s?(?P<other>[A-Z\u00c0-\u00de]{_WORD}*(?:\s{_WORD}+){{0,5}})\s?\)")
"""A name or an abbreviation in Latin letters, in brackets."""
LATIN = re.compile(
    r"\s?(?P<name>[A-Z\u00c0-\u00de][\w\u00c0-\u024f.&’'-]*(?:\s[A-Z\u00c0-\u00de][\w\u00c0-\u024f.&’'-]*){0,4})(?![\w/-])"
)
"""A name in Latin letters by itself."""
LONGEST = 45
"""A name in several words (พรรคแรงงานแห่งชาติ), with its class word, is no longer."""
SHORTEST = 4


class Found(NamedTuple):
    """A name that the text introduces: where its surface stands, what it is, and all its names.

    ``acts_for`` is whose acts its acts are: an organisation acts for itself.
    """

    type: str
    span: Span
    names: tuple[str, ...]
    id: str
    acts_for: str = ""


def found(kind: str, text: str, span: Span, other: str = "") -> Found:
    """Return a name of *kind* that stands at *span*, and its *other* name, which gives the id where it is."""
    surface = span.of(text)
    identity = slug(other or surface)
    names = (surface, other) if other else (surface,)
    return Found(kind, span, names, identity, identity if kind == "ORG" else "")


def before_bracket(pieces: Pieces, start: int) -> Span | None:
    """Return what stands from *start* to a bracket with a Latin name, if nothing in it ends a name."""
    text = pieces.text
    bracket = text.find("(", start, start + LONGEST + 2)
    if bracket < 0 or not BRACKET.match(text, bracket):
        return None
    end = len(text[start:bracket].rstrip()) + start
    if end - start < 2 or re.search(r"[\n\"”,;:]", text[start:end]):
        return None
    position = start
    while position < end:
        run = pieces.run_after(position)
        if run.end == position:
            return None
        position = run.end + text.startswith(" ", run.end)
    return Span(start, end)


def foreign_name(pieces: Pieces, start: int) -> Span | None:
    """Return the name of foreign sound at *start*, if it is long enough to be one and no word itself."""
    name = pieces.foreign_name(start)
    if name is None or name.length < SHORTEST or name.of(pieces.text) in thai_words():
        return None
    return name
