"""Bytes to text: named cases, and what holds for every text."""

from __future__ import annotations

import codecs
import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.encodings import UndecodableError, decode

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/load/encodings.yaml").read_text("utf-8"))
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
# NUL is what gives UTF-16 without a mark away, so a text that holds one may be taken for it.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
    lambda text: not text.startswith("\ufeff")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    data = (MARKS[case["written"]] if case.get("mark") else b"") + case["text"].encode(case["written"])
    if case["found"] == "refused":
        with pytest.raises(UndecodableError):
            decode(data)
        return
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (case["text"], case["found"])
    inferred = not case.get("mark") and decoded.encoding != "utf-8"
    assert bool(decoded.notes) == (inferred or case.get("mark", False))
    assert inferred or decoded.confidence == 1.0


@given(TEXTS)
def test_utf8_always_comes_back(text):
    decoded = decode(text.encode("utf-8"))
    assert (decoded.text, decoded.encoding, decoded.confidence) == (text, "utf-8", 1.0)


@given(TEXTS, st.sampled_from(sorted(MARKS)))
def test_marked_text_always_comes_back(text, encoding):
    # A UTF-16 text that begins with NUL has the mark of UTF-32; TEXTS holds none.
    assert decode(MARKS[encoding] + text.encode(encoding)).text == text


@given(st.binary())
def test_bytes_are_decoded_or_refused_with_a_place(data):
    offset = 0
    try:
        text = decode(data).text
    except UndecodableError as error:
        text, offset = "", error.offset
    assert isinstance(text, str)
    assert 0 <= offset <= len(data)


def test_newlines_stay():
    assert decode(b"a\r\nb\rc\nd").text == "a\r\nb\rc\nd"


def test_refusal_names_the_byte_where_utf8_ends():
    with pytest.raises(UndecodableError, match="at byte 3") as caught:
        decode(b"abc\xff\xfe\xfa")
    assert caught.value.offset == 3
    assert pickle.loads(pickle.dumps(caught.value)).offset == 3


def test_damaged_marked_text_names_its_byte():
    with pytest.raises(UndecodableError) as caught:
        decode(codecs.BOM_UTF8 + b"ab\xff")
    assert caught.value.offset == 5


def test_font_variants_of_old_thai_fonts_are_kept_for_repair():
    # 0x8B is mai ek drawn lower in old Windows fonts; the code page has nothing there.
    decoded = decode("รัสเซียมีท".encode("cp874") + b"\xd5\x8b" + "ตั้ง".encode("cp874"))
    assert decoded.text == "รัสเซียมีที\x8bตั้ง"
    assert "variants" in decoded.notes[1]


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b[1:], lambda b: b.replace(b"\xb8", b"\xd8", 1)]
)
def test_damaged_utf8_thai_is_not_taken_for_cp874(damage):
    with pytest.raises(UndecodableError):
        decode(damage("ความร่วมมือระหว่างประเทศ".encode()))
