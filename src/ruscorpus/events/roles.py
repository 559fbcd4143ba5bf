"""Roles: who is actor and who is recipient of a trigger, from the order of words and the prepositions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ruscorpus.events.subjects import Scene, Subject, find_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.config.events import Role
    from ruscorpus.events.parties import Party
    from ruscorpus.events.triggers import Trigger
    from ruscorpus.offsets import Span

_OBJECT_GAP = 16  # so many characters may stand between a verb and its object without a preposition
_REACH = 110  # how far from its trigger a prepositional phrase may stand
_ANY_REACH = 60
_HEADED = {
    "with": re.compile(r" ?(?:ร่วม)?กับ"),
    "to": re.compile(r" ?(?:ต่อ|ให้แก่|ให้กับ|ให้|แก่|ใส่|ไปยัง)"),
}
_TOGETHER_GAP = 30
_WORD_GAP = 24
_GOVERNING = re.compile(r"(?:กับ|ต่อ|ให้|ของ|จาก|ถึง|แก่|ใส่|ไปยัง|ที่)$")  # the trigger has the preposition in it
_COMPLEMENT = re.compile(r"ว่า|ที่")
_COORDINATED = re.compile(r"(?:และ|แต่|หรือ|แล้ว|โดย)\s?$")
_PREPOSITIONAL = frozenset({"ด้วย", "โดย", "ใน"})  # ลงนามในความตกลง: the agreement is a thing, no deed
_NOMINAL = re.compile(r"(?:การ|ความ|ข้อ|คำ|งาน)$")
_MUTUAL_TYPES = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})


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
    passive = _passive_agent(scene, trigger)
    if frame.passive or passive is not None or _is_passive(scene, trigger):
        return _passive(scene, trigger, passive)
    nominal = frame.nominal or _noun_start(scene, trigger) >= 0
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
    recipient, sureness = _recipient(scene, trigger, subject)
    return _settle(scene, trigger, subject, recipient, sureness, fallback)


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
        if len(actor) > 1 and frame.type in _MUTUAL_TYPES and "with" in frame.recipient:  # "คิมกับปูตินพบกัน"
            return Roles(tuple(sorted(actor)), (), span, sureness, subject_end)
        return None
    actor, others = tuple(sorted(actor)), tuple(sorted(others))
    if frame.inverse:
        actor, others = others, actor
    return Roles(actor, others, span, sureness, subject_end)


def _recipient(scene: Scene, trigger: Trigger, subject: Subject) -> tuple[Party | None, float]:
    """Return the other party, looked for in the order of the frame's roles, and how sure that is."""
    together = len(subject.ids) > 1 and trigger.frame.type in _MUTUAL_TYPES
    order = trigger.frame.recipient
    if "that" in order and scene.reading.flow.startswith("ว่า", trigger.head.end):
        order = ("that", *(role for role in order if role != "that"))
    for role in order:
        if role == "none":
            return None, 1.0
        if together and role in ("with", "left", "any"):
            party = _right(scene, trigger, "with", exclude=subject.ids) if role == "with" else None
            if party is not None and party.span.start - trigger.head.end <= _TOGETHER_GAP:
                return party, 0.95
            continue  # those who act together need no partner
        if role == "left":
            party, sureness = _left(scene, trigger, subject), 0.75
        elif role in ("after", "before"):
            party, sureness = _beside_words(scene, trigger, subject.ids, role), 0.95
        elif role == "that":
            party, sureness = _in_clause(scene, trigger, subject.ids), 0.95
        else:
            party = _right(scene, trigger, role, exclude=subject.ids)
            sureness = 0.8 if role == "any" else 1.0
        if party is not None:
            return _both(scene, trigger, party), sureness
    return None, 1.0


