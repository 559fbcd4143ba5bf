"""What a text says of itself, and what of it is outside the analysis: cases in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ruscorpus.load import load_bytes
from ruscorpus.segment.metadata import find_authors, find_date, find_title
from ruscorpus.segment.regions import find_regions
from ruscorpus.segment.stage import SegmentStage
from ruscorpus.skeleton import skeleton

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
@example(["สารบัญ", "#แท็ก", "สารบัญ", "บรรณานุกรม"], "\n")  # of one region only a line end was left
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


WRAPPED = [
    "การศึกษาความสัมพันธ์ระหว่างรัฐมหาอำนาจกับรัฐขนาดกลางในเอเชียตะวันออกเฉียงใต้จำเป็นต้อง",
    "พิจารณาโครงสร้างของระบบระหว่างประเทศเป็นลำดับแรก เพราะโครงสร้างกำหนดทางเลือกของสหภาพ",
    "โซเวียตและสหรัฐอเมริกาตลอดช่วงสงครามเย็น อีกทั้งยังกำหนดว่ารัฐเล็กจะวางตัวอย่างไรในระบบ",
]


def test_a_sentence_of_a_text_file_goes_on_across_the_page_header():
    raw = "".join(f"บทที่ 2 ทฤษฎี {n}\n" + "\n".join(WRAPPED) + "\n\f" for n in range(11, 16))
    done = SegmentStage()(load_bytes_as_document(raw))
    assert "ระบบการศึกษา" in done.flow
    assert [region.span.of(done.flow) for region in done.regions if region.kind == "header"] == [
        "บทที่ 2 ทฤษฎี 11"
    ]
    assert done.text == raw


def load_bytes_as_document(raw):
    return replace(load_bytes(raw.encode(), id="a", shown_path="a.txt"), text=raw)


def test_page_numbers_between_paragraphs_are_headers():
    paragraph = "\n".join(f"ย่อหน้าสั้น ๆ ลำดับที่{letter}ของหน้านี้" for letter in "กขคงจฉช")
    raw = "".join(f"{paragraph}{n}\n{n}\n" for n in range(1, 6))
    done = SegmentStage()(load_bytes_as_document(raw))
    assert [region.span.of(done.flow) for region in done.regions if region.kind == "header"] == list("12345")


def test_what_the_file_marks_reaches_the_flow():
    page = (
        "<html><body><article><h1>พาดหัว</h1><p>เนื้อความ</p><h2>หัวข้อรอง</h2><p>เนื้อความต่อ</p>"
        "<div class=related>จีนเตือน</div></article></body></html>"
    )
    document = load_bytes(page.encode(), id="a", shown_path="a.html")
    done = SegmentStage()(replace(document, text=document.raw))
    assert [(s.number, s.title, s.level) for s in done.sections] == [("", "หัวข้อรอง", 2)]
    assert [(r.kind, r.span.of(done.flow)) for r in done.regions] == [("related", "จีนเตือน")]


def test_the_day_a_word_file_was_saved_gives_way_to_its_date_line():
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    text = "คิมพบปูติน\n13 ก.ย. 66\nผู้นำสองชาติพบกัน\n"
    document = load_bytes_as_document(text)
    assert SegmentStage()(replace(document, media_type=word, date="2024-01-01")).date == "2023-09-13"
    assert (
        SegmentStage()(replace(document, media_type=word, date="2024-01-01", text="ก ข\n")).date
        == "2024-01-01"
    )
    assert SegmentStage()(replace(document, media_type="text/html", date="2024-01-01")).date == "2024-01-01"
