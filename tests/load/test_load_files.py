"""From a file to a document: types told by content, and every way in which a file can be refused."""

from __future__ import annotations

import hashlib

import pytest

from ruscorpus.load import load
from ruscorpus.problems import LoadError


def load_bytes(tmp_path, data, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return load(path, id="a", shown_path=f"texts/{name}")


def refusal(tmp_path, data, name="a.txt"):
    with pytest.raises(LoadError) as caught:
        load_bytes(tmp_path, data, name)
    problem = caught.value.problems[0]
    assert problem.path == f"texts/{name}"
    assert problem.message
    return problem.slug, caught.value.status


def test_text_becomes_a_document(tmp_path):
    data = "\ufeffรัสเซีย\r\nอินเดีย\n".encode()
    document = load_bytes(tmp_path, data)
    assert document.raw == "รัสเซีย\r\nอินเดีย\n"
    assert (document.id, document.path, document.media_type) == ("a", "texts/a.txt", "text/plain")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.pages, document.fonts, document.problems) == ((), (), ())


def test_inferred_encoding_is_said(tmp_path):
    document = load_bytes(tmp_path, "เกาหลีเหนือยิงขีปนาวุธ".encode("cp874"))
    assert document.raw == "เกาหลีเหนือยิงขีปนาวุธ"
    assert [(p.slug, p.severity) for p in document.problems] == [("inferred-encoding", "warning")]


def test_text_named_pdf_is_read_as_text(tmp_path):
    document = load_bytes(tmp_path, "เพียงข้อความ".encode(), "a.pdf")
    assert (document.raw, document.media_type) == ("เพียงข้อความ", "text/plain")
    assert [(p.slug, p.severity) for p in document.problems] == [("type-mismatch", "warning")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("empty-file", "empty")),
        (b" \r\n\t\n", ("no-text", "empty")),
        (b"\xef\xbb\xbf", ("no-text", "empty")),
        (b"\xff\xfb\x90\x64" * 50, ("undecodable", "unreadable")),
        (bytes(range(32)) * 20, ("undecodable", "unreadable")),
        (b"\0" * 500, ("undecodable", "unreadable")),
        (b"PK\x03\x04 office", ("undecodable", "unreadable")),
        (rb"{\rtf1\ansi \'c3\'d1\'ca\'e0\'ab\'d5\'c2}", ("undecodable", "unreadable")),
        (b"%PDF-1.4\nnothing that follows is a PDF", ("broken-pdf", "unreadable")),
        (b"\n\n%PDF-1.7\n", ("broken-pdf", "unreadable")),
    ],
)
def test_refusals(tmp_path, data, expected):
    assert refusal(tmp_path, data) == expected


def test_missing_file(tmp_path):
    with pytest.raises(LoadError) as caught:
        load(tmp_path / "none.txt", id="none", shown_path="none.txt")
    assert (caught.value.problems[0].slug, caught.value.status) == ("file-unreadable", "unreadable")


def test_folder_is_no_file(tmp_path):
    with pytest.raises(LoadError) as caught:
        load(tmp_path, id="x", shown_path="x")
    assert caught.value.problems[0].slug == "file-unreadable"


def test_text_about_pdf_is_text(tmp_path):
    text = "ไฟล์ชนิดนี้ขึ้นต้นด้วย %PDF- ตามด้วยเลขรุ่น"
    assert load_bytes(tmp_path, text.encode()).raw == text
