"""Recipients that a verb does not name: whose charge is answered, who was spoken of before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.events.lexicon import Words
from ruscorpus.events.recipients import about_others
from ruscorpus.events.roles import FORCE, Roles, find_roles
from ruscorpus.model import MUTUAL_TYPES, is_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.discourse import Discourse
    from ruscorpus.events.subjects import Scene
    from ruscorpus.events.triggers import Trigger

_CHARGE = re.compile(
    r"(?:คำกล่าวหา|ข้อกล่าวหา|คำขู่|คำเตือน|ข้อเรียกร้อง|ข้อเสนอ|คำขอ|คำวิจารณ์|เสียงวิจารณ์|ข้อหา)(?:ดังกล่าว)?(?:ของ|จาก)?\s?$"
)
_LONGEST_CHARGE = 32
_NAMED = re.compile(r"\S{0,16}(?:ให้แก่|ให้กับ|แก่|ต่อ)(?!\s|กัน|ตน|ไป|เนื่อง)\S")
_DANGLING = re.compile(r"\S{0,40}ให้(?=\s|$|แล้ว|ด้วย)")
_TAKES = ("บุก", "ยึด", "รุกราน", "ผนวก")
_COURT = re.compile(r"\S{0,8}(?:อำนาจ|คำตัดสิน|คำพิพากษา|คำวินิจฉัย)")
_BECAUSE = Words(r"เพราะ|เนื่องจาก|เนื่องด้วย")
_CLAUSE = 40
_BUT = re.compile(r"(?:แต่|ทว่า|แต่ทว่า)\s?$")
_NOT = re.compile(r"\s?(?:ก็|กลับ|ยัง|ยังคง)*(?:ไม่|มิ|ปฏิเสธ|ปัด|เมิน|ยืนกราน|บอกปัด|เพิกเฉย)")


def roles_from_before(scene: Scene, trigger: Trigger, discourse: Discourse) -> Roles | None:
    """Return roles whose recipient the text named before: an answer goes to who charged."""
    frame = trigger.frame
    dyadic = frame.type in MUTUAL_TYPES or frame.type == "AID"
    known = frame.answer or frame.blame or frame.partner or frame.venue or frame.counterpart
    left_open = "to" in frame.recipient and _DANGLING.match(scene.reading.flow, trigger.head.end) is not None
    if not (known or left_open or frame.type not in MUTUAL_TYPES or (dyadic and discourse.dyad)):
        return None
    if _names_a_thing(scene, trigger):
        return None  # "บุกเอสเซกิโบ", "ไม่ยอมรับอำนาจศาล": it has its object
    if about_others(scene, trigger) or _NAMED.match(scene.reading.flow, trigger.span.end):
        return None  # "ส่งอาวุธให้แก่กลุ่มกบฏ": somebody is named, and not known
    alone = find_roles(scene, trigger._replace(frame=frame.alone))
    if alone is None:
        return None
    other = _spoken_of(scene, trigger, alone.actor, discourse)
    if frame.type in FORCE and not all(map(is_state, other)):
        return None  # a court or a watchdog that was spoken of was not attacked
    return find_roles(scene, trigger, other) if other else None


def _spoken_of(
    scene: Scene, trigger: Trigger, actor: tuple[str, ...], discourse: Discourse
) -> tuple[str, ...]:
    """Return who is meant where the verb names nobody, from the likeliest source for its kind."""
    frame = trigger.frame
    other: tuple[str, ...] = ()
    if frame.answer:
        other = _charge_owner(scene, trigger, actor) or (
            discourse.asker(actor) if frame.type == "AGREE" else discourse.charger(actor)
        )
    if frame.type == "REQUEST":
        other = _refuser(scene, trigger, actor)
    if not other and frame.type not in MUTUAL_TYPES and frame.type != "AID":
        other = discourse.shared(actor)
    other = other or (discourse.blamed(actor) if frame.blame else ())
    if not other and frame.counterpart:
        other = (
            _cause_of(scene, trigger, actor) or discourse.counterpart(actor) or discourse.other_of_dyad(actor)
        )
    if not other and "to" in frame.recipient and _DANGLING.match(scene.reading.flow, trigger.head.end):
        other = _other_before(scene, trigger, actor)  # "B ต้องการโดรน A จึงขายโดรนให้"
    if not other and frame.type == "AID":
        other = discourse.asker(actor) or discourse.partner(
            actor, reach=0
        )  # "แสดงความเสียใจต่อ B และส่งทีมกู้ภัยไปช่วย"
    if not other and frame.partner:
        other = _other_before(scene, trigger, actor) or discourse.partner(actor)
    if not other and frame.venue and not set(actor) & set(discourse.venue):
        other = discourse.venue
    dyadic = frame.type in MUTUAL_TYPES or frame.type == "AID"
    if not other and dyadic and all(set(p.ids) <= set(discourse.dyad) for p in scene.parties):
        other = discourse.other_of_dyad(actor)
    return other


def _names_a_thing(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a noun that is nobody known stands right behind the verb as what it is done to."""
    flow, end = scene.reading.flow, trigger.head.end
    if trigger.frame.type == "REJECT":
        return _COURT.match(flow, end) is not None
    if not trigger.phrase.startswith(_TAKES) or flow[end : end + 1].isspace():
        return False
    word = next((p for p in range(end + 1, end + 40) if p in scene.reading.boundaries), end)
    return word > end and scene.lexicon.is_noun_phrase(scene.reading, end, word)


