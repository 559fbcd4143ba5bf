"""The Thai letters as the repair sees them: bases in a row, marks on each."""

from __future__ import annotations

from functools import lru_cache

CONSONANTS = "".join(chr(c) for c in range(0x0E01, 0x0E2F))
UPPER = "\u0e31\u0e34\u0e35\u0e36\u0e37"
LOWER = "\u0e38\u0e39\u0e3a"
TONES = "\u0e48\u0e49\u0e4a\u0e4b"
MAITAIKHU = "\u0e47"
THANTHAKHAT = "\u0e4c"
NIKHAHIT = "\u0e4d"
SARA_AA = "\u0e32"
SARA_AM = "\u0e33"
MARKS = UPPER + LOWER + MAITAIKHU + TONES + THANTHAKHAT + NIKHAHIT + "\u0e4e"

# The order in which marks are written on one letter (and, within ours, sorted).
_RANK = {
    mark: rank
    for rank, mark in enumerate(UPPER + LOWER + MAITAIKHU + NIKHAHIT + TONES + THANTHAKHAT + "\u0e4e")
}

# What may stand on one consonant. Nikhahit is here the ring of sara am: a sara aa follows.
_VOWELS = UPPER + LOWER
LEGAL_MARKS = frozenset(
    ["", *_VOWELS, *TONES, MAITAIKHU, THANTHAKHAT, NIKHAHIT]
    + [vowel + tone for vowel in UPPER + "\u0e38\u0e39" for tone in TONES]
    + [NIKHAHIT + tone for tone in TONES]
    + ["\u0e34" + THANTHAKHAT, "\u0e38" + THANTHAKHAT, MAITAIKHU + "\u0e48", MAITAIKHU + "\u0e49"]
)


def in_order(marks: str) -> str:
    r"""Return *marks* of one letter in the order of writing; what is no mark comes last.

    >>> in_order("\u0e48\u0e35") == "\u0e35\u0e48"
    True
    """
    if len(marks) < 2:
        return marks
    return "".join(sorted(marks, key=lambda mark: _RANK.get(mark, 99)))


CODE_BIT = 1 << 31


@lru_cache(maxsize=1 << 12)
def bits(marks: str) -> int:
    """Return *marks* as a set of bits; whatever is no Thai mark counts as a code (``CODE_BIT``)."""
    found = 0
    for mark in marks:
        found |= 1 << (ord(mark) & 31) if mark in MARKS else CODE_BIT
    return found


def decompose(word: str) -> tuple[str, tuple[str, ...]]:
    r"""Split a word into its bases and the marks on each; sara am becomes a ring and a sara aa.

    >>> decompose("น้ำ") == ("นา", ("\u0e4d\u0e49", ""))
    True
    """
    bases: list[str] = []
    marks: list[str] = []
    for char in word:
        if char in MARKS and bases:
            marks[-1] += char
        elif char == SARA_AM and bases:
            marks[-1] += NIKHAHIT
            bases.append(SARA_AA)
            marks.append("")
        else:
            bases.append(char)
            marks.append("")
    return "".join(bases), tuple(in_order(one) for one in marks)


def is_legal(word: str) -> bool:
    """Tell whether every letter of *word* bears what such a letter may bear."""
    bases, marks = decompose(word)
    return all(
        mark in LEGAL_MARKS and (not mark or base in CONSONANTS)
        for base, mark in zip(bases, marks, strict=True)
    )
