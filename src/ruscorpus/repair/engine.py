"""The order of the repairs, and the result they add up to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, apply_edits, compose_edits
from ruscorpus.repair import marks
from ruscorpus.repair.digits import digit_edits
from ruscorpus.repair.encoding import encoding_edits
from ruscorpus.repair.entities import entity_edits
from ruscorpus.repair.letters import letter_edits
from ruscorpus.repair.offset import offset_edits
from ruscorpus.repair.thai import thai_edits
from ruscorpus.repair.western import western_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruscorpus.model import FontRun

REPLACEMENT = "\ufffd"
_PASSES = 5  # what one repair uncovers another may need; sound text takes one pass, damaged text two
_LONG = 20_000  # characters beyond which only whole letters that were read make another pass worth its while


class Repaired(str):
    """A repaired text: a string that knows the edits that led to it and what stays unknown.

    ``apply_edits(raw, edits) == text``; ``unrecoverable`` counts the replacement characters (U+FFFD)
    that are left, each a character that the source lost.
    """

    __slots__ = ("edits", "unrecoverable")
    edits: tuple[Edit, ...]
    unrecoverable: int

    def __new__(cls, text: str, edits: Iterable[Edit] = ()) -> Repaired:
        """Make the result of *edits* that led to *text*."""
        repaired = super().__new__(cls, text)
        repaired.edits = tuple(edits)
        repaired.unrecoverable = text.count(REPLACEMENT)
        return repaired

    def __getnewargs__(self) -> tuple[str, tuple[Edit, ...]]:  # type: ignore[override]
        return self.text, self.edits

    @property
    def text(self) -> str:
        """The text alone, a plain string."""
        return str(self)


def repair(raw: str, fonts: tuple[FontRun, ...] = (), words: Iterable[str] = ()) -> Repaired:
    """Repair *raw*.

    *fonts* tells which stretch was set in which font, where the source knows.

    >>> repair("ทํางานที่นั่น").text
    'ทำงานที่นั่น'
    """
    del fonts  # evidence for glyph codes
    given = tuple(words)
    letters = partial(letter_edits, words=given)
    rounds: tuple[Callable[[str], Sequence[Edit]], ...] = (
        entity_edits,
        encoding_edits,
        western_edits,
        offset_edits,
        marks.presentation_form_edits,
        marks.c1_edits,
        marks.doubled_mark_edits,
        marks.sara_am_edits,
        partial(thai_edits, words=given),
        letters,
        digit_edits,
        marks.sara_am_edits,
        marks.mark_order_edits,
        marks.sara_ae_edits,
    )
    text = raw
    edits: tuple[Edit, ...] = ()
    for _ in range(_PASSES):
        again = False
        for one in rounds:
            more = one(text)
            if more:
                text = apply_edits(text, more)
                edits = compose_edits(edits, more)
                again = again or len(raw) < _LONG or one is letters
        if not again:
            break
    kept = tuple(edit for edit in edits if edit.at.of(raw) != edit.new)  # one pass may undo another's change
    return Repaired(text, kept)
