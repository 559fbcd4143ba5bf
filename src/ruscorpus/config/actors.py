"""``configs/actors/*.yaml``: who and what the texts name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ruscorpus.config.base import Strict, Text
from ruscorpus.vocabulary import ActorType  # noqa: TC001 - pydantic reads the types at run time

ActorId = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}|[a-z0-9][a-z0-9-]*)$")]
IsoDay = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Office(Strict):
    """An office that a person holds or held. ``title`` as Thai news writes it before the name."""

    title: Text
    of: ActorId
    since: IsoDay | Literal[""] = ""
    until: IsoDay | Literal[""] = ""


class Actor(Strict):
    """One entry of the gazetteer.

    ``aliases`` identify the actor wherever they stand at word boundaries. ``short`` names (คิม, ลี) do so
    only after a full name, or an office, has stood in the same document. ``acts_for`` names the state or
    organisation whose act it is when this actor acts; a capital (``capital_of``) acts for its state only
    where it stands as an actor. A state of old that another followed (``succeeded_by``) has left it its
    ``seats``: the year that a text speaks of tells whose they are.
    """

    id: ActorId
    type: ActorType
    th: Text
    en: Text
    aliases: tuple[Text, ...] = ()
    short: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    acts_for: ActorId | Literal[""] = ""
    capital_of: ActorId | Literal[""] = ""
    within: ActorId | Literal[""] = ""
    offices: tuple[Office, ...] = ()
    until: IsoDay | Literal[""] = ""
    succeeded_by: ActorId | Literal[""] = ""
    seats: tuple[ActorId, ...] = ()
    source: str = ""

    @model_validator(mode="after")
    def _id_fits_type(self) -> Actor:
        if (self.type == "COUNTRY") != self.id.isupper():
            raise ValueError(
                "a COUNTRY has a three-letter ISO 3166-1 id in capitals, all others a lower-case slug"
            )
        return self

    @model_validator(mode="after")
    def _ended_before_it_was_followed(self) -> Actor:
        if self.succeeded_by and not self.until:
            raise ValueError("a state that another followed (succeeded_by) needs its last year (until)")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that identifies the actor by itself, without repeats."""
        return tuple(dict.fromkeys((self.th, self.en, *self.aliases, *self.adjectives)))


class ActorFile(Strict):
    """One file of actors."""

    schema_: Literal["ruscorpus/actors/1"] = Field(alias="schema")
    actors: tuple[Actor, ...]
