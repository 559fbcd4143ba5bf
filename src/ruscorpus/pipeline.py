"""One document through the stages: repair, layout, segment, tag, events, coding. No files, no printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.garbage import paused
from ruscorpus.stage import check_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.knowledge import Knowledge
    from ruscorpus.model import Document
    from ruscorpus.stage import Stage


class Pipeline:
    """The stages in order. Raises ``ValueError`` when they cannot run in that order."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        check_order(stages)
        self.stages = tuple(stages)

    def __call__(self, document: Document, on_stage: Callable[[str], None] | None = None) -> Document:
        """Take *document* through every stage; *on_stage* hears the name of each before it runs."""
        return _through(self.stages, document, on_stage)

    def before(
        self, name: str, document: Document, on_stage: Callable[[str], None] | None = None
    ) -> Document:
        """Take *document* through the stages before the one called *name*."""
        return _through(self.stages[: self._place(name)], document, on_stage)

    def onward(
        self, name: str, document: Document, on_stage: Callable[[str], None] | None = None
    ) -> Document:
        """Take *document*, as :meth:`before` left it, through the stage called *name* and those after it."""
        return _through(self.stages[self._place(name) :], document, on_stage)

    def _place(self, name: str) -> int:
        return next(place for place, stage in enumerate(self.stages) if stage.name == name)


def _through(stages: Sequence[Stage], document: Document, on_stage: Callable[[str], None] | None) -> Document:
    for stage in stages:
        if on_stage is not None:
            on_stage(stage.name)
        document = stage(document)
    return document


@paused()
def standard_pipeline(knowledge: Knowledge) -> Pipeline:
    """Return the whole pipeline with *knowledge* compiled into its stages."""
    from ruscorpus.events.stage import EventStage  # noqa: PLC0415 - heavy stages load when a run begins
    from ruscorpus.segment.stage import SegmentStage  # noqa: PLC0415
    from ruscorpus.tag.gazetteer import Gazetteer  # noqa: PLC0415
    from ruscorpus.tag.stage import TagStage  # noqa: PLC0415

    gazetteer = Gazetteer(knowledge.actors)
    return Pipeline(
        [
            *_text_stages(gazetteer.vocabulary),
            SegmentStage(gazetteer.vocabulary, gazetteer.names),
            TagStage(gazetteer, knowledge.names),
            EventStage(
                knowledge.ontology,
                knowledge.frames,
                knowledge.grammar,
                knowledge.event_weights,
                knowledge.date_weights,
            ),
            _coding_stage(knowledge),
        ]
    )


def _coding_stage(knowledge: Knowledge) -> Stage:
    from ruscorpus.coding.stage import CodingStage  # noqa: PLC0415

    if knowledge.weights is None:
        return CodingStage(knowledge.codebook)
    only = {code.id for code in knowledge.codebook.codes}
    return CodingStage(knowledge.weights.codebook, knowledge.weights.file, only)


def repair_pipeline(knowledge: Knowledge) -> Pipeline:
    """Return the part of the standard pipeline that makes the repaired text, and nothing after it."""
    from ruscorpus.tag.gazetteer import Gazetteer  # noqa: PLC0415

    return Pipeline(_text_stages(Gazetteer(knowledge.actors).vocabulary))


def _text_stages(names: frozenset[str]) -> list[Stage]:
    from ruscorpus.layout.stage import LayoutStage  # noqa: PLC0415
    from ruscorpus.repair.stage import RepairStage  # noqa: PLC0415

    return [RepairStage(sorted(names)), LayoutStage()]
