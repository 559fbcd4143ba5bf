"""Lines out of glyphs: what goes on with a line, what starts another, where a space is missing."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.load.pdf_lines import Glyph
from ruscorpus.load.pdf_text import TextBuilder

SIZE = 10.0


def mark(char):
    return unicodedata.category(char) == "Mn"


def typeset(text, *, x=0.0, y=0.0, size=SIZE, spacing=0.0, font="F", direction=0, width=0.5):
    """Glyphs as a word processor draws them: half an em each, marks without width."""
    glyphs = []
    for char in text:
        advance = 0.0 if mark(char) else width * size
        glyphs.append(Glyph(char, font, x, y, advance, size, direction))
        x += advance + spacing
    return glyphs


def assemble(*runs):
    builder = TextBuilder()
    for run in runs:
        for glyph in run:
            builder.add(glyph)
    builder.end_line()
    return builder.text()


def test_stream_order_is_kept():
    assert assemble(typeset("ทั้งสองฝ่าย")) == "ทั้งสองฝ่าย\n"


def test_gap_becomes_a_space():
    assert assemble(typeset("รัสเซีย"), typeset("อินเดีย", x=28)) == "รัสเซีย อินเดีย\n"


def test_a_space_of_the_stream_is_not_doubled():
    assert assemble(typeset("จีน "), typeset("รัสเซีย", x=24)) == "จีน รัสเซีย\n"


def test_kerning_is_no_space():
    assert assemble(typeset("Ru"), typeset("ssia", x=10.9)) == "Russia\n"


def test_stretched_line_is_not_torn():
    text = "ความมั่นคงที่ยั่งยืน"
    assert assemble(typeset(text, spacing=2.2)) == text + "\n"


def test_stretched_line_keeps_its_missing_space():
    first, second = "ความมั่นคง", "ระหว่างประเทศ"
    head = typeset(first, spacing=1.5)
    assert assemble(head, typeset(second, x=head[-1].along + 9.5, spacing=1.5)) == f"{first} {second}\n"


def test_mark_moved_left_or_up_stays_with_its_base():
    word = typeset("ป")
    tone = Glyph("่", "F", 2.0, 3.0, 0.0, SIZE)
    rest = typeset("า", x=5.0)
    assert assemble(word, [tone], rest) == "ป่า\n"


def test_mark_with_a_width_of_its_own_takes_no_space():
    base, vowel = typeset("ก"), Glyph("ี", "F", 7.0, 0.0, 4.0, SIZE)
    assert assemble(base, [vowel], typeset("ฬ", x=5.2)) == "กีฬ\n"


def test_glyph_code_without_width_is_a_mark():
    assert assemble(typeset("ท"), [Glyph("W", "F", 8.0, 0.0, 0.0, SIZE)], typeset("อ", x=5.0)) == "ทWอ\n"


def test_next_baseline_is_next_line():
    assert assemble(typeset("บรรทัดแรก"), typeset("บรรทัดสอง", y=-14)) == "บรรทัดแรก\nบรรทัดสอง\n"


def test_footnote_mark_stays_in_its_line():
    text, raised = typeset("สนธิสัญญา"), typeset("1", x=35.0, y=4.0, size=6.0)
    assert assemble(text, raised, typeset("ฉบับ", x=38.5)) == "สนธิสัญญา1ฉบับ\n"


def test_footnote_may_begin_with_its_raised_mark():
    assert assemble(typeset("1", y=4.0, size=6.0), typeset("ดู", x=3.2)) == "1ดู\n"


def test_jump_back_is_a_new_line():
    assert assemble(typeset("ขวา", x=300), typeset("ซ้าย", x=20)) == "ขวา\nซ้าย\n"


def test_columns_follow_the_stream():
    left = [typeset("ซ้ายบน"), typeset("ซ้ายล่าง", y=-14)]
    right = [typeset("ขวาบน", x=300), typeset("ขวาล่าง", x=300, y=-14)]
    assert assemble(*left, *right) == "ซ้ายบน\nซ้ายล่าง\nขวาบน\nขวาล่าง\n"


def test_turned_text_is_a_line_of_its_own():
    assert assemble(typeset("ตาราง"), typeset("แนวตั้ง", direction=90)) == "ตาราง\nแนวตั้ง\n"


def test_bold_by_drawing_twice_is_read_once():
    word = typeset("ทั้งสอง")
    again = typeset("ทั้งสอง", x=0.4)
    assert assemble(word, again) == "ทั้งสอง\n"
    each_twice = [typeset(c, x=i * 5.0 + d) for i, c in enumerate("ปกตง") for d in (0.0, 0.4)]
    assert assemble(*each_twice) == "ปกตง\n"


def test_a_mark_typed_twice_is_kept():
    assert assemble(typeset("นี้้")) == "นี้้\n"


def test_doubled_narrow_letters_are_kept():
    assert assemble(typeset("illegal", width=0.15)) == "illegal\n"


def test_fonts_cover_the_text():
    builder = TextBuilder()
    for glyph in (*typeset("ที่", font="A"), *typeset("มา", x=20, font="B"), *typeset("x", y=-20, font="A")):
        builder.add(glyph)
    builder.end_line()
    text = builder.text()
    assert [(run.font, run.span.of(text)) for run in builder.fonts()] == [
        ("A", "ที่"),
        ("B", " มา\n"),
        ("A", "x\n"),
    ]


GLYPHS = st.builds(
    Glyph,
    st.sampled_from(["ก", "ี", "่", "า", " ", "W", "\ufffd", ""]),
    st.sampled_from(["A", "B"]),
    st.floats(-500, 500),
    st.floats(-500, 500),
    st.floats(-5, 20),
    st.floats(0, 30),
    st.sampled_from([0, 0, 0, 90]),
)


@given(st.lists(GLYPHS, max_size=40))
def test_runs_are_contiguous_and_text_is_the_stream(glyphs):
    builder = TextBuilder()
    for glyph in glyphs:
        builder.add(glyph)
    builder.end_line()
    text = builder.text()
    position = 0
    for run in builder.fonts():
        assert run.span.start == position < run.span.end
        position = run.span.end
    assert position == len(text) == builder.length
    # Nothing is reordered: the text is the stream with blanks added, and copies left out.
    rest = iter("".join(glyph.text for glyph in glyphs))
    assert all(any(char == other for other in rest) for char in text if not char.isspace())
