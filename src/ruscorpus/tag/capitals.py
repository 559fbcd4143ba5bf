"""A capital stands for its government where it acts, and for the place where something happens in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.offsets import Span

_CLASS_WORD = re.compile(r"กรุง(?!เทพ)|เมือง|นคร")
# Before a capital, these say that the place is meant and not the government.
_LOCATIVE = re.compile(
    r"(?:(?:กรุง|เมืองหลวง|เมือง|นคร|จังหวัด|แคว้น|รัฐ|เขต|สนามบิน|ท่าอากาศยาน|ท่าเรือ|สถานีรถไฟ|ย่าน|ถนน|ใน|(?<![\u0e01-\u0e4e])ณ|เยือน)\s?"
    r"|ถึง|สู่|ไป|ไปยัง|มายัง|เข้า|ออกจาก|กลับ|กลับจาก|เดินทางจาก|หนีจาก|บินจาก|อพยพจาก|แถบ|ชายฝั่ง|ปิดล้อม|ล้อม|ชานเมือง|ใจกลาง|นอก|เหนือ|ใกล้|"
    r"ระหว่างทาง|ผ่าน|บุก|ยึด|ประจำ|เส้นทาง|ถล่ม|ทั่ว|บินตรง|เที่ยวบิน|(?<!แนะ)(?<!เลื่อม)(?<!เอา)ใส่|พำนักที่|เกิดที่)$"
)
# The second of two places: ในมอสโกและเคียฟ.
_ALSO_THERE = re.compile(r"(?:ใน|กรุง|เมือง|เยือน|ถึง)[\u0e01-\u0e4e]{3,14}\s?(?:และ|หรือ)(?:ใน|ที่)?\s?$")
# Behind a conjunction (ขณะที่มอสโก…) a clause begins, and its subject with it.
_CONJUNCTIONS = ("ขณะ", "ทันที", "ก่อน", "การ", "แทน", "โดย", "เท่า", "หลัง", "หลังจาก", "พร้อม", "ตาม")
_AT = re.compile(rf"{''.join(f'(?<!{word})' for word in _CONJUNCTIONS)}ที่\s?$")
# After ที่ a capital acts where a verb follows: ข่าวที่มอสโกปฏิเสธ, but การประชุมที่มอสโกเมื่อวาน.
_ACTS = re.compile(
    r"\s?(?:จะ|ไม่|ได้|เคย|ต้อง|ยัง|กำลัง|เพิ่ง|ขู่|ปฏิเสธ|พึ่ง|เป็น|รื้อ|ให้|ส่ง|ร่วม|ประกาศ|ยืนยัน|เตือน|ประณาม|เรียก|เสนอ|กล่าวหา|อ้าง|มอง|ถือ|"
    r"ห่วง|กังวล|กลัว|ถาม|เสื่อม|เข้ามา(?:มี|แทรก)|อยาก|คิด|รู้|เชื่อ|แสดง|ดำเนิน|ประเมิน|หนุน|กำหนด|จับตา|มอบ|เผชิญ|ขยาย|ดึง|หัน|สั่ง|จัดส่ง|"
    r"สนับสนุน|คว่ำบาตร|มี|ใช้|ยอม|พยายาม|ต้องการ|หวัง|เห็น|เลือก|ตอบ|ตัดสิน|ซื้อ|ขาย|ทำ|เริ่ม|เร่ง|เพิ่ม|ลด|ถอน|รับ|วาง|ตั้ง|ผลัก|กดดัน|และ\S{2,14}"
    r"(?:จะ|ไม่|ได้|ต่าง|ร่วม|ประกาศ|เห็น|ตกลง|มี))"
)
_VENUE_BEFORE = re.compile(r"(?:ใช้|เลือก|จัดให้|เสนอให้)\s?$")
_VENUE_AFTER = re.compile(r"\s?เป็น(?:เวที|สถานที่|ที่|เจ้าภาพ|จุด|เมือง)")
_DATELINE_BEFORE = re.compile(r"(?:^|\n)(?:[^\s\n/]{2,20}/)?\s?$")
_DATELINE_AFTER = re.compile(r"(?:/[^\s\n/]{2,20})?\s?(?:[–—-]|\(|:|[0-9๐-๙]{1,2}\s?[ก-ฮ])")


def acts_as_government(text: str, span: Span) -> bool:
    """Tell whether the name of a capital at *span* stands for the government that sits there."""
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 30]
    if _CLASS_WORD.match(span.of(text)) or _LOCATIVE.search(before) or _ALSO_THERE.search(before):
        return False
    if _AT.search(before):
        return bool(_ACTS.match(after))
    if _VENUE_BEFORE.search(before) and _VENUE_AFTER.match(after):
        return False
    return not (_DATELINE_BEFORE.search(before) and _DATELINE_AFTER.match(after))
