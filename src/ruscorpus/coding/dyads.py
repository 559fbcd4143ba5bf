"""Which pairs of states a passage is about.

First the events in it say so, then the states that act in it, each with the subject; a passage about what
two states do that leaves one of them out, or speaks of "both", takes the pair that was spoken of last. A list
of many states makes no pairs: who deals with whom is not said there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import combinations, product
from typing import TYPE_CHECKING

from ruscorpus.coding.passages import visibility
from ruscorpus.lines import line_start
from ruscorpus.model import is_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.model import Document, Event
    from ruscorpus.offsets import Span

MAX_MUTUAL = 3
"""Of so many states that act together every pair is taken; of more, none."""
MAX_PAIRS = 4
"""More pairs than this on one passage are a list, not a relation."""
NEAR = 30
"""So many sentences back a pair may have been spoken of."""
FOCUS_SHARE = 0.4
"""The share of a document's pairs that makes one of them the document's own."""

_BOTH = re.compile(
    r"(?:ทั้ง)?(?:สอง|๒|2)\s?(?:ประเทศ|ชาติ|ฝ่าย|รัฐ|ผู้นำ)|ทั้งคู่|ต่างฝ่าย|ระหว่างกัน|ซึ่งกันและกัน|ทวิภาคี|ร่วมกัน|"
    r"(?:สนธิสัญญา|ข้อตกลง|ความตกลง|พันธมิตร|ความสัมพันธ์|ความร่วมมือ|การกระทำ|การเยือน|เหตุการณ์|การลงนาม)"
    r"(?:ใน)?(?:ฉบับ|ครั้ง|กรณี|คู่)?(?:ดังกล่าว|นี้|ใหม่นี้)|คู่นี้|"
    r"\b(?:both|the two) (?:countries|nations|sides|states|leaders)\b|\bbilateral\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?:ทั้ง)?(?:สอง|๒|2)\s?(?:ประเทศ|ชาติ|ฝ่าย|รัฐ|ผู้นำ|กองทัพ|เมืองหลวง)|ทั้งคู่|ทั้งสอง|ต่างฝ่าย|ระหว่างกัน|ทวิภาคี|คู่สัญญา|"
    r"\b(?:both|the two) (?:countries|nations|sides|states|leaders|governments)\b|\bbilateral\b",
    re.IGNORECASE,
)
"""Two states that are not named: the countries of a passage about both of them."""


_WAR = ("สงคราม", "สงครามใน", "สงครามที่")
"""Before a state's name: the name of a war, which dates what is told and is no party to it."""


def pair(one: str, other: str) -> str:
    """Return the dyad of two country codes.

    >>> pair("RUS", "PRK")
    'PRK-RUS'
    """
    return "-".join(sorted((one, other)))


def _deal(one: str, other: str) -> bool:
    """Tell whether two states can deal with each other: not one with itself, nor with what it succeeded."""
    return one != other and {one, other} != {"RUS", "SUN"}


def pairs_of_event(event: Event) -> list[str]:
    """Return the pairs of states between which *event* takes place."""
    actors = [actor for actor in event.actor if is_state(actor)]
    recipients = [actor for actor in event.recipient if is_state(actor)]
    if recipients and actors:
        found = [pair(a, r) for a, r in product(actors, recipients) if _deal(a, r)]
        return found if len(found) <= MAX_PAIRS else []
    together = dict.fromkeys(actors or recipients)
    if not 2 <= len(together) <= MAX_MUTUAL or event.recipient:
        return []
    return [pair(a, b) for a, b in combinations(together, 2) if _deal(a, b)]


