"""What a text says of itself: its title, its authors, its date and its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.lines import CHAPTER, NUMBERED, is_heading
from ruscorpus.segment.related import is_related_heading
from ruscorpus.skeleton import skeleton
from ruscorpus.thaidates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HEAD_LINES = 8
_TAIL_LINES = 6
_DIGEST_LINES = 3
_MAX_TITLE = 220
_MAX_DATE_LINE = 120
_MAX_RESIDUE = 60
_THAI = re.compile(r"[\u0e01-\u0e4e]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = "นารกงม"

# What a site writes before the day on which it published a text, and before the day on which it changed it.
_PUBLISHED = re.compile(
    r"[\s\[(|*#>•–-]*(?:date\b|publi(?:shed|cation)\b|posted\b|(?:วัน(?:ที่|เวลา)?)?\s?(?:เผยแพร่|ตีพิมพ์|โพสต์|ลงข่าว|ประกาศข่าว|ออนไลน์)|ลงวันที่|ข่าววันที่|"
    r"วันเวลา|เมื่อ\s?:)[^0-9๐-๙\n]{0,30}",
    re.IGNORECASE,
)
# The same behind the author's name, or in a sentence: "โดย … | เผยแพร่ …", "บทความนี้ตีพิมพ์ครั้งแรกเมื่อ…".
_OWN_DATE = re.compile(
    r"[|•·]\s*(?:เผยแพร่|ตีพิมพ์|โพสต์)(?:เมื่อ)?\s*(?:วันที่)?\s*(?=[0-9๐-๙])"
    r"|(?:ข้อเขียน|บทความ|งานเขียน|รายงาน|บทวิเคราะห์)(?:ชิ้น|ฉบับ)?นี้(?:ได้)?(?:เผยแพร่|ตีพิมพ์)(?:ครั้งแรก)?(?:เมื่อ)?\s?(?:วันที่)?\s?(?=[0-9๐-๙])"
)
_DATELINE = re.compile(r"[^0-9๐-๙()\"“]{2,45}(?:\([^0-9๐-๙()\"“]{2,40}\))?[\s–—-]\s*$")
_UPDATED = re.compile(
    r"[\s\[(|*#>•–-]*(?:(?:last\s)?(?:updated|modified)\b|(?:ปรับปรุง|อัปเดต|อัพเดท|อัพเดต|อัปเดท|แก้ไข)(?:ข่าว|ข้อมูล)?(?:ล่าสุด|เมื่อ)*)[^0-9๐-๙\n]{0,20}",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"\s*(?:วันที่|ประจำวันที่|(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี|ฯ)?|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?(?![ก-ฮเ-ไ]))\s*"
)
# What a digest writes before the days or the month that it covers; their last day dates it.
_COVERS = re.compile(
    r"[\s\[(|*#>•–-]*(?:(?:สรุป|รวม|รายงาน)?ข่าว\S{0,30}\s)?(?:ใน)?(?:ช่วง|ระหว่าง|ประจำ|ฉบับ)(?:วัน|สัปดาห์|ปักษ์|เดือน|ฉบับ)\S{0,12}\s?(?=[0-9๐-๙])"
    r"|[\s\[(|*#>•–-]*(?:ประจำ|ฉบับ)(?:ประจำ)?เดือน"
)
# A heading of a digest, which ends with what it covers ("สรุปข่าวรอบสัปดาห์ 1–7 พฤศจิกายน 2568").
_DIGEST = re.compile(r"สรุป|รวมข่าว|ข่าวสั้น|ข่าวย่อ|ย่อโลก|รอบโลก|มุมโลก|เก็บตก|สัปดาห์|ปักษ์|ประจำเดือน|รายเดือน|ประจำฉบับ")
# What may stand on a date line beside the day: the time, the weekday, the desk, the place, the reader counts.
_BESIDE = re.compile(
    r"เวลา|\bน\.|นาฬิกา|[0-9๐-๙]{1,2}[:.][0-9๐-๙]{2}|วัน(?:ที่)?(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)?(?:ที่)?"
    r"|(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|พ\.ศ\.|ค\.ศ\.|AM|PM|[\W_]",
)
_BOUNDED = re.compile(r"\s*(?:ภาย)?(?:หลัง|ก่อน|ตั้งแต่|นับแต่|นับตั้งแต่)")  # a time that a section is about
_SEPARATED = re.compile(r"\s*(?:[|/\-–—•·:(]|เวลา|[0-9๐-๙]{1,2}[:.][0-9๐-๙]{2})")
_SEPARATED_BEFORE = re.compile(
    r"\s[|·•–—-]\s*(?:ฉบับ)?(?:วัน)?(?:ที่|จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)*\s?$"
)
_BYLINE_SEPARATOR = re.compile(r"[/|(–—-]")
_PLACE_BRACKET = re.compile(r"\s*[^0-9๐-๙()]{2,40}\([^0-9๐-๙()]{0,30}")
_PLACE_AND_AGENCY = re.compile(r"\s*[^0-9๐-๙()\"“]{2,45}\([^0-9๐-๙()]{2,40}\)\s*[,|]?\s*")
_DASH = re.compile(r"\s*(?:[–—|]|-\s)")
_BRACKET_DASH = re.compile(r"[^()]{0,12}\)\s*(?:[|:–—-]|$)")
_PLACE_AND_SEPARATOR = re.compile(r"\s*(?:น\.\s)?\S{2,30}\s?(?:[|(–—]|-\s)")

# A line of the head that says where a text comes from ends with its day or month, in brackets, behind a
# pause or a label ("นิตยสาร… ฉบับสิงหาคม 2567"); then the time, or what is set off.
_BEFORE_ITS_DAY = re.compile(
    r"(?:(?<![0-9๐-๙])(?<!ที่)(?<!เดือน)(?<!เมื่อ)[\s(,/|•·–—-]|(?:จัดทำ|สัมภาษณ์|บันทึก|ออกอากาศ|เผยแพร่|ตีพิมพ์|พิมพ์|เขียน|เรียบเรียง|ปรับปรุง)(?:ล่าสุด|ครั้งแรก)?(?:เมื่อ|คืน)?|ประจำ|ฉบับ)\s?"
    r"(?:วัน(?:ที่)?|เดือน)?(?:เผยแพร่)?(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)?(?:ที่)?\s?(?:[ก-๙.]{4,10}\s?[–-]\s?)?$"
)
_BEHIND_ITS_DAY = re.compile(
    r"\)?(?:,?\s(?:เวลา\s)?[0-9๐-๙]{1,2}[:.][0-9๐-๙]{2}(?:\s?น\.)?)?(?:\s?(?:[|•·/]|(?<=\))\s).{0,60}|\s?\([^()]{0,40}\))?\s*"
)
_SOURCE_LINES = 4

_TITLE_LABEL = re.compile(
    r"\s*(?:(?:พาด)?หัวข้อ(?:ข่าว)?|หัวข่าว|พาดหัว|ชื่อเรื่อง|title|headline)\s*[:：]\s*", re.IGNORECASE
)
_DECORATION = re.compile(r"^[\s#*=>_]+|(?<![\s#*=_])[\s#*=_]++$")
_BREADCRUMBS = re.compile(r"\S+\s*[>»›]\s*\S+")
_RULE = re.compile(r"[\W_]+$")
_AUTHOR = re.compile(
    r"\s*(?:(?:เรื่อง|เขียน|รายงาน|เรียบเรียง|แปล|แปลและเรียบเรียง|ข่าว|บทความ)?โดย\s*[:：]?\s|(?:ผู้เขียน|ผู้แต่ง|ผู้วิจัย|ผู้ศึกษา|ชื่อผู้วิจัย|ผู้แปล|ผู้เรียบเรียง|ผู้สื่อข่าว|นักเขียน|เรื่อง|"
    r"author|writer)\s*[:：]\s*|by\s+(?=[A-Z]))(?P<names>\S.{1,80})$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|/|\||\s(?:และ|กับ|and|&)\s|\sภาพ\s*[:：].*)\s*")


_PARTS = frozenset(
    map(
        skeleton,
        (
            *("บทนำ", "ความนำ", "คำนำ", "บทสรุป", "บทสรุปสำหรับผู้บริหาร", "บทคัดย่อ", "สารบัญ", "กิตติกรรมประกาศ"),
            *(
                "Introduction",
                "Preface",
                "Conclusion",
                "Executive summary",
                "Abstract",
                "Contents",
                "Acknowledgements",
            ),
        ),
    )
)
"""Headings of parts that any thesis has: they name none."""


def find_title(flow: str) -> str:
    """Return the headline: the first line that could be one; "" where the text begins without.

    Short date lines, paths of a site ("หน้าแรก > ต่างประเทศ") and rules before it are passed over, a label
    ("หัวข้อข่าว:") is taken off.
    """
    for line in _first_lines(flow):
        content = _DECORATION.sub("", line)
        label = _TITLE_LABEL.match(content)
        content = content[label.end() :] if label else content
        if not content or _RULE.match(content) or (_BREADCRUMBS.match(content) and len(content) < 80):
            continue
        if len(content) <= _MAX_DATE_LINE and (_is_date_line(content) or _AUTHOR.match(content)):
            continue
        if len(content) > _MAX_TITLE or is_heading(content) or _label(content) or is_related_heading(content):
            return ""
        if skeleton(content) in _PARTS:
            return ""
        return content
    return ""


def find_date(flow: str) -> str:
    """Return the day a text was published, ISO 8601, from its date line; "" where there is none.

    A date line says that it is one (``date``, ``เผยแพร่``, ``วันที่`` before a place or an agency), or holds
    little beside the day; a line below the title that says where the text comes from may end with its day or
    month. A day of publication goes before one of a later change, the head of the text
    before its foot, where only labelled dates count.
    """
    lines = list(_first_lines(flow))
    return (
        _labelled(lines)
        or _own(lines)
        or next((_day(line) for line in _own_head(lines) if _is_date_line(line)), "")
        or next(
            (
                day
                for line in lines
                if (match := _COVERS.match(line)) and (day := _covered(line, match.end()))
            ),
            "",
        )
        or next((day for line in _own_head(lines[:_DIGEST_LINES]) if (day := _headed(line))), "")
        or next((day for line in list(_own_head(lines[:_SOURCE_LINES]))[1:] if (day := _sourced(line))), "")
        or _at_the_foot(flow)
        or next(
            (day for line in lines if (match := _UPDATED.match(line)) and (day := _day(line[match.end() :]))),
            "",
        )
    )


def _labelled(lines: Iterable[str]) -> str:
    """Return the day of the first line that says when the text was published."""
    for line in lines:
        if (match := _PUBLISHED.match(line)) and (day := _day(line[match.end() :]) or _day(line)):
            return day
    return ""


def _own(lines: Iterable[str]) -> str:
    """Return the day that a line gives behind the author's name, or a sentence of the text about itself."""
    for line in lines:
        match = None if _UPDATED.match(line) else _OWN_DATE.search(line[: 2 * _MAX_DATE_LINE])
        if match and (day := _day(line[match.end() :])):
            return day
    return ""


