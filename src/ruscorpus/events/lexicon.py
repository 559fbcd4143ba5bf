"""The grammar's word lists, compiled for looking left and right of a place in a Thai sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.wordlists import Ending, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.config.events import Grammar

_TITLE = re.compile(
    r"ประธาน|ปธน|นาย|นาง|น\.ส|ผู้|รัฐมนตรี|รม|กษัตริย์|เอกอัคร|ทูต|โฆษก|เลขา|พล|เจ้า|สมเด็จ|หัวหน้า|สหาย|ดร|อดีต|ที่ปรึกษา|เซอร์|มกุฎ|ท่าน"
)
# เมื่อวันจันทร์ opens no clause: what follows is when, not who.
_NO_DATE = (
    r"(?!\s?(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|ที่|นี้)|เดือน|ปี|คืน|เช้า|บ่าย|เย็น|ค่ำ|วาน|ต้น|กลาง|ปลาย|สิ้น|ช่วง|สัปดาห์|ไม่นาน|ไม่กี่|เร็ว|เวลา"
    r"|ทศวรรษ|ศตวรรษ|ค\.|พ\.|[0-9๐-๙]|หลาย|(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)(?:วัน|เดือน|ปี|สัปดาห์)))"
)
CLASS_WORDS = frozenset(
    {"กรุง", "เมือง", "แคว้น", "มณฑล", "รัฐ", "ดินแดน", "ภูมิภาค", "เกาะ", "นคร", "จังหวัด", "เมืองหลวง"}
)
# Prepositions that also end a phrase: with a pause behind them they govern nothing (สี่แห่ง, ส่งไปให้, ตามไปด้วย).
_PARTICLES = frozenset(
    {
        *("แห่ง", "ด้วย", "ให้", "แทน", "ไป", "มา", "เข้า", "ไปให้", "ช่วย", "ตาม", "รอบ", "ไปถึง", "มาถึง"),
        *("เหนือ", "ผ่าน", "ถึง", "ใกล้", "นอก", "ยัง"),
    }
)
_ARMS = re.compile(r"ปืน|เครื่องบิน|เรือ|รถ|ฝูง|โดรน|ขบวน|กองเรือ")
_HEAD = 26
_LOOK_BACK = 44  # no word of the grammar is longer
_BEGINNING = 3
"""So many letters of a word tell which lists it may be of: all of its letters are compared with few words."""


_THAI = re.compile(r"[ก-๛]{3}")


def has_thai(flow: str, start: int, end: int) -> bool:
    """Tell whether a stretch of *flow* holds Thai: of other languages the weights have learned nothing."""
    return _THAI.search(flow, start, end) is not None


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of *words*, longest first; spaces inside words are optional."""
    return f"(?:{any_of(words, loose=True)})"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands right before a noun phrase: its kind (``with``, ``modifier`` …), the word and its start."""

    kind: str
    word: str
    start: int


class Words:
    """Words that are looked for as whole words anywhere in a stretch, and what they can begin with.

    ``number``: which of the lists of :class:`Places` is theirs; -1 where their places are not kept.
    """

    __slots__ = ("beginnings", "number", "pattern")

    def __init__(self, pattern: str, beginnings: Iterable[str] = (), number: int = -1) -> None:
        self.pattern = re.compile(pattern)
        self.beginnings = frozenset(word.split(" ")[0] for word in beginnings)
        self.number = number


class Places:
    """Where words begin in a text that may be of the lists that are looked for as whole words."""

    def __init__(self, found: Sequence[tuple[int, int]], lists: int) -> None:
        """Take places and numbers of lists in the order of the text."""
        self._starts = [start for start, _ in found]
        self._numbers = [number for _, number in found]
        self.of_list: list[list[int]] = [[] for _ in range(lists)]
        for start, number in found:
            self.of_list[number].append(start)

    def among(self, low: int, high: int) -> frozenset[int]:
        """Return the lists of which a word may begin in ``[low, high)``, and -1 for those not kept."""
        starts = self._starts
        return frozenset((-1, *self._numbers[bisect_left(starts, low) : bisect_left(starts, high)]))


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as role finding reads it: flow, one sentence's limits, and the word boundaries."""

    flow: str
    low: int
    high: int
    boundaries: frozenset[int]
    places: Places
    among: frozenset[int]
    """The numbers of the :class:`Words` of which the sentence may hold one: of most lists it holds none."""

    def words(self, start: int, end: int) -> list[str]:
        """Return the words of ``[start, end)``; () where it does not begin and end with a word."""
        places = [p for p in range(start, end + 1) if p in self.boundaries or p == self.low]
        if not places or places[0] != start or places[-1] != end:
            return []
        return [self.flow[a:b] for a, b in pairwise(places)]

    def ending(self, pattern: re.Pattern[str] | Ending, end: int) -> re.Match[str] | None:
        """Return the longest match of *pattern* (it ends with ``$``) before *end* that starts at a word."""
        start = max(self.low, end - _LOOK_BACK)
        while start < end:
            match = pattern.search(self.flow, start, end)
            if match is None:
                return None
            if match.start() in self.boundaries or match.start() == self.low:
                return match
            start = match.start() + 1
        return None

    def last(self, words: Words, start: int, end: int) -> re.Match[str] | None:
        """Return the last match of *words* in ``[start, end)`` that is whole words; None for none."""
        last = None
        if self._may_hold(words, start, end):
            for match in words.pattern.finditer(self.flow, max(self.low, start), min(self.high, end)):
                if self._is_whole(match, end):
                    last = match
        return last

    def first(self, words: Words, start: int, end: int) -> re.Match[str] | None:
        """Return the first match of *words* in ``[start, end)`` that is whole words; None for none."""
        if self._may_hold(words, start, end):
            for match in words.pattern.finditer(self.flow, max(self.low, start), min(self.high, end)):
                if self._is_whole(match, end):
                    return match
        return None

    def all(self, words: Words) -> list[re.Match[str]]:
        """Return the matches of *words* in the sentence that are whole words."""
        if words.number not in self.among:
            return []
        return [
            match
            for match in words.pattern.finditer(self.flow, self.low, self.high)
            if match.start() in self.boundaries and match.end() in self.boundaries
        ]

    def _is_whole(self, match: re.Match[str], end: int) -> bool:
        return match.start() in self.boundaries and (match.end() in self.boundaries or match.end() == end)

    def _may_hold(self, words: Words, start: int, end: int) -> bool:
        """Tell whether a word in ``[start, end)`` begins as one of *words*: mostly none does."""
        if words.number not in self.among:
            return False
        if words.number < 0:
            return True
        places = self.places.of_list[words.number]
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end and places[index] < self.high


