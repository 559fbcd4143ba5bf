"""The reading order of a page: columns one after the other, where the page was drawn across them.

Most programs draw a column from top to bottom and then the next one; that order is kept. Some draw line by
line over the whole width. Then the lines of both columns alternate, or stand glued together, and have to be
taken apart: where a straight gutter runs down the page with full lines of prose on both of its sides. A
table has no such sides: its cells are short, and its rows are read across.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.load.pdf_lines import Line

_GUTTER = 0.8
"""Narrowest gutter, in font sizes."""
_MIN_LINES = 5
"""Fewest lines that make a column."""
_MIN_FILL = 0.7
"""Share of the column's width that at least half of its lines fill."""
_MIN_COLUMN = 9.0
"""Narrowest column, in font sizes."""
_MAX_CROSSING = 0.5
"""Share of the lines that may run across the gutter: headings, abstracts, figures."""
_MIN_ALTERNATION = 0.5
"""Changes of side, as a share of the lines of the shorter column, from which a page was drawn across."""
_CANDIDATES = 12
"""How many edges at which lines begin are tried, the most common first."""
_APART = 2.2
"""Distance of headers and footers from the text, in font sizes."""
_SAME_EDGE = 2.5
"""Distance in points within which lines begin at one edge."""


def reading_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page in the order in which they are read."""
    upright = [line for line in lines if line.glyphs[0].direction == 0]
    if len(upright) < _MIN_LINES:
        return lines
    parts = {id(line): _parts(line) for line in upright}
    segments = [part for line in upright for part in parts[id(line)]]
    gutter = _gutter(segments)
    if gutter is None:
        return lines
    bottom, top = _body(upright)
    cut = [
        piece
        for line in lines
        for piece in (line.cut_at(gutter) if len(parts.get(id(line), ())) > 1 else [line])
    ]
    sides = [side for line in cut if (side := _side(line, gutter)) in "LR"]
    changes = sum(1 for a, b in pairwise(sides) if a != b)
    if changes < _MIN_ALTERNATION * min(sides.count("L"), sides.count("R")):
        return lines
    return _by_columns(cut, gutter, bottom, top)


def _body(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the lowest and the highest baseline of a page, headers and footers left out that stand apart."""
    heights = sorted({line.across for line in lines})
    if len(heights) < 2:
        return heights[0], heights[0]
    apart = _APART * median(line.size for line in lines)
    first, last = 0, len(heights) - 1
    if heights[1] - heights[0] > apart:
        first = 1
    if last > first and heights[last] - heights[last - 1] > apart:
        last -= 1
    return heights[first], heights[last]


class _Part:
    """A stretch of a line without a gap as wide as a gutter."""

    __slots__ = ("left", "right", "size")

    def __init__(self, left: float, right: float, size: float) -> None:
        self.left = left
        self.right = right
        self.size = size


def _parts(line: Line) -> list[_Part]:
    parts: list[_Part] = []
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        right = glyph.along + max(glyph.advance, 0.0)
        if parts and (glyph.is_attached or glyph.along - parts[-1].right < _GUTTER * line.size):
            parts[-1].right = max(parts[-1].right, right)
        else:
            parts.append(_Part(glyph.along, right, line.size))
    return parts


def _gutter(parts: Sequence[_Part]) -> float | None:
    """Return the left edge of the second column; None where the page has no two columns of prose."""
    edges = Counter(round(part.left / _SAME_EDGE) for part in parts)
    for edge, _ in sorted(edges.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]:
        count = sum(edges[near] for near in (edge - 1, edge, edge + 1))
        if count < _MIN_LINES:
            continue
        along = (edge - 1) * _SAME_EDGE
        left = [part for part in parts if part.right <= along]
        right = [part for part in parts if part.left >= along]
        crossing = len(parts) - len(left) - len(right)
        if crossing <= _MAX_CROSSING * len(parts) and _is_prose(left) and _is_prose(right):
            return along
    return None


def _is_prose(column: Sequence[_Part]) -> bool:
    if len(column) < _MIN_LINES:
        return False
    width = max(part.right for part in column) - min(part.left for part in column)
    usual = median(part.right - part.left for part in column)
    return usual >= _MIN_FILL * width and width >= _MIN_COLUMN * median(part.size for part in column)


def _side(line: Line, gutter: float) -> str:
    if line.glyphs[0].direction != 0:
        return "-"
    if line.right <= gutter:
        return "L"
    return "R" if line.left >= gutter else "-"


def _by_columns(lines: Sequence[Line], gutter: float, bottom: float, top: float) -> list[Line]:
    """Return the lines band by band: what runs across the gutter parts the page, columns lie between.

    A band ends at each upright line that crosses. Inside a column the order from top to bottom is that of
    the baselines; lines on one baseline keep the order in which they were drawn.
    """

    def in_column(line: Line) -> bool:
        return bottom <= line.across <= top and _side(line, gutter) in "LR"

    turned = [line for line in lines if line.glyphs[0].direction != 0]
    upright = [line for line in lines if line.glyphs[0].direction == 0]
    crossing = sorted((line for line in upright if not in_column(line)), key=lambda line: -line.across)
    rest = [line for line in upright if in_column(line)]
    ordered: list[Line] = []
    for bound in [*(line.across for line in crossing), float("-inf")]:
        band = [line for line in rest if line.across > bound]
        rest = [line for line in rest if line.across <= bound]
        for side in "LR":
            ordered += sorted(
                (line for line in band if _side(line, gutter) == side),
                key=lambda line: -round(line.across, 1),
            )
        ordered += [line for line in crossing if line.across == bound]
        crossing = [line for line in crossing if line.across != bound]
    return ordered + turned
