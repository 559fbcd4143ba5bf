"""A whole alphabet of glyph numbers: Thai letters that all stand one constant away from their code points.

A font without a Unicode map whose glyphs are numbered in the order of the alphabet comes out as text that is
shifted as a whole. One integer undoes it. It is found by setting the commonest characters against the
commonest Thai letters, and believed only if Thai words come out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, Span
from ruscorpus.repair.cells import STRETCH, parse
from ruscorpus.repair.channel import Channel
from ruscorpus.repair.decode import Decoder
from ruscorpus.repair.lexicon import thai_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RULE = "glyph-offset"
_FIRST, _LAST = 0x0E01, 0x0E4E
_COMMON = "านรกอเงมล่"
_LINE = re.compile(r"(?<![^\r\n])[^\r\n\u0e01-\u0e5b]+(?![^\r\n])")  # a line without Thai
_THAI = re.compile("[\u0e01-\u0e5b]")
_SIGNS = re.compile("[\u0e30-\u0e39\u0e47-\u0e4c]")
_BASES = re.compile("[\u0e01-\u0e2e]")
_FLOATING = re.compile("(?<![\u0e01-\u0e2e\u0e31-\u0e39\u0e47])[\u0e31\u0e34-\u0e39\u0e47-\u0e4e]")
_SAMPLE = 3000  # characters that an offset is tried on
_ENOUGH = 40  # characters below which a text cannot prove an offset
_KEPT = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")  # these end lines: they are never letters here


def offset_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that shift the letters of a whole alphabet back into the Thai block."""
    lines = list(_LINE.finditer(text))
    sample = "\n".join(match.group() for match in lines)[:_SAMPLE]
    dense = "".join(sample.split())
    letters = sum(1 for char in dense if char.isascii() and char.isalnum())
    if len(dense) < _ENOUGH or letters > 0.8 * len(dense):  # a Western text, if anything
        return ()
    frequent = [char for char, _ in sorted(Counter(dense).items(), key=lambda one: (-one[1], one[0]))[:5]]
    offsets = sorted({ord(thai) - ord(char) for thai in _COMMON for char in frequent})
    score, offset = max((_score(dense, offset), offset) for offset in offsets)
    if score <= 0 or not _makes_words(_shifted(sample, offset)):
        return ()
    return tuple(edit for match in lines for edit in _line(match.group(), match.start(), offset))


def _shifted(text: str, offset: int) -> str:
    return "".join(
        chr(ord(char) + offset)
        if _FIRST <= ord(char) + offset <= _LAST and char not in _KEPT and not char.isspace()
        else char
        for char in text
    )


def _score(dense: str, offset: int) -> float:
    """Score how much *dense* looks like Thai once shifted; nothing above zero if it does not."""
    shifted = _shifted(dense, offset)
    thai, signs = len(_THAI.findall(shifted)), len(_SIGNS.findall(shifted))
    floating = len(_FLOATING.findall(shifted))
    if thai < 0.6 * len(dense) or not 0.2 * thai < signs < 0.6 * thai or floating > 0.03 * thai:
        return 0.0
    return thai + len(_BASES.findall(shifted)) / 2 - 5 * floating


def _makes_words(text: str) -> bool:
    """Tell whether words account for nearly all of the Thai letters of *text*."""
    decoder = Decoder(thai_lexicon(frozenset()), Channel(), displaced=False)
    letters = unknown = 0
    for match in STRETCH.finditer(text):
        cells = parse(match.group())
        letters += len(cells.bases)
        unknown += decoder.decode(cells).unknown
    return unknown * 5 < letters


def _line(line: str, start: int, offset: int) -> Iterator[Edit]:
    shifted = _shifted(line, offset)
    moved = [one for one, other in zip(line, shifted, strict=True) if one != other]
    western = sum(1 for char in moved if char.isascii())  # these may stand for themselves
    if western * 2 > len(moved) and len(moved) * 2 < len(line.replace(" ", "")):
        return
    for run in _runs(line, shifted):
        yield Edit(Span(start + run.start, start + run.end), run.of(shifted), RULE, 0.95)


def _runs(old: str, new: str) -> Iterable[Span]:
    """Yield the stretches in which two strings of one length differ."""
    begin = -1
    for index, (one, other) in enumerate(zip(old + "\0", new + "\0", strict=True)):
        if one != other and begin < 0:
            begin = index
        elif one == other and begin >= 0:
            yield Span(begin, index)
            begin = -1
