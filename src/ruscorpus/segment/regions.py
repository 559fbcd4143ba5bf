"""What of a text stands outside the analysis: contents, bibliography, footnotes, related news, repeats.

Each kind is found by a function of its own, the surest first; a later one takes nothing that an earlier
one has. Lines are lines of the flow, so a wrapped paragraph is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ruscorpus.lines import CHAPTER, LEADERS, NUMBERED, is_heading
from ruscorpus.model import Region
from ruscorpus.offsets import Span
from ruscorpus.segment.related import find_related
from ruscorpus.skeleton import same_text, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_D = "[0-9๐-๙]"
_PAGE_AT_END = re.compile(rf"(?:\s|\t)\(?(?:{_D}{{1,4}}|[ivxlcIVXLC]{{1,7}}|[ก-ฮ])\)?\s*$")
_LONE_NUMBER = re.compile(rf"\s*\(?(?:{_D}{{1,4}}|[ivxlcIVXLC]{{1,7}}|[ก-ฮ])\)?\s*$")
_BLANK_RULE = re.compile(r"\s*(?:_{5,}|-{10,}|—{3,}|─{5,}|―{3,}|={10,})\s*$")

_CONTENTS_TITLES = (
    "สารบัญ", "สารบัญ (ต่อ)", "สารบัญตาราง", "สารบัญภาพ", "สารบัญแผนภูมิ", "สารบัญรูป", "สารบัญรูปภาพ",
    "สารบัญแผนภาพ", "สารบาญ", "Contents", "Table of Contents", "List of Tables", "List of Figures",
)  # fmt: skip
_BIBLIOGRAPHY_TITLES = (
    "บรรณานุกรม", "บรรณานุกรม (ต่อ)", "บรรณานุกรมภาษาไทย", "เอกสารอ้างอิง", "รายการอ้างอิง",
    "เอกสารและสิ่งอ้างอิง", "รายการเอกสารอ้างอิง", "แหล่งอ้างอิง", "แหล่งข้อมูลอ้างอิง", "อ้างอิง", "การอ้างอิง",
    "เอกสารประกอบการเรียบเรียง", "หนังสืออ้างอิง", "References", "Reference", "Reference List",
    "List of References", "Bibliography", "Selected Bibliography", "Works Cited",
)  # fmt: skip
_CONTENTS = frozenset(map(skeleton, _CONTENTS_TITLES))
_BIBLIOGRAPHY = frozenset(map(skeleton, _BIBLIOGRAPHY_TITLES))
_NOTES = frozenset(
    map(skeleton, ("เชิงอรรถ", "เชิงอรรถท้ายบท", "หมายเหตุท้ายบท", "Notes", "Endnotes", "Footnotes"))
)
_AFTER_BIBLIOGRAPHY = re.compile(
    r"\s*(?:ภาคผนวก|ประวัติผู้(?:เขียน|วิจัย|ศึกษา)|ประวัติย่อ|ประวัติการศึกษา|บทคัดย่อ"
    r"|กิตติกรรมประกาศ|ดัชนี|Appendix|APPENDIX|Index|Abstract|ABSTRACT|Curriculum Vitae"
    r"|Biography|BIOGRAPHY)\S{0,6}(?:\s\S{1,3})?\s*$"
)
_MAX_HEADING = 60

_NOTE_START = re.compile(
    rf"\s*(?:\[?(?P<number>{_D}{{1,3}})(?P<listed>\))?[\].]?|(?P<raised>[¹²³⁰-⁹]{{1,3}})|(?P<star>\*{{1,3}}|[†‡]))\s*(?=\S)"
)
_NOTE_SIGN = re.compile(
    r"เรื่องเดียวกัน|อ้างแล้ว|เพิ่งอ้าง|ดูเพิ่มเติม|ดูรายละเอียด|โปรดดู|สัมภาษณ์|สืบค้น|เข้าถึง"
    r"|หน้า\s*[0-9๐-๙]|น\.\s*[0-9๐-๙]|[Ii]bid|[Oo]p\.?\s?cit|[Ss]ee\b|\bpp?\.\s*[0-9]|https?://|www\.|\((?:[^()]*,\s*)?(?:19|20|25)[0-9]{2}\)|\(กรุงเทพ"
)
_MAX_NOTE = 400
_MIN_REPEAT = 50
_MIN_REPEAT_LINE = 8
_MIN_REPEAT_BLOCK = 80


def find_regions(flow: str, marked: Sequence[Region] = ()) -> tuple[Region, ...]:
    """Return what stands outside the analysis, in order and without overlaps.

    *marked* are regions that the file itself or its layout gives; they come first.
    """
    lines = content_lines(flow)
    taken: list[Region] = []
    for found in (
        *([region] for region in sorted(marked, key=lambda region: region.span)),
        _contents(flow, lines),
        _titled(flow, lines),
        _footnotes(flow, lines),
        find_related(flow, lines),
        _repeats(flow, lines),
    ):
        taken = sorted([*taken, *_outside(flow, found, taken)], key=lambda region: region.span)
    return tuple(taken)


def content_lines(flow: str) -> list[Span]:
    """Return the lines of *flow* that are not blank."""
    return [Span(*m.span()) for m in re.finditer(r"[^\r\n\f\v\u2028\u2029]+", flow) if not m[0].isspace()]


def _outside(flow: str, found: Iterable[Region], taken: Sequence[Region]) -> list[Region]:
    """Return the regions without what is taken already: cut at the first overlap, dropped if nothing is left.

    *taken* is in order and without overlaps.
    """
    starts = [region.span.start for region in taken]
    free = []
    for region in found:
        start, end = region.span
        place = bisect_right(starts, start)
        if place:
            start = max(start, taken[place - 1].span.end)
        if place < len(starts):
            end = min(end, starts[place])
        if start < end and not flow[start:end].isspace():
            free.append(Region(region.kind, Span(start, end)))
    return free


def _is_titled(content: str, titles: frozenset[str]) -> bool:
    return len(content) <= _MAX_HEADING and skeleton(content) in titles and not _PAGE_AT_END.search(content)


def is_entry(content: str) -> bool:
    """Tell whether a line is one of a table of contents: it ends with leaders or a page number."""
    if LEADERS.search(content) or _LONE_NUMBER.match(content):
        return True
    chapter = CHAPTER.match(content)  # in "บทที่ 1" the number is the chapter's
    return bool(_PAGE_AT_END.search(chapter["rest"] if chapter else content))


def _contents(flow: str, lines: Sequence[Span]) -> list[Region]:
    """Return tables of contents, from their heading as far as there are entries, and entries elsewhere."""
    found: list[Region] = []
    covered = 0
    for index, line in enumerate(lines):
        content = line.of(flow)
        if line.start < covered:
            continue
        if _is_titled(content, _CONTENTS):
            last = _last_entry(flow, lines, index)
            found.append(Region("contents", line.cover(lines[last])))
            covered = lines[last].end
        elif LEADERS.search(content) and same_text(content):
            found.append(Region("contents", line))
    return found


def _last_entry(flow: str, lines: Sequence[Span], heading: int) -> int:
    """Return the index of the last entry below the heading of a table of contents."""
    numbered = any(is_entry(line.of(flow)) for line in lines[heading + 1 : heading + 6])
    last = heading
    for index in range(heading + 1, len(lines)):
        content = lines[index].of(flow)
        if len(content) > 250:
            break
        listed = CHAPTER.match(content) or NUMBERED.match(content) or _is_titled(content, _CONTENTS)
        if is_entry(content) or (listed and not numbered) or _is_titled(content, _CONTENTS):
            last = index
        elif index - last > 2:
            break
    return last


def _titled(flow: str, lines: Sequence[Span]) -> list[Region]:
    """Return bibliographies and chapters' notes, each up to what follows it in a thesis."""
    found: list[Region] = []
    kind, start, end = "", 0, 0
    for line in lines:
        content = line.of(flow)
        opens = "bibliography" if _is_titled(content, _BIBLIOGRAPHY) else ""
        opens = opens or ("footnote" if _is_titled(content, _NOTES) else "")
        closes = CHAPTER.match(content) or _AFTER_BIBLIOGRAPHY.match(content)
        if kind and ((opens and opens != kind) or (closes and not LEADERS.search(content))):
            found.append(Region(kind, Span(start, end)))
            kind = ""
        if opens and not kind:
            kind, start = opens, line.start
        end = line.end
    if kind:
        found.append(Region(kind, Span(start, end)))
    return found


