"""Sentences: spaces where a sentence may end, judged by rules and by pythainlp's crfcut model.

Thai marks no sentence ends. A space may end a sentence, a clause or only a name, so each space of a
paragraph is judged: never inside brackets or quotation marks, never where it belongs to a date, a number,
an abbreviation, a list or a name; otherwise a word that opens sentences after it, or the model's vote,
makes it an end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.resources import thai_verbs
from ruscorpus.segment.crfcut import Judgement, sentence_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPACES = re.compile(r"[ \t\u00a0]+")
_OPEN = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»"}
_CLOSE = set(_OPEN.values())
_ENCLOSING = re.compile(f'["{re.escape("".join((*_OPEN, *sorted(_CLOSE))))}]')
_MIN_SENTENCE = 25
_MIN_VOTED = 45  # the model cuts clauses; a short one stays with what follows
_LONG_SENTENCE = 320
_CRF_TOKENS = 5000  # of a line are judged together
_SHORT_LEAD = 55  # "หลังจากนั้นไม่นานในเดือนมีนาคม" leads in a sentence, it is none

# Words that open a new sentence after a space nearly always.
_OPENERS = (
    "ทั้งนี้", "อย่างไรก็ตาม", "อย่างไรก็ดี", "นอกจากนี้", "นอกจากนั้น", "นอกเหนือจากนี้", "ขณะที่", "ในขณะที่",
    "ขณะเดียวกัน", "ในขณะเดียวกัน", "ต่อมา", "ในเวลาต่อมา", "จากนั้น", "หลังจากนั้น", "ดังนั้น", "เพราะฉะนั้น", "ด้วยเหตุนี้",
    "ทว่า", "กระนั้น", "แต่ทว่า", "ในทางกลับกัน", "ในทางตรงกันข้าม", "ก่อนหน้านี้", "ล่าสุด", "ด้าน", "ส่วน", "สำหรับ",
    "ในส่วนของ",
    "ในอีกด้านหนึ่ง", "อีกด้านหนึ่ง", "เมื่อวันที่", "ในปี", "เมื่อปี", "ปัจจุบัน", "กล่าวคือ", "ในบริบทนี้", "รวมไปถึง", "อนึ่ง", "อีกทั้ง",
)  # fmt: skip
_OPENER = re.compile("|".join(sorted(map(re.escape, _OPENERS), key=len, reverse=True)))
# Words that go on with the sentence: no end before them, whatever the model says.
_CONTINUES = re.compile(
    r"(?:และ|หรือ|กับ|ของ|แก่|ต่อ(?!มา|ไป)|ใน(?!ปี|เวลาต่อมา|ขณะ|ทาง|บริบท|ส่วน)|จาก(?!นั้น)|ไป|มา|ได้แก่|เช่น|คือ|ว่า|ให้|เป็น|ที่(?!ประชุม)|"
    r"ยืนยัน|ระบุ|กล่าว|เปิดเผย|แถลง|รายงาน|เตือน|มี(?!นาคม)|ปฏิเสธ|เรียกร้อง|ประกาศ|เดินทาง(?!ไปเยือน)|หาก|ถ้า|เพราะ|เนื่องจาก|พร้อม|นำ|ถึง|สู่|จน|"
    r"ซึ่ง|อัน(?!ดับ)|เพื่อ|ก็|ๆ|ฯ|ไม่|จะ|ได้|ถูก|ด้วย|จึง|ตาม|นั้น|นี้|ทั้ง(?!นี้|สอง)|อย่าง(?!ไร)|โดย)"
)
# Verbs that open sentences without a subject.
_IMPERSONAL = re.compile(r"คาดว่า|เชื่อว่า|เชื่อกันว่า|ถือเป็น|ถือว่า|นับเป็น|นับว่า|เกิด|ปรากฏ|มีรายงาน|มีข่าว|เป็นที่")
# Verbs of the news that pythainlp's table does not have.
_DEEDS = frozenset(
    "คว่ำบาตร ตอบโต้ โต้กลับ ลงนาม แถลงข่าว ย้ำ ยิงถล่ม ถล่ม รุกราน ยึดครอง ไฟเขียว งัด ปัด ซัด จวก ผนึก หนุน ค้าน "
    "ส่งสัญญาณ ส่งมอบ เจรจา ปลดปล่อย เนรเทศ อายัด".split()
)
_WEAK = re.compile(r"(?:โดย|ซึ่ง|พร้อม|แต่|จึง|เพื่อ|รวมถึง|ทั้ง)")
_ABBREVIATION_END = re.compile(
    r"(?:^|[\s(])(?:[ก-ฮ]{1,4}\.){1,4}$|[A-Z][a-z]{0,3}\.$|(?:ดร|นพ|พล|รศ|ศ|ผศ)\.$"
)
_CITATION_END = re.compile(r"[0-9]{4}[a-z]?\)$")
_TITLE_END = re.compile(
    r"(?:ประธานาธิบดี|นายกรัฐมนตรี|รัฐมนตรี(?:ว่าการ)?(?:กลาโหม|ต่างประเทศ)?|ผู้นำสูงสุด|ผู้นำ|นาย|นาง|นางสาว|พลเอก|พลโท|พลตรี|ดร\.|เลขาธิการ"
    r"|โฆษก|เอกอัครราชทูต|กษัตริย์|สมเด็จ|เจ้าชาย|สหาย|ระหว่าง|และ|กับ|ของ|ว่า|คือ|ได้แก่|เช่น|ชื่อ|ณ|ที่|ใน|เมื่อ|โดย)$"
)
_DIGIT = re.compile(r"[0-9๐-๙]")
_DATE_HEAD = re.compile(r"(?:[ก-ฮ]{1,2}\.[คยพศ]\.|น\.)")
_LATIN = re.compile(r"[A-Za-z]")
_ENGLISH_END = re.compile(r"[a-z0-9)\"”][.!?][\"”)]?$")


def sentence_spans(flow: str, words: Sequence[int], soft: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """Return the sentences of *flow* in order: disjoint, never across a line break, never blank.

    *soft* holds the places where lines were joined: there a sentence may end without a space.
    """
    result: list[Span] = []
    start = 0
    for line in flow.splitlines(keepends=True):
        end = start + len(line)
        result += _line_sentences(flow, Span(start, end), words, soft)
        start = end
    return tuple(result)


def _line_sentences(flow: str, line: Span, words: Sequence[int], soft: frozenset[int]) -> list[Span]:
    ends: list[int] = []
    if line.length > 2 * _MIN_SENTENCE:
        protected = _protected(flow, line)
        votes = _Votes(flow, line, words)
        last = line.start
        for before, after in _candidates(flow, line, words, soft):
            if before in protected or before - last < _MIN_SENTENCE:
                continue
            if _ends_here(flow, last, before, after, line.end, votes):
                ends.append(after)
                last = after
    spans = [Span(a, b) for a, b in zip([line.start, *ends], [*ends, line.end], strict=True)]
    return [span for span in (_strip(flow, span) for span in spans) if span.length]


def _candidates(
    flow: str, line: Span, words: Sequence[int], soft: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield (end of the left part, start of the right part): spaces between words, joins with an opener."""
    found = [match.span() for match in _SPACES.finditer(flow, line.start, line.end)]
    found += [(p, p) for p in soft if line.start < p < line.end and _OPENER.match(flow, p)]
    for before, after in sorted(found):
        index = bisect_left(words, before)
        if index < len(words) and words[index] == before:  # else: a space inside a name
            yield before, after


