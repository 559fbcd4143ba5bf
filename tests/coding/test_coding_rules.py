"""Negation, cues and dyads, as cases that a researcher can read and add to."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from coding_support import CASES, build, codebook_from, event

from ruscorpus.coding.codebook import check_codebook
from ruscorpus.coding.dyads import Dyads
from ruscorpus.coding.negation import negated
from ruscorpus.coding.stage import CodingStage
from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.yamlio import parse


def cases(name: str) -> list[dict]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("negation"), ids=lambda case: case["why"])
def test_negation(case):
    position = case["text"].index(case["phrase"])
    end = position + len(case["phrase"])
    assert negated(case["text"], 0, position, end) is case["negated"]


@pytest.mark.parametrize(
    ("case", "text", "holds"),
    [
        pytest.param(case, text, verdict == "holds", id=f"{case['name']}: {verdict} {index}")
        for case in cases("cues")
        for verdict in ("holds", "fails")
        for index, text in enumerate(case[verdict])
    ],
)
def test_cue(case, text, holds):
    stage = CodingStage(codebook_from(f"[{case['cue']}]", case.get("lists", "{}")))
    assert bool(stage(build(text)).codings) is holds


@pytest.mark.parametrize("case", cases("dyads"), ids=lambda case: case["name"])
def test_dyads(case):
    text = case["text"]
    events = tuple(
        event(text, e["anchor"], e["type"], e.get("actor", ""), e.get("recipient", ""))
        for e in case.get("events", ())
    )
    document = build(text, events=events)
    sentence = document.sentences[case.get("ask", 0)]
    found = Dyads(document).of(sentence, sentence, system=case.get("system", False))
    assert list(found) == case["dyads"]


TWO_CODES = """
schema: ruscorpus/codebook/1
id: t
title: {{th: ก, en: t}}
hypothesis: {{th: ก, en: t}}
facets: [{{id: x, label: {{th: ก, en: x}}}}]
codes:
  - {{id: x.talk, facet: x, label: {{th: ก, en: y}}, definition: {{th: ก, en: y}}, cues: [{{id: a, any: [กล่าวหา]{talk}}}]}}
  - {{id: x.force, facet: x, label: {{th: ก, en: y}}, definition: {{th: ก, en: y}}, cues: [{{id: b, any: [ขีปนาวุธ]{force}}}]}}
"""


@pytest.mark.parametrize(
    ("talk", "force", "found"),
    [
        ("", "", {"x.talk", "x.force"}),
        (", unless: [x.force]", "", {"x.force"}),
        ("", ", unless: [x.talk]", {"x.talk"}),
        (", unless: [x.force]", ", unless: [x.talk]", {"x.talk", "x.force"}),
    ],
)
def test_a_cue_gives_way_to_a_surer_code_on_its_passage(talk, force, found):
    book = check_codebook(parse(TWO_CODES.format(talk=talk, force=force), "t.yaml"), "t.yaml")
    document = build("โซลกล่าวหาว่าเกาหลีเหนือยิงขีปนาวุธลงทะเลเมื่อเช้านี้")
    assert {coding.code for coding in CodingStage(book)(document).codings} == found


def test_a_cue_does_not_give_way_to_another_passage():
    talk = check_codebook(parse(TWO_CODES.format(talk=", unless: [x.force]", force=""), "t.yaml"), "t.yaml")
    document = build("โซลกล่าวหาเกาหลีเหนือต่อหน้าที่ประชุม\nรัสเซียยิงขีปนาวุธลงทะเลเมื่อเช้านี้")
    assert {coding.code for coding in CodingStage(talk)(document).codings} == {"x.talk", "x.force"}


@pytest.mark.parametrize(
    ("date", "years", "holds"),
    [
        ("2024-05-01", "2018", False),
        ("2024-05-01", "2023", True),
        ("", "2018", True),
        ("2024-05-01", "", True),
    ],
)
def test_what_was_expected_years_ago_is_no_outlook(date, years, holds):
    text = f"ใน{years}ผู้นำทั้งสองจะเร่งเจรจาเขตแดนกันอีกครั้ง"
    document = build(text)
    if years:
        span = Span(2, 2 + len(years))
        document = replace(document, mentions=(*document.mentions, Mention("DATE", years, span)))
    stage = CodingStage(codebook_from("[{id: c, any: [จะเร่งเจรจา], max_age: 2}]"))
    assert bool(stage(replace(document, date=date)).codings) is holds
