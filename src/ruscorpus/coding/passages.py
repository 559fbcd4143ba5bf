"""Which stretch of the text a code stands on: a sentence, or the clause of it that carries the claim.

Thai prose puts several clauses, each a claim of its own, into one long sentence and parts them by a space
before a connective. A passage is the sentence where that is short, else the clauses that hold the evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ruscorpus.citations import find_citations
from ruscorpus.offsets import Span, united

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ruscorpus.model import Document

LONG = 120
"""A sentence of more code points than this may be cut to a clause."""
SHORT = 60
"""No clause shorter than this stands alone: it would not be understood."""

MAX_SENTENCE = 2_000
"""A sentence of more code points than this is no sentence, whatever the segmentation says."""

_CONNECTIVES = (
    "ขณะที่|ขณะเดียวกัน|ในขณะที่|แต่|ทว่า|อย่างไรก็|โดย|ซึ่ง|อัน|ส่วน|นอกจาก|อีกทั้ง|รวมถึง|รวมไปถึง|ตลอดจน|พร้อม|"
    "และ(?!(?:อดีต|รอง)?(?:ประธานาธิบดี|นายก|รัฐมนตรี|ผู้นำ|กระทรวง|ประเทศ|นาย|นาง|พล))|เพื่อ|เพราะ|เนื่องจาก|ทำให้|ส่งผล|จึง|ดังนั้น|หาก|แม้|เมื่อ|หลังจาก|ภายหลัง|ก่อนที่|ด้าน|ทั้งนี้|กล่าวคือ|ท่ามกลาง|"
    "จน|ก่อน|ต่อมา|ว่า|while|but|which|because|although|and"
)
# All three ways begin with one of these characters, so that Python can pass over all others at once. A full
# stop ends a clause behind a Thai word, not behind an abbreviation (พ.ศ., มี.ค., รมว.). Blanks are not given
# back: behind fewer of them stands another.
_CLAUSE = re.compile(
    rf"[\s;.](?:(?<=\s)\s*+(?=(?:{_CONNECTIVES}))|(?<=;)\s*|(?:(?<=[a-z\"”)]\.)|(?<=[ก-๛]{{6}}\.))\s+)"
)
_CONTINUES = re.compile(
    r"\s*+[\"“(]?\s*+(?:จึง|ดังนั้น|ด้วยเหตุนี้|ส่งผลให้|ทำให้|ซึ่ง|อันเป็น|อันจะ|นำไปสู่|ผลก็คือ|ผลคือ|กลายเป็น|เพราะ|ท่ามกลาง|"
    r"therefore|thus|hence|as a result|because)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:อดีต|รอง)?(?:ประธานาธิบดี|ปธน\.|นายกรัฐมนตรี|นายกฯ|รัฐมนตรี|รมว\.|ผู้นำ|กระทรวง|กองทัพ|รัฐบาล|ทางการ|โฆษก|บริษัท|"
    r"หน่วยข่าวกรอง|เลขาธิการ|พล(?:เอก|โท|ตรี)|นาย|นาง|ด้าน|ส่วน|ฝ่าย)[^\s]{0,40}\s?)+$"
)
TITLE = 60
"""How far before a name its title may begin."""
_ENTRY = re.compile(
    r"^\s*(?:บทที่\s*[0-9๐-๙]+|[0-9๐-๙]+(?:\.[0-9๐-๙]+)+|ภาพที่|ตารางที่|ภาพประกอบ|chapter\s+\d+)|\.{4,}|…{2,}",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"|\[[^\[\]]*\]")
_LETTERS = re.compile(r"[ก-ฮA-Za-z]")
MAX_NAME = 40
"""The name of a concept is at most so long; a longer stretch between two cue phrases says something."""
MAX_TITLE = 45
"""What is longer than this, brackets aside, is more than a title."""
MIN_LETTERS = 8
"""A passage must say more than the name of a concept: so many letters beside the phrases of its cues."""


def outside(document: Document) -> list[Span]:
    """Return, in order and without overlaps, what no cue may stand in: regions, headings, citations."""
    spans = [region.span for region in document.regions]
    spans += [section.heading for section in document.sections]
    spans += find_citations(document.flow)
    return united(span for span in spans if span.length)


def visibility(blind: Sequence[Span]) -> Callable[[Span], bool]:
    """Return whether a span begins outside of the *blind* ones, which are in order and do not overlap."""
    starts = [hidden.start for hidden in blind]

    def visible(span: Span) -> bool:
        index = bisect_right(starts, span[0]) - 1
        return index < 0 or span[0] >= blind[index][1]

    return visible


def pieces(text: str, sentence: Span) -> Iterator[Span]:
    """Yield *sentence*, in pieces where it is longer than any prose: the work grows with its square."""
    start, end = sentence
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE) + 1
        cut = cut or start + MAX_SENTENCE
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def narrow(edges: Sequence[int], evidence: Span) -> Span:
    """Return the run of clauses, which begin and end at *edges*, that carries what *evidence* claims."""
    first = max(bisect_right(edges, evidence.start) - 1, 0)
    last = max(bisect_left(edges, evidence.end), first + 1)
    return Span(edges[first], edges[min(last, len(edges) - 1)])


def clause_edges(text: str, sentence: Span, subjects: Sequence[int] = ()) -> list[int]:
    """Return where the clauses of *sentence* begin and end, its own ends among them.

    A clause begins behind a space, at a connective or where an actor is named as a new subject
    (*subjects*: where names of actors begin), and never inside brackets or quotation marks.
    """
    closed = _enclosed(text, sentence)
    cuts = {m.end() for m in _CLAUSE.finditer(text, sentence.start, sentence.end) if m.start() not in closed}
    low, high = bisect_left(subjects, sentence.start + 1), bisect_left(subjects, sentence.end)
    for start in subjects[low:high]:
        head = _TITLE.search(text, max(sentence.start, start - TITLE), start)
        begin = head.start() if head else start
        if begin > sentence.start and text[begin - 1].isspace() and begin not in closed:
            cuts.add(begin)
    return sorted({sentence.start, *cuts, sentence.end})


def passage_edges(edges: Sequence[int]) -> list[int]:
    """Return those *edges* of clauses at which a passage may begin or end.

    A short sentence is one passage; a clause that is too short to be understood goes with its neighbour.
    """
    start, end = edges[0], edges[-1]
    if end - start <= LONG:
        return [start, end]
    kept = [start]
    for edge in edges[1:-1]:
        if edge - kept[-1] >= SHORT:
            kept.append(edge)
    if len(kept) > 1 and end - kept[-1] < SHORT:
        kept.pop()
    return [*kept, end]


def _enclosed(text: str, sentence: Span) -> set[int]:
    """Return the positions inside brackets or quotation marks: no clause is cut out of them."""
    places: set[int] = set()
    for match in _ENCLOSED.finditer(text, sentence.start, sentence.end):
        places.update(range(*match.span()))
    return places


def trim(text: str, span: Span) -> Span:
    """Return *span* without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def continues(text: str, sentence: Span) -> bool:
    """Tell whether a sentence (จึง…, ซึ่ง…, ส่งผลให้…) goes on with the claim of the one before it."""
    return _CONTINUES.match(text, sentence.start) is not None


def names_only(text: str, sentence: Span, evidence: Sequence[Span]) -> bool:
    """Tell whether a sentence does no more than name a concept: a title, a line of a table of contents.

    *evidence*: where the phrases of the cues stand.
    """
    content = sentence.of(text)
    if sentence.length < LONG and _ENTRY.search(content):
        return True
    names = _bracketed(text, sentence)
    if sentence.length - len(names) > MAX_TITLE:
        return False
    for span in evidence:
        if span.length <= MAX_NAME:
            names.update(range(span.start, span.end))
    rest = (position for position in range(sentence.start, sentence.end) if position not in names)
    return sum(1 for position in rest if _LETTERS.match(text[position])) < MIN_LETTERS


def _bracketed(text: str, sentence: Span) -> set[int]:
    places: set[int] = set()
    for match in re.finditer(r"\([^()]*\)", sentence.of(text)):
        places.update(range(sentence.start + match.start(), sentence.start + match.end()))
    return places
