"""Learned weights: what a small file of them adds, takes away and leaves alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coding_support import build, event

from ruscorpus.coding.codebook import check_codebook
from ruscorpus.coding.learned import Learned
from ruscorpus.coding.stage import CodingStage
from ruscorpus.config.weights import CodingWeights
from ruscorpus.knowledge import load_knowledge
from ruscorpus.linear import LinearModel
from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.problems import ConfigError
from ruscorpus.yamlio import parse
from support import document

BOOK = """\
schema: ruscorpus/codebook/1
id: t
title: {th: ก, en: t}
weights: t.weights.json
hypothesis: {th: ก, en: t}
facets: [{id: x, label: {th: ก, en: x}}]
lists: {fuel: [น้ำมัน, ก๊าซ]}
codes:
  - id: x.trade
    facet: x
    label: {th: ก, en: trade}
    definition: {th: ก, en: trade}
    cues:
      - {id: buys, all: [[ซื้อ], ["{fuel}"]], confidence: 0.6}
  - id: x.talk
    facet: x
    label: {th: ก, en: talk}
    definition: {th: ก, en: talk}
    level: system
    cues:
      - {id: says, any: [แถลง], confidence: 0.7}
"""
BUYS = "อินเดียซื้อน้ำมันจากรัสเซียเพิ่มขึ้นมากในปีนี้"
SHIPS = "เรือบรรทุกน้ำมันของรัสเซียแล่นไปอินเดียทุกสัปดาห์"
SAYS = "โฆษกแถลงว่าฝนตกหนักในกรุงมอสโกเมื่อวานนี้"
# Words that every sentence here holds some of: enough of them are known for the model to have a say.
KNOWN = dict.fromkeys(
    ("word=<state>", "word=เพิ่มขึ้น", "word=ของ", "word=จาก", "word=ใน", "word=ไป", "word=ว่า"), 0.01
)
KNOWN |= dict.fromkeys(("word=ฝน", "word=ตก", "word=หนัก", "word=ฝนตก", "word=เมื่อวานนี้", "word=โฆษก"), 0.01)


def weights(*trees: Any, **models: tuple[float, dict[str, float]]) -> dict[str, Any]:
    """Return a file of weights: a bias and weights for each code, and the *trees* of a review if any."""
    every = {name: {**KNOWN, **values} for name, (_, values) in models.items()}
    features = dict.fromkeys(feature for values in every.values() for feature in values)
    return {
        "schema": "ruscorpus/code-weights/1",
        "made_by": "by hand",
        "made_from": "no texts",
        "threshold": 0.5,
        "codes": {
            f"x.{name}": {"bias": bias, "facet": "x", "share": 0.1} for name, (bias, _) in models.items()
        },
        "weights": {
            feature: [round(values.get(feature, 0.0) * 100) for values in every.values()]
            for feature in features
        },
        "review": {"bias": 0.0, "trees": trees} if trees else None,
    }


def coded(text: str, models: dict[str, Any] | None, **more: Any) -> list[Any]:
    book = check_codebook(parse(BOOK, "t.yaml"), "t.yaml")
    file = CodingWeights.model_validate(models) if models else None
    return list(CodingStage(book, file)(build(text, **more)).codings)


TRADE = weights(trade=(-2.0, {"code=x.trade": 3.0, "list=fuel": 1.0, "word=เรือ": 1.5}))


def test_without_weights_the_cues_alone_decide():
    assert [(c.code, c.rule) for c in coded(f"{BUYS}\n{SHIPS}", None)] == [("x.trade", "cue:phrases")]


def test_weights_add_what_no_cue_has_found_and_say_why():
    text = f"{BUYS}\n{SAYS}\n{SHIPS}"
    first, talk, second = coded(
        text, weights(trade=(-2.0, {"code=x.trade": 3.0, "list=fuel": 1.0, "word=เรือ": 1.5}))
    )
    assert (first.code, first.cues, first.rule) == ("x.trade", ("buys",), "cue:phrases")
    assert first.confidence == pytest.approx(1 / (1 + 2.718281828 ** -(2.0 + 0.01 * 4)), abs=0.01)
    assert (talk.code, talk.rule, talk.confidence) == ("x.talk", "cue:phrases", 0.7)
    assert (second.code, second.rule, second.span.of(text)) == ("x.trade", "learned", SHIPS)
    assert second.cues[:2] == ("word=เรือ", "list=fuel")
    assert second.dyads == ("IND-RUS",)
    assert second.level == "bilateral"
    assert 0.5 <= second.confidence < 0.7


def test_a_facet_may_ask_for_more_than_the_threshold():
    assert [c.code for c in coded(SHIPS, TRADE)] == ["x.trade"]
    assert coded(SHIPS, TRADE | {"surer": {"x": 0.8}}) == []
    assert [c.code for c in coded(SHIPS, TRADE | {"surer": {"x": 0.2}})] == ["x.trade"]  # never for less
    with pytest.raises(ValueError, match="no code is of the facet 'y'"):
        CodingWeights.model_validate(TRADE | {"surer": {"y": 0.8}})


def test_weights_take_away_what_a_cue_should_not_have_found():
    assert [c.code for c in coded(SAYS, None)] == ["x.talk"]
    assert coded(SAYS, weights(talk=(-1.0, {"code=x.talk": 2.5, "word=ฝน": -2.0, "word=ฝนตก": -2.0}))) == []


def test_a_learned_passage_has_the_level_of_its_code():
    (coding,) = coded(SHIPS, weights(talk=(-1.0, {"word=เรือ": 3.0})))
    assert (coding.code, coding.level, coding.rule) == ("x.talk", "system", "learned")


def test_where_the_words_are_unknown_the_cues_alone_decide():
    nothing = weights(trade=(-9.0, {}))
    assert coded(BUYS, nothing) == []
    nothing["weights"] = {"word=ปลา": [100]}
    (coding,) = coded(BUYS, nothing)
    assert (coding.rule, coding.confidence) == ("cue:phrases", 0.6)


def test_all_models_at_once_say_what_each_says_alone():
    book = check_codebook(parse(BOOK, "t.yaml"), "t.yaml")
    file = CodingWeights.model_validate(
        weights(
            trade=(-2.25, {"word=เรือ": 1.5, "list=fuel": -0.75}),
            talk=(1.5, {"list=fuel": -31.0, "first": 0.1}),
        )
    )
    ((unit,), _) = CodingStage(book).units(build(SHIPS))
    alone = [
        LinearModel(model.bias, {name: row[place] / 100 for name, row in file.weights.items()}).probability(
            unit.features
        )
        for place, model in enumerate(file.codes.values())
    ]
    assert Learned(book, file).probabilities(unit) == pytest.approx(alone, abs=1e-6)
    assert alone[0] > 0.1
    assert alone[1] < 1e-9


def test_neighbouring_units_are_one_passage_and_paragraphs_are_not():
    always = weights(trade=(3.0, {}))
    text = f"{BUYS} {SHIPS}\n{SAYS}"
    middle = len(BUYS) + 1
    sentences = (Span(0, middle), Span(middle, middle + len(SHIPS)), Span(middle + len(SHIPS) + 1, len(text)))
    codings = [c for c in coded(text, always, sentences=sentences) if c.code == "x.trade"]
    assert [c.span.of(text) for c in codings] == [f"{BUYS} {SHIPS}", SAYS]


def test_features_know_events_and_what_names_stand_for_but_no_names():
    book = check_codebook(parse(BOOK, "t.yaml"), "t.yaml")
    made = build(BUYS)
    person = Mention("PERSON", "somebody", Span(0, 7), "IND")
    made = replace(made, events=(event(BUYS, "ซื้อ", "COOPERATE/trade", "IND", "RUS", status="planned"),))
    (unit,), (passage,) = CodingStage(book).units(made)
    assert passage.code.id == "x.trade"
    wanted = {"word=<state>", "code=x.trade", "cue=x.trade/buys", "part=x.trade/buys/2", "list=fuel", "first"}
    wanted |= {"event=COOPERATE", "event=COOPERATE/trade", "event=COOPERATE/planned", "status=planned"}
    assert wanted <= set(unit.features)
    assert not any("อินเดีย" in feature or "รัสเซีย" in feature for feature in unit.features)
    others = tuple(each for each in made.mentions if each.span.start)
    ((unit,), _) = CodingStage(book).units(replace(made, mentions=(person, *others)))
    assert "words=^ <person>" in unit.features


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    write(tmp_path, TRADE)
    return tmp_path


def write(folder: Path, models: dict[str, Any]) -> None:
    text = json.dumps(models, ensure_ascii=False)
    (folder / "t.weights.json").write_text(text, encoding="utf-8")


def test_weights_stand_beside_the_codebook_and_are_part_of_the_hash(folder):
    one = load_knowledge(codebook=folder / "book.yaml")
    assert one.weights is not None
    assert one.weights.path == folder / "t.weights.json"
    write(folder, weights(trade=(-2.5, {})))
    other = load_knowledge(codebook=folder / "book.yaml")
    assert one.config_sha256 != other.config_sha256
    assert one.codebook_sha256 == other.codebook_sha256


def test_codes_chosen_are_coded_as_in_the_whole(folder):
    write(folder, weights(trade=(-2.0, {"code=x.talk": 4.0})))
    knowledge = load_knowledge(codebook=folder / "book.yaml")
    text = document("โฆษกแถลงว่าเรือของรัสเซียแล่นไปอินเดียจากมอสโกเมื่อวานนี้")
    whole = standard_pipeline(knowledge)(text).codings
    assert {coding.code for coding in whole} == {"x.trade", "x.talk"}
    chosen = standard_pipeline(knowledge.with_codes(["x.trade"]))(text).codings
    assert chosen == tuple(coding for coding in whole if coding.code == "x.trade")
    assert standard_pipeline(knowledge)(text).codings == whole


def test_weights_of_an_unknown_code_are_refused(folder):
    models = weights(trade=(0.0, {}))
    models["codes"]["x.trad"] = models["codes"].pop("x.trade")
    write(folder, models)
    with pytest.raises(ConfigError) as raised:
        load_knowledge(codebook=folder / "book.yaml")
    (problem,) = raised.value.problems
    assert problem.slug == "codebook-invalid"
    assert "x.trad" in problem.message
    assert "did you mean x.trade" in problem.hint


def test_weights_that_are_nowhere_are_told(folder):
    (folder / "t.weights.json").unlink()
    with pytest.raises(ConfigError) as raised:
        load_knowledge(codebook=folder / "book.yaml")
    (problem,) = raised.value.problems
    assert problem.slug == "config-missing"


def test_weights_that_do_not_fit_the_codes_are_refused(folder):
    models = weights(trade=(0.0, {}), talk=(0.0, {}))
    models["weights"]["word=ฝน"] = [1]
    write(folder, models)
    with pytest.raises(ConfigError, match="1 weights for 2 codes"):
        load_knowledge(codebook=folder / "book.yaml")


@pytest.mark.parametrize("name", ["../t.weights.json", "t.json", "a/b.weights.json"])
def test_weights_are_named_by_a_file_in_the_same_folder(name):
    with pytest.raises(ConfigError, match="the name of a file in the same folder"):
        check_codebook(parse(BOOK.replace("t.weights.json", name), "t.yaml"), "t.yaml")
