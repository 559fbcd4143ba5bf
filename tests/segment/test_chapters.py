"""Chapters, whatever a font, a page header or a table of contents did to their headings."""

from __future__ import annotations

import pytest

from ruscorpus.segment.regions import find_regions
from ruscorpus.segment.sections import find_sections
from support import cases

PROSE = (
    "ความสัมพันธ์ของสองประเทศพัฒนาขึ้นตามโครงสร้างของระบบระหว่างประเทศที่เปลี่ยนแปลงไปหลังสิ้นสุดสงครามเย็น "
    "ผู้นำของทั้งสองฝ่ายพบหารือกันทุกปีและลงนามความตกลงหลายฉบับ ทั้งด้านพลังงาน การค้า และเทคโนโลยีทางทหาร "
    "ขณะที่มหาอำนาจตะวันตกตอบโต้ด้วยมาตรการคว่ำบาตรและกดดันประเทศที่สามไม่ให้ค้าขายกับรัสเซีย "
    "ผลที่ตามมาคือการค้าของสองประเทศหันไปใช้เงินสกุลท้องถิ่นมากขึ้นเป็นลำดับ"
)


@pytest.mark.parametrize("case", cases("segment", "chapters"))
def test_chapters(case):
    flow = case["text"].replace("¶", PROSE)
    found = find_sections(flow, None, find_regions(flow))
    assert [[section.number, section.title] for section in found if section.level == 1] == case["chapters"]


def test_headings_that_the_file_marks_need_no_number():
    flow = f"ปริญญานิพนธ์\nบทนำ\n{PROSE}\nผลการศึกษา\n{PROSE}\nบทสรุป\n{PROSE}\n"
    marked = {flow.index(title): 1 for title in ("บทนำ", "ผลการศึกษา", "บทสรุป")}
    assert [section.title for section in find_sections(flow, marked)] == ["บทนำ", "ผลการศึกษา", "บทสรุป"]


def test_a_marked_title_below_a_marked_number_is_one_heading():
    flow = f"บทที่ 1\nบทนำ\n{PROSE}\nบทที่ 2\nทฤษฎี\n{PROSE}\n"
    marked = {flow.index(line): 1 for line in ("บทที่ 1", "บทนำ", "บทที่ 2", "ทฤษฎี")}
    assert [(s.number, s.title) for s in find_sections(flow, marked)] == [("1", "บทนำ"), ("2", "ทฤษฎี")]
