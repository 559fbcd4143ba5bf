"""Single sentences of every type: how much is found of what they tell, and how much of what is found is right."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from expectations import from_short

from ruscorpus.events.examples import differences

CASES = Path(__file__).parents[1] / "cases" / "events"
# (precision, recall) that a file of cases must not fall below. Raise them when they are passed by far.
FLOORS = {
    "breadth-dev.yaml": (0.93, 0.86),
    "breadth-held-out.yaml": (0.88, 0.75),
    "breadth-deeds.yaml": (0.88, 0.86),
    "passages-dev.yaml": (0.9, 0.8),
}


@pytest.mark.parametrize("name", FLOORS)
def test_precision_and_recall_stay_above_their_floors(reader, name):
    found = expected = hits = 0
    lines = []
    for case in yaml.safe_load((CASES / name).read_text(encoding="utf8")):
        wanted = [from_short(event) for event in case["events"]]
        document = reader(case["text"], case.get("date", ""))
        wrong = differences(document, wanted)
        missing = sum(line.startswith("missing") for line in wrong)
        found += len(document.events)
        expected += len(wanted)
        hits += len(wanted) - missing
        lines += [f"{case['text']}: {line}" for line in wrong]
    precision, recall = hits / found, hits / expected
    least = FLOORS[name]
    report = "\n".join((f"precision {precision:.2f}, recall {recall:.2f}", *lines))
    assert (precision >= least[0], recall >= least[1]) == (True, True), report
