"""Narrative time: the date that a text has come to, for deeds that their own sentence does not date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.model import MUTUAL_TYPES
from ruscorpus.thaidates import parse_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.model import Event
    from ruscorpus.thaidates import DateMatch

VERBAL = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "CONCEDE"})
FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
"""What is done on the spot: right behind a dated deed it is part of the same scene."""
_NEWS = 45  # days


@dataclass(frozen=True, slots=True)
class Told:
    """How a deed without a date of its own is told."""

    frame: DateMatch | None
    """The last date before it in its paragraph."""
    heading: str = ""
    """The date of the heading that it stands under."""
    same_sentence: bool = False
    """The frame stands in its own sentence, in another clause."""
    later: bool = False
    """It came later than what stands before it, nobody says how much: ต่อมา."""
    follows: bool = False
    """It followed from what stands before it: จึง, ตอบโต้."""
    near: bool = False
    """The frame stands right before it."""
    at_once: bool = False
    """It followed within the day: ทันที."""
    opens: bool = False
    """It opens its paragraph."""


class Narrative:
    """The time of a text as its sentences are read: the day of its news, and what its paragraph has dated."""

    def __init__(self, dates: Sequence[DateMatch], reference: str) -> None:
        self.reference = reference
        self.news = self._news(dates)
        """The first day near the text's own that it names: that of the news it brings; "" for none."""
        self._here: dict[frozenset[str], str] = {}
        self._before: dict[frozenset[str], str] = {}
        self._year = ""

    def _news(self, dates: Sequence[DateMatch]) -> str:
        own = parse_iso(self.reference)
        for found in dates:
            day = parse_iso(found.iso) if len(found.iso) == 10 else None
            if own is None or day is None or not 0 <= (own - day).days <= _NEWS:
                continue
            if day != own or not found.named:  # a date line elsewhere in the head tells no news
                return found.iso
        return ""

    def come_to(self, event: Event, date: str) -> None:
        """Move on to a deed that the text dates."""
        self._here[frozenset((*event.actor, *event.recipient))] = date
        self._year = date[:4]

    def blur(self) -> None:
        """Move on by a time untold (ต่อมา): of what the paragraph dated only the years go on."""
        self._here = {parties: date[:4] for parties, date in self._here.items()}

    def next_paragraph(self) -> None:
        """Keep for one more paragraph what this one dated."""
        self._before, self._here = self._here, {}

    def carried(self, event: Event, told: Told) -> str:
        """Return when the text has arrived, for an *event* that its sentence does not date; "" if unknown.

        A heading dates what stands under it.
        Trade and the like go on for years and take no date. What parties do together they do on the day of
        what they did before; other deeds in the month that their paragraph has come to, and where it has come
        to none, in that of the news.
        """
        if told.heading:
            return told.heading
        if event.type == "COOPERATE" and event.mode != "military":
            return ""
        parties = frozenset((*event.actor, *event.recipient))
        if event.type in MUTUAL_TYPES:
            known = self._here.get(parties, "")
            if known:
                return known[:4] if told.later else _started(known)
        if not self.reference:
            return self._carried_without_a_date(event, told)
        frame = told.frame
        if frame is not None and len(frame.iso) >= 7 and frame.kind != "decade":
            return self._in_frame(event, frame.iso, told)
        if event.type in MUTUAL_TYPES and (known := self._before.get(parties, "")):
            return _started(known)
        if event.type in MUTUAL_TYPES or event.type in VERBAL or told.opens:
            return self.news[:7]
        return ""

    def _in_frame(self, event: Event, date: str, told: Told) -> str:
        """Return the month of the frame, unless it is older than the news.

        Of an older time the text tells in passing: only words about it, and what followed from it, are
        as old.
        """
        if told.at_once:
            return date
        month = month_of(date)
        if event.type in FORCE and month >= self.news[:7] and told.near:
            return date
        about = (event.type in VERBAL and not told.same_sentence) or told.follows
        return month if month >= self.news[:7] or about else ""

    def _carried_without_a_date(self, event: Event, told: Told) -> str:
        """Prose without a date of its own goes on in the month or year that it named last."""
        if told.frame is None:
            return self._year if event.type in MUTUAL_TYPES else ""
        if event.type in MUTUAL_TYPES or told.same_sentence:
            return month_of(told.frame.iso)
        return told.frame.iso[:4]


def month_of(date: str) -> str:
    """Return the month of a date, or of the first of several days; years from one to another stay."""
    first, _, last = date.partition("/")
    return date if last and len(first) < len("2024-06") else first[:7]


def _started(date: str) -> str:
    """Return a date, or for days from one to another the month of the first."""
    return date[:7] if "/" in date else date
