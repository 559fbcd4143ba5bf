"""The names of actors, for labels: a report names a few dozen of some thousand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ruscorpus.config.base import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.knowledge import Knowledge


class ActorNames(Mapping[str, Bilingual]):
    """The names of the actors of *knowledge* by their ids."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._actors = {actor.id: actor for actor in knowledge.actors}

    def __getitem__(self, id_: str) -> Bilingual:
        """Return the names of the actor *id_*."""
        actor = self._actors[id_]
        return Bilingual(th=actor.th, en=actor.en)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return iter(self._actors)

    def __len__(self) -> int:
        """Return how many actors there are."""
        return len(self._actors)
