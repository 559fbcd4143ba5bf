"""Pages of plain text: known beyond doubt, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.load import load_bytes
from ruscorpus.load.text_pages import text_pages

LINES = [f"บรรทัดที่ยาวพอสมควรของเนื้อความในหน้ากระดาษ {'กขคงจฉชซ'[n]}" for n in range(8)]
BODY = "\n".join(LINES) + "\n"


def numbers(text):
    return [(page.number, page.span.of(text)) for page in text_pages(text)]


def test_form_feeds():
    document = load_bytes("หนึ่ง\n\fสอง\n\fสาม\n\f".encode(), id="a", shown_path="a.txt")
    assert [page.span.of(document.raw) for page in document.pages] == ["หนึ่ง\n\f", "สอง\n\f", "สาม\n\f"]
    assert document.page_of(document.raw.index("สาม")) == 3


def test_an_empty_page_counts():
    assert [number for number, _ in numbers("หนึ่ง\f\fสาม")] == [1, 2, 3]


@pytest.mark.parametrize("write", ["{}", "- {} -", "หน้า {}", "  {}  "])
def test_numbers_at_the_foot(write):
    pages = [f"{BODY}{write.format(n)}\n" for n in range(7, 12)]
    assert numbers("".join(pages)) == list(enumerate(pages, start=1))


def test_numbers_at_the_head_in_thai_digits():
    pages = [f"{digit}\n{BODY}" for digit in "๓๔๕๖"]
    assert numbers("".join(pages)) == list(enumerate(pages, start=1))


@pytest.mark.parametrize(
    "text",
    [
        BODY * 5,
        "".join(f"{BODY}{n}\n" for n in (1, 2, 9, 30, 31)),  # numbers of something else
        "1\nก\n2\nข\n3\nค\n4\nง\n",  # a list
        "".join(f"{BODY}{n}\n" for n in range(1, 5)) + BODY * 2,  # text behind the last number
        BODY + "1\n" + BODY + "2\n" + BODY * 9 + "3\n",  # a page nine times as long as the others
        "",
    ],
)
def test_no_pages_where_they_are_not_certain(text):
    assert text_pages(text) == ()


@given(st.text(alphabet="ก1๒\n\r\f -", max_size=120))
def test_pages_cover_the_text(text):
    pages = text_pages(text)
    assert "".join(page.span.of(text) for page in pages) in (text, "")
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
