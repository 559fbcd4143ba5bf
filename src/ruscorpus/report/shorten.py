"""Shortening a quote where a Thai reader would: at a space, else between two written syllable parts."""

from __future__ import annotations

import re
import unicodedata

LEADING_VOWELS = frozenset("เแโใไ")
FOLLOWERS = frozenset("ะาำๅๆฯ")
"""Characters that belong to what stands before them, beside the combining marks."""
ELLIPSIS = "…"
_WRAP = re.compile("(?<=[\u0e01-\u0e4e])[\\r\\n\\f\\v\x85\u2028\u2029]+(?=[\u0e01-\u0e4e])")


def one_line(text: str) -> str:
    r"""Return *text* as it is read: on one line, every run of white space one space.

    Where a line was wrapped between two Thai letters nothing is put in, for Thai writes no space there.

    >>> one_line("ยุทธ\nศาสตร์  ใหม่\nCSIS ")
    'ยุทธศาสตร์ ใหม่ CSIS'
    """
    if text.isprintable():  # nearly always: then spaces are its only white space
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    return " ".join(_WRAP.sub("", text).split())


def shorten(text: str, limit: int) -> str:
    """Return *text* on one line, cut to at most *limit* code points with an ellipsis at its end.

    The cut falls at the last space of its last third, where there is one; otherwise never between a
    consonant and its vowels and tone marks.

    >>> shorten("รัสเซียใช้สิทธิยับยั้ง", 12)
    'รัสเซียใช้…'
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    end = limit - len(ELLIPSIS)
    space = line.rfind(" ", limit * 2 // 3, end + 1)
    if space > 0:
        return line[:space] + ELLIPSIS
    while end > 0 and _holds_together(line[end - 1], line[end]):
        end -= 1
    return line[: end or limit - len(ELLIPSIS)].rstrip() + ELLIPSIS


def ends_of(text: str, limit: int) -> str:
    """Return *text* on one line, or where that is longer than *limit* code points its beginning and its end.

    >>> ends_of("ปูตินเยือนเปียงยาง และลงนามในสนธิสัญญาฉบับใหม่", 28)
    'ปูตินเยือนเปี…สัญญาฉบับใหม่'
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    start = len(line) - limit // 2
    space = line.find(" ", start - 1, start + limit // 6)
    start = space + 1 if space >= 0 else start
    while start < len(line) and _holds_together(line[start - 1], line[start]):
        start += 1
    return shorten(line, limit - limit // 2) + line[start:]


def _holds_together(before: str, after: str) -> bool:
    return (
        before in LEADING_VOWELS
        or after in FOLLOWERS
        or unicodedata.combining(after) > 0
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
    )


def width(text: str) -> int:
    """Return the columns of a terminal that *text* fills: marks none, wide letters two.

    >>> width("ที่นี่"), width("นำ"), width("漢")
    (2, 2, 2)
    """
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def padded(text: str, columns: int) -> str:
    """Return *text* filled up with spaces to so many *columns* of a terminal."""
    return text + " " * (columns - width(text))
