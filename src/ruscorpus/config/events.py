"""``configs/events/*.yaml``: the event ontology and the frames that recognise its events in text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ruscorpus.config.base import Bilingual, Confidence, Slug, Strict, Text

Status = Literal["occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"]
Role = Literal["object", "with", "to", "from", "on", "of", "none"]


class Mode(Strict):
    """A mode of a type, with its own intensity where the ontology gives one."""

    id: Slug
    score: float | None = None


class EventType(Strict):
    """One type of the ontology."""

    id: str
    quad: Annotated[int, Field(ge=1, le=4)]
    score: float
    label: Bilingual
    definition: Bilingual
    modes: tuple[Mode, ...] = ()


class Ontology(Strict):
    """The ontology: types, contexts, and where it comes from."""

    schema_: Literal["ruscorpus/ontology/1"] = Field(alias="schema")
    id: Slug
    title: str
    source: str
    types: tuple[EventType, ...]
    contexts: tuple[Slug, ...]


class ExpectedEvent(Strict):
    """What an example must give. Empty fields are not compared, except actor and recipient."""

    type: str
    mode: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: str = ""
    status: str = ""


class PositiveExample(Strict):
    """A sentence and the events that must be found in it, no more and no less."""

    text: Text
    date: str = ""
    events: tuple[ExpectedEvent, ...]


class Frame(Strict):
    """How one kind of deed is told.

    ``triggers`` are phrases (plain text at word boundaries; ``A ... B`` allows words between). The actor
    is the subject of the trigger; ``recipient`` says in order of preference where the other party
    stands: ``object`` right after the trigger, or behind a preposition: ``with`` (กับ), ``to`` (ต่อ ให้
    แก่ ถึง ไปยัง), ``from`` (จาก), ``on`` (เหนือ ใส่), ``of`` (ของ). ``mutual``: all parties stand together in
    ``actor``. ``unary``: the event needs no recipient. ``passive``: the trigger's subject is the recipient.
    """

    id: Slug
    type: str
    mode: str = ""
    triggers: tuple[Text, ...]
    requires: tuple[tuple[Text, ...], ...] = ()
    unless: tuple[Text, ...] = ()
    recipient: tuple[Role, ...] = ("object", "with", "to")
    mutual: bool = False
    unary: bool = False
    passive: bool = False
    nominal: bool = False
    status: Status | Literal[""] = ""
    contexts: tuple[Slug, ...] = ()
    confidence: Confidence = 0.7
    examples: tuple[PositiveExample, ...] = ()
    negative: tuple[Text, ...] = ()


class FrameFile(Strict):
    """One file of frames."""

    schema_: Literal["ruscorpus/frames/1"] = Field(alias="schema")
    frames: tuple[Frame, ...]


class Prepositions(Strict):
    """Prepositions by the role that they mark."""

    with_: tuple[Text, ...] = Field(alias="with")
    to: tuple[Text, ...]
    from_: tuple[Text, ...] = Field(alias="from")
    on: tuple[Text, ...]
    of: tuple[Text, ...]
    in_: tuple[Text, ...] = Field(alias="in")
    by: tuple[Text, ...]

    def by_role(self) -> dict[str, str]:
        """Return role by preposition."""
        roles = ("with_", "to", "from_", "on", "of", "in_", "by")
        return {word: role.rstrip("_") for role in roles for word in getattr(self, role)}


class Grammar(Strict):
    """Closed classes of words that decide roles and status."""

    schema_: Literal["ruscorpus/grammar/1"] = Field(alias="schema")
    role_nouns: tuple[Text, ...]
    modifier_nouns: tuple[Text, ...]
    clause_openers: tuple[Text, ...]
    prepositions: Prepositions
    coordinators: tuple[Text, ...]
    pairs: tuple[Text, ...]
    pronouns: tuple[Text, ...]
    passive: tuple[Text, ...]
    negation: tuple[Text, ...]
    denial: tuple[Text, ...]
    allegation: tuple[Text, ...]
    plan: tuple[Text, ...]
    condition: tuple[Text, ...]
    ongoing: tuple[Text, ...]
