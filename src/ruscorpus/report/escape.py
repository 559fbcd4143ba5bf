"""Text of others inside our Markdown: shown as it is, never read as markup.

Documents hold whatever their authors typed or an extractor left: pipes, back-ticks, ``<script>``, links.
One rule keeps a report a report: everything that is not ours goes through :func:`escape`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import category

from ruscorpus.report.shorten import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Every branch begins with the mark itself and then looks around: so Python can pass over all other characters
# at once, which it cannot where a branch first looks back.
_SPECIAL = re.compile(
    r"""
    [\\`*_\[\]|~\#$@<]          # marks anywhere; $ and @ for readers that know formulas and citations
  | &(?=[\#A-Za-z])             # an entity
  | :(?<=[A-Za-z]:)(?=\S)       # the scheme of a bare link
  | \.(?<=[Ww]{3}\.)            # a bare link without a scheme
  | [-+=>:](?<![\s\S]{2})       # marks at the start of a block: list, rule, heading, quote
    """,
    re.VERBOSE,
)
_NAME = 80
"""What is escaped once and remembered is no longer than this."""
_SIGNS = {"\r\n": "⏎", "\n": "⏎", "\r": "⏎", "\t": "⇥", " ": "␣"}
_SPACES = re.compile("|".join(_SIGNS))
_NUMBERED = re.compile(r"^([0-9]{1,9})(?=[.)](?: |$))")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def visible(text: str) -> str:
    r"""Return *text* on one line, with signs for the characters that a reader cannot see.

    Control characters become control pictures; what turns the reading direction or breaks an encoding
    becomes U+FFFD.

    >>> visible("ก\x1b[31m\n ข\u202e")
    'ก␛[31m ข�'
    """
    return one_line(text if text.isprintable() else pictured(text))


def pictured(text: str) -> str:
    """Return *text* with signs for the characters that a reader cannot see; line ends and tabs stay."""
    return _INVISIBLE.sub(_picture, text)


def shown(text: str) -> str:
    r"""Return *text* with signs for spaces and line ends; a mark that has lost its letter gets a circle.

    >>> shown("\u0e48 \n")
    '◌\u0e48␣⏎'
    """
    signs = _SPACES.sub(lambda match: _SIGNS[match[0]], text)
    return f"◌{signs}" if signs and category(signs[0]) == "Mn" else signs


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


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
    return _NUMBERED.sub(r"\1\\", _SPECIAL.sub(_mark, visible(text)))


def _mark(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or "\\" + match[0]


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
