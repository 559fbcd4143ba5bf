"""Triggers: where a frame's phrases stand. Gapped phrases (``ให้ ... ยืม``) match within one clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.phrases import PhraseSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.config.events import Frame
    from ruscorpus.phrases import Hit, ReadText

GAP = " ... "
_MAX_GAP = 60


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame's trigger in the flow."""

    frame: Frame
    span: Span
    phrase: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a phrase: the ``index``-th of ``count`` pieces of *phrase* of *owner*."""

    owner: Frame | str
    phrase: str
    index: int
    count: int


class Triggers:
    """All triggers of all frames, and the phrases of their ``requires`` and ``unless``, in one pass."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        conditions = {p for f in self.frames for group in (*f.requires, f.unless) for p in group}
        self._set: PhraseSet[_Part] = PhraseSet(self._parts(conditions))

    def _parts(self, conditions: Iterable[str]) -> Iterator[tuple[str, _Part]]:
        for frame in self.frames:
            for phrase in frame.triggers:
                pieces = phrase.split(GAP)
                for index, piece in enumerate(pieces):
                    yield piece, _Part(frame, phrase, index, len(pieces))
        for phrase in sorted(conditions):
            yield phrase, _Part(phrase, phrase, 0, 1)

    def scan(self, read: ReadText) -> list[Hit]:
        """Return all hits in the flow, to be cut up by sentence with :meth:`in_sentence`."""
        return self._set.find_all(read)

    def in_sentence(self, hits: Sequence[Hit]) -> list[Trigger]:
        """Return the triggers among the hits of one sentence: conditions hold, contained ones dropped."""
        present = {self._set.payload(hit).phrase: hit.span for hit in hits if self._is_condition(hit)}
        found = [
            trigger
            for trigger in self._complete(hits)
            if all(any(p in present for p in group) for group in trigger.frame.requires)
            and not any(p in present for p in trigger.frame.unless)
        ]
        found.sort(key=lambda t: (t.span.start, -t.span.end, -t.frame.confidence, t.frame.id))
        kept: list[Trigger] = []
        for trigger in found:
            if any(other.span != trigger.span and other.span.contains(trigger.span) for other in found):
                continue
            kept.append(trigger)
        return kept

    def _is_condition(self, hit: Hit) -> bool:
        return isinstance(self._set.payload(hit).owner, str)

    def _complete(self, hits: Sequence[Hit]) -> Iterator[Trigger]:
        """Yield whole triggers: single pieces, and gapped ones whose pieces follow each other closely."""
        later: dict[tuple[str, str, int], list[Span]] = {}
        for hit in hits:
            part = self._set.payload(hit)
            if not isinstance(part.owner, str) and part.index:
                later.setdefault((part.owner.id, part.phrase, part.index), []).append(hit.span)
        for hit in hits:
            part = self._set.payload(hit)
            if isinstance(part.owner, str) or part.index:
                continue
            span: Span | None = hit.span
            for index in range(1, part.count):
                span = _extend(span, later.get((part.owner.id, part.phrase, index), [])) if span else None
            if span is not None:
                yield Trigger(part.owner, span, part.phrase)


def _extend(span: Span, pieces: list[Span]) -> Span | None:
    for piece in pieces:
        if span.end <= piece.start <= span.end + _MAX_GAP:
            return span.cover(piece)
    return None
