"""Conditions and their main clauses: half of "หาก … จะ …" says something else than the whole.

A condition that is cut before its main clause says nothing, and a main clause without its condition claims
what the text only supposes. So a stretch that ends in an open condition is read together with what follows,
or neither is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruscorpus.config.summaries import SummaryWords
    from ruscorpus.summarize.reading import Reading

_SPACE = re.compile(r"[ \t]+")
_BLANK = " \t"
_MAX_LOOK = 600
"""No longer sentence is chosen, so no condition is looked for farther from the end."""


class Conditions:
    """Tells which stretches of a document wait for the main clause of a condition.

    *asserts* tells whether a stretch holds a verb of its own. Words come from the configuration.
    """

    def __init__(self, reading: Reading, words: SummaryWords, asserts: Callable[[Span], bool]) -> None:
        self._reading = reading
        self._flow = reading.flow
        self._asserts = asserts
        own = words.conditions
        self._phrases = frozenset((*own.conditions, *own.concessions))
        self._conditions = frozenset(own.conditions)
        self._carriers = frozenset(own.carriers)
        self._answers = frozenset(own.answers)
        self._mains = frozenset(own.mains)
        self._within = frozenset((*words.fragments.starts, *words.fragments.subordinate)) - self._mains
        self._links = frozenset(own.links)
        self._openings = words.opening_phrases
        self._letters = re.compile("|".join(sorted(map(re.escape, self._phrases), key=len, reverse=True)))

    def waits(self, span: Span) -> bool:
        """Tell whether *span* holds a condition or concession whose main clause is not in it."""
        place = self._last(span)
        return place is not None and self._leads(place, span) and not self._is_answered(place, span)

    def holds(self, span: Span, following: Span) -> bool:
        """Tell whether what follows *span* may be the main clause of a condition in it.

        "A หาก B" is without its main clause if it does not hang on A, unless a link (ขณะที่) begins what
        follows. A concession does no harm there: neither A nor what follows says anything else without it.
        """
        if self.waits(span):
            return True
        place = self._last(span)
        return (
            place is not None
            and place.start > span.start
            and self._flow[place.start - 1] in _BLANK
            and place.of(self._flow) in self._conditions
            and not self._is_answered(place, span)
            and not self._reading.opens(following.start, self._openings - self._mains)
        )

    def _last(self, span: Span) -> Span | None:
        """Return the last word in *span* that opens a condition, where it stands before a clause of its own.

        "จะตอบโต้หากถูกโจมตี" has its main clause before it: not even a space parts them.
        """
        last = None
        span = Span(max(span.start, span.end - _MAX_LOOK), span.end)
        for match in self._letters.finditer(self._flow, span.start, span.end):
            place = Span(*match.span())
            if (
                {place.start, place.end} <= self._reading.boundaries
                and not self._is_longer(place)
                and (
                    place.start == span.start
                    or self._flow[place.start - 1] in _BLANK
                    or self._reading.closes(place.start, self._carriers)
                )
            ):
                last = place
        return last

    def _is_longer(self, place: Span) -> bool:
        """Tell whether the word is only the beginning of a link: หากแต่, แม้กระนั้น."""
        return len(self._reading.opens(place.start, self._openings)) > place.length

    def _leads(self, place: Span, span: Span) -> bool:
        """Tell whether a condition comes first: nothing stands before it on which it could hang."""
        before = self._flow[span.start : place.start].rstrip(_BLANK)
        end = span.start + len(before)
        return (
            not before
            or self._reading.closes(end, self._carriers)
            or not self._asserts(Span(span.start, end))
        )

    def _is_answered(self, place: Span, span: Span) -> bool:
        """Tell whether the main clause of a condition follows it in *span*."""
        for token in self._reading.tokens(Span(place.end, span.end)):
            if token.of(self._flow) in self._answers:
                return self._says(Span(place.end, token.start))
        return any(
            self._says(Span(place.end, space.start()))
            and not self._reading.closes(space.start(), self._carriers)
            and self._may_be_main(Span(space.end(), span.end))
            for space in _SPACE.finditer(self._flow, place.end, span.end)
        )

    def _says(self, condition: Span) -> bool:
        """Tell whether a condition has a verb before its main clause begins: "หากสหรัฐฯ " has none."""
        return self._asserts(condition) or self._reading.verb_first(condition)

    def _may_be_main(self, rest: Span) -> bool:
        """Tell whether a main clause can begin where *rest* does.

        "และ …", "ซึ่ง …" and verbs without a subject go on with the condition.
        """
        if self._reading.opens(rest.start, self._mains):
            return self._asserts(rest)
        return (
            not self._reading.opens(rest.start, self._within | self._phrases)
            and not self._reading.verb_first(rest)
            and not self._is_list(rest)
            and self._asserts(rest)
        )

    def _is_list(self, rest: Span) -> bool:
        """Tell whether names are counted up before a verb comes: "โรงเรียน และระบบประปา …"."""
        for space in _SPACE.finditer(self._flow, rest.start, rest.end):
            if self._asserts(Span(rest.start, space.start())):
                return False
            if self._reading.opens(space.end(), self._links):
                return True
        return False
