"""Status: whether a deed happened, is planned, alleged, denied or only a possibility."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.events.lexicon import Words

if TYPE_CHECKING:
    from ruscorpus.events.roles import Roles
    from ruscorpus.events.subjects import Scene
    from ruscorpus.events.triggers import Trigger

_NEAR = 30  # negation and auxiliaries stand this close before their verb
# A verdict on the whole sentence (… เป็นสัญญาณว่า) no longer stands under the condition before it.
_JUDGEMENT = Words(r"\s(?:เป็น|ถือเป็น|นับเป็น|สะท้อน|บ่งชี้)")
_EVEN = Words(r"แม้ว่า|ถึงแม้|แม้|ก่อนที่|ก่อน")
_ADJACENT = 14
_BUT = frozenset({"แต่", "ทว่า", "แต่ทว่า", "ขณะที่", "ส่วน"})
# Behind one of these a verb tells what kind of thing it is: ขีปนาวุธ[ต่อต้าน]เรือ, อุปกรณ์[รบกวน]สัญญาณ, ฝ่าย[ต่อต้าน].
_KIND = re.compile(r"(?:อุปกรณ์|เครื่องมือ|ระบบ|เทคโนโลยี|ปฏิบัติการ|การฝึก|การซ้อมรบ|ซ้อมรบ|สงคราม|คะแนน|เสียง|แรง)$")
_ARM = re.compile(
    r"(?:ขีปนาวุธ|อาวุธ|จรวด|ปืน|โดรน|เครื่องบิน|เรือ|เรดาร์|ขบวนการ|แนวร่วม|กระแส|ข่าว|(?<!สอง)(?<!สาม)(?<!ทุก)(?<!หลาย)(?<!แต่ละ)(?:ฝ่าย|กลุ่ม))$"
)
_LONGEST_KIND = 16
_ARM_VERBS = frozenset({"REJECT", "COERCE", "AGREE", "SUPPORT"})
_BOMBER = re.compile(r"(?:เครื่องบิน|ฝูงบิน)$")
# A model, an owner or a number follows the bomber; what is bombed follows the verb.
_MODEL = re.compile(
    r"\s?(?:[A-Z0-9๐-๙ก-ฮ]{1,3}[-–]|ตู|ซู|บี-|ของ|สอง|สาม|สี่|ห้า|หก|[0-9๐-๙]|จำนวน|พิสัย|หนัก|ยุทธศาสตร์|นิวเคลียร์|ลำ|และ|$)"
)
# It could not be done: คว่ำบาตรทั้งกลุ่มไม่ได้, ยึดเมืองไม่สำเร็จ.
_FAILED = re.compile(r"(?:(?!ไม่|\s).){0,36}ไม่(?:ได้|สำเร็จ|ไหว|เป็นผล)(?=\s|เพราะ|เนื่องจาก|เนื่องด้วย|แม้|จึง|จน|$)")
_DEMANDED = re.compile(r"(?:เรียกร้อง|ร้องขอ|ขอร้อง)ต่อ\S{2,40}ให้\S{0,12}$")  # "เรียกร้องต่อ[C]ให้คว่ำบาตร"
_LONGEST_DEMAND = 72
_HAD_TO = re.compile(r"(?:จน|จึง|ทำให้|ถึงกับ)\S{0,40}ต้อง\S{0,8}$")  # "จนญี่ปุ่นต้องส่ง…": it came to that
_FEAR = re.compile(r"(?:เกรง|หวั่น|หวั่นเกรง|หวาดกลัว|กลัว|กังวล|วิตก|วิตกกังวล|ห่วง)ว่า")
_READY = re.compile(r"(?<=\S)พร้อม(?:กลับมา|กลับไป|กลับ|เข้า|ร่วม|เปิด|เดินทางไป)*$")  # "A พร้อมกลับมาเจรจา"
_TO_COME = re.compile(r"\S{0,24}ที่(?:กำลัง)?จะ(?:เกิดขึ้น|มีขึ้น|จัดขึ้น|มาถึง)")  # "การหารือที่กำลังจะเกิดขึ้น"
# A draft and what it is to do, with its place or author between: no clause ends there.
_DRAFT = re.compile(
    r"(?:ข้อเสนอ|ร่าง(?:ข้อ)?มติ|ร่างกฎหมาย|ข้อเรียกร้อง|คำขอ)"
    r"(?:(?!และ|แต่|โดย|พร้อม|จึง)\S| (?=\S{0,14} ?ที่(?:จะ|ให้))){0,60}ที่(?:จะ|ให้)\S{0,24}$"
)
_OFFERED = re.compile(
    r"(?:ให้คำมั่น|รับปาก|สัญญา|เสนอ(?:ตัว)?|ตกลง|เห็นพ้อง|ตัดสินใจ|อาสา|พร้อม)(?:กัน|ร่วมกัน)?(?:ว่า)?(?:ที่)?จะ"
)
_ANNOUNCED = re.compile(r"ประกาศ|ยืนยัน|ย้ำ|ลั่น|แถลง|กล่าว|บอก|ให้คำมั่น|รับปาก|สัญญา")
_STILL = re.compile(r"ยัง(?:คง)?$")
_TALKS = frozenset({"เจรจา", "หารือ", "พูดคุย"})
_CAN_LAST = frozenset({"COOPERATE", "COERCE", "MOBILIZE"})
_CAN_RECUR = frozenset({"CONSULT", "COOPERATE", "MOBILIZE", "AID"})
_EVER_MORE = re.compile(r"ยิ่ง$")
_AGAIN_AND_AGAIN = re.compile(
    r"\S{0,60}(?:\s?\([^)]{1,20}\)\s?\S{0,20})?(?:เป็นประจำ|ทุกปี|ทุกสัปดาห์|มากว่า\S{1,12}ปี|มานาน|มาหลาย(?:ปี|เดือน|สัปดาห์))"
)
_VERDICT = re.compile(r"\S{0,60}(?<!ที่)(?:จะ|อาจ|ย่อม)")
_CLAIM = re.compile(r"อ้าง(?:ว่า|ตัว)?(?:ตน(?:เอง)?)?(?:ว่า)?เป็นผู้|อ้างความรับผิดชอบ")
_NO_CLAIM = re.compile(r"สิทธิ|ถึง|อิง|เหตุผล")  # อ้างสิทธิ is a claim of another kind
_ONLY_WHEN = re.compile(r"\s?(?:เมื่อ|ใน|ระหว่าง|ช่วง|ตั้งแต่|ก่อนหน้า)\S{0,20}(?:\s[0-9๐-๙]\S*|\s\S{2,12}){0,3}\s?")
_HELD_OUT = re.compile(r"(?:เสนอ|พร้อม|ให้คำมั่น|รับปาก)(?:ที่)?(?:จะ)?")
_IF_BEHIND = re.compile(r"(?:(?!และ|แต่|ซึ่ง|โดย).){0,60}?(?:หาก|ถ้า|ก็ต่อเมื่อ)")
_NO_NEGATION = re.compile(r"ไม่(?:กี่|น้อย|นาน|เพียง|ใช่แค่|ใช่เพียง|แพ้|ว่า|เกิน|ต่ำกว่า|สะดุด|หยุด|ขาด)")
# Nobody answers for it: a rumour, a source without a name.
_RUMOUR = re.compile(
    r"(?:ข่าวลือ|ลือกัน|ข่าวแพร่)\S{0,6}ว่า|(?:แหล่งข่าว|ผู้ไม่ประสงค์ออกนาม)\S{0,40}\s?\S{0,24}?(?:เปิดเผย|เผย|ระบุ|กล่าว|บอก)\S{0,24}ว่า"
    r"|(?:เปิดเผย|ระบุ|กล่าว)โดย\S{0,30}ว่า"
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

    def seen(words: Words, since: int) -> bool:
        return reading.first(words, since, start) is not None

    if frame.status:
        return Asserted(frame.type, trigger.mode, frame.status)
    deed = frame.type in _DEEDS or trigger.mode == "investigate"
    asked = (deed or frame.type == "REJECT") and _asked(scene, start)  # "ขอให้ประชาคมโลกคัดค้าน"
    claim = frame.type == "ACCUSE" and _CLAIM.match(reading.flow, start) is not None  # it accuses nobody
    invited = deed and _invited(scene, roles)
    feared = not deed and _feared(scene, start)
    if asked or claim or invited or feared or _proposed(scene, start) or _classifies(scene, trigger):
        return None
    if (deed or frame.type == "AGREE") and _FAILED.match(reading.flow, trigger.span.end, reading.high):
        return Asserted(frame.type, trigger.mode, "denied", 0.9)
    denied = lexicon.denial.search(reading.flow, reading.low, start) if deed else None
    if denied is not None and _reaches(scene, denied.end(), start):
        return Asserted(frame.type, trigger.mode, "denied", 0.9)
    if deed and (
        seen(lexicon.obligation, near) or seen(lexicon.refusal, near) or _for_a_purpose(scene, start, low)
    ):
        return None
    if _negated(scene, _own(scene, near if deed else max(near, start - _ADJACENT), start), start):
        if not deed and frame.type != "AGREE" and "วีโต้" not in frame.triggers:
            return None  # words that were not said are no event
        return Asserted(frame.type, trigger.mode, "denied", 0.8)
    return _modal(scene, trigger, roles, near)


def _modal(scene: Scene, trigger: Trigger, roles: Roles, near: int) -> Asserted:
    """Return the status of a deed that is not denied: possible, planned, alleged, going on or done."""
    frame, lexicon, start = trigger.frame, scene.lexicon, trigger.head.start

    def seen(words: Words) -> bool:
        return scene.reading.first(words, near, start) is not None

    if _conditional(scene, start) or _is_spoken_of(scene, trigger) or _is_conditional_offer(scene, trigger):
        return Asserted(frame.type, trigger.mode, "hypothetical", 0.85)
    if _feared(scene, start) or (seen(lexicon.possibility) and not _had_to(scene, start)):
        return _future(trigger, "hypothetical")
    ready = _READY.search(scene.reading.flow, near, start)
    if ready or _TO_COME.match(scene.reading.flow, trigger.span.end):
        return _future(trigger, "occurred" if ready and frame.type in _FUTURE_AGREES else "planned")
    if seen(lexicon.plan) and not _conceded(scene, start):
        return _future(trigger, "occurred" if _promised(scene, trigger, roles, near) else "planned")
    goes_on = seen(lexicon.ongoing) or _goes_on(scene, trigger)
    if not goes_on and _is_rumour(scene, roles, start):
        return Asserted(frame.type, trigger.mode, "alleged", 0.9)
    if frame.type in _DEEDS and (said := _alleged(scene, roles, start)) is not None:
        source = [p.ids for p in scene.parties if p.ids and p.free and p.span.end <= said.start()]
        return Asserted(frame.type, trigger.mode, "alleged", 0.9, source[-1] if source else ())
    if goes_on:
        return Asserted(frame.type, trigger.mode, "ongoing")
    return Asserted(frame.type, trigger.mode, "occurred")


def _had_to(scene: Scene, start: int) -> bool:
    return _HAD_TO.search(scene.reading.flow, scene.reading.low, start) is not None


def _future(trigger: Trigger, status: str) -> Asserted:
    frame = trigger.frame
    if frame.type in _FUTURE_AGREES:
        return Asserted("AGREE", "", status, 0.85)
    if frame.type in _DEEDS:
        return Asserted(frame.type, trigger.mode, status, 0.8)
    return Asserted(frame.type, trigger.mode, status if status == "planned" else "hypothetical", 0.8)


def _promised(scene: Scene, trigger: Trigger, roles: Roles, near: int) -> bool:
    """Tell whether the party itself held the deed out: a promise or an offer is made, not planned.

    ``เสนอจะเปิดเจรจา``, ``พร้อมจะคุย``; of help and support also ``ประกาศจะมอบ``, ``บอก B ว่า[A]จะยืนเคียงข้าง``.
    A visit or a meeting that somebody announces is a plan.
    """
    flow, start = scene.reading.flow, trigger.head.start
    if trigger.frame.type not in _FUTURE_AGREES:
        return False
    if _OFFERED.search(flow, near, start):
        return True
    if trigger.frame.type == "CONSULT":
        return False
    announced = list(_ANNOUNCED.finditer(flow, max(scene.reading.low, start - 3 * _NEAR), start))
    if not announced:
        return False
    said = announced[-1]
    speaker = [p for p in scene.parties if p.ids and p.free and p.span.end <= said.start()]
    if not speaker or set(speaker[-1].ids) != set(roles.actor):
        return False
    between = (p for p in scene.parties if p.free and p.ids and said.end() <= p.span.start < start)
    return all(set(p.ids) <= set(roles.actor) for p in between)


def _goes_on(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the deed lasts or comes again and again.

    ``ยังควบคุมตัว`` (with a verb of a moment ยัง means "also"), ``ก็ยิ่งซ้อมรบ``, ``ซ้อมรบ…เป็นประจำทุกปี``.
    """
    flow, start = scene.reading.flow, trigger.head.start
    low = max(scene.reading.low, start - 8)
    if trigger.frame.type not in _DEEDS:
        return _EVER_MORE.search(flow, low, start) is not None
    still = trigger.frame.type in _CAN_LAST or trigger.phrase in _TALKS
    if (still and _STILL.search(flow, low, start)) or _EVER_MORE.search(flow, low, start):
        return True
    return trigger.frame.type in _CAN_RECUR and (
        _AGAIN_AND_AGAIN.match(flow, trigger.span.end, scene.reading.high) is not None
    )


