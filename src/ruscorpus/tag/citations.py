"""Citations in brackets (Lankov, 2002): they name sources, not things that the text speaks of."""

from __future__ import annotations

import re

from ruscorpus.offsets import Span

_YEAR = r"(?:[12][0-9]{3}[a-z]?|[๑๒][๐-๙]{3}|n\.d\.|ม\.ป\.ป\.)"
_CITATION = re.compile(
    rf"\((?=[^()]{{2,160}}\))(?:[^()0-9๐-๙]{{2,120}},\s?(?:[^()]{{0,30}}\s)?{_YEAR}(?:\s?[,:;][^()]{{0,60}})?)\)"
)
_BARE = re.compile(r"\s*(?:เมื่อ|ปี|วันที่|ค\.ศ\.|พ\.ศ\.|ใน)")


def find_citations(flow: str) -> tuple[Span, ...]:
    """Return the spans of author–year citations in brackets."""
    return tuple(Span(*m.span()) for m in _CITATION.finditer(flow) if not _BARE.match(m.group()[1:]))
