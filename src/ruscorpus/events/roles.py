"""Roles: who is actor and who is recipient of a trigger, from the order of words and the prepositions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.events.recipients import find_recipient, noun_start, party_behind
from ruscorpus.events.subjects import MUTUAL_TYPES, Scene, Subject, find_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.parties import Party
    from ruscorpus.events.triggers import Trigger
    from ruscorpus.offsets import Span

_PREPOSITIONAL = frozenset({"ด้วย", "โดย", "ใน"})  # ลงนามในความตกลง: the agreement is a thing, no deed
_AGREED = re.compile(r"(?:ข้อ|ความ)ตกลง")  # a thing, no deed


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor and recipient ids of a trigger, the stretch that shows them, and how sure the roles are."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    span: Span
    sureness: float
    subject_end: int
    """Where the words between subject and trigger begin: negations and auxiliaries stand there."""


def find_roles(scene: Scene, trigger: Trigger, fallback: Sequence[str] = ()) -> Roles | None:
    """Return the roles of *trigger*; None where a party that the frame needs is not there.

    *fallback* holds recipients to take where the sentence names none (an answer goes to who charged).
    """
    frame = trigger.frame
    pressed = trigger.phrase.endswith("... ให้") and frame.type in ("REQUEST", "COOPERATE")
    if pressed and not any(_inside(p, trigger) for p in scene.parties):
        return None  # "เร่ง(ส่งน้ำมัน)ให้": nobody is pressed
    passive = _passive_agent(scene, trigger)
    if frame.passive or passive is not None or _is_passive(scene, trigger):
        return _passive(scene, trigger, passive, fallback)
    nominal = frame.nominal or noun_start(scene, trigger) >= 0
    if _AGREED.match(scene.reading.flow, max(0, noun_start(scene, trigger))) and not frame.nominal:
        return None
    if nominal:
        found = _nominal(scene, trigger)
        if found is not None:
            return found
        if not _light(scene, trigger):
            return _adjunct(scene, trigger)
    start = trigger.head.start
    subject = find_subject(scene, start, people=frame.people)
    if subject is None or (frame.persons and subject.party is not None and not subject.party.person):
        return None
    if nominal:
        subject = replace(subject, sureness=subject.sureness * 0.85)
    recipient, sureness = find_recipient(scene, trigger, subject)
    return _settle(scene, trigger, subject, recipient, sureness, fallback)


def _inside(party: Party, trigger: Trigger) -> bool:
    return bool(party.ids) and trigger.head.end <= party.span.start and party.span.end <= trigger.span.end


def _settle(
    scene: Scene,
    trigger: Trigger,
    subject: Subject,
    recipient: Party | None,
    sureness: float = 1.0,
    fallback: Sequence[str] = (),
) -> Roles | None:
    """Put actor and recipient together after the frame's kind: mutual, unary, inverse or directed."""
    frame = trigger.frame
    actor = subject.ids
    ids = recipient.ids if recipient else ()
    if recipient is not None and recipient.place and frame.places:
        ids = recipient.names
    others = tuple(i for i in ids if i not in actor)
    sureness *= subject.sureness
    if frame.unary and len(actor) > 1 and recipient is not None and recipient.place:
        recipient, others = None, ()  # "A กับ B ตกลงหยุดยิงกันที่กรุงโดฮา": only where they did
    if not others:
        others = tuple(i for i in fallback if i not in actor)
        sureness *= 0.8 if others else 1.0
    if not others and frame.default and frame.default not in actor:
        others = (frame.default,)
    span = trigger.shown or trigger.span
    subject_end = scene.reading.low
    if subject.party is not None:
        span = span.cover(subject.party.span)
        subject_end = min(subject.party.span.end, trigger.head.start)
    if recipient is not None and others:
        span = span.cover(recipient.span)
    if frame.mutual:
        everyone = tuple(sorted({*actor, *others}))
        return Roles(everyone, (), span, sureness, subject_end) if len(everyone) > 1 else None
    if not others and not frame.unary:
        end = trigger.head.end
        each_other = scene.reading.flow[trigger.head.start : end + 3].endswith("กัน")
        together = frame.type in MUTUAL_TYPES and "with" in frame.recipient
        if len(actor) > 1 and (together or each_other):  # "คิมกับปูตินพบกัน", "ทหารสองประเทศยิงปะทะกัน"
            return Roles(tuple(sorted(actor)), (), span, sureness, subject_end)
        return None
    actor, others = tuple(sorted(actor)), tuple(sorted(others))
    if frame.inverse:
        actor, others = others, actor
    return Roles(actor, others, span, sureness, subject_end)


