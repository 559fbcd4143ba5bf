"""Every frame finds its own examples, whole, and stays silent on what only looks like them."""

from __future__ import annotations

import pytest

from ruscorpus.events.examples import differences
from ruscorpus.knowledge import load_knowledge

FRAMES = load_knowledge().frames
EXAMPLES = [
    pytest.param(example, id=f"{frame.id}-{number}")
    for frame in FRAMES
    for number, example in enumerate(frame.examples, 1)
]
NEGATIVES = [
    pytest.param(frame.type, text, id=f"{frame.id}-{number}")
    for frame in FRAMES
    for number, text in enumerate(frame.negative, 1)
]
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_gives_exactly_its_events(reader, example):
    assert differences(reader(example.text, example.date), example.events) == []


@pytest.mark.parametrize(("kind", "text"), NEGATIVES)
def test_negative_gives_no_event_of_the_type(reader, kind, text):
    assert [event for event in reader(text).events if event.type == kind] == []


def test_every_frame_has_an_example():
    assert [frame.id for frame in FRAMES if not frame.examples] == []


def test_every_type_of_the_ontology_has_frames():
    assert {frame.type for frame in FRAMES} == TYPES
