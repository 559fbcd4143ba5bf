"""The cases of tests/cases/repair: damage and what it should become."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ruscorpus.offsets import apply_edits
from ruscorpus.repair import repair

CASES = Path(__file__).parents[1] / "cases" / "repair"


def load(name):
    cases = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["label"]) for case in cases]


@pytest.mark.parametrize("case", load("in-the-wild"))
def test_in_the_wild(case):
    result = repair(case["damaged"])
    assert result.text == case["repaired"]
    assert apply_edits(case["damaged"], result.edits) == result.text
    assert case["rule"] in {part for edit in result.edits for part in edit.rule.split("+")}
    assert result.unrecoverable == case.get("unrecoverable", 0)


@pytest.mark.parametrize("case", load("negative"))
def test_negative(case):
    result = repair(case["text"])
    assert result.edits == ()
    assert result.text == case["text"]


@pytest.mark.xfail(strict=True, reason="not repaired yet; see docs/repair.md")
@pytest.mark.parametrize("case", load("known-failures"))
def test_known_failures(case):
    assert repair(case["damaged"]).text == case["repaired"]
