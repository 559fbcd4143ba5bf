"""Negation: what tells at once that nothing denies a phrase says the same as the patterns."""

from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.coding import negation
from ruscorpus.coding.negation import negated

PIECES = [
    *("ไม่", "ไม่ได้", "มิใช่", "หาใช่", "อย่า", "ใช่ว่า", "ไร้", "ปราศจาก", "เลิก", "ยุติ", "NOT ", "never "),
    *("ปฏิเสธว่า", "ปัดข่าวที่ว่า", "ไม่เชื่อว่า", "ปฏิเสธคำขอ", "ไม่ตอบรับคำเชิญ", "ระงับการส่ง", "หา", "มิตร", "ทหาร", " ", "แต่"),
    *("นั้นไม่จริง", "is a myth"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.lists(st.sampled_from(PIECES), max_size=2))
def test_what_cannot_be_denied_is_told_at_once(before, behind):
    head = "".join(before)
    text, place = head + "โลก" + "".join(behind), len(head)
    found = negated(text, 0, place, place + 3)
    with patch.object(negation, "_ANY", re.compile("")):
        assert negated(text, 0, place, place + 3) is found
