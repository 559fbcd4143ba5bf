"""Fixtures: the real knowledge and pipeline, built once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import ruscorpus.knowledge
import ruscorpus.pipeline
from ruscorpus.knowledge import Knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import Pipeline
from support import document


def share_what_is_packaged() -> None:
    """Load the packaged configuration, and compile it, once for all the commands that tests run in here.

    Each would take seconds for it, and neither changes. What a test configures itself is loaded anew.
    """
    load, compiled = ruscorpus.knowledge.load_knowledge, ruscorpus.pipeline.standard_pipeline
    packaged = cache(load)
    whole = cache(lambda: compiled(packaged()))

    def load_knowledge(config: Path | None = None, codebook: Path | None = None) -> Knowledge:
        return packaged() if config is None and codebook is None else load(config, codebook)

    def standard_pipeline(knowledge: Knowledge) -> Pipeline:
        return whole() if knowledge is packaged() else compiled(knowledge)

    ruscorpus.knowledge.load_knowledge = load_knowledge
    ruscorpus.pipeline.standard_pipeline = standard_pipeline


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what runs in its background
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Here and not in a fixture: the modules that import these two by name must come after it.
share_what_is_packaged()

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return ruscorpus.knowledge.load_knowledge()


@pytest.fixture(scope="session")
def pipeline(knowledge: Knowledge) -> Pipeline:
    return ruscorpus.pipeline.standard_pipeline(knowledge)


@pytest.fixture(scope="session")
def analyse(pipeline: Pipeline) -> Callable[..., Document]:
    """Return a function from text (and a date) to the finished document."""

    def run(text: str, date: str = "") -> Document:
        return pipeline(document(text, date=date))

    return run


@pytest.fixture(scope="session")
def by_cues(knowledge: Knowledge) -> Callable[..., Document]:
    """Return the same function with codes by their cues alone, without what was learned."""
    plain = ruscorpus.pipeline.standard_pipeline(knowledge.without_weights())

    def run(text: str, date: str = "") -> Document:
        return plain(document(text, date=date))

    return run


# Loaded as plugins, not collected: under --doctest-modules several files of one name are a mismatch.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]
