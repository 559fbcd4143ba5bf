"""REFI-QDA out: valid by the schema's rules, stable, and back again without loss."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from export_samples import NEWS, TRAPS, coding, document, event, packaged_knowledge, span, write_tree
from hypothesis import given, settings
from hypothesis import strategies as st
from refi_schema import faults

from ruscorpus.exchange import read_project
from ruscorpus.exchange.annotations import files, findings
from ruscorpus.export.material import Material
from ruscorpus.export.registry import FORMATS
from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.report.tree import ResultTree


def export(material: Material, path) -> bytes:
    target = path / "p.qdpx"
    FORMATS["qdpx"].write(material, target)
    return target.read_bytes()


def qde(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("project.qde")


def named(project, name: str):
    return next(text for text in project.texts if text.name == name)


def test_a_project_is_valid(material, tmp_path):
    assert faults(qde(export(material, tmp_path))) == []


def test_a_codebook_is_valid(material):
    assert faults("".join(FORMATS["qdc"].lines(material)).encode()) == []


def test_without_documents_there_are_no_empty_elements(tmp_path, knowledge):
    write_tree(tmp_path, (), knowledge)
    data = export(Material(ResultTree(tmp_path), knowledge), tmp_path)
    assert faults(qde(data)) == []
    assert b"Sources" not in qde(data)


CODE = '<Code guid="00000000-0000-4000-8000-00000000000c" name="c" isCodable="true"/>'


@pytest.mark.parametrize(
    "inside",
    [
        "<Users/>",
        "<CodeBook><Codes/></CodeBook>",
        "<Sets/>",
        "<Sources/>",
        f"<CodeBook><Codes>{CODE}</Codes></CodeBook><Users><User guid='00000000-0000-4000-8000-00000000000d'/></Users>",
        "<CodeBook><Codes>"
        + CODE.replace("/>", f">{CODE}<Description>late</Description></Code>")
        + "</Codes></CodeBook>",
        f"<CodeBook><Codes>{CODE}{CODE}</Codes></CodeBook>",
        f"<CodeBook><Codes>{CODE.replace('-', '')}</Codes></CodeBook>",
        f"<CodeBook><Codes>{CODE.replace(' isCodable=' + chr(34) + 'true' + chr(34), '')}</Codes></CodeBook>",
        '<NoteRef targetGUID="00000000-0000-4000-8000-00000000000e"/>',
    ],
)
def test_the_checker_sees_what_the_schema_forbids(inside):
    """The checker is worth something: it refuses what the published schema refuses, and dangling references."""
    assert faults(f'<Project xmlns="urn:QDA-XML:project:1.0" name="x">{inside}</Project>'.encode())


def test_the_same_results_give_the_same_bytes(material, tmp_path):
    again = Material(material.tree, material.knowledge)
    assert export(material, tmp_path) == export(again, tmp_path)


def test_guids_do_not_change_when_a_document_comes_in(material, tmp_path, knowledge):
    (tmp_path / "one").mkdir()
    write_tree(
        tmp_path / "one",
        [document("news.txt", NEWS, codings=(coding(NEWS, "ปูติน", "domain.diplomacy"),))],
        knowledge,
    )
    small = read_project(export(Material(ResultTree(tmp_path / "one"), knowledge), tmp_path))
    large = read_project(export(material, tmp_path))
    assert small.texts[0].guid == named(large, "news.txt").guid
    assert {code.guid: code.name for code in small.codes}.items() <= {
        code.guid: code.name for code in large.codes
    }.items()


def test_texts_are_plain_utf8(material, tmp_path):
    with zipfile.ZipFile(io.BytesIO(export(material, tmp_path))) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.endswith(".txt")]
        texts = [text for text in texts if not text.startswith(b"Left out")]
        assert all(
            name.startswith("sources/") and name.count("/") == 1
            for name in archive.namelist()
            if name != "project.qde"
        )
    assert sorted(texts) == sorted(
        t.removeprefix("\ufeff").replace("\r\n", "\n").encode() for t in (NEWS, TRAPS, "ไม่มีข่าว")
    )


def test_codes_are_a_tree_with_descriptions(material, tmp_path):
    project = read_project(export(material, tmp_path))
    paths = {"/".join(project.path(code.guid)): code for code in project.codes}
    assert paths["theory/theory.anarchy"].description.startswith("อนาธิปไตย · Anarchy")
    assert not paths["theory"].codable
    assert "ruscorpus events/event.CONSULT/event.CONSULT.visit" in paths
    assert paths["ruscorpus entities/entity.PERSON/entity.PERSON.vladimir-putin"].description.endswith(
        "Vladimir Putin"
    )
    assert "codes of another codebook/another.code" in paths


def test_documents_keep_what_is_known_of_them(material, tmp_path):
    text = named(read_project(export(material, tmp_path)), "news.txt")
    values = dict(text.variables)
    assert text.name == "news.txt"
    assert (values["title"], values["date"]) == ("เวียดนามต้อนรับผู้นำรัสเซีย", "2024-06-21")
    assert values["authors"] == "สมชาย ใจดี; มาลี"


def test_what_is_left_out_is_told_twice(material, tmp_path):
    project = read_project(export(material, tmp_path))
    assert material.left_out["sections"] == 1
    assert "sections: 1" in project.notes[0]


PDF = b"%PDF-1.4 a file that is only carried"


@pytest.mark.parametrize("there", ["as it was", "changed", "gone"])
def test_a_pdf_travels_along_while_it_is_the_one_that_was_read(tmp_path, knowledge, there):
    file, folder = tmp_path / "วิทยานิพนธ์.pdf", tmp_path / "out"
    folder.mkdir()
    if there != "gone":
        file.write_bytes(PDF if there == "as it was" else PDF + b"!")
    item = document(
        "t.pdf", NEWS, media_type="application/pdf", codings=(coding(NEWS, VISIT_WORDS, "domain.diplomacy"),)
    )
    item = item.__class__(
        **{
            **{f: getattr(item, f) for f in item.__dataclass_fields__},
            "path": str(file),
            "sha256": hashlib.sha256(PDF).hexdigest(),
        }
    )
    write_tree(folder, [item], knowledge)
    material = Material(ResultTree(folder), knowledge)
    data = export(material, tmp_path)
    assert faults(qde(data)) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pdfs = [archive.read(name) for name in archive.namelist() if name.endswith(".pdf")]
    assert pdfs == ([PDF] if there == "as it was" else [])
    assert (b"<PDFSource" in qde(data)) == (there == "as it was")
    (text,) = read_project(data).texts
    assert [a.span.of(text.text) for a in text.annotations] == [VISIT_WORDS]
    assert bool(material.left_out["PDF files that are not where they were, or have changed"]) == (
        there != "as it was"
    )


VISIT_WORDS = "ปูตินเดินทางเยือนเวียดนาม"


def rows(material: Material, id_: str):
    """Return what the tree says of a document, as a project can say it: quotes without CR, fields as text."""
    analysis = material.tree.analysis(id_)
    result = []
    for e in analysis.entities:
        result.append(("entity", f"entity.{e.type}", e.id, _quote(e)))
    for e in analysis.events:
        name = f"event.{e.type}.{e.mode}" if e.mode else f"event.{e.type}"
        score = "" if e.score is None else f"{e.score:g}"
        result.append(
            (
                "event",
                name,
                _quote(e),
                e.actor,
                e.recipient,
                e.date,
                e.status,
                score,
                e.contexts,
                e.rule,
                f"{e.confidence:g}",
                str(e.at.line),
            )
        )
    for c in analysis.codings:
        result.append(
            ("code", c.code, _quote(c), c.dyads, c.level, c.cues, c.rule, f"{c.confidence:g}", str(c.at.line))
        )
    return sorted(row for row in result if row[-1] != "" and _has_quote(row))


def _quote(row) -> str:
    return row.at.quote.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _has_quote(row) -> bool:
    return bool(row[3] if row[0] == "entity" else row[2])


def back(data: bytes, id_: str):
    project = read_project(data)
    text = next(text for text in project.texts if text.name == id_)
    result = []
    for f in findings(project, text):
        quote, fields = f.span.of(text.text), f.block.fields
        lists = {
            name: tuple(f.block.items(name)) for name in ("actor", "recipient", "contexts", "dyads", "cues")
        }
        if f.kind == "entity":
            _, type_, id_ = (*f.code.split(".", 2), "")[:3]
            result.append(("entity", f"entity.{type_}", fields.get("id", id_), quote))
        elif f.kind == "event":
            result.append(
                (
                    "event",
                    f.code,
                    quote,
                    lists["actor"],
                    lists["recipient"],
                    fields.get("date", ""),
                    fields["status"],
                    fields.get("score", ""),
                    lists["contexts"],
                    fields["rule"],
                    fields["confidence"],
                    fields["line"],
                )
            )
        else:
            result.append(
                (
                    "code",
                    f.code,
                    quote,
                    lists["dyads"],
                    fields.get("level", ""),
                    lists["cues"],
                    fields["rule"],
                    fields["confidence"],
                    fields["line"],
                )
            )
    return sorted(result)


def test_nothing_that_was_exported_is_lost(material, tmp_path):
    data = export(material, tmp_path)
    for id_ in ("news.txt", "traps & <co>.txt", "empty.txt"):
        assert back(data, id_) == rows(material, id_)


ids = st.sampled_from(["RUS", "PRK", "un", "wagner-group"])
parties = st.lists(ids, unique=True, max_size=3)
alphabet = st.one_of(st.sampled_from("กขคาิ่ ำ\n\r\ufeff😀<&;:-=\t"), st.characters(exclude_categories=["Cs"]))
texts = st.text(alphabet, min_size=1, max_size=60)


@st.composite
def documents(draw):
    text = draw(texts)

    def place():
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    mentions = [
        Mention(draw(st.sampled_from(["COUNTRY", "DATE", "QUANTITY"])), draw(ids), place(), confidence=0.5)
        for _ in range(draw(st.integers(0, 3)))
    ]
    events = []
    for _ in range(draw(st.integers(0, 4))):
        made = event(
            "x",
            "x",
            draw(st.sampled_from(["AID", "CONSULT"])),
            draw(parties),
            draw(parties),
            draw(st.sampled_from(["", "visit"])),
            draw(st.sampled_from(["", "2024-06"])),
            "denied",
            draw(st.sampled_from([None, 4.0])),
        )
        events.append(
            made.__class__(
                *(place() if name == "span" else getattr(made, name) for name in made.__dataclass_fields__)
            )
        )
    codings = []
    for _ in range(draw(st.integers(0, 4))):
        made = coding(
            "x",
            "x",
            draw(st.sampled_from(["domain.economy", "theory.anarchy", "other.code"])),
            draw(st.sampled_from([(), ("PRK-RUS",)])),
        )
        codings.append(
            made.__class__(
                *(place() if name == "span" else getattr(made, name) for name in made.__dataclass_fields__)
            )
        )
    return document("d.txt", text, mentions=tuple(mentions), events=tuple(events), codings=tuple(codings))


@settings(max_examples=60)
@given(documents())
def test_round_trip(tmp_path_factory, item):
    knowledge = packaged_knowledge()  # no fixture: a failure would print all of it
    folder = tmp_path_factory.mktemp("trip")
    write_tree(folder, [item], knowledge)
    material = Material(ResultTree(folder), knowledge)
    data = export(material, folder)
    assert faults(qde(data)) == []
    project = read_project(data)
    assert project.texts[0].text == item.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert not [problem for problem in project.problems if problem.slug != "refi-left-out"]
    assert back(data, "d.txt") == rows(material, "d.txt")


def test_files_of_an_import(material, tmp_path):
    written = dict(files(read_project(export(material, tmp_path))))
    assert set(written) == {
        "project.yaml",
        "annotations/codes.jsonl",
        "annotations/entities.jsonl",
        "annotations/events.jsonl",
        "text/news.txt",
        "text/traps & _co_.txt",
        "text/empty.txt",
    }
    import json

    codes = [json.loads(line) for line in written["annotations/codes.jsonl"].splitlines()]
    assert codes[0] == {
        "doc": "news.txt",
        "anchor": VISIT_WORDS,
        "codes": ["domain.diplomacy", "factor.history"],
        "dyads": ["RUS-VNM"],
        "level": "bilateral",
        "span": list(span(NEWS, VISIT_WORDS)),
        "coder": "ruscorpus 9.9",
    }
    for kind in ("codes", "events"):
        for line in written[f"annotations/{kind}.jsonl"].splitlines():
            row = json.loads(line)
            start, end = row["span"]
            assert written[f"text/{row['doc']}"][start:end] == row["anchor"]


def test_what_people_changed_in_the_other_program_counts(material, tmp_path):
    """Codings that were taken away or added there, and notes that were written, whatever the old comments say."""
    data = export(material, tmp_path)
    xml = qde(data).decode()
    project = read_project(data)
    history = next(code.guid for code in project.codes if code.name == "factor.history")
    outlook = next(code.guid for code in project.codes if code.name == "outlook.economy")
    changed = xml.replace(f'<CodeRef targetGUID="{history}"/>', f'<CodeRef targetGUID="{outlook}"/>')
    changed = changed.replace("factor.history\n", "ไม่แน่ใจ\n\nfactor.history\n")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed if name == "project.qde" else old.read(name))
    again = read_project(buffer.getvalue())
    found = [
        f
        for f in findings(again, named(again, "news.txt"))
        if f.kind == "code" and f.code != "domain.military"
    ]
    assert [(f.code, f.block.items("dyads"), f.note) for f in found] == [
        ("domain.diplomacy", ["RUS-VNM"], "ไม่แน่ใจ"),
        ("outlook.economy", [], "ไม่แน่ใจ"),
    ]


@pytest.mark.parametrize("layer", ["codes", "events"])
def test_an_exported_project_agrees_with_the_results_it_came_from(material, tmp_path, layer):
    """Entities and events are codes in the project; `ruscorpus agree` does not take them for codes of the codebook."""
    from ruscorpus.agreement.readers import read_coders

    export(material, tmp_path)
    (project,) = read_coders(tmp_path / "p.qdpx", layer)
    (tree,) = read_coders(material.tree.folder, layer)
    text = material.tree.text("news.txt")
    assert set(project.codings("news.txt", text)) == set(tree.codings("news.txt", text))
    assert project.codings("news.txt", text)
