"""The stretches that learned weights judge, and what is to be seen in each.

A unit is a short sentence or a run of clauses: what a cue makes a passage of. What it shows is put into words
that a reader of the weights understands (``word=น้ำมัน``, ``cue=domain.economy/trade``); names of parties,
places and dates are replaced by what they are, so that nothing is learned about one country.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.coding.passages import trim
from ruscorpus.model import is_state
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ruscorpus.coding.claims import Passage
    from ruscorpus.coding.cues import Found
    from ruscorpus.model import Document, Event, Mention

_KINDS = {
    "COUNTRY": "<state>",
    "ORG": "<organisation>",
    "PERSON": "<person>",
    "DATE": "<date>",
    "QUANTITY": "<quantity>",
    "LOC": "<place>",
    "EQUIPMENT": "<equipment>",
    "AGREEMENT": "<agreement>",
}
_NUMBER = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*")
_STEP = 30
"""Lengths are told in steps of so many code points."""
_LONGEST = 6
_MOST_STATES = 4
_NOWHERE = Span(sys.maxsize, sys.maxsize)


@dataclass(slots=True)
class Unit:
    """A stretch to be judged: its place, the cues' codes on it and how sure they are, and its features.

    ``continues``: it stands in one paragraph with the unit before.
    """

    span: Span
    sentence: Span
    sure: dict[str, float] = field(default_factory=dict)
    continues: bool = False
    features: set[str] = field(default_factory=set)


class Words:
    """The words of a document, names replaced by what they name, and the features that they make."""

    def __init__(self, document: Document) -> None:
        names = [(mention.span, _kind(mention)) for mention in document.mentions]
        names.sort()
        names.append((_NOWHERE, ""))
        self._words: list[str] = []
        self._starts: list[int] = []
        text, index, last = document.flow, 0, -1
        (since, until), kind = names[0]
        for start, end in pairwise(document.words):
            while until <= start:
                index += 1
                (since, until), kind = names[index]
            if since < end:
                if last != index:
                    self._add(max(start, since), kind)
                    last = index
                continue
            word = _plain(text[start:end])
            if word:
                self._add(start, word)
        self._alone = [f"word={word}" for word in self._words]
        self._pairs = [f"words={one} {other}" for one, other in pairwise(self._words)]

    def _add(self, start: int, word: str) -> None:
        self._starts.append(start)
        self._words.append(word)

    def of(self, span: Span) -> set[str]:
        """Return the words that begin in *span*, and their pairs with each other and the ends."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        if low == high:
            return {"words=^ $"}
        found = {f"words=^ {self._words[low]}", f"words={self._words[high - 1]} $"}
        found.update(self._alone[low:high], self._pairs[low : high - 1])
        return found


@lru_cache(maxsize=1 << 13)  # the same words come again and again
def _plain(word: str) -> str:
    """Return *word* as features name it: in lower case, a number as 0; of white space nothing is left."""
    word = word.strip().lower()
    return "0" if _NUMBER.fullmatch(word) else word


class Surroundings:
    """What a unit is described with beside its words: phrases of lists, events, states and passages there."""

    def __init__(
        self,
        hits: Sequence[tuple[Span, int]],
        roles: Mapping[int, Sequence[str]],
        states: Callable[[Span], Sequence[str]],
        passages: Sequence[Passage],
    ) -> None:
        self._hits = [hit for hit in hits if hit[1] in roles]  # in order, as they are found
        self._hit_starts = [span.start for span, _ in self._hits]
        self._roles = roles
        self._states = states
        self._passages = sorted(passages, key=lambda passage: passage.span)
        self._passage_starts = [passage.span.start for passage in self._passages]
        self._longest = max((passage.span.length for passage in passages), default=0)

    def passages(self, span: Span) -> list[Passage]:
        """Return the passages that share most of themselves, or of *span*, with *span*."""
        low = bisect_left(self._passage_starts, span.start - self._longest)
        high = bisect_left(self._passage_starts, span.end)
        return [passage for passage in self._passages[low:high] if _mostly(passage.span, span)]

    def phrases(self, span: Span) -> set[str]:
        """Return what the phrases of the codebook in *span* are there: entries of lists, parts of cues."""
        low, high = bisect_left(self._hit_starts, span.start), bisect_left(self._hit_starts, span.end)
        inside = {number for place, number in self._hits[low:high] if place[1] <= span[1]}
        return set().union(*map(self._roles.__getitem__, inside))

    def states(self, span: Span) -> int:
        """Return how many states act or are named in *span*."""
        return len(self._states(span))


def units_of(
    found: Sequence[Found], text: str, words: Words, around: Surroundings, sure: Callable[[Passage], float]
) -> list[Unit]:
    """Return the units of the sentences *found*, in order, each with its features."""
    units: list[Unit] = []
    for place, each in enumerate(found):
        for start, end in pairwise(each.runs(text)):
            span = trim(text, Span(start, end))
            if not span.length:
                continue
            passages = around.passages(span)
            known: dict[str, float] = {}
            features = words.of(span) | around.phrases(span)
            features.update(_of_events(each.events, span))
            for passage in passages:
                code, certain = passage.code.id, sure(passage)
                known[code] = max(certain, known.get(code, 0.0))
                features |= {f"code={code}", f"sure={code}/{int(certain * 10)}"}
                features.update([f"cue={code}/{match.cue.id}" for match in passage.matches])
            features.add(f"states={min(_MOST_STATES, around.states(span))}")
            features.add(f"length={min(_LONGEST, span.length // _STEP)}")
            features.add("whole" if span.length >= each.span.length - 2 else "part")
            if place == 0:
                features.add("first")
            continues = bool(units) and "\n" not in text[units[-1].span.end : span.start]
            units.append(Unit(span, each.span, known, continues, features))
    for before, after in pairwise(units):
        before.features.update([f"after={code}" for code in after.sure])
        after.features.update([f"before={code}" for code in before.sure])
    return units


def _of_events(events: Sequence[Event], span: Span) -> Iterator[str]:
    inside = [event for event in events if event.span.overlaps(span)]
    if not inside:
        yield "event=none"
    for event in inside:
        yield f"event={event.type}"
        if event.mode:
            yield f"event={event.type}/{event.mode}"
        yield f"event={event.type}/{event.status}"
        yield f"status={event.status}"
        for context in event.contexts:
            yield f"context={context}"


def _kind(mention: Mention) -> str:
    """Return what a name is replaced by; a body of a state is the state."""
    state = mention.type == "ORG" and is_state(mention.acts_for)
    return "<state>" if state else _KINDS.get(mention.type, f"<{mention.type.lower()}>")


def _mostly(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 >= min(one.length, other.length) and shared > 0
