"""The review of codes: what the other codes of a unit, and the units around it, do to a probability."""

from __future__ import annotations

import math
from typing import Any

import pytest
from coding_support import build
from hypothesis import given
from hypothesis import strategies as st
from test_coding_learned import BOOK, BUYS, SAYS, SHIPS, coded, weights, write

from ruscorpus.coding.evidence import NOTHING, WIDE, Evidence
from ruscorpus.coding.stage import CodingStage
from ruscorpus.coding.units import Unit
from ruscorpus.knowledge import load_knowledge
from ruscorpus.offsets import Span
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.problems import ConfigError
from support import document

CODES, FACETS, SHARES = ("a.one", "a.two", "b.one"), ("a", "a", "b"), (0.3, 0.1, 0.2)
ROWS = [[0.9, 0.2, 0.1], [0.4, 0.6, 0.0], None, [0.1, 0.1, 0.8]]


def evidence(rows: list[Any], sure: dict[int, dict[str, float]] | None = None) -> Evidence:
    """Return the evidence of a text, a unit a row, each forty code points long."""
    units = [
        Unit(Span(at * 40, at * 40 + 40), Span(at * 40, at * 40 + 40), (sure or {}).get(at, {}), at > 0)
        for at in range(len(rows))
    ]
    return Evidence(units, rows, CODES, FACETS, SHARES)


@pytest.mark.parametrize(
    ("at", "code", "told"),
    [
        (0, 0, {"probability": 0.9, "rank": 0, "best other": 0.2, "before": NOTHING, "behind": 0.4}),
        (0, 0, {"of a": 1.1, "of b": 0.1, "best of facet": 0.2, "others of facet": 0.2, "usual": 0.3}),
        (1, 0, {"rank": 1, "best other": 0.6, "before": 0.9, "behind": 0.0, "two behind": 0.1}),
        (1, 0, {"facet before": 1.1, "near, most": 0.9, "wide": 1 / 3, "cues": 0.7, "cues before": 0.0}),
        (3, 2, {"best of facet": NOTHING, "others of facet": 0.0, "share": 0.8, "behind": NOTHING}),
        (3, 2, {"is gone on with": 0.0, "goes on": 1.0, "length": 40, "length behind": NOTHING}),
    ],
)
def test_evidence_is_of_the_unit_its_codes_and_its_neighbours(at, code, told):
    found = evidence(ROWS, {1: {"a.one": 0.7}}).of(at, code)
    assert {name: found[name] for name in told} == pytest.approx(told)


CHANCES = st.lists(
    st.one_of(st.none(), st.lists(st.floats(0, 1), min_size=3, max_size=3)), min_size=1, max_size=30
)


@given(CHANCES, CHANCES, CHANCES)
def test_what_is_far_away_is_no_evidence(before, text, behind):
    """A thesis around it changes nothing: from so many units on, only what is near counts."""
    near = [[0.5, 0.5, 0.5]] * WIDE
    alone = evidence([*near, *text, *near])
    within = evidence([*before, *near, *text, *near, *behind])
    for at in range(len(text)):
        for code in range(len(CODES)):
            assert within.of(len(before) + WIDE + at, code) == alone.of(WIDE + at, code)


def test_the_last_probability_decides_and_is_the_confidence():
    likely = {"trade": (1.0, {}), "talk": (-1.0, {})}
    sure = 1 / (1 + math.exp(-2.0))
    (coding,) = coded(SHIPS, weights((2.0,), trade=likely["trade"]))
    assert (coding.code, coding.confidence) == ("x.trade", pytest.approx(sure, abs=0.001))
    assert coded(SHIPS, weights((-2.0,), **likely)) == []
    found = coded(SHIPS, weights((("rank", 0.0), -2.0, 2.0), **likely))
    assert [coding.code for coding in found] == ["x.talk"]  # the trees prefer the second of two


def test_what_is_not_likely_at_all_is_not_reviewed():
    assert coded(SHIPS, weights((9.0,), trade=(-4.0, {}))) == []


def test_a_code_beside_it_speaks_for_a_code():
    models = weights((("before", 0.5), -1.0, 1.0), trade=(1.0, {"word=โฆษก": 0.0, "word=ฝน": -0.2}))
    codings = coded(f"{BUYS}\n{SAYS}\n{SHIPS}", models)
    assert [coding.code for coding in codings] == ["x.trade", "x.talk", "x.trade"]


def test_trees_that_ask_for_what_nothing_tells_are_refused(tmp_path):
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    write(tmp_path, weights((("weather", 0.5), -1.0, 1.0), trade=(1.0, {})))
    with pytest.raises(ConfigError, match="weather") as raised:
        load_knowledge(codebook=tmp_path / "book.yaml")
    assert raised.value.problems[0].slug == "config-invalid"


TEXT = """ประธานาธิบดีวลาดิมีร์ ปูติน เดินทางเยือนเกาหลีเหนือเมื่อวันที่ 19 มิถุนายน 2567 และลงนามสนธิสัญญาหุ้นส่วนยุทธศาสตร์
รัสเซียขายน้ำมันให้จีนเพิ่มขึ้นร้อยละ 20 ขณะที่สหรัฐฯ ขยายมาตรการคว่ำบาตรธนาคารของรัสเซีย
เมื่อไม่มีอำนาจกลางใดคุ้มครองรัฐ แต่ละรัฐจึงต้องพึ่งพาตนเองและสะสมอาวุธ ซึ่งทำให้เพื่อนบ้านรู้สึกไม่มั่นคง
"""


def test_the_packaged_weights_load_code_and_say_the_same_again():
    knowledge = load_knowledge()
    packaged = knowledge.weights.file
    assert packaged.review is not None
    codings = standard_pipeline(knowledge)(document(TEXT)).codings
    assert {"domain.diplomacy", "domain.economy", "theory.self_help"} <= {coding.code for coding in codings}
    learned = [coding for coding in codings if coding.code in packaged.codes]
    assert all(packaged.threshold <= coding.confidence <= 0.97 for coding in learned)
    assert standard_pipeline(load_knowledge())(document(TEXT)).codings == codings


def test_a_coding_does_not_depend_on_how_long_the_text_is():
    knowledge = load_knowledge()
    stage = CodingStage(knowledge.codebook, knowledge.weights.file)
    filler = "ชาวบ้านปลูกข้าวและเลี้ยงปลาในบ่อหลังบ้านทุกปีเพราะรัสเซียขายปุ๋ยถูก\n"
    short, long = (build(TEXT + filler * count) for count in (WIDE, 20 * WIDE))
    count = len(stage.units(build(TEXT))[0])
    assert count >= 3
    one, other = ([unit.features for unit in stage.units(each)[0][:count]] for each in (short, long))
    assert one == other
    one, other = ([c for c in stage(each).codings if c.span.end <= len(TEXT)] for each in (short, long))
    assert one == other
    assert one
