"""REFI-QDA as QualCoder, ATLAS.ti, MAXQDA, NVivo and Taguette write it, quirks and all."""

from __future__ import annotations

import pytest
from refi_files import CODEBOOK, archive, codes, guid, project, qdpx, selection, text_source

from ruscorpus.exchange import read_project
from ruscorpus.limits import Limits
from ruscorpus.problems import UsageError

TEXT = "สองประเทศลงนามในข้อตกลง\nแล้วซ้อมรบร่วมกัน\nก่อนแยกย้ายกันกลับ"
SIGNED, DRILL, LEFT = "ลงนามในข้อตกลง", "ซ้อมรบร่วมกัน", "แยกย้ายกันกลับ"


def spot(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def quotes(data: bytes) -> list[str]:
    (text,) = read_project(data).texts
    return [a.span.of(text.text) for a in text.annotations]


def slugs(data: bytes) -> list[str]:
    return [problem.slug for problem in read_project(data).problems]


def test_a_project_by_the_standard():
    xml = project(
        text_source(selection(*spot(SIGNED)) + selection(*spot(DRILL), code=101, user=2)),
        origin="QualCoder-3.6",
    )
    read = read_project(qdpx(xml, TEXT))
    (text,) = read.texts
    assert (read.name, read.origin, text.name, text.text) == ("study", "QualCoder-3.6", "ข่าว 1", TEXT)
    assert [
        (read.code[a.code].name, a.span.of(TEXT), read.coder_names[a.coder]) for a in text.annotations
    ] == [
        ("สันติภาพ", SIGNED, "สมศรี"),
        ("สงคราม", DRILL, "Ben"),
    ]
    assert read.problems == ()


@pytest.mark.parametrize("qde", ["project.qde", "งานวิจัย 2567.qde", "PROJECT.QDE"])
@pytest.mark.parametrize("folder", ["sources", "Sources", "งาน/Sources"])
def test_names_inside_the_archive_differ_between_programs(qde, folder):
    data = qdpx(project(text_source(selection(*spot(DRILL)))), TEXT, qde=qde, folder=folder)
    assert quotes(data) == [DRILL]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\n", b"\xef\xbb\xbf\r\n"])
def test_marks_and_blanks_before_the_xml_declaration(before):
    xml = before + project(text_source(selection(*spot(DRILL)))).encode()
    assert quotes(qdpx(xml, TEXT)) == [DRILL]


def test_a_byte_order_mark_in_a_source_is_no_character():
    assert quotes(qdpx(project(text_source(selection(*spot(DRILL)))), b"\xef\xbb\xbf" + TEXT.encode())) == [
        DRILL
    ]


def test_utf16_sources():
    assert quotes(qdpx(project(text_source(selection(*spot(DRILL)))), TEXT.encode("utf-16"))) == [DRILL]


CRLF = TEXT.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("origin", "counted", "name"),
    [
        ("ATLAS.ti 23.0.0", TEXT, ""),  # one, though the file has two; known by the program's name
        ("MAXQDA 24", CRLF, ""),  # two, as in the file
        ("NVivo 14", CRLF, ""),
        ("ATLAS.ti 25", CRLF, LEFT),  # against the rule: the name of the selection proves it
        ("unknown", TEXT, LEFT),
        ("unknown", CRLF, LEFT[:8] + "…"),
    ],
)
def test_line_ends_count_as_one_or_as_two(origin, counted, name):
    xml = project(text_source(selection(*spot(LEFT, counted), name=name)), origin=origin)
    data = qdpx(xml, CRLF)
    (text,) = read_project(data).texts
    assert text.text == TEXT
    assert quotes(data) == [LEFT]
    assert ("refi-positions" in slugs(data)) == (not name and counted is CRLF)


def test_line_ends_inside_the_xml_are_counted_as_two_where_names_say_so():
    xml = project(text_source(selection(*spot(LEFT, CRLF), name=LEFT), inline=TEXT))
    assert quotes(archive({"project.qde": xml})) == [LEFT]


