"""Thai dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.numerals import ARABIC_TO_THAI
from ruscorpus.thaidates import common_era, find_dates, parse_iso
from support import cases

MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
SHORT = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()


@pytest.mark.parametrize("case", cases("dates"))
def test_cases(case):
    found = [m for m in find_dates(case["text"], case.get("reference", "")) if m.iso]
    if not case.get("relative"):
        found = [m for m in found if m.named]
    assert {m.span.of(case["text"]): m.iso for m in found} == case["dates"]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2150, 12, 31)), st.data())
def test_every_way_to_write_a_day_gives_that_day(day, data):
    month = data.draw(st.sampled_from([MONTHS, SHORT]))[day.month - 1]
    era, year = data.draw(
        st.sampled_from(
            [("พ.ศ. ", day.year + 543), ("ค.ศ. ", day.year), ("", day.year + 543), ("", day.year)]
        )
    )
    text = f"เมื่อวันที่ {day.day} {month} {era}{year} ที่ผ่านมา"
    if data.draw(st.booleans()):
        text = text.translate(ARABIC_TO_THAI)
    assert [m.iso for m in find_dates(text) if m.named] == [day.isoformat()]


PIECES = [
    "วันที่ ",
    "วันพุธ",
    "เดือน",
    "ปี",
    "พ.ศ. ",
    "ค.ศ. ",
    "31",
    "๓๐",
    " 5",
    "66",
    "2567",
    "๒๕๖๗",
    "-",
    "–",
    "/",
    " ",
    "(",
    ")",
    "ก",
]


@given(
    st.lists(st.sampled_from([*PIECES, *MONTHS, *SHORT]), max_size=15).map("".join),
    st.sampled_from(["", "2024", "2024-02-29"]),
)
def test_any_text_gives_ordered_disjoint_spans_and_real_dates(text, reference):
    position = 0
    for match in find_dates(text, reference):
        assert position <= match.span.start < match.span.end <= len(text)
        position = match.span.end
        assert match.iso == "" or parse_iso(match.iso) is not None


def test_years():
    assert common_era("2567") == 2024
    assert common_era("๒๕๖๗", "พ.ศ.") == 2024
    assert common_era("1991") == 1991
    assert common_era("66") == 2023
