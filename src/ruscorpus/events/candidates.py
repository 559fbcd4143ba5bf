"""What may be told in a sentence: the deeds that its heads see, each with what every head says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ruscorpus.events.features import Choice, Key
    from ruscorpus.events.heads import Head
    from ruscorpus.model import Event

FAR = 99
"""The distance of a party that the sentence does not name."""
_BY_HEADS = ("frame", "frame.own", "frame.future", "piece", "first-piece", "word")


class Margins(NamedTuple):
    """What speaks for a reading: its head as a teller of anything, and its parts in the likeliest reading.

    ``actor_gap`` and ``recipient_gap``: by how much others would be likelier on their own.
    """

    gate: float
    head: float
    actor: float
    recipient: float
    together: float
    actor_gap: float
    recipient_gap: float


class Sighting(NamedTuple):
    """One head that may tell a deed, and how likely it tells this one.

    ``anything``: the probability that it tells some deed; ``other``: that of the likeliest other one;
    ``rank``: 0 for the likeliest; ``at``: its word's number in the sentence; ``to_actor``, ``to_recipient``:
    how many words away the party is named, negative behind it.
    """

    head: Head
    actor: Choice
    recipient: Choice
    probability: float
    anything: float
    other: float
    rank: int
    deeds: int
    margins: Margins
    at: int
    to_actor: int
    to_recipient: int

    @property
    def source(self) -> int:
        """How the head was found, as a number: the rules know less of each kind than of the one before."""
        return _BY_HEADS.index(self.head.source)


@dataclass(slots=True)
class Candidate:
    """A deed that a sentence may tell: its sightings, the surest first, and the events of the rules for it.

    ``event`` makes an event of it where no rule has found one; None if only the rules could say who acts.
    """

    key: Key
    sightings: list[Sighting]
    by_rules: tuple[Event, ...] = ()
    event: Callable[[], Event] | None = None
    parties: frozenset[str] = field(init=False)
    """Whoever takes part: this, and what follows, every other candidate of the sentence asks for."""
    start: int = field(init=False)
    """Where its surest head begins in the flow."""
    probability: float = field(init=False)
    """The probability that its surest head gives to it."""

    def __post_init__(self) -> None:
        self.parties = frozenset((*self.key[1], *self.key[2]))
        self.start, self.probability = self.sightings[0].head.start, self.sightings[0].probability

    @property
    def somehow(self) -> float:
        """The probability that any of its heads tells it, as if each were on its own (noisy or)."""
        missed = 1.0
        for sighting in self.sightings:
            missed *= 1.0 - sighting.probability
        return 1.0 - missed


@dataclass(slots=True)
class Weighed:
    """A sentence after weighing: what stands as the rules read it, and what may be told besides.

    ``words``: how many it has; ``rules``: the deeds that the rules found, with their confidence.
    """

    words: int = 0
    rules: Mapping[Key, float] = field(default_factory=dict)
    standing: Sequence[Event] = ()
    candidates: Sequence[Candidate] = ()
    chosen: Callable[[Event], Event] = lambda event: event
    """Gives an event of the rules that stands its date."""


def merged(sightings: Iterable[tuple[Key, Sighting]]) -> list[Candidate]:
    """Return one candidate a deed, in the order in which they were first seen."""
    found: dict[Key, list[Sighting]] = {}
    for key, sighting in sightings:
        found.setdefault(key, []).append(sighting)
    return [
        Candidate(key, sorted(seen, key=lambda s: (-s.probability, s.head.start)))
        for key, seen in found.items()
    ]
