"""PDF files: against the truth of the project's own sample, and of others where they are at hand."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ruscorpus.load import load
from ruscorpus.problems import LoadError

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus/asean-russia-brief.pdf"
TRUTH = ROOT / "tests/data/asean-russia-brief.truth.txt"
OTHERS = ROOT.parent / "shared/data/pdf"


def read(path):
    return load(path, id=path.stem, shown_path=path.name)


def other(name):
    path = OTHERS / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return path


def pdf_bytes(*pages, password=""):
    """A PDF made on the spot; it needs the development package fpdf2."""
    fpdf = pytest.importorskip("fpdf")
    pdf = fpdf.FPDF()
    for page in pages:
        pdf.add_page()
        pdf.set_font("helvetica", size=12)
        pdf.multi_cell(0, 8, page)
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    return bytes(pdf.output())


def load_bytes(tmp_path, data, name="a.pdf"):
    (tmp_path / name).write_bytes(data)
    return read(tmp_path / name)


def refusal(tmp_path, data):
    with pytest.raises(LoadError) as caught:
        load_bytes(tmp_path, data)
    return caught.value.problems[0].slug, caught.value.status


def check_cover(document):
    """Pages and fonts lie side by side over the whole text."""
    for spans in ([p.span for p in document.pages], [r.span for r in document.fonts]):
        assert [s.start for s in spans] == [0, *(s.end for s in spans[:-1])]
        assert spans[-1].end == len(document.raw)
    assert [p.number for p in document.pages] == list(range(1, len(document.pages) + 1))
    assert all(run.font for run in document.fonts)


def test_sample_equals_its_truth():
    document = read(SAMPLE)
    pages = [page.strip("\n") for page in TRUTH.read_text("utf-8").split("\f")]
    assert [page.span.of(document.raw).strip("\n") for page in document.pages] == pages
    assert document.title == "อาเซียนกับรัสเซีย: สามทศวรรษของความเป็นคู่เจรจา"
    assert (document.media_type, document.problems) == ("application/pdf", ())


def test_sample_pages_and_fonts_cover_the_text():
    document = read(SAMPLE)
    check_cover(document)
    fonts = {run.font for run in document.fonts}
    assert any(font.endswith("+NotoSerifThai") for font in fonts)
    heading = document.raw.index("2. สงครามในยูเครน")
    run = next(run for run in document.fonts if run.span.start <= heading + 3 < run.span.end)
    assert run.font.endswith("Bold")


def test_loading_twice_gives_the_same():
    assert read(SAMPLE) == read(SAMPLE)


def test_page_of_a_quote():
    document = read(SAMPLE)
    assert document.page_of(document.raw.index("กลุ่มบริกส์เปิดรับ")) == 2
    assert document.page_of(document.raw.index("ประธานาธิบดีรัสเซีย")) == 1


def test_pages_without_text_have_empty_spans(tmp_path):
    document = load_bytes(tmp_path, pdf_bytes("one", "", "three"))
    assert [p.span.of(document.raw) for p in document.pages] == ["one\n", "", "three\n"]
    assert document.page_of(document.raw.index("three")) == 3
    check_cover(document)


def test_file_name_is_no_title(tmp_path):
    fpdf = pytest.importorskip("fpdf")
    for given, found in [("Microsoft Word - draft.docx", ""), ("Russia and India", "Russia and India")]:
        pdf = fpdf.FPDF()
        pdf.set_title(given)
        pdf.add_page()
        pdf.set_font("helvetica", size=12)
        pdf.cell(0, 8, "text")
        assert load_bytes(tmp_path, bytes(pdf.output())).title == found


def test_pdf_named_txt(tmp_path):
    document = load_bytes(tmp_path, SAMPLE.read_bytes(), "a.txt")
    assert document.raw.startswith("เอกสารตัวอย่าง")
    assert [(p.slug, p.severity) for p in document.problems] == [("type-mismatch", "warning")]


def test_junk_before_the_mark_is_allowed(tmp_path):
    assert load_bytes(tmp_path, b"junk\n" + pdf_bytes("still read")).raw == "still read\n"


def test_password(tmp_path):
    assert refusal(tmp_path, pdf_bytes("secret", password="x")) == ("encrypted-pdf", "encrypted")


def test_no_text(tmp_path):
    assert refusal(tmp_path, pdf_bytes("")) == ("no-text", "empty")


def scanned(*texts):
    """A PDF of pages that hold an image each, and a text where one is given."""
    fpdf = pytest.importorskip("fpdf")
    image = pytest.importorskip("PIL.Image").new("RGB", (20, 20), "white")
    pdf = fpdf.FPDF()
    for text in texts:
        pdf.add_page()
        pdf.image(image, 10, 10, 50)
        pdf.set_font("helvetica", size=12)
        pdf.cell(0, 8, text)
    return bytes(pdf.output())


def test_scanned_document(tmp_path):
    with pytest.raises(LoadError, match="OCR") as caught:
        load_bytes(tmp_path, scanned("", ""))
    assert (caught.value.problems[0].slug, caught.value.status) == ("no-text", "empty")


def test_scanned_pages_among_others(tmp_path):
    problems = load_bytes(tmp_path, scanned("", "caption", "")).problems
    assert [(p.slug, p.severity) for p in problems] == [("pages-without-text", "warning")]
    assert problems[0].message.endswith(": 1, 3")


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_cut_off_files_are_read_or_refused(tmp_path, part):
    data = SAMPLE.read_bytes()
    slug = ""
    try:
        check_cover(load_bytes(tmp_path, data[: int(len(data) * part)]))
    except LoadError as error:
        slug = error.problems[0].slug
    assert slug in {"", "broken-pdf", "no-text"}


def test_nothing_is_written_to_standard_error(tmp_path, capfd):
    load_bytes(tmp_path, pdf_bytes("text").replace(b"/MediaBox", b"/MediaBux"))
    assert capfd.readouterr() == ("", "")


MYSTERY = (
    b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Mystery/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType2/DW 500/CIDSystemInfo 8 0 R/FontDescriptor 7 0 R>>",
    b"<</Type/FontDescriptor/FontName/ABCDEF+Mystery/Flags 4/FontBBox[0 0 500 700]>>",
    b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
)
HELVETICA = (b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",)


def by_hand(stream, font):
    """A page with the given content stream, in which the given font is called F1."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *font,
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % item for item in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_unknown_glyphs_are_one_character_each(tmp_path):
    # A composite font without a map to Unicode: three glyphs, of which nothing is known.
    document = load_bytes(tmp_path, by_hand(b"BT /F1 12 Tf 50 700 Td <000100020003> Tj ET", MYSTERY))
    assert document.raw == "\ufffd\ufffd\ufffd\n"
    assert [run.font for run in document.fonts] == [f"ABCDEF+Mystery#{code}" for code in (1, 2, 3)]


