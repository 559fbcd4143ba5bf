"""Roles: who is actor and who is recipient of a trigger, from the order of words and the prepositions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.lexicon import Lexicon
    from ruscorpus.events.parties import Party
    from ruscorpus.events.triggers import Trigger

_OBJECT_GAP = 14  # so many characters may stand between a verb and its object without a preposition
_REACH = 110  # how far from its trigger a prepositional phrase may stand
_SUBJECT_REACH = 160
# After these the subject stays the one of the clause before, not the object just named.
_SERIAL = re.compile(r"\s?(?:และ|แล้ว|พร้อม|เพื่อ|โดย|จึง|รวมถึง|รวมทั้ง|ก่อนจะ|ก่อน|ตลอดจน|อีกทั้ง|ทั้งยัง|ซึ่งถือ|เพราะ)")
_CAUSATIVE = frozenset({"ให้", "ช่วยให้", "เปิดทางให้"})
_INNER_MARKERS = frozenset({"with", "to", "from", "on", "in", "modifier", "of"})
_SPEECH = re.compile(r"(?:ว่า|“|\")\s?")


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor and recipient ids of a trigger, the stretch that shows them, and how sure the roles are."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    span: Span
    sureness: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What role finding looks at: one sentence, its parties, and who the text was about before."""

    flow: str
    sentence: Span
    parties: Sequence[Party]
    lexicon: Lexicon
    boundaries: frozenset[int]
    topic: tuple[str, ...] = ()


def find_roles(scene: Scene, trigger: Trigger) -> Roles | None:
    """Return the roles of *trigger*; None where a party that the frame needs is not there."""
    frame = trigger.frame
    if frame.passive or scene.lexicon.passive.search(
        scene.flow, max(scene.sentence.start, trigger.span.start - 14), trigger.span.start
    ):
        return _passive(scene, trigger)
    nominal = frame.nominal or _nominalised(scene, trigger)
    if nominal:
        between = _between(scene, trigger)
        if between is not None:
            return _settle(scene, trigger, between.ids, between.span, None, 0.95)
        owner = _right(scene, trigger, "of")
        if owner is not None:
            return _settle(scene, trigger, owner.ids, owner.span, _recipient(scene, trigger, owner.ids), 0.9)
    subject, sureness = _subject(scene, trigger)
    actor = subject.ids if subject else scene.topic
    if not actor:
        return None
    if nominal:
        sureness *= 0.85
    span = subject.span if subject else None
    return _settle(scene, trigger, actor, span, _recipient(scene, trigger, actor), sureness)


def _settle(
    scene: Scene,
    trigger: Trigger,
    actor: tuple[str, ...],
    actor_span: Span | None,
    recipient: Party | None,
    sureness: float,
) -> Roles | None:
    """Put actor and recipient together after the frame's kind: mutual, unary or directed."""
    frame = trigger.frame
    others = tuple(i for i in recipient.ids if i not in actor) if recipient else ()
    span = trigger.span
    if actor_span is not None:
        span = span.cover(actor_span)
    if recipient is not None and others:
        span = span.cover(recipient.span)
    if frame.mutual:
        everyone = tuple(sorted({*actor, *others}))
        return Roles(everyone, (), span, sureness) if len(everyone) > 1 else None
    if not others and not frame.unary:
        if len(actor) > 1 and "with" in frame.recipient:  # "คิมกับปูตินพบกัน"
            return Roles(tuple(sorted(actor)), (), span, sureness)
        return None
    return Roles(tuple(sorted(actor)), tuple(sorted(others)), span, sureness)


def _subject(scene: Scene, trigger: Trigger) -> tuple[Party | None, float]:
    """Return the nearest party to the left that can be the subject, and how sure that is."""
    start = trigger.span.start
    sureness = 1.0
    for party in reversed(scene.parties):
        if party.span.end > start:
            continue
        if start - party.span.end > _SUBJECT_REACH:
            break
        between = scene.flow[party.span.end : start]
        if party.place:
            continue
        if party.marker in _INNER_MARKERS and not _causative(party, between):
            continue
        if _SERIAL.match(between) and _is_object(scene, party):
            continue
        if scene.lexicon.opener_between(scene.flow, party.span.end, start, scene.boundaries) >= 0:
            sureness *= 0.75
        if len(between) > 60:
            sureness *= 0.85
        return party, sureness
    return None, 0.6


def _causative(party: Party, between: str) -> bool:
    """``ให้เกาหลีเหนือช่วยผลิต``: the party behind ให้ does the next verb."""
    return party.word in _CAUSATIVE and len(between) <= 12


def _is_object(scene: Scene, party: Party) -> bool:
    """Tell whether a bare party follows a verb directly, rather than opening a clause."""
    start = party.span.start
    if start <= scene.sentence.start or scene.flow[start - 1].isspace():
        return False
    if _SPEECH.search(scene.flow[max(scene.sentence.start, start - 4) : start]):
        return False
    return (
        scene.lexicon.opener_between(
            scene.flow, max(scene.sentence.start, start - 12), start, scene.boundaries
        )
        != start
    )


def _recipient(scene: Scene, trigger: Trigger, actor: tuple[str, ...]) -> Party | None:
    """Return the other party, looked for in the order of the frame's roles."""
    for role in trigger.frame.recipient:
        if role == "none":
            return None
        party = _right(scene, trigger, role, exclude=actor)
        if party is not None:
            return party
    return None


def _right(scene: Scene, trigger: Trigger, role: str, exclude: tuple[str, ...] = ()) -> Party | None:
    """Return the first party right of the trigger in *role*, in the same clause."""
    end = trigger.span.end
    for party in scene.parties:
        if party.span.start < end or set(party.ids) <= set(exclude):
            continue
        gap = party.span.start - end
        if (
            gap > _REACH
            or scene.lexicon.opener_between(scene.flow, end, party.span.start, scene.boundaries) >= 0
        ):
            return None
        if role == "object":
            if gap <= _OBJECT_GAP and (
                not party.marker or party.place or (party.marker in ("to", "modifier", "of") and gap <= 6)
            ):
                return party
        elif party.marker == role:
            return party
    return None


def _between(scene: Scene, trigger: Trigger) -> Party | None:
    """Return the parties of ``การหารือระหว่าง A กับ B``."""
    for party in scene.parties:
        if 0 <= party.span.start - trigger.span.end <= 30 and party.word == "ระหว่าง" and len(party.ids) > 1:
            return party
    return None


def _nominalised(scene: Scene, trigger: Trigger) -> bool:
    return scene.flow[: trigger.span.start].endswith(("การ", "ความ"), max(0, trigger.span.start - 4))


def _passive(scene: Scene, trigger: Trigger) -> Roles | None:
    """``ยูเครนถูกรัสเซียโจมตี``, ``ได้รับการต้อนรับจากคิม``: the subject is the recipient."""
    patient, sureness = _subject(scene, trigger)
    agent = next(
        (
            p
            for p in scene.parties
            if p.word in ("ถูก", "โดน") and p.span.end <= trigger.span.start + 2 and p is not patient
        ),
        None,
    )
    agent = agent or _right(scene, trigger, "by") or _right(scene, trigger, "from")
    if agent is None or patient is None:
        return None
    others = tuple(sorted(i for i in patient.ids if i not in agent.ids))
    if not others:
        return None
    span = trigger.span.cover(agent.span).cover(patient.span)
    return Roles(tuple(sorted(agent.ids)), others, span, sureness * 0.95)