def _footnotes(flow: str, lines: Sequence[Span]) -> list[Region]:
    """Return footnotes: numbered lines below a rule, or lines that count on and cite."""
    found: list[Region] = []
    expected = 0
    below_rule = False
    for line in lines:
        content = line.of(flow)
        if _BLANK_RULE.match(content):
            below_rule = True
            continue
        match = _NOTE_START.match(content)
        number = int(match["number"]) if match and match["number"] else 0
        cites = (
            match is not None
            and bool(_NOTE_SIGN.search(content))
            and not CHAPTER.match(content)
            and not NUMBERED.match(content)
        )
        is_note = (
            match is not None
            and not is_heading(content)
            and (
                below_rule
                or (match["raised"] is not None and cites)
                or (cites and number > 0 and number in (expected, 1) and not _is_item(content, match))
            )
        )
        if is_note:
            found.append(Region("footnote", line))
            expected = number + 1 if number else expected
        below_rule = below_rule and is_note
    return _several(found)


def _is_item(content: str, match: re.Match[str]) -> bool:
    """Tell whether a numbered line is an item of an enumeration: "1)", or too long to be only a reference."""
    return match["listed"] is not None or len(content) > _MAX_NOTE


def _several(found: list[Region]) -> list[Region]:
    """Return the notes; one alone is as likely an item of a list."""
    return found if len(found) > 1 else []


def _repeats(flow: str, lines: Sequence[Span]) -> list[Region]:
    """Return paragraphs that were there before, and runs of shorter lines that were."""
    keys = [same_text(line.of(flow)) for line in lines]
    first: dict[str, int] = {}
    found: list[Region] = []
    index = 0
    while index < len(lines):
        key = keys[index]
        earlier = first.setdefault(key, index) if len(key) >= _MIN_REPEAT_LINE else index
        count = 0
        if earlier < index:
            while (
                index + count < len(lines)
                and earlier + count < index
                and keys[earlier + count] == keys[index + count]
            ):
                count += 1
        size = sum(map(len, keys[index : index + count]))
        if (count == 1 and size >= _MIN_REPEAT) or (count > 1 and size >= _MIN_REPEAT_BLOCK):
            found += [Region("repeat", line) for line in lines[index : index + count]]
        else:
            count = 0
        index += count or 1
    return found
