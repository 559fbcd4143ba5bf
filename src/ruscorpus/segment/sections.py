"""Sections of a thesis or report: chapters (บทที่ 1) and numbered headings (4.1.2), as a tree by level."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ruscorpus.lines import CHAPTER, LEADERS, NUMBERED, is_heading
from ruscorpus.model import Section
from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span
from ruscorpus.segment.regions import content_lines, find_regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruscorpus.model import Region

__all__ = ["find_regions", "find_sections"]

_MAX_TITLE = 120


def find_sections(
    flow: str, marked: Mapping[int, int] | None = None, regions: Sequence[Region] = ()
) -> tuple[Section, ...]:
    """Return the chapters and numbered sections of *flow*, each up to where the next heading starts.

    A chapter's title may stand on the line after บทที่ N. Lines of a table of contents are no headings, nor
    is anything else in *regions*. *marked* gives the level of lines, by where they start, that the file
    itself calls headings: they may do without a number.
    """
    heads: list[tuple[str, str, int, Span]] = []
    marked = marked or {}
    lines = content_lines(flow)
    outside = [region.span for region in regions if region.kind in ("contents", "bibliography")]
    starts = [span.start for span in outside]
    for index, line in enumerate(lines):
        content = line.of(flow)
        if not is_heading(content):
            if line.start in marked and len(content.strip()) <= _MAX_TITLE:
                heads.append(("", content.strip(), marked[line.start], line))
            continue
        place = bisect_right(starts, line.start)
        if LEADERS.search(content) or (place and line.start < outside[place - 1].end):
            continue
        chapter = CHAPTER.match(content)
        if chapter:
            title, heading = _chapter_title(flow, lines, index, chapter["rest"].strip(), line)
            heads.append((chapter["number"].translate(THAI_TO_ARABIC), title, 1, heading))
            continue
        match = NUMBERED.match(content)
        if match and len(match["rest"].strip()) <= _MAX_TITLE:
            number = match["number"].translate(THAI_TO_ARABIC)
            heads.append((number, match["rest"].strip(), number.count(".") + 1, line))
    heads = _without_contents(heads)
    ends = [head[3].start for head in heads[1:]] + [len(flow)]
    return tuple(
        Section(number, title, level, Span(heading.start, end), heading)
        for (number, title, level, heading), end in zip(heads, ends, strict=False)
    )


def _chapter_title(flow: str, lines: list[Span], index: int, rest: str, line: Span) -> tuple[str, Span]:
    if rest or index + 1 >= len(lines):
        return rest, line
    following = lines[index + 1].of(flow).strip()
    if len(following) <= _MAX_TITLE and not is_heading(following):
        return following, line.cover(lines[index + 1])
    return "", line


def _without_contents(heads: list[tuple[str, str, int, Span]]) -> list[tuple[str, str, int, Span]]:
    """Drop chapter lines that only list the chapters (เค้าโครงการนำเสนอ): chapters close together in a row.

    The real chapters have text between them; of several headings with one number and level 1 the one
    with the longest part after it is kept.
    """
    best: dict[str, int] = {}
    ends = [head[3].start for head in heads[1:]] + [1 << 60]
    for index, (number, _, level, heading) in enumerate(heads):
        if level != 1:
            continue
        size = ends[index] - heading.end
        known = best.get(number)
        if known is None or size > ends[known] - heads[known][3].end:
            best[number] = index
    keep = set(best.values())
    return [head for index, head in enumerate(heads) if head[2] != 1 or index in keep]
