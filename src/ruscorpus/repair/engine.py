"""The order of the repairs, and the result they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, apply_edits, compose_edits
from ruscorpus.repair.marks import mark_rounds
from ruscorpus.repair.western import western_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.model import FontRun

REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text, the edits that lead to it from the raw one, and what stays unknown.

    ``apply_edits(raw, edits) == text``; ``unrecoverable`` counts the replacement characters (U+FFFD)
    that are left, each a character that the source lost.
    """

    text: str
    edits: tuple[Edit, ...]
    unrecoverable: int


def repair(raw: str, fonts: tuple[FontRun, ...] = ()) -> Repaired:
    """Repair *raw*.

    *fonts* tells which stretch was set in which font, where the source knows.

    >>> repair("ทํางานที่นั่น").text
    'ทำงานที่นั่น'
    """
    del fonts  # evidence for glyph codes
    rounds: tuple[Callable[[str], Sequence[Edit]], ...] = (western_edits, *mark_rounds())
    text = raw
    edits: tuple[Edit, ...] = ()
    for one in rounds:
        more = one(text)
        if more:
            text = apply_edits(text, more)
            edits = compose_edits(edits, more)
    return Repaired(text, edits, text.count(REPLACEMENT))
