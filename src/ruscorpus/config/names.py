"""``configs/names.yaml``: the words that introduce names, and those at which names end."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ruscorpus.config.base import Slug, Strict, Text

Words = tuple[Text, ...]


class PeopleWords(Strict):
    """Forms of address and offices that stand before (offices also behind) the names of people.

    ``deeds`` are what only people do: behind two names of foreign sound they tell a person; one such name
    behind one of the ``titles`` is a person's.
    """

    ranks: Words
    not_ranks: Words = ()
    not_surnames: Words = ()
    offices: Words
    governing: Words
    deeds: Words = ()
    titles: Words = ()


class Heads(Strict):
    """Class words before a name: ``outside`` ones are no part of it, ``inside`` ones are."""

    outside: Words
    inside: Words = ()


class OrganisationHeads(Heads):
    """Those of organisations; ``described`` ones open names in ordinary words, but for ``generic`` words.

    ``suffixes`` make the name of a place that of an organisation.
    """

    described: Words = ()
    suffixes: Words = ()
    generic: Words = ()


class EquipmentWords(Strict):
    """Kinds of things that have names, what ships are called by, and what stands between (ชั้น, รุ่น)."""

    heads: Words
    prefixes: Words = ()
    classes: Words


class AgreementWords(Strict):
    """What treaties are called, and how their names go on; a ``generic`` subject alone makes none."""

    heads: Words
    about: Words
    generic: Words = ()


class Abbreviated(Strict):
    """Class words that with ฯ stand for a name told in full before."""

    organisations: Words = ()
    agreements: Words = ()


class NameGrammar(Strict):
    """The whole file."""

    schema_: Literal["ruscorpus/names/1"] = Field(alias="schema")
    people: PeopleWords
    ends: Words
    phrase_ends: Words
    organisations: OrganisationHeads
    ministries: dict[Text, Slug]
    short_ministries: dict[Text, Slug] = Field(default_factory=dict)
    bodies: dict[Text, Slug]
    sole_bodies: Words = ()
    places: Heads
    equipment: EquipmentWords
    agreements: AgreementWords
    abbreviated: Abbreviated = Field(default_factory=Abbreviated)
