"""Which headings open the chapters of a text, when each may stand there more than once.

A thesis names its chapters in its table of contents, in an outline of its first chapter, at the head of every
page and, once, where they begin. What tells them apart is the text between one heading and the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.lines import is_heading, starts_item
from ruscorpus.offsets import Span
from ruscorpus.skeleton import same_text, skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_FIRST = frozenset(map(skeleton, ("บทนำ", "ความนำ", "คำนำ", "Introduction")))
_LAST = frozenset(
    map(
        skeleton,
        (
            "บทสรุป",
            "บทส่งท้าย",
            "สรุป",
            "บทสรุปและข้อเสนอแนะ",
            "สรุปและข้อเสนอแนะ",
            "Conclusion",
            "Conclusions",
            "Epilogue",
        ),
    )
)
_MARKUP = re.compile(r"^[\s#*_]+|(?<![\s#*_])[\s#*_]++$")
_ENDS_PROSE = re.compile(r"[.:;,!?…”\"]$|(?:ว่า|และ|หรือ|ดังนี้|ได้แก่)$")
_MAX_NAME = 80
_PROSE = 150
"""A line of so many characters is a paragraph, or the first line of one."""
_MIN_CHAPTER = 1_000
_MIN_SHARE = 0.2
"""A second chapter of one number is one, if it has so many characters and such a share of the longest."""


UNREAD = "?"
"""Stands for the number of a chapter that cannot be read, until :func:`numbered` knows it."""


class Head(NamedTuple):
    """A heading: its number and title, its level from 1 for chapters, and where it stands."""

    number: str
    title: str
    level: int
    heading: Span


def plain(line: str) -> str:
    """Return a heading without blanks and Markdown signs around it."""
    return _MARKUP.sub("", line)


def named_chapters(flow: str, lines: Sequence[Span], outside: Collection[Span]) -> list[Head]:
    """Return the chapters of a text that names them without numbers, from its บทนำ to its บทสรุป.

    Only for texts without numbered chapters. Between the two, a short line on its own before a paragraph is
    taken as the name of a chapter. Empty unless both are there, in this order, with text in between.
    """
    inside = [line for line in lines if not any(line.overlaps(span) for span in outside)]
    keys = [skeleton(line.of(flow)) if line.length <= _MAX_NAME else "" for line in inside]
    # A table of contents may name them first: the last of each, where text follows, are the chapters.
    first = max((i for i, key in enumerate(keys) if key in _FIRST and _has_text(flow, inside, i)), default=-1)
    last = max((i for i, key in enumerate(keys) if key in _LAST and _has_text(flow, inside, i)), default=-1)
    if not 0 <= first < last:
        return []
    found = [first, *(i for i in range(first + 1, last) if _is_name(flow, inside, i)), last]
    return [Head("", plain(inside[i].of(flow)), 1, inside[i]) for i in found]


def _has_text(flow: str, lines: Sequence[Span], index: int) -> bool:
    """Tell whether what stands behind a line, up to the next but one, is text and no list of names."""
    following = lines[index + 1 : index + 3]
    return any(line.length > _MAX_NAME and not is_heading(line.of(flow)) for line in following)


def _is_name(flow: str, lines: Sequence[Span], index: int) -> bool:
    content = plain(lines[index].of(flow))
    return (
        len(content) <= _MAX_NAME
        and not _ENDS_PROSE.search(content)
        and not starts_item(content)
        and not is_heading(content)
        and lines[index - 1].length >= _PROSE
        and lines[index + 1].length >= _PROSE
    )


def numbered(heads: Sequence[Head]) -> list[Head]:
    """Return *heads* with a number for each chapter whose own could not be read.

    Its sections know it (3.1 stands in chapter 3); else it is the one after the chapter before.
    """
    result = list(heads)
    before = Head("0", "", 1, Span(0, 0))
    for index, head in enumerate(heads):
        if head.level != 1:
            continue
        if head.number == UNREAD:
            result[index] = head._replace(number=_major(heads, index) or _next(before, head))
        before = result[index]
    return result


def _major(heads: Sequence[Head], chapter: int) -> str:
    for head in heads[chapter + 1 :]:
        if head.level == 1:
            break
        if "." in head.number:
            return head.number.split(".")[0]
    return ""


def _next(before: Head, head: Head) -> str:
    if before.title and same_text(before.title) == same_text(head.title):
        return before.number  # the same heading on the next page
    return str(int(before.number) + 1) if before.number.isdigit() else ""


def real_chapters(heads: Sequence[Head], length: int) -> list[Head]:
    """Return *heads* without chapter headings that open nothing: outlines, lists, and headings of pages.

    Headings of one chapter that no other chapter parts are a heading and its repetitions on later pages:
    the first is kept. Of several such groups, the one with most text is the chapter; another one with
    much text of its own is one too, for numbers may start again in a second part. *length* is that of the
    text.
    """
    groups = _groups(heads)
    if not groups:
        return list(heads)
    starts = [heads[group[0]].heading.start for group in groups]
    sizes = [
        end - heads[group[0]].heading.end for group, end in zip(groups, [*starts[1:], length], strict=True)
    ]
    best: dict[str, int] = {}
    for place, group in enumerate(groups):
        key = _key(heads[group[0]])
        if key not in best or sizes[place] > sizes[best[key]]:
            best[key] = place
    keep = set()
    for place, group in enumerate(groups):
        longest = best[_key(heads[group[0]])]
        if place == longest or sizes[place] >= max(_MIN_CHAPTER, _MIN_SHARE * sizes[longest]):
            keep.add(group[0])
    return [head for index, head in enumerate(heads) if head.level != 1 or index in keep]


def _groups(heads: Sequence[Head]) -> list[list[int]]:
    """Return the places of the chapter headings, those of one chapter in a row together."""
    groups: list[list[int]] = []
    for index, head in enumerate(heads):
        if head.level != 1:
            continue
        if groups and _key(head) == _key(heads[groups[-1][0]]):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _key(head: Head) -> str:
    return head.number or same_text(head.title)
