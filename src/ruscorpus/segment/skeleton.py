"""Lines compared by their letters alone: what is left of a heading when its marks are displaced or lost.

In damaged Thai the consonants and the vowels on the line survive; signs above and below wander, double or
turn into other characters, and letters may stand apart. The skeleton of a line leaves all that out.
"""

from __future__ import annotations

import re

_THAI_LETTER = re.compile(r"[ก-ฮะาเแโใไๅ]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_NOT_SAID = re.compile(r"[^ก-ฮะาเแโใไๅA-Za-z0-9๐-๙]")
_SARA_AM = re.compile("ำ")


def skeleton(line: str) -> str:
    """Return the letters of *line*, in lower case: of Thai, where it is mostly Thai, the letters on the line.

    >>> skeleton("บรรณานกุรม  ") == skeleton(" บรรณานุกรม") == "บรรณานกรม"
    True
    """
    line = _SARA_AM.sub("า", line)
    thai = len(_THAI_LETTER.findall(line))
    latin = _LATIN_LETTER.findall(line)
    if thai > len(latin):
        return "".join(_THAI_LETTER.findall(line)).replace("เเ", "แ")
    return "".join(latin).lower()


def same_text(line: str) -> str:
    """Return what two lines of the same wording share: letters and digits without signs, blanks and marks."""
    return _NOT_SAID.sub("", _SARA_AM.sub("า", line)).lower()
