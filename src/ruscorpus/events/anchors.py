"""Anchors: which date expressions of a sentence date which of its deeds.

A date that opens a clause (``เมื่อวันที่ 9 ต.ค. รัสเซีย…``) dates the verbs behind it; one that closes a clause
(``…พบกันเมื่อวันที่ 9 ต.ค.``) dates the verb before it, and says nothing of the clause that follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from ruscorpus.lines import line_start
from ruscorpus.thaidates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.model import Document
    from ruscorpus.offsets import Span
    from ruscorpus.thaidates import DateMatch

Relation = Literal["own", "governs", "content", "speech", "closed", "later"]
"""How a date stands to a deed.

``own``: in its clause. ``governs``: it opens an earlier clause. ``content``: it dates what somebody says
(ว่า…), the deed is the saying. ``speech``: it dates the saying, the deed is what is said. ``closed``: it
closes an earlier clause. ``later``: it dates what the deed came after (หลัง…).
"""

_SAYING = re.compile(r"ว่า(?!ด้วย|การ|ที่|จ้าง)")
_EARLIER = re.compile(r"(?:ถัดจาก\S*|ครั้งแรก\S*|(?<!มา)ตั้งแต่|นับแต่|นับตั้งแต่|จนถึง|ก่อน)\s?$")
_UNTIL = re.compile(r"(?:จนถึง|(?<!พอ)(?<!ครั้น)(?<!\s)ถึง|ภายใน|ไม่เกิน|สู่)\s?(?:ช่วง|ปลาย|กลาง|ต้น|สิ้น|ฤดู\S*)?$")
_SINCE = re.compile(r"(?:ตั้งแต่|นับแต่)(?:เช้ามืด|เช้า|คืน|ต้น|กลาง|ปลาย)?(?:วัน\S{0,10}ที่|เดือน|ปี)?\s?$")
_NAMED_AFTER = re.compile(
    r"(?:สนธิสัญญา|ข้อตกลง|ความตกลง|อนุสัญญา|แถลงการณ์|ถ้อยแถลง|ข้อมติ|มติ|สงคราม|รัฐประหาร|วิกฤต|สัญญา|ฉบับ|พิธีสาร|บันทึกความ|ยุทธศาสตร์|แผน|กรอบ)[^\s]{0,24}(?<!เมื่อ)(?<!ใน)\s?$"
)
_AFTER = re.compile(r"(?:หลัง|หลังจาก)(?:เกิด|การ)?\S{0,20}$")
_WHEN = re.compile(
    r"(?:(?:เมื่อ|ใน|ตั้งแต่|นับแต่|นับตั้งแต่|จน|จนถึง|พอถึง|ครั้นถึง|ถึง|ก่อน|หลัง|ระหว่าง|ครั้น|พอ)?\s?(?:ช่วง|ตอน|คืน|เช้า|บ่าย|เย็น|ต้น|กลาง|ปลาย|สิ้น)?\s?"
    r"(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)?(?:ที่)?|เดือน|ปี)?\s?\(?)$"
)
_ONLY_WHEN = re.compile(r" ?(?:เมื่อ|ใน)?(?:คืน|เช้า|บ่าย|เย็น)?(?:วันที่|เดือน|ปี|ช่วง)? ?")
_AND = re.compile(r"\s?(?:และ|แล้ว|พร้อม|จากนั้น)")
_GOES_ON = re.compile(r"\)? ?(?:ที่|ซึ่ง|โดย|ณ|ใน|อย่าง|เพื่อ|\(|\n|$)")
_OPENED = re.compile(
    r"(?:^|[\s•■\"“‘(]|และ|แต่|ทว่า|โดย|ส่วน|แล้ว|ต่อมา|ถัดมา|จากนั้น|ล่าสุด|ก่อนหน้านั้น|ก่อนหน้านี้|ครั้น|พอ|จน|ทั้งนี้|ซึ่ง|ว่า|ขณะที่|เพราะ)$"
)
# A phrase or clause that tells only when: what follows its pause happened then.
_SETTING = re.compile(
    r"(?:^|\s|แต่|และ)(?:เมื่อ|แล้ว|ระหว่าง|ในระหว่าง|ในการ|หลังจากนั้น|จากนั้น|ต่อมา|ต้องรอ|จนกระทั่ง|กระทั่ง|ครั้น|พอ)[^\s]{0,40}$"
)
_NO_PAUSE = re.compile(r"[0-9๐-๙A-Za-z)\]”\".ๆ%ฯ] $")
_PLACE_ENDS = re.compile(r"(?:ที่|ใน|ณ)\s?(?:กรุง|เมือง|นคร|ทำเนียบ|เกาะ|จังหวัด|ประเทศ)?[^\s]{2,30}\s?$")
_THING = re.compile(
    r"(?:เหตุ(?!ผล|ให้)|กรณี)|(?<=[ก-๙])ที่(?=ลงนาม|เกิดขึ้น|มีขึ้น|จัดขึ้น|ทำไว้|ให้ไว้|บรรลุ|ตกลง|ถูก|โดน|มีผล|ผ่านมติ|[^\s]{1,30}กันไว้)|ซึ่ง(?!กัน)"
)
# Told in passing: the story does not go on from there.
_ASIDE = re.compile(
    r"(?:ก่อนหน้านั้น|ก่อนหน้านี้|ก่อนหน้า|เคย[^\s]{0,30})\s?(?:เมื่อ|ใน|ช่วง|ต้น|กลาง|ปลาย)*\s?(?:วันที่|เดือน|ปี)?\s?$"
)
_DATED_THING = re.compile(r"(?:[^\s]|\s(?=เมื่อ|ใน)){0,60}\s?")
_AFTER_THAT = re.compile(r"\s?(?:ภาย)?หลัง|\s?ถัดจาก")
_BEFORE_A_HEADING = re.compile(
    r"[\s•■*#–-]*(?:[0-9๐-๙]{1,2}[.)]\s?)?(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)?(?:ที่)?(?:วันที่)?\s?"
)
_WHEN_REACH = 24
_UNLIKELY, _A_YEAR_ONLY, _OF_A_THING = 60, 30, 400
_TOO_FAR = 260
_RANK: dict[str, int] = {"own": 0, "governs": 1, "content": 2, "speech": 3, "closed": 4, "later": 5}
_LINE_HEAD, _HEAD_REACH, _BESIDE, _SHORT_LINE, _DATE_LINE = 60, 800, 5, 100, 120
_BYLINE = re.compile(r"\s*[(|–—-]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date of the text as seen from a deed: its ISO value, how it stands to the deed, how far, where."""

    iso: str
    relation: Relation
    cost: int
    kind: str
    at: int
    behind: bool
    since: bool
    """It is where something began: ตั้งแต่."""


