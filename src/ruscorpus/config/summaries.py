"""``configs/summaries.yaml``: what the summaries know of sentences that cannot stand alone."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ruscorpus.config.base import Slug, Strict, Text


class Opening(Strict):
    """Phrases with which a sentence goes on from the one before, unless it opens with one of ``unless``."""

    id: Slug
    phrases: tuple[Text, ...]
    unless: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = Field(min_length=1)
    negative: tuple[Text, ...] = ()


class BackReference(Strict):
    """Words for what must have been named before them."""

    words: tuple[Text, ...]
    examples: tuple[Text, ...] = Field(min_length=1)
    negative: tuple[Text, ...] = Field(min_length=1)


class Pointers(BackReference):
    """Demonstratives; ``classifiers`` stand between them and their noun, ``free`` phrases point nowhere."""

    classifiers: tuple[Text, ...]
    free: tuple[Text, ...]


class Fragments(Strict):
    """Words with which no whole sentence starts or ends, and those that open a clause that needs another.

    Behind a ``dependent`` word a verb makes no sentence: ที่ is one in "ประเทศที่มีอำนาจ".
    """

    starts: tuple[Text, ...]
    ends: tuple[Text, ...]
    trailing: tuple[Text, ...]
    subordinate: tuple[Text, ...]
    dependent: tuple[Text, ...]


class Conditions(Strict):
    """Words that open a condition or a concession, and how its main clause is told.

    ``carriers`` may stand right before such a word; ``answers`` stand inside a main clause only; a main
    clause may open with one of ``mains``, though no other sentence does. Nouns before one of ``links`` are a
    list.
    """

    conditions: tuple[Text, ...]
    concessions: tuple[Text, ...]
    carriers: tuple[Text, ...]
    answers: tuple[Text, ...]
    mains: tuple[Text, ...]
    links: tuple[Text, ...]


class SummaryWords(Strict):
    """The whole file."""

    schema_: Literal["ruscorpus/summaries/1"] = Field(alias="schema")
    openings: tuple[Opening, ...]
    pointers: Pointers
    pairs: BackReference
    persons: BackReference
    fragments: Fragments
    conditions: Conditions
    predicates: tuple[Text, ...]
    cues: tuple[Text, ...]

    @property
    def opening_phrases(self) -> frozenset[str]:
        """All phrases with which a sentence goes on from the one before."""
        return frozenset(phrase for opening in self.openings for phrase in opening.phrases)