def _ends_here(flow: str, last: int, before: int, after: int, line_end: int, votes: _Votes) -> bool:
    if line_end - after < 12:  # a tail that short is no sentence
        return False
    left, right = flow[last:before], flow[after : after + 40]
    if right[:1].isupper() and _ENGLISH_END.search(left[-4:]):
        return True
    opens = _OPENER.match(right) is not None
    goes_on = _CONTINUES.match(right) is not None
    sure = (
        opens
        or (not goes_on and _CITATION_END.search(left[-8:]))
        or (before - last > _LONG_SENTENCE and _WEAK.match(right))
    )
    if not sure and (goes_on or before - last < _MIN_VOTED):
        return False
    if _glued(left, right, opens=opens) or (len(left) < _SHORT_LEAD and _OPENER.match(left)):
        return False
    return bool(sure) or (not _is_predicate(flow, votes.words, after) and votes.end_at(before))


def _is_predicate(flow: str, words: Sequence[int], start: int) -> bool:
    """Tell whether the verb of the subject before starts at *start*: the model parts the two too often."""
    if _IMPERSONAL.match(flow, start):
        return False
    index = bisect_left(words, start)
    word, following = (flow[a:b] for a, b in pairwise((*words[index : index + 3], len(flow), len(flow))[:3]))
    return word in thai_verbs() or word in _DEEDS or following == "ว่า"


