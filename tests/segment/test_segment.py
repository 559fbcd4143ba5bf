"""Segmentation: paragraphs, words, sentences, sections, and what a text says of itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.lines import is_heading
from ruscorpus.offsets import apply_edits
from ruscorpus.segment.metadata import find_date, find_language, find_title
from ruscorpus.segment.regions import find_regions
from ruscorpus.segment.sections import find_sections
from ruscorpus.segment.stage import SegmentStage
from ruscorpus.segment.words import word_boundaries
from ruscorpus.segment.wrapping import find_joins
from support import cases, document

LETTERS = st.text(alphabet="กขานรัสเซีย่้ำ \n\t.0123456789พศ()“”\"'ABab\u200b\f\r", max_size=60)
HEADINGS = st.sampled_from(
    ["\nบทที่ 1\nบทนำ\n", "\n1.1 ความเป็นมา\n", "\n1.1.1 ปัญหา\n", "\nบทที่ ๒ ทฤษฎี\n", "\nบรรณานุกรม\n"]
)
MIXED = st.lists(st.one_of(LETTERS, HEADINGS), max_size=12).map("".join)


def segmented(text: str):
    return SegmentStage()(document(text, text=text))


@pytest.mark.parametrize("case", cases("segment", "sentences", "known-failures"))
def test_sentences(case):
    done = segmented(case["text"])
    assert [span.of(done.flow) for span in done.sentences] == case["sentences"]


@given(MIXED)
def test_any_text_is_segmented_without_loss(text):
    done = segmented(text)
    assert done.flow == apply_edits(text, done.joins)
    if done.flow:
        assert (done.words[0], done.words[-1]) == (0, len(done.flow))
        assert list(done.words) == sorted(set(done.words))
    position = 0
    for sentence in done.sentences:
        assert position <= sentence.start < sentence.end
        assert "\n" not in sentence.of(done.flow)
        assert sentence.of(done.flow).strip() == sentence.of(done.flow)
        assert not done.flow[position : sentence.start].strip()
        position = sentence.end
    assert not done.flow[position:].strip()
    for section in done.sections:
        assert section.span.start == section.heading.start <= section.heading.end <= section.span.end


@given(MIXED)
def test_evidence_always_quotes_the_text(text):
    done = segmented(text)
    for sentence in done.sentences:
        evidence = done.evidence(sentence)
        assert evidence.quote == done.text[evidence.span.start : evidence.span.end]
        assert evidence.raw == evidence.span  # nothing was repaired here
        assert evidence.line >= 1


def test_a_long_line_without_spaces_is_cut_into_words_all_the_same():
    text = "ความมั่นคงระหว่างประเทศ" * 400
    boundaries = word_boundaries(text)
    assert boundaries[-1] == len(text)
    assert len(boundaries) > 400


WRAPPED = """บทที่ 2
แนวคิดและทฤษฎี

