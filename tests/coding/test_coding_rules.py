"""Negation, cues and dyads, as cases that a researcher can read and add to."""

from __future__ import annotations

import pytest
import yaml
from coding_support import CASES, build, codebook_from, event

from ruscorpus.coding import CodingStage
from ruscorpus.coding.dyads import Dyads
from ruscorpus.coding.negation import negated


def cases(name: str) -> list[dict]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("negation"), ids=lambda case: case["why"])
def test_negation(case):
    position = case["text"].index(case["phrase"])
    end = position + len(case["phrase"])
    assert negated(case["text"], 0, position, end) is case["negated"]


@pytest.mark.parametrize(
    ("case", "text", "holds"),
    [
        pytest.param(case, text, verdict == "holds", id=f"{case['name']}: {verdict} {index}")
        for case in cases("cues")
        for verdict in ("holds", "fails")
        for index, text in enumerate(case[verdict])
    ],
)
def test_cue(case, text, holds):
    stage = CodingStage(codebook_from(f"[{case['cue']}]", case.get("lists", "{}")))
    assert bool(stage(build(text)).codings) is holds


@pytest.mark.parametrize("case", cases("dyads"), ids=lambda case: case["name"])
def test_dyads(case):
    text = case["text"]
    events = tuple(
        event(text, e["anchor"], e["type"], e.get("actor", ""), e.get("recipient", ""))
        for e in case.get("events", ())
    )
    document = build(text, events=events)
    sentence = document.sentences[case.get("ask", 0)]
    assert list(Dyads(document).of(sentence, sentence)) == case["dyads"]
