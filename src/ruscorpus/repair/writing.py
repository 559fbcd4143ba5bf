"""Writing out a decoded stretch: the edits between what was found and what was decoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, Span, shortest_edit
from ruscorpus.repair.alphabet import NIKHAHIT, SARA_AA, SARA_AM, in_order
from ruscorpus.repair.cells import place
from ruscorpus.repair.channel import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.repair.cells import Cells
    from ruscorpus.repair.decode import Decoded

LETTER_SPACED = "letter-spaced"
"""Among the kinds of places whose spaces are dropped: a line in which each space is one too long."""
_UNIT = re.compile(r"\S[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*( *)")
_AFTER_OTHERS = re.compile(r"(?<=[^\s\u0e00-\u0e5b]) +(?=\S)")
_MOSTLY, _NEARLY_ALL = 0.7, 0.8  # of the letters and signs of a line
_SURE, _GUESSED = 0.98, 0.75
_SINGLES = re.compile(r"(?<!\S)[0-9A-Za-z](?: [0-9A-Za-z.,:/-])+(?!\S)")


def stretch_edits(
    text: str,
    offset: int,
    cells: Cells,
    decoded: Decoded,
    dropped: frozenset[str],
    guess: bool = True,
) -> Iterator[Edit]:
    """Yield the edits of a stretch that begins at *offset* of *text*, one for each changed run of cells.

    Without *guess*, a run in which no word accounts for a change stays as it is.
    """
    known = [False] * len(cells.bases)
    word_end = [True] * len(cells.bases)
    for start, end, is_known in decoded.words:
        for index in range(start, end):
            known[index] = is_known
            word_end[index] = index + 1 == end
    start = -1
    new: list[str] = []
    rules: set[str] = set()
    sure, any_known = True, False
    for index, gap in enumerate(cells.gaps):
        piece, rule = "", ""
        if gap or not _stays(text, offset, cells, decoded, index):
            piece, rule = _cell(text, offset, cells, decoded, index, word_end[index], dropped)
        if rule:
            if start < 0:
                start = cells.starts[index]
            new.append(piece)
            rules.add(rule)
            sure = sure and known[index]
            any_known = any_known or known[index]
        if start >= 0 and (not rule or index + 1 == len(cells.bases)):
            stop = cells.starts[index] if not rule else cells.starts[index + 1]
            if guess or any_known or LETTER_SPACED in dropped:
                old, rule_names = text[offset + start : offset + stop], "+".join(sorted(rules))
                confidence = _SURE if sure else _GUESSED
                if edit := shortest_edit(offset + start, old, "".join(new), rule_names, confidence):
                    yield edit
            start, new, rules, sure, any_known = -1, [], set(), True, False


def is_letter_spaced(line: str) -> bool:
    """Tell whether all of *line* is letter-spaced; its real spaces are doubled."""
    gaps = [len(space) for space in _UNIT.findall(line.rstrip())]
    share = sum(map(bool, gaps)) / max(1, len(gaps))
    return share > (_MOSTLY if 2 in gaps else _NEARLY_ALL)


def letter_spacing_edits(line: str, offset: int, whole: bool) -> Iterator[Edit]:
    """Yield the edits that join what is not Thai in a letter-spaced line, figures above all (``2 5 6 7``).

    Where the *whole* line is spaced, every space after a sign that is not Thai is one too long.
    """
    if whole:
        for match in _AFTER_OTHERS.finditer(line):
            yield Edit(Span(offset + match.start(), offset + match.start() + 1), "", "letter-spacing", _SURE)
        return
    for match in _SINGLES.finditer(line):
        for space in range(match.start() + 1, match.end(), 2):
            yield Edit(Span(offset + space, offset + space + 1), "", "letter-spacing", _SURE)


def _stays(text: str, offset: int, cells: Cells, decoded: Decoded, index: int) -> bool:
    """Tell at little cost whether cell *index* is plainly to stay as it is; most are."""
    marks = decoded.marks[index]
    if marks != cells.marks[index] or NIKHAHIT in marks or (index and NIKHAHIT in decoded.marks[index - 1]):
        return False
    start, end = cells.starts[index], cells.starts[index + 1]
    return text.startswith(cells.text[start:end], offset + start)


def _cell(
    text: str,
    offset: int,
    cells: Cells,
    decoded: Decoded,
    index: int,
    ends_word: bool,
    dropped: frozenset[str],
) -> tuple[str, str]:
    """Return what a cell becomes and the rule for it; no rule where it stays as it is."""
    start, end = cells.starts[index], cells.starts[index + 1]
    old = text[offset + start : offset + end]
    found, true = cells.marks[index], decoded.marks[index]
    last = index + 1 == len(cells.bases)
    ring = NIKHAHIT in true and not last and cells.bases[index + 1] == SARA_AA
    ringed = index > 0 and cells.bases[index] == SARA_AA and NIKHAHIT in decoded.marks[index - 1]
    gap = cells.gaps[index]
    keep = gap
    if gap and LETTER_SPACED in dropped:
        keep = gap - 1
    elif gap and not last:
        kind = place(cells, index)
        if not ends_word or (kind in dropped) or ring:
            keep = 0
    base = "" if cells.bases[index] == "\0" else cells.bases[index]
    if ringed:
        base = SARA_AM
    written = in_order(true.replace(NIKHAHIT, "", 1) if ring else true)
    written = "".join(_original(text, offset, cells, index, c) if is_code(c) else c for c in written)
    piece = base + written + " " * keep
    was = cells.text[start:end]
    read = any(one != other and not is_code(other) for one, other in zip(old, was, strict=True))
    if found == true and keep == gap and not (ring or ringed or read or cells.marked_gaps[index]):
        return old, ""
    if piece == old:
        return old, ""
    if read or any(is_code(c) for c in found if c not in true):
        return piece, "glyph-code"
    if keep != gap and found == true:
        spaced = LETTER_SPACED in dropped or place(cells, index) == "spaced"
        return piece, "letter-spacing" if spaced else "spurious-space"
    if sorted(found.replace(NIKHAHIT, "")) == sorted(true.replace(NIKHAHIT, "")):
        return piece, "sara-am"
    return piece, "displaced-mark"


def _original(text: str, offset: int, cells: Cells, index: int, code: str) -> str:
    """Return the character that a lent one stands for: what the text has in its place."""
    where = cells.text.index(code, cells.starts[index])
    return text[offset + where]
