"""Links to other texts: the trailer of a news page, and the lines that editors put between paragraphs."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from ruscorpus.model import Region
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a list of links is called: a kind of text, and that it belongs to this one, is new, or is liked.
_THING = r"(?:ข่าว|เรื่อง|บทความ|เนื้อหา|คลิป|วิดีโอ|ลิงก์|ลิงค์|คอลัมน์|รายงาน|สกู๊ป|โพสต์|ประเด็น|สารคดี)"
_QUALITY = (
    r"(?:ที่)?(?:เกี่ยวข้อง(?:กัน)?|เกี่ยวเนื่อง|น่าสนใจ|น่าอ่าน|คล้าย(?:กัน)?|แนะนำ|ยอดนิยม|ยอดฮิต"
    r"|ฮิต|ล่าสุด|มาใหม่|อื่น\s?ๆ?|เพิ่มเติม|ต่อ|ก่อนหน้า(?:นี้)?|ถัดไป|ได้รับความนิยม|คุณอาจ(?:สนใจ|ชอบ|พลาด))"
)
_PHRASE = rf"""(?:
    (?:อ่าน|ดู|ชม|ติดตาม)?\s?{_THING}\s?(?:ต่างประเทศ|การเมือง|เด่น)?\s?(?:{_QUALITY}\s?){{1,3}}(?:ในหมวด\S*|ของเรา)?
  | (?:อ่าน|ดู|ชม)\s?(?:ข่าว|เรื่อง|บทความ)?\s?(?:{_QUALITY}|ประกอบ|ข่าว)\s?(?:{_QUALITY})?
  | แนะนำ(?:ให้อ่าน|ข่าว|บทความ|เรื่อง)? | (?:คุณ|ท่าน)อาจ(?:จะ)?(?:สนใจ|ชอบ|พลาด)\S{{0,20}} | ไม่พลาด\S{{0,20}}
  | ยอดนิยม | แท็ก(?:ที่เกี่ยวข้อง|ข่าว)? | ป้ายกำกับ
  | related(?:\s(?:news|articles?|stories|posts|content|topics|links|reading))?
  | read\s(?:more|also) | also\sread
  | (?:you\s)?may\salso\slike | recommended(?:\sfor\syou)? | more\s(?:news|stories|from\s\S+)
  | most\s(?:read|popular) | latest\snews | tags? | see\salso
)"""
_LEAD = r"[\s#*>\-–—•●▪◦■►▶→✦📌👉🔗|\[(“\"]*"
_ALONE = re.compile(rf"{_LEAD}{_PHRASE}[\s:：.…*>»\])”\"_|-]*$", re.IGNORECASE | re.VERBOSE)
_INLINE = re.compile(rf"{_LEAD}{_PHRASE}\s?[:：>»]\s*\S", re.IGNORECASE | re.VERBOSE)
_HASHTAGS = re.compile(r"\s*+(?:#[^\s#]++[\s,]*+){2,}+$|\s*+#[^\s#]++\s*+$")
_ITEM = re.compile(r"\s*(?:[-–—•●▪◦*■►▶→+>]\s*\S|\(?[0-9๐-๙]{1,2}[.)]\s|\[[^\]]*\]\(|https?://|www\.)")
_URL = re.compile(r"https?://|www\.")
_INTRODUCES = re.compile(r"(?:ดังนี้|ได้แก่|ดังต่อไปนี้|ประกอบด้วย|คือ|เช่น|ว่า|:)\s*$")
_SOURCE_LINE = re.compile(
    r"\s*(?:ที่มา|อ้างอิง|ภาพ|เครดิต|ขอบคุณ|โดย|ผู้เขียน|แปล|เรียบเรียง|รายงาน|หมายเหตุ|เผยแพร่"
    r"|source|photo|credit|by)\s*[:：(]?",
    re.IGNORECASE,
)

_MAX_ITEM = 180
_MIN_HEADLINE = 15
_MAX_HEADLINE = 140
_MIN_BODY_LINE = 200
_MIN_HEADLINES = 3
_MAX_NEWS = 30_000
_RESUMED_SHARE = 0.25


def find_related(flow: str, lines: Sequence[Span]) -> list[Region]:
    """Return the stretches of *flow* that only lead to other texts."""
    found: list[Region] = []
    prose = _Prose(flow, lines)
    index = 0
    while index < len(lines):
        content = lines[index].of(flow)
        if _ALONE.match(content):
            last = _last_item(prose, index)
            found.append(Region("related", lines[index].cover(lines[last])))
            index = last
        elif _INLINE.match(content) and len(content) <= 2 * _MAX_ITEM:
            last = _last_marked_item(flow, lines, index)
            found.append(Region("related", lines[index].cover(lines[last])))
            index = last
        elif _HASHTAGS.match(content):
            found.append(Region("related", lines[index]))
        index += 1
    if not any(region.span.end >= lines[-1].start for region in found if lines):
        found += _headlines_at_end(flow, lines, found)
    return found


def _is_item(content: str) -> bool:
    return len(content) <= _MAX_ITEM or bool(_ITEM.match(content)) or bool(_URL.search(content))


class _Prose:
    """How much running text, no item of a list, stands from each line to the end."""

    def __init__(self, flow: str, lines: Sequence[Span]) -> None:
        self.is_item = [_is_item(line.of(flow)) for line in lines]
        self._total = sum(line.length for line in lines)
        self._behind = [(0, 0)]
        for line, item in zip(reversed(lines), reversed(self.is_item), strict=True):
            count, length = self._behind[-1]
            self._behind.append((count, length) if item else (count + 1, length + line.length))
        self._behind.reverse()

    def goes_on(self, index: int) -> bool:
        """Tell whether what stands from this line on is a text that goes on, and no teaser of another."""
        count, length = self._behind[index]
        return count > 2 or length >= _RESUMED_SHARE * self._total


def _last_item(prose: _Prose, heading: int) -> int:
    """Return the last line of the list below *heading*: all to the end, unless the text goes on after it."""
    count = len(prose.is_item)
    for index in range(heading + 1, count):
        if not prose.is_item[index]:
            return index - 1 if prose.goes_on(index) else count - 1
    return count - 1


def _last_marked_item(flow: str, lines: Sequence[Span], first: int) -> int:
    """Return the last of the bulleted lines that follow a link in the text."""
    last = first
    while last + 1 < len(lines) and lines[last + 1].length <= _MAX_ITEM:
        content = lines[last + 1].of(flow)
        if not _ITEM.match(content) and not _INLINE.match(content):
            break
        last += 1
    return last


def _headlines_at_end(flow: str, lines: Sequence[Span], found: Sequence[Region]) -> list[Region]:
    """Return headlines at the end of a news text that nothing announces: short lines after paragraphs."""
    if not lines or len(flow) > _MAX_NEWS:
        return []
    count = 0
    while count < len(lines) and _is_headline(lines[len(lines) - 1 - count].of(flow)):
        count += 1
    body = [line for line in lines[1 : len(lines) - count] if not any(r.span.overlaps(line) for r in found)]
    if count < _MIN_HEADLINES or len(body) < 3:
        return []
    if median(line.length for line in body) < _MIN_BODY_LINE or _INTRODUCES.search(body[-1].of(flow)):
        return []
    return [Region("related", Span(lines[-count].start, lines[-1].end))]


def _is_headline(content: str) -> bool:
    text = content.strip()
    return _MIN_HEADLINE <= len(text) <= _MAX_HEADLINE and not _SOURCE_LINE.match(text)


def is_related_heading(line: str) -> bool:
    """Tell whether a line announces links to other texts."""
    return bool(_ALONE.match(line))
