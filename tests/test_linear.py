"""Learned weights: the model, its file, and what is wrong with broken ones."""

import json
import math
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.config.weights import load_weights, model_of
from ruscorpus.linear import LinearModel, SideBySide, logistic, margin_of_both, margins_of_both
from ruscorpus.problems import ConfigError

FILE = {
    "schema": "ruscorpus/weights/1",
    "made_by": "python -m tools.nothing",
    "made_from": "no texts",
    "models": {"event": {"bias": -1.0, "threshold": 0.4, "weights": {"w=ส่ง": 2.0, "w=ไม่": -0.5}}},
}


def test_a_model_adds_up_its_weights_and_knows_its_reasons():
    model = LinearModel(-1.0, {"w=ส่ง": 2.0, "w=ไม่": -0.5, "w=ให้": 0.25})
    assert model.margin(["w=ส่ง", "w=ไม่", "w=อื่น"]) == 0.5
    assert model.probability(["w=ส่ง", "w=ไม่"]) == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert model.reasons(["w=ให้", "w=ไม่", "w=ส่ง", "w=อื่น"], 5) == ("w=ส่ง", "w=ให้")
    assert (logistic(-1e9), logistic(0), logistic(1e9)) == (pytest.approx(0, abs=1e-9), 0.5, pytest.approx(1))


MODELS = st.builds(
    LinearModel, st.floats(-99, 99), st.dictionaries(st.sampled_from("abcd"), st.floats(-99, 99))
)


@given(st.lists(MODELS, min_size=1, max_size=5), st.lists(st.sampled_from("abcde"), max_size=9))
def test_models_side_by_side_say_what_each_says_alone(models, features):
    together = SideBySide.of(models)
    summed = together.start + together.total(features[:3]) + together.total(features[3:])
    alone = [pytest.approx(model.margin(features), abs=1e-3) for model in models]
    assert together.margins(summed) == alone
    assert margin_of_both(0, 0, summed) == pytest.approx(2 * models[0].margin(features), abs=2e-3)
    assert margins_of_both(0, len(models) - 1, [summed]) == [
        pytest.approx(models[0].margin(features) + models[-1].margin(features), abs=2e-3)
    ]


@given(st.lists(MODELS, min_size=1, max_size=3), st.lists(st.sampled_from("abcde"), max_size=9))
def test_a_family_weighs_what_its_features_do(models, features):
    together = SideBySide.of(models)
    family = together.family(lambda number: "abcde"[number])
    assert [family["abcde".index(name)] for name in features] == [together.total([name]) for name in features]


def test_a_family_does_not_keep_all_that_no_model_knows():
    family = SideBySide.of([LinearModel(0.0, {"w=ส่ง": 1.0})]).family("w={}".format)
    with patch("ruscorpus.linear._UNKNOWN", 2):
        assert [family[word] for word in ("ก", "ข", "ค", "ง", "ส่ง")] == [0, 0, 0, 0, 10_000]
    assert set(family) == {"ก", "ข", "ส่ง"}


def test_a_file_gives_its_models(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(FILE, ensure_ascii=False), encoding="utf8")
    weights = load_weights(path).models["event"]
    assert (weights.threshold, model_of(weights).margin(["w=ส่ง"])) == (0.4, 1.0)


@pytest.mark.parametrize(
    ("content", "slug", "told"),
    [
        (None, "config-missing", "cannot be read"),
        (b"{", "config-invalid", "EOF"),
        (b"\xff\xfe", "config-invalid", ""),
        (json.dumps({**FILE, "more": 1}).encode(), "config-invalid", "more"),
        (json.dumps({**FILE, "schema": "ruscorpus/weights/9"}).encode(), "config-invalid", "schema"),
        (
            json.dumps({**FILE, "models": {"event": {"bias": "NaN"}}}).encode(),
            "config-invalid",
            "models.event",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path, content, slug, told):
    path = tmp_path / "weights.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_weights(path)
    (problem,) = caught.value.problems
    assert (problem.slug, problem.path) == (slug, str(path))
    assert told in problem.message
