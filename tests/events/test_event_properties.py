"""Whatever the text, extraction holds its promises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruscorpus.events import answers, extract
from ruscorpus.events.roles import find_roles
from ruscorpus.knowledge import load_knowledge
from ruscorpus.thaidates import parse_iso

SENTENCES = [example.text for frame in load_knowledge().frames for example in frame.examples]
STATUSES = {"occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"}
pieces = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(SENTENCES).map(lambda text: text[len(text) // 3 :]),
    st.sampled_from(
        [" ", "\n", " และ", " ซึ่ง", "ว่า", " ขณะที่", "ทั้งสองฝ่าย", "เขา", "(", "”", "ถูก", "การ", "ไม่"]
    ),
)
texts = st.lists(pieces, max_size=8).map("".join)
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@relaxed
@given(texts)
def test_events_lie_inside_a_sentence_and_are_well_formed(reader, text):
    document = reader(text)
    for event in document.events:
        assert any(sentence.contains(event.span) for sentence in document.sentences)
        assert event.span.length > 0
        assert event.status in STATUSES
        assert event.actor
        assert not set(event.actor) & set(event.recipient)
        assert list(event.actor) == sorted(set(event.actor))
        assert 0 < event.confidence <= 1
        assert not event.date or parse_iso(event.date) is not None


@relaxed
@given(texts)
def test_extraction_is_a_pure_function(reader, text):
    assert reader(text).events == reader(text).events


@relaxed
@given(texts)
def test_roles_are_those_of_a_sentence_that_was_not_asked_before(reader, text):
    def anew(scene, trigger, fallback=()):
        scene.known.__init__()
        return find_roles(scene, trigger, fallback)

    events = reader(text).events
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(extract, "find_roles", anew)
        patched.setattr(answers, "find_roles", anew)
        assert reader(text).events == events


@relaxed
@given(st.sampled_from(SENTENCES))
def test_no_deed_comes_out_twice(reader, text):
    events = reader(text).events
    keys = [(e.type, e.mode, frozenset((*e.actor, *e.recipient)), e.span) for e in events]
    assert len(keys) == len(set(keys))