class Dyads:
    """The states and events of one document, to be asked passage by passage, in order."""

    def __init__(self, document: Document, blind: Sequence[Span] = ()) -> None:
        self._text = document.flow
        visible = visibility(blind)
        states = []
        for mention in document.mentions:
            actor = mention.acts_for or (mention.id if mention.type == "COUNTRY" else "")
            named_war = document.flow.endswith(_WAR, 0, mention.span.start)
            if is_state(actor) and not named_war and visible(mention.span):
                states.append((mention.span.start, actor))
        self._states = sorted(states)
        self._state_starts = [start for start, _ in self._states]
        self._events = sorted((e for e in document.events if visible(e.span)), key=lambda e: e.span)
        self._event_starts = [event.span.start for event in self._events]
        self._pairs = [pairs_of_event(event) for event in self._events]
        self._known: dict[tuple[Span, Span, bool], tuple[str, ...]] = {}
        self._longest_event = max((event.span.length for event in self._events), default=0)
        self.focus = ""
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._mentioned = [(s.start, self._from_passage(s)) for s in document.sentences]
        self.focus = self._focus()

    def states(self, span: Span) -> list[str]:
        """Return the distinct states named or acting in *span*, in order of appearance."""
        low = bisect_left(self._state_starts, span.start)
        high = bisect_left(self._state_starts, span.end)
        return list(dict.fromkeys(actor for _, actor in self._states[low:high]))

    def named(self, span: Span, count: int) -> int:
        """Return how many states *span* speaks of: the *count* named, or two where it says "both" of them."""
        return max(count, 2) if count < 2 and _PAIR.search(span.of(self._text)) else count

    def has_relations(self, passage: Span, sentence: Span, count: int) -> bool:
        """Tell whether *passage* is about *count* relations: dyads, or deeds of two parties, or "both"."""
        deeds = sum(
            1
            for event in self._events[self._events_in(passage)]
            if event.span.overlaps(passage) and len({*event.actor, *event.recipient}) > 1
        )
        if deeds >= count or (count <= 1 and _PAIR.search(passage.of(self._text)) is not None):
            return True
        return len(self.of(passage, sentence)) >= count

    def of(self, passage: Span, sentence: Span, *, system: bool = False) -> tuple[str, ...]:
        """Return the dyads of *passage*, alphabetically.

        A passage about the *system* is about a pair where it names one or means one (this treaty, both);
        what two states do with each other may leave one of them, or both, to what was said before.
        """
        asked = passage, sentence, system
        known = self._known.get(asked)
        if known is None:  # many codes stand on one and the same passage
            found = self._from_passage(passage)
            if not found and (not system or self._meant(passage, sentence)):
                found = self._from_context(passage, sentence)
            known = self._known[asked] = tuple(sorted(set(found)))
        return known

    def _meant(self, passage: Span, sentence: Span) -> bool:
        """Tell whether a claim about the system is made of a pair that was spoken of: this treaty, both."""
        return not self.states(passage) and _BOTH.search(sentence.of(self._text)) is not None

    def _from_passage(self, span: Span) -> list[str]:
        """Return the pairs that deal with each other in *span*: of its events, then of the states named.

        A state that is named but takes part in none of the events deals with the first one, the subject.
        """
        found = self._from_events(span)
        states = self.states(span)
        if len(states) > MAX_MUTUAL:
            return found
        covered = {state for each in found for state in each.split("-")}
        if not found and len(states) == MAX_MUTUAL and set(self.focus.split("-")) <= set(states):
            # Of three states the two that the document is about: the third is who speaks of them.
            return [self.focus]
        first = states[0] if states else ""
        return found + [pair(first, s) for s in states[1:] if s not in covered and _deal(first, s)]

    def _from_events(self, span: Span) -> list[str]:
        found: list[str] = []
        near = self._events_in(span)
        for event, pairs in zip(self._events[near], self._pairs[near], strict=True):
            if pairs:
                shared = min(event.span.end, span.end) - max(event.span.start, span.start)
                if shared * 2 > event.span.length:
                    found += pairs
        distinct = list(dict.fromkeys(found))
        return distinct if len(distinct) <= MAX_PAIRS else []

    def _events_in(self, span: Span) -> slice:
        """Return where the events are that may overlap *span*."""
        low = bisect_left(self._event_starts, span.start - self._longest_event)
        return slice(low, bisect_left(self._event_starts, span.end))

    def _from_context(self, passage: Span, sentence: Span) -> list[str]:
        """Return the pair that a passage about one state, or about "both", leaves to what is around it."""
        states = set(self.states(passage))
        if len(states) > MAX_MUTUAL:
            return [self.focus] if self.focus and set(self.focus.split("-")) <= states else []
        around = [each for each in self._from_passage(sentence) if states <= set(each.split("-"))]
        if around and (states or len(around) == 1):
            return around
        earlier = self._earlier(sentence, states)
        if earlier:
            return [earlier]
        members = set(self.focus.split("-")) if self.focus else set()
        meant = states or _BOTH.search(passage.of(self._text))
        return [self.focus] if meant and members and states <= members else []

    def _earlier(self, sentence: Span, states: set[str]) -> str:
        """Return the single pair spoken of last in the same paragraph, if it fits the *states* at hand."""
        paragraph = line_start(self._text, sentence.start)
        index = bisect_left(self._sentence_starts, sentence.start)
        for earlier in range(index - 1, max(index - NEAR, 0) - 1, -1):
            start, found = self._mentioned[earlier]
            if start < paragraph:
                break
            if len(found) == 1 and states <= set(found[0].split("-")):
                return found[0]
        return ""

    def _focus(self) -> str:
        counts = Counter(found for pairs in self._pairs for found in pairs)
        counts.update(pairs[0] for _, pairs in self._mentioned if len(pairs) == 1)
        if not counts:
            return ""
        best, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        return best if count >= FOCUS_SHARE * counts.total() else ""
