"""Page furniture: running headers, footers and page numbers.

Read from the edge of a page inwards, a line is furniture as long as its like (digits aside) stands at the
same height on other pages too, or it is a page number that counts with the pages. The first line that is
neither ends the search, so nothing inside a page is ever taken for furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, zip_longest
from statistics import median
from typing import TYPE_CHECKING

from ruscorpus.numerals import THAI_LETTERS, THAI_TO_ARABIC, roman
from ruscorpus.skeleton import counts_on, masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.layout.page_lines import PageLine

_DEPTH = 4
"""Most lines of furniture at one edge of a page."""
_SAME_HEIGHT = 4.0
"""Points within which two lines stand at the same height."""
_WIDE, _NEAR = 0.6, 1.15
"""Part of the page's measure, and of its usual distance, within which a line at the edge looks like text."""
_NEAR_PAGES = 2
"""A running header stands on the next page or, where left and right pages differ, on the one after that."""
_WINDOW = 24
"""How many like lines before and behind are looked at: more pages would say nothing new."""
_FEW_PAGES = 4
"""Up to so many pages two like lines are enough."""
_PAGE_NUMBER = re.compile(
    r"[\s\-–—~|.\[(•]*(?:(?:หน้า|page|p\.)\s*(?:ที่\s*)?)?(?P<number>[0-9]{1,4}|[ivxlc]{1,8}|[ก-ฮ])"
    r"(?:\s*(?:/|of|จาก|ของ)\s*[0-9]{1,4})?[\s\-–—~|.\])•]*$",
    re.IGNORECASE,
)


def find_furniture(pages: Sequence[Sequence[PageLine]]) -> frozenset[int]:
    """Return the indexes of the lines that are furniture."""
    edges = [
        [
            (line, zone, depth)
            for zone, ordered in (("head", _from_top(page)), ("foot", _from_top(page)[::-1]))
            for depth, line in enumerate(ordered[:_DEPTH])
        ]
        for page in pages
    ]
    repeated = _repeated(edges, len(pages))
    counted = _counted(edges)
    found: set[int] = set()
    for page in pages:
        ordered = _from_top(page)
        for edge in (ordered, ordered[::-1]):
            for line, inner in zip_longest(edge[:_DEPTH], edge[1 : _DEPTH + 1]):
                if line is None or (line.index not in repeated and line.index not in counted):
                    break
                if inner is not None and _runs_on(line, inner, page):
                    break
                found.add(line.index)
    return frozenset(found)


def _runs_on(line: PageLine, inner: PageLine, page: Sequence[PageLine]) -> bool:
    """Tell whether a line looks like the text beside it: as large, as wide, no farther away than usual."""
    boxes = [other.box for other in page]
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    gaps = [a.baseline - b.baseline for a, b in pairwise(boxes) if a.baseline > b.baseline]
    distance = abs(line.box.baseline - inner.box.baseline)
    return (
        abs(line.box.size - inner.box.size) < 0.5
        and line.box.right - line.box.left > _WIDE * width
        and bool(gaps)
        and 0 < distance <= _NEAR * median(gaps)
    )


def _from_top(page: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines of a page from its top to its foot; on one height, from the left."""
    return sorted(page, key=lambda line: (-round(line.box.baseline), line.box.left))


def _repeated(edges: Iterable[Iterable[tuple[PageLine, str, int]]], count: int) -> frozenset[int]:
    """Return the lines whose like stands at the same height at the same edge of other pages."""
    groups: dict[tuple[str, str], list[PageLine]] = {}
    for page in edges:
        for line, zone, _ in page:
            key = masked(line.content)
            if len(key) > 1:
                groups.setdefault((zone, key), []).append(line)
    needed = 2 if count <= _FEW_PAGES else 3
    found: set[int] = set()
    for lines in groups.values():
        for place, line in enumerate(lines):
            alike = {
                other.page
                for other in lines[max(0, place - _WINDOW) : place + _WINDOW]
                if abs(other.box.baseline - line.box.baseline) <= _SAME_HEIGHT
                and abs(other.box.size - line.box.size) <= 1.0
                and counts_on(line.content, other.content, other.page - line.page)
            }
            near = any(0 < abs(page - line.page) <= _NEAR_PAGES for page in alike)
            if near and len(alike) >= needed:
                found.add(line.index)
    return frozenset(found)


def _counted(edges: Iterable[Iterable[tuple[PageLine, str, int]]]) -> frozenset[int]:
    """Return the lone numbers at the edges that grow with the pages: at least two with one distance."""
    numbers: list[tuple[PageLine, str, int]] = []
    for page in edges:
        for line, _, _ in page:
            for kind, value in _readings(line.content):
                numbers.append((line, kind, value - line.page))
    pages_of: dict[tuple[str, int], set[int]] = {}
    for line, kind, distance in numbers:
        pages_of.setdefault((kind, distance), set()).add(line.page)
    return frozenset(line.index for line, kind, distance in numbers if len(pages_of[kind, distance]) >= 2)


def _readings(content: str) -> list[tuple[str, int]]:
    """Return what number a line may be that holds nothing else: digits, Roman numerals, Thai letters."""
    match = _PAGE_NUMBER.match(content.strip().translate(THAI_TO_ARABIC))
    if not match:
        return []
    number = match["number"].lower()
    if number.isdigit():
        return [("digits", int(number))]
    if number in THAI_LETTERS:
        return [("letters", THAI_LETTERS.index(number) + 1)]
    return [("roman", roman(number))]


def usual(values: Iterable[float], step: float = 1.0) -> float:
    """Return the most common of *values*, rounded to *step*; 0 for none."""
    counts = Counter(round(value / step) for value in values)
    return max(counts.items(), key=lambda item: (item[1], -item[0]))[0] * step if counts else 0.0
