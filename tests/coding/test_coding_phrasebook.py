"""Where the phrases of a codebook stand: what is found is what a look at every place finds."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.coding.phrasebook import Phrasebook, boundaries, cells
from ruscorpus.phrases import PhraseSet, ReadText, folded

TEXTS = st.text(alphabet="กาม่เโใี็ำะฯๆ๑\u0e3b0A -\n“\u200b", max_size=40)
PREFIXES = ("การ", "ความ", "ด้าน", "ทาง", "เชิง", "ผู้", "มี")


def plain_cells(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"(?<![เแโใไ])[^ะ-ฺๅ็-๎\s]", text)]


def plain_boundaries(text: str, words: set[int]) -> set[int]:
    return words | {
        start + len(prefix)
        for start, end in pairwise(sorted(words))
        for prefix in PREFIXES
        if end - start > len(prefix) + 1 and text.startswith(prefix, start)
    }


@given(TEXTS)
def test_cells_between_thai_letters_begin_before_no_mark_that_hangs(text):
    assert ReadText(text, cells(text)).edges == ReadText(text, plain_cells(text)).edges


@given(
    st.lists(st.sampled_from([*PREFIXES, "ก", "ถ่วงดุล", " ", "มีด"]), max_size=12), st.sets(st.integers(0, 40))
)
def test_a_word_begins_behind_a_prefix(pieces, places):
    text = "".join(pieces)
    words = {place for place in places if place <= len(text)}
    marks = boundaries(text, words)
    assert {place for place, mark in enumerate(marks) if mark} == plain_boundaries(text, words)


@given(
    st.lists(st.text(alphabet="กาA -", min_size=1, max_size=12), max_size=90),
    st.text(alphabet="กาA -", max_size=40),
    st.sets(st.integers(0, 40)),
)
def test_phrases_stand_where_their_length_lets_them(phrases, text, places):
    known = [phrase for phrase in dict.fromkeys(map(str.strip, phrases)) if folded(phrase)]
    words = {place for place in places if place <= len(text)}
    book = Phrasebook({})
    for phrase in known:
        book.concept(phrase)
    at_word = ReadText(text, plain_boundaries(text, words)).edges
    everywhere = PhraseSet((phrase, phrase) for phrase in known)
    by_hand = set()
    for span, phrase in everywhere.find_payloads(ReadText(text, plain_cells(text))):
        length = len(folded(phrase))
        needed = 0 if length >= 10 else 2 if length < 6 else 1
        if at_word[span.start] + at_word[span.end] >= needed:
            by_hand.add((span, known.index(phrase)))
    found = book.find(text, words)
    assert set(found) == by_hand
    assert len(found) == len(by_hand)
    assert [span for span, _ in found] == sorted(span for span, _ in found)