def _right(
    scene: Scene, trigger: Trigger, role: Role | Literal["by"], exclude: tuple[str, ...] = ()
) -> Party | None:
    """Return the first party right of the trigger in *role*, in the same clause."""
    end = trigger.head.end
    for party in scene.parties:
        if party.span.end <= end or not party.ids or set(party.ids) <= set(exclude):
            continue
        gap = max(0, party.span.start - end)
        if gap > _REACH or scene.reading.last(scene.lexicon.openers, end, party.span.start):
            return None
        if _barrier(scene, trigger, party.span.start, loose=role == "any"):
            return None
        if party.free and party.paused and not party.marker and gap > _OBJECT_GAP and role != "of":
            return None  # a new clause with its own subject
        if gap <= 1 and role == "object" and _GOVERNING.search(scene.reading.flow, trigger.head.start, end):
            return party
        if _fits(party, role, gap) or (role in _HEADED and _headed(scene, end, party, role)):
            return party
        if role == "object":
            return None
    return None


def _barrier(scene: Scene, trigger: Trigger, position: int, *, loose: bool) -> bool:
    """Tell whether another verb's clause begins between the trigger and *position*.

    It does at ซึ่ง and its kin, and at และ before a verb; a *loose* role ends at any other verb.
    """
    end = trigger.span.end
    if scene.reading.first(scene.lexicon.barriers, end, position) is not None:
        return True
    for start in scene.verbs:
        if end + 1 < start < position and not _NOMINAL.search(scene.reading.flow, end, start):
            left = scene.lexicon.skip_auxiliaries(scene.reading, start, end)
            if loose or _COORDINATED.search(scene.reading.flow, end, left):
                return True
    return False


def _headed(scene: Scene, end: int, party: Party, role: str) -> bool:
    """``ลงนามกับ[บริษัท]ของรัสเซีย``: the preposition is there, and the party owns what it governs."""
    if party.marker not in ("of", "modifier"):
        return False
    return _HEADED[role].match(scene.reading.flow, end) is not None


def _fits(party: Party, role: Role | Literal["by"], gap: int) -> bool:
    if role == "object":
        return gap <= _OBJECT_GAP and (
            not party.marker
            or (party.place and party.marker not in ("in", "from"))
            or (party.marker == "to" and gap <= 8 and party.word in ("ถึง", "ไปยัง", "ยัง", "ไป", "มา", "เข้า"))
            or (party.marker == "modifier" and gap <= 12)
            or (party.marker == "of" and gap <= 8)
        )
    if role == "any":
        return gap <= _ANY_REACH and party.marker not in ("by", "in")
    if role == "in":
        return party.marker == "in" or (party.place and party.marker in ("", "modifier"))
    return party.marker == role


def _in_clause(scene: Scene, trigger: Trigger, exclude: tuple[str, ...]) -> Party | None:
    """Return the first party of what the trigger says: ``เตือนว่า(หาก)รัสเซีย…``, ``ขอบคุณที่ไทย…``."""
    flow, end = scene.reading.flow, trigger.head.end
    if flow[trigger.head.start : end].endswith("ว่า"):
        opened = end
    else:
        word = _COMPLEMENT.search(flow, end, min(scene.reading.high, end + _WORD_GAP))
        if word is None:
            return None
        opened = word.end()
    for party in scene.parties:
        if party.span.start >= opened and party.ids and party.marker not in ("in", "modifier"):
            near = party.span.start - opened <= 2 * _WORD_GAP
            return party if near and not set(party.ids) <= set(exclude) else None
    return None


def _both(scene: Scene, trigger: Trigger, party: Party) -> Party:
    """Return *party* with its partner where a charge is about what two do: ``ความร่วมมือระหว่าง A กับ B``."""
    if trigger.frame.type != "ACCUSE" or party.marker not in ("from", "between"):
        return party
    for other in scene.parties:
        gap = other.span.start - party.span.end
        if 0 <= gap <= _OBJECT_GAP and other.ids and other.marker in ("to", "with", "coordinator"):
            ids = tuple(dict.fromkeys((*party.ids, *other.ids)))
            return replace(party, ids=ids, span=party.span.cover(other.span))
    return party


