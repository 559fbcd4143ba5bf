"""Seats that two states have had: of old, Moscow was the Soviet Union, since then it is Russia.

A seat says by itself for neither of them; the year that the text speaks of does, and the one that it names.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.lines import line_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.model import Mention
    from ruscorpus.tag.gazetteer import Gazetteer
    from ruscorpus.thaidates import DateMatch

_BY_CAPITAL = "capital-as-government"
_BESIDE, _BEHIND = 40, 120
"""A year right behind a name counts before one that stands farther off before it; with none before, so does
one that is farther behind."""


@dataclass(frozen=True)
class Succession:
    """A state of old, the one that took its place, its last year, and the seats that both have had."""

    old: str
    new: str
    until: str
    seats: frozenset[str]


def successions(gazetteer: Gazetteer) -> list[Succession]:
    """Return the states of the gazetteer that another followed, with the seats that they left to it."""
    return [
        Succession(actor.id, actor.succeeded_by, actor.until[:4], frozenset(actor.seats))
        for actor in gazetteer.by_id.values()
        if actor.succeeded_by
    ]


def find_old(
    flow: str, names: Sequence[Mention], dates: Iterable[DateMatch], known: Iterable[Succession]
) -> list[Mention]:
    """Return *names*, in order, with the seats that stand for a state of old as that state's."""
    found = list(names)
    years = [(date.span.start, date.span.end, date.iso[:4]) for date in dates if date.iso]
    for each in known:
        if _is_spoken_of(each, names, years):
            found = _told_apart(flow, found, years, each)
    return found


def _is_spoken_of(each: Succession, names: Sequence[Mention], years: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether a text knows both times: without a name or a year of old all is as today."""
    if all(mention.acts_for != each.new for mention in names):
        return False
    return any(mention.acts_for == each.old for mention in names) or any(y <= each.until for *_, y in years)


def _told_apart(
    flow: str, names: Sequence[Mention], years: Sequence[tuple[int, int, str]], each: Succession
) -> list[Mention]:
    found: list[Mention] = []
    named = ""  # the one of the two that the text named last, not by its seat
    named_at = -1
    for mention in names:
        if mention.acts_for not in (each.old, each.new):
            found.append(mention)
            continue
        if not _is_seat(mention, each):
            if mention.type != "LOC":  # Karelia lies in Russia whoever holds it
                named, named_at = mention.acts_for, mention.span.start
            found.append(mention)
            continue
        start = line_start(flow, mention.span.start)
        year = _year_of(flow, mention, start, years)
        if year and year <= each.until:
            old = named != each.new or named_at < start
        else:
            old = not year and named == each.old
        found.append(_of_old(mention, each) if old else mention)
    return found


def _is_seat(mention: Mention, each: Succession) -> bool:
    return mention.acts_for == each.new and (mention.rule == _BY_CAPITAL or mention.id in each.seats)


def _of_old(mention: Mention, each: Succession) -> Mention:
    return replace(mention, acts_for=each.old, id=each.old if mention.id == each.new else mention.id)


def _year_of(flow: str, mention: Mention, start: int, years: Sequence[tuple[int, int, str]]) -> str:
    """Return the year that the paragraph from *start* speaks of at a mention; "" for none."""
    after = bisect_left(years, (mention.span.end,))
    ahead = years[after - 1] if after and years[after - 1][0] >= start else None
    behind = years[after] if after < len(years) else None
    if behind is not None:
        gap = behind[0] - mention.span.end
        near = _BEHIND if ahead is None else min(_BESIDE, mention.span.start - ahead[1])
        if gap < near and "\n" not in flow[mention.span.end : behind[0]]:
            return behind[2]
    return ahead[2] if ahead is not None else ""
