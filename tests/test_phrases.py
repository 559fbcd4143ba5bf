"""Phrases at Thai word boundaries."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus import phrases as module
from ruscorpus.offsets import Span
from ruscorpus.phrases import Hit, PhraseSet, ReadText, all_folded, folded
from ruscorpus.segment.words import word_boundaries


def find(phrases: list[str], text: str, soft: tuple[int, ...] = (), *, longest: bool = True) -> list[str]:
    known = frozenset(p for p in phrases if not p.isascii())
    read = ReadText(text, word_boundaries(text, known), soft)
    phrase_set = PhraseSet((p, p) for p in phrases)
    hits = phrase_set.find_longest(read) if longest else phrase_set.find_all(read)
    return [hit.span.of(text) for hit in hits]


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["เกาหลี", "เกาหลีเหนือ"], "ผู้นำเกาหลีเหนือเดินทาง", ["เกาหลีเหนือ"]),
        (["สหรัฐ", "สหรัฐอาหรับเอมิเรตส์"], "สหรัฐอาหรับเอมิเรตส์และสหรัฐ", ["สหรัฐอาหรับเอมิเรตส์", "สหรัฐ"]),
        (["คิม จองอึน"], "คิมจองอึนพบคิม จองอึน และคิม จอง-อึน", ["คิมจองอึน", "คิม จองอึน", "คิม จอง-อึน"]),
        (["คิม จอง-อึน"], "คิมจองอึนพบคิม จองอึน และคิม จอง-อึน", ["คิมจองอึน", "คิม จองอึน", "คิม จอง-อึน"]),
        (["จีน"], "เทียนจินเป็นเมืองท่า", []),
        (["US", "EU"], "bus มากับ US และ eu", ["US"]),
        (["Nato"], "NATO และ nato แต่ไม่ใช่ nation", ["NATO", "nato"]),
        (["India"], "Indonesia ไม่ใช่ India", ["India"]),
        (["แข่งอาวุธ"], "การ แข่ง อาวุธ", []),
    ],
)
def test_what_is_found(phrases, text, found):
    assert find(phrases, text) == found


def test_a_space_where_lines_were_joined_is_no_hindrance():
    text = "การล่มสลายของสหภาพ โซเวียตในปีนั้น"
    joint = text.index(" ")
    assert find(["สหภาพโซเวียต"], text) == []
    assert find(["สหภาพโซเวียต"], text, soft=(joint, joint + 1)) == ["สหภาพ โซเวียต"]


def test_overlaps_are_kept_when_all_hits_are_wanted():
    assert find(["ความมั่นคง", "มั่นคง"], "ความมั่นคง", longest=False)[0] == "ความมั่นคง"


def test_an_empty_set_finds_nothing():
    assert find([], "รัสเซีย") == []


@given(st.text(alphabet="กขคงา่้ -\u200bAbc1", max_size=30))
def test_folded_text_stays_as_it_is(text):
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.text(alphabet="กขา่๑๙ -\u200b\0AbcÀÉ\ud800", max_size=10)))
def test_many_texts_are_folded_as_each_is(texts):
    assert all_folded(texts) == [folded(text) for text in texts]


def find_as_many(phrases: list[str], reads: list[ReadText]) -> list[Hit]:
    """Return what *phrases* find in the last of *reads* when they are looked for as a long list is."""
    phrase_set = PhraseSet((p, p) for p in phrases)
    with patch.object(module, "_FEW", 0):
        return [phrase_set.find_all(read) for read in reads][-1]


@given(
    st.lists(st.text(alphabet="กข -A๑1", max_size=5), max_size=8),
    st.text(alphabet="กข -\nAa๑1", max_size=30),
    st.sets(st.integers(0, 30)),
)
def test_all_stretches_that_fold_to_a_phrase_between_edges_are_looked_at(phrases, text, places):
    read = ReadText(text, {place for place in places if place <= len(text)}, range(len(text)))
    found = {(hit.span, hit.phrase) for hit in PhraseSet((p, p) for p in phrases).find_all(read)}
    assert find_as_many(phrases, [read]) == PhraseSet((p, p) for p in phrases).find_all(read)
    known = [phrase for phrase in phrases if folded(phrase)]
    by_hand = {
        (Span(start, end), index)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        for index, phrase in enumerate(known)
        if read.edges[start] and read.edges[end] and folded(text[start:end]) == folded(phrase)
        and folded(text[start]) and folded(text[end - 1])
    }  # fmt: skip
    acronyms = {index for index, phrase in enumerate(known) if phrase.isascii()}
    assert {each for each in found if each[1] not in acronyms} == {
        each for each in by_hand if each[1] not in acronyms
    }


@given(
    st.lists(st.text(alphabet="กข", min_size=6, max_size=9).map(lambda p: f"{p[:3]} {p[3:]}"), max_size=8),
    st.text(alphabet="กข -", max_size=40),
    st.sets(st.integers(0, 40)),
)
def test_long_phrases_are_found_by_their_first_letters(phrases, text, places):
    read = ReadText(text, {place for place in places if place <= len(text)}, range(len(text)))
    assert find_as_many(phrases, [read]) == PhraseSet((p, p) for p in phrases).find_all(read)


@given(
    st.lists(st.text(alphabet="กข -A", min_size=1, max_size=5), max_size=8),
    st.lists(
        st.tuples(st.text(alphabet="กข -A", max_size=9), st.sets(st.integers(0, 9)), st.sets(st.just(3))),
        min_size=2,
        max_size=4,
    ),
)
def test_what_was_read_before_changes_nothing(phrases, texts):
    reads = [
        ReadText(text, {place for place in places if place <= len(text)}, soft)
        for text, places, soft in [*texts, (texts[-1][0], range(99), texts[-1][2]), texts[-1]]
    ]
    assert find_as_many(phrases, reads) == find_as_many(phrases, reads[-1:])


@given(
    st.text(alphabet="กา่ นรัสเซียจ-\n\u200b A", max_size=40),
    st.lists(st.sampled_from(["รัสเซีย", "จีน", "กา", "A"])),
)
def test_hits_lie_in_the_text_and_are_the_phrase_folded(text, phrases):
    phrase_set = PhraseSet((p, p) for p in phrases)
    read = ReadText(text, range(len(text) + 1))
    for hit in phrase_set.find_all(read):
        assert folded(hit.span.of(text)) == folded(phrase_set.payload(hit))


def _may_end(text: str, place: int, words: set[int]) -> bool:
    """Tell the slow way whether a phrase may begin or end at *place*."""
    if place in (0, len(text)):
        return True
    before, after = text[place - 1], text[place]
    if all("\u0e01" <= char <= "\u0e4e" for char in (before, after)):
        return place in words
    return not all((char.isascii() and char.isalnum()) or "๐" <= char <= "๙" for char in (before, after))


@given(st.text(alphabet="กา่นเ๑๒Ab1 -\n\u200b", max_size=40), st.sets(st.integers(0, 40)))
def test_edges_are_word_boundaries_beside_thai_and_changes_of_script_beside_latin(text, places):
    words = {place for place in places if place <= len(text)}
    read = ReadText(text, words)
    assert [bool(edge) for edge in read.edges] == [
        _may_end(text, place, words) for place in range(len(text) + 1)
    ]
    assert ReadText(text).edges == ReadText(text, range(len(text) + 1)).edges
