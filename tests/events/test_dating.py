"""The date of a deed: which dates a text offers for it, and how weights choose one of them."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruscorpus.config.weights import DateWeights
from ruscorpus.events.choosing import Chooser, worth
from ruscorpus.events.dating import Facts
from ruscorpus.events.extract import Extractor
from ruscorpus.events.when import with_date
from ruscorpus.knowledge import load_knowledge

TOLD = (
    "เมื่อวันที่ 3 มิถุนายน ประธานาธิบดีตุรกีพบนายกรัฐมนตรีกรีซที่กรุงเอเธนส์ สองวันต่อมารัสเซียประณามตุรกี "
    "ขณะที่อิหร่านเรียกร้องให้อินเดียหยุดซื้อน้ำมันตั้งแต่ปี 2567"
)


def weights(told: dict[str, float]) -> DateWeights:
    models = {"date": {"bias": 0.0, "threshold": 0.0, "weights": told}}
    return DateWeights(schema="ruscorpus/weights/1", made_by="hand", made_from="nothing", models=models)


class Recorder:
    """Keeps what there was to choose from, and what was chosen."""

    def __init__(self, learnt: DateWeights) -> None:
        self._chooser, self.chosen = Chooser(learnt), []

    def choose(self, asked, candidates) -> str:
        iso = self._chooser.choose(asked, candidates)
        self.chosen.append((asked, candidates, iso))
        return iso


@pytest.fixture(scope="module")
def read(reader):
    knowledge = load_knowledge()

    def run(text: str, learnt: DateWeights, date: str = "2025-06-10"):
        recorder = Recorder(learnt)
        extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar, None, recorder)
        document = reader(text, date)
        return document, extractor.extract(document), recorder.chosen

    return run


def test_weights_that_trust_the_rules_change_no_date(read):
    trusting = {f"rules:{form}|": 20.0 for form in ("day", "month", "year", "span")} | {"no-rule:none|": 20.0}
    document, events, _ = read(TOLD, weights(trusting))
    assert [(e.type, e.date, e.date_basis) for e in events] == [
        (e.type, e.date, e.date_basis) for e in document.events
    ]


def test_a_date_is_offered_with_its_month_its_year_and_none(read):
    _, _, chosen = read(TOLD, weights({}))
    asked, candidates, _ = chosen[0]
    assert asked.ruled == "2025-06-03"
    assert {"", "2025-06-03", "2025-06", "2025", "2025-06-10"} <= candidates.keys()
    assert {"sentence:day>month", "own:day>month", "rules:day>month"} <= candidates["2025-06"].keys()


def test_no_fact_names_a_party_or_a_date(read):
    for _, candidates, _ in read(TOLD, weights({}))[2]:
        said = {fact for clues in candidates.values() for facts in clues.values() for fact in facts}
        assert not any(name in fact for fact in said for name in ("ตุรกี", "รัสเซีย", "TUR", "2025", "มิถุนายน"))


def test_weights_may_choose_what_the_rules_did_not(read):
    _, events, _ = read(TOLD, weights({"own:day|": 20.0}))
    assert {(e.date, e.date_basis) for e in events} == {("2025-06-10", "inferred")}
    _, events, _ = read(TOLD, weights({"none|": 20.0}))
    assert {(e.date, e.date_basis) for e in events} == {("", "")}


def test_of_a_doubtful_day_the_month_is_told():
    chooser = Chooser(weights({"a:day|": 0.1}))
    days = {f"2025-06-{day}": {"a:day": Facts(("",))} for day in ("03", "05", "10")}
    assert chooser.choose(None, {"": {}, "2025-06": {}, **days}) == "2025-06"
    assert Chooser(weights({"b:day|": 5.0})).choose(
        None, {"2025-06": {}, "2025-06-03": {"b:day": Facts(("",))}}
    ) == ("2025-06-03")


@pytest.mark.parametrize(
    ("iso", "right"), [("2025-06", "2025-06-03"), ("", "2025-06-03"), ("2025-06-03", "2025")]
)
def test_a_wrong_day_is_worth_less(iso, right):
    assert (
        worth("2025-07-01" if right != "2025" else "2024-07-01", right)
        < worth(iso, right)
        < worth(right, right)
    )


def test_an_event_with_another_date_is_otherwise_the_same(reader):
    events = reader(TOLD, "2025-06-10").events
    assert events
    for event in events:
        assert with_date(event, "2001", "stated") == replace(event, date="2001", date_basis="stated")


def test_a_text_in_another_language_keeps_the_date_of_the_rules(read):
    document, events, chosen = read("Russia attacked Ukraine on 5 June 2025.", weights({"none|": 20.0}))
    assert chosen == []
    assert [e.date for e in events] == [e.date for e in document.events]


def test_what_may_be_has_no_date_whatever_the_weights(read):
    text = "หากรัสเซียโจมตีโปแลนด์หลังเดือนมิถุนายน 2568 ยุโรปจะเปลี่ยนไป"
    _, events, chosen = read(text, weights({"sentence:month|": 20.0}))
    assert [(e.status, e.date) for e in events] == [("hypothetical", "")]
    assert chosen == []


def test_without_event_weights_dates_are_left_to_the_rules(tmp_path):
    config = tmp_path / "run.yaml"
    config.write_text('schema: ruscorpus/config/1\nevent_weights: ""\n', encoding="utf8")
    assert load_knowledge(config).date_weights is None
    assert load_knowledge().date_weights is not None
    assert load_knowledge().without_weights().date_weights is None


NAMES = [
    "none|",
    "month|",
    "sentence:day|",
    "sentence:day>month|rank=0",
    "own:day|",
    "rules:day|",
    "last:none|",
    "sentence:day|occurred",
    "month|dated",
]


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.floats(-9, 9, allow_nan=False)),
    st.sampled_from(["2025-06-10", ""]),
)
def test_whatever_the_weights_a_date_is_one_that_was_offered_and_the_same_again(read, learnt, date):
    _, events, chosen = read(TOLD, weights(learnt), date)
    assert chosen
    for _, candidates, iso in chosen:
        assert iso in candidates
        assert "" in candidates
        shares = Chooser(weights(learnt)).shares(candidates)
        assert sum(shares.values()) == pytest.approx(1.0)
        odds = {
            iso: exp(sum(learnt.get(f"{clue}|{fact}", 0.0) for clue in clues for fact in clues[clue]))
            for iso, clues in candidates.items()
        }
        total = sum(odds.values())
        assert shares == pytest.approx({iso: odd / total for iso, odd in odds.items()})
    assert [e.date for e in read(TOLD, weights(learnt), date)[1]] == [e.date for e in events]
