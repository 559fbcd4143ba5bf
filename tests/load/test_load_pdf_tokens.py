"""Tokens of PDFs, read at once or byte by byte, are the same."""

from __future__ import annotations

import io
from contextlib import suppress
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSBaseParser

from ruscorpus.load.pdf_tokens import ContentParser, QuickTokens

PIECES = [
    *(b"12", b"-3", b"+4", b".5", b"-.5", b"6.", b"7.25", b"1.2.3", b"--1", b"-", b".", b"0" * 20, b"12x"),
    *(b"BT", b"Tj", b"T*", b"true", b"false", b"n%ot", b"a#b", b"'", b'"', b"BI", b"ID", b"EI", b"/W 1 ID ab EI"),
    *(b"/F1", b"/", b"/a#20b", b"/\xe0", b"/\xe0\xb8\x81", b"(ab)", b"(a(b)c)", b"(a\\)b)", b"(\\101)", b"(\r\n)", b"("),
    *(b"<41>", b"<4>", b"<4 1>", b"<>", b"<4x>", b"<</A<41>>>", b"<<", b">>", b">", b"[", b"]", b"{", b"}", b"[1(a)-2]"),
    *(b" ", b"\n", b"\r\n", b"\0", b"%c\n", b"\x0c", b"\x80"),
]  # fmt: skip
CONTENT = st.lists(st.sampled_from(PIECES) | st.binary(max_size=3), max_size=30)
JOINTS = st.sampled_from([b" ", b"", b"\n"])


def read(parser, one):
    found = []
    with suppress(PSEOF, AssertionError, TypeError):
        for _ in range(300):
            found.append(repr(one(parser)))
    return found


@given(CONTENT, JOINTS, st.sampled_from([3, 16, 4096]))
def test_tokens_are_those_of_pdfminer(pieces, joint, size):
    data = joint.join(pieces)
    with patch.object(PSBaseParser, "BUFSIZ", size):
        quick, plain = QuickTokens(io.BytesIO(data)), PSBaseParser(io.BytesIO(data))
        assert read(quick, QuickTokens.nexttoken) == read(plain, PSBaseParser.nexttoken)


@given(st.lists(st.tuples(CONTENT, JOINTS), min_size=1, max_size=3), st.sampled_from([3, 16, 4096]))
def test_objects_are_those_of_pdfminer(contents, size):
    def streams():
        return [PDFStream({}, joint.join(pieces)) for pieces, joint in contents]

    with patch.object(PSBaseParser, "BUFSIZ", size):
        try:
            plain = PDFContentParser(streams())
        except PSEOF:
            return
        expected = read(plain, PDFContentParser.nextobject)
        assert read(ContentParser(streams()), ContentParser.nextobject) == expected
