"""What a position counts: code points or UTF-16 units, a line end as one or as two, its end in or out.

The standard says code points, and programs do as they like: NVivo counts characters beyond the Basic
Multilingual Plane as two, some count a line end as two whatever the file holds, and ATLAS.ti as one although
the file holds two. Programs also write the beginning of the marked passage as the *name* of a selection:
where they do, the names decide which counting is right, and only where they do not the program's name does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"\s+")
_LAST_OF_BMP = "\uffff"
_ENOUGH = 3
"""A name of fewer characters proves nothing."""
_PROOF = 200
"""So many characters of a name are compared; more would prove no more."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection as the file has it, and what the file calls it."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count.

    ``doubles`` are the characters of the text (line ends as one) that count as two. With ``inclusive`` an end
    names the last character, not the place behind it.
    """

    said: str
    doubles: tuple[int, ...] = ()
    inclusive: bool = False

    def index(self, position: int) -> int:
        """Return the index into the text of a *position* in this counting."""
        # the j-th double begins at doubles[j] + j; what begins before the position has shifted it by one
        low, high = 0, len(self.doubles)
        while low < high:
            middle = (low + high) // 2
            if self.doubles[middle] + middle < position:
                low = middle + 1
            else:
                high = middle
        return position - low

    def span(self, selection: Selection) -> Span:
        """Return the span of a selection, which may lie outside the text."""
        end = self.index(selection.end)
        return Span(self.index(selection.start), end + 1 if self.inclusive else end)


def unified(raw: str) -> str:
    r"""Return *raw* with every line end as one ``\n``."""
    return _LINE_END.sub("\n", raw)


def countings(raw: str, origin: str) -> list[Counting]:
    """Return the ways in which a program may have counted in *raw*, the likeliest for *origin* first."""
    text = unified(raw)
    astral = [index for index, char in enumerate(text) if char > _LAST_OF_BMP]
    breaks = [index for index, char in enumerate(text) if char == "\n"]
    written = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    maker = origin.lower()
    line_ends = [
        ("line ends as in the file", written),
        ("line ends as one", []),
        ("line ends as two", breaks),
    ]
    if "atlas" in maker:
        line_ends = [line_ends[1], line_ends[0], line_ends[2]]
    units = [("code points", []), ("UTF-16 units", astral)]
    if "nvivo" in maker:
        units.reverse()
    found: dict[tuple[int, ...], Counting] = {}
    for said_ends, doubled_ends in line_ends:
        for said_units, doubled in units:
            doubles = tuple(sorted({*doubled_ends, *doubled}))
            found.setdefault(doubles, Counting(f"{said_units}, {said_ends}", doubles))
    exclusive = list(found.values())
    return [
        *exclusive,
        *(Counting(f"{c.said}, last character named", c.doubles, inclusive=True) for c in exclusive),
    ]


def best_counting(raw: str, selections: Sequence[Selection], origin: str) -> tuple[Counting, bool]:
    """Return the counting that fits the names of *selections* best, and whether any name proved it.

    Of countings that fit equally well, one in which fewer selections lie outside the text is taken; else the
    likelier one.
    """
    text = unified(raw)
    best, best_score = None, (-1, 0)
    for counting in countings(raw, origin):
        score = _score(counting, text, selections)
        if best is None or score > best_score:
            best, best_score = counting, score
    assert best is not None
    return best, best_score[0] > 0


def _score(counting: Counting, text: str, selections: Sequence[Selection]) -> tuple[int, int]:
    """Return (names that fit, - selections outside the text)."""
    outside = fits = 0
    for selection in selections:
        span = counting.span(selection)
        inside = 0 <= span.start <= span.end <= len(text)
        outside += not inside
        fits += inside and _fits(selection.name, span, text, whole=counting.inclusive)
    return (fits, -outside)


def _fits(name: str, span: Span, text: str, *, whole: bool) -> bool:
    """Tell whether a selection's *name* is what it covers, or (unless *whole*) the beginning of that."""
    wanted = _BLANKS.sub("", name.rstrip().rstrip("….")).lower()
    if len(wanted) < _ENOUGH or (whole and len(wanted) > _PROOF):
        return False
    wanted = wanted[:_PROOF]
    found = _BLANKS.sub("", text[span.start : min(span.end, span.start + 4 * _PROOF)]).lower()
    return found.rstrip(".") == wanted if whole else found.startswith(wanted)
