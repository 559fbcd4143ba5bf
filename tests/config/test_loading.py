"""Loading the packaged configuration."""

from __future__ import annotations

import pytest

from ruscorpus.knowledge import load_knowledge
from ruscorpus.yamlio import Parsed


def test_places_in_files_are_looked_up_only_to_tell_of_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command loads the configuration: places of entries nobody asks for took half of that time."""
    asked: list[object] = []
    monkeypatch.setattr(Parsed, "place", lambda _, path: asked.append(path) or (1, 1))
    load_knowledge()
    assert asked == []