class _Stand(NamedTuple):
    """What stands before a date, whatever the deed that asks: each date is asked for by several."""

    head: int
    """Where its adverbial begins: at เมื่อวันที่, ในเดือน, หลังรัฐประหารปี."""
    to_come: bool
    since: bool
    named_after: bool
    things: tuple[int, ...]
    """Where things begin that it may date."""


class Anchors:
    """The date expressions of a document, relative ones included, without the line that dates the text."""

    def __init__(self, document: Document) -> None:
        self._flow = document.flow
        self._reference = document.date
        found = _without_datelines(document)
        self.dates = [d for d in found if d.iso]
        self._vague = [d.span.start for d in found if not d.iso]
        self._starts = [d.span.start for d in self.dates]
        self._headings = _dated_headings(document.flow, self.dates)
        self._stands: dict[int, _Stand] = {}
        self._near: tuple[Span | None, Sequence[DateMatch]] = None, ()

    def of(
        self, trigger: Span, sentence: Span, breaks: Sequence[int], *, planned: bool = False
    ) -> list[Anchor]:
        """Return the dates that may say when a deed was done, likeliest first.

        *breaks* are where clauses begin in the sentence: openers, and subjects behind a pause. Dates to
        come are left out unless the deed is *planned*.
        """
        found = []
        for date in self.near(sentence):
            if not planned and self.to_come(date):
                continue
            relation = self.relation(date, trigger, sentence, breaks)
            if relation is None or self.of_a_thing(date, trigger):
                continue
            cost = self._cost(date, trigger, planned=planned)
            if cost < _TOO_FAR or relation == "governs":
                behind = date.span.start >= trigger.end
                found.append(
                    Anchor(
                        date.iso,
                        relation,
                        cost,
                        date.kind,
                        date.span.start,
                        behind=behind,
                        since=self.is_since(date),
                    )
                )
        gone_on = max((a.at for a in found if a.relation == "closed"), default=0)
        found = [a for a in found if a.at >= gone_on or a.relation not in ("governs", "speech")]
        return sorted(found, key=lambda a: (_RANK[a.relation], a.cost))

    def heading(self, place: int) -> str:
        """Return the date of the heading that a place stands under, in a text that has such headings."""
        index = bisect_left(self._headings, (place, ""))
        return self._headings[index - 1][1] if index else ""

    def frame(self, trigger: Span) -> DateMatch | None:
        """Return the date that the paragraph has come to before a deed: the last that tells its story on."""
        start = line_start(self._flow, trigger.start)
        last = bisect_left(self._starts, trigger.start)
        for date in reversed(self.dates[bisect_left(self._starts, start) : last]):
            before = self._flow[max(start, date.span.start - 40) : date.span.start]
            if date.span.end <= trigger.start and not (
                self.to_come(date)
                or _ASIDE.search(before)
                or self.is_named_after(date)
                or self.of_a_thing(date, trigger)
            ):
                return date
        return None

    def near(self, sentence: Span) -> Sequence[DateMatch]:
        """Return the dates of a sentence, and those right before and behind that belong to it."""
        if self._near[0] != sentence:  # each of its deeds asks
            self._near = sentence, tuple(self._dates_near(sentence))
        return self._near[1]

    def _dates_near(self, sentence: Span) -> Iterator[DateMatch]:
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        if first and self._is_left_behind(sentence, self.dates[first - 1]):
            first -= 1
        yield from self.dates[first:last]
        if last < len(self.dates) and self._is_right_behind(sentence, self.dates[last]):
            yield self.dates[last]

    def relation(
        self, date: DateMatch, trigger: Span, sentence: Span, breaks: Sequence[int]
    ) -> Relation | None:
        """Return how a date stands to a deed; None where it opens a clause of its own behind it."""
        head = self._stand(date).head
        before = self._flow[max(sentence.start, head - 48) : head]
        behind = date.span.start >= trigger.end
        opens = not before or _OPENED.search(before) is not None
        opens = opens or (not behind and _SETTING.search(before) is not None)
        if _AFTER_THAT.match(self._flow, sentence.start, head):
            opens = opens and any(sentence.start + 8 < p < head for p in breaks)
        if behind:
            if opens and not self._closes(date, head):
                return None  # it opens a clause of its own
            if any(trigger.end < p < head for p in breaks):
                return "later" if "หลัง" in self._flow[trigger.end : head] else None
            said = self._flow.endswith("ว่า", trigger.start, trigger.end) or _SAYING.search(
                self._flow, trigger.end, head
            )
            return "content" if said else "own"
        between = [p for p in dict.fromkeys(breaks) if date.span.end < p < trigger.start]
        if opens and between and not self._flow[date.span.end : between[0]].strip(" )"):
            between = between[1:]  # "เมื่อวันที่ 3 ธ.ค. รัสเซีย…": the clause that it opens
        opened = max(between, default=date.span.end)
        if _SAYING.search(self._flow, max(date.span.end, opened - len("ว่า ")), trigger.start):
            return "speech"
        if not between:
            return "own"
        if len(between) == 1:
            if self._flow.endswith("โดย", date.span.end, between[0]):
                return "own"  # "…ลงมติเมื่อ 26 ม.ค. … โดยฮังการีคัดค้าน": the same deed told on
            if _AND.match(self._flow, date.span.end):
                return "governs"  # "…พบกันเมื่อวันที่ 9 ต.ค. และทั้งสองฝ่ายลงนาม…"
        return "governs" if opens and not self.is_named_after(date) else "closed"

    def _stand(self, date: DateMatch) -> _Stand:
        known = self._stands.get(date.span.start)
        if known is None:
            known = self._stands[date.span.start] = _Stand(
                self._head(date),
                self._is_to_come(date),
                self._is_since(date),
                self._has_a_name(date),
                tuple(self._things(date)),
            )
        return known

    def _head(self, date: DateMatch) -> int:
        before = self._flow[max(0, date.span.start - _WHEN_REACH) : date.span.start]
        if date.kind == "year" and (after := _AFTER.search(before)):
            return date.span.start - len(after[0])
        words = _WHEN.search(before)
        return date.span.start - len(words[0].lstrip()) if words else date.span.start

    def _closes(self, date: DateMatch, head: int) -> bool:
        """Tell whether a date behind a pause closes the clause before it: ``…ที่กรุงโซล เมื่อวันที่ 4 มีนาคม``."""
        if _GOES_ON.match(self._flow, date.span.end) or _NO_PAUSE.search(self._flow, max(0, head - 2), head):
            return True
        return "เมื่อ" in self._flow[head : date.span.start] and (
            _PLACE_ENDS.search(self._flow, max(0, head - 40), head) is not None
        )

    def _is_left_behind(self, sentence: Span, date: DateMatch) -> bool:
        """Tell whether a date that leads this clause ended the piece before: ``… สัปดาห์ก่อน | ประธานาธิบดี…``."""
        between = self._flow[date.span.end : sentence.start]
        if between.strip() or "\n" in between:
            return False
        head = self._stand(date).head
        return not head or self._flow[head - 1].isspace()

    def _is_right_behind(self, sentence: Span, date: DateMatch) -> bool:
        """Tell whether a date that opens the next piece belongs to this one: ``… | เมื่อวันที่ 4 มีนาคม ที่…``."""
        between = self._flow[sentence.end : date.span.start]
        return _ONLY_WHEN.fullmatch(between) is not None and self._closes(date, self._stand(date).head)

    def is_since(self, date: DateMatch) -> bool:
        """Tell whether something began then: ``ตั้งแต่``."""
        return self._stand(date).since

    def _is_since(self, date: DateMatch) -> bool:
        return _SINCE.search(self._flow, max(0, date.span.start - _WHEN_REACH), date.span.start) is not None

    def of_a_thing(self, date: DateMatch, trigger: Span) -> bool:
        """Tell whether a date dates not the deed but a thing beside it: ``ขอโทษต่อเหตุ…เมื่อเดือนธันวาคม``."""
        place, end = trigger.start, date.span.end
        return not all(thing <= place < end for thing in self._stand(date).things)

    def _things(self, date: DateMatch) -> Iterator[int]:
        for thing in _THING.finditer(self._flow, max(0, date.span.start - 80), date.span.start):
            between = self._flow[thing.end() : date.span.start]
            if _DATED_THING.fullmatch(between) and not _ONLY_WHEN.fullmatch(between):
                yield thing.start()

    def is_vague(self, sentence: Span) -> bool:
        """Tell whether a sentence speaks of a time that nobody can name: ``หลายปีที่ผ่านมา``."""
        return bisect_left(self._vague, sentence.start) < bisect_left(self._vague, sentence.end)

    def to_come(self, date: DateMatch) -> bool:
        """Tell whether a date lies ahead of the text: what has happened did not happen then."""
        return self._stand(date).to_come

    def _is_to_come(self, date: DateMatch) -> bool:
        if self._reference and date.iso[: len(self._reference)] > self._reference[: len(date.iso)]:
            return True
        return _UNTIL.search(self._flow, max(0, date.span.start - _WHEN_REACH), date.span.start) is not None

    def _cost(self, date: DateMatch, trigger: Span, *, planned: bool) -> int:
        behind = date.span.start >= trigger.end
        cost = date.span.start - trigger.end if behind else trigger.start - date.span.end
        before = self._flow[max(0, date.span.start - 30) : date.span.start]
        head = self._stand(date).head
        if not behind and (planned or _NO_PAUSE.search(self._flow, max(0, head - 2), head)):
            cost += _UNLIKELY
        if date.kind in ("year", "decade"):
            cost += _A_YEAR_ONLY
        if behind and _EARLIER.search(before):
            cost += _UNLIKELY
        if self.is_named_after(date) and not _AFTER.search(before):
            cost += _OF_A_THING
        return cost

    def is_named_after(self, date: DateMatch) -> bool:
        """Tell whether a year belongs to the name of a thing: ข้อตกลงปี 2018."""
        return self._stand(date).named_after

    def _has_a_name(self, date: DateMatch) -> bool:
        before = self._flow[max(0, date.span.start - 30) : date.span.start]
        return date.kind == "year" and _NAMED_AFTER.search(before) is not None


