"""What lines of text tell by themselves: headings, bullets, and how two lines are joined into one.

Shared by the layout of PDFs and the segmentation of texts.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from ruscorpus.numerals import THAI_TO_ARABIC, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CHAPTER",
    "LEADERS",
    "LINE_JOIN",
    "MAX_HEADING",
    "NUMBERED",
    "PAGE_FURNITURE",
    "chapter_number",
    "glue",
    "is_heading",
    "line_start",
    "starts_item",
    "width_of",
]

MAX_HEADING = 160
"""What is longer than so many characters is no heading, however it begins."""
LINE_JOIN = "line-join"
"""The rule of the edits that join wrapped lines."""
PAGE_FURNITURE = "page-furniture"
"""The rule of the edits that leave out headers, footers and page numbers."""
_D = "[0-9๐-๙]"
_MARKUP = r"\s*+(?:#{1,6}\s++)?(?:\*\*|__)?"  # many blanks before no heading are passed once
_THAI_NUMBERS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_ENGLISH_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Prose that happens to begin a line with the name of a chapter goes on with one of these.
_GOES_ON = (
    r"\s*+(?:ซึ่ง|แล้ว|จะ|ได้|นี้|นั้น|ว่า|ของ|และ|หรือ|ถึง|พบ|กล่าว|เป็น|ผู้วิจัย|ผู้เขียน|ผู้ศึกษา|ดัง|ก็|ต่อไป|ข้างต้น"
    r"|ที่(?:กล่าว|ผ่านมา|ผู้|ได้|จะ)|มี(?!นาคม|ติ)|โดย|[,;)]"
    r"|(?:is|was|will|has|of|and|to|in|discusses|presents|describes|shows|examines|explains)\b)"
)
CHAPTER = re.compile(
    rf"{_MARKUP}(?:บทที่|บทที[^\sก-ฮ]{{0,2}}|Chapter|CHAPTER)\s*"
    rf"(?P<number>{_D}{{1,2}}|[IVX]{{1,5}}(?![A-Za-z])|{'|'.join(_THAI_NUMBERS)}|(?i:{'|'.join(_ENGLISH_NUMBERS)})\b"
    rf"|(?P<unread>[^\s\w\u0e00-\u0e7f.,:;()\[\]“”\"'‘’/–—-]|[A-Za-z])(?=\s|$))"
    rf"(?!{_GOES_ON})(?P<rest>(?:\s*[.:：–—-]?\s.*)?)$"
)
"""A line that opens a chapter: บทที่ 4, Chapter IV, บทที่สี่, and บทที* A, whose digit a font has hidden."""
NUMBERED = re.compile(rf"{_MARKUP}\s*(?P<number>{_D}{{1,2}}(?:\.{_D}{{1,2}}){{1,4}})\.?\s+(?P<rest>\S.*)$")
# Every way to lead begins with the sign itself, so that Python can pass over all other characters at once.
# A row is tried from its first sign alone and gives nothing back: else dots take the square of their number.
_ROW = r"(?<![.·•].)[.·•]{3,}+"
_SPACED = r"(?<=\s.)(?<!\s[.·•…]\s.)(?:\s[.·•…]){3,}+"
LEADERS = re.compile(
    rf"(?:\.(?:{_ROW}|{_SPACED})|·(?:{_ROW}|{_SPACED})|•(?:{_ROW}|{_SPACED})|…(?:(?<!……)…++|{_SPACED})"
    r"|_(?<!__)_{5,}+)\s*+\S{0,5}+\s*+$"
)
"""A line that leads the eye to a page number: a row of dots, and the number behind it."""
_ITEM = re.compile(
    rf"\s*(?:[-–—•●▪◦■○*➢✓]\s|[\uf0a7\uf0b7\uf0d8\uf0fc]|\(?{_D}{{1,2}}[.)]\s|\(?[ก-ฮ][.)]\s|\(?[a-z][.)]\s|\({_D}{{1,2}}\))"
)
_BREAK = re.compile("\n")
_ZERO_WIDTH = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200d]+")
_THAI = re.compile(r"[\u0e01-\u0e4e]")

PAGE_NUMBER = re.compile(
    r"\s*+[-–—\[(]?\s*+(?:(?:หน้า|page)\s*+(?:ที่\s*+)?)?([0-9]{1,4})\s*+[-–—\])]?\s*+$", re.IGNORECASE
)
"""A line that may be the number of a page, and nothing else. Digits are Arabic ones."""


def line_start(text: str, position: int) -> int:
    """Return where the line begins that holds *position*.

    Looking back for it at every place takes a time that grows with the square of a text on one line.
    """
    starts = _line_starts(text)
    return starts[bisect_right(starts, position) - 1]


@lru_cache(maxsize=1)  # dates and pairs of states are placed in one text after the other
def _line_starts(text: str) -> Sequence[int]:
    return array("I", [0, *(match.end() for match in _BREAK.finditer(text))])


def is_heading(line: str) -> bool:
    """Tell whether a line opens a chapter or a numbered section."""
    if len(line.strip()) > MAX_HEADING:
        return False
    if CHAPTER.match(line):
        return True
    match = NUMBERED.match(line)
    return match is not None and not re.match(rf"{_D}|[%°]", match["rest"])


def chapter_number(line: str) -> str:
    """Return the number in a line that :data:`CHAPTER` matches, in Arabic digits; "" if it cannot be read.

    >>> [chapter_number(line) for line in ("บทที่ ๔ ผลการศึกษา", "Chapter IV", "บทที่สี่", "บทที* A")]
    ['4', '4', '4', '']
    """
    match = CHAPTER.match(line)
    if match is None or match["unread"]:
        return ""
    number = match["number"].translate(THAI_TO_ARABIC)
    for words in (_THAI_NUMBERS, _ENGLISH_NUMBERS):
        if number.lower() in words:
            return str(words.index(number.lower()) + 1)
    return number.lstrip("0") if number.isdigit() else str(roman(number))


def starts_item(line: str) -> bool:
    """Tell whether a line begins with a bullet or the number of an item: ``•``, ``1)``, ``(ก)``."""
    return bool(_ITEM.match(line))


def width_of(line: str) -> int:
    """Return the width of a line in characters, without the blanks around it and the marks in it."""
    line = line.strip()
    return len(line) - sum(map(len, _ZERO_WIDTH.findall(line)))


def glue(left: str, right: str, *, spaced: bool) -> str:
    """Return what stands between two joined lines: a space unless Thai runs on without one.

    *left* and *right* are the characters at the line end; *spaced* tells whether there was a space.
    """
    if left == "-" and right.isascii() and right.islower():
        return ""
    if not spaced and _THAI.match(left) and _THAI.match(right):
        return ""
    return " "
