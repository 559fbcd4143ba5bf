"""What lines of text tell by themselves: headings, bullets, and how two lines are joined into one.

Shared by the layout of PDFs and the segmentation of texts.
"""

from __future__ import annotations

import re

__all__ = [
    "CHAPTER",
    "LEADERS",
    "LINE_JOIN",
    "NUMBERED",
    "PAGE_FURNITURE",
    "glue",
    "is_heading",
    "starts_item",
    "width_of",
]

LINE_JOIN = "line-join"
"""The rule of the edits that join wrapped lines."""
PAGE_FURNITURE = "page-furniture"
"""The rule of the edits that leave out headers, footers and page numbers."""
_D = "[0-9๐-๙]"
CHAPTER = re.compile(
    rf"\s*(?:บทที่|บทที\S{{0,2}}|Chapter|CHAPTER)\s*(?P<number>{_D}{{1,2}}|[IVX]{{1,5}})(?P<rest>(?:\s.*)?)$"
)
NUMBERED = re.compile(rf"\s*(?P<number>{_D}{{1,2}}(?:\.{_D}{{1,2}}){{1,4}})\.?\s+(?P<rest>\S.*)$")
LEADERS = re.compile(r"(?:[.·•]{4,}|…{2,}|(?:\s[.·•…]){4,}|_{6,})\s*\S{0,5}\s*$")
"""A line that leads the eye to a page number: a row of dots, and the number behind it."""
_ITEM = re.compile(
    rf"\s*(?:[-–—•●▪◦■○*➢✓]\s|[\uf0a7\uf0b7\uf0d8\uf0fc]|\(?{_D}{{1,2}}[.)]\s|\(?[ก-ฮ][.)]\s|\(?[a-z][.)]\s|\({_D}{{1,2}}\))"
)
_ZERO_WIDTH = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200d]")
_THAI = re.compile(r"[\u0e01-\u0e4e]")


def is_heading(line: str) -> bool:
    """Tell whether a line opens a chapter or a numbered section."""
    if CHAPTER.match(line):
        return True
    match = NUMBERED.match(line)
    return match is not None and len(line.strip()) <= 160 and not re.match(rf"{_D}|[%°]", match["rest"])


def starts_item(line: str) -> bool:
    """Tell whether a line begins with a bullet or the number of an item: ``•``, ``1)``, ``(ก)``."""
    return bool(_ITEM.match(line))


def width_of(line: str) -> int:
    """Return the width of a line in characters, without the blanks around it and the marks in it."""
    return len(_ZERO_WIDTH.sub("", line.strip()))


def glue(left: str, right: str, *, spaced: bool) -> str:
    """Return what stands between two joined lines: a space unless Thai runs on without one.

    *left* and *right* are the characters at the line end; *spaced* tells whether there was a space.
    """
    if left == "-" and right.isascii() and right.islower():
        return ""
    if not spaced and _THAI.match(left) and _THAI.match(right):
        return ""
    return " "
