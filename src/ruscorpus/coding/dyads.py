"""Which pairs of states a passage is about.

First the events in it say so, then the states that act in it; a passage that speaks of "both countries"
takes the pair that was spoken of last. A list of many states makes no pairs: who deals with whom is not
said there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import combinations, product
from typing import TYPE_CHECKING

from ruscorpus.model import is_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.model import Document, Event
    from ruscorpus.offsets import Span

MAX_MUTUAL = 3
"""Of so many states that act together every pair is taken; of more, none."""
MAX_PAIRS = 4
"""More pairs than this on one passage are a list, not a relation."""
FOCUS_SHARE = 0.4
"""The share of a document's pairs that makes one of them the document's own."""

_BOTH = re.compile(
    r"(?:ทั้ง)?(?:สอง|๒|2)\s?(?:ประเทศ|ชาติ|ฝ่าย|รัฐ|ผู้นำ)|ทั้งคู่|ต่างฝ่าย|ระหว่างกัน|ซึ่งกันและกัน|ทวิภาคี|ร่วมกัน|"
    r"(?:สนธิสัญญา|ข้อตกลง|ความตกลง|พันธมิตร|ความสัมพันธ์|ความร่วมมือ|การกระทำ|การเยือน|เหตุการณ์|การลงนาม)"
    r"(?:ใน)?(?:ฉบับ|ครั้ง|กรณี)?(?:ดังกล่าว|นี้|ใหม่นี้)|"
    r"\b(?:both|the two) (?:countries|nations|sides|states|leaders)\b|\bbilateral\b",
    re.IGNORECASE,
)


def pair(one: str, other: str) -> str:
    """Return the dyad of two country codes.

    >>> pair("RUS", "PRK")
    'PRK-RUS'
    """
    return "-".join(sorted((one, other)))


def pairs_of_event(event: Event) -> list[str]:
    """Return the pairs of states between which *event* takes place."""
    actors = [actor for actor in event.actor if is_state(actor)]
    recipients = [actor for actor in event.recipient if is_state(actor)]
    if recipients and actors:
        found = [pair(a, r) for a, r in product(actors, recipients) if a != r]
        return found if len(found) <= MAX_PAIRS else []
    together = dict.fromkeys(actors or recipients)
    if not 2 <= len(together) <= MAX_MUTUAL or event.recipient:
        return []
    return [pair(a, b) for a, b in combinations(together, 2)]


class Dyads:
    """The states and events of one document, to be asked passage by passage, in order."""

    def __init__(self, document: Document, blind: Iterable[Span] = ()) -> None:
        self._text = document.flow
        hidden = list(blind)
        starts = [span.start for span in hidden]

        def visible(span: Span) -> bool:
            index = bisect_right(starts, span.start) - 1
            return index < 0 or span.start >= hidden[index].end

        states = []
        for mention in document.mentions:
            actor = mention.acts_for or (mention.id if mention.type == "COUNTRY" else "")
            if is_state(actor) and visible(mention.span):
                states.append((mention.span.start, actor))
        self._states = sorted(states)
        self._state_starts = [start for start, _ in self._states]
        self._events = sorted((e for e in document.events if visible(e.span)), key=lambda e: e.span)
        self._event_starts = [event.span.start for event in self._events]
        self._longest_event = max((event.span.length for event in self._events), default=0)
        self.focus = ""
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._mentioned = [(s.start, self._from_mentions(s)) for s in document.sentences]
        self.focus = self._focus()

    def states(self, span: Span) -> list[str]:
        """Return the distinct states named or acting in *span*, in order of appearance."""
        low = bisect_left(self._state_starts, span.start)
        high = bisect_left(self._state_starts, span.end)
        return list(dict.fromkeys(actor for _, actor in self._states[low:high]))

    def of(self, passage: Span, sentence: Span) -> tuple[str, ...]:
        """Return the dyads of *passage*, alphabetically."""
        found = self._from_events(passage) or self._from_mentions(passage)
        if not found and passage != sentence:
            around = self._from_events(sentence) or self._from_mentions(sentence)
            found = [each for each in around if each == self.focus]
        if not found:
            found = self._from_context(passage, sentence)
        return tuple(sorted(set(found)))

    def _from_events(self, span: Span) -> list[str]:
        found: list[str] = []
        low = bisect_left(self._event_starts, span.start - self._longest_event)
        high = bisect_left(self._event_starts, span.end)
        for event in self._events[low:high]:
            if event.span.overlaps(span):
                found += pairs_of_event(event)
        distinct = list(dict.fromkeys(found))
        return distinct if len(distinct) <= MAX_PAIRS else []

    def _from_mentions(self, span: Span) -> list[str]:
        states = self.states(span)
        if len(states) == 2:
            return [pair(*states)]
        if len(states) == MAX_MUTUAL and self.focus and set(self.focus.split("-")) <= set(states):
            # Of three states the two that the document is about: the third is who speaks of them.
            return [self.focus]
        return []

    def _from_context(self, passage: Span, sentence: Span) -> list[str]:
        """Return the pair in focus, for a passage that speaks of both, or of one of them alone."""
        states = set(self.states(sentence))
        members = set(self.focus.split("-")) if self.focus else set()
        if len(states) > MAX_MUTUAL:
            return [self.focus] if members and members <= states else []
        if _BOTH.search(passage.of(self._text)):
            earlier = self._earlier(sentence, states)
            if earlier:
                return [earlier]
            return [self.focus] if members and states <= members else []
        return [self.focus] if states and states < members else []

    def _earlier(self, sentence: Span, states: set[str]) -> str:
        """Return the single pair spoken of last in the same paragraph, if it fits the *states* at hand."""
        paragraph = self._text.rfind("\n", 0, sentence.start) + 1
        index = bisect_left(self._sentence_starts, sentence.start)
        for start, found in reversed(self._mentioned[:index]):
            if start < paragraph:
                break
            if len(found) == 1 and states <= set(found[0].split("-")):
                return found[0]
        return ""

    def _focus(self) -> str:
        counts = Counter(found for event in self._events for found in pairs_of_event(event))
        counts.update(pairs[0] for _, pairs in self._mentioned if len(pairs) == 1)
        if not counts:
            return ""
        best, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        return best if count >= FOCUS_SHARE * counts.total() else ""