def test_codes_without_meaning_in_a_simple_font_stay_apart(tmp_path):
    data = by_hand(b"BT /F1 12 Tf 50 700 Td <61 8f 80 62> Tj ET", HELVETICA)
    assert load_bytes(tmp_path, data).raw == "a•€b\n"


@pytest.mark.parametrize(
    "stream",
    [
        b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (Two words) Tj ET",
        b"BT /F1 -12 Tf -1 0 0 -1 50 700 Tm (Two words) Tj ET",
        b"1 0 0 -1 0 800 cm BT /F1 12 Tf 1 0 0 -1 50 100 Tm (Two words) Tj ET",
        b"BT /F1 1 Tf 12 0 0 12 50 700 Tm (Two words) Tj ET",
        b"BT /F1 12 Tf 0 1 -1 0 50 100 Tm (Two words) Tj ET",
        b"BT /F1 12 Tf 50 Tz 50 700 Td (Two words) Tj ET",
        b"BT /F1 12 Tf 3 Tc 50 700 Td (Two words) Tj ET",
        b"BT /F1 12 Tf 50 700 Td [(Two) -400 (words)] TJ ET",
        b"BT /F1 12 Tf 50 700 Td (Two) Tj 26 0 Td (words) Tj ET",
    ],
)
def test_the_same_words_however_they_are_placed(tmp_path, stream):
    assert load_bytes(tmp_path, by_hand(stream, HELVETICA)).raw == "Two words\n"


def test_glyph_codes_stay_as_the_font_gives_them():
    path = other("quartz-glyph-codes.pdf")
    document = read(path)
    expected = "".join(path.with_suffix(".extracted.txt").read_text("utf-8").split())
    found = "".join(document.raw.split())
    same = sum(block.size for block in SequenceMatcher(None, found, expected, False).get_matching_blocks())
    assert same >= 0.999 * max(len(found), len(expected))
    assert len(document.pages) == 7
    check_cover(document)


def test_split_sara_am_of_a_word_processor_is_kept_for_repair():
    document = read(other("word365-sara-am.pdf"))
    assert "• ผู้ใช้กรอกรหัสผ่าน โดย" in document.raw
    assert "ด าเนินการ" in document.raw
    assert len(document.pages) == 21
    check_cover(document)


def test_lines_of_the_royal_gazette():
    document = read(other("royal-gazette.pdf"))
    lines = [line.strip() for line in document.raw.splitlines()]
    assert "เป็นการเลือกตั้งทั่วไป" in lines
    assert "พลเอก ประยุทธ์  จันทร์โอชา" in lines
    assert len(document.pages) == 2
    check_cover(document)
