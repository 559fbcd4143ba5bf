"""Words that no dictionary has, as a document itself shows them undamaged: names above all.

Damage takes some lines and spares others. A name that stands in a sound line is learnt there, and is then
known where its marks are late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.repair.cells import Cells
    from ruscorpus.repair.decode import Decoded

_SHORT = 3  # letters of a known word that may as well be a syllable of a name
RARE = 16.0  # nats that a word costs which hardly anybody writes: a syllable of a name, as like as not
_BESIDE = 3  # such words to either side
_SHORTEST, _LONGEST = 3, 14  # letters of a name


def names(cells: Cells, decoded: Decoded) -> Iterator[str]:
    """Yield what may be names in a sound stretch: letters that no word, or a rare one, accounts for.

    Where a name begins and ends is not known, so it comes with and without the short words beside it.
    """
    run: list[int] = []  # words that may belong to one name
    for index, (start, end, _) in enumerate(decoded.words):
        goes_on = end - start <= _SHORT or _is_strange(decoded, index)
        if run and (cells.gaps[start - 1] or not goes_on):
            yield from _in_run(cells, decoded, run)
            run = []
        if goes_on:
            run.append(index)
    yield from _in_run(cells, decoded, run)


def _is_strange(decoded: Decoded, index: int) -> bool:
    return not decoded.words[index][2] or decoded.costs[index] > RARE


def _in_run(cells: Cells, decoded: Decoded, run: list[int]) -> Iterator[str]:
    strange = [place for place, index in enumerate(run) if _is_strange(decoded, index)]
    if not strange:
        return
    for first in run[max(0, strange[0] - _BESIDE) : strange[0] + 1]:
        for last in run[strange[-1] : strange[-1] + 1 + _BESIDE]:
            yield from _spelt(cells, decoded.words[first][0], decoded.words[last][1])


def _spelt(cells: Cells, start: int, end: int) -> Iterator[str]:
    """Yield the spelling of some cells, if it is of a length that names have."""
    if _SHORTEST <= end - start <= _LONGEST and not any(cells.gaps[start : end - 1]):
        yield "".join(cells.bases[i] + cells.marks[i] for i in range(start, end)).replace(
            "\u0e4d\u0e32", "\u0e33"
        )
