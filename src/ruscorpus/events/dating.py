"""The dates that a text offers for a deed, and what speaks for and against each.

Candidates are the dates of the sentence, the last ones of the paragraph and of the text before, those of
earlier deeds, the text's own day and that of its news, what the rules chose; of each also its month and its
year, for a day is often not certain; and none. Clues speak for or against one: a clue has a name, such as
``sentence:day>month`` (the month of a day in the sentence), and facts, such as ``rank=0`` (it is nearest).
:mod:`ruscorpus.events.choosing` weighs them. Names of parties and the dates themselves are no facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.events.narrative import month_of
from ruscorpus.lines import line_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.events.anchors import Anchors
    from ruscorpus.events.narrative import Narrative
    from ruscorpus.model import Document, Event
    from ruscorpus.offsets import Span
    from ruscorpus.thaidates import DateMatch


class Facts:
    """The facts of a clue, in order: those that all clues of a deed ``shared``, then its ``own``.

    Whoever makes them names none twice. Clues of several dates may have the same object for theirs.
    """

    __slots__ = ("own", "shared")

    def __init__(self, shared: tuple[str, ...], own: Sequence[str] = ()) -> None:
        self.shared = shared
        self.own = own

    def __iter__(self) -> Iterator[str]:
        yield from self.shared
        yield from self.own


Candidates = dict[str, dict[str, Facts]]
"""Dates, ISO 8601 ("" for none), each with its clues, and these with their facts."""

_STEPS = (0, 4, 10, 20, 40, 80, 160, 320)
_PRECISION = {0: "none", 4: "year", 7: "month", 10: "day"}
EXACTNESS = (*_PRECISION.values(), "span")
"""The clues that tell how exact a date is; of each candidate one."""
_LEAD = re.compile(
    r"(เมื่อ|ใน|ตั้งแต่|นับแต่|จนถึง|ถึง|ก่อน|หลัง|ภายใน|ระหว่าง|ของ|ประจำ|ช่วง|ปลาย|ต้น|กลาง|สิ้น|คืน|เช้า|พอ|ล่าสุด|ต่อมา|และ|จาก|\()"
    r"\s?(?:วันที่|วัน|เดือน|ปี)?\s?$"
)
_ADVERB = re.compile(
    r"ล่าสุด|ก่อนหน้า|ต่อมา|จากนั้น|ขณะนี้|ปัจจุบัน|ที่ผ่านมา|เคย|มักจะ|กำลัง|เพิ่ง|เตรียม|ตลอด|ทุก|เสมอ|พร้อมกัน|ขณะ|ครั้งแรก|หลังจาก|ภายหลัง|แถลง|หารือ|ประชุม|พิธี|เยือน|พบ|โทรศัพท์|ตอบโต้|"
    r"เมื่อ|ระหว่าง|นับแต่|ตั้งแต่|ในอดีต|ยุค|สมัย|ทศวรรษ|สงคราม|กำหนด|คาดว่า|อาจ|หาก"
)
_LINKS = ("และ", "พร้อม", "โดย", "ซึ่ง", "แต่", "ส่วน", "ขณะ", "หลัง", "เมื่อ", "ก่อน", "ว่า", "จึง", "ด้าน")
_REACH, _WORDS = 60, 6
_FIRST_LINES = 4
_HEAD, _LEAD_REACH, _LINKED, _MEMORY = 300, 24, 120, 12
REMEMBERED = 40
"""So many deeds told before are looked at."""


class Before(NamedTuple):
    """A deed told before: from where to where, its date by the rules, its type, actors and all parties."""

    at: int
    end: int
    date: str
    type: str
    actor: tuple[str, ...]
    parties: frozenset[str]


def told_before(event: Event, trigger: Span, date: str) -> Before:
    """Return what later deeds are told of *event*, which stands at *trigger* and has *date* by the rules."""
    end = max(event.span.end, trigger.end)
    return Before(
        trigger.start, end, date, event.type, event.actor, frozenset((*event.actor, *event.recipient))
    )


class Asked(NamedTuple):
    """A deed whose date is asked for, where it is told, and what the rules say: the date, and its basis."""

    event: Event
    trigger: Span
    sentence: Span
    breaks: Sequence[int]
    ruled: str
    basis: str


class _Offer:
    """Gathers candidates; every clue has the facts that are *shared* too."""

    def __init__(self, shared: tuple[str, ...]) -> None:
        self.shared = shared
        self.found: Candidates = {"": {}}

    def add(self, name: str, iso: str, facts: Sequence[str] = ()) -> None:
        """Offer a date, its month and its year."""
        told = Facts(self.shared, facts)
        for value, form in _forms(iso):
            clues, clue = self.found.setdefault(value, {}), f"{name}:{form}"
            known = clues.get(clue)
            clues[clue] = told if known is None else self._both(known, told)

    def _both(self, one: Facts, other: Facts) -> Facts:
        return Facts(self.shared, tuple(dict.fromkeys((*one.own, *other.own))))


class Dating:
    """The dates of one document; :meth:`candidates` gives those that a deed may have."""

    def __init__(self, document: Document, anchors: Anchors, narrative: Narrative) -> None:
        self._document = document
        self._flow = document.flow
        self._anchors = anchors
        self._starts = [date.span.start for date in anchors.dates]
        self._narrative = narrative
        self._mentions = [mention.span.start for mention in document.mentions]
        # Found once: each deed asks for what stands before it, and looking back anew is quadratic.
        self._opened = [quote.start() for quote in re.finditer("“", document.flow)]
        self._closed = [quote.start() for quote in re.finditer("”", document.flow)]
        self._line_ends = [line.start() for line in islice(re.finditer("\n", document.flow), _FIRST_LINES)]
        self._known: dict[int, str] = {}  # deeds that stand together ask for the same words
        self._adverbs: tuple[Span | None, Sequence[tuple[int, str]]] = None, ()
        days = sum(len(date.iso) == len("2024-06-19") for date in anchors.dates)
        self._style = [
            f"days={10 * days // max(1, len(anchors.dates)) // 2}",
            f"dense={min(9, len(anchors.dates) * 1000 // max(1, len(document.flow)))}",
            f"sections={min(3, len(document.sections))}",
        ]

    def candidates(self, asked: Asked, before: Sequence[Before]) -> Candidates:
        """Return the dates that the deed may have, *before* being the deeds told before it."""
        event, trigger, sentence, _, ruled, basis = asked
        dates, reference = self._anchors.dates, self._narrative.reference
        paragraph = line_start(self._flow, trigger.start)
        opening, first = bisect_left(self._starts, paragraph), bisect_left(self._starts, sentence.start)
        near = self._anchors.near(sentence)
        told = f"dates={min(len(near), 2)}{'p' if opening < first else ''}"
        offer = _Offer(("", event.status, event.type, "dated" if reference else "undated", told))
        self._offer_sentence(offer, asked, near)
        if opening < first:
            date = dates[first - 1]
            ahead = "ahead" if self._anchors.to_come(date) else "behind"
            far = f"far={_step(sentence.start - date.span.end)}"
            offer.add("paragraph", date.iso, [far, ahead, f"kind={date.kind}"])
            if first - 2 >= opening:
                offer.add("paragraph2", dates[first - 2].iso)
        frame = self._anchors.frame(trigger)
        if frame is not None:
            far = f"far={_step(trigger.start - frame.span.end)}"
            offer.add("frame", frame.iso, [far, f"kind={frame.kind}"])
        if opening:
            offer.add("earlier", dates[opening - 1].iso)
        place = [
            f"paragraph={bisect_left(self._line_ends, paragraph)}",
            f"into={min(9, 10 * sentence.start // max(1, len(self._flow)))}",
        ]
        if self._narrative.news:
            offer.add("news", self._narrative.news, [*place, f"first={opening == 0}"])
        if reference:
            offer.add("own", reference, ["head" if sentence.start < _HEAD else "body", *place])
        heading = self._anchors.heading(trigger.start)
        if heading:
            offer.add("heading", heading)
        offer.add("rules" if ruled else "no-rule", ruled, [basis] if basis else [])
        self._offer_told(offer, asked, paragraph, before)
        around = self._around(asked, paragraph, offer.shared)
        facts = Facts(offer.shared, tuple(dict.fromkeys([*around, *place, *self._style])))
        shared = Facts(offer.shared)
        for iso, clues in offer.found.items():
            exact = _precision(iso)
            clues[exact] = facts
            if reference and iso:
                own = reference[: len(iso)]
                when = "later" if iso > own else "now" if iso == own else "past"
                clues[f"{when}:{exact}"] = shared
        return offer.found

    def _offer_sentence(self, offer: _Offer, asked: Asked, near: Sequence[DateMatch]) -> None:
        """Offer the dates of the sentence, each with how it stands to the deed."""
        event, trigger, sentence, breaks, _, _ = asked
        flow, anchors, reference = self._flow, self._anchors, self._narrative.reference
        order = sorted(near, key=lambda d: max(d.span.start - trigger.end, trigger.start - d.span.end))
        behind = [d for d in near if d.span.start >= trigger.end]
        ahead = [d for d in near if d.span.start < trigger.end]
        for date in near:
            after = date.span.start >= trigger.end
            side = "+" if after else "-"
            low, high = (trigger.end, date.span.start) if after else (date.span.end, trigger.start)
            gap = flow[low:high]
            relation = anchors.relation(date, trigger, sentence, breaks) or "apart"
            lead = _LEAD.search(flow, max(0, date.span.start - _LEAD_REACH), date.span.start)
            led = lead[1] if lead else ""
            rank = order.index(date)
            own_rank = behind.index(date) if after else len(ahead) - 1 - ahead.index(date)
            since = anchors.is_since(date)
            offer.add(f"{relation}{side}", date.iso)
            offer.add(
                "sentence",
                date.iso,
                [
                    f"rank={min(rank, 3)}", f"rank{side}{min(own_rank, 2)}", f"of={min(len(near), 4)}",
                    f"{relation}{side}{min(rank, 2)}", f"{relation}|{event.type}",
                    f"{relation}|{event.status}",
                    f"far{side}{_step(len(gap))}", f"pauses{side}{min(gap.count(' '), 4)}",
                    f"breaks{side}{min(sum(low < b <= high for b in breaks), 3)}", f"since={since}",
                    f"lead={led}", f"lead={led}{side}{relation}", f"kind={date.kind}",
                    f"to-come={anchors.to_come(date)}", f"thing={anchors.of_a_thing(date, trigger)}",
                    f"name={anchors.is_named_after(date)}", f"ว่า{side}{'ว่า' in gap}",
                    f"ที่{side}{'ที่' in gap or 'ซึ่ง' in gap}",
                ],
            )  # fmt: skip
            where = bisect_left(self._starts, date.span.start)
            year = anchors.dates[where - 1].iso[:4] if where else ""
            for other in date.others:
                facts = [
                    f"later={max(-2, min(2, int(other[:4]) - int(date.iso[:4])))}",
                    f"rank={min(rank, 2)}",
                ]
                facts += [
                    f"before={year == other[:4]}",
                    f"chosen={year == date.iso[:4]}",
                    f"{relation}{side}",
                ]
                offer.add("other-year", other, facts)
            began = date.iso[:7]
            until = reference[: len(began)]
            if "/" not in date.iso and began < until:
                offer.add("since", f"{began}/{until}", [f"since={since}", f"{relation}{side}"])

    def _offer_told(self, offer: _Offer, asked: Asked, paragraph: int, before: Sequence[Before]) -> None:
        """Offer the dates of deeds told before."""
        event, trigger, sentence, *_ = asked
        last = before[-1] if before and before[-1].at >= paragraph else None
        if last is not None:
            between = self._flow[last.end : trigger.start]
            same = last.at >= sentence.start
            facts = [
                f"same-sentence={same}",
                f"same-actor={last.actor == event.actor}",
                f"{last.type}>{event.type}",
            ]
            facts += [f"far={_step(len(between))}", f"pauses={min(between.count(' '), 3)}|{same}"]
            facts += [f"link={w}" for w in _LINKS if w in between] if len(between) < _LINKED else []
            offer.add("last", last.date, facts)
        parties = frozenset((*event.actor, *event.recipient))
        met = next((b for b in reversed(before[-_MEMORY:]) if b.parties == parties), None)
        if met is not None:
            offer.add("same-parties", met.date, ["here" if met.at >= paragraph else "above"])
        dated = next((b.date for b in reversed(before[-REMEMBERED:]) if b.date), "")
        if dated:
            offer.add("last-dated", dated)

    def _around(self, asked: Asked, paragraph: int, shared: Sequence[str]) -> list[str]:
        """Return what makes a date more or less exact: the words beside the deed, its type, its place."""
        event, trigger, sentence, _, ruled, basis = asked
        kind, text, told = event.type, shared[3], shared[4]
        left = self._words(max(sentence.start, trigger.start - _REACH), trigger.start)[-_WORDS:]
        right = self._words(trigger.end, min(sentence.end, trigger.end + _REACH))[:_WORDS]
        facts = [f"-{word}" for word in left] + [f"+{word}" for word in right]
        facts += [
            f"a{'-' if place < trigger.start else '+'}{adverb}"
            for place, adverb in self._adverbs_of(sentence)
        ]
        opens = min(event.span.start, trigger.start) - paragraph <= len("1.2 ")
        lead = self._words(max(sentence.start, event.span.start - 30), event.span.start)[-1:]
        quoted = _last(self._opened, paragraph, trigger.start) > _last(self._closed, paragraph, trigger.start)
        vague = self._anchors.is_vague(sentence)
        return [
            *facts, f"{told}|{text}", f"mode={event.mode}", f"{kind}|{event.status}",
            f"word={self._flow[trigger.start : trigger.end]}", f"rules={basis}{_precision(ruled)}",
            f"{text}|{kind}", f"{text}|{event.status}", f"opens={opens}", f"vague={vague}",
            f"recipient={bool(event.recipient)}", f"lead={''.join(lead)}", f"quoted={quoted}",
        ]  # fmt: skip

    def _adverbs_of(self, sentence: Span) -> Sequence[tuple[int, str]]:
        if self._adverbs[0] != sentence:  # each of its deeds asks
            found = _ADVERB.finditer(self._flow, sentence.start, sentence.end)
            self._adverbs = sentence, [(adverb.start(), adverb[0]) for adverb in found]
        return self._adverbs[1]

    def _words(self, start: int, end: int) -> list[str]:
        """Return the words between two places; names, dates and quantities as what they are."""
        words, known = self._document.words, self._known
        found: list[str] = []
        last = ""
        for i in range(bisect_left(words, start), bisect_right(words, end) - 1):
            word = known.get(i)
            if word is None:
                word = known[i] = self._word(i)
            if word and word != last:
                found.append(word)
                last = word
        return found

    def _word(self, index: int) -> str:
        words, mentions = self._document.words, self._document.mentions
        at = bisect_right(self._mentions, words[index]) - 1
        if at >= 0 and mentions[at].span.end > words[index]:
            return f"@{mentions[at].type}"
        return self._flow[words[index] : words[index + 1]].strip()


def _last(places: Sequence[int], start: int, end: int) -> int:
    """Return the last of *places*, which are in order, from *start* to before *end*; -1 for none."""
    index = bisect_left(places, end)
    return places[index - 1] if index and places[index - 1] >= start else -1


@lru_cache(maxsize=1024)  # a text names the same few dates again and again
def _forms(iso: str) -> tuple[tuple[str, str], ...]:
    """Return a date as it is, its month and its year, each with how exact it was and is: ``day>month``."""
    exact = _precision(iso)
    forms = [(iso, exact)]
    month = month_of(iso)
    if len(month) == len("2024-06") and month != iso:
        forms.append((month, f"{exact}>month"))
    if len(iso) > len("2024"):
        forms.append((iso[:4], f"{exact}>year"))
    return tuple(forms)


def _precision(iso: str) -> str:
    return "span" if "/" in iso else _PRECISION.get(len(iso), "span")


def _step(count: int) -> int:
    return bisect_left(_STEPS, count)
