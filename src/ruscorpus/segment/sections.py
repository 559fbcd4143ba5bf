"""Sections of a thesis or report: chapters (บทที่ 1) and numbered headings (4.1.2), as a tree by level."""

from __future__ import annotations

import re

from ruscorpus.model import Region, Section
from ruscorpus.offsets import Span
from ruscorpus.segment.layout import CHAPTER, NUMBERED, is_heading

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MAX_TITLE = 120
_BIBLIOGRAPHY = re.compile(
    r"\s*(?:บรรณานุกรม|เอกสารอ้างอิง|รายการอ้างอิง|References|REFERENCES|Bibliography|BIBLIOGRAPHY)\s*$"
)
_CONTENTS = re.compile(r"\s*(?:สารบัญ\S*|Table of Contents|CONTENTS|Contents)\s*$")
_RELATED = re.compile(
    r"\s*(?:ข่าวที่เกี่ยวข้อง|อ่านข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|ข่าวอื่น\s?ๆ|เรื่องที่เกี่ยวข้อง|Related (?:news|articles))\s*:?\s*$"
)
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){4,})\s*[0-9๐-๙]*\s*$")


def find_sections(flow: str) -> tuple[Section, ...]:
    """Return the chapters and numbered sections of *flow*, each up to where the next heading starts.

    A chapter's title may stand on the line after บทที่ N. Lines of a table of contents are no headings.
    """
    heads: list[tuple[str, str, int, Span]] = []
    lines = _lines(flow)
    for index, line in enumerate(lines):
        content = line.of(flow)
        if not is_heading(content) or _LEADERS.search(content):
            continue
        chapter = CHAPTER.match(content)
        if chapter:
            title, heading = _chapter_title(flow, lines, index, chapter["rest"].strip(), line)
            heads.append((chapter["number"].translate(_DIGITS), title, 1, heading))
            continue
        match = NUMBERED.match(content)
        if match and len(match["rest"].strip()) <= _MAX_TITLE:
            number = match["number"].translate(_DIGITS)
            heads.append((number, match["rest"].strip(), number.count(".") + 1, line))
    heads = _without_contents(heads)
    ends = [head[3].start for head in heads[1:]] + [len(flow)]
    return tuple(
        Section(number, title, level, Span(heading.start, end), heading)
        for (number, title, level, heading), end in zip(heads, ends, strict=False)
    )


def find_regions(flow: str) -> tuple[Region, ...]:
    """Return what stands outside the analysis: contents, bibliography, related news, repeated paragraphs."""
    regions: list[Region] = []
    lines = _lines(flow)
    seen: set[str] = set()
    open_kind, open_start = "", 0
    for line in lines:
        content = line.of(flow)
        kind = _opens(content)
        chapter = CHAPTER.match(content) and not _LEADERS.search(content)
        if open_kind and (kind or (chapter and open_kind != "related")):
            regions.append(Region(open_kind, Span(open_start, line.start)))
            open_kind = ""
        if kind:
            open_kind, open_start = kind, line.start
        if open_kind:
            continue
        key = re.sub(r"\s+", "", content)
        if len(key) >= 80 and key in seen:
            regions.append(Region("repeat", line))
        elif _LEADERS.search(content):
            regions.append(Region("contents", line))
        seen.add(key)
    if open_kind:
        regions.append(Region(open_kind, Span(open_start, len(flow))))
    return tuple(regions)


def _opens(content: str) -> str:
    if _BIBLIOGRAPHY.match(content):
        return "bibliography"
    if _CONTENTS.match(content):
        return "contents"
    return "related" if _RELATED.match(content) else ""


def _lines(flow: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"[^\r\n\f]+", flow) if m.group().strip()]


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