def _is_spoken_of(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a nominal deed is what a verdict is about: ``การส่งอาวุธให้ B จะละเมิดข้อมติ``."""
    flow, start = scene.reading.flow, trigger.head.start
    return flow.endswith("การ", scene.reading.low, start) and (
        _VERDICT.match(flow, trigger.span.end, scene.reading.high) is not None
    )


def _negated(scene: Scene, since: int, start: int) -> bool:
    """Tell whether a word of negation stands before the verb; ไม่กี่, ไม่เพียง and the like deny nothing."""
    flow = scene.reading.flow
    while (found := scene.reading.first(scene.lexicon.negation, since, start)) is not None:
        if not _NO_NEGATION.match(flow, found.start()):
            return True
        since = found.end()
    return False


def _reaches(scene: Scene, left: int, start: int) -> bool:
    """Tell whether what is said (ว่า…) goes on up to *start*: no clause with a subject of its own begins."""
    flow = scene.reading.flow
    return not _clause_between(scene, left, start) and not any(
        p.free and p.paused and not p.marker and left + 2 < p.span.start < start
        and not _ONLY_WHEN.fullmatch(flow, left, p.span.start)
        for p in scene.parties
    )  # fmt: skip


def _asked(scene: Scene, start: int) -> bool:
    """``เรียกร้องให้รัสเซียถอนทหารและหยุดยิง``: the deed stands in what somebody asks for."""
    if _DEMANDED.search(scene.reading.flow, max(scene.reading.low, start - _LONGEST_DEMAND), start):
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


def _feared(scene: Scene, start: int) -> bool:
    """``เกรงว่าปักกิ่งจะไม่พอใจ``: what somebody is afraid of has not come about."""
    since = max(scene.reading.low, start - 2 * _NEAR - len("ว่า"))
    if "ว่า" not in scene.reading.flow[since:start]:
        return False  # most deeds: no need to look through the whole sentence
    fears = list(_FEAR.finditer(scene.reading.flow, scene.reading.low, start))
    fear = fears[-1] if fears else None
    if fear is None or start - fear.end() > 2 * _NEAR or _clause_between(scene, fear.end(), start):
        return False
    return not any(p.free and p.paused and fear.end() < p.span.start <= start for p in scene.parties)


def _classifies(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the verb only says which kind of thing stands before it; arms may strike."""
    flow, start = scene.reading.flow, trigger.head.start
    low = max(scene.reading.low, start - _LONGEST_KIND)
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
        even.group().startswith("ก่อน")
        and scene.lexicon.plan.pattern.search(reading.flow, reading.low, even.start())
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
    if said is not None and _NO_CLAIM.match(reading.flow, said.end()):
        said = None
    if said is not None and _reaches(scene, said.end(), start) and not _claims(scene, said, roles):
        return said
    report = reading.last(lexicon.report, reading.low, begin)
    if report is None or begin - report.end() > 40:
        return None
    source = [p for p in scene.parties if p.ids and p.span.end <= report.start()]
    others = bool(source) and not set(source[-1].ids) & {*roles.actor, *roles.recipient}
    return report if others else None


def _claims(scene: Scene, said: re.Match[str], roles: Roles) -> bool:
    """Tell whether the actor claims the deed for itself: ``กลุ่ม B อ้างว่าเป็นผู้โจมตี``."""
    if not said.group().startswith("อ้าง"):
        return False
    actor = set(roles.actor)
    speaker = [p.ids for p in scene.parties if p.ids and p.free and p.span.end <= said.start()]
    if speaker:
        return set(speaker[-1]) == actor
    return not any(
        actor & set(p.ids) for p in scene.parties if p.span.start >= said.end()
    )  # the topic says so


def _is_rumour(scene: Scene, roles: Roles, start: int) -> bool:
    """Tell whether only a rumour, or a source without a name, says so."""
    begin = min(roles.span.start, start)
    if "ว่า" not in scene.reading.flow[scene.reading.low : begin]:
        return False
    rumour = _RUMOUR.search(scene.reading.flow, scene.reading.low, begin)
    return rumour is not None and _reaches(scene, rumour.end(), start)


def _is_conditional_offer(scene: Scene, trigger: Trigger) -> bool:
    """``พร้อมกลับมาเจรจาทันทีหาก…``, ``เสนอจะส่งคืน หาก…``: what is held out on a condition."""
    if trigger.frame.type != "AGREE" and trigger.frame.type not in _FUTURE_AGREES:
        return False
    flow, low, start = scene.reading.flow, scene.reading.low, trigger.head.start
    held_out = trigger.frame.type == "AGREE" or _HELD_OUT.search(flow, max(low, start - _NEAR), start)
    return bool(held_out) and _IF_BEHIND.match(flow, trigger.span.end, scene.reading.high) is not None


def _clause_between(scene: Scene, left: int, right: int) -> bool:
    return scene.reading.first(scene.lexicon.openers, left, right) is not None
