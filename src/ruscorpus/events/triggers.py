"""Triggers: where a frame's phrases stand. Gapped phrases (``ให้ ... ยืม``) match within one clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.phrases import PhraseSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.config.events import Frame
    from ruscorpus.model import Mention
    from ruscorpus.offsets import Span
    from ruscorpus.phrases import ReadText

GAP = " ... "
_MAX_GAP = 60
_BEFORE, _AFTER = 48, 80  # so far from its trigger a condition of a frame may stand
_UNLESS_BEFORE, _UNLESS_AFTER = 20, 28
_SHOWN_AFTER = 40
_WORDS_AFTER = 160
_OBJECT_GAP, _OBJECT_BEFORE = 20, 60
# What ends the noun phrase behind a verb: another verb's words, a preposition, a clause.
_NO_OBJECT = re.compile(r"ให้|เพื่อ|ที่|ซึ่ง|ว่า|จะ|ไม่|โดย|จาก|ด้วย|แต่|แล้ว|ภายใต้|ตาม|ไป(?=\S)|มา(?=จาก)|[\n\"]")
# Behind one of these a verb makes the name of a tool or a trade: เครื่องยิงขีปนาวุธ, นักเจรจา.
_THING = re.compile(r"(?:เครื่อง|แท่น|(?<!เป็น)ฐาน|นัก)$")
_LONGEST_THING = 12
_TURNED = re.compile(r"(?:ถูก|โดน|ได้รับการ)(?:ทางการ|\S{0,24})$|(?:ที่|ซึ่ง)(?!จะ)\S{0,40}$")


class Trigger(NamedTuple):
    """A frame's trigger in the flow. ``head`` is the first piece of a gapped phrase, else the same."""

    frame: Frame
    span: Span
    head: Span
    phrase: str
    words: tuple[Span, ...] = ()
    """Where the frame's ``words`` stand near the trigger."""
    shown: Span | None = None
    """The trigger with the words that its frame requires: what a reader must see (ยิง…ขีปนาวุธ)."""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a phrase: the ``index``-th of ``count``; of a condition of any frame where it has none."""

    frame: Frame | None
    phrase: str
    index: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class _Conditions:
    """What a frame requires, excludes and looks for, as sets: of their phrases a sentence holds but a few."""

    requires: tuple[frozenset[str], ...]
    unless: frozenset[str]
    objects: frozenset[str]
    words: frozenset[str]
    modes: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, frame: Frame) -> _Conditions:
        return cls(
            tuple(map(frozenset, frame.requires)),
            frozenset(frame.unless),
            frozenset(frame.objects),
            frozenset(frame.words),
            tuple((mode, frozenset(phrases)) for mode, phrases in frame.modes.items()),
        )

    def hold(self, trigger: Trigger, present: dict[str, list[Span]], cuts: Sequence[int]) -> bool:
        """Tell whether one phrase of each required group stands near *trigger*, and none that it excludes."""
        for group in self.requires:
            if not any(_near(trigger, present[phrase]) for phrase in group.intersection(present)):
                return False
        return not any(
            _excluded(trigger, present[phrase], cuts) for phrase in self.unless.intersection(present)
        )


Found = tuple["Span", _Part]
"""A phrase of a trigger or of a condition, and where it stands."""


class Triggers:
    """All triggers of all frames, and the phrases of their conditions, in one pass."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        conditions = {
            p
            for f in self.frames
            for group in (*f.requires, f.objects, f.unless, f.words, *f.modes.values())
            for p in group
            if not p.startswith("@")
        }
        self._set: PhraseSet[_Part] = PhraseSet(self._parts(conditions))
        self._conditions = {frame.id: _Conditions.of(frame) for frame in self.frames}

    def _parts(self, conditions: Iterable[str]) -> Iterator[tuple[str, _Part]]:
        for frame in self.frames:
            for phrase in dict.fromkeys(frame.triggers):
                pieces = phrase.split(GAP)
                for index, piece in enumerate(pieces):
                    yield piece, _Part(frame, phrase, index, len(pieces))
        for phrase in sorted(conditions):
            yield phrase, _Part(None, phrase)

    def pieces(self) -> frozenset[str]:
        """Return the single words and pieces that triggers are made of."""
        return frozenset(
            piece for frame in self.frames for phrase in frame.triggers for piece in phrase.split(GAP)
        )

    def heads(self) -> frozenset[str]:
        """Return the words that triggers begin with: verbs, and the nouns made of them."""
        return frozenset(phrase.split(GAP)[0] for frame in self.frames for phrase in frame.triggers)

    def objects(self) -> frozenset[str]:
        """Return the kinds of thing that verbs are done to."""
        return frozenset(noun for frame in self.frames for noun in frame.objects if not noun.startswith("@"))

    def scan(self, read: ReadText) -> list[Found]:
        """Return all hits in the flow, to be cut up by sentence with :meth:`in_sentence`."""
        return self._set.find_payloads(read)

    def in_sentence(
        self, hits: Sequence[Found], flow: str, cuts: Sequence[int] = (), mentions: Iterable[Mention] = ()
    ) -> list[Trigger]:
        """Return the triggers among the hits of one sentence: conditions hold, contained ones dropped.

        *flow* is the text that the hits stand in. *cuts* are the places where clauses begin: what a frame
        excludes counts only in its own clause, and objects stand in it. *mentions* are the sentence's names:
        ``@EQUIPMENT`` among the conditions of a frame stands for any of that type.
        """
        present: dict[str, list[Span]] = {}
        for mention in mentions:
            present.setdefault(f"@{mention.type}", []).append(mention.span)
        own: list[tuple[Span, Frame, _Part]] = []
        for span, part in hits:
            if part.frame is None:
                present.setdefault(part.phrase, []).append(span)
            else:
                own.append((span, part.frame, part))
        found = [
            trigger
            for trigger in self._with_objects(self._complete(own, present), own, present, flow, cuts)
            if not _THING.search(flow, max(0, trigger.head.start - _LONGEST_THING), trigger.head.start)
            and self._conditions[trigger.frame.id].hold(trigger, present, cuts)
        ]
        found.sort(key=lambda t: (t.head.start, -t.head.end, -t.frame.confidence, t.frame.id))
        whole = [t for t in found if not any(_takes(o.head, t.head) for o in found)]
        return [t._replace(shown=self._shown(t, present), mode=self._mode(t, present)) for t in whole]

    def _complete(
        self, hits: Sequence[tuple[Span, Frame, _Part]], present: dict[str, list[Span]]
    ) -> Iterator[Trigger]:
        """Yield whole triggers: single pieces, and gapped ones whose pieces follow each other closely."""
        later: dict[tuple[str, str, int], list[Span]] = {}
        for span, frame, part in hits:
            if part.index:
                later.setdefault((frame.id, part.phrase, part.index), []).append(span)
        for head, frame, part in hits:
            if part.index:
                continue
            whole: Span | None = head
            for index in range(1, part.count):
                whole = _extend(whole, later.get((frame.id, part.phrase, index), [])) if whole else None
            if whole is None:
                continue
            wanted = self._conditions[frame.id].words
            words = [s for word in wanted.intersection(present) for s in present[word]] if wanted else []
            near = sorted(s for s in words if head.end <= s.start <= head.end + _WORDS_AFTER)
            yield Trigger(frame, whole, head, part.phrase, tuple(near))

    def _shown(self, trigger: Trigger, present: dict[str, list[Span]]) -> Span:
        """Return the trigger's span with its object and, behind it, the first words conditions ask for."""
        span = trigger.shown or trigger.span
        for group in self._conditions[trigger.frame.id].requires:
            spans = (s for phrase in group.intersection(present) for s in present[phrase])
            nearest = min((s for s in spans if s.start >= trigger.head.end), default=None)
            if nearest is not None and nearest.start - trigger.span.end <= _SHOWN_AFTER:
                span = span.cover(nearest)
        return span

    def _mode(self, trigger: Trigger, present: dict[str, list[Span]]) -> str:
        """Return the frame's mode, or the first of its ``modes`` that has a phrase behind the trigger."""
        start = trigger.head.start
        for mode, phrases in self._conditions[trigger.frame.id].modes:
            found = phrases.intersection(present)
            if any(0 <= s.start - start <= _AFTER for phrase in found for s in present[phrase]):
                return mode
        return trigger.frame.mode

    def _with_objects(
        self,
        triggers: Iterable[Trigger],
        verbs: Iterable[tuple[Span, Frame, _Part]],
        present: dict[str, list[Span]],
        flow: str,
        cuts: Sequence[int],
    ) -> Iterator[Trigger]:
        """Yield the triggers whose frame asks for no object, and those that have theirs."""
        starts = sorted({*cuts, *(span.start for span, _, part in verbs if not part.index)})
        for trigger in triggers:
            objects = self._conditions[trigger.frame.id].objects
            if not objects:
                yield trigger
                continue
            spans = sorted(s for phrase in objects.intersection(present) for s in present[phrase])
            if not spans:
                continue
            found = _object_behind(trigger, spans, flow, starts) or _object_before(trigger, spans, flow, cuts)
            if found is not None:
                yield trigger._replace(shown=trigger.span.cover(found))


