"""Which of the cues that hold on a sentence count once all of them are known.

A cue sees its own evidence only. Whether that evidence speaks of a relation between states, and whether
another code says better what the passage is about, shows when the passages stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.coding.cues import Match
    from ruscorpus.offsets import Span


def settle(
    matches: Sequence[Match],
    passage: Callable[[Match], Span],
    related: Callable[[Span, int], bool],
    age: Callable[[Span], int],
) -> list[Match]:
    """Return those of *matches*, of one sentence, that count, in their order.

    *passage* returns the stretch on which a match puts its code, *related* whether it is about so many
    relations, *age* how many years ago what it tells lies.
    """
    asked = any(match.cue.dyads or match.cue.unless or match.cue.max_age for match in matches)
    if not asked:
        return list(matches)
    placed = [(match, passage(match)) for match in matches]
    placed = [each for each in placed if not each[0].cue.dyads or related(each[1], each[0].cue.dyads)]
    placed = [each for each in placed if not each[0].cue.max_age or age(each[1]) <= each[0].cue.max_age]
    return [match for match, span in placed if not _gives_way(match, span, placed)]


def _gives_way(match: Match, span: Span, placed: Sequence[tuple[Match, Span]]) -> bool:
    """Tell whether a code that *match* yields to stands on *span*, and does not yield to it in turn."""
    return any(
        other.code.id in match.cue.unless and match.code.id not in other.cue.unless and place.overlaps(span)
        for other, place in placed
    )
