"""Text of others inside our Markdown: shown as it is, never read as markup.

Documents hold whatever their authors typed or an extractor left: pipes, back-ticks, ``<script>``, links.
One rule keeps a report a report: everything that is not ours goes through :func:`escape`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ruscorpus.report.signs import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# The first set has every character that may be a mark, what stands behind it says when it is one: so Python
# passes over all other characters at once, which it does not where alternatives begin with sets of their own.
_SPECIAL = re.compile(
    r"""
    [\\`*_\[\]|~\#$@<&:.+=>-]
    (?: (?<=[\\`*_\[\]|~\#$@<])  # marks anywhere; $ and @ for readers that know formulas and citations
      | (?<=&)(?=[\#A-Za-z])       # an entity
      | (?<=[A-Za-z]:)(?=\S)       # the scheme of a bare link
      | (?<=[Ww]{3}\.)             # a bare link without a scheme
      | (?<=[-+=>:])(?<![\s\S]{2}) # marks at the start of a block: list, rule, heading, quote
    )
    """,
    re.VERBOSE,
)
_NAME = 80
"""What is escaped once and remembered is no longer than this."""
_WORD = re.compile(r"[\w.+/-]+", re.ASCII)
_NUMBERED = re.compile(r"^([0-9]{1,9})(?=[.)](?: |$))")
_DIGITS = frozenset("0123456789")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def escape(text: str) -> str:
    r"""Return *text* as inline Markdown that renders to exactly ``visible(text)``.

    The result is safe in a paragraph, a heading, a list item, a quotation and a table cell.

    >>> print(escape("[x](javascript:alert) | <b>"))
    \[x\](javascript\:alert) \| &lt;b>
    """
    return _escaped(text) if len(text) <= _NAME else _escape(text)


@lru_cache(maxsize=512)  # names and labels, which stand in a report again and again
def _escaped(name: str) -> str:
    return _escape(name)


def _escape(text: str) -> str:
    marked = _SPECIAL.sub(_mark, visible(text))
    return _NUMBERED.sub(r"\1\\", marked) if marked[:1] in _DIGITS else marked


def _mark(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or "\\" + match[0]


@lru_cache(maxsize=512)  # ids, which stand in a report again and again
def mono(text: str) -> str:
    """Return an id as a code span where it is a plain word, else escaped."""
    return f"`{text}`" if _WORD.fullmatch(text) else escape(text)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Return a Markdown table; cells are Markdown already. Columns in *numbers* are set to the right."""
    return "".join(table_lines(headings, rows, numbers))


def table_lines(
    headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()
) -> Iterator[str]:
    """Yield, line by line, what :func:`table` returns."""
    right = frozenset(numbers)
    rule = ["---:" if column in right else "---" for column in range(len(headings))]
    for row in chain((headings, rule), rows):
        yield f"| {' | '.join(row)} |\n"