class Lexicon:
    """Compiled grammar."""

    def __init__(self, grammar: Grammar, verbs: Iterable[str] = ()) -> None:
        self._kept: list[Words] = []
        self._no_nouns = frozenset(
            (
                *verbs, *grammar.other_verbs, *grammar.auxiliaries, *grammar.speech, *grammar.light_verbs,
                *grammar.pivots,
                *grammar.prepositions.by_role(), *grammar.clause_openers, *grammar.links,
                *grammar.modifier_nouns, *grammar.coordinators, *grammar.passive,
            )
        )  # fmt: skip
        self._modifiers = frozenset(grammar.modifier_nouns)
        self._verbs = frozenset(
            (*verbs, *grammar.other_verbs, *grammar.auxiliaries, *grammar.speech, *grammar.negation)
        ) - frozenset(grammar.prepositions.by_role())
        self.bystanders = frozenset(grammar.bystanders)
        self.chambers = frozenset(grammar.chambers)
        self.words = frozenset(
            (
                *grammar.clause_openers, *grammar.links, *grammar.auxiliaries,
                *grammar.prepositions.by_role(),
                *grammar.passive, *grammar.negation, *grammar.plan, *grammar.possibility, *grammar.condition,
            )
        )  # fmt: skip
        self.roles = _before(grammar.role_nouns)
        self.any_role = self._any_of(w for w in grammar.role_nouns if len(w) > 3)
        self.owner = _before((*grammar.prepositions.of, "จาก"))
        titles = [word for word in grammar.role_nouns if _TITLE.match(word)]
        self._first_name = re.compile(alternation(titles) + r"\s?[^\s()0-9]{2,14}\s$")
        kinds: dict[str, str] = {}
        kinds |= dict.fromkeys(grammar.modifier_nouns, "modifier")
        kinds |= grammar.prepositions.by_role()
        kinds |= {word: "coordinator" for word in grammar.coordinators if word not in kinds}
        self._kinds = kinds
        self.markers = _before(kinds)
        self.coordinator = re.compile(rf"^[\s,/–-]*+(?:{alternation(grammar.coordinators)})?\s*+$")
        self.openers = self._any_of(
            (*grammar.clause_openers, "ด้าน"),
            alternation(grammar.clause_openers) + _NO_DATE + r"|(?<=\s)ด้าน(?=[ก-ฮเ-ไ])",
        )
        self.opener_end = _before((*grammar.clause_openers, *grammar.links, *grammar.enders))
        self.hard_opener_end = _before(grammar.clause_openers)
        self.links = self._any_of(grammar.links)
        self.link_end = _before(grammar.links)
        self.auxiliary = _before(grammar.auxiliaries)
        self.pivots = _before(grammar.pivots)
        self.asking = _before((*grammar.demand, *(w for w in grammar.refusal if w in grammar.pivots)))
        self.light = _before(grammar.light_verbs)
        self.barriers = self._any_of(grammar.barriers, alternation(grammar.barriers) + r"(?!กับ)")
        self.adjunct = _before(grammar.adjuncts)
        self.speech = re.compile(r"\s?(?:ได้|ยัง|จึง|ก็|ออกมา)*" + alternation(grammar.speech))
        self.speakers = self._any_of(grammar.speakers)
        self.pairs, self.groups = map(self._any_of, (grammar.pairs, grammar.groups))
        self.members = grammar.members
        self.bodies = self._any_of(grammar.bodies)
        self.pronouns, self.reflexives = map(self._any_of, (grammar.pronouns, grammar.reflexives))
        self.bystander_nouns = self._any_of(grammar.bystander_nouns)
        self.passive = _before(grammar.passive)
        self.negation = self._any_of(grammar.negation)
        self.denial = re.compile(alternation(grammar.denial) + r"|ปฏิเสธ\S{0,24}ว่า")
        self.refusal = self._any_of(grammar.refusal)
        self.allegation = self._any_of(grammar.allegation)
        self.report = self._any_of(grammar.report)
        self.obligation = self._any_of(grammar.obligation)
        self.demand = self._any_of(grammar.demand)
        self.purpose = _before(grammar.purpose)
        self.plan, self.possibility = map(self._any_of, (grammar.plan, grammar.possibility))
        self.condition, self.ongoing = map(self._any_of, (grammar.condition, grammar.ongoing))
        self._beginning = lru_cache(maxsize=1 << 14)(self._lists_with)  # texts have few thousand of them

    def _any_of(self, words: Iterable[str], pattern: str = "") -> Words:
        words = tuple(words)
        self._kept.append(Words(pattern or alternation(words), words, len(self._kept)))
        return self._kept[-1]

    def places(self, flow: str, boundaries: Iterable[int]) -> Places:
        """Return where each of the lists that are looked for as whole words may have one in a text."""
        lists_with = self._beginning
        found = [
            (place, number)
            for place in sorted(boundaries)
            for number, words in lists_with(flow[place : place + _BEGINNING])
            if flow.startswith(words, place)
        ]
        return Places(found, len(self._kept))

    def _lists_with(self, beginning: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the number of each list with words that begin so, and these."""
        found = (
            (each.number, tuple(w for w in each.beginnings if beginning.startswith(w[:_BEGINNING])))
            for each in self._kept
        )
        return tuple((number, words) for number, words in found if words)

    def strip_roles(self, reading: Reading, start: int, *, person: bool = False) -> int:
        """Return where the noun phrase begins whose name starts at *start*: offices and bodies belong to it.

        ของ and แห่ง belong to it only between an office and the name (ผู้นำของรัสเซีย, not อาวุธของรัสเซีย).
        Before a *person*'s surname an unknown first name may stand behind the office.
        """
        if person and reading.flow[start - 1 : start].isspace():
            named = self._first_name.search(reading.flow, max(reading.low, start - _LOOK_BACK), start)
            if named is not None and named.start() in reading.boundaries:
                start = named.start()
        while True:
            match = reading.ending(self.roles, start)
            if (
                match is not None
                and match.group()[-1].isspace()
                and not (person or reading.flow[start].isascii())
            ):
                return start  # "ลาออกจากตำแหน่งประธานาธิบดี รัสเซียจึง…", "2,000 นาย สหรัฐฯ…"
            if match is None:
                owner = reading.ending(self.owner, start)
                if owner is None:
                    return start
                match = reading.ending(self.roles, owner.start())
                if match is None or (owner.group().strip() == "จาก" and _ARMS.match(match.group())):
                    return start  # "ได้ปืนใหญ่จาก[เกาหลีเหนือ]": arms from there do not act
            start = match.start()

    def marker(self, reading: Reading, start: int) -> Marker | None:
        """Return the preposition, modifier noun or coordinator that ends right before *start*."""
        quoted = start
        while start > reading.low + 1 and reading.flow[start - 1] in '"“‘':
            start -= 1
        match = reading.ending(self.markers, start)
        if match is None:
            return None
        word = match.group().rstrip()
        kind = self._kinds[word]
        if match.group() != word and (kind == "modifier" or (word in _PARTICLES and quoted == start)):
            return None  # "…ข้อมติ วอชิงตันอ้างว่า", "…ไว้ด้วย มาลีประกาศ": a pause parts them
        if word in CLASS_WORDS:  # ในกรุงปักกิ่ง: the preposition before the class word counts
            further = self.marker(reading, match.start())
            if further is not None and further.kind not in ("modifier", "coordinator"):
                return further
        return Marker(kind, word, match.start())

    def head_start(self, reading: Reading, start: int) -> int:
        """Return where a short noun phrase that a name at *start* ends begins: ``[ฝูงบินรบ]จีน``; else *start*.

        It begins behind a pause, and holds no verb, preposition or noun that makes the name a bystander.
        """
        low = max(reading.low, start - _HEAD)
        pause = max((reading.flow.rfind(mark, low, start) for mark in ' \n"“(‘'), default=-1)
        begin = pause + 1 if pause >= low else reading.low
        if reading.flow[begin - 1 : begin].isspace() and reading.flow[begin - 2 : begin - 1].isdigit():
            return start  # "400 ลูกจากสหรัฐฯ": a number counts what stands behind it
        if start - begin > _HEAD or begin == start:
            return start
        words = reading.words(begin, start)
        return start if not words or any(word in self._no_nouns for word in words) else begin

    def is_verb(self, reading: Reading, position: int) -> bool:
        """Tell whether a verb or an auxiliary that is known begins at *position*, past one space."""
        start = position + reading.flow.startswith(" ", position)
        end = next(filter(reading.boundaries.__contains__, range(start + 1, start + _LOOK_BACK)), start)
        return reading.flow[start:end] in self._verbs

    def is_noun_phrase(self, reading: Reading, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` holds nouns only: no verb, preposition or link that is known."""
        words = reading.words(start, end)
        return bool(words) and not any(
            word in self._no_nouns and word not in self._modifiers for word in words
        )

    def skip_auxiliaries(self, reading: Reading, end: int, low: int) -> int:
        """Return where the run of auxiliaries and adverbs that ends at *end* begins."""
        while end > low:
            match = reading.ending(self.auxiliary, end)
            if match is None or match.start() < low:
                return end
            end = match.start()
        return end


def _before(words: Iterable[str]) -> Ending:
    return Ending(words)
