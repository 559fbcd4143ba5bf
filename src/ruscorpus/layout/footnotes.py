"""Footnotes of a PDF: small type below the text of a page or column, each note with its mark."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from ruscorpus.model import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.layout.page_lines import PageLine

_SMALLER = 0.93
"""Part of the usual size below which type is small."""
_MARK = re.compile(r"\s*(?:\[?[0-9๐-๙]{1,3}[\]).]?|[¹²³⁰-⁹]{1,3}|\*{1,3}|[†‡§])\s*(?=[^\s0-9.,%)])")
_RULE = re.compile(r"[\s_\-–—─―]+$")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes: for each page the lines that belong to one, and the lines that begin one."""

    lines: tuple[tuple[PageLine, ...], ...]
    starts: frozenset[int]

    @property
    def indexes(self) -> frozenset[int]:
        """The indexes of all lines of notes."""
        return frozenset(line.index for run in self.lines for line in run)

    def blocks(self) -> list[Block]:
        """Return the notes as marked stretches of the raw text, one a run of lines."""
        return [Block("footnote", run[0].box.span.cover(run[-1].box.span)) for run in self.lines]


def find_footnotes(pages: Sequence[Sequence[PageLine]]) -> Footnotes:
    """Return the footnotes of *pages*, whose lines are in the order of the text, furniture left out."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.box.size, 1)] += len(line.content)
    if not sizes:
        return Footnotes((), frozenset())
    body = sizes.most_common(1)[0][0]
    found: list[tuple[PageLine, ...]] = []
    starts: set[int] = set()
    open_note = False
    for page in pages:
        runs = _small_runs([line for line in page if not _RULE.match(line.content)], body * _SMALLER)
        notes = [run for run in runs if _MARK.match(run[0].content) or (open_note and len(runs) == 1)]
        found += [tuple(run) for run in notes]
        starts |= {line.index for run in notes for line in run if _MARK.match(line.content)}
        open_note = bool(notes)
    return Footnotes(tuple(found), frozenset(starts))


def _small_runs(page: Sequence[PageLine], limit: float) -> list[list[PageLine]]:
    """Return the runs of small lines below which a page or column has nothing else."""
    runs: list[list[PageLine]] = []
    run: list[PageLine] = []
    for line, following in zip_longest(page, page[1:]):
        if line.box.size > limit:
            run = []
            continue
        if run and line.box.baseline > run[-1].box.baseline:
            run = []
        run.append(line)
        ends = following is None or (
            following.box.baseline > run[0].box.baseline and following.box.left > run[0].box.right
        )
        if ends and any(
            other.box.baseline > run[0].box.baseline and other.box.size > limit for other in page
        ):
            runs.append(run)
            run = []
    return runs
