"""Which of the events found in a sentence are one deed, told by several words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.model import same_parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.events.triggers import Trigger
    from ruscorpus.model import Event

_VETO = {"REJECT", "SUPPORT"}
_PARTED = re.compile(r"\s|และ|แต่")
_COMPLEMENT = 24  # ให้คำมั่นว่าจะ…, ขู่ว่าจะ…: what is held out stands this close
_PROMISED = 60  # ให้คำมั่นต่อ B ว่าจะส่ง…: the promise is one, however long its addressee
_APART, _FAR_APART = 20, 80  # two verbs this close, or twice the same verb this close, tell one deed


def distinct(found: Iterable[tuple[Trigger, Event]], flow: str) -> list[Event]:
    """Keep one event a deed: same type and parties in one sentence, the surest and earliest of them."""
    kept: list[tuple[Trigger, Event]] = []
    for trigger, event in sorted(found, key=lambda pair: -pair[1].confidence):
        if not any(_same_deed(trigger, event, *other, flow) for other in kept):
            kept.append((trigger, event))
    kept = [pair for pair in kept if not any(_outdone(*pair, *other) for other in kept)]
    kept = [pair for pair in kept if not any(_told_by(*pair, *other) for other in kept)]
    kept = [pair for pair in kept if not any(_means(*pair, *other, flow) for other in kept)]
    events = [event for _, event in kept]
    return sorted(events, key=lambda e: (e.span, e.type, e.actor, e.recipient, e.rule))


def _outdone(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event) -> bool:
    """Tell whether another type reads the same verb better: it has a recipient, or is surer.

    A veto alone is two deeds: a refusal, and support for whom it protects.
    """
    if event.type == other.type or trigger.head != other_trigger.head or {event.type, other.type} == _VETO:
        return False
    mine, theirs = (bool(event.recipient), event.confidence), (bool(other.recipient), other.confidence)
    return (mine, event.type) < (theirs, other.type)


def _told_by(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event) -> bool:
    """Tell whether another event says all that this one says: with a recipient, as promise or refusal."""
    if event is other or event.actor != other.actor:
        return False
    if event.type == other.type and not event.recipient and other.recipient:
        return event.span.overlaps(other.span)
    apart = trigger.head.start - other_trigger.head.end
    if other.type == "REJECT" and event.status == "denied" and event.type != "REJECT":
        refused = other_trigger.shown or other_trigger.span  # จะไม่[คืน]: what is refused is no deed
        if refused.start <= trigger.head.start < refused.end:
            return True
    if event.type == other.type == "AGREE" and event.status == "planned" != other.status:
        return set(event.recipient) == set(other.recipient) and 0 <= apart <= _PROMISED
    held_out = other.type in ("AGREE", "THREATEN") and (
        event.status in ("planned", "hypothetical", "denied") or event.type == "REJECT"
    )
    return held_out and event.type != other.type and 0 <= apart <= _COMPLEMENT


def _means(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event, flow: str) -> bool:
    """Tell whether an event only says how another was done: ``คว่ำบาตร B ด้วยการขึ้นบัญชีดำ…``."""
    if event is other or event.type != other.type or event.actor != other.actor:
        return False
    how = flow.endswith(("ด้วยการ", "โดยการ"), 0, trigger.head.start)
    return how and other_trigger.head.end <= trigger.head.start and event.span.overlaps(other.span)


def _same_deed(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event, flow: str) -> bool:
    """Tell whether two finds are one deed: same type and parties, told by one verb phrase."""
    parties, theirs = (event.actor, event.recipient), (other.actor, other.recipient)
    if event.type != other.type or not same_parties(event.type, parties, theirs):
        return False
    if event.span == other.span or (event.mode == other.mode != "" and event.span.overlaps(other.span)):
        return True  # one stretch of text shows one such deed, however many words tell it
    first, second = sorted((trigger.span, other_trigger.span))
    apart = second.start - first.end
    in_a_row = _PARTED.search(flow, first.end, second.start) is None  # "ส่งเครื่องบินไปช่วย": one verb phrase
    if not in_a_row and apart >= 0 and event.mode and other.mode and event.mode != other.mode:
        return False
    return apart < (_FAR_APART if event.rule == other.rule or in_a_row else _APART)
