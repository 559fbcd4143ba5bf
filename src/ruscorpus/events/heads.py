"""Heads: the words of a sentence that may tell a deed, each with what the rules make of it.

A *head* is a word and one event type. Where a frame's trigger stands whole, the rules have found roles and
status for it, or have not; where only a piece of it stands, or a word that annotated texts tie to the
type, they say nothing. :mod:`ruscorpus.events.judge` decides which heads tell a deed, and whose.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.config.events import Frame
from ruscorpus.events.triggers import Trigger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ruscorpus.events.dating import Candidates
    from ruscorpus.events.roles import Roles
    from ruscorpus.events.status import Asserted
    from ruscorpus.events.subjects import Scene
    from ruscorpus.events.triggers import Found
    from ruscorpus.model import Event, Mention
    from ruscorpus.offsets import Span

FUTURE_AGREES = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that become AGREE where they are still to come."""
_BESIDE = 2


class Read(NamedTuple):
    """A trigger of a frame with the roles and the status that the rules read from its sentence, if any."""

    trigger: Trigger
    roles: Roles | None
    asserted: Asserted | None


class Head(NamedTuple):
    """A word that may tell a deed of ``type``.

    ``source``: ``frame`` where a frame's trigger stands with all that it requires, ``piece`` where only its
    first piece does, ``word`` for a word of :attr:`EventWeights.words`; with ``.own`` for the frame's type
    where the rules read another, and ``.future`` for the AGREE that a deed to come would be. ``start`` and
    ``end``: where the word stands in the flow.
    """

    trigger: Trigger
    type: str
    source: str
    start: int
    end: int
    roles: Roles | None = None
    asserted: Asserted | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Who the text spoke of before the sentence."""

    focus: tuple[str, ...]
    dyad: tuple[str, ...]
    recent: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Actor and recipient, both sorted, of the deeds of the last two sentences, the latest last."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence as the rules have read it. ``events`` are those that they find in it, dated by rules."""

    scene: Scene
    mentions: Sequence[Mention]
    reads: Sequence[Read]
    hits: Sequence[Found]
    cuts: Sequence[int]
    memory: Memory
    events: Sequence[Event]
    chosen: Callable[[Event], Event]
    """Gives one of ``events`` the date that the weights choose."""
    dated: Callable[[Event, Span], Event]
    """Gives an event, told at a span, its date."""
    offers: Callable[[Event, Span], Candidates]
    """Gives the dates that an event told at a span may have."""


def is_told_at(event: Event, head: Head) -> bool:
    """Tell whether *head* stands in the stretch that shows *event*, or right beside it."""
    return event.span.start - _BESIDE <= head.start <= event.span.end + _BESIDE


def heads_of(
    told: Told, words: Mapping[str, Sequence[str]], tokens: Sequence[tuple[Span, str]]
) -> list[Head]:
    """Return the heads of a sentence, one a place and type, those first of which the rules know most.

    *words* gives the types that a word is tied to, *tokens* are the words of the sentence.
    """
    found = _of_frames(told)
    whole = {(read.trigger.head.start, read.trigger.frame.type) for read in told.reads}
    # In "เผชิญมาตรการ[คว่ำบาตร]จาก" the verb alone would make the one who suffers act.
    turned: dict[str, list[Span]] = defaultdict(list)
    for trigger in (read.trigger for read in told.reads):
        if trigger.frame.passive or trigger.frame.inverse:
            turned[trigger.frame.type].append(trigger.span)
    for span, piece in told.hits:
        for part in piece.heads:
            frame = part.frame
            place = span.start, frame.type
            if place in found or place in whole:
                continue
            if not any(around.contains(span) for around in turned.get(frame.type, ())):
                source = "first-piece" if part.rest else "piece"
                found[place] = Head(Trigger(frame, span, span, part.phrase), frame.type, source, *span)
    taken: dict[str, list[tuple[int, int]]] = {}
    for head in found.values():
        taken.setdefault(head.type, []).append((head.start, head.end))
    for kind, spans in turned.items():
        taken.setdefault(kind, []).extend(spans)
    for span, word in tokens:
        for kind in words.get(word, ()):
            places = taken.setdefault(kind, [])
            if not any(start <= span.start < end for start, end in places):
                places.append(span)
                trigger = Trigger(plain_frame(kind), span, span, word)
                found[span.start, kind] = Head(trigger, kind, "word", *span)
    return list(found.values())


def _of_frames(told: Told) -> dict[tuple[int, str], Head]:
    """Return the heads where triggers stand whole, by place and type."""
    found: dict[tuple[int, str], Head] = {}
    for trigger, roles, asserted in told.reads:
        kind = asserted.type if asserted else trigger.frame.type
        if (trigger.head.start, kind) not in found:
            found[trigger.head.start, kind] = Head(trigger, kind, "frame", *trigger.head, roles, asserted)
    for trigger, roles, asserted in told.reads:
        kinds = {trigger.frame.type: "frame.own"}
        if trigger.frame.type in FUTURE_AGREES:
            kinds.setdefault("AGREE", "frame.future")
        for kind, source in kinds.items():
            if (trigger.head.start, kind) not in found:
                found[trigger.head.start, kind] = Head(trigger, kind, source, *trigger.head, roles, asserted)
    return found


_PLAIN: dict[str, Frame] = {}


def plain_frame(kind: str) -> Frame:
    """Return a frame of *kind* that asks for nothing: the rules on status need one."""
    if kind not in _PLAIN:
        _PLAIN[kind] = Frame(id=f"word-{kind.lower()}", type=kind, triggers=("…",), unary=True)
    return _PLAIN[kind]
