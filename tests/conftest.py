"""Fixtures: the real knowledge and pipeline, built once."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from ruscorpus.knowledge import Knowledge, load_knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import Pipeline, standard_pipeline
from support import document

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def pipeline(knowledge: Knowledge) -> Pipeline:
    return standard_pipeline(knowledge)


@pytest.fixture(scope="session")
def analyse(pipeline: Pipeline) -> Callable[..., Document]:
    """Return a function from text (and a date) to the finished document."""

    def run(text: str, date: str = "") -> Document:
        return pipeline(document(text, date=date))

    return run


@pytest.fixture(scope="session")
def by_cues(knowledge: Knowledge) -> Callable[..., Document]:
    """Return the same function with codes by their cues alone, without what was learned."""
    plain = standard_pipeline(knowledge.without_weights())

    def run(text: str, date: str = "") -> Document:
        return plain(document(text, date=date))

    return run


# Loaded as plugins, not collected: under --doctest-modules several files of one name are a mismatch.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]
