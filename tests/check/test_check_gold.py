"""Agreement with gold: matched one to one, judged code by code, and never by a mean."""

from __future__ import annotations

import json

import pytest
from check_support import SETTINGS, check, put, slugs
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.agreement.interval import f1_interval
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.config.validate import GoldConfig, Thresholds, ValidateConfig
from ruscorpus.model import same_parties
from ruscorpus.offsets import Span
from ruscorpus.problems import UsageError


def gold(folder, codes=(), events=()):
    for name, rows in (("codes", codes), ("events", events)):
        lines = "".join(json.dumps({"doc": "news.txt", **row}, ensure_ascii=False) + "\n" for row in rows)
        put(folder / "annotations" / f"{name}.jsonl", lines)
    return folder


VISIT = {"anchor": "เดินทางเยือนเวียดนาม", "codes": ["domain.diplomacy"]}
WORLD = {"anchor": "สู่หลายขั้ว อำนาจ", "codes": ["polarity.multipolar", "driver.great_powers"]}
MET = {"anchor": "ปูตินเดินทางเยือนเวียดนาม", "type": "CONSULT", "actor": ["RUS", "VNM"], "recipient": []}
SOLD = {"anchor": "ลงนามขายน้ำมัน", "type": "COOPERATE", "actor": ["RUS"], "recipient": ["VNM"]}
GAVE = {"anchor": "ลงนามขายน้ำมัน", "type": "AID", "actor": ["RUS"], "recipient": ["VNM"]}


def measured(tree, knowledge, folder, **settings):
    configured = ValidateConfig(severity=SETTINGS.severity, gold=GoldConfig(**settings))
    report = check(tree, knowledge, settings=configured, gold=folder)
    assert report.crashes == []
    return report, {measure.name: measure for measure in report.measures}


def test_codes_and_events_are_matched_as_gold_data_says(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [VISIT, WORLD], [MET, SOLD, GAVE])
    report, measures = measured(tree, knowledge, folder, minimum=1)
    assert {name: (m.hits, m.found, m.gold) for name, m in measures.items()} == {
        "domain.diplomacy": (1, 1, 1), "polarity.multipolar": (1, 1, 1), "driver.great_powers": (0, 0, 1),
        "CONSULT": (1, 1, 1), "COOPERATE": (1, 1, 1), "AID": (0, 0, 1),
    }  # fmt: skip
    assert slugs(report) == ["gold-agreement"]


def test_no_mean_hides_a_code_that_fails(tree, knowledge, tmp_path):
    """Nine codings are found again and one code is missed wholly: micro F1 would be .95."""
    folder = gold(tmp_path / "gold", [VISIT, {**WORLD, "codes": ["driver.great_powers"]}])
    report, _ = measured(tree, knowledge, folder, minimum=1)
    failing = [finding for finding in report.findings if finding.slug == "gold-agreement"]
    assert len(failing) == 1
    assert "driver.great_powers" in failing[0].message
    assert report.failed("error")


def test_too_few_items_are_shown_and_not_judged(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [{**WORLD, "codes": ["driver.great_powers"]}])
    report, measures = measured(tree, knowledge, folder, minimum=2)
    assert set(slugs(report)) == {"gold-few"}
    assert not report.failed("warning")
    assert not measures["driver.great_powers"].gated


def test_thresholds_of_single_codes_and_the_lower_bound(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [VISIT])
    strict = Thresholds(default=0.0, of={"domain.diplomacy": 0.9})
    assert not measured(tree, knowledge, folder, minimum=1, codes=strict)[0].failed("error")
    report, _ = measured(tree, knowledge, folder, minimum=1, codes=strict, bound="lower")
    assert report.failed("error")


def test_a_threshold_for_nothing_is_refused(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [VISIT])
    with pytest.raises(UsageError, match=r"unknown-threshold.*did you mean domain\.diplomacy"):
        measured(tree, knowledge, folder, codes=Thresholds(of={"domain.diplomcy": 0.9}))


def test_one_finding_answers_to_one_gold_item(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [VISIT, {**VISIT, "anchor": "ปูตินเดินทางเยือน"}])
    _, measures = measured(tree, knowledge, folder)
    assert (measures["domain.diplomacy"].hits, measures["domain.diplomacy"].gold) == (1, 2)


def test_texts_and_anchors_that_differ_are_told(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [VISIT, {"anchor": "ไม่มีในข่าว", "codes": ["domain.economy"]}])
    put(folder / "text" / "news.txt", "อีกข่าวหนึ่ง\n")
    report, _ = measured(tree, knowledge, folder)
    assert {"gold-text", "gold-anchor"} <= set(slugs(report))


def test_gold_of_other_documents(tree, knowledge, tmp_path):
    folder = gold(tmp_path / "gold", [{**VISIT, "doc": "other.txt"}])
    report, measures = measured(tree, knowledge, folder)
    assert slugs(report) == ["gold-foreign"]
    assert measures == {}


@pytest.mark.parametrize("content", ["{", "[]", '{"doc": "a"}', '{"doc": 5, "anchor": "", "codes": []}'])
def test_gold_that_is_none(tree, knowledge, tmp_path, content):
    folder = gold(tmp_path / "gold")
    put(folder / "annotations" / "codes.jsonl", f"\n{content}\n")
    with pytest.raises(UsageError, match=r"gold-invalid.*codes\.jsonl:2"):
        check(tree, knowledge, gold=folder)
    with pytest.raises(UsageError, match="gold-absent"):
        check(tree, knowledge, gold=tmp_path)


def test_pairs_are_as_many_as_there_can_be():
    """A greedy pairing in the order of the text would give the first its only partner's partner."""
    fits = {(0, 0), (0, 1), (1, 0)}
    assert len(pair([0, 1], [0, 1], lambda a, b: (a, b) in fits)) == 2


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_pairs_are_one_to_one_and_as_many_as_any_choice_could_give(edges):
    fits = set(edges)
    pairs = pair(range(8), range(8), lambda a, b: (a, b) in fits)
    assert fits.issuperset(pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)

    def most(one: int, taken: frozenset[int]) -> int:
        if one == 8:
            return 0
        free = (other for a, other in fits if a == one and other not in taken)
        return max([most(one + 1, taken), *(1 + most(one + 1, taken | {other}) for other in free)])

    assert len(pairs) == most(0, frozenset())


def test_hundreds_of_passages_of_one_code_are_matched():
    assert len(pair(range(1500), range(1500), lambda a, b: b - a in (0, 1))) == 1500


def test_parties_stand_on_whichever_side_of_a_mutual_act():
    assert same_parties("CONSULT", (("RUS",), ("VNM",)), (("VNM", "RUS"), ()))
    assert not same_parties("AID", (("RUS",), ("VNM",)), (("VNM",), ("RUS",)))


def test_bare_text_leads_there_and_back():
    text = BareText(" ก ข\n\tคง ")
    assert text.bare == "กขคง"
    assert text.find("ข ค") == (Span(1, 3),)
    assert text.original(Span(1, 3)) == Span(3, 7)
    assert text.span(Span(3, 7)) == Span(1, 3)
    assert text.find(" ") == ()


def test_an_interval_of_few_hits_is_wide():
    few, many = f1_interval(2, 0, 0), f1_interval(200, 0, 0)
    assert few.value == many.value == 1
    assert few.low < 0.6 < 0.98 < many.low
