"""Which sentences hang in the air when they are taken out of their text, and which one holds them.

An opening such as นอกจากนี้, a demonstrative whose noun was named before, ทั้งสองประเทศ or เขา: each points to
the sentence before, or to nothing that a summary could give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.summarize.reading import is_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.config.summaries import SummaryWords
    from ruscorpus.summarize.reading import Reading
    from ruscorpus.summarize.units import Unit

_DATE = 30
_LIST_MARK = 2
"""Letters and digits of the mark of a list's item: "ก.", "12)"."""
MAX_CHAIN = 2
"""A sentence that would need more than so many before it is left out."""


class Context:
    """Looks for what a sentence needs. Words come from the configuration."""

    def __init__(self, reading: Reading, words: SummaryWords) -> None:
        self._reading = reading
        self._words = words
        self._openings = words.opening_phrases
        self._unless = frozenset(phrase for opening in words.openings for phrase in opening.unless)
        self._pointers = tuple(words.pointers.words)
        self._skipped = frozenset(words.pointers.classifiers)

    def dangles(self, span: Span) -> bool:
        """Tell whether what stands in *span* needs a sentence before it."""
        return self._opens_with_link(span) or bool(self._open_references(span))

    def needs(self, units: Sequence[Unit]) -> list[int]:
        """Return for each unit how many of those right before it must stand with it; -1 for no remedy."""
        result: list[int] = []
        for index, unit in enumerate(units):
            if not self.dangles(unit.span):
                result.append(0)
                continue
            before = units[index - 1] if index else None
            if (
                before is None
                or before.section != unit.section
                or not before.whole
                or self._parted(before.span, unit.span)
            ):
                result.append(-1)
                continue
            earlier = result[index - 1]
            held = all(self._holds(before.span, unit.span, at) for at in self._open_references(unit.span))
            result.append(earlier + 1 if held and 0 <= earlier < MAX_CHAIN else -1)
        return result

    def _parted(self, before: Span, span: Span) -> bool:
        """Tell whether more than blanks and the mark of a list stand between two units, such as a caption."""
        between = self._reading.flow[before.end : span.start]
        return sum(char.isalnum() for char in between) > _LIST_MARK

    def _opens_with_link(self, span: Span) -> bool:
        opening = self._reading.opens(span.start, self._openings)
        return bool(opening) and len(self._reading.opens(span.start, self._unless)) < len(opening)

    def _open_references(self, span: Span) -> list[Span]:
        """Return the words of *span* that point to something outside it."""
        free = self._free(span)
        found: list[Span] = []
        for token in self._reading.tokens(span):
            if any(other.contains(token) for other in free):
                continue
            for rule in (self._is_pointer, self._is_pair, self._is_person):
                if at := rule(token, span):
                    found.append(at)
                    break
        return found

    def _free(self, span: Span) -> list[Span]:
        """Return where phrases stand that only look as if they pointed back."""
        flow = self._reading.flow
        found = []
        for phrase in self._words.pointers.free:
            place = flow.find(phrase, span.start, span.end)
            while place >= 0:
                found.append(Span(place, place + len(phrase)))
                place = flow.find(phrase, place + 1, span.end)
        return found

    def _is_pointer(self, token: Span, span: Span) -> Span | None:
        flow = self._reading.flow
        if not token.of(flow).strip().endswith(self._pointers):  # "ครั้งนั้น" may be one word
            return None
        noun = self._noun_before(token, span)
        if noun is None:
            return token
        if self._is_dated(token, span):
            return None
        earlier = flow.find(noun.of(flow), span.start, noun.start) >= 0
        return None if earlier else token

    def _is_dated(self, token: Span, span: Span) -> bool:
        """Tell whether a demonstrative stands behind a date: "วันพุธนี้" counts from the day of the text."""
        return any(
            mention.type == "DATE" and mention.span.end >= token.start - 1
            for mention in self._reading.named(Span(max(span.start, token.start - _DATE), token.start))
        )

    def _noun_before(self, token: Span, span: Span) -> Span | None:
        """Return the noun that a demonstrative stands behind."""
        before = list(self._reading.tokens(Span(span.start, token.start)))
        for candidate in reversed(before[-4:]):
            word = candidate.of(self._reading.flow).strip()
            if word not in self._skipped and is_content(word):
                return candidate
        return None

    def _is_pair(self, token: Span, span: Span) -> Span | None:
        if not self._reading.opens(token.start, self._words.pairs.words):
            return None
        actors = {m.acts_for for m in self._reading.named(Span(span.start, token.start)) if m.acts_for}
        return None if len(actors) >= 2 else token

    def _is_person(self, token: Span, span: Span) -> Span | None:
        if token.of(self._reading.flow).strip() not in self._words.persons.words:
            return None
        named = self._reading.named(Span(span.start, token.start))
        return None if any(mention.type == "PERSON" for mention in named) else token

    def _holds(self, before: Span, span: Span, at: Span) -> bool:
        """Tell whether the sentence *before* names what the word *at* of *span* points to."""
        word = at.of(self._reading.flow).strip()
        if self._reading.opens(at.start, self._words.pairs.words):
            return len({m.acts_for for m in self._reading.named(before) if m.acts_for}) >= 2
        if word in self._words.persons.words:
            return any(mention.type == "PERSON" for mention in self._reading.named(before))
        noun = self._noun_before(at, span)
        # "เหตุการณ์ดังกล่าว" sums up what was told without a word of it.
        return (
            noun is None
            or self._is_opening(noun, span)
            or noun.of(self._reading.flow) in before.of(self._reading.flow)
        )

    def _is_opening(self, noun: Span, span: Span) -> bool:
        """Tell whether a noun stands among the first words of a sentence: there it takes up the last one."""
        return self._reading.count(Span(span.start, noun.start)) <= 3
