"""A code's passage in the making: where it stands, and what put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ruscorpus.coding.cues import Match
    from ruscorpus.config.codebook import Code
    from ruscorpus.offsets import Span


MAX_PASSAGE = 240
"""Neighbouring clauses of one code become one passage up to so many code points: two of Thai prose."""


class Passage(NamedTuple):
    """A code on a stretch of a sentence, or of two.

    ``matches`` are the cues that hold there. Where a model has judged the passage, ``probability`` is what it
    thinks, and ``reasons`` what of its features spoke most for the code.
    """

    code: Code
    span: Span
    sentence: Span
    matches: tuple[Match, ...]
    probability: float | None = None
    reasons: tuple[str, ...] = ()
