"""Status: whether a deed happened, is planned, alleged, denied or only a possibility."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.events.roles import Roles
    from ruscorpus.events.subjects import Scene
    from ruscorpus.events.triggers import Trigger

_NEAR = 30  # negation and auxiliaries stand this close before their verb
# A verdict on the whole sentence (… เป็นสัญญาณว่า) no longer stands under the condition before it.
_JUDGEMENT = re.compile(r"\s(?:เป็น|ถือเป็น|นับเป็น|สะท้อน|บ่งชี้)")
_EVEN = re.compile(r"แม้ว่า|ถึงแม้|แม้|ก่อนที่|ก่อน")
_ADJACENT = 14
_BUT = frozenset({"แต่", "ทว่า", "แต่ทว่า", "ขณะที่", "ส่วน"})
# Behind one of these a verb tells what kind of thing it is: ขีปนาวุธ[ต่อต้าน]เรือ, อุปกรณ์[รบกวน]สัญญาณ, ฝ่าย[ต่อต้าน].
_KIND = re.compile(r"(?:อุปกรณ์|เครื่องมือ|ระบบ|เทคโนโลยี|ปฏิบัติการ|การฝึก|การซ้อมรบ|ซ้อมรบ|สงคราม|คะแนน|เสียง|แรง)$")
_ARM = re.compile(
    r"(?:ขีปนาวุธ|อาวุธ|จรวด|ปืน|โดรน|เครื่องบิน|เรือ|ขบวนการ|แนวร่วม|กระแส|ข่าว|(?<!สอง)(?<!สาม)(?<!ทุก)(?<!หลาย)(?<!แต่ละ)(?:ฝ่าย|กลุ่ม))$"
)
_ARM_VERBS = frozenset({"REJECT", "COERCE", "AGREE", "SUPPORT"})
_BOMBER = re.compile(r"(?:เครื่องบิน|ฝูงบิน)$")
# A model, an owner or a number follows the bomber; what is bombed follows the verb.
_MODEL = re.compile(
    r"\s?(?:[A-Z0-9๐-๙ก-ฮ]{1,3}[-–]|ตู|ซู|บี-|ของ|สอง|สาม|สี่|ห้า|หก|[0-9๐-๙]|จำนวน|พิสัย|หนัก|ยุทธศาสตร์|นิวเคลียร์|ลำ|และ|$)"
)
# It could not be done: คว่ำบาตรทั้งกลุ่มไม่ได้, ยึดเมืองไม่สำเร็จ.
_FAILED = re.compile(r"(?:(?!ไม่|\s).){0,36}ไม่(?:ได้|สำเร็จ|ไหว|เป็นผล)(?=\s|เพราะ|เนื่องจาก|เนื่องด้วย|แม้|จึง|จน|$)")
_DEMANDED = re.compile(r"(?:เรียกร้อง|ร้องขอ|ขอร้อง)ต่อ\S{2,40}ให้\S{0,12}$")  # "เรียกร้องต่อ[C]ให้คว่ำบาตร"
_READY = re.compile(r"(?<=\S)พร้อม(?:กลับมา|กลับไป|กลับ|เข้า|ร่วม|เปิด|เดินทางไป)*$")  # "A พร้อมกลับมาเจรจา"
_TO_COME = re.compile(r"\S{0,24}ที่(?:กำลัง)?จะ(?:เกิดขึ้น|มีขึ้น|จัดขึ้น|มาถึง)")  # "การหารือที่กำลังจะเกิดขึ้น"
# A draft and what it is to do, with its place or author between: no clause ends there.
_DRAFT = re.compile(
    r"(?:ข้อเสนอ|ร่าง(?:ข้อ)?มติ|ร่างกฎหมาย|ข้อเรียกร้อง)(?:(?!และ|แต่|โดย|พร้อม|จึง)\S| (?=ที่จะ)){0,60}ที่จะ\S{0,24}$"
)
_FUTURE_AGREES = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_DEEDS = frozenset(
    {
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "RETREAT",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "CONCEDE",
    }
)


@dataclass(frozen=True, slots=True)
class Asserted:
    """The type after the rule on the future, the status, and a factor on the confidence."""

    type: str
    mode: str
    status: str
    sureness: float = 1.0
    source: tuple[str, ...] = ()
    """Who alleges the deed, where the sentence says so."""


def assess(scene: Scene, trigger: Trigger, roles: Roles) -> Asserted | None:
    """Return type, mode and status of a deed from the words before it; None where it is no deed at all.

    A future CONSULT, SUPPORT, COOPERATE or AID becomes AGREE, as PLOVER wants. What somebody refuses, forbids
    or asks for is not done: the frames of REJECT and REQUEST speak of it.
    """
    frame = trigger.frame
    reading, lexicon = scene.reading, scene.lexicon
    start = trigger.head.start
    low = min(max(roles.subject_end, start - 2 * _NEAR), start)
    near = max(low, start - _NEAR)
    but = reading.last(lexicon.openers, near, start)
    if but is not None and but.group() in _BUT:  # "ปฏิเสธที่จะคว่ำบาตร แต่ก็ขาย…"
        near = but.end()
    base = lexicon.skip_auxiliaries(reading, start, near)
    if reading.flow.endswith(("ที่", "ซึ่ง"), near, base):  # "ยกเลิกข้อตกลงที่ลงนามไว้": it was signed
        near = base

    def seen(pattern: re.Pattern[str], since: int) -> bool:
        return reading.first(pattern, since, start) is not None

    if frame.status:
        return Asserted(frame.type, trigger.mode, frame.status)
    deed = frame.type in _DEEDS
    asked = (deed or frame.type == "REJECT") and _asked(scene, start)  # "ขอให้ประชาคมโลกคัดค้าน"
    if asked or _proposed(scene, start) or _classifies(scene, trigger) or (deed and _invited(scene, roles)):
        return None
    if (deed or frame.type == "AGREE") and _FAILED.match(reading.flow, trigger.span.end, reading.high):
        return Asserted(frame.type, trigger.mode, "denied", 0.9)
    denied = lexicon.denial.search(reading.flow, reading.low, start)
    if deed and denied is not None and not _clause_between(scene, denied.end(), start):
        return Asserted(frame.type, trigger.mode, "denied", 0.9)
    if deed and (
        seen(lexicon.obligation, near) or seen(lexicon.refusal, near) or _for_a_purpose(scene, start, low)
    ):
        return None
    if seen(lexicon.negation, _own(scene, near if deed else max(near, start - _ADJACENT), start)):
        if not deed and frame.type != "AGREE" and "วีโต้" not in frame.triggers:
            return None  # words that were not said are no event
        return Asserted(frame.type, trigger.mode, "denied", 0.8)
    return _modal(scene, trigger, roles, near)


def _modal(scene: Scene, trigger: Trigger, roles: Roles, near: int) -> Asserted:
    """Return the status of a deed that is not denied: possible, planned, alleged, going on or done."""
    frame, lexicon, start = trigger.frame, scene.lexicon, trigger.head.start

    def seen(pattern: re.Pattern[str]) -> bool:
        return scene.reading.first(pattern, near, start) is not None

    if _conditional(scene, start):
        return Asserted(frame.type, trigger.mode, "hypothetical", 0.85)
    if seen(lexicon.possibility):
        return _future(trigger, "hypothetical")
    if _READY.search(scene.reading.flow, near, start) or _TO_COME.match(scene.reading.flow, trigger.span.end):
        return _future(trigger, "planned")
    if seen(lexicon.plan) and not _conceded(scene, start):
        return _future(trigger, "planned")
    if frame.type in _DEEDS and (said := _alleged(scene, roles, start)) is not None:
        source = [p.ids for p in scene.parties if p.ids and p.free and p.span.end <= said.start()]
        return Asserted(frame.type, trigger.mode, "alleged", 0.9, source[-1] if source else ())
    if seen(lexicon.ongoing):
        return Asserted(frame.type, trigger.mode, "ongoing")
    return Asserted(frame.type, trigger.mode, "occurred")


def _future(trigger: Trigger, status: str) -> Asserted:
    frame = trigger.frame
    if frame.type in _FUTURE_AGREES:
        return Asserted("AGREE", "", status, 0.85)
    if frame.type in _DEEDS:
        return Asserted(frame.type, trigger.mode, status, 0.8)
    return Asserted(frame.type, trigger.mode, status if status == "planned" else "hypothetical", 0.8)


def _asked(scene: Scene, start: int) -> bool:
    """``เรียกร้องให้รัสเซียถอนทหารและหยุดยิง``: the deed stands in what somebody asks for."""
    if _DEMANDED.search(scene.reading.flow, scene.reading.low, start):
        return True
    demand = scene.reading.last(scene.lexicon.demand, scene.reading.low, start)
    if demand is None or start - demand.end() > 4 * _NEAR or _clause_between(scene, demand.end(), start):
        return False
    if scene.reading.first(scene.lexicon.barriers, demand.end(), start) is not None:
        return False
    return not any(p.free and p.paused and demand.end() + 2 < p.span.start < start for p in scene.parties)


def _for_a_purpose(scene: Scene, start: int, low: int) -> bool:
    """``เพื่อหารือ``: what somebody did something for, not a deed of its own."""
    reading, purpose = scene.reading, scene.lexicon.purpose
    base = scene.lexicon.skip_auxiliaries(reading, start, low)
    if reading.flow.startswith("เพื่อ", base) or reading.ending(purpose, start) is not None:
        return True
    return reading.ending(purpose, base) is not None


def _invited(scene: Scene, roles: Roles) -> bool:
    """``เชิญ[ไทยและกัมพูชา]มาพบกัน``: what somebody is asked to do is not done."""
    if roles.subject_start < 0:
        return False
    return scene.reading.ending(scene.lexicon.asking, roles.subject_start) is not None


def _own(scene: Scene, near: int, start: int) -> int:
    """Return where the verb's own words begin: ``ไม่พอใจและ[ขู่]`` denies no threat."""
    joined = scene.reading.flow.rfind("และ", near, start)
    return joined + 3 if joined >= 0 else near


