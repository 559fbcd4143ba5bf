"""What checks measure a document by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ruscorpus.check.baseline import Baseline
    from ruscorpus.config.validate import ValidateConfig
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.report.manifest import RunInfo


@dataclass(frozen=True)
class Context:
    """What a validation knows: the tree, the run that wrote it, and what it is measured by.

    ``root`` is where relative paths of sources start; ``today`` bounds the dates; ``ids`` are those of the
    documents with results; ``run`` is None where the manifest does not tell.
    """

    tree: Path
    root: Path
    knowledge: Knowledge
    settings: ValidateConfig
    today: date
    ids: tuple[str, ...] = ()
    run: RunInfo | None = None
    gold: Path | None = None
    baseline: Baseline | None = None

    @cached_property
    def actors(self) -> frozenset[str]:
        """The ids of the gazetteer."""
        return frozenset(actor.id for actor in self.knowledge.actors)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The ids of the codebook, in order."""
        return tuple(sorted(code.id for code in self.knowledge.codebook.codes))