EMOJI = "วันนี้ 😀 ดีมาก 🎉 ข่าว: สองฝ่ายพบกัน"


@pytest.mark.parametrize(("origin", "name"), [("NVivo 14", ""), ("MAXQDA 24", "สองฝ่ายพบกัน")])
def test_utf16_units(origin, name):
    start, end = spot("สองฝ่ายพบกัน", EMOJI)
    xml = project(text_source(selection(start + 2, end + 2, name=name)), origin=origin)
    assert quotes(qdpx(xml, EMOJI)) == ["สองฝ่ายพบกัน"]


def test_an_end_that_names_the_last_character():
    start, end = spot(DRILL)
    xml = project(text_source(selection(start, end - 1, name=DRILL)))
    assert quotes(qdpx(xml, TEXT)) == [DRILL]


def test_a_name_cut_short_without_a_mark_is_no_inclusive_end():
    xml = project(text_source(selection(*spot(DRILL), name=DRILL[:7])))
    assert quotes(qdpx(xml, TEXT)) == [DRILL]


def test_plain_text_counts_where_a_rich_text_is_named_too():
    xml = project(text_source(selection(*spot(DRILL)), attributes='richTextPath="internal://lost.docx"'))
    assert quotes(qdpx(xml, TEXT)) == [DRILL]
    assert slugs(qdpx(xml, TEXT)) == []


def test_braces_and_capitals_in_guids():
    xml = project(text_source(selection(*spot(DRILL)))).replace(guid(100), "{" + guid(100).upper() + "}", 1)
    assert quotes(qdpx(xml, TEXT)) == [DRILL]


def test_a_selection_without_a_code_is_a_memo():
    inside = "<Description>ถามผู้เชี่ยวชาญ</Description>"
    xml = project(text_source(selection(*spot(DRILL), code=None, inside=inside)), origin="MAXQDA 24")
    (text,) = read_project(qdpx(xml, TEXT)).texts
    assert text.annotations == ()
    assert [(memo.span, memo.note) for memo in text.memos] == [(spot(DRILL), "ถามผู้เชี่ยวชาญ")]


def test_values_of_variables_and_of_cases_without_a_name():
    variables = (
        f'<Variables><Variable guid="{guid(30)}" name="ปี" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{guid(31)}"><VariableValue><VariableRef targetGUID="{guid(30)}"/>'
        f'<IntegerValue>2567</IntegerValue></VariableValue><SourceRef targetGUID="{guid(7)}"/></Case></Cases>'
    )
    (text,) = read_project(qdpx(project(text_source(""), before=variables), TEXT)).texts
    assert text.variables == (("ปี", "2567"),)


def test_codes_are_a_tree_and_a_name_may_stand_twice():
    inner = f'<Code guid="{guid(3)}" name="อื่น ๆ" isCodable="true" color="#ff0000"/>'
    book = (
        "<CodeBook><Codes>"
        f'<Code guid="{guid(1)}" name="ก" isCodable="false"><Description>หมวด</Description>{inner}</Code>'
        f'<Code guid="{guid(2)}" name="ข" isCodable="true">{inner.replace(guid(3), guid(4))}</Code>'
        "</Codes></CodeBook>"
    )
    read = read_project(qdpx(project(text_source(""), codebook=book), TEXT))
    assert [(read.path(c.guid), c.codable) for c in read.codes] == [
        (("ก",), False),
        (("ก", "อื่น ๆ"), True),
        (("ข",), True),
        (("ข", "อื่น ๆ"), True),
    ]
    assert list(read.code_ids.values()) == ["ก", "ก/อื่น ๆ", "ข", "ข/อื่น ๆ"]
    assert (read.codes[0].description, read.codes[1].color) == ("หมวด", "#ff0000")


