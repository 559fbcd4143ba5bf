"""When: the date of a deed, from its clause, its sentence, or the time that the text has come to.

The rules choose one; where there are learnt weights, they choose among all that the text offers
(:mod:`ruscorpus.events.dating`), and what the rules say is one of the reasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.events.anchors import Anchors
from ruscorpus.events.dating import REMEMBERED, Asked, Before, Dating, told_before
from ruscorpus.events.lexicon import has_thai
from ruscorpus.events.narrative import FORCE, VERBAL, Narrative, Told, month_of
from ruscorpus.lines import line_start
from ruscorpus.model import MUTUAL_TYPES, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.anchors import Anchor
    from ruscorpus.events.choosing import Chooses
    from ruscorpus.events.dating import Candidates
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span

STATED, INFERRED = "stated", "inferred"
_BACKGROUND = re.compile(
    r"(?<!ไม่)(?<!ตาม)เคย|มาตลอด|เรื่อยมา|ก่อนหน้า|ที่ผ่านมา|มานาน|หลายครั้ง|เสมอ|มักจะ|เป็นประจำ|เมื่อก่อน|ในอดีต|สมัย|ยุค"
)
_STANDING = re.compile(
    r"[^\s]{0,50}\s?(?:มา|ไป)แล้ว\s?(?:ราว|กว่า|ทั้งสิ้น|รวม|อย่างน้อย|ประมาณ|เกือบ|นาน|หลาย|[0-9๐-๙])"
)
_STILL = re.compile(r"ยัง(?:คง)?\s?$")
_CAN_LAST = frozenset({"COOPERATE", "COERCE", "MOBILIZE"})
_SINCE_THEN = frozenset({"COOPERATE", "MOBILIZE"})
_LATER = re.compile(r"ต่อมา|หลังจากนั้น|ภายหลัง")
_ASIDE = re.compile(r"(?:ที่|ซึ่ง)[^\s]{0,24}เคย[^\s]{0,4}$")
_AT_ONCE = re.compile(r"ทันที|ในคืนนั้น|ในวันนั้น|ขณะเดียวกันที่")
_FOLLOWS = re.compile(r"จึง|ตอบโต้|โต้กลับ|สวนกลับ|ทันที|ก็(?!ตาม)|แล้วกลับ")
_DENIED = re.compile(r"ปฏิเสธ|ไม่เป็นความจริง|ไม่จริง")
_ADMITTED = re.compile(r"ยอมรับ|เคย|อ้าง")
_DAYS_COUNT = frozenset({"CONSULT", "COOPERATE", "MOBILIZE"})
_SAME_SCENE = 160  # a sentence or two
_HEAD_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a deed, ISO 8601 or "", and its basis: its own clause, or what stands around it."""

    iso: str = ""
    basis: str = ""


