"""What is kept for the next start: the same as what is made, whatever becomes of the file."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from ruscorpus import prepared as module
from ruscorpus import resources
from ruscorpus.coding.codebook import load_codebook
from ruscorpus.config.weights import load_coding_weights, load_event_weights
from ruscorpus.prepared import Form, prepared
from ruscorpus.problems import ConfigError
from ruscorpus.resources import packaged_configs, pythainlp
from ruscorpus.segment import crfcut, newmm
from ruscorpus.yamlio import parse, parse_packaged, read

FORM = Form("test", ("prepared.py",))
LONG = b"x" * 5_000
MADE = {"a": [1, 2.5, None, True, "ก"], "b": ({"c": ()}, 1 << 200)}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def never():
    raise AssertionError("made again")


def test_what_was_made_is_found_again(folder):
    assert prepared(FORM, LONG, lambda: MADE) == MADE
    assert prepared(FORM, LONG, never) == MADE
    assert [path.suffix for path in folder.iterdir()] == [".made"]


@pytest.mark.parametrize(
    ("form", "content"),
    [
        (FORM, LONG + b"y"),
        (FORM._replace(name="other"), LONG),
        (FORM._replace(modules=("yamlio.py",)), LONG),
        (FORM._replace(versions=("2",)), LONG),
    ],
)
def test_another_content_and_other_code_are_made_anew(form, content):
    prepared(FORM, LONG, lambda: MADE)
    assert prepared(form, content, lambda: 2) == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 31, b"\0" * 500, None])
def test_a_damaged_file_is_made_anew(folder, damage):
    prepared(FORM, LONG, lambda: MADE)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] if damage is None else damage)
    assert prepared(FORM, LONG, lambda: MADE) == MADE
    assert path.read_bytes() == whole


def test_a_file_under_the_name_of_another_is_made_anew(folder):
    prepared(FORM, LONG, lambda: 1)
    (one,) = folder.iterdir()
    prepared(FORM, LONG + b"y", lambda: 2)
    (other,) = set(folder.iterdir()) - {one}
    other.write_bytes(one.read_bytes())
    assert prepared(FORM, LONG + b"y", lambda: 3) == 3


def test_nothing_is_kept_where_nothing_can_be_written(folder):
    folder.write_text("no folder")
    assert prepared(FORM, LONG, lambda: 1) == 1
    assert prepared(FORM, LONG, lambda: 2) == 2


def test_nothing_is_kept_where_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert prepared(FORM, LONG, lambda: 1) == 1
    assert not folder.exists()


def test_nothing_is_kept_of_code_unknown_and_of_what_is_no_plain_data(folder):
    assert prepared(FORM._replace(modules=("nowhere.py",)), LONG, lambda: 1) == 1
    assert prepared(FORM, LONG, lambda: FORM.__class__) is Form
    assert not folder.exists() or not list(folder.iterdir())


def test_what_is_raised_is_raised_each_time(folder):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            prepared(FORM, LONG, lambda: 1 // 0)
    assert not folder.exists()


def test_files_of_which_the_source_has_changed_go_in_the_end(folder, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 5)
    monkeypatch.setattr(module, "_LEFT", 2)
    for number in range(6):
        prepared(FORM, LONG + bytes([number]), lambda: 1)
    assert len(list(folder.iterdir())) == 2


def test_configuration_and_models_are_what_they_are_when_read(folder):
    configs = packaged_configs()
    text = (configs / "events" / "grammar.yaml").read_text(encoding="utf-8")
    paths = [configs / "codebooks" / "structural-realism.weights.json", configs / "events" / "weights.json"]
    first = [load(path) for load, path in zip((load_coding_weights, load_event_weights), paths, strict=True)]
    again = [load(path) for load, path in zip((load_coding_weights, load_event_weights), paths, strict=True)]
    assert first == again
    assert [type(each) for each in first] == [type(each) for each in again]
    assert again[0] == type(again[0]).model_validate_json(paths[0].read_bytes())
    assert again[1] == type(again[1]).model_validate_json(paths[1].read_bytes())
    assert parse_packaged(text, "") == parse_packaged(text, "") == parse(text, "")
    assert len(list(folder.iterdir())) == 3


def test_dictionaries_and_models_of_pythainlp_are_what_pythainlp_has(folder):
    corpus = pythainlp("corpus")
    for _ in range(2):
        assert resources.thai_words.__wrapped__() == corpus.thai_words()
        assert resources.thai_dictionary.__wrapped__() == corpus.thai_orst_words()
        assert "เดิน" in resources.thai_verbs.__wrapped__()
        assert (
            resources.thai_given_names.__wrapped__() <= corpus.thai_male_names() | corpus.thai_female_names()
        )
        assert resources.thai_family_names.__wrapped__() == corpus.thai_family_names() - corpus.thai_words()
        assert newmm._thai.__wrapped__() == newmm.Dictionary.of(corpus.thai_words())
        assert newmm._clusters.__wrapped__() == newmm._clusters()
        model = crfcut.sentence_model.__wrapped__()
        made = crfcut.Tables.of((Path(corpus.corpus_path()) / "sentenceseg_crfcut.model").read_bytes())
        assert (model._bias, model._stay, model._root) == (made.bias, made.stay, made.root)
        assert [words for words, _ in model._classes] == [
            frozenset(getattr(pythainlp("tokenize.crfcut"), name)) for name in ("_ENDERS", "_STARTERS")
        ]
    assert sorted({path.name.rpartition("-")[0] for path in folder.iterdir()}) == [
        "clusters", "enders", "family-names", "given-names", "openings", "sentences", "starters", "thai-dictionary", "thai-verbs", "thai-words",
    ]  # fmt: skip


def test_another_form_of_pythainlp_is_read_by_itself(folder):
    assert resources.of_pythainlp(FORM, ("nowhere.txt",), lambda: 1) == 1
    assert not folder.exists()


def test_nothing_of_ones_own_is_kept(folder, tmp_path):
    configs = packaged_configs()
    for name, load in (
        ("codebooks/structural-realism.weights.json", load_coding_weights),
        ("codebooks/structural-realism.yaml", load_codebook),
        ("events/grammar.yaml", read),
    ):
        own = tmp_path / "own"
        own.write_bytes((configs / name).read_bytes())
        assert load(own) == load(configs / name) or load is read
    assert read(own).data == read(configs / name).data
    kept = len(list(folder.iterdir()))
    for load in (load_coding_weights, load_codebook, read):
        with contextlib.suppress(ConfigError):
            load(own)
    assert len(list(folder.iterdir())) == kept == 4


def test_a_fault_of_a_long_file_is_told_each_time():
    text = "a: 1\n" + "# comment\n" * 1_000 + "a: 2\n"
    for _ in range(2):
        with pytest.raises(ConfigError) as caught:
            parse_packaged(text, "file.yaml")
        assert caught.value.problems[0].line == 1002