def _nominal(scene: Scene, trigger: Trigger) -> Roles | None:
    """``การหารือระหว่าง A กับ B``, ``การเยือน B ของ A``, ``การโจมตี B โดย A``, ``การส่งอาวุธจาก A ไปยัง B``."""
    end = trigger.head.end
    for party in scene.parties:
        gap = party.span.start - end
        if 0 <= gap <= 40 and party.marker == "between" and len(party.ids) > 1:
            return _settle(scene, trigger, Subject(party.ids, party, 0.75 if party.anaphor else 0.95), None)
        if 0 <= gap <= 40 and party.marker == "between" and party.ids:
            other = next(
                (p for p in scene.parties if p.span.start >= party.span.end and p.marker == "with"), None
            )
            if other is not None and other.span.start - party.span.end <= 50:
                return _settle(scene, trigger, Subject(party.ids, party, 0.9), other)
    for role in ("of", "by", "from"):
        if role in trigger.frame.recipient and not _has_object(scene, trigger):
            continue
        owner = party_behind(scene, trigger, role)
        if owner is None:
            continue
        subject = Subject(owner.ids, owner, 0.9 if role != "from" else 0.8)
        recipient, sureness = find_recipient(scene, trigger, subject)
        if recipient is None and "left" in trigger.frame.recipient:  # "A ปฏิเสธข้อเรียกร้องของ B"
            main = find_subject(scene, trigger.head.start)
            recipient, sureness = (main.party, 0.9) if main is not None else (None, 1.0)
        found = _settle(scene, trigger, subject, recipient, sureness)
        if found is not None and (not owner.anaphor or _of_several(trigger, owner)):
            return replace(found, subject_end=noun_start(scene, trigger))
    return None


def _adjunct(scene: Scene, trigger: Trigger) -> Roles | None:
    """``ระหว่างการเยือนฟิจิ นายกฯ …``: what the subject of the main clause did meanwhile, before or after."""
    start = noun_start(scene, trigger)
    if trigger.frame.type not in MUTUAL_TYPES or trigger.frame.inverse:
        return None
    adjunct = scene.reading.ending(scene.lexicon.adjunct, start)
    if adjunct is None:
        return None
    recipient, sureness = find_recipient(scene, trigger, Subject((), None, 1.0))
    if recipient is None:
        return None
    subject = find_subject(scene, adjunct.start())
    if subject is None or set(subject.ids) & set(recipient.ids) or subject.party is None:
        following = next((p for p in scene.parties if p.span.start >= recipient.span.end and p.free), None)
        if following is None or following.place or not following.ids or not following.paused:
            return None
        subject = Subject(following.ids, following, 0.85)
    return _settle(scene, trigger, subject, recipient, sureness * 0.9)


def _has_object(scene: Scene, trigger: Trigger) -> bool:
    """``การผนวก[ไครเมีย]ของ…``: the noun has its object, so that who stands behind ของ did it."""
    party = party_behind(scene, trigger, "object")
    return party is not None and party.marker != "of"


def _of_several(trigger: Trigger, owner: Party) -> bool:
    """``การพบหน้ากันของทั้งคู่``: the owners are those who act together."""
    frame = trigger.frame
    return len(owner.ids) > 1 and (frame.mutual or (frame.type in MUTUAL_TYPES and frame.mode != "visit"))


def _light(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the nominal trigger depends on a light verb: ``มีการลงนาม``, ``เริ่มการเจรจา``."""
    start = noun_start(scene, trigger)
    light = scene.reading.ending(scene.lexicon.light, start) if start >= 0 else None
    if light is None:
        return False
    return scene.reading.flow.startswith("การ", start) or light.group().strip() not in _PREPOSITIONAL


def _is_passive(scene: Scene, trigger: Trigger) -> bool:
    return scene.reading.ending(scene.lexicon.passive, trigger.head.start) is not None


def _passive_agent(scene: Scene, trigger: Trigger) -> Party | None:
    """Return the agent between ถูก and the verb: ``ยูเครนถูกรัสเซียโจมตี``."""
    for party in scene.parties:
        if party.marker == "by" and party.word in ("ถูก", "โดน"):
            between = scene.reading.flow[party.span.end : trigger.head.start]
            if party.span.end <= trigger.head.start and len(between.strip()) <= 6:
                return party
    return None


def _passive(
    scene: Scene, trigger: Trigger, agent: Party | None, fallback: Sequence[str] = ()
) -> Roles | None:
    """``ยูเครนถูกรัสเซียโจมตี``, ``ได้รับการต้อนรับจากคิม``: the subject is the recipient."""
    start = trigger.head.start
    if agent is not None:  # the subject stands before ถูก
        start = max(scene.reading.low, scene.reading.flow.rfind(agent.word, 0, agent.span.start))
    patient = find_subject(scene, start, people=True)
    agent = agent or party_behind(scene, trigger, "by") or party_behind(scene, trigger, "from")
    if agent is None and patient is not None and fallback and not set(fallback) & set(patient.ids):
        cover = trigger.span.cover(patient.party.span) if patient.party is not None else trigger.span
        return Roles(tuple(sorted(fallback)), tuple(sorted(patient.ids)), cover, 0.7, scene.reading.low)
    if agent is None or patient is None:
        return None
    others = tuple(sorted(i for i in patient.ids if i not in agent.ids))
    if not others:
        return None
    span = (trigger.shown or trigger.span).cover(agent.span)
    low = scene.reading.low
    if patient.party is not None:
        span = span.cover(patient.party.span)
        low = patient.party.span.end
    return Roles(
        tuple(sorted(agent.ids)), others, span, patient.sureness * 0.95, min(low, trigger.head.start)
    )