class Calendar:
    """Tells when deeds happened: :meth:`date`. :meth:`remember` moves the time of the text on."""

    def __init__(self, document: Document, chooser: Chooses | None = None) -> None:
        self._flow = document.flow
        self._anchors = Anchors(document)
        self._head_end = _headline_end(document)
        self._narrative = Narrative(self._anchors.dates, document.date)
        self._chooser = chooser
        self._dating = Dating(document, self._anchors, self._narrative)
        self._before: list[Before] = []
        self._asked: dict[int, tuple[Event, Asked, int]] = {}
        self._ruled = Dated()

    def date(self, event: Event, trigger: Span, sentence: Span, breaks: Sequence[int]) -> Event:
        """Return *event*, told at *trigger* in *sentence*, with the date when it happened.

        *breaks* are where clauses begin in the sentence: openers, and subjects behind a pause.
        """
        return self.chosen(self.by_rules(event, trigger, sentence, breaks))

    def by_rules(self, event: Event, trigger: Span, sentence: Span, breaks: Sequence[int]) -> Event:
        """Return *event* with the date that the rules find; :meth:`chosen` gives the likeliest.

        To choose takes long, and not every event of the rules stands: it may be put off.
        """
        ruled = self._ruled = self._by_rules(event, trigger, sentence, breaks)
        dated = with_date(event, ruled.iso, ruled.basis)
        if self._chooser is not None and not _is_open(event) and has_thai(self._flow, *sentence):
            asked = Asked(event, trigger, sentence, breaks, ruled.iso, ruled.basis)
            self._asked[id(dated)] = dated, asked, len(self._before)
            self._before.append(told_before(event, trigger, ruled.iso))
        return dated

    def chosen(self, event: Event) -> Event:
        """Return an event as :meth:`by_rules` gave it with the date that the weights choose."""
        if self._chooser is None or id(event) not in self._asked:
            return event
        _, asked, count = self._asked[id(event)]
        before = self._before[max(0, count - REMEMBERED) : count]
        iso = self._chooser.choose(asked, self._dating.candidates(asked, before))
        if iso == event.date:
            return event
        stated = iso and any(
            date.iso == iso and self._anchors.relation(date, *asked[1:4]) == "own"
            for date in self._anchors.near(asked.sentence)
        )
        return with_date(event, iso, STATED if stated else INFERRED if iso else "")

    def candidates(self, event: Event, trigger: Span, sentence: Span, breaks: Sequence[int]) -> Candidates:
        """Return the dates that *event* may have, as :meth:`date` would see them now."""
        ruled = self._by_rules(event, trigger, sentence, breaks)
        asked = Asked(event, trigger, sentence, breaks, ruled.iso, ruled.basis)
        return self._dating.candidates(asked, self._before)

    def _by_rules(self, event: Event, trigger: Span, sentence: Span, breaks: Sequence[int]) -> Dated:
        if _is_open(event):
            return Dated()
        of_old = self._is_of_old(event, trigger, sentence)
        planned = event.status in ("planned", "hypothetical")
        for anchor in self._anchors.of(trigger, sentence, breaks, planned=planned):
            iso = self._from_anchor(anchor, event, trigger, of_old=of_old)
            if iso:
                return Dated(_as_told(iso, event.type), STATED if anchor.relation == "own" else INFERRED)
        if of_old or not self._is_told(event, trigger, sentence):
            return Dated()
        if sentence.start < self._head_end:  # a headline tells the news of the day
            iso = self._narrative.news or self._narrative.reference[:7]
        else:
            iso = self._narrative.carried(event, self._telling(event, trigger, sentence))
        return Dated(iso, INFERRED if iso else "")

    def remember(self, event: Event) -> None:
        """Let the time of the text come to a deed, the one asked for last, that its sentence dates."""
        dated = self._ruled
        if self._is_later(event):
            self._narrative.blur()
        if dated.basis == STATED and event.status in ("occurred", "ongoing"):
            self._narrative.come_to(event, dated.iso)

    def next_paragraph(self) -> None:
        """Forget what only the paragraph shared."""
        self._narrative.next_paragraph()

    def _from_anchor(self, anchor: Anchor, event: Event, trigger: Span, *, of_old: bool) -> str:
        """Return the date that an anchor gives to the deed; "" where it dates something else."""
        if anchor.relation == "own":
            return self._from_its_clause(anchor, event, trigger, of_old=of_old)
        if of_old or event.status not in ("occurred", "alleged") or anchor.relation == "closed":
            return ""
        if self._narrative.reference and anchor.kind == "year" and anchor.relation != "governs":
            return ""  # the year of something else
        if anchor.relation == "speech" and event.status == "alleged":
            return ""  # the day of the report
        scene = event.type in FORCE and anchor.relation == "governs" and anchor.cost <= _SAME_SCENE
        if event.type in MUTUAL_TYPES or scene or self._at_once(trigger):
            return anchor.iso
        if anchor.relation == "speech" and not self._announces(event, trigger):
            return ""
        if anchor.relation == "later" and event.type not in VERBAL:
            return ""
        return month_of(anchor.iso)

    def _is_aside(self, trigger: Span) -> bool:
        """Tell whether the deed only tells which thing is meant: ``อาวุธที่รัสเซียเคยขายให้``."""
        return _ASIDE.search(self._flow, max(0, trigger.start - 40), trigger.start) is not None

    def _at_once(self, trigger: Span) -> bool:
        return _AT_ONCE.search(self._flow, max(0, trigger.start - 20), trigger.end + 40) is not None

    def _from_its_clause(self, anchor: Anchor, event: Event, trigger: Span, *, of_old: bool) -> str:
        """Return the date in the deed's own clause; of what goes on since then the time up to the text's."""
        reference = self._narrative.reference
        if of_old and (anchor.iso == reference or (not anchor.behind and self._is_aside(trigger))):
            return ""
        if anchor.since and reference and (event.status == "ongoing" or event.type in _SINCE_THEN):
            first, last = month_of(anchor.iso), reference[:7]
            return f"{first}/{last}" if len(first) == len(last) and first < last else anchor.iso
        return anchor.iso

    def _announces(self, event: Event, trigger: Span) -> bool:
        """Tell whether the party itself tells its deed as news: ``A ประกาศเมื่อ…ว่าได้ถอนทหาร``."""
        before = self._flow[event.span.start : trigger.start]
        return len(before) >= len("ประกาศเมื่อวันที่") and not _ADMITTED.search(before)

    def _is_told(self, event: Event, trigger: Span, sentence: Span) -> bool:
        """Tell whether the deed is part of the story: done, or not done as the text itself says."""
        if event.status == "denied":
            return _DENIED.search(self._flow, sentence.start, trigger.end) is None
        return event.status == "occurred"

    def _telling(self, event: Event, trigger: Span, sentence: Span) -> Told:
        frame = self._anchors.frame(trigger)
        paragraph = line_start(self._flow, trigger.start)
        lead_in = max(sentence.start, trigger.start - 12)
        return Told(
            frame=frame,
            same_sentence=frame is not None and frame.span.start >= sentence.start,
            later=self._is_later(event),
            heading=self._heading(trigger),
            near=frame is not None and trigger.start - frame.span.end <= _SAME_SCENE,
            at_once=self._at_once(trigger),
            follows=_FOLLOWS.search(self._flow, lead_in, trigger.end) is not None,
            opens=min(event.span.start, trigger.start) - paragraph <= len("1.2 "),
        )

    def _heading(self, trigger: Span) -> str:
        """Return the date of the heading above; of a paragraph that looks back from it only the month."""
        date = self._anchors.heading(trigger.start)
        paragraph = line_start(self._flow, trigger.start)
        return month_of(date) if self._flow.startswith("ก่อนหน้า", paragraph) else date

    def _is_later(self, event: Event) -> bool:
        start = event.span.start
        return _LATER.search(self._flow, max(0, start - 20), start) is not None

    def _is_of_old(self, event: Event, trigger: Span, sentence: Span) -> bool:
        """Tell whether the deed is told as of old or of habit (เคย, มาตลอด), or as a state or a sum of deeds.

        ``ยังควบคุมตัว``, ``ซื้อ…มาแล้ว 22 ครั้ง``.
        """
        start = max(sentence.start, trigger.start - 30)
        if _BACKGROUND.search(self._flow, start, min(sentence.end, trigger.end + 12)):
            return True
        near = max(sentence.start, trigger.start - 8)
        if event.type in _CAN_LAST and _STILL.search(self._flow, near, trigger.start):
            return True
        return _STANDING.match(self._flow, trigger.end, sentence.end) is not None


