"""What every format is made of: an output tree, what its ids mean, and an account of what did not fit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.config.actors import Actor
    from ruscorpus.config.codebook import Code
    from ruscorpus.config.events import EventType
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.rows import EventRow
    from ruscorpus.report.tree import ResultTree


LAYERS = ("codes", "events", "entities")
"""What is found in a text, as far as it can be chosen."""


class _Knowing:
    """What ids mean, out of ``knowledge``."""

    knowledge: Knowledge

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors of the gazetteer by id."""
        return {actor.id: actor for actor in self.knowledge.actors}

    @cached_property
    def codes(self) -> dict[str, Code]:
        """The codes of the codebook by id."""
        return {code.id: code for code in self.knowledge.codebook.codes}

    @cached_property
    def event_types(self) -> dict[str, EventType]:
        """The types of the ontology by id."""
        return {type_.id: type_ for type_ in self.knowledge.ontology.types}

    def quad(self, event_type: str) -> int | None:
        """Return the quad class of an event type (1 verbal cooperation … 4 material conflict)."""
        found = self.event_types.get(event_type)
        return found.quad if found else None

    def english(self, actor: str) -> str:
        """Return the English name of an actor; the id where the gazetteer does not have it."""
        found = self.actors.get(actor)
        return found.en if found else actor


@dataclass(frozen=True)
class Meanings(_Knowing):
    """What the ids of results mean, where there is no tree yet."""

    knowledge: Knowledge


@dataclass(frozen=True)
class Material(_Knowing):
    """The results to export.

    With ``every_status``, formats for event data carry planned, alleged, denied and hypothetical events
    too. ``layers`` are those of :data:`LAYERS` that formats for coding and annotation carry. ``left_out``
    counts, by what it is, everything that a format had no place for; formats add to it.
    """

    tree: ResultTree
    knowledge: Knowledge
    every_status: bool = False
    layers: frozenset[str] = frozenset(LAYERS)
    left_out: Counter[str] = field(default_factory=Counter)

    def analyses(self) -> Iterator[Analysis]:
        """Yield the analysis of every document that has one, in the order of the manifest."""
        return self.tree.analyses()

    def events(self, analysis: Analysis) -> Iterator[tuple[str, EventRow]]:
        """Yield the events of a document that count as event data, each with its id; count the others."""
        for number, event in enumerate(analysis.events, 1):
            if self.every_status or event.happened:
                yield finding_id(analysis, "event", number), event
            else:
                self.left_out[f"events that are {event.status}"] += 1


def finding_id(analysis: Analysis, kind: str, number: int) -> str:
    """Return the id of a finding: the same in every format, and unique in the whole tree."""
    return f"{analysis.document.id}#{kind}-{number}"
