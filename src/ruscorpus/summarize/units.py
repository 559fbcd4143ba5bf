"""The sentences that a summary may choose from: whole ones, of the text itself, with what they hang on.

Thai marks no sentence ends, so pieces that the segmentation cut too short are read together again here, and
what is still a piece after that is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.lines import LEADERS, is_heading, starts_item
from ruscorpus.offsets import Span
from ruscorpus.skeleton import same_text
from ruscorpus.summarize.conditions import Conditions
from ruscorpus.summarize.reading import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.summaries import SummaryWords
    from ruscorpus.model import Section
    from ruscorpus.summarize.chapters import Chapter
    from ruscorpus.summarize.reading import Reading

MAX_LENGTH, MAX_GOING_ON = 420, 600
"""Pieces are read together up to so many characters, up to more where one plainly goes on in the other."""
_MIN_WORDS = 7
_MAX_WORDS = 160
_MIN_PIECE = 12
_THAI_SHARE = 0.4
_LINE_END = re.compile(r"[\r\n\f\v\u2028\u2029]")
_CAPTION = re.compile(
    r"\s*(?:(?:ภาพ|ตาราง|แผนภาพ|แผนภูมิ|รูป|รูปภาพ|แผนที่|กราฟ)(?:ที่)?\s*[0-9๐-๙]|ที่มา\s*[:：]|หมายเหตุ\s*[:：]|ภาพ(?:จาก|โดย)?\s*[:：]"
    r"|(?:Figure|Table|Map|Chart|Fig\.)\s*[0-9]|Source\s*:|Photo\s*:)"
)
_CELLS = re.compile(r"\S(?:\t|\s{3,}|\s*\|\s*)\S")
_ITEM_MARK = re.compile(
    r"\s*(?:[-–—•●▪◦■○*➢✓]\s+|[\uf0a7\uf0b7\uf0d8\uf0fc]\s*|\(?[0-9๐-๙]{1,2}[.)]\s*(?=[^0-9๐-๙\s])|\(?[ก-ฮ][.)]\s+)"
)
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff]|https?://|www\\.")
_DATELINE = re.compile(r"\s*[^\n]{2,80}?\s(?:[-–—]{1,2}|:)\s(?=[^\s\d])")
_HEAD_LINES = 4
_SPACE = re.compile(r"[ \t]+")
_CITED = re.compile(r"(?:[0-9๐-๙]{4}[a-zก-ฮ]?|n\.d\.|ม\.ป\.ป\.)\s?\)\s*$")
_CITATION = 12
_MAX_TAIL = 90
_ONWARDS = "เป็นต้นมา"
_THAT = "ว่า"
_QUOTES = frozenset("“\"'‘)]}”’")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_LETTER = re.compile(r"[^\W\d_]|[\u0e31-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that may be chosen. ``span`` is of the flow; ``section`` is the place in the chapter's list.

    ``whole`` tells that it is no piece. ``line`` is where its line begins; ``row`` is its place in its
    section, from 0. ``needs`` is the number of the units right before it that have to be chosen with it,
    and -1 where even they would not help.
    """

    span: Span
    section: int
    line: int
    row: int
    words: int
    terms: tuple[str, ...]
    whole: bool
    needs: int = 0

    @property
    def eligible(self) -> bool:
        """Whether it may be chosen at all."""
        return self.whole and self.needs >= 0


