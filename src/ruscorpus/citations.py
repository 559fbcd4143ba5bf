"""Citations in brackets (Lankov, 2002): they name sources, and nothing in them is a finding."""

from __future__ import annotations

import re

from ruscorpus.offsets import Span

_YEAR = r"(?:ค\.\s?ศ\.|พ\.\s?ศ\.)?\s?(?:[12][0-9]{3}|[๑๒][๐-๙]{3})[a-zก-ฮ]?(?![0-9๐-๙])|n\.d\.|ม\.ป\.ป\."
# An author comes first: no digits before the comma, and no word that opens a date in brackets.
_CITATION = re.compile(
    r"[(\[](?!\s?(?:เมื่อ|ปี|วันที่|ค\.ศ\.|พ\.ศ\.|ใน))[^()\[\]0-9๐-๙]{2,200}?,\s?(?:[^()\[\]0-9๐-๙]{0,30}\s)?"
    rf"(?:{_YEAR})(?:\s?[,:;/–-]\s?[^()\[\]]{{0,160}})?[)\]]"
)


def find_citations(text: str) -> tuple[Span, ...]:
    """Return the spans of author–year citations in brackets.

    >>> find_citations("รัฐต้องอยู่รอด (Waltz, 1979) เสมอ")
    (Span(start=15, end=28),)
    """
    return tuple(Span(*match.span()) for match in _CITATION.finditer(text))
