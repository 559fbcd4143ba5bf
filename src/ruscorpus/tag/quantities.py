"""Quantities: a number with its unit, as Thai writes them (5 ลำ, ร้อยละ 12, 2.4 หมื่นล้านดอลลาร์)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_D = "[0-9๐-๙]"
_MULTIPLIER = "แสนล้าน|หมื่นล้าน|พันล้าน|ร้อยล้าน|สิบล้าน|ล้านล้าน|ล้าน|แสน|หมื่น|พัน|ร้อย"
_UNIT = (
    "ดอลลาร์สหรัฐ|ดอลลาร์|ยูโร|รูเบิล|หยวน|บาท|เยน|วอน|ปอนด์|รูปี|กิโลเมตร|กม\\.|ไมล์|เมตร|ตัน|กิโลกรัม|บาร์เรล|เมกะวัตต์|กิกะวัตต์|"
    "ลูกบาศก์เมตร|เปอร์เซ็นต์|%|คน|นาย|ราย|ศพ|ลำ|ลูก|นัด|คัน|กระบอก|หัวรบ|ประเทศ|ชาติ|เสียง|ครั้ง|ฉบับ|แห่ง|วัน|เดือน|ปี|ชั่วโมง|นาที|สัปดาห์|ทศวรรษ"
)
# What stands before the first digit is looked at behind it: a pattern that begins with a digit is ten times
# as quick as one that first looks back at every character.
_FIRST = rf"{_D}(?<![0-9๐-๙.,/-]{_D})"
_QUANTITY = re.compile(
    rf"(?P<number>{_FIRST}(?:{_D}{{0,2}}(?:,{_D}{{3}})+(?:\.{_D}+)?|{_D}*(?:\.{_D}+)?))"
    rf"(?:\s?(?P<multiplier>{_MULTIPLIER}))?\s?(?P<unit>{_UNIT})"
)
_PERCENT = re.compile(rf"ร้อยละ\s?(?P<number>{_D}+(?:\.{_D}+)?)(?!{_D})")


def find_quantities(flow: str) -> Iterator[Mention]:
    """Yield QUANTITY mentions; the id is value, multiplier and unit as given, with Arabic digits."""
    for match in _QUANTITY.finditer(flow):
        parts = [match["number"].translate(THAI_TO_ARABIC), match["multiplier"] or "", match["unit"]]
        yield Mention("QUANTITY", " ".join(p for p in parts if p), Span(*match.span()), "", "quantity", 0.9)
    for match in _PERCENT.finditer(flow):
        yield Mention(
            "QUANTITY",
            match["number"].translate(THAI_TO_ARABIC) + " %",
            Span(*match.span()),
            "",
            "quantity",
            0.9,
        )