def _dated_headings(flow: str, dates: Sequence[DateMatch]) -> list[tuple[int, str]]:
    """Return where the headings end that begin with a date, and their dates: ``จันทร์ 15 ธ.ค. — ซูดาน``.

    One alone is a date line; two and more divide the text.
    """
    found = []
    for date in dates:
        start = line_start(flow, date.span.start)
        end = flow.find("\n", date.span.end)
        short = 0 <= end - start <= _SHORT_LINE and flow[end:].strip()
        if short and date.named and _BEFORE_A_HEADING.fullmatch(flow, start, date.span.start):
            found.append((end, date.iso))
    return found if len(found) > 1 else []


def _without_datelines(document: Document) -> list[DateMatch]:
    """Return the dates of a text but for its own, in the line that opens it, with the weekday before it."""
    kept: list[DateMatch] = []
    for found in find_dates(document.flow, document.date):
        if not _is_dateline(document, found):
            kept.append(found)
        elif kept and kept[-1].kind == "named-day" and found.span.start - kept[-1].span.end <= _BESIDE:
            kept.pop()
    return kept


def _is_dateline(document: Document, found: DateMatch) -> bool:
    """Tell whether a date is the text's own, in the line or the words that open it."""
    flow = document.flow
    start = line_start(flow, found.span.start)
    if found.iso != document.date or start > _HEAD_REACH:
        return False
    end = flow.find("\n", found.span.end)
    if 0 <= end - start <= _DATE_LINE and not flow[found.span.end : end].strip(" )"):
        return True
    if found.span.start - start > _LINE_HEAD:
        return False
    return not flow[start : found.span.start].strip() or _BYLINE.match(flow, found.span.end) is not None
