"""Words by their opening letters: the same words are found as by looking at every length."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.garbage import paused
from ruscorpus.openings import HEAD, Openings

WORDS = st.frozensets(st.text(alphabet="กa", max_size=9), max_size=20)


@given(WORDS, st.text(alphabet="กa ", max_size=30))
def test_every_word_is_found_where_it_stands_the_shortest_first(words, text):
    openings = Openings(words)
    for _ in range(2):  # told anew, and kept
        for place in range(len(text) + 1):
            lengths = openings.of(text[place : place + HEAD])
            assert list(lengths) == sorted(set(lengths))
            assert all(text[place : place + size] in words for size in lengths if size <= HEAD)
            assert lengths == () or place in openings.among([place], text)
            there = {word for word in words - {""} if text.startswith(word, place)}
            assert there <= {text[place : place + size] for size in lengths}


def test_garbage_is_not_looked_for_while_it_is_paused_and_is_again_afterwards():
    assert gc.isenabled()
    with paused():
        assert not gc.isenabled()
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    assert not gc.get_freeze_count()