class UnitFinder:
    """Cuts chapters of one document into units."""

    def __init__(self, reading: Reading, words: SummaryWords) -> None:
        self._reading = reading
        self._flow = reading.flow
        self._fragments = words.fragments
        self._predicates = frozenset(words.predicates)
        self._cues = frozenset(words.cues)
        self._openings = words.opening_phrases
        document = reading.document
        self._sentences = document.sentences
        self._outside = sorted(
            [region.span for region in document.regions] + [section.heading for section in document.sections]
        )
        self._titles = {same_text(section.title) for section in document.sections} | {
            same_text(document.title)
        }
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(reading.flow))]
        lines = [line for line in self._line_starts if not _LINE_END.match(reading.flow, line)]
        self._head = lines[_HEAD_LINES] if len(lines) > _HEAD_LINES else len(reading.flow)
        self._events = sorted(event.span for event in document.events)
        self._asserted: dict[Span, bool] = {}
        self._conditions = Conditions(reading, words, self._asserts)

    def units(self, chapter: Chapter) -> list[Unit]:
        """Return the units of *chapter* in order, pieces included: they part what stands around them."""
        starts = [section.span.start for section in chapter.sections]
        found: list[Unit] = []
        rows: dict[int, int] = {}
        last: Unit | None = None
        for line, pieces in self._lines(chapter.span):
            section = bisect_right(starts, line) - 1
            cut = last is not None and last.section == section and self._is_cut(last.span, line)
            for span, ended in self._joined(pieces, cut=cut):
                row = rows.get(section, 0)
                rows[section] = row + 1
                begun = row > 0 or section < 0 or not self._runs_on(chapter.sections[section])
                words = self._reading.count(span)
                whole = begun and ended and _MIN_WORDS <= words <= _MAX_WORDS and self._is_whole(span)
                terms = tuple(self._reading.terms(span))
                last = Unit(span, section, line, row, words, terms, whole)
                found.append(last)
        return found

    def _is_cut(self, before: Span, line: int) -> bool:
        """Tell whether the sentence right above *line* waits for its main clause, which may stand there."""
        between = self._flow[before.end : line]
        return len(_LINE_END.findall(between)) == 1 and self._conditions.waits(before)

    def _runs_on(self, section: Section) -> bool:
        """Tell whether what looks like a heading is the first line of a numbered paragraph."""
        title = Span(
            max(section.heading.start, section.heading.end - len(section.title)), section.heading.end
        )
        return section.level > 1 and self._asserts(title)

    def _lines(self, span: Span) -> Iterator[tuple[int, list[Span]]]:
        """Yield each line of text in *span*: where it begins, and its sentences."""
        line, pieces = -1, list[Span]()
        for sentence in self._sentences[bisect_right(self._sentences, Span(span.start, 0)) :]:
            if sentence.start >= span.end:
                break
            begins = self._line_of(sentence.start)
            if begins != line:
                if pieces:
                    yield line, pieces
                line, pieces = begins, []
            if not self._is_outside(sentence):
                pieces.append(sentence)
        if pieces:
            yield line, pieces

    def _line_of(self, position: int) -> int:
        return self._line_starts[bisect_right(self._line_starts, position) - 1]

    def _is_outside(self, sentence: Span) -> bool:
        place = bisect_right(self._outside, Span(sentence.start, len(self._flow)))
        near = self._outside[max(0, place - 2) : place + 1]
        content = sentence.of(self._flow)
        return (
            any(span.overlaps(sentence) for span in near)
            or (self._line_of(sentence.start) == sentence.start and is_heading(content))
            or bool(_CAPTION.match(content))
            or bool(LEADERS.search(content))
            or len(_CELLS.findall(content)) > 1
            or same_text(content) in self._titles
        )

    def _joined(self, pieces: Sequence[Span], *, cut: bool) -> Iterator[tuple[Span, bool]]:
        """Yield the pieces of a line, those together that cannot stand alone, and whether each is complete.

        *cut* tells that the first one may hang on a condition that stands before the line.
        """
        current: Span | None = None
        for piece in pieces:
            if current is None:
                current = self._without_mark(piece)
                continue
            tail = self._tail(piece)
            if tail and tail.end - current.start <= MAX_LENGTH:
                current, piece = current.cover(tail), self._after(tail, piece)  # noqa: PLW2901
            hangs = self._conditions.holds(current, piece)
            goes_on = hangs or self._starts_late(piece) or not _balanced(current.of(self._flow))
            limit = MAX_GOING_ON if goes_on else MAX_LENGTH
            if (goes_on or self._belongs(current, piece)) and piece.end - current.start <= limit:
                current = current.cover(piece)
            else:
                yield current, not goes_on and not cut
                current, cut = piece, hangs
        if current is not None:
            yield current, not cut

    def _tail(self, piece: Span) -> Span | None:
        """Return what at the start of *piece* ends the sentence before: an adverbial, then a new opening.

        "… เมื่อวันที่ 4 มีนาคม 2567 นอกจากนี้ …": the segmentation takes the date for an opening, too.
        """
        if not self._reading.opens(piece.start, self._fragments.subordinate):
            return None
        for space in _SPACE.finditer(self._flow, piece.start, min(piece.end, piece.start + _MAX_TAIL)):
            if self._reading.opens(space.end(), self._openings):
                tail = Span(piece.start, space.start())
                return None if self._has_verb(tail) else tail
        return None

    def _after(self, tail: Span, piece: Span) -> Span:
        space = _SPACE.match(self._flow, tail.end, piece.end)
        return Span(space.end() if space else tail.end, piece.end)

    def _without_mark(self, span: Span) -> Span:
        """Return a list's item without its bullet or number, and the first lines of news without dateline."""
        content = span.of(self._flow)
        if starts_item(content):
            mark = _ITEM_MARK.match(content)
        else:
            mark = _DATELINE.match(content) if span.start < self._head else None
            if mark and self._asserts(Span(span.start, span.start + mark.end())):
                mark = None
        return Span(span.start + mark.end(), span.end) if mark else span

    def _belongs(self, left: Span, right: Span) -> bool:
        """Tell whether two neighbours in a line are more likely one sentence than two."""
        if _CITED.search(self._flow, max(left.start, left.end - _CITATION), left.end):
            return False
        return (
            right.length < _MIN_PIECE
            or self._reading.closes(left.end, self._fragments.ends)
            or self._is_subordinate(left)
            or not self._asserts(left)
            or not (self._asserts(right) or self._reading.opens(right.start, self._fragments.subordinate))
            or self._lacks_subject(right)
        )

    def _starts_late(self, span: Span) -> bool:
        """Tell whether the beginning of a sentence is missing: it goes on with a verb, or with a quote."""
        if self._flow[span.start] in _QUOTES or self._reading.opens(span.start, self._fragments.starts):
            return True
        trailing = self._reading.opens(span.start, self._fragments.trailing)
        if trailing and self._goes_on_with_verb(Span(span.start + len(trailing), span.end)):
            return True
        return self._reading.verb_first(span) and not self._reading.opens(span.start, self._cues)

    def _goes_on_with_verb(self, span: Span) -> bool:
        first = next(self._reading.tokens(span), None)
        return first is not None and (self._has_verb(first) or self._reading.verb_first(span))

    def _lacks_subject(self, span: Span) -> bool:
        """Tell whether a stretch opens with an adverbial and goes on with a verb: "ในปี 2566 ซึ่ง …"."""
        if not self._reading.opens(span.start, self._fragments.subordinate):
            return False
        for space in _SPACE.finditer(self._flow, span.start, min(span.end, span.start + _MAX_TAIL)):
            if self._reading.opens(space.end(), self._fragments.starts) and not self._flow.startswith(
                _ONWARDS, space.end()
            ):
                # "ตั้งแต่ปี 2565 เป็นต้นมา" has no verb of its own.
                end = space.start()
                end -= len(_ONWARDS) if self._flow.endswith(_ONWARDS, span.start, end) else 0
                return not self._has_verb(Span(span.start, end))
        return False

    def _is_whole(self, span: Span) -> bool:
        content = span.of(self._flow)
        letters = _LETTER.findall(content)
        thai = sum(1 for letter in letters if _THAI.match(letter))
        language = self._reading.document.language
        return (
            self._asserts(span)
            and not self._starts_late(span)
            and not self._reading.closes(span.end, self._fragments.ends)
            and not self._is_subordinate(span)
            and not self._conditions.waits(span)
            and not self._lacks_subject(span)
            and _balanced(content)
            and not _BROKEN.search(content)
            and not content.rstrip().endswith((":", "："))
            and (language != "th" or thai >= _THAI_SHARE * len(letters))
        )

    def _asserts(self, span: Span) -> bool:
        """Tell whether a stretch says something of something: it holds a verb of its own, or an event.

        The verb of a relative clause or a nominalisation (ที่มี, การใช้) is none of its own.
        """
        known = self._asserted.get(span)
        if known is None:
            known = self._has_verb(span)
            if not known and not span.of(self._flow).startswith(NOMINAL):
                known = self._tells(span) or self._has_verb(span, self._reading.verbs(span))
            self._asserted[span] = known
        return known

    def _tells(self, span: Span) -> bool:
        """Tell whether an event was found in a stretch."""
        place = bisect_left(self._events, span)
        return place < len(self._events) and span.contains(self._events[place])

    def _has_verb(self, span: Span, verbs: frozenset[str] = frozenset()) -> bool:
        """Tell whether a verb of the configuration, or of *verbs*, stands in *span* on its own account."""
        within = False
        for token in self._reading.tokens(span):
            word = token.of(self._flow).strip().lower()
            if word in self._predicates or word in verbs:
                if not within:
                    return True
            else:
                within = word in self._fragments.dependent
        return False

    def _is_subordinate(self, span: Span) -> bool:
        """Tell whether a stretch is a clause of time or condition that waits for its main clause."""
        if not self._reading.opens(span.start, self._fragments.subordinate):
            return False
        for space in _SPACE.finditer(self._flow, span.start + _MIN_PIECE, span.end):
            if not self._flow.endswith(_THAT, span.start, space.start()):
                return not self._asserts(Span(space.end(), span.end))
        return True


def _balanced(content: str) -> bool:
    """Tell whether all brackets and quotation marks of a stretch are closed."""
    if content.count('"') % 2:
        return False
    open_: list[str] = []
    for char in content:
        if char in _PAIRS:
            open_.append(_PAIRS[char])
        elif char in _PAIRS.values() and (not open_ or open_.pop() != char):
            return False
    return not open_


def with_needs(units: Sequence[Unit], needs: Sequence[int]) -> list[Unit]:
    """Return *units*, each with what it hangs on."""
    return [replace(unit, needs=need) for unit, need in zip(units, needs, strict=True)]
