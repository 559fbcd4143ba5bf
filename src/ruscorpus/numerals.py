"""Numbers as texts write them: Thai digits, Thai letters, Roman numerals."""

from __future__ import annotations

THAI_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
"""For ``str.translate``: a Thai digit becomes the Arabic one."""
ARABIC_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters in the order in which they count: without those that lists leave out."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(number: str) -> int:
    """Return the value of a Roman numeral in letters of either case. Raises ``KeyError`` for other letters.

    >>> roman("xiv"), roman("XC")
    (14, 90)
    """
    values = [_ROMAN[sign] for sign in number.lower()]
    return sum(
        -value if any(later > value for later in values[place + 1 :]) else value
        for place, value in enumerate(values)
    )