def _left(scene: Scene, trigger: Trigger, subject: Subject) -> Party | None:
    """Return a party between subject and trigger: ``จีนร่วมกับรัสเซียจัด…``, ``เยือนเปียงยางและลงนาม``."""
    low = subject.party.span.end if subject.party else scene.reading.low
    for party in reversed(scene.parties):
        between = low <= party.span.start and party.span.end <= trigger.head.start
        if between and not set(party.ids) <= set(subject.ids) and party.marker not in ("modifier", "by"):
            return party
    return None


def _beside_words(scene: Scene, trigger: Trigger, exclude: tuple[str, ...], role: Role) -> Party | None:
    """Return the party next to one of the frame's ``words`` right of the trigger."""
    for word in trigger.words:
        if word.start < trigger.head.start:
            continue
        for party in scene.parties:
            if not party.ids or set(party.ids) <= set(exclude) or party.span.start < trigger.head.end:
                continue
            gap = party.span.start - word.end if role == "after" else word.start - party.span.end
            if 0 <= gap <= _WORD_GAP:
                return party
    return None


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
        if role in trigger.frame.recipient:
            continue
        owner = _right(scene, trigger, role)
        if owner is None:
            continue
        subject = Subject(owner.ids, owner, 0.9 if role != "from" else 0.8)
        recipient, sureness = _recipient(scene, trigger, subject)
        found = _settle(scene, trigger, subject, recipient, sureness)
        if found is not None and (not owner.anaphor or _of_several(trigger, owner)):
            return replace(found, subject_end=_noun_start(scene, trigger))
    return None


def _adjunct(scene: Scene, trigger: Trigger) -> Roles | None:
    """``ระหว่างการเยือนฟิจิ นายกฯ …``: what the subject of the main clause did meanwhile, before or after."""
    start = _noun_start(scene, trigger)
    if trigger.frame.type not in _MUTUAL_TYPES or trigger.frame.inverse:
        return None
    adjunct = scene.reading.ending(scene.lexicon.adjunct, start)
    if adjunct is None:
        return None
    recipient, sureness = _recipient(scene, trigger, Subject((), None, 1.0))
    if recipient is None:
        return None
    subject = find_subject(scene, adjunct.start())
    if subject is None or set(subject.ids) & set(recipient.ids) or subject.party is None:
        following = next((p for p in scene.parties if p.span.start >= recipient.span.end and p.free), None)
        if following is None or following.place or not following.ids or not following.paused:
            return None
        subject = Subject(following.ids, following, 0.85)
    return _settle(scene, trigger, subject, recipient, sureness * 0.9)


def _of_several(trigger: Trigger, owner: Party) -> bool:
    """``การพบหน้ากันของทั้งคู่``: the owners are those who act together."""
    frame = trigger.frame
    return len(owner.ids) > 1 and (frame.mutual or (frame.type in _MUTUAL_TYPES and frame.mode != "visit"))


def _noun_start(scene: Scene, trigger: Trigger) -> int:
    """Return where the nominalisation (การ…) of the trigger begins; -1 where it is a verb."""
    flow, start = scene.reading.flow, trigger.head.start
    if flow.startswith(("การ", "ความ"), start):
        return start
    prefix = _NOMINAL.search(flow, max(scene.reading.low, start - 4), start)
    return prefix.start() if prefix else -1


def _light(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the nominal trigger depends on a light verb: ``มีการลงนาม``, ``เริ่มการเจรจา``."""
    start = _noun_start(scene, trigger)
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


def _passive(scene: Scene, trigger: Trigger, agent: Party | None) -> Roles | None:
    """``ยูเครนถูกรัสเซียโจมตี``, ``ได้รับการต้อนรับจากคิม``: the subject is the recipient."""
    start = trigger.head.start
    if agent is not None:  # the subject stands before ถูก
        start = max(scene.reading.low, scene.reading.flow.rfind(agent.word, 0, agent.span.start))
    patient = find_subject(scene, start, people=True)
    agent = agent or _right(scene, trigger, "by") or _right(scene, trigger, "from")
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
