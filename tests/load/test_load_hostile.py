"""Files that want to cost more than they are worth: each ends soon, with a name for what was wrong."""

from __future__ import annotations

import os
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_load_pdf import HELVETICA, by_hand

from ruscorpus.limits import Limits
from ruscorpus.load import load, load_bytes
from ruscorpus.problems import LoadError

SMALL = Limits(max_bytes=1_000_000, max_pages=3, max_decompressed_bytes=2_000_000, max_characters=5_000)
SHOW = b"BT /F1 12 Tf 50 700 Td (Readable) Tj ET"


def read(data, limits=SMALL):
    return load_bytes(data, id="a", shown_path="texts/a.pdf", name="a.pdf", limits=limits)


def end_of(data, limits=SMALL):
    """How a file ends: the slug it is refused with, or the slugs of the problems of what was read."""
    try:
        document = read(data, limits)
    except LoadError as error:
        return error.problems[0].slug if len(str(error)) < 600 else "a message that is too long"
    # Spaces and newlines that a PDF only implies are not counted.
    assert len(document.raw) <= 2 * limits.max_characters
    return {problem.slug for problem in document.problems}


def pdf(*objects, root=1):
    body = b"".join(b"%d 0 obj%s endobj\n" % item for item in enumerate(objects, 1))
    return b"%%PDF-1.4\n%strailer<</Root %d 0 R>>\n%%%%EOF" % (body, root)


def stream(data, entries=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def page_with(content, *more, fonts=b"<</F1 5 0 R>>", resources=b""):
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font%s%s>>>>"
        % (fonts, resources),
        content,
        *(more or HELVETICA),
    )


def test_a_bomb_in_a_page():
    bomb = zlib.compress(SHOW + b" " * 50_000_000)
    assert end_of(page_with(stream(bomb, b"/Filter/FlateDecode"))) == "too-large"


def test_a_bomb_in_a_bomb():
    bomb = zlib.compress(zlib.compress(b" " * 500_000_000, 9))
    assert end_of(page_with(stream(bomb, b"/Filter[/FlateDecode/FlateDecode]"))) == "too-large"


def test_a_bomb_in_other_clothes():
    run = b"\x81 " * 100_000
    assert end_of(page_with(stream(run, b"/Filter/RunLengthDecode"))) == "too-large"
    assert end_of(page_with(stream(SHOW, b"/Filter[" + b"/ASCIIHexDecode" * 60 + b"]"))) == "too-large"
    rows = stream(zlib.compress(SHOW), b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 900000000>>")
    assert end_of(page_with(rows)) == "too-large"


def test_what_was_read_before_the_limit_is_kept():
    bomb = zlib.compress(b" " * 50_000_000)
    data = pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(SHOW),
        *HELVETICA,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(bomb, b"/Filter/FlateDecode"),
    )
    document = read(data)
    assert document.raw == "Readable\n"
    assert [problem.slug for problem in document.problems] == ["broken-page"]


def test_fonts_that_count_without_end():
    composite = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>"
    wide = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[0 2000000000 500]/FontDescriptor 7 0 R>>"
    plain = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/FontDescriptor 7 0 R>>"
    descriptor = b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 500 700]>>"
    assert end_of(page_with(stream(SHOW), composite % b"", wide, descriptor)) == "too-large"
    cmap = stream(b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange")
    assert (
        end_of(page_with(stream(SHOW), composite % b"/ToUnicode 8 0 R", plain, descriptor, cmap))
        == "too-large"
    )


def test_forms_that_draw_forms():
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * 10, form % (7 + n)) for n in range(9)]
    data = page_with(
        stream(SHOW + b" /X Do"), *HELVETICA, *forms, stream(b"", form % 6), resources=b"/XObject<</X 6 0 R>>"
    )
    assert end_of(data) == {"broken-page"}
    loop = stream(b"/X Do", form % 6)
    data = page_with(stream(SHOW + b" /X Do"), *HELVETICA, loop, resources=b"/XObject<</X 6 0 R>>")
    assert read(data).raw == "Readable\n"


def test_page_trees():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    loop = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")
    assert end_of(loop) == "broken-pdf"
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(3000)]
    assert end_of(pdf(b"<</Type/Catalog/Pages 2 0 R>>", *deep)) == "broken-pdf"
    many = [page] * 6
    kids = b" ".join(b"%d 0 R" % (n + 6) for n in range(len(many)))
    data = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 999999999>>" % kids, b"null",
               stream(SHOW), *HELVETICA, *many)  # fmt: skip
    document = read(data)
    assert len(document.pages) == SMALL.max_pages
    assert [problem.slug for problem in document.problems] == ["too-many-pages"]
    assert end_of(pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")) == "broken-pdf"


def test_more_text_than_allowed():
    data = by_hand(b"BT /F1 12 Tf 50 700 Td " + b"(some words again) Tj 0 -14 Td " * 1000 + b"ET", HELVETICA)
    assert end_of(data) == {"broken-page"}


def test_a_file_that_is_too_large(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2_000_000)
    with pytest.raises(LoadError) as caught:
        load(path, id="a", shown_path="a.txt", limits=SMALL)
    assert caught.value.problems[0].slug == "too-large"
    assert end_of("ก".encode() * 6000) == "too-large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_not_waited_for(tmp_path):
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    with pytest.raises(LoadError, match="regular"):
        load(path, id="a", shown_path="a.txt")


def test_names_in_the_file_reach_no_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(SHOW)
    outside = stream(b"", b"/F(%s)/FFilter/FlateDecode" % os.fsencode(secret))
    assert end_of(page_with(outside)) in ("no-text", "broken-pdf")
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/..%%2F..%s/DescendantFonts[6 0 R]>>"
        % os.fsencode(secret)
    )
    assert "Readable" not in str(
        end_of(page_with(stream(SHOW), font, b"<</Type/Font/Subtype/CIDFontType2>>"))
    )


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
]


@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(start, data):
    assert end_of(start + data) is not None


SOUND = page_with(stream(zlib.compress(SHOW), b"/Filter/FlateDecode"))


@given(
    st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6),
    st.integers(20, len(SOUND)),
)
def test_a_damaged_pdf_is_read_or_refused_by_name(damage, length):
    data = bytearray(SOUND)
    for place, byte in damage:
        data[place] = byte
    assert end_of(bytes(data[:length])) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 100_000,
        "ก".encode() * 1_500 + b"\0" * 40,
        b"a" * 4_999,
        "ข".encode("utf-16-le") * 100,
        b"\xff" * 1000,
        b"\xf0\x9f\x98" * 300,
        b"<" * 4_000,
        b"<html>" + b"<!--" * 2_000,
        b"<html>" + b"&" * 4_000,
    ],
)
def test_odd_texts(data):
    assert end_of(data, Limits(max_characters=5_000)) is not None