2.1 ที่มาของแนวคิด
การศึกษาความสัมพันธ์ระหว่างรัฐมหาอำนาจกับรัฐขนาดกลางในเอเชียตะวันออกเฉียงใต้จำเป็นต้อง
พิจารณาโครงสร้างของระบบระหว่างประเทศเป็นลำดับแรก เพราะโครงสร้างกำหนดทางเลือกของสหภาพ
โซเวียตและสหรัฐอเมริกาตลอดช่วงสงครามเย็น อีกทั้งยังกำหนดว่ารัฐเล็กจะวางตัวอย่างไร
เมื่อมหาอำนาจทั้งสองแข่งขันกันอย่างเปิดเผยในทุกภูมิภาคของโลกตั้งแต่ยุโรปจนถึงแอฟริกา
และในที่สุดระบบก็เปลี่ยนไป
2.1.1 ความหมายของขั้วอำนาจ
ขั้วอำนาจหมายถึงศูนย์กลางที่มีขีดความสามารถเหนือรัฐอื่นอย่างชัดเจนจนสามารถกำหนดทิศทาง
ของระบบระหว่างประเทศได้ด้วยตนเองโดยไม่ต้องอาศัยความร่วมมือจากรัฐอื่นในระยะเวลายาวนาน
"""


def test_wrapped_lines_are_read_as_one_paragraph_and_headings_stay_apart():
    done = segmented(WRAPPED)
    assert "จำเป็นต้องพิจารณา" in done.flow
    assert "สหภาพโซเวียต" in done.flow
    assert "\n2.1.1 ความหมายของขั้วอำนาจ\n" in done.flow
    assert [(s.number, s.title, s.level) for s in done.sections] == [
        ("2", "แนวคิดและทฤษฎี", 1),
        ("2.1", "ที่มาของแนวคิด", 2),
        ("2.1.1", "ความหมายของขั้วอำนาจ", 3),
    ]


def test_the_break_of_a_wrapped_line_can_be_found_again():
    done = segmented(WRAPPED)
    place = done.flow.index("สหภาพโซเวียต")
    from ruscorpus.offsets import Span

    evidence = done.evidence(Span(place, place + len("สหภาพโซเวียต")))
    assert evidence.quote == "สหภาพ\nโซเวียต"
    assert WRAPPED.splitlines()[evidence.line - 1].endswith("สหภาพ")


def test_news_with_long_lines_is_not_taken_for_wrapped():
    news = "\n".join("ผู้นำสองประเทศพบหารือกันที่กรุงมอสโกเมื่อวันจันทร์ " * n for n in (3, 7, 2, 9, 5, 4, 8))
    assert find_joins(news) == ()


def test_short_paragraphs_of_unequal_length_are_not_taken_for_wrapped():
    sentence = "รัฐมนตรีต่างประเทศของทั้งสองฝ่ายพบหารือกันที่กรุงเวียนนาเพื่อเตรียมการประชุมสุดยอด"
    news = "\n".join(sentence + " พร้อมคณะ" * n for n in (0, 6, 1, 9, 3, 5, 0, 8, 4, 2))
    assert find_joins(news) == ()


UNEVEN = (
    "มองโกเลียเป็นรัฐที่มีพรมแดนทางบกติดต่อกับรัสเซียและจีนเพียงสองประเทศ และ",
    "ต้องพึ่งพาเส้นทางรถไฟสายเหนือในการขนส่งสินค้าส่งออกมาตั้งแต่สมัยสหภาพ",
    "โซเวียต รัฐบาลอูลานบาตอร์จึงดำเนินนโยบายเพื่อนบ้านที่สามเพื่อถ่วงดุลกับ",
    "มหาอำนาจทั้งสอง โดยเฉพาะในด้านพลังงานและเหมืองแร่ซึ่งเป็นรายได้หลัก",
    "งานศึกษาที่ผ่านมาเห็นว่านโยบายดังกล่าวได้ผลจำกัด เพราะการลงทุนของ",
    "ญี่ปุ่นและเกาหลีใต้ยังน้อยเมื่อเทียบกับจีน ในขณะเดียวกันรัสเซียก็เสนอราคา",
    "น้ำมันต่ำกว่าตลาดเพื่อรักษาอิทธิพล",
    "หลังปี 2022 ท่อส่งก๊าซพลังแห่งไซบีเรีย 2 กลายเป็นประเด็นสำคัญของทั้งสามฝ่ายที่",
    "ยังตกลงราคากันไม่ได้ ฝ่ายมองโกเลียหวังรายได้จากค่าผ่านทาง",
    "และแหล่งพลังงานสำหรับเมืองหลวงซึ่งขาดแคลนไฟฟ้าในฤดูหนาว",
)


def test_wrapped_lines_of_unlike_length_are_told_by_ends_that_no_paragraph_has():
    assert len(find_joins("\n".join(UNEVEN))) == 8
    closed = "\n".join(re.sub(r"\s?(?:และ|กับ|ของ|ที่)$", "", line) for line in UNEVEN)
    assert find_joins(closed) == ()


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("บทที่ 4", True),
        ("บทที่ ๕ สรุปและอภิปรายผล", True),
        ("4.1.2 ความร่วมมือทางการทหาร", True),
        ("Chapter 2 Theory", True),
        ("2.5 ล้านคนได้รับผลกระทบ", True),  # a number and a phrase: not to be told apart by form alone
        ("ในบทที่ 4 ผู้วิจัยกล่าวถึง", False),
        ("พ.ศ. 2568 เป็นปีที่", False),
        ("1.5 %", False),
    ],
)
def test_headings(line, heading):
    assert is_heading(line) is heading


def test_chapters_listed_in_an_outline_are_not_the_chapters():
    body = "เนื้อหาของบทนี้กล่าวถึงความเป็นมาของปัญหา\n" * 5
    flow = f"บทที่ 1 บทนำ\nบทที่ 2 ทฤษฎี\nบทที่ 1\nบทนำ\n{body}บทที่ 2\nทฤษฎี\n{body}"
    assert [(s.number, s.title) for s in find_sections(flow) if s.span.length > 60] == [
        ("1", "บทนำ"),
        ("2", "ทฤษฎี"),
    ]


def test_regions_outside_the_text():
    paragraph = "รัสเซียและอินเดียขยายความร่วมมือด้านพลังงานนิวเคลียร์และการต่อเรือ พร้อมทั้งตกลงใช้เงินรูเบิลและรูปีในการค้า"
    flow = "\n".join([paragraph, "ข้อความอื่น", paragraph, "ข่าวที่เกี่ยวข้อง", "- ข่าวหนึ่ง", "- ข่าวสอง"])
    assert [(r.kind, r.span.of(flow)) for r in find_regions(flow)] == [
        ("repeat", paragraph),
        ("related", "ข่าวที่เกี่ยวข้อง\n- ข่าวหนึ่ง\n- ข่าวสอง"),
    ]
    book = "บทที่ 5\nสรุป\nข้อความ\nบรรณานุกรม\nSmith, A. (2020). Power.\n"
    assert [r.kind for r in find_regions(book)] == ["bibliography"]


def test_title_date_and_language():
    news = "ปูตินเยือนฮานอย\nเผยแพร่: 20 มิ.ย. 2567 10:15 น.\nประธานาธิบดีรัสเซียเดินทางถึงเวียดนามเมื่อวันที่ 19"
    assert (find_title(news), find_date(news), find_language(news)) == ("ปูตินเยือนฮานอย", "2024-06-20", "th")
    assert find_title("บทที่ 1\nบทนำ") == ""
    assert find_date("บทนำ\nสงครามเริ่มเมื่อปี 2022") == ""
    assert find_language("The visit ended.") == "en"
    assert find_language("12 34") == ""
