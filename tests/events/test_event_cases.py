"""Whole paragraphs: what one reader finds in them is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from expectations import from_short

from ruscorpus.config.events import ExpectedEvent
from ruscorpus.events.examples import differences, fits

CASES = Path(__file__).parents[1] / "cases" / "events"


def load(name: str) -> list:
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def judge(reader, case) -> list[str]:
    expected = [ExpectedEvent(**event) for event in case.get("events", [])]
    return differences(reader(case["text"], case.get("date", "")), expected)


@pytest.mark.parametrize("case", load("in-the-wild.yaml"))
def test_paragraph_gives_exactly_its_events(reader, case):
    assert judge(reader, case) == []


@pytest.mark.parametrize("case", load("negative.yaml"))
def test_text_without_deeds_gives_no_event(reader, case):
    assert judge(reader, {**case, "events": []}) == []


@pytest.mark.xfail(strict=True, reason="known limits; a case that passes moves to in-the-wild.yaml")
@pytest.mark.parametrize("case", load("known-failures.yaml"))
def test_known_failure(reader, case):
    assert judge(reader, case) == []


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "dating.yaml").read_text(encoding="utf8")))
def test_deed_is_dated(reader, case):
    document = reader(case["text"], case["date"])
    expected = [from_short(event) for event in case["events"]]
    assert differences(document, expected) == []
    dates = [next(want.date for want in expected if fits(event, want)) for event in document.events]
    assert [event.date for event in document.events] == dates


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "parties.yaml").read_text(encoding="utf8")))
def test_parties_are_those_of_the_construction(reader, case):
    expected = [from_short(event) for event in case["events"]]
    assert differences(reader(case["text"], case.get("date", "")), expected) == []


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "status.yaml").read_text(encoding="utf8")))
def test_status_is_what_the_sentence_asserts(reader, case):
    expected = [from_short(event) for event in case["events"]]
    document = reader(case["text"], case.get("date", ""))
    assert differences(document, expected) == []
