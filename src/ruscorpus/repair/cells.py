"""A stretch of Thai as a row of cells: a base, the marks found on it, the space found after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruscorpus.repair.alphabet import NIKHAHIT, SARA_AA, SARA_AM, in_order
from ruscorpus.repair.channel import is_code

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\ue000-\uefff"
_BASE = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
STRETCH = re.compile(f"[{_BASE}{_MARK}][{_BASE}{_MARK} ]*")
_CELL = re.compile(f"([{_BASE}]?)([{_MARK}]*)( *)([{_MARK}]*)")


@dataclass(slots=True)
class Cells:
    """A stretch taken apart. Cell *i* is ``text[starts[i]:starts[i + 1]]``.

    A mark found after a space belongs to the letter before it, whether the space is real (and took the
    mark as a letter takes a late one) or not.
    """

    text: str
    bases: str
    marks: list[str]
    gaps: list[int]
    marked_gaps: list[str]
    starts: list[int]
    spaced: list[bool]
    """Whether the space after a cell stands amid letters that nearly all have one after them."""


def parse(text: str) -> Cells:
    """Take a stretch apart."""
    bases: list[str] = []
    marks: list[str] = []
    gaps: list[int] = []
    marked: list[str] = []
    starts: list[int] = []
    position = 0
    for base, on_it, space, after in _CELL.findall(text):
        if not (base or on_it or space or after):
            break
        starts.append(position)
        if base == SARA_AM and bases:
            base = SARA_AA  # noqa: PLW2901
            marks[-1] = in_order(marks[-1] + NIKHAHIT)
        bases.append(base or "\0")
        both = on_it + after
        marks.append(in_order(both) if len(both) > 1 else both)
        gaps.append(len(space))
        marked.append(after)
        position += (1 if base else 0) + len(on_it) + len(space) + len(after)
    starts.append(position)
    return Cells(text, "".join(bases), marks, gaps, marked, starts, _spaced(gaps))


_WINDOW = 3  # letters to either side


def _spaced(gaps: list[int]) -> list[bool]:
    """Tell for each cell whether it stands in a letter-spaced run."""
    count = len(gaps)
    if sum(gaps) < 3:
        return [False] * count
    sums = [0]
    for gap in gaps:
        sums.append(sums[-1] + (gap > 0))
    spaced = []
    for index, gap in enumerate(gaps):
        low, high = max(0, index - _WINDOW), min(count - 1, index + _WINDOW + 1)
        inside = sums[high] - sums[low]
        spaced.append(gap == 1 and inside >= 3 and inside * 10 >= (high - low) * 6)
    return spaced


def render(base: str, marks: str) -> str:
    """Write a letter with its marks (a ring stays a ring)."""
    return ("" if base == "\0" else base) + in_order(marks)


def place(cells: Cells, index: int) -> str:
    """Name the kind of place at which the space after cell *index* stands."""
    gaps = cells.gaps
    if gaps[index] > 1:
        return "wide"
    if cells.spaced[index]:
        return "spaced"
    if cells.marked_gaps[index]:
        mark = cells.marked_gaps[index][0]
        return "before " + (chr(ord(mark) & ~1) if is_code(mark) else mark)  # both codes of a character
    if index + 1 < len(gaps) and cells.bases[index + 1] in "\u0e30\u0e32\u0e33\u0e45":
        return "vowel"
    if cells.bases[index] in "\u0e40\u0e41\u0e42\u0e43\u0e44":
        return "lead"
    marks = cells.marks[index]
    if not marks:
        return "plain"
    return "low" if any(mark in "\u0e38\u0e39" for mark in marks) else "mark"