def test_a_pdf_is_read_by_its_plain_text():
    representation = text_source(selection(*spot(DRILL))).replace("TextSource", "Representation")
    pdf = (
        f'<PDFSource guid="{guid(8)}" name="วิทยานิพนธ์.pdf" path="internal://{guid(8)}.pdf">'
        f'<PDFSelection guid="{guid(9)}" page="1" firstX="0" firstY="0" secondX="9" secondY="9"/>'
        f"{representation}</PDFSource>"
    )
    data = qdpx(project(pdf), TEXT)
    assert quotes(data) == [DRILL]
    assert read_project(data).texts[0].name == "วิทยานิพนธ์.pdf"
    assert slugs(data) == ["refi-left-out"]


def test_notes_stand_with_what_they_were_written_to():
    note = (
        f'<Notes><Note guid="{guid(50)}" name="n"><PlainTextContent>ดูหน้า 12</PlainTextContent></Note></Notes>'
    )
    inside = f'<NoteRef targetGUID="{guid(50)}"/>'
    own = selection(*spot(DRILL)).replace("</Coding>", inside + "</Coding>")
    read = read_project(qdpx(project(text_source(own), after=note + inside), TEXT))
    assert read.texts[0].annotations[0].note == "ดูหน้า 12"
    assert read.notes == ("ดูหน้า 12",)


def test_a_whole_source_may_have_a_code():
    coding = f'<Coding guid="{guid(60)}"><CodeRef targetGUID="{guid(100)}"/></Coding>'
    assert quotes(qdpx(project(text_source(coding)), TEXT)) == [TEXT]


def test_coders_that_are_not_listed_stay_apart():
    xml = project(text_source(selection(*spot(DRILL), user=77)))
    read = read_project(qdpx(xml, TEXT))
    assert read.coder_names[read.texts[0].annotations[0].coder] == guid(77)


@pytest.mark.parametrize("namespace", [CODEBOOK, "urn:QDA-XML:codebook:1:0", ""])
def test_codebooks_taguettes_empty_sets_too(namespace):
    inside = codes("พันธมิตร", "การคว่ำบาตร").removeprefix("<CodeBook>").removesuffix("</CodeBook>")
    qdc = f'<CodeBook xmlns="{namespace}" origin="Taguette 1.4">{inside}<Sets/></CodeBook>'
    read = read_project(qdc.encode())
    assert [code.name for code in read.codes] == ["พันธมิตร", "การคว่ำบาตร"]
    assert (read.texts, read.problems) == ((), ())


def test_what_has_no_place_is_told():
    odd = (
        text_source(selection(*spot(DRILL), code=999) + selection(500, 510) + selection(3, 3))
        + f'<AudioSource guid="{guid(70)}"/>'
    )
    xml = project(odd, after=f'<Sets><Set guid="{guid(71)}" name="s"/></Sets>')
    (problem,) = read_project(qdpx(xml, TEXT)).problems
    assert "selections outside their text: 2" in problem.message
    assert "codings with a code that the project does not have: 1" in problem.message
    assert "sound: 1" in problem.message
    assert "sets: 1" in problem.message


@pytest.mark.parametrize(
    "path", ["absolute:///etc/hostname", "relative:///../../etc/hostname", "../../etc/hostname"]
)
def test_no_file_outside_the_archive_is_read(path):
    xml = project(text_source("", attributes="").replace(f"internal://{guid(7)}.txt", path))
    (text,) = read_project(qdpx(xml, TEXT)).texts
    assert text.text == ""
    assert slugs(qdpx(xml, TEXT)) == ["refi-source"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<Project name='x'><Description>&b;</Description></Project>"
)
OUTSIDE = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project name="x"><Description>&x;</Description></Project>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"PK\x03\x04 cut short",
        b"<Project",
        b"<html/>",
        archive({"readme.txt": "no project"}),
        archive({"a.qde": "<Project name='a'/>", "b.qde": "<Project name='b'/>"}),
        LAUGHS.encode(),
        OUTSIDE.encode(),
        ("<Project name='x'>" + "<Codes>" * 5000).encode(),
    ],
)
def test_files_that_are_none(data):
    with pytest.raises(UsageError) as caught:
        read_project(data)
    assert caught.value.problems[0].slug in ("refi-invalid", "broken-archive")


