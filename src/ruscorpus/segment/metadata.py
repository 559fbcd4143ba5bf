"""What a text says of itself: its title, its date and its language."""

from __future__ import annotations

import re

from ruscorpus.segment.layout import is_heading
from ruscorpus.thaidates import find_dates

_HEAD_LINES = 6
_MAX_TITLE = 220
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_LETTER = re.compile(r"[^\W\d_]")
_DATE_LINE = re.compile(r"^\s*(?:date\b|วันที่|เผยแพร่|โพสต์|ปรับปรุง|อัปเดต|อัพเดท|Published|Updated)", re.IGNORECASE)
_MAX_DATE_LINE = 120


def find_title(flow: str) -> str:
    """Return the headline: the first line, where it is short, no date line and no chapter heading."""
    for line in flow.split("\n")[:_HEAD_LINES]:
        content = line.strip()
        if not content:
            continue
        if len(content) > _MAX_TITLE or is_heading(content) or _DATE_LINE.match(content):
            return ""
        return content
    return ""


def find_date(flow: str) -> str:
    """Return the day a text was published, ISO 8601, from its date line; "" where there is none.

    A date line is one of the first lines that is short or says that it is one (``date``, ``วันที่``,
    ``เผยแพร่``), or the start of a line that opens with a date.
    """
    for line in [line for line in flow.split("\n") if line.strip()][:_HEAD_LINES]:
        marked = _DATE_LINE.match(line)
        if len(line) > _MAX_DATE_LINE and not marked:
            continue
        for match in find_dates(line[:_MAX_DATE_LINE]):
            if len(match.iso) == 10:
                return match.iso
    return ""


def find_language(flow: str) -> str:
    """Return ``th`` or ``en``, whichever writes most letters; "" for a text without letters."""
    letters = _LETTER.findall(flow[:20_000])
    if not letters:
        return ""
    thai = sum(1 for letter in letters if _THAI.match(letter))
    return "th" if thai * 3 >= len(letters) else "en"
