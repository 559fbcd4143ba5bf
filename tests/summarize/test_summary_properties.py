"""What holds for any text: verbatim, in order, within the budget, nothing twice, notes kept, the same again."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.report.labels import Labels
from ruscorpus.run.shelf import Shelf, State
from ruscorpus.summarize.context import Context
from ruscorpus.summarize.coverage import coverages
from ruscorpus.summarize.page import Origin, SummaryPage, digest, joined, parse, summary_page
from ruscorpus.summarize.rank import centrality, cosine, vectors
from ruscorpus.summarize.reading import Reading
from ruscorpus.summarize.select import ALIKE, Length
from ruscorpus.summarize.summary import Summarizer
from summarize.summary_texts import NEWS, THESIS

KNOWLEDGE = load_knowledge()
PIPELINE = standard_pipeline(KNOWLEDGE)
LINES = [line for line in (THESIS + NEWS).splitlines() if line]
ODD = [
    "",
    "บทที่ ๙",
    "# | ` * _ [x](y) <b> &amp;",
    "“",
    "(",
    "\tก\t",
    "7.7.7 หัวข้อ",
    "A sentence in English has no Thai in it.",
]
TEXTS = st.lists(st.sampled_from([*LINES, *ODD]), max_size=40).map("\n".join)
LENGTHS = st.one_of(
    st.integers(1, 8).map(lambda n: Length(sentences=n)),
    st.floats(0.01, 1).map(lambda r: Length(ratio=r)),
    st.integers(1, 200).map(lambda n: Length(words=n)),
    st.just(Length()),
)


def line(start: str) -> str:
    return next(line for line in LINES if line.startswith(start))


PARTED = "\n".join(["บทที่ 1 บทนำ 1", line("บริษัทร่วมทุน"), "สารบัญ", line("ความสัมพันธ์ดังกล่าว")])
"""A sentence that hangs on the one before it, with a heading between the two."""


def analysed(text: str) -> Document:
    return PIPELINE(Document(id="x.txt", path="x.txt", raw=text))


@settings(max_examples=40)
@given(TEXTS, LENGTHS)
@example(PARTED, Length())
def test_any_text(text, length):
    document = analysed(text)
    context = Context(Reading(document), KNOWLEDGE.summaries)
    summaries = Summarizer(KNOWLEDGE.summaries, length)(document)
    assert summaries
    assert len({summary.chapter.name for summary in summaries}) == len(summaries)
    for summary in summaries:
        units = summary.sentences
        spans = [unit.span for unit in units]
        assert spans == sorted(spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(summary.chapter.span.contains(span) for span in spans)
        for unit in units:
            at = document.evidence(unit.span)
            assert document.text[at.span.start : at.span.end] == at.quote
            assert unit.span.of(document.flow).strip() == unit.span.of(document.flow)
            held = any(document.flow[other.end : unit.span.start].isspace() for other in spans)
            assert held or not context.dangles(unit.span)
        if length.words:
            assert sum(unit.words for unit in units) <= length.words
        if length.sentences:
            assert len(units) <= length.sentences
        known = vectors([unit.terms for unit in units])
        assert all(units[i].terms != units[j].terms for i in range(len(units)) for j in range(i))
        assert len(known) == len(units)
    assert summaries == Summarizer(KNOWLEDGE.summaries, length)(document)


def test_near_copies_are_told_once():
    sentence = "รัสเซียส่งมอบระบบป้องกันภัยทางอากาศเอส-400 ให้อินเดียครบทั้งห้ากองร้อยในปี ค.ศ. 2026"
    other = "เวียดนามและฟิลิปปินส์ลงนามความตกลงว่าด้วยหน่วยยามฝั่งในทะเลจีนใต้เมื่อเดือนมกราคม"
    text = f"ข่าวอาวุธ\n{sentence}\n{other}\n{sentence} ตามสัญญา\nขณะนี้{sentence}\n"
    summary = Summarizer(KNOWLEDGE.summaries, Length(sentences=4))(analysed(text))[0]
    assert len(summary.sentences) == 2


@given(st.lists(st.lists(st.sampled_from("กขคงจฉช"), max_size=6), min_size=1, max_size=8))
def test_centrality_is_that_of_the_whole_matrix(texts):
    """The walk without a matrix gives what power iteration over all pairs gives."""
    known = vectors(texts)
    size = len(known)
    likeness = [[cosine(a, b) if i != j else 0.0 for j, b in enumerate(known)] for i, a in enumerate(known)]
    degrees = [sum(row) for row in likeness]
    ranks = [1 / size for _ in known]
    for _ in range(300):
        stranded = sum(r for r, d in zip(ranks, degrees, strict=True) if d < 1e-9) / size
        ranks = [
            0.15 / size
            + 0.85
            * (
                sum(ranks[j] * likeness[j][i] / degrees[j] for j in range(size) if degrees[j] > 1e-9)
                + stranded
            )
            for i in range(size)
        ]
    expected = [rank / max(ranks) for rank in ranks]
    assert centrality(known) == pytest.approx(expected, abs=1e-4)


def test_nothing_hangs_on_the_order_of_sets():
    document = analysed(THESIS)
    first = [s.sentences for s in Summarizer(KNOWLEDGE.summaries)(document)]
    random.seed(1)
    assert first == [s.sentences for s in Summarizer(KNOWLEDGE.summaries)(analysed(THESIS))]


NOTES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80).map(
    "## Notes\n{}".format
)


@given(NOTES, st.sampled_from(["", "\n", "\n\n\n"]))
def test_notes_of_any_kind_survive(notes, gap):
    content = "---\nschema: ruscorpus/summary/1\nbody: x\n---\n\n# ก\n\n- ข [บรรทัด 1]\n"
    kept = parse(content + gap + notes)
    assert kept.notes == notes
    assert kept.content == content
    assert parse(joined(kept.content, kept.notes)) == kept


@given(st.text(max_size=60))
def test_a_file_of_others_is_never_ours(text):
    assert not parse(text).untouched


def test_the_hash_of_a_page_is_its_own_and_feels_every_change():
    document = analysed(NEWS)
    summaries = Summarizer(KNOWLEDGE.summaries)(document)
    labels = Labels.of(KNOWLEDGE.codebook, KNOWLEDGE.ontology, {})
    page = summary_page(
        document, summaries[0], coverages(document, summaries)[0], Origin("c", "default"), labels
    )
    assert parse(page.content).untouched
    assert parse(page.content.replace("\n", "\r\n")).untouched
    for place in random.Random(0).sample(range(len(page.content)), 60):
        changed = page.content[:place] + "๛" + page.content[place + 1 :]
        assert not parse(changed).untouched
    assert digest(page.content) in page.content


@given(st.lists(st.sampled_from(["write", "note", "edit", "force", "other"]), max_size=8))
def test_whatever_is_done_in_turn_no_note_and_no_edit_is_lost(tmp_path_factory, deeds):
    document = analysed(NEWS)
    summaries = Summarizer(KNOWLEDGE.summaries)(document)
    labels = Labels.of(KNOWLEDGE.codebook, KNOWLEDGE.ontology, {})
    covered = coverages(document, summaries)[0]
    pages = [summary_page(document, summaries[0], covered, Origin(c, "default"), labels) for c in "ab"]
    folder = tmp_path_factory.mktemp("shelf")
    path = folder / pages[0].path
    current, edited, notes = 0, False, ""
    for deed in deeds:
        if deed == "other":
            current = 1 - current
        elif deed == "note" and path.exists():
            notes = notes or "## Notes\n"
            notes += "บันทึก\n"
            path.write_text(joined(parse(path.read_text(encoding="utf-8")).content, notes), encoding="utf-8")
        elif deed == "edit" and path.exists():
            path.write_text("แก้\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
            edited = True
        elif deed in ("write", "force"):
            shelf = Shelf(folder, force=deed == "force")
            shelf.put(pages[current])
            edited = edited and deed != "force"
            assert edited == any(c.state is State.EDITED and not c.done for c in shelf.changes)
        if path.exists():
            text = path.read_text(encoding="utf-8")
            assert text.endswith(notes)
            assert edited == ("แก้" in text)
            if deed in ("write", "force") and not edited:
                assert text == joined(pages[current].content, notes)


def test_a_page_of_a_text_without_sentences():
    document = analysed("ไม่มี\n")
    summaries = Summarizer(KNOWLEDGE.summaries)(document)
    labels = Labels.of(KNOWLEDGE.codebook, KNOWLEDGE.ontology, {})
    page = summary_page(document, summaries[0], coverages(document, summaries)[0], Origin("c", "d"), labels)
    assert isinstance(page, SummaryPage)
    assert "ไม่มีประโยค" in page.content
    assert ALIKE < 1