def test_a_bomb_is_not_unpacked():
    bomb = qdpx(project(text_source("")), b"\0" * 5_000_000)
    with pytest.raises(UsageError) as caught:
        read_project(bomb, Limits(max_decompressed_bytes=1_000_000))
    assert caught.value.problems[0].slug == "too-large"


def test_a_deep_tree_of_codes_is_walked():
    deep = "".join(f'<Code guid="{guid(n)}" name="n{n}" isCodable="true">' for n in range(1500))
    read = read_project(f"<CodeBook><Codes>{deep}{'</Code>' * 1500}</Codes></CodeBook>".encode())
    assert len(read.codes) == 1500
    assert len(read.path(read.codes[-1].guid)) == 1500


def test_a_note_may_be_tied_to_a_passage_by_a_link():
    """NVivo: the text of an annotation is a file, its note the origin of a link to the selection."""
    marked = selection(*spot(DRILL), code=None)
    own = guid(1_000_000 + spot(DRILL)[0] * 1000 + spot(DRILL)[1])
    note = f'<Notes><Note guid="{guid(50)}" name="n" plainTextPath="internal://{guid(50)}.txt"/></Notes>'
    link = f'<Links><Link guid="{guid(51)}" originGUID="{guid(50)}" targetGUID="{own}"/></Links>'
    xml = project(text_source(marked), origin="NVivo 14", after=note + link)
    data = archive({"p.qde": xml, f"Sources/{guid(7)}.txt": TEXT, f"Sources/{guid(50)}.txt": "ถามซ้ำ\r\n"})
    read = read_project(data)
    assert [(memo.span, memo.note) for memo in read.texts[0].memos] == [(spot(DRILL), "ถามซ้ำ")]
    assert read.problems == ()


def test_a_note_may_know_where_in_the_source_it_stands():
    """MAXQDA: a memo in the text is a note of the source, with a selection of its own."""
    start, end = spot(DRILL)
    inside = f'<PlainTextContent>สำคัญ</PlainTextContent><PlainTextSelection guid="{guid(52)}" startPosition="{start}" endPosition="{end}"/>'
    notes = f'<Notes><Note guid="{guid(50)}" modifyingUser="{guid(2)}">{inside}</Note><Note guid="{guid(53)}"><PlainTextContent>ทั้งฉบับ</PlainTextContent></Note></Notes>'
    refs = f'<NoteRef targetGUID="{guid(50)}"/><NoteRef targetGUID="{guid(53)}"/>'
    read = read_project(qdpx(project(text_source(refs), origin="MAXQDA 24", after=notes), TEXT))
    (text,) = read.texts
    assert [(memo.span, memo.note, read.coder_names[memo.coder]) for memo in text.memos] == [
        (spot(DRILL), "สำคัญ", "Ben")
    ]
    assert text.description == "ทั้งฉบับ"


def test_a_coding_without_a_coder_is_of_who_made_the_selection():
    own = (
        selection(*spot(DRILL))
        .replace(f' creatingUser="{guid(1)}"', "")
        .replace("endPosition", f'creatingUser="{guid(2)}" endPosition')
    )
    read = read_project(qdpx(project(text_source(own)), TEXT))
    assert read.coder_names[read.texts[0].annotations[0].coder] == "Ben"


def test_too_many_elements_are_not_kept(monkeypatch):
    monkeypatch.setattr("ruscorpus.exchange.refi_xml._MOST", 50)
    with pytest.raises(UsageError, match="more than 50 elements"):
        read_project(("<Project name='x'>" + "<a/>" * 51 + "</Project>").encode())


def test_long_selections_with_names_take_no_longer_than_short_ones():
    """A thousand selections of the whole of a long text: what is compared is bounded."""
    long = (TEXT + "\r\n") * 3_000
    many = "".join(selection(0, len(long), name=long[:50], code=None) for _ in range(1_000))
    read = read_project(qdpx(project(text_source(many)), long))
    assert len(read.texts[0].memos) == 1_000