def _classifies(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the verb only says which kind of thing stands before it; arms may strike."""
    flow, low, start = scene.reading.flow, scene.reading.low, trigger.head.start
    if (
        trigger.phrase == "ทิ้งระเบิด"
        and _BOMBER.search(flow, low, start)
        and _MODEL.match(flow, trigger.span.end)
    ):
        return True
    if _KIND.search(flow, low, start) is not None:
        return True
    return trigger.frame.type in _ARM_VERBS and _ARM.search(flow, low, start) is not None


def _proposed(scene: Scene, start: int) -> bool:
    """``คัดค้านข้อเสนอ(ใน…)ที่จะประณาม B``, ``วีโต้ร่างข้อมติที่จะลงโทษ B``: what a draft is about is not done."""
    low = max(scene.reading.low, start - 4 * _NEAR)
    return _DRAFT.search(scene.reading.flow, low, start) is not None


def _conditional(scene: Scene, start: int) -> bool:
    """Tell whether หาก or ถ้า opens the clause that *start* stands in."""
    reading = scene.reading
    opened = reading.last(scene.lexicon.condition, reading.low, start)
    if opened is None or reading.last(_JUDGEMENT, opened.end(), start) is not None:
        return False
    return not any(p.free and p.paused and opened.end() < p.span.start < start for p in scene.parties)


def _conceded(scene: Scene, start: int) -> bool:
    """``แม้มาดูโรจะเดินทางมาถึง…``, ``ก่อนที่ทั้งคู่จะลงนาม``: จะ speaks of what did happen."""
    reading = scene.reading
    even = reading.last(_EVEN, max(reading.low, start - 4 * _NEAR), start)
    if even is None or (
        even.group().startswith("ก่อน") and scene.lexicon.plan.search(reading.flow, reading.low, even.start())
    ):
        return False
    return not any(
        p.free and p.paused and p.span.start > even.end() + 1 for p in scene.parties if p.span.end <= start
    )


def _alleged(scene: Scene, roles: Roles, start: int) -> re.Match[str] | None:
    """Return the verb by which somebody else than the actor says so, or says it only as a belief."""
    reading, lexicon = scene.reading, scene.lexicon
    begin = min(roles.span.start, start)
    said = reading.last(lexicon.allegation, reading.low, start)
    if said is not None and not _clause_between(scene, said.end(), start):
        return said
    report = reading.last(lexicon.report, reading.low, begin)
    if report is None or begin - report.end() > 40:
        return None
    source = [p for p in scene.parties if p.ids and p.span.end <= report.start()]
    others = bool(source) and not set(source[-1].ids) & {*roles.actor, *roles.recipient}
    return report if others else None


def _clause_between(scene: Scene, left: int, right: int) -> bool:
    return scene.reading.last(scene.lexicon.openers, left, right) is not None
