"""The tables give the labels that the CRFsuite library gives with pythainlp's own features."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.resources import pythainlp
from ruscorpus.segment import crfcut
from ruscorpus.segment.crfcut import Judgement, read_model, sentence_model
from ruscorpus.segment.words import word_boundaries
from support import CORPUS

MODEL = Path(pythainlp("corpus").corpus_path()) / "sentenceseg_crfcut.model"
COMMON = ["และ", "ครับ", "นั้น", "เขา", " ", "\n", "ประเทศ", "2567", "xxpad", "|", "=", "", "ไม่", "แล้ว", "."]


@cache
def library():
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def ends_by_library(tokens: list[str]) -> list[int]:
    features = pythainlp("tokenize.crfcut")._extract_features(tokens)
    return [i for i, label in enumerate(library().tag(features)) if label == "E"]


def ends_one_by_one(tokens: list[str]) -> list[int]:
    judgement = Judgement(sentence_model(), "".join(tokens), [0, *accumulate(map(len, tokens))])
    return [index for index in range(len(tokens)) if judgement.is_end(index)]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.name)
def test_on_real_text(path):
    text = path.read_text(encoding="utf-8")[:20_000]
    words = word_boundaries(text)
    tokens = [text[a:b] for a, b in pairwise(words)]
    assert sentence_model().ends(tokens) == ends_by_library(tokens)
    assert ends_one_by_one(tokens) == sentence_model().ends(tokens)


@given(st.lists(st.sampled_from(COMMON) | st.text(max_size=4), max_size=40))
def test_on_any_tokens(tokens):
    tokens = [token.replace("\0", "") for token in tokens]  # C strings end there
    assert sentence_model().ends(tokens) == ends_by_library(tokens)
    assert ends_one_by_one(tokens) == sentence_model().ends(tokens)


def test_tokens_that_their_neighbours_do_not_decide(monkeypatch):
    """Where the next few tokens leave a label open, all are looked at."""
    monkeypatch.setattr(crfcut, "_REACH", 0)
    tokens = ["และ", "ครับ", " ", "เขา", "นั้น", " ", "ไม่", "แล้ว", " "] * 20
    assert ends_one_by_one(tokens) == sentence_model().ends(tokens) == ends_by_library(tokens)


@pytest.mark.parametrize("cut", [0, 3, 40, 60, 1_000_000, 2_000_000, 4_000_000])
def test_a_model_that_is_cut_short_is_refused(cut):
    with pytest.raises(ValueError, match="model"):
        read_model(MODEL.read_bytes()[:cut])


def test_a_file_that_is_no_model_is_refused():
    with pytest.raises(ValueError, match="not a CRFsuite model"):
        read_model(b"PK" * 100)
