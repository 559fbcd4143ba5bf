"""Pages of plain text files, where the file shows them beyond doubt.

Programs that take text out of PDFs leave traces of the pages: a form feed, or a line with nothing but the
page number. A trace counts only if it holds for the whole file; otherwise the file has no pages, and
findings are placed by their lines: no page is better than the wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.lines import PAGE_NUMBER
from ruscorpus.model import Page
from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_MIN_NUMBERS = 3
_MAX_UNEVEN = 3.0
"""How many times longer than usual a page may be for its number to count."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def text_pages(text: str) -> tuple[Page, ...]:
    """Return the pages of *text*, covering it without gaps; none where they are not certain."""
    if "\f" in text:
        return _pages([match.end() for match in re.finditer(r"\f", text)], text)
    lines = [_Line(match.start(), match[0]) for match in _LINE.finditer(text) if match[0]]
    starts = _numbered(lines)
    return _pages(starts, text) if starts else ()


def _pages(starts: Sequence[int], text: str) -> tuple[Page, ...]:
    """Return pages from 0 and from each of *starts*; what is blank behind the last one belongs to it."""
    bounds = [0, *starts]
    if len(bounds) > 1 and not text[bounds[-1] :].strip():
        bounds.pop()
    bounds.append(len(text))
    return tuple(Page(number, Span(*span)) for number, span in enumerate(pairwise(bounds), start=1))


def _numbered(lines: Sequence[_Line]) -> list[int]:
    """Return where pages begin whose numbers stand alone on lines, growing by one, at even distances.

    Whether a number closes its page or opens it is told by the ends of the file: the last number closes a
    page if nothing but blank lines follows it.
    """
    numbers = [
        (index, int(match[1]))
        for index, line in enumerate(lines)
        if (match := PAGE_NUMBER.match(line.text.translate(THAI_TO_ARABIC)))
    ]
    chain = _longest_chain(numbers)
    if len(chain) < _MIN_NUMBERS or len(chain) < 0.6 * len(numbers):
        return []
    indexes = [index for index, _ in chain]
    gaps = sorted(b - a for a, b in pairwise(indexes))
    usual = gaps[(len(gaps) - 1) // 2]
    if usual < 5 or gaps[-1] > _MAX_UNEVEN * usual:
        return []
    before = sum(not line.blank for line in lines[: indexes[0]])
    after = sum(not line.blank for line in lines[indexes[-1] + 1 :])
    if after == 0 and before and before <= _MAX_UNEVEN * usual:
        return [lines[index + 1].start for index in indexes if index + 1 < len(lines)]
    if before == 0 and after and after <= _MAX_UNEVEN * usual:
        return [lines[index].start for index in indexes[1:]]
    return []


def _longest_chain(numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of (line, number) whose numbers grow by one from each to the next."""
    best: list[tuple[int, int]] = []
    chains: dict[int, list[tuple[int, int]]] = {}
    for index, number in numbers:
        chain = [*chains.get(number - 1, []), (index, number)]
        if len(chain) > len(chains.get(number, [])):
            chains[number] = chain
        if len(chain) > len(best):
            best = chain
    return best
