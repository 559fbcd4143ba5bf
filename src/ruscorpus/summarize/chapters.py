"""The parts of a document that get a summary each: its chapters, or the whole text where it has none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.model import Document, Section

WHOLE = "text"
"""The name of the summary of a text without chapters."""
_APPENDIX = re.compile(
    r"^[ \t#*]*(?:ภาคผนวก|ประวัติผู้(?:วิจัย|เขียน|ศึกษา)|Appendix|APPENDIX)(?:[ \t]\S{1,3})?[ \t*]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its number and title, its stretch of the flow, and the sections that stand in it.

    ``name`` is the name of its summary without suffix, ``chapter-04`` or ``text``. ``span`` begins with the
    heading. ``sections`` are in order, and hold the chapter's own heading first where it has one.
    """

    name: str
    number: str
    title: str
    span: Span
    sections: tuple[Section, ...] = ()


def find_chapters(document: Document) -> tuple[Chapter, ...]:
    """Return the chapters of *document* in the order of the text; one that is the whole text if it has none.

    What stands before the first chapter (title page, abstract, contents) and behind the bibliography of a
    chapter, or in an appendix, belongs to none.
    """
    heads = list(_heads(document.sections))
    if not any(head.number for head in heads) and len(heads) < 2:
        return (Chapter(WHOLE, "", document.title, Span(0, len(document.flow)), document.sections),)
    ends = [head.span.start for head in heads[1:]] + [len(document.flow)]
    names = _names([head.number for head in heads])
    chapters = []
    for head, end, name in zip(heads, ends, names, strict=True):
        span = Span(head.span.start, _end_of_text(document, Span(head.span.start, end)))
        inside = tuple(section for section in document.sections if span.contains(section.heading))
        chapters.append(Chapter(name, head.number, head.title, span, inside))
    return tuple(chapters)


def _heads(sections: Iterable[Section]) -> Iterable[Section]:
    """Yield the chapters' headings; where one is lost, the first section of its number stands for it."""
    sections = list(sections)
    known = {section.number for section in sections if section.level == 1}
    for section in sections:
        major, dot, _ = section.number.partition(".")
        if section.level == 1:
            yield section
        elif known - {""} and dot and major not in known and section.number.endswith(".1"):
            known.add(major)
            yield replace(section, number=major, title="", level=1)


def _end_of_text(document: Document, span: Span) -> int:
    ends = [
        region.span.start
        for region in document.regions
        if region.kind == "bibliography" and span.start < region.span.start < span.end
    ]
    ends += [match.start() for match in _APPENDIX.finditer(document.flow, span.start, span.end)]
    return min((end for end in ends if end > span.start), default=span.end)


def _names(numbers: Sequence[str]) -> list[str]:
    """Return a name for each chapter: its number, else the one after the chapter before; all different."""
    names: list[str] = []
    before = 0 if any(numbers) and not numbers[0] else 1
    taken = {int(number) for number in numbers if number.isdigit()}
    for number in numbers:
        value = int(number) if number.isdigit() else before
        if not number and value in taken and value:
            value = before - 1
        base = name = f"chapter-{value:02}"
        copy = 2
        while name in names:
            name, copy = f"{base}-{copy}", copy + 1
        names.append(name)
        before = value + 1
    return names
