"""The stage: what is left out, which passage a code stands on, its level, its confidence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from coding_support import STATES, build, codebook_from, event
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.citations import find_citations
from ruscorpus.coding.codebook import load_codebook
from ruscorpus.coding.passages import (
    LONG,
    MAX_SENTENCE,
    clause_edges,
    names_only,
    narrow,
    passage_edges,
    pieces,
    trim,
)
from ruscorpus.coding.stage import CodingStage
from ruscorpus.model import Document, Region, Section
from ruscorpus.offsets import Span
from ruscorpus.resources import packaged_configs

CLAIM = "นักวิชาการเห็นว่าระบบระหว่างประเทศกำลังเป็นหลายขั้วมากขึ้น"
ONE_CUE = "[{id: c, any: [หลายขั้ว, multipolar], confidence: 0.8}]"


def run(text: str, cues: str = ONE_CUE, level: str = "bilateral", **more: object) -> Document:
    return CodingStage(codebook_from(cues, level=level))(build(text, **more))


def quotes(document: Document) -> list[str]:
    return [coding.span.of(document.flow) for coding in document.codings]


def test_a_short_sentence_is_its_own_passage():
    assert quotes(run(f"อากาศดีทั้งวันที่เมืองหลวง\n  {CLAIM}  \nฝนตกในตอนค่ำ")) == [CLAIM]


def test_of_a_long_sentence_the_clause_with_the_claim_is_taken():
    before = "ผู้นำทั้งสองใช้เวลาสนทนากันนานกว่าสามชั่วโมงในทำเนียบริมแม่น้ำท่ามกลางการรักษาความปลอดภัยอย่างเข้มงวด"
    after = "ส่วนคณะผู้ติดตามแยกไปชมพิพิธภัณฑ์และโรงงานผลิตเครื่องเคลือบซึ่งอยู่ห่างออกไปราวยี่สิบกิโลเมตร"
    text = f"{before} ขณะที่{CLAIM} {after}"
    assert len(text) > LONG
    assert quotes(run(text)) == [f"ขณะที่{CLAIM}"]


@pytest.mark.parametrize("kind", ["bibliography", "contents", "related", "repeat", "header", "footnote"])
def test_regions_outside_the_analysis_are_not_coded(kind):
    text = f"{CLAIM}\n{CLAIM}"
    document = run(text, regions=(Region(kind, Span(0, len(CLAIM))),))
    assert [coding.span.start for coding in document.codings] == [len(CLAIM) + 1]


def test_headings_are_not_coded():
    heading = "2.1 แนวคิดเรื่องระบบหลายขั้วอำนาจในการเมืองระหว่างประเทศร่วมสมัย"
    text = f"{heading}\n{CLAIM}"
    section = Section("2.1", "แนวคิด", 2, Span(0, len(text)), Span(0, len(heading)))
    assert quotes(run(text, sections=(section,))) == [CLAIM]


@pytest.mark.parametrize(
    "line",
    [
        "ระบบหลายขั้วอำนาจ (Multipolar System)",
        "โลกหลายขั้ว",
        "2.2.1 แนวคิดว่าด้วยโลกหลายขั้วของนักวิชาการรัสเซีย",
        "แนวคิดว่าด้วยโลกหลายขั้วของนักวิชาการรัสเซีย ......... 45",
    ],
)
def test_a_line_that_only_names_a_concept_is_not_coded(line):
    assert quotes(run(line)) == []


def test_a_citation_is_no_evidence():
    assert quotes(run("ระเบียบโลกเปลี่ยนไปมากในรอบยี่สิบปี (Multipolar Research Group, 2022)")) == []


def test_a_bracket_that_is_no_citation_is_read():
    assert len(quotes(run("เขาเรียกระเบียบโลกในวันนี้ว่าโลกแบบใหม่ (multipolar world) อย่างภาคภูมิใจ"))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ทฤษฎีนี้ว่าด้วยรัฐ (Waltz, 1979)", ["(Waltz, 1979)"]),
        ("ตามที่รายงาน (ปัทมาสน์ ชนะรัชชรักษ์, 2566) ไว้", ["(ปัทมาสน์ ชนะรัชชรักษ์, 2566)"]),
        ("ดู (Chung & Derr, 2022, p. 15) ประกอบ", ["(Chung & Derr, 2022, p. 15)"]),
        ("พบกันเมื่อวันพุธ (13 ก.ย. 2023) ที่เมืองหลวง", []),
        ("กลุ่มบริกส์ (BRICS) ประชุม", []),
    ],
)
def test_citations(text, found):
    assert [span.of(text) for span in find_citations(text)] == found


def test_one_coding_a_code_a_passage_with_all_its_cues():
    cues = "[{id: b, any: [หลายขั้ว], confidence: 0.6}, {id: a, any: [ระบบระหว่างประเทศ], confidence: 0.5}]"
    (coding,) = run(CLAIM, cues).codings
    assert coding.cues == ("a", "b")
    assert coding.confidence == pytest.approx(0.8)  # 1 - (1 - 0.6)(1 - 0.5): independent evidence


def test_cues_on_the_same_words_count_once():
    cues = "[{id: a, any: [หลายขั้ว], confidence: 0.6}, {id: b, any: [เป็นหลายขั้ว], confidence: 0.5}]"
    (coding,) = run(CLAIM, cues).codings
    assert coding.confidence == pytest.approx(0.6)


def test_the_level_comes_from_the_cue_then_from_the_code():
    assert run(CLAIM, ONE_CUE, "system").codings[0].level == "system"
    assert run(CLAIM, "[{id: c, any: [หลายขั้ว], level: system}]").codings[0].level == "system"
    assert run(CLAIM).codings[0].level == "bilateral"


def test_an_event_makes_a_code():
    text = "ผู้นำรัสเซียเดินทางไปพบผู้นำเกาหลีเหนือถึงเมืองหลวง"
    visit = event(text, "เดินทางไปพบผู้นำเกาหลีเหนือ", "CONSULT/visit", "RUS", "PRK")
    (coding,) = run(text, "[{id: c, events: [CONSULT]}]", events=(visit,)).codings
    assert (coding.dyads, coding.rule) == (("PRK-RUS",), "cue:events")
    assert run(text, "[{id: c, events: [CONSULT/phone]}]", events=(visit,)).codings == ()
    assert run(text, "[{id: c, events: [AID]}]", events=(visit,)).codings == ()


def test_an_event_must_have_a_wanted_status():
    text = "ผู้นำรัสเซียเดินทางไปพบผู้นำเกาหลีเหนือถึงเมืองหลวง"
    visit = event(text, "เดินทางไปพบผู้นำเกาหลีเหนือ", "CONSULT", "RUS", "PRK", status="planned")
    wanted = "[{id: c, events: [CONSULT], event_status: [planned]}]"
    other = "[{id: c, events: [CONSULT], event_status: [denied]}]"
    assert len(run(text, wanted, events=(visit,)).codings) == 1
    assert run(text, other, events=(visit,)).codings == ()


def test_a_section_title_can_be_a_condition():
    heading = "บทที่ 4 ผลการวิเคราะห์"
    text = f"{heading}\n{CLAIM}"
    section = Section("4", "ผลการวิเคราะห์", 1, Span(0, len(text)), Span(0, len(heading)))
    inside = "[{id: c, any: [หลายขั้ว], sections: [ผลการวิเคราะห์]}]"
    elsewhere = "[{id: c, any: [หลายขั้ว], sections: [ระเบียบวิธีวิจัย]}]"
    assert quotes(run(text, inside, sections=(section,))) == [CLAIM]
    assert quotes(run(text, elsewhere, sections=(section,))) == []


BOTH_HALVES = "[{id: c, all: [[เร่งสะสมอาวุธ], [เสริมกำลังตาม]]}]"


def test_a_claim_that_goes_on_in_the_next_sentence_takes_both():
    text = "ฝ่ายเหนือเร่งสะสมอาวุธมาตลอดสองปี\nจึงบีบให้ฝ่ายใต้ต้องเสริมกำลังตามไปด้วย"
    assert quotes(run(text.replace("\n", " "), BOTH_HALVES)) == [text.replace("\n", " ")]
    one = text.replace("\n", " ")
    cut = text.index("\n")
    sentences = (Span(0, cut), Span(cut + 1, len(one)))
    document = CodingStage(codebook_from(BOTH_HALVES))(replace(build(one), sentences=sentences))
    assert quotes(document) == [one]


def test_two_sentences_that_do_not_hang_together_are_not_joined():
    one = "ฝ่ายเหนือเร่งสะสมอาวุธมาตลอดสองปี ฝ่ายใต้กล่าวว่ายังไม่คิดจะเสริมกำลังตามไปด้วย"
    cut = one.index(" ")
    sentences = (Span(0, cut), Span(cut + 1, len(one)))
    cues = BOTH_HALVES.replace("}]", ", negation: ignored}]")
    assert CodingStage(codebook_from(cues))(replace(build(one), sentences=sentences)).codings == ()


def test_names_only_asks_for_more_than_the_name():
    text = "การถ่วงดุลอำนาจ (Balance of Power)"
    assert names_only(text, Span(0, len(text)), [Span(0, 15)])
    text = "รัสเซียหันไปใช้การถ่วงดุลอำนาจกับตะวันตก"
    start = text.index("การถ่วง")
    assert not names_only(text, Span(0, len(text)), [Span(start, start + 15)])


_PIECES = st.sampled_from(
    [
        *STATES,
        CLAIM,
        " ",
        "\n",
        " ขณะที่",
        " โดย",
        "ไม่ได้",
        "กำลัง",
        "(Waltz, 1979)",
        "ยิงขีปนาวุธ",
        "หารือ",
        "ๆ",
        "่",
        "พ.ศ. 2566",
        "ก" * 150,
    ]
)


@pytest.fixture(scope="module")
def stage() -> CodingStage:
    return CodingStage(load_codebook(packaged_configs() / "codebooks" / "structural-realism.yaml"))


@given(pieces=st.lists(_PIECES, max_size=25))
def test_whatever_the_text_codings_are_well_formed(stage, pieces):
    document = build("".join(pieces))
    coded = stage(document)
    levels = {"bilateral", "system"}
    for coding in coded.codings:
        quote = coding.span.of(document.flow)
        assert quote.strip() == quote != ""
        assert coding.level in levels
        assert coding.cues
        assert 0 < coding.confidence < 1
        assert list(coding.dyads) == sorted(set(coding.dyads))
        for dyad in coding.dyads:
            assert re.fullmatch(r"[A-Z]{3}-[A-Z]{3}", dyad)
            assert dyad[:3] < dyad[4:]
    keys = [(coding.span, coding.code) for coding in coded.codings]
    assert len(keys) == len(set(keys))
    assert [span for span, _ in keys] == sorted(span for span, _ in keys)
    assert stage(document) == coded
    assert replace(coded, codings=()) == document


@given(
    words=st.lists(
        st.sampled_from(["รัฐ", "อำนาจ", " โดย", " แต่", " และ", "ระบบ" * 20]), min_size=1, max_size=40
    ),
    data=st.data(),
)
def test_a_narrowed_passage_keeps_the_evidence_and_stays_in_the_sentence(words, data):
    text = "".join(words).strip()
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edges = passage_edges(clause_edges(text, Span(0, len(text))))
    passage = trim(text, narrow(edges, Span(start, end)))
    assert Span(0, len(text)).contains(passage)
    evidence = text[start:end].strip()
    assert evidence in text[passage.start : passage.end]


def test_no_clause_ends_behind_an_abbreviation():
    text = "ประธานาธิบดีอินโดนีเซียพบประธานาธิบดีรัสเซียที่มอสโกเมื่อวันที่ 11 มีนาคม พ.ศ. 2568 และลงนามความตกลง รมว. กลาโหมร่วมด้วย"
    cuts = clause_edges(text, Span(0, len(text)))[1:-1]
    assert [text[cut : cut + 6] for cut in cuts] == ["และลงน"]


def test_an_event_must_have_a_wanted_context_and_party():
    text = "ผู้นำรัสเซียเดินทางไปพบผู้นำเกาหลีเหนือถึงเมืองหลวง"
    visit = event(text, "เดินทางไปพบผู้นำเกาหลีเหนือ", "CONSULT", "RUS", "PRK", contexts=("military",))
    for wanted, found in (
        ("event_contexts: [military]", 1),
        ("event_contexts: [economic]", 0),
        ("event_parties: [PRK, IRN]", 1),
        ("event_parties: [IRN]", 0),
    ):
        cue = f"[{{id: c, events: [CONSULT], {wanted}}}]"
        assert len(run(text, cue, events=(visit,)).codings) == found, wanted


def test_a_sentence_longer_than_any_prose_is_read_in_pieces():
    text = "รัสเซียส่งอาวุธให้จีน" * 400
    spans = list(pieces(text, Span(0, len(text))))
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
    assert (spans[0].start, spans[-1].end) == (0, len(text))
    assert max(span.length for span in spans) <= MAX_SENTENCE
    found = run(text, "[{id: c, any: [อาวุธ]}]").codings
    assert {coding.span for coding in found} == set(spans)
