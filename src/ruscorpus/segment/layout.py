"""From lines to paragraphs: which line breaks are only wrapping, and which lines are headings.

Text from PDFs and e-mail is wrapped: a sentence, even a word, goes on over the line end. Nothing in the
file says so, but the widths do: in wrapped text most lines are about as wide as the widest. The joins
found here make the *flow*, the text as it is read; the text itself keeps its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ruscorpus.offsets import Edit, Span

_LINE = re.compile(r"[^\r\n\f\x0b\u2028\u2029]*")
_ZERO_WIDTH = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200d]")
_D = "[0-9๐-๙]"
CHAPTER = re.compile(
    rf"\s*(?:บทที่|บทที\S{{0,2}}|Chapter|CHAPTER)\s*(?P<number>{_D}{{1,2}}|[IVX]{{1,5}})(?P<rest>(?:\s.*)?)$"
)
NUMBERED = re.compile(rf"\s*(?P<number>{_D}{{1,2}}(?:\.{_D}{{1,2}}){{1,4}})\.?\s+(?P<rest>\S.*)$")
_BULLET = re.compile(rf"\s*(?:[-–—•●▪◦*]\s|\(?{_D}{{1,2}}[.)]\s)")
_INDENT = re.compile(r"(?:\t|\s{4,})")
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_SENTENCE_END = re.compile(r"[.?!:;]\s*$")

_MIN_WRAPPED_LINES = 6
_MAX_WRAPPED_WIDTH = 140
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
        width = len(_ZERO_WIDTH.sub("", content.strip()))
        heading = width > 0 and is_heading(content)
        starts = heading or bool(_BULLET.match(content) or _INDENT.match(content))
        result.append(Line(Span(*match.span()), width, heading, starts))
    return result


def is_heading(line: str) -> bool:
    """Tell whether a line opens a chapter or a numbered section."""
    if CHAPTER.match(line):
        return True
    match = NUMBERED.match(line)
    return match is not None and len(line.strip()) <= 160 and not re.match(rf"{_D}|[%°]", match["rest"])


def find_joins(text: str) -> tuple[Edit, ...]:
    """Return the edits that join merely wrapped lines of *text*; none where the text is not wrapped."""
    lines = [line for line in lines_of(text) if line.width]
    full = _full_width(lines)
    if not full:
        return ()
    usual_gap = _usual_gap(text, lines, full)
    edits = []
    for line, following in pairwise(lines):
        if not _wrapped(text, line, following, full, usual_gap):
            continue
        left = text[line.span.start : line.span.end].rstrip()
        right = text[following.span.start : following.span.end].lstrip()
        start = line.span.start + len(left)
        end = following.span.end - len(right)
        spaced = start < line.span.end or bool(following.span.end - len(right) > following.span.start)
        edits.append(Edit(Span(start, end), _glue(left[-1], right[0], spaced=spaced), "line-join", 0.9))
    return tuple(edits)


def _full_width(lines: list[Line]) -> int:
    """Return the width at which the text was wrapped; 0 where it was not."""
    widths = sorted(line.width for line in lines if not line.heading)
    if len(widths) < _MIN_WRAPPED_LINES:
        return 0
    full = widths[int(len(widths) * 0.9)]
    if not 30 <= full <= _MAX_WRAPPED_WIDTH:
        return 0
    near = sum(full * _FULL <= width <= full * 1.25 for width in widths)
    return full if near >= 0.5 * len(widths) else 0


def _usual_gap(text: str, lines: list[Line], full: int) -> int:
    """Return how many line breaks usually stand between two lines of one paragraph."""
    gaps = Counter(
        text.count("\n", line.span.end, following.span.start)
        for line, following in pairwise(lines)
        if line.width >= full * 0.9
    )
    return gaps.most_common(1)[0][0] if gaps else 1


def _wrapped(text: str, line: Line, following: Line, full: int, usual_gap: int) -> bool:
    if line.heading or following.starts_paragraph or line.width < full * _FULL:
        return False
    between = text[line.span.end : following.span.start]
    if between.count("\n") > usual_gap and "\f" not in between:
        return False
    ended = _SENTENCE_END.search(text[line.span.start : line.span.end])
    return not (ended and line.width < full * 0.9 and not re.search(r"[ก-ฮ]\.\s*$", ended.string))


def _glue(left: str, right: str, *, spaced: bool) -> str:
    """Return what stands between two joined lines: a space unless Thai runs on without one."""
    if left == "-" and right.isascii() and right.islower():
        return ""
    if not spaced and _THAI.match(left) and _THAI.match(right):
        return ""
    return " "
