"""Which lines of a page go on with the line before, told by where they begin and end.

A line was wrapped where the next word would not have fitted any more. A paragraph begins where a line is
set in or out, after a larger distance, with another size or weight of type, a bullet or a number. Columns
are told by their left edges, so the lines of one are measured by their own margin.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ruscorpus.layout.furniture import usual
from ruscorpus.lines import LEADERS, LINE_JOIN, glue, is_heading, starts_item, width_of
from ruscorpus.offsets import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.layout.footnotes import Footnotes
    from ruscorpus.layout.page_lines import PageLine

_CONFIDENCE = 0.9
_MIN_COLUMN = 14.0
"""Narrowest measure that is wrapped prose and no cell of a table, in font sizes."""
_INDENT = 0.8
"""Least indentation that begins a paragraph, in font sizes."""
_SAME_COLUMN = 8.0
"""How far lines of one column may begin apart, in font sizes."""
_PARAGRAPH_GAP = 1.3
"""Distance of two lines, in usual distances, from which it parts paragraphs."""
_SHORT_THAI_WORD, _THAI_WORD, _LONG_THAI_WORD = 4, 9, 18
"""Characters that are reckoned for the first word of a run of Thai. Where paragraphs begin set in, the longer
word is reckoned: what ends a paragraph there is seen at the next line."""
_SET_IN_SHARE = 0.04
"""Share of the lines that begin set in, from which paragraphs of the document do."""
_TABULAR = re.compile(r"\t|\s{4,}")
_LATIN_WORD = re.compile(r"[^\s\u0e00-\u0e7f]+")
_HANGING_SIGN = re.compile(r"\s*[,;:!?)\]}”’»ๆฯ]")
_ARTICLE = re.compile(r"\s*(?:มาตรา|ข้อ|หมวด|ส่วนที่|ตารางที่|ภาพที่|แผนภาพที่|แผนภูมิที่)\s*[0-9๐-๙]")
_SPLIT_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]++)-$")


def find_joins(text: str, pages: Sequence[Sequence[PageLine]], notes: Footnotes) -> list[Edit]:
    """Return the edits that join the wrapped lines of *text*; *pages* has them without page furniture."""
    measures = _Measures(pages)
    note_lines = notes.indexes
    edits: list[Edit] = []
    for line, following in pairwise(line for page in pages for line in page):
        if (line.index in note_lines) != (following.index in note_lines) or following.index in notes.starts:
            continue
        if text.find("\n", line.span.end + 1, following.span.start) >= 0 and line.page == following.page:
            blank = text[line.span.end : following.span.start].strip()
            if blank:  # turned type or a line without a place stands between
                continue
        if measures.go_on(line, following):
            edits += _join(text, line, following)
    return edits


def _join(text: str, line: PageLine, following: PageLine) -> list[Edit]:
    """Return the edits that make one line of two: at the end of the first, and before the other."""
    left = line.content.rstrip()
    right = following.content.lstrip()
    spaced = len(left) < len(line.content) or len(right) < len(following.content)
    start = line.span.start + len(left)
    between = glue(left[-1], right[0], spaced=spaced)
    if between == "" and left.endswith("-") and _hyphenated(text, left, right):
        start -= 1
    lead = following.span.end - len(right)
    if following.span.start == line.span.end + 1:
        return [Edit(Span(start, lead), between, LINE_JOIN, _CONFIDENCE)]
    edits = [Edit(Span(start, line.span.end + 1), between, LINE_JOIN, _CONFIDENCE)]
    if lead > following.span.start:
        edits.append(Edit(Span(following.span.start, lead), "", LINE_JOIN, _CONFIDENCE))
    return edits


def _hyphenated(text: str, left: str, right: str) -> bool:
    """Tell whether a hyphen at the line end only parts a word: nowhere else is the word written with it."""
    first = _SPLIT_WORD.search(left)
    second = re.match(r"[a-z]+", right)
    return bool(first and second) and f"{first[1]}-{second[0]}" not in text  # type: ignore[index]


class _Measures:
    """The measure around each line: where its column begins and ends, and how far its lines lie apart."""

    def __init__(self, pages: Sequence[Sequence[PageLine]]) -> None:
        self._pages = {page[0].page: page for page in pages if page}
        self._leading = {number: _leading(page) for number, page in self._pages.items()}
        self._columns: dict[tuple[int, int, int], tuple[float, float]] = {}
        self._set_in = self._begin_set_in()

    def go_on(self, line: PageLine, following: PageLine) -> bool:
        """Tell whether *following* goes on with *line*."""
        a, b = line.box, following.box
        if abs(a.size - b.size) > 0.1 * max(a.size, b.size) or line.bold != following.bold:
            return False
        if is_heading(following.content) or starts_item(following.content):
            return False
        if any(
            LEADERS.search(one.content) or _TABULAR.search(one.content.strip()) for one in (line, following)
        ):
            return False
        left, right = self._column(line)
        next_left, next_right = self._column(following)
        if right - left < _MIN_COLUMN * a.size or next_right - next_left < _MIN_COLUMN * b.size:
            return False
        if line.page == following.page and not self._is_next(line, following):
            return False
        if _HANGING_SIGN.match(following.content):
            return True  # no paragraph begins with a closing bracket or a comma
        if self._begins_paragraph(line, following, left, next_left):
            return False
        certain = is_heading(line.content) or bool(_ARTICLE.match(following.content)) or not self._set_in
        return not _fits(line, following, right, _THAI_WORD if certain else _LONG_THAI_WORD)

    def _is_next(self, line: PageLine, following: PageLine) -> bool:
        """Tell whether *following* stands one line below *line*, or at the top of the next column."""
        down = line.box.baseline - following.box.baseline
        return down < 0 or 0 < down <= _PARAGRAPH_GAP * self._leading[line.page]

    def _begins_paragraph(self, line: PageLine, following: PageLine, left: float, next_left: float) -> bool:
        """Tell whether *following* is set in (or out) where *line* is not."""
        indent = following.box.left - next_left
        before = line.box.left - left
        edge = _INDENT * following.box.size
        if indent < -edge:
            # The lines are set in under their first, as in a bibliography; or a quotation ends.
            return True
        if indent > edge and _ARTICLE.match(following.content):
            return True
        if starts_item(line.content):
            return False  # the text of an item hangs under its bullet
        return indent > edge and abs(indent - before) > edge / 2

    def _column(self, line: PageLine) -> tuple[float, float]:
        """Return where lines that go on begin in this one's column, and where the full ones end."""
        box = line.box
        key = (line.page, round(box.left), round(box.size * 2))
        if key not in self._columns:
            near = [
                other
                for other in self._pages[line.page]
                if abs(other.box.left - box.left) <= _SAME_COLUMN * box.size
                and abs(other.box.size - box.size) <= 0.1 * box.size
            ]
            rights = sorted(other.box.right for other in near)
            right = rights[int(len(rights) * 0.85)]
            going_on = [
                b.box.left
                for a, b in pairwise(near)
                if a.box.right >= right - 1.5 * box.size and a.page == b.page
            ]
            lefts = going_on if len(going_on) > 2 else [other.box.left for other in near]
            self._columns[key] = (usual(lefts, 2.0), right)
        return self._columns[key]

    def _begin_set_in(self) -> bool:
        """Tell whether the paragraphs of the document begin set in."""
        lines = [line for page in self._pages.values() for line in page]
        set_in = sum(line.box.left - self._column(line)[0] > _INDENT * line.box.size for line in lines)
        return set_in >= _SET_IN_SHARE * len(lines)


def _leading(page: Sequence[PageLine]) -> float:
    """Return the usual distance of two lines on a page."""
    gaps = [
        a.box.baseline - b.box.baseline
        for a, b in pairwise(page)
        if 0.5 * a.box.size < a.box.baseline - b.box.baseline < 4 * a.box.size
    ]
    return median(gaps) if gaps else 0.0


def _fits(line: PageLine, following: PageLine, right: float, thai_word: int) -> bool:
    """Tell whether the first word of *following* would have fitted at the end of *line*."""
    content = following.content.strip()
    size = following.box.size
    each = (following.box.right - following.box.left) / max(width_of(content), 1)
    latin = _LATIN_WORD.match(content)
    first = latin[0] if latin else content.split(" ", 1)[0]
    letters = width_of(first) if latin else max(_SHORT_THAI_WORD, min(width_of(first), thai_word))
    return line.box.right + each * (letters + 1) < right - 0.3 * size
