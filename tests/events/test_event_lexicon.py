"""Words of the grammar: that they are looked for only where one can begin changes nothing that is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ruscorpus.events.lexicon import Lexicon, Reading, Words
from ruscorpus.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()
LEXICON = Lexicon(KNOWLEDGE.grammar)
KEPT = [words for words in vars(LEXICON).values() if isinstance(words, Words)]
SENTENCES = [example.text for frame in KNOWLEDGE.frames for example in frame.examples]


def span_of(match):
    return match and match.span()


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_same_words_are_found_as_without_a_look_at_beginnings(data):
    text = data.draw(st.sampled_from(SENTENCES)) + data.draw(st.sampled_from(["", " ", "\n"]))
    place = st.integers(0, len(text))
    low, high = sorted((data.draw(place), data.draw(place)))
    boundaries = frozenset(data.draw(st.sets(place, max_size=40)) | {0, len(text)})
    places = LEXICON.places(text, boundaries)
    reading = Reading(text, low, high, boundaries, places, places.among(low, high))
    start, end = data.draw(place), data.draw(place)
    for words in KEPT:
        plain = Words(words.pattern.pattern)
        assert span_of(reading.first(words, start, end)) == span_of(reading.first(plain, start, end))
        assert span_of(reading.last(words, start, end)) == span_of(reading.last(plain, start, end))
        assert [m.span() for m in reading.all(words)] == [m.span() for m in reading.all(plain)]


def test_every_list_that_is_kept_has_places_of_its_own():
    assert sorted(words.number for words in KEPT) == list(range(len(KEPT)))
    assert len(LEXICON.places("", ()).of_list) == len(KEPT)
