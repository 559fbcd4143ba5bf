"""When: the date of a deed, from its clause, its sentence, or the time that the text has come to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.thaidates import find_dates, parse_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.model import Document, Event
    from ruscorpus.offsets import Span
    from ruscorpus.thaidates import DateMatch

_SAYING = re.compile(r"ว่า(?!ด้วย|การ|ที่|จ้าง)")
_EARLIER = re.compile(r"(?:ถัดจาก\S*|ครั้งแรก\S*|ตั้งแต่|นับตั้งแต่|จนถึง|ก่อน)\s?$")
_UNTIL = re.compile(r"(?:จนถึง|ถึง|ภายใน|ไม่เกิน|สู่)\s?(?:ช่วง|ปลาย|กลาง|ต้น|สิ้น|ฤดู\S*)?$")
_NAMED_AFTER = re.compile(
    r"(?:สนธิสัญญา|ข้อตกลง|ความตกลง|อนุสัญญา|แถลงการณ์|ถ้อยแถลง|ข้อมติ|มติ|สงคราม|รัฐประหาร|วิกฤต|สัญญา)[^\s]{0,24}(?<!เมื่อ)(?<!ใน)\s?$"
)
_AFTER = re.compile(r"(?:หลัง|หลังจาก)(?:เกิด|การ)?\S{0,20}$")
_LATER = re.compile(r"ต่อมา|หลังจากนั้น|ภายหลัง|ก่อนหน้า")
_BACKGROUND = re.compile(
    r"(?<!ไม่)เคย|มาตลอด|เรื่อยมา|ก่อนหน้า|ที่ผ่านมา|มานาน|หลายครั้ง|เสมอ|มักจะ|ประจำ|เมื่อก่อน|ในอดีต|สมัย|ยุค"
)
_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
_OF_THE_DAY = frozenset({"AGREE", "CONSULT", "SUPPORT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "CONCEDE"})
_WHEN = re.compile(
    r"(?:(?:เมื่อ|ใน|ตั้งแต่|นับตั้งแต่|จน|จนถึง|ก่อน|หลัง)?\s?(?:ช่วง|คืน|เช้า|บ่าย|เย็น|ต้น|กลาง|ปลาย)?\s?"
    r"(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)?(?:ที่)?|เดือน|ปี)?\s?\(?)$"
)
_ONLY_WHEN = re.compile(r" ?(?:เมื่อ|ใน)?(?:คืน|เช้า|บ่าย|เย็น)?(?:วันที่|เดือน|ปี|ช่วง)? ?")
_GOES_ON = re.compile(r"\)? ?(?:ที่|ซึ่ง|โดย|ณ|ใน|อย่าง|เพื่อ|\(|\n|$)")
_UNLIKELY = 60
_A_YEAR_ONLY = 30
_OF_A_THING = 400
_TOO_FAR = 260
_RECENT_YEARS = 1
_NEWS = 45  # days
_HEAD_LENGTH = 160
_BYLINE = re.compile(r"\s*[(|–—-]")
_LINE_HEAD, _HEAD_REACH = 60, 800
_THING = re.compile(
    r"(?:เหตุ(?!ผล|ให้)|กรณี)|(?<=[ก-๙])ที่(?=ลงนาม|เกิดขึ้น|มีขึ้น|จัดขึ้น|ทำไว้|ให้ไว้|บรรลุ|ตกลง|ถูก|โดน|มีผล|ผ่านมติ)|ซึ่ง(?!กัน)"
)
_DATED_THING = re.compile(r"(?:[^\s]|\s(?=เมื่อ|ใน)){0,60}\s?")
_STANDING = re.compile(
    r"[^\s]{0,50}\s?(?:มา|ไป)แล้ว\s?(?:ราว|กว่า|ทั้งสิ้น|รวม|อย่างน้อย|ประมาณ|เกือบ|นาน|หลาย|[0-9๐-๙])"
)
_STILL = re.compile(r"ยัง(?:คง)?\s?$")
_PLACE_ENDS = re.compile(r"(?:ที่|ใน|ณ)\s?(?:กรุง|เมือง|นคร|ทำเนียบ|เกาะ|จังหวัด|ประเทศ)?[^\s]{2,30}$")
_UNDER = re.compile(r"หลัง|ก่อน|ซึ่ง(?!กัน)|เนื่องจาก|เพราะ|หาก|ว่า|(?<=[ก-๙])ที่|ขณะ|ส่วน|แต่|ทว่า|ต่อมา|จากนั้น|ล่าสุด")


class Calendar:
    """All date expressions of a document, relative ones included, ready to be asked about a place.

    It remembers what it dated. A deed without a date of its own happens when its text has arrived: deeds
    between the same parties under the very date that their paragraph gave, others in its month; in a dated
    news text, what its paragraphs leave undated belongs to the month of the main event; prose without a
    date of its own goes on in the year that it named last.
    """

    def __init__(self, document: Document) -> None:
        self._flow = document.flow
        self._dates = [
            d for d in find_dates(document.flow, document.date) if d.iso and not _is_dateline(document, d)
        ]
        self._head_end = _headline_end(document)
        self._starts = [d.span.start for d in self._dates]
        self._reference = document.date
        self._lead = self._first_day() or document.date[:7]
        self._day: dict[frozenset[str], str] = {}
        self._now: tuple[str, frozenset[str]] = ("", frozenset())
        self._year = ""

    def date(self, event: Event, trigger: Span, sentence: Span, breaks: Sequence[int]) -> str:
        """Return the ISO date of *event*, told at *trigger* in *sentence*; "" where the text gives none.

        *breaks* are where clauses begin in the sentence: openers, and subjects behind a pause.
        """
        if event.status == "hypothetical" and event.type != "AGREE":
            return ""  # what may be has no date of its own
        own, near = self._own(event, trigger, sentence, breaks)
        of_old = self._is_background(trigger, sentence) or self._is_standing(trigger, sentence)
        if not own and not of_old and event.status == "occurred":
            own = self._governing(trigger, sentence)
        if not own and near and not of_old and event.status in ("occurred", "alleged"):
            own = near if event.type in _COOPERATION else near[:7]
        own = _as_told(own, event.type)
        if own:
            self._remember(event, own)
            return own
        if event.status != "occurred" or of_old:
            return ""
        if sentence.start < self._head_end:
            return self._lead  # a headline tells the news of the day
        return self._carried(event, trigger, sentence)

    def _own(self, event: Event, trigger: Span, sentence: Span, breaks: Sequence[int]) -> tuple[str, str]:
        """Return the date of the deed's clause, and the nearest date of another clause of its sentence."""
        planned = event.status in ("planned", "hypothetical")
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        best, near = ("", _TOO_FAR), ("", _TOO_FAR)
        if self._left_behind(sentence, first):
            first -= 1
        for found in self._dates[first:last]:
            if (not planned and self._to_come(found)) or self._of_a_thing(found, trigger):
                continue
            cost = self._cost(found, trigger, planned=planned)
            if self._another_clause(found, trigger, breaks):
                if self._reference and found.kind == "year":
                    continue  # the year of something else
                near = min(near, (found.iso, cost), key=lambda pair: pair[1])
            else:
                best = min(best, (found.iso, cost), key=lambda pair: pair[1])
        return best[0] or ("" if near[0] else self._right_behind(sentence, last)), near[0]

    def _left_behind(self, sentence: Span, index: int) -> bool:
        """Tell whether a date that leads this clause ended the piece before: ``… สัปดาห์ก่อน | ประธานาธิบดี…``."""
        if not index:
            return False
        found = self._dates[index - 1]
        between = self._flow[found.span.end : sentence.start]
        before = self._flow[max(0, found.span.start - 24) : found.span.start]
        lead = before[: len(before) - len(_WHEN.search(before)[0].lstrip())]  # type: ignore[index]  # may be empty
        return not between.strip() and "\n" not in between and (not lead or lead[-1].isspace())

    def _of_a_thing(self, found: DateMatch, trigger: Span) -> bool:
        """Tell whether a date dates not the deed but a thing beside it: ``ขอโทษต่อเหตุ…เมื่อเดือนธันวาคม``."""
        for thing in _THING.finditer(self._flow, max(0, found.span.start - 80), found.span.start):
            inside = thing.start() <= trigger.start < found.span.end
            if not inside and _DATED_THING.fullmatch(self._flow, thing.end(), found.span.start):
                return True
        return False

    def _governing(self, trigger: Span, sentence: Span) -> str:
        """Return the day that opens the sentence, for its main verbs: ``เมื่อวันที่ 9 ต.ค. A พบ B และ…``."""
        index = bisect_left(self._starts, sentence.start)
        if not self._left_behind(sentence, index):
            index += 1
        if index > len(self._dates):
            return ""
        found = self._dates[index - 1]
        opens = found.span.start < sentence.start or _ONLY_WHEN.fullmatch(
            self._flow, sentence.start, found.span.start
        )
        if not opens or found.span.end > trigger.start or len(found.iso) != 10 or self._to_come(found):
            return ""
        under = _UNDER.search(self._flow, max(found.span.end, sentence.start), trigger.start)
        return "" if under else found.iso

    def _is_standing(self, trigger: Span, sentence: Span) -> bool:
        """Tell whether the deed is a state of affairs or a sum of deeds: ยังควบคุมตัว, ซื้อ…มาแล้ว 22 ครั้ง."""
        if _STILL.search(self._flow, max(sentence.start, trigger.start - 8), trigger.start):
            return True
        return _STANDING.match(self._flow, trigger.end, sentence.end) is not None

    def _first_day(self) -> str:
        """Return the month of the first day near the text's own that it names: that of the news it brings."""
        own = parse_iso(self._reference)
        for found in self._dates:
            day = parse_iso(found.iso) if len(found.iso) == 10 else None
            if own is not None and day is not None and 0 < (own - day).days <= _NEWS:
                return found.iso[:7]
        return ""

    def _another_clause(self, found: DateMatch, trigger: Span, breaks: Sequence[int]) -> bool:
        """Tell whether a clause begins between a date and the trigger, or what somebody says: ว่า."""
        behind = found.span.start >= trigger.end
        left, right = min(found.span.end, trigger.end), max(found.span.start, trigger.start)
        own = self._flow[max(0, found.span.start - 24) : found.span.start]
        lead = found.span.start - len(_WHEN.search(own)[0])  # type: ignore[index]  # it may be empty
        between = [p for p in dict.fromkeys(breaks) if left < p < right and not lead <= p < found.span.end]
        if not behind and between and not self._flow[found.span.end : between[0]].strip(" )"):
            between = between[1:]  # "เมื่อวันที่ 3 ธ.ค. รัสเซีย…": the date leads its clause
        return bool(between) or _SAYING.search(self._flow, left, right) is not None

    def _to_come(self, found: DateMatch) -> bool:
        """Tell whether a date lies ahead of the text: what has happened did not happen then."""
        if self._reference and found.iso[: len(self._reference)] > self._reference[: len(found.iso)]:
            return True
        return _UNTIL.search(self._flow, max(0, found.span.start - 24), found.span.start) is not None

    def _right_behind(self, sentence: Span, index: int) -> str:
        """Return the date that opens the next piece but belongs to this one: ``… เมื่อวันที่ 4 มีนาคม ที่…``."""
        if index >= len(self._dates):
            return ""
        found = self._dates[index]
        between = self._flow[sentence.end : found.span.start]
        goes_on = _GOES_ON.match(self._flow, found.span.end)
        if not _ONLY_WHEN.fullmatch(between):
            return ""
        behind_place = "เมื่อ" in between and _PLACE_ENDS.search(self._flow, sentence.start, sentence.end)
        return found.iso if goes_on or behind_place else ""

    def _cost(self, found: DateMatch, trigger: Span, *, planned: bool) -> int:
        behind = found.span.start >= trigger.end
        cost = found.span.start - trigger.end if behind else trigger.start - found.span.end
        before = self._flow[max(0, found.span.start - 30) : found.span.start]
        if planned and not behind:
            cost += _UNLIKELY
        if found.kind in ("year", "decade"):
            cost += _A_YEAR_ONLY
        if behind and _EARLIER.search(before):
            cost += _UNLIKELY
        if found.kind == "year" and _NAMED_AFTER.search(before) and not (behind and _AFTER.search(before)):
            cost += _OF_A_THING
        return cost

    def _remember(self, event: Event, date: str) -> None:
        if event.status not in ("occurred", "ongoing"):
            return
        parties = frozenset((*event.actor, *event.recipient))
        self._day[parties] = date
        self._year = date[:4]
        if self._is_recent(date):
            self._now = (date, parties)

    def _is_recent(self, date: str) -> bool:
        """Tell whether a date belongs to the time of the text, not to its background."""
        if not self._reference:
            return True
        return len(date) >= 7 and int(self._reference[:4]) - int(date[:4]) <= _RECENT_YEARS

    def _carried(self, event: Event, trigger: Span, sentence: Span) -> str:
        """Return the time that the text has come to, for a deed that its own sentence does not date."""
        parties = frozenset((*event.actor, *event.recipient))
        if event.type in _COOPERATION:
            if _LATER.search(self._flow, max(0, sentence.start - 12), trigger.start):
                self._day = {key: date[:4] for key, date in self._day.items()}
            known = self._day.get(parties, "")
            if known:
                return known[:7] if "/" in known else known
        date, others = self._now
        if self._reference and date and parties & others:
            return date[:7]
        if self._reference and not date and event.type in _OF_THE_DAY:
            return self._lead
        return "" if self._reference or event.type not in _COOPERATION else self._year

    def _is_background(self, trigger: Span, sentence: Span) -> bool:
        """Tell whether the deed is told as something of old or of habit: เคย, มาตลอด."""
        start = max(sentence.start, trigger.start - 30)
        return _BACKGROUND.search(self._flow, start, min(sentence.end, trigger.end + 12)) is not None

    def next_paragraph(self) -> None:
        """Forget what only the paragraph shared."""
        self._day.clear()
        self._now = ("", frozenset())


