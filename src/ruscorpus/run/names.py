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
        self._named: dict[str, Bilingual] = {}
        """The names that were asked for; at most one for each actor."""

    def __getitem__(self, id_: str) -> Bilingual:
        """Return the names of the actor *id_*."""
        names = self._named.get(id_)
        if names is None:
            actor = self._actors[id_]
            names = self._named[id_] = Bilingual(th=actor.th, en=actor.en)
        return names

    def __contains__(self, id_: object) -> bool:
        """Tell whether there is an actor *id_*."""
        return id_ in self._actors

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return iter(self._actors)

    def __len__(self) -> int:
        """Return how many actors there are."""
        return len(self._actors)
