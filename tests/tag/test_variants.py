"""Names by their sound: words heard one by one, and a text heard at once."""

from __future__ import annotations

from itertools import accumulate
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.config.actors import Actor
from ruscorpus.tag.pieces import Pieces
from ruscorpus.tag.variants import Variants

NAMES = ("โทคาเยฟ", "ปริโกชิน", "เซวาสโตโพล", "มารีอูพอล")
VARIANTS = Variants(
    [(Actor(id=f"place-{number}", type="LOC", th=name, en="X"), [name]) for number, name in enumerate(NAMES)]
)
WORDS = [
    "โท",
    "โต",
    "คา",
    "กา",
    "เยฟ",
    "ปริ",
    "โกซิน",
    "เซวาส",
    "โต",
    "โพล",
    "ธิ์",
    "์",
    "ุ์",
    "ก",
    "ะ",
    " ",
    "-",
    "ที่",
    *NAMES,
]


def found(words: list[str], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = Pieces("".join(words), [0, *accumulate(map(len, words))], ())
    return [tuple(span) for span, _ in VARIANTS.find(pieces, taken)]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), st.integers(0, 30))
def test_words_one_by_one_sound_like_the_whole_text(words, place):
    taken = [(place, place + 2)] if place + 2 < len("".join(words)) else []
    one_by_one = found(words, taken)
    with patch.object(Variants, "_by_word", return_value=None):
        assert found(words, taken) == one_by_one


@pytest.mark.parametrize(
    ("words", "name"),
    [(["โต", "กา", "เยฟ"], (0, 7)), (["ที่", "ปริ", "โกซิน", " "], (3, 11)), (["เซวาส", "โต", "โพล", "์"], None)],
)
def test_other_spellings(words, name):
    assert found(words, []) == ([name] if name else [])
