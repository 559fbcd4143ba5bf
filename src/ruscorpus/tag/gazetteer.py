"""The gazetteer, compiled: every name of every actor in one set of phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.phrases import PhraseSet
from ruscorpus.resources import thai_words
from ruscorpus.tag.variants import Variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruscorpus.config.actors import Actor


_PROVINCE = "จังหวัด"
_BEFORE_NUMBER = re.compile(r"(?<=[\u0e01-\u0e4e]{2})(?=[0-9]{1,3}$)")
_LETTER = re.compile(r"[\u0e01-\u0e4e]")
_END = 3  # no name of a state is shorter
_BODY = 6  # the kind of a body of state (ศาลฎีกา) has this many letters at least


@dataclass(frozen=True, slots=True)
class Name:
    """What a phrase of the gazetteer stands for.

    ``short`` names need an introduction in the document. A ``common`` one is also an everyday word (สี is a
    colour, หวัง is to hope) and needs a title before it or another name beside it as well.
    """

    actor: Actor
    short: bool = False
    common: bool = False


class Gazetteer:
    """All actors by id, and all their names ready for matching."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.by_id: dict[str, Actor] = {actor.id: actor for actor in actors}
        named = [(actor, actor.names) for actor in self.by_id.values()]
        self.states = {
            name: actor
            for actor, names in named
            for name in (names if actor.type == "COUNTRY" else ())
            if len(name) > 2 and _thai(name)
        }
        self._state_ends = frozenset(name[-_END:] for name in self.states)
        whole = [(actor, [*names, *self._derived(actor, names)]) for actor, names in named]
        self.names: PhraseSet[Name] = PhraseSet(_phrases(whole))
        self.by_short: dict[str, list[Actor]] = {}
        for actor in self.by_id.values():
            for short in actor.short:
                self.by_short.setdefault(short, []).append(actor)
        self.variants = Variants(named)
        self.vocabulary = frozenset(
            name for _, names in whole for name in names if len(name) > 2 and _thai(name)
        )

    def _derived(self, actor: Actor, names: Iterable[str]) -> Iterator[str]:
        """Yield the names that follow by rule from the *names* of *actor*.

        A space may stand before a number (เอ็ม23, เอ็ม 23). Bodies of a state go with and without ของ
        (กระทรวงกลาโหมของอินเดีย), provinces with จ. too.
        """
        for name in names:
            if name[-1].isdigit() and (spaced := _BEFORE_NUMBER.sub(" ", name)) != name:
                yield spaced
        for name in names if actor.type == "LOC" else ():
            if name.startswith(_PROVINCE):
                yield "จ." + name.removeprefix(_PROVINCE)
        for name in names if actor.type == "ORG" else ():
            state = self._state_at_end(name) if name[-_END:] in self._state_ends else ""
            if state and not name.endswith(("ของ" + state, "แห่ง" + state)):
                yield f"{name.removesuffix(state)}ของ{state}"

    def _state_at_end(self, name: str) -> str:
        """Return the longest name of a state that *name*, of a body, ends with; "" for none."""
        return next((name[at:] for at in range(_BODY, len(name) - 2) if name[at:] in self.states), "")

    def party(self, actor: Actor) -> str:
        """Return the id of the state or organisation that stands as a party for *actor*; "" for none."""
        if actor.acts_for:
            return actor.acts_for
        if actor.capital_of:
            return actor.capital_of
        if actor.type == "LOC" and actor.within:
            return self._state_around(actor)
        return actor.id if actor.type in ("COUNTRY", "ORG") else ""

    def _state_around(self, place: Actor) -> str:
        """Return the state that *place* lies in, through the regions between; "" where none is recorded."""
        seen = {place.id}
        while place.within and place.within not in seen:
            if place.within.isupper():
                return place.within
            seen.add(place.within)
            around = self.by_id.get(place.within)
            if around is None:
                return ""
            place = around
        return ""


def _phrases(named: Iterable[tuple[Actor, Iterable[str]]]) -> Iterator[tuple[str, Name]]:
    everyday = thai_words()
    for actor, names in named:
        own, short = Name(actor), Name(actor, short=True)
        for name in names:
            yield name, own
        for name in actor.short:
            yield (
                name,
                Name(actor, short=True, common=True)
                if actor.type == "PERSON" and name in everyday
                else short,
            )


def _thai(name: str) -> bool:
    return _LETTER.search(name) is not None
