"""``configs/summaries.yaml``: its own examples, and what makes a sentence stand or fall."""

from __future__ import annotations

import pytest

from ruscorpus.knowledge import load_knowledge
from ruscorpus.offsets import Span
from ruscorpus.summarize.chapters import find_chapters
from ruscorpus.summarize.context import Context
from ruscorpus.summarize.reading import Reading
from ruscorpus.summarize.units import UnitFinder
from support import cases

WORDS = load_knowledge().summaries
GROUPS = [*WORDS.openings, WORDS.pointers, WORDS.pairs, WORDS.persons]
EXAMPLES = [example for group in GROUPS for example in group.examples]
NEGATIVE = [example for group in GROUPS for example in group.negative]


def dangles(analyse, text: str) -> bool:
    document = analyse(text)
    return Context(Reading(document), WORDS).dangles(Span(0, len(document.flow)))


@pytest.mark.parametrize("text", EXAMPLES)
def test_sentences_that_hang_in_the_air(analyse, text):
    assert dangles(analyse, text)


@pytest.mark.parametrize("text", NEGATIVE)
def test_sentences_that_stand_alone(analyse, text):
    assert not dangles(analyse, text)


def test_no_phrase_stands_in_two_groups_of_openings():
    phrases = [phrase for opening in WORDS.openings for phrase in opening.phrases]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("case", cases("summarize", "units", "known-failures"))
def test_units(analyse, case):
    document = analyse(f"หัวข้อข่าว: เรื่องที่เป็นข่าว\n{case['text']}")
    reading = Reading(document)
    context = Context(reading, WORDS)
    units = UnitFinder(reading, WORDS).units(find_chapters(document)[0])
    needs = context.needs(units)
    found = [
        unit.span.of(document.flow)
        for unit, need in zip(units, needs, strict=True)
        if unit.whole and need >= 0
    ]
    assert found == case["units"]
    if "needs" in case:
        eligible = [need for unit, need in zip(units, needs, strict=True) if unit.whole and need >= 0]
        assert eligible == case["needs"]
