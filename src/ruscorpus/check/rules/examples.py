"""The codebook that the results are held against, and frames of one's own, do what their examples say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.problems import Problem


def example_problems(knowledge: Knowledge) -> list[Problem]:
    """Return the examples, of the codebook and of frames of one's own, that do not come out as they say."""
    from ruscorpus.coding.codebook import check_examples  # noqa: PLC0415 - heavy
    from ruscorpus.config.events import FrameFile  # noqa: PLC0415
    from ruscorpus.events.examples import check_frames  # noqa: PLC0415
    from ruscorpus.model import Document  # noqa: PLC0415
    from ruscorpus.pipeline import standard_pipeline  # noqa: PLC0415
    from ruscorpus.yamlio import read, validate  # noqa: PLC0415

    # Examples say what cues do, and cases of frames what frames do: neither speaks of what was learned.
    pipeline = standard_pipeline(knowledge.without_weights())

    def analyse(text: str, date: str = "") -> Document:
        return pipeline(Document(id="example", path="example", raw=text, date=date))

    path = knowledge.codebook_path
    problems = check_examples(knowledge.codebook, analyse, read(path), str(path))
    for path in knowledge.own_frames:
        parsed = read(path)
        frames = validate(FrameFile, parsed, str(path)).frames
        problems += check_frames(frames, analyse, parsed, str(path))
    return problems


@dataclass(frozen=True, slots=True)
class _Examples(Inspector):
    context: Context

    def conclude(self) -> Iterator[Finding]:
        for problem in example_problems(self.context.knowledge):
            place = Place(problem.path, problem.line, problem.column)
            yield Finding(problem.slug, problem.message, place, problem.hint)


CHECK = Check("examples", {"codebook-example": "error", "frame-example": "error"}, _Examples)
