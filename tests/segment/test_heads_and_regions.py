"""What a text says of itself, and what of it is outside the analysis: cases in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.segment.metadata import find_authors, find_date, find_title
from ruscorpus.segment.regions import find_regions
from ruscorpus.segment.skeleton import skeleton

CASES = Path(__file__).parents[1] / "cases/segment"
LONG = (
    "ผู้นำของทั้งสองประเทศหารือกันเรื่องความร่วมมือด้านพลังงาน การค้า และความมั่นคงเป็นเวลากว่าสี่ชั่วโมง "
    "โดยเน้นว่าความสัมพันธ์ทวิภาคีต้องตั้งอยู่บนผลประโยชน์ร่วมกันและไม่แทรกแซงกิจการภายในของอีกฝ่าย "
    "ขณะที่นักวิเคราะห์มองว่าการพบกันครั้งที่ {} สะท้อนการเปลี่ยนแปลงของระเบียบโลก"
)


def load(name):
    cases = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case.get("name", case.get("text", "")[:30])) for case in cases]


@pytest.mark.parametrize("case", load("date-lines"))
def test_date_line(case):
    assert find_date(case["text"]) == case["date"]


@pytest.mark.parametrize("case", load("titles"))
def test_title(case):
    assert find_title(case["text"]) == case["title"]
    assert list(find_authors(case["text"])) == case.get("authors", [])


@pytest.mark.parametrize("case", load("regions"))
def test_regions(case):
    lines = [
        LONG.format(number) + line[1:] if line.startswith("L") and line[1:2] in ("", " ") else line
        for number, line in enumerate(case["lines"], 1)
    ]
    flow = "\n".join(lines)
    found = [
        f"{r.kind} {flow.count(chr(10), 0, r.span.start) + 1}-{flow.count(chr(10), 0, r.span.end) + 1}"
        for r in find_regions(flow)
    ]
    assert found == case["regions"]


@given(
    st.lists(
        st.sampled_from(
            [
                "สารบัญ",
                "บทที่ 1",
                "บทนำ ..... 3",
                "บรรณานุกรม",
                "ข่าวที่เกี่ยวข้อง",
                "1 ดู หน้า 2",
                "____________",
                "",
                LONG,
                "ก" * 60,
                "#แท็ก",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(["\n", "\r\n", "\n\f", "\n\n"]),
)
def test_regions_are_in_order_and_apart(lines, end):
    flow = end.join(lines)
    position = 0
    for region in find_regions(flow):
        assert position <= region.span.start < region.span.end <= len(flow)
        assert region.span.of(flow).strip()
        position = region.span.end


def test_skeleton_of_a_heading_survives_displaced_marks():
    assert skeleton("บ ร ร ณ า นุ ก ร ม") == skeleton("บรรณานกุรม") == skeleton("บรรณานุกรม")
    assert skeleton("เอกสารอา้งองิ") == skeleton("เอกสารอ้างอิง")
    assert skeleton("REFERENCES") == skeleton("References")