def _cause_of(scene: Scene, trigger: Trigger, actor: Sequence[str]) -> tuple[str, ...]:
    """``[B]เข้าตรวจไม่ได้ เพราะ A ระงับความร่วมมือ``: what A did is told as the cause of what B meets with."""
    because = scene.reading.last(_BECAUSE, scene.reading.low, trigger.head.start)
    if because is None or trigger.head.start - because.end() > _CLAUSE:
        return ()
    before = [p for p in scene.parties if p.span.end <= because.start() and p.free and not p.place]
    return before[-1].ids if before and not set(before[-1].ids) & set(actor) else ()


def _charge_owner(scene: Scene, trigger: Trigger, actor: Sequence[str]) -> tuple[str, ...]:
    """Return whose charge or wish the sentence names before: ``ตามคำกล่าวหาของ[A] แต่ B ยืนกรานว่าไม่ได้ทำ``."""
    for party in reversed(scene.parties):
        if party.span.end > trigger.head.start or not party.ids or set(party.ids) & set(actor):
            continue
        low = max(scene.reading.low, party.span.start - _LONGEST_CHARGE)
        if _CHARGE.search(scene.reading.flow, low, party.span.start):
            return party.ids
    return ()


def _refuser(scene: Scene, trigger: Trigger, actor: Sequence[str]) -> tuple[str, ...]:
    """Return who does not do what was asked, and so was asked: ``A เรียกร้องให้ถอน แต่[B]ไม่ยอม``."""
    for party in scene.parties:
        if party.span.start < trigger.head.end or not party.ids or set(party.ids) & set(actor):
            continue
        low = max(trigger.head.end, party.span.start - 10)
        if _BUT.search(scene.reading.flow, low, party.span.start):
            return party.ids if _NOT.match(scene.reading.flow, party.span.end) else ()
    return ()


def _other_before(scene: Scene, trigger: Trigger, actor: tuple[str, ...]) -> tuple[str, ...]:
    """Return the subject of a clause before, where it is another: ``A ขอ…โดย B พร้อมจะช่วย``."""
    for party in reversed(scene.parties):
        before = party.span.end <= trigger.head.start and party.free and party.marker in ("", "that")
        if before and not party.place and len(party.ids) == 1 and party.ids[0] not in actor:
            return party.ids
    return ()
