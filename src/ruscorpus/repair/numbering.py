"""Numbers of headings whose digits a font left as codes: read where counting leaves one reading.

Headings count: after chapter 2 comes chapter 3, and 1.3 is followed by 1.3.1, 1.4 or 2. A code in the place
of a digit, often the only one of its kind in a heading font (``บทที่ A``, ``1.=``), is read where exactly one
number leads from the heading before it to the one after it.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.offsets import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULE = "digit-code"
_CONFIDENCE = 0.85
_DIGIT = "0-9\u0e50-\u0e59"
_CODE = r"[^\s0-9\u0e00-\u0e7f.,()\[\]/:;\-–—\"'“”‘’•·*?!\u200b-\u200f]"
_PART = rf"(?:[{_DIGIT}]{{1,2}}|[{_DIGIT}]?{_CODE}|{_CODE}[{_DIGIT}])"
_SECTION = re.compile(rf"^[ \t]*({_PART}(?:\.{_PART})+)\.?(?=[ \t]+[\u0e00-\u0e7fA-Za-z])", re.MULTILINE)
_LABELLED = re.compile(
    r"^[ \t]*(?:(?P<section>[0-9]+(?:\.[0-9]+)+)\.?[ \t]+)?"
    r"(?P<label>บทที่|ส่วนที่|ตอนที่|หน่วยที่|ตารางที่|ภาพที่|รูปที่|แผนภาพที่|แผนภูมิที่)[ \t]*"
    rf"(?P<number>{_PART})(?=[ \t\r\n:.]|\Z)",
    re.MULTILINE,
)
_ANY_CODE = re.compile(_CODE)
_STEADY = 3  # numbers that must keep step with the sections they stand in


class Heading(NamedTuple):
    """A number as found, part by part, and where it stands."""

    at: Span
    parts: tuple[str, ...]

    @property
    def number(self) -> tuple[int, ...] | None:
        """The number, unless there is a code in it."""
        return tuple(map(int, self.parts)) if all(map(str.isdecimal, self.parts)) else None


def numbering_edits(text: str) -> tuple[Edit, ...]:
    r"""Return the edits that read codes in the numbers of headings.

    >>> edits = numbering_edits("บทที่ 1\nบทที่ 2\nบทที่ A\nบทที่ 4")
    >>> [(edit.at, edit.new) for edit in edits]
    [(Span(start=22, end=23), '3')]
    """
    found = [*_in_sections(text), *_labelled(text)]
    return tuple(sorted(found, key=lambda edit: edit.at))


def _in_sections(text: str) -> Iterator[Edit]:
    """Read section numbers (``1.=``) between their neighbours."""
    headings = [
        Heading(Span(*match.span(1)), tuple(match[1].split("."))) for match in _SECTION.finditer(text)
    ]
    for before, heading, after in zip(headings, headings[1:], headings[2:], strict=False):
        first, last = before.number, after.number
        if heading.number is None and first and last:
            fits = [one for one in _candidates(heading) if _is_next(first, one) and _is_next(one, last)]
            if not (heading.parts[-1].isalpha() and fits and fits[0][-1] == 1):  # 2.1.a is a way to count
                yield from _read(text, heading, fits)


def _is_next(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Tell whether *other* is what comes after *one*: its first part, or the next one at any level."""
    level = len(other) - 1
    if other == (*one, 1):
        return True
    return len(one) > level and other[:-1] == one[:level] and other[-1] == one[level] + 1


def _labelled(text: str) -> Iterator[Edit]:
    """Read the numbers of chapters, tables and figures."""
    series: dict[tuple[str, tuple[str, ...]], list[tuple[Heading, int]]] = {}
    for match in _LABELLED.finditer(text):
        *parents, own = (match["section"] or "0").split(".")
        heading = Heading(Span(*match.span("number")), (match["number"],))
        series.setdefault((match["label"], tuple(parents)), []).append((heading, int(own)))
    for (_, parents), row in series.items():
        if parents:
            yield from _in_step(text, row)
            continue
        headings = [heading for heading, _ in row]
        for before, heading, after in zip(headings, headings[1:], headings[2:], strict=False):
            first, last = before.number, after.number
            if heading.number is None and first and last:  # the number of a chapter may head every page
                numbers = (number for number in _candidates(heading) if number[0] - first[0] in (0, 1))
                yield from _read(text, heading, [one for one in numbers if last[0] - one[0] in (0, 1)])


def _in_step(text: str, row: list[tuple[Heading, int]]) -> Iterator[Edit]:
    """Read the numbers in a list of chapters that keeps step with its items (1.7.2: chapter 2)."""
    steps = [number[0] - item for heading, item in row if (number := heading.number)]
    if len(steps) >= _STEADY and len(set(steps)) == 1:
        for heading, item in row:
            if heading.number is None:
                wanted = (item + steps[0],)
                yield from _read(text, heading, [one for one in _candidates(heading) if one == wanted])


def _candidates(heading: Heading) -> Iterator[tuple[int, ...]]:
    """Yield the numbers that *heading* can be; each code is one digit throughout."""
    whole = ".".join(heading.parts)
    codes = sorted(set(_ANY_CODE.findall(whole)))
    if len(codes) > 2:
        return
    for digits in product("0123456789", repeat=len(codes)):
        read = whole.translate(dict(zip(map(ord, codes), digits, strict=True)))
        if not any(part.startswith("0") for part in read.split(".")):
            yield tuple(map(int, read.split(".")))


def _read(text: str, heading: Heading, numbers: Sequence[tuple[int, ...]]) -> Iterator[Edit]:
    """Yield the edits for *heading* if one number is left for it, in the digits of its neighbours."""
    if len(numbers) != 1:
        return
    near = text[max(0, heading.at.start - 200) : heading.at.end + 200]
    in_thai = re.search("[\u0e50-\u0e59]", near) and not re.search("[0-9]", near)
    position = heading.at.start
    for part, number in zip(heading.parts, numbers[0], strict=True):
        new = str(number)
        if in_thai:
            new = new.translate({ord("0") + digit: 0x0E50 + digit for digit in range(10)})
        if not part.isdecimal():
            yield Edit(Span(position, position + len(part)), new, RULE, _CONFIDENCE)
        position += len(part) + 1