def _own_head(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that may stand there for their date: before any chapter or numbered section begins."""
    for line in lines:
        if CHAPTER.match(line) or NUMBERED.match(line):
            return
        if not _UPDATED.match(line):
            yield line


def _at_the_foot(flow: str) -> str:
    for line in _last_lines(flow):
        match = _PUBLISHED.match(line)
        if match and len(line) <= _MAX_DATE_LINE and (day := _day(line[match.end() :])):
            return day
    return ""


def find_authors(flow: str) -> tuple[str, ...]:
    """Return the authors that a line of the head or the foot names ("โดย …", "ผู้เขียน: …")."""
    for line in (*_first_lines(flow), *_last_lines(flow)):
        match = _AUTHOR.match(line)
        if match and not any(char.isdigit() for char in match["names"]):
            names = (name.strip(" .()[]*_") for name in _AND.split(match["names"]))
            return tuple(name for name in names if name)
    return ()


def find_language(flow: str) -> str:
    """Return ``th`` or ``en``, whichever writes most letters; "" for a text without letters."""
    head = flow[:20_000]
    others = sum(map(len, _LETTERS.findall(_THAI.sub(" ", head))))
    # Some of the commonest letters nearly always say enough; to find all takes longer, with marks in between.
    if others < 2 * sum(map(head.count, _COMMON)):
        return "th"
    thai = sum(map(len, _LETTERS.findall(head))) - others
    if not thai and not others:
        return ""
    return "th" if 2 * thai >= others else "en"


def _first_lines(flow: str) -> Iterator[str]:
    count = 0
    for match in re.finditer(r"[^\r\n\f]+", flow):
        if match[0].strip():
            yield match[0]
            count += 1
        if count == _HEAD_LINES:
            return


def _last_lines(flow: str) -> list[str]:
    lines = [line for line in flow[-3000:].splitlines() if line.strip()]
    return lines[-_TAIL_LINES:]


def _label(line: str) -> bool:
    return bool(_PUBLISHED.match(line) or _UPDATED.match(line))


def _covered(line: str, start: int) -> str:
    """Return the last day of the period, or the month, that *line* names at *start*."""
    found = next(iter(find_dates(line[:_MAX_DATE_LINE])), None)
    if found is None or found.span.start > start + 2 or len(found.iso) < len("2025-10"):
        return ""
    if len(line.rstrip()) - found.span.end > _MAX_RESIDUE:  # it goes on: a sentence of the text
        return ""
    return found.iso.rpartition("/")[2]


def _headed(line: str) -> str:
    """Return the last day of the period, or the month, with which *line* ends as the heading of a digest."""
    if len(line) > _MAX_DATE_LINE:
        return ""
    found = next(iter(find_dates(line)[-1:]), None)
    if found is None or len(found.iso) < len("2025-10") or line[found.span.end :].strip(" \t)]*#|"):
        return ""
    before = line[: found.span.start]
    alone = not _BESIDE.sub("", before)
    return found.iso.rpartition("/")[2] if alone or _DIGEST.search(before) else ""


def _sourced(line: str) -> str:
    """Return the day or the month with which *line* ends as one that says where the text comes from."""
    found = (
        next((f for f in reversed(find_dates(line)) if f.named), None)
        if len(line) <= _MAX_DATE_LINE
        else None
    )
    if found is None or len(found.iso) not in (len("2025-10"), len("2025-10-04")):
        return ""
    before, after = line[: found.span.start], line[found.span.end :]
    fits = _BEFORE_ITS_DAY.search(before) and _BEHIND_ITS_DAY.fullmatch(after)
    return found.iso if fits else ""


def _day(line: str) -> str:
    """Return the first full day that *line* names near its start."""
    return next((found.iso for found in find_dates(line[:_MAX_DATE_LINE]) if len(found.iso) == 10), "")


def _is_date_line(line: str) -> bool:
    """Tell whether a line without a label is there for its date."""
    dates = [found for found in find_dates(line[: 2 * _MAX_DATE_LINE]) if len(found.iso) == 10]
    if not dates or _BOUNDED.match(line):
        return False
    if _label(line):
        return True
    span = dates[0].span
    before, after = line[: span.start], line[span.end :]
    day_first = not _BESIDE.sub("", _DAY_FIRST.sub("", before))
    residue = len(_BESIDE.sub("", before)) + len(_BESIDE.sub("", after))
    if day_first and _SEPARATED.match(after):
        return True
    if len(line) <= _MAX_DATE_LINE and residue <= _MAX_RESIDUE // 3:
        return True
    if day_first and len(line) <= _MAX_DATE_LINE and residue <= _MAX_RESIDUE:
        return True
    # "ดาการ์/บามาโก 24 มิ.ย. 2568 (รอยเตอร์) – …": places, the day, the agency or a dash, the text; the agency
    # may stand before the day.
    if _DATELINE.fullmatch(before) and _BYLINE_SEPARATOR.match(after.lstrip()[:1]):
        return True
    # "อังการา (ซินหัว) 3 มี.ค. 2568 – …": a place, the agency in brackets, the day, a dash, the text.
    # "มะนิลา (8 ก.ค. 67) — …", "มะนิลา (เอพี, 8 ก.ค. 67) — …": a place, the day in brackets, a dash, the text.
    # "เฮลซิงกิ (เอเอฟพี) — 25 กุมภาพันธ์ 2569": a short line of its own that ends with the day.
    ends = len(line) <= _MAX_DATE_LINE and not _BESIDE.sub("", after) and _SEPARATED_BEFORE.search(before)
    if (
        ends
        or (_PLACE_AND_AGENCY.fullmatch(before) and _DASH.match(after))
        or (_PLACE_BRACKET.fullmatch(before) and _BRACKET_DASH.match(after))
    ):
        return True
    # "วันที่ 10 มีนาคม 2568 ย่างกุ้ง/มอสโก (ประมวลจากสื่อต่างประเทศ) …": the day, a place or an agency, the text.
    return day_first and bool(_PLACE_AND_SEPARATOR.match(after))
