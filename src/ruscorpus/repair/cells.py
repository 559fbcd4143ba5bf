"""A stretch of Thai as a row of cells: a base, the marks found on it, the space found after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from ruscorpus.repair.alphabet import NIKHAHIT, SARA_AA, SARA_AM, bits, in_order
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
    key: str
    """The text with sara am in two parts: what is said of cells *i* to *j* holds wherever
    ``key[ends[i]:ends[j]]`` is the same (unless they are letter-spaced)."""
    ends: list[int]
    bits: list[int]
    """The marks of each cell as a set of bits."""


def parse(text: str) -> Cells:
    """Take a stretch apart."""
    found = _CELL.findall(text)
    if not any(found[-1]):
        found.pop()
    bases = "".join([cell[0] or "\0" for cell in found])
    marks = [cell[1] for cell in found]
    lengths = list(map(len, map("".join, found)))
    starts = list(accumulate(lengths, initial=0))
    gaps, marked = [0] * len(found), [""] * len(found)
    if " " in text:
        for index, (_, on_it, space, after) in enumerate(found):
            if space:
                gaps[index] = len(space)
                if after:
                    marks[index], marked[index] = on_it + after, after
    key, ends = text, starts
    at = bases.find(SARA_AM, 1)
    if at > 0:
        while at > 0:
            marks[at - 1] += NIKHAHIT
            lengths[at - 1] += 1
            at = bases.find(SARA_AM, at + 1)
        bases = bases[0] + bases[1:].replace(SARA_AM, SARA_AA)
        key = text[0] + text[1:].replace(SARA_AM, NIKHAHIT + SARA_AA)
        ends = list(accumulate(lengths, initial=0))
    marks = [in_order(one) if len(one) > 1 else one for one in marks]
    return Cells(
        text, bases, marks, gaps, marked, starts, _spaced(gaps), key, ends, [bits(one) for one in marks]
    )


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
