"""Web pages and books: the text that a reader sees, in the encoding that the page has."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from make_files import epub

from ruscorpus.load import load_bytes
from ruscorpus.load.html_lines import page_lines
from ruscorpus.load.html_tree import parse_html
from ruscorpus.problems import LoadError

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/load/html.yaml").read_text("utf-8"))
THAI = "ประธานาธิบดีรัสเซียและอินเดียหารือเรื่องพลังงาน"


def read(data, name="a.html"):
    data = data.encode() if isinstance(data, str) else data
    return load_bytes(data, id="a", shown_path=f"texts/{name}", name=name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page(case):
    document = read(case["page"])
    assert document.raw.splitlines() == case["lines"]
    assert document.media_type == "text/html"
    for fact in ("title", "date", "language"):
        if fact in case:
            assert getattr(document, fact) == case[fact]
    assert list(document.authors) == case.get("authors", [])
    if "marked" in case:
        found = [{block.kind: block.span.of(document.raw)} for block in document.blocks]
        assert found == case["marked"]


PAGE = "<html><head>{}</head><body><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ('<meta charset="windows-874">', "cp874"),
        ("<meta http-equiv=Content-Type content='text/html; charset=TIS-620'>", "tis-620"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "cp874"),  # the label is wrong
        ('<meta charset="iso-8859-1">', "cp874"),  # what every old editor wrote
        ('<meta charset="tis-620">', "utf-8"),  # converted, the label left as it was
        ('<meta charset="no-such-thing">', "cp874"),
        ("", "cp874"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_encodings(label, encoding):
    assert read(PAGE.format(label, THAI).encode(encoding)).raw == f"{THAI}\n"


def test_a_western_page_is_read_by_its_label():
    page = PAGE.format('<meta charset="windows-1252">', "Élysée – naïve façade, où l’été s’achève")
    assert read(page.encode("cp1252")).raw == "Élysée – naïve façade, où l’été s’achève\n"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "warned"),
    [
        ("<!-- saved --><!DOCTYPE html><p>ข้อความ", "a.txt", "text/html", True),
        ("<p>ข้อความ</p>", "a.htm", "text/html", False),
        ("<p>ข้อความ</p>", "a.txt", "text/plain", False),
        ("ข้อความล้วน ๆ", "a.html", "text/plain", True),
        ("ข้อความเรื่อง <html> ในภาษา", "a.txt", "text/plain", False),
        (
            '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>ก</body></html>',
            "a.xhtml",
            "text/html",
            False,
        ),
    ],
)
def test_kind_by_content(data, name, media_type, warned):
    document = read(data, name)
    assert document.media_type == media_type
    assert [problem.slug for problem in document.problems] == (["type-mismatch"] if warned else [])


def test_a_page_that_a_script_would_fill():
    with pytest.raises(LoadError, match="script") as caught:
        read("<html><body><div id=root></div><script>go()</script></body></html>")
    assert (caught.value.problems[0].slug, caught.value.status) == ("no-text", "empty")


def test_a_cut_page_is_read_with_a_warning():
    data = PAGE.format("", THAI * 20).encode()
    document = read(data[: data.index(b"</p>") - 1])
    assert document.raw.startswith(THAI)
    assert document.raw.endswith("\ufffd\n")
    assert [problem.slug for problem in document.problems] == ["damaged-text"]


@pytest.mark.parametrize("tag", ["div", "p", "b", "li", "table><tr><td", "ul><li", "a", "!--", "![CDATA["])
def test_nesting_without_end(tag):
    document = read("<html><body><p>ก่อน" + f"<{tag}>" * 20_000 + "หลัง")
    assert document.raw.startswith("ก่อน")


def test_nothing_from_outside(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("ความลับ", "utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><head><base href="{tmp_path.as_uri()}/">'
        f'<link rel=import href="{secret.as_uri()}"></head><body><p>เปิดเผย &x;</p>'
        f'<iframe src="{secret.as_uri()}"></iframe><object data="{secret.as_uri()}"></object></body></html>'
    )
    assert "ความลับ" not in read(page).raw


@given(st.lists(st.sampled_from(["<p>", "</p>", "<td>", "<tr>", "</table>", "<li>", "<br/>", "<b>", "</div>", "<h1>",
                                 "<a href=x>", "<nav>", "</nav>", "<!--", "-->", "&amp;", "&#0;", "<", "ก", " ", "\n", "'"])))  # fmt: skip
def test_any_soup_is_read(pieces):
    elements = parse_html("".join(pieces))
    for line in page_lines(elements):
        assert line.text == line.text.strip()
        assert "\n" not in line.text
        assert 0 <= line.order < len(elements)


PAGES = {
    "one.xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>บทที่ 1 บทนำ</h1><p>ข้อความแรก</p></body></html>',
    "two.xhtml": "<html><body><p>ข้อความหลัง</p></body></html>",
    "left-out.xhtml": "<html><body><p>ไม่อยู่ในลำดับ</p></body></html>",
}


def test_a_book_is_read_in_the_order_of_its_spine():
    document = read(epub(PAGES, ["two.xhtml", "one.xhtml"]), "a.epub")
    assert document.raw == "ข้อความหลัง\nบทที่ 1 บทนำ\nข้อความแรก\n"
    assert (document.title, document.authors) == ("ดุลอำนาจในเอเชีย", ("สมชาย ใจดี",))
    assert (document.date, document.language) == ("2024-05-01", "th")
    assert [(block.kind, block.span.of(document.raw)) for block in document.blocks] == [
        ("heading", "บทที่ 1 บทนำ")
    ]
    assert (document.media_type, document.problems) == ("application/epub+zip", ())


def test_a_protected_book_is_refused():
    lock = '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:CipherReference URI="{}"/></encryption>'
    font_only = {"META-INF/encryption.xml": lock.format("OEBPS/font.otf")}
    assert read(epub(PAGES, ["one.xhtml"], font_only), "a.epub").raw
    with pytest.raises(LoadError) as caught:
        read(
            epub(PAGES, ["one.xhtml"], {"META-INF/encryption.xml": lock.format("OEBPS/one.xhtml")}), "a.epub"
        )
    assert (caught.value.problems[0].slug, caught.value.status) == ("encrypted-epub", "encrypted")


@pytest.mark.parametrize(
    "reference", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://x.org/a"]
)
def test_a_book_names_only_its_own_parts(reference):
    pages = {reference: "x"} | PAGES
    document = read(epub(pages, ["one.xhtml", reference], {"OEBPS/" + reference: ""}), "a.epub")
    assert document.raw == "บทที่ 1 บทนำ\nข้อความแรก\n"
