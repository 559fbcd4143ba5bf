"""Our newmm cuts as pythainlp's does, on real text and on any other."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.resources import pythainlp, thai_words
from ruscorpus.segment.newmm import Segmenter, segmenter
from support import CORPUS

TEXTS = sorted(CORPUS.glob("*.txt"))
EXTRA = frozenset({"คิม จองอึน", "คิมจองอึน", "Shahed-136", "ก.ค.", "วลาดิมีร์ ปูติน", "มินอ่องหล่าย", "สี จิ้นผิง"})
PIECES = [
    *"กขมนรเแาิีึืุู่้์ำะ ฯๆ0a-.(:\t\r\n–",
    "ประเทศ", "รัสเซีย", "คิม", "คิม จองอึน", "ก.ค.", "2567", "1,234.5", "Shahed-136", "\r\n", "ตากลม", "มากกว่า",
]  # fmt: skip


def ends_by_pythainlp(text: str, words: frozenset[str], memo: dict = {}) -> list[int]:  # noqa: B006 - a cache
    if words not in memo:
        memo[words] = pythainlp("util").Trie(words)
    ends, position = [], 0
    for token in pythainlp("tokenize.newmm").segment(text, memo[words]):
        position += len(token)
        ends.append(position)
    return ends


def lines(path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_on_real_text(path):
    for line in lines(path):
        assert segmenter(EXTRA).ends(line) == ends_by_pythainlp(line, thai_words() | EXTRA)


def test_on_real_letters_in_any_order():
    letters = [letter for path in TEXTS for line in lines(path) for letter in line]
    chance = random.Random(1)
    for _ in range(300):
        text = "".join(chance.choice(letters) for _ in range(chance.randrange(1, 80)))
        assert segmenter(EXTRA).ends(text) == ends_by_pythainlp(text, thai_words() | EXTRA)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_on_any_text(text):
    assert segmenter(EXTRA).ends(text) == ends_by_pythainlp(text, thai_words() | EXTRA)


@given(
    st.frozensets(st.text("กาขี", min_size=1, max_size=4), max_size=12),
    st.text("กาขี ", min_size=1, max_size=60),
)
def test_with_any_dictionary(words, text):
    """Small dictionaries over few letters: many ties, and graphs beyond newmm's limit."""
    words = words or frozenset({"ก"})
    assert Segmenter(words).ends(text) == ends_by_pythainlp(text, words)


@given(st.text())
def test_words_are_the_whole_text(text):
    ends = segmenter().ends(text)
    assert all(a < b for a, b in pairwise([0, *ends]))
    assert (ends[-1] if ends else 0) == len(text)


def test_without_words():
    assert Segmenter([]).ends("กา ขา") == [2, 3, 5]
