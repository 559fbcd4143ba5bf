"""Fonts as evidence: codes of one font say nothing of another's."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.model import FontRun
from ruscorpus.offsets import Span, apply_edits, check_edits
from ruscorpus.repair import repair

BODY = """\
ผู้นำทั้งสองฝ่ายเห็นพ้องที่จะตั้งคณะทำงานเพื่อแก้ปัญหาชายแดนที่ยืดเยื้อมานานหลายสิบปี
นอกจากนี้ยังตกลงที่จะเพิ่มเที่ยวบินและเปิดด่านการค้าแห่งใหม่ในพื้นที่ภาคเหนือ
รัฐมนตรีกล่าวว่าความร่วมมือครั้งนี้ไม่ได้มุ่งต่อต้านประเทศใด แต่เพื่อสร้างความเชื่อมั่น
นักวิเคราะห์ชี้ว่าการถ่วงดุลอำนาจในภูมิภาคกำลังเข้าสู่ช่วงเปลี่ยนผ่านที่สำคัญยิ่ง
ทั้งนี้ขึ้นอยู่กับท่าทีของมหาอำนาจและเสียงของประเทศเล็กที่มักถูกละเลย
ประชาชนในท้องถิ่นต้องการให้รัฐบาลชี้แจงข้อเท็จจริงเรื่องเงินช่วยเหลือที่ค้างจ่าย"""
HEADS = """\
ความเชื่อมั่นที่สั่นคลอนหลังเรื่องนี้
ข้อเสนอที่ไม่มีผู้ใดยื่นต่อที่ประชุม
เมื่อพันธมิตรเลือกที่จะนิ่งเฉยต่อเพื่อนบ้าน
ชั่วโมงที่ยาวนานที่สุดของผู้แทนทั้งสอง
เบื้องหลังการเจรจาที่ไม่ได้อยู่ในข่าวหน้าหนึ่ง"""


def in_fonts(parts):
    """Join (text, font) parts, each on lines of its own, into a text and its runs."""
    text, runs = "", []
    for part, font in parts:
        runs.append(FontRun(Span(len(text), len(text) + len(part) + 1), font))
        text += part + "\n"
    return text, tuple(runs)


def coded(text, codes):
    return re.sub("[่้]", lambda mark: codes[mark.group()], text)


@pytest.mark.parametrize(
    ("body", "heads"),
    [
        ({"่": "E", "้": "F"}, {"่": "F", "้": "E"}),
        ({"่": "K", "้": "L"}, {"่": "L", "้": "M"}),
        ({"่": "é", "้": "ê"}, {"่": "ê", "้": "ë"}),
    ],
)
def test_the_same_code_in_two_fonts(body, heads):
    text, runs = in_fonts([(coded(BODY, body), "AAAAAA+Body"), (coded(HEADS, heads), "BBBBBB+Head")])
    assert repair(text, runs).text == f"{BODY}\n{HEADS}\n"
    assert repair(text).text != f"{BODY}\n{HEADS}\n"


def test_fonts_of_single_words_lend_each_other_their_codes():
    codes = {"่": "Q", "้": "V"}
    words = re.split("(ที่)", coded(BODY, codes).replace("\n", " "))
    text, runs = "", []
    for number, word in enumerate(words):
        runs.append(FontRun(Span(len(text), len(text) + len(word)), f"Font{number % 3}"))
        text += word
    assert repair(text, tuple(runs)).text == BODY.replace("\n", " ")


def test_fonts_make_no_difference_where_all_is_well():
    text, runs = in_fonts([(BODY, "A"), ("แผน A, แผนB และ แผนC ของ ASEAN", "B"), (HEADS, "C"), ("แผนB", "D")])
    assert repair(text, runs).text == text


@given(st.text(st.sampled_from("กที่ัE= A\n\ufffd\U000f0041é"), max_size=60), st.randoms())
def test_edits_hold_whatever_the_fonts(raw, rng: random.Random):
    cuts = sorted(rng.sample(range(len(raw) + 1), k=min(3, len(raw) + 1)))
    runs = tuple(FontRun(Span(a, b), rng.choice("ABC")) for a, b in pairwise(cuts))
    result = repair(raw, runs)
    check_edits(len(raw), result.edits)
    assert apply_edits(raw, result.edits) == result.text
    assert result.unrecoverable == result.text.count("\ufffd")


def test_glyphs_without_a_character_are_told_by_their_number():
    """As browsers print Thai: the font gives shifted marks no Unicode value."""
    glyphs = {"่": 71, "้": 72}
    text = re.sub("[่้]", "\ufffd", BODY)
    runs, done = [], 0
    for match in re.finditer("[่้]", BODY):
        place = match.start()
        runs += [
            FontRun(Span(done, place), "Noto"),
            FontRun(Span(place, place + 1), f"Noto#{glyphs[match[0]]}"),
        ]
        done = place + 1
    runs.append(FontRun(Span(done, len(text)), "Noto"))
    result = repair(text, tuple(runs))
    assert result.text == BODY
    assert result.unrecoverable == 0
    assert apply_edits(text, result.edits) == BODY


def test_a_glyph_that_nothing_explains_stays_lost():
    text, runs = in_fonts([(BODY, "Noto"), ("\ufffd", "Noto#5")])
    result = repair(text, runs)
    assert result.text == text
    assert result.unrecoverable == 1
