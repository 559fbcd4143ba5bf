"""Status: did it happen, is it planned, alleged, denied or only a possibility?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.events.lexicon import Lexicon
    from ruscorpus.offsets import Span

_NEAR = 26  # negation and auxiliaries stand this close before their verb
_FUTURE_AGREES = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


@dataclass(frozen=True, slots=True)
class Asserted:
    """The type after the rule on the future, and the status."""

    type: str
    mode: str
    status: str


def assess(
    flow: str,
    clause: Span,
    trigger: Span,
    lexicon: Lexicon,
    boundaries: frozenset[int],
    *,
    type_: str,
    mode: str,
) -> Asserted:
    """Return type, mode and status of a trigger from the words before it in its clause.

    A future CONSULT, SUPPORT, COOPERATE or AID becomes AGREE, as PLOVER wants.
    """
    start = trigger.start
    near = max(clause.start, start - _NEAR)

    def seen(pattern: str, low: int, high: int = start) -> bool:
        return lexicon.found(getattr(lexicon, pattern), flow, low, high, boundaries) >= 0

    if seen("denial", clause.start):
        return Asserted(type_, mode, "denied")
    if seen("negation", near):
        return Asserted(type_, mode, "denied")
    if seen("condition", near) or flow.startswith(("หาก", "ถ้า"), clause.start):
        return Asserted(type_, mode, "hypothetical")
    if seen("plan", near):
        if type_ in _FUTURE_AGREES:
            return Asserted("AGREE", "", "planned")
        return Asserted(type_, mode, "planned")
    if seen("allegation", clause.start):
        return Asserted(type_, mode, "alleged")
    if seen("ongoing", near):
        return Asserted(type_, mode, "ongoing")
    return Asserted(type_, mode, "occurred")