def _takes(other: Span, head: Span) -> bool:
    """Tell whether another trigger holds this one, or begins before it and runs into it."""
    return other != head and (other.contains(head) or other.start < head.start < other.end)


def _near(trigger: Trigger, spans: Sequence[Span]) -> bool:
    return any(
        span.end >= trigger.head.start - _BEFORE and span.start <= trigger.span.end + _AFTER for span in spans
    )


def _object_behind(trigger: Trigger, spans: Sequence[Span], flow: str, cuts: Sequence[int]) -> Span | None:
    """Return the object in the noun phrase behind the trigger: no clause and no other verb begins between."""
    end = trigger.head.end
    span = next((s for s in spans if end <= s.start <= end + _OBJECT_GAP), None)
    if span is None or any(end <= cut < span.start for cut in cuts):
        return None
    return None if _NO_OBJECT.search(flow, end, span.start) else span


def _object_before(trigger: Trigger, spans: Sequence[Span], flow: str, cuts: Sequence[int]) -> Span | None:
    """Return the object before a passive or relative trigger: ``เรือถูก…กัก``, ``เรือที่…กัก``."""
    start = trigger.head.start
    span = next((s for s in reversed(spans) if start - _OBJECT_BEFORE <= s.end <= start), None)
    if span is None or any(span.end < cut < start for cut in cuts):
        return None
    return span if _TURNED.search(flow[span.end : start]) else None


def _excluded(trigger: Trigger, spans: Sequence[Span], cuts: Sequence[int]) -> bool:
    """Tell whether one of *spans* stands close to the trigger, with none of *cuts* between."""
    for span in spans:
        before, after = trigger.head.start - span.end, span.start - trigger.span.end
        if before > _UNLESS_BEFORE or after > _UNLESS_AFTER:
            continue
        left, right = min(span.end, trigger.head.end), max(span.start, trigger.head.start)
        if not any(left <= cut <= right for cut in cuts):
            return True
    return False


def _extend(span: Span, pieces: list[Span]) -> Span | None:
    for piece in pieces:
        if span.end <= piece.start <= span.end + _MAX_GAP:
            return span.cover(piece)
    return None