def _as_told(date: str, kind: str) -> str:
    """Return the days of an interval only for what lasts; for anything else the month that holds them."""
    first, _, last = date.partition("/")
    if not last or kind in ("CONSULT", "COOPERATE", "MOBILIZE"):
        return date
    return first[:7] if first[:7] == last[:7] else date


def _is_dateline(document: Document, found: DateMatch) -> bool:
    """Tell whether a date is the text's own, in the line or the words that open it."""
    flow = document.flow
    start = flow.rfind("\n", 0, found.span.start) + 1
    if found.iso != document.date or found.span.start - start > _LINE_HEAD or start > _HEAD_REACH:
        return False
    return not flow[start : found.span.start].strip() or _BYLINE.match(flow, found.span.end) is not None


def _headline_end(document: Document) -> int:
    """Return where the title ends in the flow; 0 for a text without one."""
    start = document.flow.find(document.title) if document.title else -1
    return start + len(document.title) if start >= 0 and len(document.title) <= _HEAD_LENGTH else 0


def date_headline(events: Sequence[Event], headline: Span | None) -> list[Event]:
    """Return the events with those of the headline dated by the first later telling of the same deed."""
    result = list(events)
    if headline is None:
        return result
    for index, event in enumerate(result):
        if not headline.contains(event.span):
            continue
        parties = {*event.actor, *event.recipient}
        for later in result[index + 1 :]:
            same = later.type == event.type and {*later.actor, *later.recipient} == parties
            if same and len(later.date) >= max(1, len(event.date)) and not headline.contains(later.span):
                result[index] = replace(event, date=later.date)
                break
    return result
