"""The order of the repairs, and the result they add up to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, OffsetMap, apply_edits, compose_edits
from ruscorpus.repair import marks
from ruscorpus.repair.digits import digit_edits
from ruscorpus.repair.encoding import encoding_edits
from ruscorpus.repair.fonts import has_stand_ins, tell_apart, undo
from ruscorpus.repair.glyphs import GLUED
from ruscorpus.repair.letters import letter_edits
from ruscorpus.repair.numbering import numbering_edits
from ruscorpus.repair.offset import offset_edits
from ruscorpus.repair.references import reference_edits
from ruscorpus.repair.thai import thai_edits
from ruscorpus.repair.western import western_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruscorpus.model import FontRun

Rounds = tuple["Callable[[str], Sequence[Edit]]", ...]

_CHARACTERS: Rounds = (
    reference_edits,
    encoding_edits,
    western_edits,
    offset_edits,
    marks.presentation_form_edits,
    marks.c1_edits,
    marks.doubled_mark_edits,
    marks.sara_am_edits,
)
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

    *fonts* tells which stretch was set in which font, where the source knows; *words* are spellings beside
    the dictionary's that damaged text may be read as.

    >>> repair("ทํางานที่นั่น").text
    'ทำงานที่นั่น'
    """
    given = tuple(words)
    letters = partial(letter_edits, words=given)
    thai: Rounds = (
        partial(thai_edits, words=given),
        letters,
        digit_edits,
        numbering_edits,
        marks.sara_am_edits,
        marks.mark_order_edits,
        marks.sara_ae_edits,
    )
    told_apart = bool(fonts) and not has_stand_ins(raw)
    text = raw
    edits: tuple[Edit, ...] = ()
    for number in range(_PASSES):
        text, edits, changed = _run(_CHARACTERS, text, edits)
        if number == 0 and told_apart:
            text = tell_apart(text, _moved(fonts, edits), GLUED)
        text, edits, changed_more = _run(thai, text, edits)
        if not (changed | changed_more if len(raw) < _LONG else letters in changed_more):
            break
    if told_apart:
        text = undo(text)
        edits = tuple(Edit(edit.at, undo(edit.new), edit.rule, edit.confidence) for edit in edits)
    return Repaired(text, (edit for edit in edits if edit.at.of(raw) != edit.new))  # one may undo another


def _run(
    rounds: Rounds, text: str, edits: tuple[Edit, ...]
) -> tuple[str, tuple[Edit, ...], set[Callable[[str], Sequence[Edit]]]]:
    """Run *rounds* over *text*; return it, all edits that led to it, and the rounds that changed it."""
    changed = set()
    for one in rounds:
        more = one(text)
        if more:
            text = apply_edits(text, more)
            edits = compose_edits(edits, more)
            changed.add(one)
    return text, edits, changed


def _moved(fonts: Iterable[FontRun], edits: Sequence[Edit]) -> Iterator[FontRun]:
    """Yield *fonts* in spans of the text after *edits*."""
    offsets = OffsetMap(edits)
    for run in fonts:
        yield replace(run, span=offsets.to_new(run.span))
