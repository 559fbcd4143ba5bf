"""Which cues can hold on a sentence, told for all of them at once by what stands in it.

A cue is a bit, and each thing that it asks for lies in a layer of its own: a layer for its first group of
phrases, one for its second, one for its events, one for its names. What a phrase, an event or a name gives to
the cues is a number with all layers one above the other; the numbers of all that stands in a sentence are put
together, and a cue of which the bit is set in every layer can hold. Nothing is asked of the others, of which
there are hundreds.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.coding.cues import CompiledCue, Found
    from ruscorpus.coding.phrasebook import Phrasebook


class Conditions:
    """What the cues of a codebook ask for."""

    def __init__(self, cues: Sequence[CompiledCue], book: Phrasebook) -> None:
        self._cues = cues
        self._layers = max((len(cue.groups) for cue in cues), default=0) + 2
        self._all = (1 << len(cues)) - 1
        self._given = 0
        self._of_phrase = [0] * len(book)
        self._of_event: dict[str, int] = {}
        self._of_name: dict[str, int] = {}
        self._of_scope: dict[str, int] = {}
        self._under: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        of_concept = [0] * len(book.concepts)
        for index, cue in enumerate(cues):
            self._add(index, cue, of_concept)
        for concept, bits in zip(book.concepts, of_concept, strict=True):
            if bits:
                for phrase in concept.openers:
                    self._of_phrase[phrase] |= bits
        self._of_number = [
            _bits(index for index, cue in enumerate(cues) if cue.cue.states <= number)
            for number in range(max((cue.cue.states for cue in cues), default=0) + 1)
        ]
        self._counting = lru_cache(maxsize=64)(self._count)

    def _add(self, index: int, compiled: CompiledCue, of_concept: list[int]) -> None:
        bits = [1 << (layer * len(self._cues) + index) for layer in range(self._layers)]
        for group, bit in zip(compiled.groups, bits[2:], strict=False):
            for concept in group.order:
                of_concept[concept] |= bit
        for asked, known, bit in (
            (compiled.cue.events, self._of_event, bits[0]),
            (compiled.cue.entities, self._of_name, bits[1]),
        ):
            for name in asked:
                known[name] = known.get(name, 0) | bit
            if not asked:
                self._given |= bit
        self._given |= sum(bits[2 + len(compiled.groups) :])
        scope, titles = compiled.cue.scope, (compiled.sections, compiled.not_sections)
        self._of_scope[scope] = self._of_scope.get(scope, 0) | bits[0]
        self._under[titles] = self._under.get(titles, 0) | bits[0]

    def met(self, found: Found) -> int:
        """Return what stands in *found* gives to the cues; of two sentences it is put together by ``|``."""
        met = reduce(or_, map(self._of_phrase.__getitem__, found.hits), self._given)
        of_event, of_name = self._of_event.get, self._of_name.get
        for event in found.events:
            met |= of_event(event.type, 0) | of_event(f"{event.type}/{event.mode}", 0)
        for mention in found.mentions:
            met |= of_name(mention.type, 0) | of_name(mention.id, 0) | of_name(mention.acts_for, 0)
        return met

    def possible(self, met: int, titles: str, scopes: frozenset[str]) -> int:
        """Return as bits the cues that can hold where *met* is given, of *scopes*, under *titles*."""
        cues, size = self._counting(titles, scopes), len(self._cues)
        for _ in range(self._layers):
            cues &= met
            met >>= size
        return cues

    def among(self, cues: int, number: int) -> Iterator[CompiledCue]:
        """Yield those of *cues*, given as bits, to which *number* states are enough, in order."""
        cues &= self._of_number[min(number, len(self._of_number) - 1)]
        while cues:
            lowest = cues & -cues
            yield self._cues[lowest.bit_length() - 1]
            cues ^= lowest

    def _count(self, titles: str, scopes: frozenset[str]) -> int:
        """Return as bits the cues of *scopes* that count under *titles*; a section asks again."""
        scoped = reduce(or_, [self._of_scope.get(scope, 0) for scope in scopes], 0)
        counting = [
            cues
            for (sections, not_sections), cues in self._under.items()
            if not sections or any(title in titles for title in sections)
            if not any(title in titles for title in not_sections)
        ]
        return scoped & reduce(or_, counting, 0)


def _bits(numbers: Iterable[int]) -> int:
    """Return a set of numbers as the bits of one."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
