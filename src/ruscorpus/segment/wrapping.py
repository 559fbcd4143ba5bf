"""From lines to paragraphs: which line breaks are only wrapping.

Text from PDFs and e-mail is wrapped: a sentence, even a word, goes on over the line end. Nothing in the
file says so, but the widths do: in wrapped text most lines are about as wide as the widest. The joins
found here make the *flow*, the text as it is read; the text itself keeps its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.lines import LINE_JOIN, glue, is_heading, starts_item, width_of
from ruscorpus.offsets import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n\f\x0b\u2028\u2029]*")
_INDENT = re.compile(r"(?:\t|\s{4,})")
_SENTENCE_END = re.compile(r"[.?!:;]\s*$")

_MIN_WRAPPED_LINES = 8
_MAX_WRAPPED_WIDTH = 140
_ALIKE = 0.12  # wrapped lines differ in spacing characters by no more, a font's letters being unequal
_ALIKE_SHARE = 0.8
_ALIKE_SHARE_OPEN = 0.6  # the same where lines end in the middle of a phrase
_OPEN_END = re.compile(
    r"(?:และ|หรือ|ที่|ซึ่ง|ของ|ใน|กับ|จาก|โดย|ว่า|เพื่อ|การ|ความ|ณ|แก่|แห่ง|ระหว่าง|[-–(“]|\([^)]*)\s*$"
)
_MIN_OPEN = 3  # lines that no paragraph ends with
_FULL = 0.74  # a line this share of the usual full width may have been broken by wrapping alone


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its break: its span, and its width in spacing characters."""

    span: Span
    width: int
    heading: bool
    starts_paragraph: bool


def lines_of(text: str) -> list[Line]:
    """Split *text* into lines; blank lines have width 0."""
    result = []
    for match in _LINE.finditer(text):
        content = match.group()
        width = width_of(content)
        heading = width > 0 and is_heading(content)
        starts = heading or starts_item(content) or bool(_INDENT.match(content))
        result.append(Line(Span(*match.span()), width, heading, starts))
    return result


def find_joins(text: str, furniture: Sequence[Span] = ()) -> tuple[Edit, ...]:
    """Return the edits that join merely wrapped lines of *text*; none where the text is not wrapped.

    *furniture* are the lines that belong to a page and not to the text: a paragraph goes on across them,
    and the edit that joins it passes over them.
    """
    outside = frozenset(furniture)
    lines = [line for line in lines_of(text) if line.width and line.span not in outside]
    full = _full_width(text, lines)
    if not full:
        return ()
    usual_gap = _usual_gap(text, lines, full)
    edits = []
    for line, following in pairwise(lines):
        crosses = any(line.span.end <= span.start < following.span.start for span in furniture)
        if not _wrapped(text, line, following, full, usual_gap, crosses=crosses):
            continue
        left = text[line.span.start : line.span.end].rstrip()
        right = text[following.span.start : following.span.end].lstrip()
        start = line.span.start + len(left)
        end = following.span.end - len(right)
        spaced = start < line.span.end or bool(following.span.end - len(right) > following.span.start)
        edits.append(Edit(Span(start, end), glue(left[-1], right[0], spaced=spaced), LINE_JOIN, 0.9))
    return tuple(edits)


def _full_width(text: str, lines: list[Line]) -> int:
    """Return the width at which the text was wrapped; 0 where it was not."""
    widths = sorted(line.width for line in lines if not line.heading)
    if len(widths) < _MIN_WRAPPED_LINES:
        return 0
    full = widths[int(len(widths) * 0.9)]
    if not 30 <= full <= _MAX_WRAPPED_WIDTH:
        return 0
    long = [width for width in widths if width >= full * _FULL]
    middle = long[len(long) // 2]
    alike = sum(abs(width - middle) <= _ALIKE * middle for width in long)
    # Short paragraphs of news can be of like length by chance, but not nearly all of nearly one length, and
    # they do not end in the middle of a phrase.
    regular = alike >= _ALIKE_SHARE * len(long) or (
        alike >= _ALIKE_SHARE_OPEN * len(long) and _open_ends(text, lines) >= _MIN_OPEN
    )
    return full if len(long) >= 0.5 * len(widths) and regular else 0


def _open_ends(text: str, lines: list[Line]) -> int:
    return sum(bool(_OPEN_END.search(text, line.span.start, line.span.end)) for line in lines)


def _usual_gap(text: str, lines: list[Line], full: int) -> int:
    """Return how many line breaks usually stand between two lines of one paragraph."""
    gaps = Counter(
        text.count("\n", line.span.end, following.span.start)
        for line, following in pairwise(lines)
        if line.width >= full * 0.9
    )
    return gaps.most_common(1)[0][0] if gaps else 1


def _wrapped(
    text: str, line: Line, following: Line, full: int, usual_gap: int, *, crosses: bool = False
) -> bool:
    if line.heading or following.starts_paragraph or line.width < full * _FULL:
        return False
    between = text[line.span.end : following.span.start]
    if between.count("\n") > usual_gap and "\f" not in between and not crosses:
        return False
    ended = _SENTENCE_END.search(text[line.span.start : line.span.end])
    return not (ended and line.width < full * 0.9 and not re.search(r"[ก-ฮ]\.\s*$", ended.string))
