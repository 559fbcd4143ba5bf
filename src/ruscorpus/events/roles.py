"""Roles: who is actor and who is recipient of a trigger, from the order of words and the prepositions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.events.recipients import find_recipient, noun_start, party_behind
from ruscorpus.events.subjects import Scene, Subject, find_subject
from ruscorpus.model import MUTUAL_TYPES, is_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.parties import Party
    from ruscorpus.events.triggers import Trigger
    from ruscorpus.offsets import Span

_PREPOSITIONAL = frozenset({"ด้วย", "โดย", "ใน"})  # ลงนามในความตกลง: the agreement is a thing, no deed
_WISH = re.compile(
    r"(?:ข้อเสนอ|ความพยายาม|แผน|แผนการ|คำขอ|ข้อเรียกร้อง|คำขู่|คำเตือน|ข้อกล่าวหา|คำกล่าวหา|ร่างข้อมติ|ร่างมติ|คำเชิญ)\S{0,8}(?:ของ|จาก)?$"
)
_WITH, _WITH_REACH = ("โดยมี", "ซึ่งมี", "และมี"), 120
_TAKES_PART = re.compile(r"\s?(?:เข้าร่วม|ร่วม|สมทบ|เป็น(?:ผู้ซื้อ|ลูกค้า|คู่ค้า|ตลาด|ผู้ร่วม|หุ้นส่วน|ผู้ลงนามร่วม))")
_SUFFERS = re.compile(r"(?:จะ)?(?:ต้อง|ได้รับ|เจอ|เผชิญ)")
_GUESSED = 0.7  # the sureness of a recipient that only the text before names
_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
FORCE = frozenset({"ASSAULT", "COERCE"})
_AIM = 12  # between who did it and the other: ของ A ต่อ[กองทัพ] B
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
    subject_start: int = -1
    """Where the subject begins; -1 where it is not in the sentence."""


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
    if frame.type == "THREATEN" and _SUFFERS.match(trigger.phrase):
        return _told_to_suffer(scene, trigger)
    spoken, shared = frame.type in _WORDS, frame.type in MUTUAL_TYPES
    subject = find_subject(scene, start, people=frame.people, spoken=spoken, shared=shared)
    if subject is None or (frame.persons and subject.party is not None and not subject.party.person):
        return None
    if nominal:
        subject = replace(subject, sureness=subject.sureness * 0.85)
    recipient, sureness = find_recipient(scene, trigger, subject)
    return _settle(scene, trigger, subject, recipient, sureness, fallback)


def _told_to_suffer(scene: Scene, trigger: Trigger) -> Roles | None:
    """Return the roles where the subject is threatened: ``A ขู่ว่า[B]จะต้องรับผลที่ตามมา``."""
    sufferer = find_subject(scene, trigger.head.start)
    if sufferer is None or sufferer.party is None:
        return None
    before = [p for p in scene.parties if p.span.end <= sufferer.party.span.start and p.free and p.ids]
    speaker = next((p for p in reversed(before) if not p.place and p.marker != "of"), None)
    if speaker is None or set(speaker.ids) & set(sufferer.ids):
        return None
    span = trigger.span.cover(sufferer.party.span).cover(speaker.span)
    return Roles(speaker.ids, sufferer.ids, span, 0.85, sufferer.party.span.end)


def _inside(party: Party, trigger: Trigger) -> bool:
    """Tell whether *party* stands in a gapped trigger, or right behind it: ``สั่ง(เมื่อวาน)ให้[B]ทำ``."""
    inside = trigger.head.end <= party.span.start and party.span.end <= trigger.span.end
    return bool(party.ids) and (inside or 0 <= party.span.start - trigger.span.end <= 1)


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
    ids = (*ids, *_also_there(scene, trigger))
    others = tuple(dict.fromkeys(i for i in ids if i not in actor))
    sureness *= subject.sureness
    several = len(actor) > 1 and (frame.unary or frame.type in MUTUAL_TYPES)
    if several and recipient is not None and recipient.place:
        recipient, others = None, ()  # "A กับ B ตกลงหยุดยิงกันที่กรุงโดฮา": only where they did
    if not others:
        others, guess = _unnamed(scene, trigger, subject, fallback)
        sureness *= guess
    span = trigger.shown or trigger.span
    subject_start, subject_end = -1, scene.reading.low
    if subject.party is not None:
        span = span.cover(subject.party.span)
        subject_end = min(subject.party.span.end, trigger.head.start)
        subject_start = subject.party.span.start
    if recipient is not None and others:
        span = span.cover(recipient.span)
    if frame.mutual:
        everyone = tuple(sorted({*actor, *others}))
        if len(everyone) < 2:
            return None
        return Roles(everyone, (), span, sureness, subject_end, subject_start)
    if not others and not frame.unary:
        end = trigger.head.end
        verb = scene.reading.flow[trigger.head.start : end]
        each_other = verb.endswith("กัน") or scene.reading.flow.startswith("กัน", end)
        together = frame.type in MUTUAL_TYPES and "with" in frame.recipient
        if len(actor) > 1 and (together or each_other):  # "คิมกับปูตินพบกัน", "ทหารสองประเทศยิงปะทะกัน"
            return Roles(tuple(sorted(actor)), (), span, sureness, subject_end, subject_start)
        return None
    actor, others = tuple(sorted(actor)), tuple(sorted(others))
    if frame.inverse:
        actor, others = others, actor
    return Roles(actor, others, span, sureness, subject_end, subject_start)


def _also_there(scene: Scene, trigger: Trigger) -> tuple[str, ...]:
    """Return who has a part in it: ``A กับ B ซ้อมรบร่วมกัน โดยมี[C]เข้าร่วม``, ``A ส่งออกข้าว โดยมี[B]เป็นผู้ซื้อ``."""
    if trigger.frame.type not in MUTUAL_TYPES:
        return ()
    for party in scene.parties:
        gap = party.span.start - trigger.span.end
        if 0 <= gap <= _WITH_REACH and party.ids and scene.reading.flow.endswith(_WITH, 0, party.span.start):
            return party.ids if _TAKES_PART.match(scene.reading.flow, party.span.end) else ()
    return ()


def _unnamed(
    scene: Scene, trigger: Trigger, subject: Subject, fallback: Sequence[str]
) -> tuple[tuple[str, ...], float]:
    """Return the recipients that the verb does not name, and a factor on how sure they are."""
    frame, actor = trigger.frame, subject.ids
    if frame.type in FORCE and any(map(is_state, subject.accuser)):  # "A กล่าวหา B ว่าทิ้งระเบิด": on A
        return tuple(i for i in subject.accuser if i not in actor), 0.9
    others = tuple(i for i in fallback if i not in actor)
    if others:
        return others, _GUESSED
    if frame.default and frame.default not in actor:
        return (_chamber(scene, trigger, actor) or frame.default,), 1.0
    return (), 1.0


def _chamber(scene: Scene, trigger: Trigger, actor: Sequence[str]) -> str:
    """Return the organisation that votes, named before: ``อียูคว่ำบาตรไม่ได้เพราะ A ใช้สิทธิยับยั้ง``."""
    before = [p for p in scene.parties if p.span.end <= trigger.head.start and p.marker != "modifier"]
    votes = (p.ids[0] for p in reversed(before) if len(p.ids) == 1 and p.ids[0] in scene.lexicon.chambers)
    return next((body for body in votes if body not in actor), "")


def _pair_of(trigger: Trigger, party: Party) -> bool:
    """Tell whether the names of two belong to the noun before them: ``การค้า[ไทย-รัสเซีย]``."""
    head, span = trigger.head, party.span
    behind = head.end <= span.start <= head.end + 1 or span.start <= head.start < head.end < span.end
    return len(party.ids) > 1 and behind and party.marker in ("", "modifier") and not party.anaphor


def _nominal(scene: Scene, trigger: Trigger) -> Roles | None:
    """``การหารือระหว่าง A กับ B``, ``การเยือน B ของ A``, ``การโจมตี B โดย A``, ``การส่งอาวุธจาก A ไปยัง B``."""
    end = trigger.head.end
    for party in scene.parties:
        gap = party.span.start - end
        if trigger.frame.mutual and trigger.frame.type != "AGREE" and _pair_of(trigger, party):
            return _settle(scene, trigger, Subject(party.ids, party, 0.9), None)
        if 0 <= gap <= 40 and party.marker == "between" and len(party.ids) > 1:
            return _settle(scene, trigger, Subject(party.ids, party, 0.75 if party.anaphor else 0.95), None)
        if 0 <= gap <= 40 and party.marker == "between" and party.ids:
            other = next(
                (p for p in scene.parties if p.span.start >= party.span.end and p.marker == "with"), None
            )
            if other is not None and other.span.start - party.span.end <= 50:
                return _settle(scene, trigger, Subject(party.ids, party, 0.9), other)
    for role in ("of", "by", "from"):
        if role in trigger.frame.recipient and not _has_object(scene, trigger) and not _aimed(scene, trigger):
            continue
        if role == "from" and trigger.frame.type == "REQUEST":
            continue  # "คำขออาวุธจากสหรัฐฯ": who is asked
        owner = party_behind(scene, trigger, role)
        if owner is None or owner.word in ("ถูก", "โดน"):  # "ข้อกล่าวหาของ A ถูก B ปฏิเสธ": B does another verb
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
    if recipient is None or recipient.span.end <= start:
        recipient = _venue(scene, trigger) or recipient
    if recipient is None:
        return None
    opens = (
        not scene.reading.flow[scene.reading.low : adjunct.start()].strip()
        or adjunct.string[adjunct.start() - 1].isspace()
    )
    following = next(
        (p for p in scene.parties if p.span.start >= trigger.head.end and p.free and p.paused), None
    )
    if following is not None and (
        following.place or not following.ids or set(following.ids) & set(recipient.ids)
    ):
        following = None
    subject = find_subject(scene, adjunct.start()) if following is None or not opens else None
    if subject is None or set(subject.ids) & set(recipient.ids) or subject.party is None:
        if following is None or following.span.start < recipient.span.end:
            return None
        subject = Subject(following.ids, following, 0.85)
    return _settle(scene, trigger, subject, recipient, sureness * 0.9)


def _venue(scene: Scene, trigger: Trigger) -> Party | None:
    """``ในการพบกันที่กรุงโตเกียว …``: the state where they met."""
    for party in scene.parties:
        if party.span.start >= trigger.head.end:
            near = party.place and party.marker == "in" and party.span.start - trigger.head.end <= 12
            return party if near else None
    return None


def _has_object(scene: Scene, trigger: Trigger) -> bool:
    """``การผนวก[ไครเมีย]ของ…``: the noun has its object, so that who stands behind ของ did it."""
    party = party_behind(scene, trigger, "object")
    return party is not None and party.marker != "of"


def _aimed(scene: Scene, trigger: Trigger) -> bool:
    """``การโจมตีของ A ต่อ B``: who stands behind ของ did it where another preposition tells to whom."""
    owner = party_behind(scene, trigger, "of")
    if owner is None:
        return False
    return any(
        p.ids and set(p.ids) != set(owner.ids) and p.marker in ("to", "on", "from")
        and p.marker in trigger.frame.recipient and 0 <= p.span.start - owner.span.end <= _AIM
        for p in scene.parties
    )  # fmt: skip


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
    if light.group().strip() in _PREPOSITIONAL:
        return scene.reading.flow.startswith("การ", start) and trigger.frame.type not in (
            "CONSULT",
            "ASSAULT",
        )
    return True


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


def _wisher(scene: Scene, start: int) -> Party | None:
    """Return whose wish the clause is about: ``ข้อเสนอของ[A]ที่จะช่วย C ถูก B ปฏิเสธ``."""
    flow = scene.reading.flow
    for party in scene.parties:
        if party.span.end > start or party.marker not in ("of", "from") or not party.ids:
            continue
        whole = re.search(r"\s", flow[party.span.end : start].strip()) is None
        if whole and _WISH.search(flow, scene.reading.low, party.span.start):
            return party
    return None


def _patient(scene: Scene, start: int) -> Subject | None:
    """Return whom the verb behind ถูก is done to; ``โรงไฟฟ้า ซึ่งถูก B ยึดจาก A``: who lost the thing."""
    link = scene.reading.ending(scene.lexicon.link_end, start)
    wisher = _wisher(scene, start)
    if wisher is not None:
        return Subject(wisher.ids, wisher, 0.9)
    found = find_subject(scene, start, people=True)
    if link is None or link.group().strip() not in ("ซึ่ง", "ที่", "อัน"):
        return found
    if found is not None and found.party is not None and link.start() - found.party.span.end <= 1:
        return found
    loser = next((p for p in scene.parties if p.span.start > start and p.marker == "from" and p.ids), None)
    near = loser is not None and not re.search(r"\s", scene.reading.flow[start : loser.span.start])
    return Subject(loser.ids, loser, 0.85) if loser is not None and near else None


def _passive(
    scene: Scene, trigger: Trigger, agent: Party | None, fallback: Sequence[str] = ()
) -> Roles | None:
    """``ยูเครนถูกรัสเซียโจมตี``, ``ได้รับการต้อนรับจากคิม``: the subject is the recipient."""
    start = trigger.head.start
    if agent is not None:  # the subject stands before ถูก
        start = max(scene.reading.low, scene.reading.flow.rfind(agent.word, 0, agent.span.start))
    patient = _patient(scene, start)
    agent = agent or party_behind(scene, trigger, "by") or party_behind(scene, trigger, "from")
    if agent is None and trigger.frame.passive and "of" in trigger.frame.recipient:
        agent = party_behind(scene, trigger, "of")  # เผชิญมาตรการคว่ำบาตรของ[A]: whose they are takes them
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