def with_date(event: Event, iso: str, basis: str) -> Event:
    """Return *event* with another date, as ``replace`` would, which takes three times as long."""
    return Event(
        event.type, event.mode, event.actor, event.recipient, iso, event.status, event.score, event.contexts,
        event.span, event.rule, event.confidence, basis,
    )  # fmt: skip


def _is_open(event: Event) -> bool:
    """Tell whether a deed has no date of its own: what may be has none."""
    return event.status == "hypothetical" and event.type != "AGREE"


def _as_told(date: str, kind: str) -> str:
    """Return the days of an interval only for what lasts; for anything else the month that holds them."""
    first, _, last = date.partition("/")
    if not last or kind in _DAYS_COUNT:
        return date
    return first[:7] if first[:7] == last[:7] else date


def _headline_end(document: Document) -> int:
    """Return where the title ends in the flow; 0 for a text without one."""
    start = document.flow.find(document.title) if document.title else -1
    return start + len(document.title) if start >= 0 and len(document.title) <= _HEAD_LENGTH else 0


def date_headline(events: Sequence[Event], headline: Span | None) -> list[Event]:
    """Return the events with those of the headline dated by the first later telling of the same deed.

    A telling that only gives the month of the day that the headline has is passed over.
    """
    result = list(events)
    if headline is None:
        return result
    for index, event in enumerate(result):
        if not headline.contains(event.span):
            continue
        parties = {*event.actor, *event.recipient}
        for later in result[index + 1 :]:
            same = (later.type, later.status) == (event.type, event.status)
            same = same and {*later.actor, *later.recipient} == parties and not headline.contains(later.span)
            if same and later.date and not event.date.startswith(later.date):
                result[index] = replace(event, date=later.date, date_basis=INFERRED)
                break
    return result
