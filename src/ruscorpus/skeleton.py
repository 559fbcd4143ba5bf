"""Lines compared by their letters alone: what is left of a heading when its marks are displaced or lost.

In damaged Thai the consonants and the vowels on the line survive; signs above and below wander, double or
turn into other characters, and letters may stand apart. The skeleton of a line leaves all that out.
"""

from __future__ import annotations

import re

from ruscorpus.numerals import THAI_TO_ARABIC

_THAI_LETTER = re.compile(r"[ก-ฮะาเแโใไๅ]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_NOT_SAID = re.compile(r"[^ก-ฮะาเแโใไๅA-Za-z0-9๐-๙]+")
_NUMBER = re.compile(r"[0-9]{1,18}")
_CHAPTERS = frozenset({"บทท#", "บทที#", "บทที่#", "chapter#"})
"""Lines masked that are the number of a chapter and nothing else."""


def skeleton(line: str) -> str:
    """Return the letters of *line*, in lower case: of Thai, where it is mostly Thai, the letters on the line.

    >>> skeleton("บรรณานกุรม  ") == skeleton(" บรรณานุกรม") == "บรรณานกรม"
    True
    """
    line = line.replace("ำ", "า")
    thai = len(_THAI_LETTER.findall(line))
    latin = _LATIN_LETTER.findall(line)
    if thai > len(latin):
        return "".join(_THAI_LETTER.findall(line)).replace("เเ", "แ")
    return "".join(latin).lower()


def same_text(line: str) -> str:
    """Return what two lines of the same wording share: letters and digits without signs, blanks and marks."""
    return _NOT_SAID.sub("", line.replace("ำ", "า")).lower()


def masked(line: str) -> str:
    """Return :func:`same_text` with ``#`` for every number: what the headers of several pages share."""
    return _NUMBER.sub("#", same_text(line.translate(THAI_TO_ARABIC)))


def counts_on(line: str, other: str, step: int) -> bool:
    """Tell whether the numbers in two like lines are the same, or grow by *step* as the pages do.

    Chapters all begin at the same height of a page, too: "บทที่ 1" is no running header, not even where
    every chapter of a draft has one page, so that their numbers grow as the pages do.

    >>> counts_on("หน้า 4", "หน้า 5", 1), counts_on("บทที่ 1", "บทที่ 2", 1), counts_on("บทที่ 1", "บทที่ 1", 1)
    (True, False, True)
    """
    step = 0 if masked(line) in _CHAPTERS else step
    here, there = (_NUMBER.findall(same_text(one.translate(THAI_TO_ARABIC))) for one in (line, other))
    return len(here) == len(there) and all(
        int(b) - int(a) in (0, step) for a, b in zip(here, there, strict=True)
    )
