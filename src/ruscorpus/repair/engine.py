"""The order of the repairs, and the result they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, apply_edits, compose_edits
from ruscorpus.repair import marks
from ruscorpus.repair.digits import digit_edits
from ruscorpus.repair.encoding import encoding_edits
from ruscorpus.repair.letters import letter_edits
from ruscorpus.repair.thai import thai_edits
from ruscorpus.repair.western import western_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


def repair(raw: str, fonts: tuple[FontRun, ...] = (), words: Iterable[str] = ()) -> Repaired:
    """Repair *raw*.

    *fonts* tells which stretch was set in which font, where the source knows.

    >>> repair("ทํางานที่นั่น").text
    'ทำงานที่นั่น'
    """
    del fonts  # evidence for glyph codes
    given = tuple(words)
    rounds: tuple[Callable[[str], Sequence[Edit]], ...] = (
        encoding_edits,
        western_edits,
        marks.presentation_form_edits,
        marks.doubled_mark_edits,
        marks.sara_am_edits,
        partial(thai_edits, words=given),
        partial(letter_edits, words=given),
        digit_edits,
        marks.sara_am_edits,
        marks.mark_order_edits,
        marks.sara_ae_edits,
    )
    text = raw
    edits: tuple[Edit, ...] = ()
    for one in rounds:
        more = one(text)
        if more:
            text = apply_edits(text, more)
            edits = compose_edits(edits, more)
    return Repaired(text, edits, text.count(REPLACEMENT))
