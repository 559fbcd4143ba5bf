"""The stages that events need, built once: segmentation, tagging, events. Repair is tested on its own."""

from __future__ import annotations

import pytest

from ruscorpus.events.stage import EventStage
from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.segment.stage import SegmentStage
from ruscorpus.tag.gazetteer import Gazetteer
from ruscorpus.tag.stage import TagStage


class Reader:
    """Reads a text into a document with events."""

    def __init__(self) -> None:
        knowledge = load_knowledge()
        gazetteer = Gazetteer(knowledge.actors)
        self.frames = knowledge.frames
        self._stages = [
            SegmentStage(gazetteer.vocabulary),
            TagStage(gazetteer, knowledge.names),
            EventStage(knowledge.ontology, knowledge.frames, knowledge.grammar),
        ]

    def __call__(self, text: str, date: str = "") -> Document:
        document = Document(id="text", path="text", raw=text, text=text, date=date)
        for stage in self._stages:
            document = stage(document)
        return document


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
