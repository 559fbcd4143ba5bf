"""Two names with a space between: found from the space, as from the first letter."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.tag.people import name_pairs

LETTER = r"[\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e]"
NAME = rf"{LETTER}(?:{LETTER}|-(?={LETTER})){{1,39}}"
PAIR = re.compile(rf"(?P<first>{NAME})\s(?=(?P<last>{NAME}))")


@given(
    st.lists(
        st.sampled_from(["ก", "กา", "น่า", "ล" * 30, "-", " ", "\n", "a", "ๆ", "ฯ", "1"]), max_size=25
    ).map("".join)
)
def test_pairs_are_those_that_one_pattern_finds(text):
    found = [(tuple(first), start) for first, start in name_pairs(text)]
    assert found == [(match.span("first"), match.start("last")) for match in PAIR.finditer(text)]
