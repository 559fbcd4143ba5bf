"""Triggers: where a frame's phrases stand. Gapped phrases (``ให้ ... ยืม``) match within one clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.phrases import PhraseSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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

    def may_hold(self, names: frozenset[str]) -> bool:
        """Tell whether a sentence with these phrases has what the frame requires, near its trigger or not."""
        if self.objects and self.objects.isdisjoint(names):
            return False
        return not any(group.isdisjoint(names) for group in self.requires)

    def hold(self, trigger: Trigger, present: Present, cuts: Sequence[int]) -> bool:
        """Tell whether one phrase of each required group stands near *trigger*, and none that it excludes."""
        for group in self.requires:
            if not any(_near(trigger, present.spans[phrase]) for phrase in group & present.names):
                return False
        return not any(
            _excluded(trigger, present.spans[phrase], cuts) for phrase in self.unless & present.names
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a frame, seen from its first piece; the pieces that must follow are the ``rest``."""

    frame: Frame
    phrase: str
    rest: tuple[str, ...]
    conditions: _Conditions


@dataclass(slots=True)
class Piece:
    """A phrase that is looked for, with all that it may be: many a frame has triggers with the same piece.

    ``heads``: the triggers that begin with it. ``types``: those of the frames whose triggers it belongs to.
    """

    text: str
    heads: list[Part] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    follows: bool = False
    """It is a later piece of some trigger."""
    condition: bool = False
    """It is a phrase of some frame's conditions."""


Found = tuple["Span", Piece]
"""A phrase of a trigger or of a condition, and where it stands."""


class Present(NamedTuple):
    """The phrases of conditions that a sentence holds: where they stand, and their names as a set."""

    spans: Mapping[str, Sequence[Span]]
    names: frozenset[str]

    def of(self, phrases: frozenset[str]) -> Iterator[Span]:
        """Yield where any of *phrases* stand."""
        for phrase in phrases & self.names:
            yield from self.spans[phrase]


class Triggers:
    """All triggers of all frames, and the phrases of their conditions, in one pass."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        self._set: PhraseSet[Piece] = PhraseSet((piece.text, piece) for piece in self._pieces())

    def _pieces(self) -> Iterable[Piece]:
        found: dict[str, Piece] = {}
        for frame in self.frames:
            conditions = _Conditions.of(frame)
            for phrase in dict.fromkeys(frame.triggers):
                first, *rest = phrase.split(GAP)
                head = found.setdefault(first, Piece(first))
                head.heads.append(Part(frame, phrase, tuple(rest), conditions))
                head.types.add(frame.type)
                for text in rest:
                    later = found.setdefault(text, Piece(text))
                    later.types.add(frame.type)
                    later.follows = True
        wanted = {
            phrase
            for f in self.frames
            for group in (*f.requires, f.objects, f.unless, f.words, *f.modes.values())
            for phrase in group
            if not phrase.startswith("@")
        }
        for text in sorted(wanted):
            found.setdefault(text, Piece(text)).condition = True
        return found.values()

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
        spans: dict[str, list[Span]] = {}
        for mention in mentions:
            spans.setdefault(f"@{mention.type}", []).append(mention.span)
        later: dict[str, list[Span]] = {}
        for span, piece in hits:
            if piece.condition:
                spans.setdefault(piece.text, []).append(span)
            if piece.follows:
                later.setdefault(piece.text, []).append(span)
        present = Present(spans, frozenset(spans))
        whole = _complete(hits, later, present.names)
        found = [
            (trigger, conditions)
            for trigger, conditions in _with_objects(whole, hits, present, flow, cuts)
            if not _THING.search(flow, max(0, trigger.head.start - _LONGEST_THING), trigger.head.start)
            and conditions.hold(trigger, present, cuts)
        ]
        found.sort(key=_rank)
        heads = {trigger.head for trigger, _ in found}
        return [
            _told(trigger, conditions, present)
            for trigger, conditions in found
            if not any(_takes(head, trigger.head) for head in heads)
        ]


def _rank(found: tuple[Trigger, _Conditions]) -> tuple[int, int, float, str]:
    frame, _, head, *_ = found[0]
    return head.start, -head.end, -frame.confidence, frame.id


def _complete(
    hits: Iterable[Found], later: Mapping[str, Sequence[Span]], names: frozenset[str]
) -> Iterator[tuple[Trigger, _Conditions]]:
    """Yield whole triggers: single pieces, and gapped ones whose pieces follow each other closely.

    Left out are those whose frame requires what nothing in the sentence is among: most, and quickly told.
    """
    hopeful: dict[str, bool] = {}
    for head, piece in hits:
        for part in piece.heads:
            whole: Span | None = head
            for text in part.rest:
                if text not in later:
                    whole = None
                    break
                whole = _extend(whole, later[text]) if whole else None
            if whole is None:
                continue
            frame, conditions = part.frame, part.conditions
            hope = hopeful.get(frame.id)
            if hope is None:
                hope = hopeful[frame.id] = conditions.may_hold(names)
            if hope:
                yield Trigger(frame, whole, head, part.phrase), conditions


def _told(trigger: Trigger, conditions: _Conditions, present: Present) -> Trigger:
    """Return *trigger* with all that its frame's conditions tell of it."""
    frame, span, head, phrase, _, _, _ = trigger
    near = sorted(s for s in present.of(conditions.words) if head.end <= s.start <= head.end + _WORDS_AFTER)
    shown, mode = _shown(trigger, conditions, present), _mode(trigger, conditions, present)
    return Trigger(frame, span, head, phrase, tuple(near), shown, mode)


def _shown(trigger: Trigger, conditions: _Conditions, present: Present) -> Span:
    """Return the trigger's span with its object and, behind it, the first words conditions ask for."""
    span = trigger.shown or trigger.span
    for group in conditions.requires:
        nearest = min((s for s in present.of(group) if s.start >= trigger.head.end), default=None)
        if nearest is not None and nearest.start - trigger.span.end <= _SHOWN_AFTER:
            span = span.cover(nearest)
    return span


def _mode(trigger: Trigger, conditions: _Conditions, present: Present) -> str:
    """Return the frame's mode, or the first of its ``modes`` that has a phrase behind the trigger."""
    start = trigger.head.start
    for mode, phrases in conditions.modes:
        if any(0 <= s.start - start <= _AFTER for s in present.of(phrases)):
            return mode
    return trigger.frame.mode


def _with_objects(
    triggers: Iterable[tuple[Trigger, _Conditions]],
    hits: Sequence[Found],
    present: Present,
    flow: str,
    cuts: Sequence[int],
) -> Iterator[tuple[Trigger, _Conditions]]:
    """Yield the triggers whose frame asks for no object, and those that have theirs."""
    starts: list[int] = []
    for trigger, conditions in triggers:
        if not conditions.objects:
            yield trigger, conditions
            continue
        spans = sorted(present.of(conditions.objects))
        if not starts:  # where clauses and verbs begin: few sentences ask
            starts = sorted({*cuts, *(span.start for span, piece in hits if piece.heads)})
        found = _object_behind(trigger, spans, flow, starts) or _object_before(trigger, spans, flow, cuts)
        if found is not None:
            yield trigger._replace(shown=trigger.span.cover(found)), conditions


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


def _extend(span: Span, pieces: Iterable[Span]) -> Span | None:
    for piece in pieces:
        if span.end <= piece.start <= span.end + _MAX_GAP:
            return span.cover(piece)
    return None
