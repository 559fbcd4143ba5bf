"""Lists of words as regular expressions: they match what the plain alternation matches, place by place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.wordlists import Ending, any_of

WORDS = st.lists(st.text(alphabet="กขa .", min_size=1, max_size=5), min_size=1, max_size=12)


def one_by_one(words: list[str], *, loose: bool) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    escaped = [re.escape(word) for word in ordered]
    if loose:
        escaped = [word.replace("\\ ", r"\s?") for word in escaped]
    return f"(?:{'|'.join(escaped)})"


@given(WORDS, st.text(alphabet="กขa . ", max_size=40), st.booleans(), st.sampled_from(["", r"\s?$", "(?!ก)"]))
def test_the_same_matches_as_the_words_with_bars_between(words, text, loose, behind):
    slow = re.compile(one_by_one(words, loose=loose) + behind)
    quick = re.compile(any_of(words, loose=loose) + behind)
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in slow.finditer(text)]


@pytest.mark.parametrize(
    ("words", "pattern"), [([], ""), (["ก"], "ก"), (["กข", "ก"], "ก(?:ข|)"), (["กข", "ขก"], "(?:กข|ขก)")]
)
def test_what_is_written(words, pattern):
    assert any_of(words) == pattern


@given(WORDS, st.text(alphabet="กขa .\n\u00a0", max_size=12), st.integers(0, 3))
def test_an_ending_is_what_the_pattern_finds(words, text, start):
    pattern = re.compile(f"(?:{any_of(words, loose=True)})" + r"\s?$")
    ending = Ending(words)
    for end in range(start, len(text) + 1):
        slow, quick = pattern.search(text, start, end), ending.search(text, start, end)
        assert (slow and slow.span()) == (quick and quick.span())
