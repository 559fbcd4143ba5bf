"""``configs/codebooks/*.yaml``: a theory as codes, and the cues that point to them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from ruscorpus.config.base import Bilingual, Confidence, Slug, Strict, Text, matching

CodeId = Annotated[
    str, matching(r"[a-z][a-z_]*\.[a-z][a-z_]*", "group.name in lower case, such as theory.anarchy")
]
WeightsName = Annotated[
    str,
    matching(
        r"[A-Za-z0-9][A-Za-z0-9_.-]*\.weights\.json",
        "the name of a file in the same folder, such as my-framework.weights.json",
    ),
]
Level = Literal["bilateral", "system", "either"]
"""``either``: bilateral where the passage itself is about a pair of states, else system."""
Negation = Literal["blocks", "ignored", "required"]
Scope = Literal["clause", "sentence", "neighbours"]
SCOPES: frozenset[Scope] = frozenset(get_args(Scope))
EntityPattern = Annotated[
    str,
    matching(
        r"[A-Z]{3,}|[a-z0-9][a-z0-9-]*", "a type such as EQUIPMENT, a state's code such as RUS, or an id"
    ),
]
EventPattern = Annotated[
    str, matching(r"[A-Z]+(/[a-z-]+)?", "a type such as AID, or one with a mode: CONSULT/visit")
]


class Cue(Strict):
    """Conditions that together, in one sentence, point to the code.

    A *phrase* is plain text, matched at Thai word boundaries with spaces ignored where Thai may drop
    them; Latin letters match in any case. ``A ... B`` matches A and later B in the same sentence.
    ``{name}`` stands for every phrase of ``lists: name`` of the codebook, alone or inside a phrase
    (``ซื้อ{arms}``).

    What is looked for:

    - ``any``: at least one of these phrases
    - ``all``: of each inner list at least one phrase
    - ``events``: an event of one of these types (``AID``, ``CONSULT/visit``)
    - ``entities``: a named thing of one of these types (``EQUIPMENT``) or with one of these ids (``nato``,
      ``RUS``; a state also where somebody acts for it)

    And what must hold of it:

    - ``except``: a phrase inside one of these longer ones does not count (``ทหาร`` in ``รัฐบาลทหาร``)
    - ``not``: none of these phrases in the passage that the evidence makes
    - ``event_status``, ``event_contexts``: the statuses and contexts that such an event may have; empty: any
    - ``event_parties``: one of these ids is a party to such an event; empty: any
    - ``states``: at least so many distinct states are named or act in the sentence; ทั้งสองประเทศ are two
    - ``dyads``: the passage is about at least so many relations: pairs of states that it names or leaves to
      what was said before, deeds between two parties, "both sides"
    - ``max_age``: the latest date in the passage, if any, is at most so many years before the text; 0: any
    - ``unless``: no other cue puts one of these codes on the same passage: a charge is diplomacy, unless it
      is about a deed that has a code of its own. Two cues that each give way to the other's code both count
    - ``sections``: the section's title path holds one of these phrases
    - ``not_sections``: and none of these
    - ``within``: the evidence stands in a stretch of at most so many characters; 0: no limit
    - ``scope``: where the evidence may lie: in one ``clause``, one ``sentence`` (the default), or in two
      ``neighbours``, sentences that follow each other in a paragraph
    - ``negation``: what a negation before a phrase (ไม่ได้, มิใช่, not) does to it. ``blocks`` (the default):
      the phrase does not count; ``ignored``: it counts all the same, as a denied meeting is still
      diplomacy; ``required``: only the negated phrase counts
    """

    id: Slug
    any: tuple[Text, ...] = ()
    all: tuple[tuple[Text, ...], ...] = ()
    none: tuple[Text, ...] = Field(default=(), alias="not")
    inside: tuple[Text, ...] = Field(default=(), alias="except")
    events: tuple[EventPattern, ...] = ()
    event_status: tuple[str, ...] = ()
    event_contexts: tuple[str, ...] = ()
    event_parties: tuple[EntityPattern, ...] = ()
    entities: tuple[EntityPattern, ...] = ()
    states: Annotated[int, Field(ge=0, le=10)] = 0
    dyads: Annotated[int, Field(ge=0, le=10)] = 0
    max_age: Annotated[int, Field(ge=0, le=500)] = 0
    unless: tuple[CodeId, ...] = ()
    sections: tuple[Text, ...] = ()
    not_sections: tuple[Text, ...] = ()
    scope: Scope = "sentence"
    within: Annotated[int, Field(ge=0, le=500)] = 0
    negation: Negation = "blocks"
    level: Level | None = None
    confidence: Confidence = 0.7

    @model_validator(mode="after")
    def _has_a_condition(self) -> Cue:
        if not (self.any or self.all or self.events or self.entities):
            raise ValueError("a cue needs at least one of any, all, events, entities")
        if any(not group for group in self.all):
            raise ValueError("all holds an empty list, which nothing can satisfy")
        if not self.events and (self.event_status or self.event_contexts or self.event_parties):
            raise ValueError("event_status, event_contexts and event_parties speak of events: add events")
        return self


class Examples(Strict):
    """Sentences that must, and must not, get the code. The tests and the loader's check run them."""

    positive: tuple[Text, ...] = ()
    negative: tuple[Text, ...] = ()


class Code(Strict):
    """One code: what it means, when to use it and when not, and what points to it.

    ``sections`` and ``not_sections`` hold for all its cues: the code is given only under titles that hold
    one of the first, and under none that holds one of the second.
    """

    id: CodeId
    facet: Slug
    label: Bilingual
    definition: Bilingual
    include: tuple[Text, ...] = ()
    exclude: tuple[Text, ...] = ()
    level: Level = "bilateral"
    sections: tuple[Text, ...] = ()
    not_sections: tuple[Text, ...] = ()
    cues: tuple[Cue, ...]
    examples: Examples = Examples()


class Facet(Strict):
    """A dimension of the codebook."""

    id: Slug
    label: Bilingual


class Positions(Strict):
    """The codes that speak for the hypothesis, qualify it, or speak against it."""

    supports: tuple[CodeId, ...] = ()
    qualifies: tuple[CodeId, ...] = ()
    contradicts: tuple[CodeId, ...] = ()

    def items(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the three positions by name, each with its codes."""
        return (
            ("supports", self.supports),
            ("qualifies", self.qualifies),
            ("contradicts", self.contradicts),
        )


class Crosstab(Strict):
    """Two facets whose codes are counted where they meet on one passage."""

    rows: Slug
    columns: Slug


class Reports(Strict):
    """What the reports show beside the codes themselves.

    ``hypothesis`` names the codes whose passages are laid side by side as evidence; ``evidence`` the facets
    whose passages the report of the corpus quotes in full; ``crosstabs`` the pairs of facets to count.
    """

    hypothesis: Positions = Positions()
    evidence: tuple[Slug, ...] = ()
    crosstabs: tuple[Crosstab, ...] = ()


class Codebook(Strict):
    """A codebook: facets, codes, shared phrase lists, the hypothesis of the study, and what reports show.

    ``weights`` names a file beside it with what was learned about its codes from annotated texts.
    """

    schema_: Literal["ruscorpus/codebook/1"] = Field(alias="schema")
    id: Slug
    title: Bilingual
    source: str = ""
    weights: WeightsName | None = None
    hypothesis: Bilingual
    facets: tuple[Facet, ...]
    reports: Reports = Reports()
    lists: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    codes: tuple[Code, ...]
