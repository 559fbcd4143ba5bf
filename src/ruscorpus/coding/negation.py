"""Whether a phrase is denied: by a negation before it, by a verb of denial over it, by a verdict behind it.

Thai negates before the verb (ไม่, ไม่ได้, มิใช่, ไม่เคย, อย่า) and the negation reaches as far as the clause
goes; over a verb of saying or thinking (ไม่เชื่อว่า, มิได้หมายความว่า) it reaches the clause that this verb
reports, and so does a denial (ปฏิเสธว่า, ปฏิเสธข่าวที่ว่า); what is asked for and refused (ปฏิเสธคำขอให้ส่งทหาร) or
put off (ระงับการเข้าร่วม) does not come about either. A claim may also be taken back behind it (ที่ว่าโลกเป็น
หลายขั้วนั้นไม่จริง). What looks like a negation and is none: a noun (ความไม่ลงรอย "discord"), restriction
(มิใช่เพียง "not only"), number (ไม่กี่ "few"), concession (ไม่ว่า "whether"), and ไม่ได้ behind its verb
(เลี่ยงไม่ได้ "unavoidable"), which belongs to what stands before.
"""

from __future__ import annotations

import re

from ruscorpus.scanner import openings
from ruscorpus.wordlists import any_of

REACH = 24
"""How many code points a negation reaches, at most, to the phrase that it negates."""
LONG_REACH = 60
"""How many it reaches over a verb of saying or thinking."""

_NEGATOR = (
    r"(?<!ความ)ไม่(?!ว่า|เพียง|แค่|เฉพาะ|กี่|นาน|น้อย|ลังเล|แปลก|หยุด|สิ้นสุด|ต้องสงสัย|แพ้|"
    r"อาจ(?:ปฏิเสธ|มองข้าม|หลีกเลี่ยง|แยก))"
    r"|มิ(?:ได้|ใช่|อาจ|เคย|ต้อง)|หา(?:ใช่|ได้)|อย่า(?!ง)|ใช่ว่า|ไร้|ปราศจาก|เลิก|ยุติ"
    r"|\b(?:not|no|never|neither|nor|without)\b|n't\b"
)
_BREAK = (
    r"แต่|ทว่า|หาก|เพราะ|เนื่องจาก|จึง|ซึ่ง|โดย|เมื่อ|ขณะ|ทำให้|ส่งผล|เพื่อ|และ|เพียง|แค่|เท่านั้น|จำกัด|แล้ว|only|but|because"
)
_NEGATION = re.compile(
    rf"(?:{_NEGATOR})(?P<gap>(?:(?!{_BREAK})[^\s.;:?!]|(?<=[A-Za-z])\s|\s(?=[A-Za-z\"“])){{0,{REACH}}})$",
    re.IGNORECASE,
)
_REPORTED = (
    r"(?:(?:ไม่(?:ได้)?|มิได้|ใช่|หาใช่|อย่า(?:เพิ่ง|ด่วน|รีบ)?)"
    r"(?:เชื่อ|คิด|เห็น|มอง|แปล|หมายความ|หมาย|สรุป|ยืนยัน|พบหลักฐาน|มีหลักฐาน)ว่า"
    r"|ไม่มี(?:หลักฐาน|สัญญาณ|สิ่งบ่งชี้)(?:ใด)?(?:ๆ)?(?:บ่งชี้|ยืนยัน|แสดง)?ว่า"
    r"|ปฏิเสธ(?:ข่าว|ข้อกล่าวหา|กระแสข่าว|แนวคิด|คำกล่าวอ้าง)?(?:ที่)?ว่า|ปัด(?:ข่าว|ข้อกล่าวหา)(?:ที่)?ว่า"
    r"|(?:does not|do not|doesn't|don't|did not) (?:believe|think|mean|see)\b|den(?:y|ies|ied) that\b)"
)
_DENIAL = re.compile(
    rf"{_REPORTED}(?:(?!แต่|ทว่า|เพราะ|เนื่องจาก|จึง|ซึ่ง|ขณะ|but|because)[^.;:?!\n]){{0,{LONG_REACH}}}$",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"(?:ปฏิเสธ(?:ข่าว|กระแสข่าว|รายงาน|ข้อกล่าวหา|คำขอ|คำร้องขอ|ข้อเสนอ|คำเชิญ)|ไม่ตอบรับ(?:คำเชิญ|คำขอ|ข้อเสนอ)"
    rf"|ระงับการ(?:เข้าร่วม|มีส่วนร่วม|ส่ง))[^\s.;:?!]{{0,{2 * REACH}}}$"
)
_REFUSALS = ("ปฏิเสธ", "ไม่ตอบรับ", "ระงับการ")
_POSTPOSED = re.compile(r"(?:เลี่ยง|ย้อนกลับ|ปฏิเสธ|แยก|ขาด|เสีย)(?:จากกัน)?ไม่ได้$")
_VERDICTS = (
    "ไม่จริง", "ไม่มีจริง", "ไม่มีอยู่จริง", "ไม่เป็นความจริง", "เกินจริง", "พูดเกิน", "มายาคติ", "วาทกรรม", "ไร้น้ำหนัก",
    "ฟังไม่ขึ้น", "คลาดเคลื่อน", "ผิดถนัด",
)  # fmt: skip
_TAKEN_BACK = re.compile(
    r"(?:(?!แต่|และ|ขณะ)[^\s.;:?!]){0,16}?\s?(?:นั้น|นี้)?\s?(?:จึง|ก็)?(?:เป็น)?(?:เรื่อง|เพียง|แค่)?"
    rf"{any_of(_VERDICTS)}"
    r"|.{0,20}?\b(?:is|are) (?:a myth|false|exaggerated|wrong)\b"
)
_VERDICT = re.compile(rf"{any_of(_VERDICTS)}|is|are")
# Without one of these openings the patterns cannot match Thai text, and then they are not tried: it is nearly
# always so. Latin letters, which may be written large, are left to the patterns.
_LATIN = re.compile(r"[A-Za-z\u017f\u212a]")
_NEGATORS = tuple(opening for opening in openings(_NEGATION.pattern) if not opening.isascii())
_DENIALS = tuple(opening for opening in openings(_DENIAL.pattern) if not opening.isascii())
_ANY = re.compile(rf"{any_of({*_NEGATORS, *_DENIALS, *_REFUSALS})}|{_LATIN.pattern}")


def negated(text: str, start: int, position: int, end: int | None = None) -> bool:
    """Tell whether a phrase at *position* (and up to *end*) is denied in the sentence that begins at *start*.

    >>> negated("โลกไม่ได้เป็นหลายขั้ว", 0, 13)
    True
    >>> negated("โลกไม่เพียงเป็นหลายขั้ว", 0, 15)
    False
    >>> negated("คำกล่าวที่ว่าโลกเป็นหลายขั้วนั้นเกินจริง", 0, 20, 28)
    True
    """
    if end is not None:
        behind = text[end : end + LONG_REACH]
        told = _VERDICT.search(behind)
        if told and _TAKEN_BACK.match(text, end, min(len(text), end + LONG_REACH)):
            return True
    before = text[max(start, position - LONG_REACH - REACH) : position]
    if not _ANY.search(before):
        return False
    latin = _LATIN.search(before)
    if (latin or any(word in before for word in _DENIALS)) and _DENIAL.search(before):
        return True
    if any(word in before for word in _REFUSALS) and _REFUSED.search(before):
        return True
    match = _NEGATION.search(before) if latin or any(word in before for word in _NEGATORS) else None
    if match is None:
        return False
    return _POSTPOSED.search(before[: match.start("gap")]) is None
