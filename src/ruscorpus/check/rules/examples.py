"""The codebook that the results are held against does what its own examples say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.subject import Context
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.problems import Problem


def example_problems(knowledge: Knowledge) -> list[Problem]:
    """Return the examples of the codebook that the whole pipeline does not code as they say."""
    from ruscorpus.coding.codebook import check_examples  # noqa: PLC0415 - heavy
    from ruscorpus.model import Document  # noqa: PLC0415
    from ruscorpus.pipeline import standard_pipeline  # noqa: PLC0415
    from ruscorpus.yamlio import read  # noqa: PLC0415

    pipeline = standard_pipeline(knowledge)

    def analyse(text: str) -> Document:
        return pipeline(Document(id="example", path="example", raw=text))

    path = knowledge.codebook_path
    return check_examples(knowledge.codebook, analyse, read(path), str(path))


@dataclass(frozen=True, slots=True)
class _Examples(Inspector):
    context: Context

    def conclude(self) -> Iterator[Finding]:
        for problem in example_problems(self.context.knowledge):
            place = Place(problem.path, problem.line, problem.column)
            yield Finding(problem.slug, problem.message, place, problem.hint)


CHECK = Check("examples", {"codebook-example": "error"}, _Examples)
