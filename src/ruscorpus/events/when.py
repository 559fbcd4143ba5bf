"""When: the date of a deed, from its clause, its sentence, or what the text has dated before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.thaidates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.model import Document, Event
    from ruscorpus.offsets import Span
    from ruscorpus.thaidates import DateMatch

_SAID = re.compile(r"\s?\)?\s?ว่า")
_REPORTED = re.compile(r"(?:รายงาน|แถลง|เปิดเผย|เผย|ระบุ|กล่าว|บอก|ยืนยัน|เตือน)\S{0,16}\s?$")
_EARLIER = re.compile(r"(?:ถัดจาก\S*|ครั้งแรก\S*|ตั้งแต่|นับตั้งแต่|จนถึง|ภายใน|ก่อน)\s?$")
_LATER = re.compile(r"ต่อมา|หลังจากนั้น|ภายหลัง|ก่อนหน้า")
_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
_WORDS_OF_CONFLICT = frozenset({"ACCUSE", "REJECT", "THREATEN"})
_ONLY_WHEN = re.compile(r" ?(?:เมื่อ|ใน)?(?:วันที่|เดือน|ปี|ช่วง)? ?")
_GOES_ON = re.compile(r"\)? ?(?:ที่|ซึ่ง|โดย|ณ|ใน|อย่าง|เพื่อ|\n|$)")
_ANOTHER_CLAUSE = 60
_A_YEAR_ONLY = 30
_OF_THE_REPORT = 120


class Calendar:
    """All date expressions of a document, relative ones included, ready to be asked about a place.

    It remembers what it dated: deeds between the same parties go on under the date that their paragraph
    gave; answers and charges in a dated news text belong to the month of its main event; prose without a
    date of its own goes on in the year that it named last.
    """

    def __init__(self, document: Document) -> None:
        self._flow = document.flow
        self._dates = [d for d in find_dates(document.flow, document.date) if d.iso]
        self._starts = [d.span.start for d in self._dates]
        self._dated = bool(document.date)
        self._lead = ""
        self._paragraph: dict[frozenset[str], str] = {}
        self._year = ""

    def date_of(self, trigger: Span, sentence: Span, cuts: Sequence[int], *, planned: bool) -> str:
        """Return the ISO date for a deed at *trigger*: the nearest date of its sentence, "" for none.

        *cuts* are where clauses begin in the sentence. *planned* deeds take a date after the trigger sooner
        than one before it.
        """
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        best, best_cost = "", 1 << 30
        for found in self._dates[first:last]:
            cost = self._cost(found, trigger, cuts, planned=planned)
            if cost < best_cost:
                best, best_cost = found.iso, cost
        return best or self._right_behind(sentence, last)

    def _right_behind(self, sentence: Span, index: int) -> str:
        """Return the date that opens the next piece but belongs to this one: ``… เมื่อวันที่ 4 มีนาคม ที่…``."""
        if index >= len(self._dates):
            return ""
        found = self._dates[index]
        between = self._flow[sentence.end : found.span.start]
        goes_on = _GOES_ON.match(self._flow, found.span.end)
        return found.iso if _ONLY_WHEN.fullmatch(between) and goes_on else ""

    def _cost(self, found: DateMatch, trigger: Span, cuts: Sequence[int], *, planned: bool) -> int:
        behind = found.span.start >= trigger.end
        cost = found.span.start - trigger.end if behind else trigger.start - found.span.end
        left, right = min(found.span.end, trigger.end), max(found.span.start, trigger.start)
        between = [cut for cut in cuts if left < cut < right]
        if not behind and between and between[0] - found.span.end <= 2:
            between = between[1:]
        cost += _ANOTHER_CLAUSE * len(between)
        if planned and not behind:
            cost += _ANOTHER_CLAUSE
        if found.kind in ("year", "decade"):
            cost += _A_YEAR_ONLY
        if _EARLIER.search(self._flow, max(0, found.span.start - 24), found.span.start) and behind:
            cost += _ANOTHER_CLAUSE
        before = self._flow[max(0, found.span.start - 30) : found.span.start]
        if not behind and _SAID.match(self._flow, found.span.end) and _REPORTED.search(before):
            cost += _OF_THE_REPORT
        return cost

    def carry_over(self, event: Event, sentence: Span) -> Event:
        """Return *event* dated by what the text has dated before, where its sentence gives no date."""
        parties = frozenset((*event.actor, *event.recipient))
        if event.date:
            if event.status in ("occurred", "ongoing"):
                self._paragraph[parties] = event.date
                self._year = event.date[:4]
                self._lead = self._lead or event.date
            return event
        if event.status != "occurred":
            return event
        known = ""
        if event.type in _COOPERATION:
            if self._later(event, sentence):
                self._paragraph = {key: date[:4] for key, date in self._paragraph.items()}
            known = self._paragraph.get(parties, "")
            known = known[:7] if "/" in known else known
        elif event.type in _WORDS_OF_CONFLICT and self._dated:
            known = self._lead[:7]
        if not known and not self._dated and event.type in _COOPERATION:
            known = self._year
        return replace(event, date=known) if known else event

    def _later(self, event: Event, sentence: Span) -> bool:
        """Tell whether the text moves on in time before *event*: ต่อมา, เวลาต่อมา."""
        return _LATER.search(self._flow, max(0, sentence.start - 12), event.span.start) is not None

    def next_paragraph(self) -> None:
        """Forget what only the paragraph shared."""
        self._paragraph.clear()


def date_headline(events: Sequence[Event], headline: Span | None) -> list[Event]:
    """Return the events with those of the headline dated by the first later telling of the same deed."""
    result = list(events)
    if headline is None:
        return result
    for index, event in enumerate(result):
        if event.date or not headline.contains(event.span):
            continue
        parties = {*event.actor, *event.recipient}
        for later in result[index + 1 :]:
            same = later.type == event.type and {*later.actor, *later.recipient} == parties
            if same and later.date and not headline.contains(later.span):
                result[index] = replace(event, date=later.date)
                break
    return result
