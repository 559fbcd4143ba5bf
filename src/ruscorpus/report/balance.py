"""Cooperation and conflict, counted: what happened, by quad class and score, apart from what is only said."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruscorpus.report.rows import EventRow

QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
SCORE_DIGITS = 2
Deed = tuple[object, ...]
"""What reports of one deed on one day share: day, type, mode and parties."""


QUAD, SCORE, STATUS, LOOSE = "quad", "score", "status", "loose"
"""What a tally counts."""


@dataclass(slots=True)
class Tally:
    """The events between two parties. Only what occurred or goes on enters the balance.

    ``quads`` counts by quad class (0: a type that the ontology does not know), ``scores`` by score,
    ``statuses`` what is not counted, ``deeds`` the distinct deeds among those with a day.
    """

    quads: Counter[int] = field(default_factory=Counter)
    scores: Counter[float] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    deeds: set[Deed] = field(default_factory=set)
    loose: int = 0
    """Counted events without an exact day, which cannot be told apart from others."""
    told_apart: int = 0
    """Distinct deeds beside ``deeds``, of which only the number is known."""

    def add(self, event: EventRow, quad: int) -> None:
        """Count one event of quad class *quad*."""
        for fact in facts(event, quad):
            self.put(*fact)
        deed = deed_of(event)
        if deed is not None:
            self.deeds.add(deed)

    def put(self, kind: str, key: Any, n: int = 1) -> None:  # noqa: ANN401 - as the kind has it
        """Count what :func:`facts` yields, *n* times."""
        if kind == LOOSE:
            self.loose += n
        elif kind == QUAD:
            self.quads[key] += n
        elif kind == SCORE:
            self.scores[key] += n
        else:
            self.statuses[key] += n

    def merge(self, other: Tally) -> None:
        """Count all events of *other* too."""
        self.quads.update(other.quads)
        self.scores.update(other.scores)
        self.statuses.update(other.statuses)
        self.deeds |= other.deeds
        self.loose += other.loose
        self.told_apart += other.told_apart

    @property
    def counted(self) -> int:
        """Number of events in the balance."""
        return self.quads.total()

    @property
    def others(self) -> int:
        """Number of events that are planned, alleged, denied or hypothetical."""
        return self.statuses.total()

    @property
    def distinct(self) -> int:
        """Number of events in the balance when reports of one deed on one day count once."""
        return len(self.deeds) + self.told_apart + self.loose

    @property
    def mean(self) -> float | None:
        """Mean of the PLOVER scores, −10 to +10; None where no counted event has one."""
        if not self.scores:
            return None
        total = fsum(score * count for score, count in sorted(self.scores.items()))
        return total / self.scores.total()

    def to_data(self) -> dict[str, Any]:
        """Return the tally as the YAML holds it."""
        mean = self.mean
        return {
            "events": self.counted,
            "distinct": self.distinct,
            "mean": None if mean is None else round(mean, SCORE_DIGITS),
            **{name: self.quads[quad] for quad, name in QUADS.items()},
            "not_counted": dict(sorted(self.statuses.items())),
        }


def facts(event: EventRow, quad: int) -> Iterator[tuple[str, Any]]:
    """Yield what a tally counts of one event of quad class *quad*, as kinds and keys."""
    if not event.happened:
        yield STATUS, event.status
        return
    yield QUAD, quad
    if event.score is not None:
        yield SCORE, event.score
    if deed_of(event) is None:
        yield LOOSE, 0


def deed_of(event: EventRow) -> Deed | None:
    """Return what other reports of an event share with it; None for one that did not happen on some day."""
    if not event.happened or len(event.date) != len("2024-06-19"):
        return None
    return (
        event.date,
        event.type,
        event.mode,
        *(tuple(sorted({*p})) for p in (event.actor, event.recipient)),
    )


Pair = tuple[str, str, bool]
"""Actor, recipient (empty for none), and whether both act alike."""


def pair_tallies(events: Iterable[EventRow], quads: Mapping[str, int]) -> list[tuple[Pair, Tally]]:
    """Count *events* by who acts towards whom, the most frequent pairs first. *quads*: class by type."""
    tallies: dict[Pair, Tally] = defaultdict(Tally)
    for event in events:
        for actor, recipient in event.pairs:
            tallies[actor, recipient, event.mutual].add(event, quads.get(event.type, 0))
    return sorted(tallies.items(), key=lambda item: (-item[1].counted, -item[1].others, item[0]))