def _glued(left: str, right: str, *, opens: bool) -> bool:
    """Tell whether a space belongs to a date, a number, an abbreviation, a bracket or a Latin name.

    *opens*: a word that opens sentences stands behind it.
    """
    if not right or right[0] in "(ๆฯ,;:)]”" or left[-1:] in ",-–—/(:":
        return True
    if _DIGIT.match(right) or (not opens and _DIGIT.match(left[-1:])):
        return True
    if not opens and _ABBREVIATION_END.search(left[-16:]):
        return True
    if _DATE_HEAD.match(right) or _TITLE_END.search(left[-20:]):
        return True
    return bool(_LATIN.match(left[-1:]) and _LATIN.match(right))


def _protected(flow: str, line: Span) -> set[int]:
    """Return the positions of the line inside brackets or quotation marks that are closed again."""
    inside: set[int] = set()
    stack: list[tuple[str, int]] = []
    quote = -1
    for mark in _ENCLOSING.finditer(flow, line.start, line.end):
        char, position = mark[0], mark.start()
        if char == '"':
            if quote >= 0:
                inside.update(range(quote, position))
                quote = -1
            else:
                quote = position
        elif char in _OPEN:
            stack.append((_OPEN[char], position))
        elif char in _CLOSE and stack and stack[-1][0] == char:
            inside.update(range(stack.pop()[1], position))
    return inside


class _Votes:
    """Where crfcut ends sentences of a line, asked for a space at a time: most are settled without."""

    def __init__(self, flow: str, line: Span, words: Sequence[int]) -> None:
        self.words = words
        self._flow = flow
        self._line = line
        self._judged: dict[int, Judgement] = {}

    def end_at(self, place: int) -> bool:
        """Tell whether a sentence ends with the space that begins at *place*, or with the word before it."""
        index = bisect_left(self.words, place)
        start = index - (index - self._first) % _CRF_TOKENS
        if not self._is_space(index):
            return False
        judged = self._judged.get(start)
        if judged is None:
            some = self.words[start : min(start + _CRF_TOKENS, self._last) + 1]
            judged = self._judged[start] = Judgement(sentence_model(), self._flow, some)
        return judged.is_end(index - start) or (
            index > start and not self._is_space(index - 1) and judged.is_end(index - 1 - start)
        )

    def _is_space(self, index: int) -> bool:
        return self._flow[self.words[index] : self.words[index + 1]].isspace()

    @cached_property
    def _first(self) -> int:
        return bisect_left(self.words, self._line.start)

    @cached_property
    def _last(self) -> int:
        return bisect_left(self.words, self._line.end)


def _strip(flow: str, span: Span) -> Span:
    piece = span.of(flow)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
