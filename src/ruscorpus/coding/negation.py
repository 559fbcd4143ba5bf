"""Whether a negation stands before a phrase and reaches it.

Thai negates before the verb (ไม่, ไม่ได้, มิใช่, ไม่เคย) and the negation reaches as far as the clause goes.
What looks like a negation and is none: a noun (ความไม่ลงรอย "discord"), restriction (มิใช่เพียง "not only"),
number (ไม่กี่ "few"), concession (ไม่ว่า "whether"), and ไม่ได้ behind its verb (เลี่ยงไม่ได้ "unavoidable"),
which belongs to what stands before.
"""

from __future__ import annotations

import re

REACH = 24
"""How many code points a negation reaches, at most, to the phrase that it negates."""

_NEGATOR = (
    r"(?<!ความ)ไม่(?!ว่า|เพียง|แค่|เฉพาะ|กี่|นาน|น้อย|ลังเล|แปลก|หยุด|สิ้นสุด|ต้องสงสัย|แพ้|"
    r"อาจ(?:ปฏิเสธ|มองข้าม|หลีกเลี่ยง|แยก))"
    r"|มิ(?:ได้|ใช่|อาจ|เคย|ต้อง)|หา(?:ใช่|ได้)|ไร้|ปราศจาก|เลิก|ยุติ"
    r"|\b(?:not|no|never|neither|nor|without)\b|n't\b"
)
_BREAK = (
    r"แต่|ทว่า|หาก|เพราะ|เนื่องจาก|จึง|ซึ่ง|โดย|เมื่อ|ขณะ|ทำให้|ส่งผล|เพื่อ|และ|เพียง|แค่|เท่านั้น|จำกัด|แล้ว|only|but|because"
)
_THAI_NEGATION = re.compile(
    rf"(?:{_NEGATOR})(?P<gap>(?:(?!{_BREAK})[^\s.;:?!]|(?<=[A-Za-z])\s|\s(?=[A-Za-z\"“])){{0,{REACH}}})$",
    re.IGNORECASE,
)
_POSTPOSED = re.compile(r"(?:เลี่ยง|ย้อนกลับ|ปฏิเสธ|แยก|ขาด|เสีย)(?:จากกัน)?ไม่ได้$")


def negated(text: str, start: int, position: int) -> bool:
    """Tell whether a phrase at *position* is negated by what stands before it, from *start* on.

    >>> negated("โลกไม่ได้เป็นหลายขั้ว", 0, 13)
    True
    >>> negated("โลกไม่เพียงเป็นหลายขั้ว", 0, 15)
    False
    """
    before = text[max(start, position - REACH - 12) : position]
    match = _THAI_NEGATION.search(before)
    if match is None:
        return False
    return _POSTPOSED.search(before[: match.start("gap")]) is None
