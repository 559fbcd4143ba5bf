"""Sections of a thesis or report: chapters (บทที่ 1) and numbered headings (4.1.2), as a tree by level."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ruscorpus.lines import CHAPTER, LEADERS, NUMBERED, chapter_number, glue, is_heading
from ruscorpus.model import Section
from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span
from ruscorpus.segment.chapters import UNREAD, Head, named_chapters, numbered, plain, real_chapters
from ruscorpus.segment.regions import content_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruscorpus.model import Region

_MAX_TITLE = 120
_TITLE_LINES = 3
_SEPARATOR = re.compile(r"^\s*[.:：–—-]?\s*")
_JOINS_AFTER = re.compile(
    r"(?:และ|หรือ|กับ|ของ|ต่อ|ใน|ระหว่าง|ภายใต้|จาก|สู่|แห่ง|ด้าน|เพื่อ|ที่|:|–|,|\b(?:and|of|the|in|for|on|to|with))$"
)
_JOINS_BEFORE = re.compile(
    r"(?:และ|หรือ|กับ|ของ|ต่อ(?!มา|ไป)|ใน(?!ปี|ช่วง|ขณะ)|ระหว่าง|ภายใต้|กรณีศึกษา|\(|(?:and|of|in|for)\b)"
)


def find_sections(
    flow: str, marked: Mapping[int, int] | None = None, regions: Sequence[Region] = ()
) -> tuple[Section, ...]:
    """Return the chapters and numbered sections of *flow*, each up to where the next heading starts.

    A chapter's title may stand on the lines after บทที่ N. Lines of a table of contents are no headings, nor
    is what stands at the head of every page. *marked* gives the level of lines, by where they start, that the
    file itself calls headings: they may do without a number.
    """
    marked = marked or {}
    lines = content_lines(flow)
    outside = [region.span for region in regions if region.kind in ("contents", "bibliography", "header")]
    heads = _heads(flow, lines, marked, outside)
    if not any(head.level == 1 for head in heads):
        heads = sorted([*heads, *named_chapters(flow, lines, outside)], key=lambda head: head.heading)
    heads = real_chapters(numbered(heads), len(flow))
    ends = [head.heading.start for head in heads[1:]] + [len(flow)]
    return tuple(
        Section(head.number, head.title, head.level, Span(head.heading.start, end), head.heading)
        for head, end in zip(heads, ends, strict=False)
    )


def _heads(flow: str, lines: list[Span], marked: Mapping[int, int], outside: Sequence[Span]) -> list[Head]:
    heads: list[Head] = []
    starts = [span.start for span in outside]
    for index, line in enumerate(lines):
        content = line.of(flow)
        if heads and line.start < heads[-1].heading.end:  # a part of the heading before
            continue
        if not is_heading(content):
            if line.start in marked and len(content.strip()) <= _MAX_TITLE:
                heads.append(Head("", content.strip(), marked[line.start], line))
            continue
        place = bisect_right(starts, line.start)
        if LEADERS.search(content) or (place and line.start < outside[place - 1].end):
            continue
        if chapter := CHAPTER.match(content):
            title, heading = _chapter_title(flow, lines, index, chapter["rest"], line)
            heads.append(Head(chapter_number(content) or UNREAD, title, 1, heading))
            continue
        match = NUMBERED.match(content)
        if match and len(match["rest"].strip()) <= _MAX_TITLE:
            number = match["number"].translate(THAI_TO_ARABIC)
            heads.append(Head(number, plain(match["rest"]), number.count(".") + 1, line))
    return heads


def _chapter_title(flow: str, lines: list[Span], index: int, rest: str, line: Span) -> tuple[str, Span]:
    """Return the title of a chapter and where its heading stands, which may go on over the next lines."""
    title = plain(_SEPARATOR.sub("", rest))
    for following in lines[index + 1 : index + 1 + _TITLE_LINES]:
        content = plain(following.of(flow))
        if len(content) > _MAX_TITLE or is_heading(content) or (title and not _goes_on(title, content)):
            break
        joint = glue(title[-1], content[0], spaced=False) if title and content else ""
        title, line = title + joint + content, line.cover(following)
    return title, line


def _goes_on(title: str, following: str) -> bool:
    """Tell whether a title is not at its end yet: a line of it ends or begins with a word that joins."""
    return bool(_JOINS_AFTER.search(title) or _JOINS_BEFORE.match(following))
