"""``configs/events/``: the event ontology and the frames that recognise its events in text."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ruscorpus.config.actors import ActorId  # noqa: TC001 - pydantic reads the types at run time
from ruscorpus.config.base import Bilingual, Confidence, Slug, Strict, Text
from ruscorpus.vocabulary import Status  # noqa: TC001 - pydantic reads the types at run time

Role = Literal[
    "object",
    "with",
    "to",
    "from",
    "on",
    "of",
    "in",
    "that",
    "after",
    "before",
    "left",
    "between",
    "pair",
    "any",
    "none",
]


class Mode(Strict):
    """A mode of a type, with its own intensity where the ontology gives one."""

    id: Slug
    score: float | None = None
    label: Bilingual


class EventType(Strict):
    """One type of the ontology."""

    id: str
    quad: Annotated[int, Field(ge=1, le=4)]
    score: float
    label: Bilingual
    definition: Bilingual
    modes: tuple[Mode, ...] = ()


class Ontology(Strict):
    """The ontology: types, contexts with their labels, and where it comes from."""

    schema_: Literal["ruscorpus/ontology/1"] = Field(alias="schema")
    id: Slug
    title: str
    source: str
    types: tuple[EventType, ...]
    contexts: dict[Slug, Bilingual]

    def scores(self) -> dict[tuple[str, str], float | None]:
        """Return the score of each type, with the mode "", and of each of its modes (None without one)."""
        return {
            (kind.id, mode): score
            for kind in self.types
            for mode, score in (("", kind.score), *((each.id, each.score) for each in kind.modes))
        }


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

    ``triggers`` are phrases (plain text at word boundaries; ``A ... B`` allows words between).
    ``requires``: of each group one phrase must stand near the trigger; ``unless``: none of these may.
    Among these and the objects ``@EQUIPMENT`` and the like stand for any name of that type.
    ``objects``: what the verb is done to: one of these must stand right behind it, or before
    it where the verb is passive or relative (``กักเรือ``, ``เรือถูกกัก``, ``เรือที่จีนกัก``).

    The actor is the subject of the trigger. ``recipient`` says in order of preference where the other
    party stands: ``object`` right after the trigger, or behind a preposition: ``with`` (กับ), ``to`` (ต่อ
    ให้ แก่ ถึง ไปยัง), ``from`` (จาก), ``on`` (เหนือ บน), ``of`` (ของ), ``in`` (ใน ที่); ``that``: the subject of
    the clause behind ว่า or ที่; ``after``/``before``: next to one of ``words``; ``any``: the first party to
    the right in the clause; ``left``: a party between subject and trigger; ``pair``: the two between whom
    something happened before it. ``default`` is the recipient
    where none is named.

    ``mutual``: all parties stand together in ``actor``. ``unary``: the event needs no recipient.
    ``passive``: the trigger's subject is the recipient, and whose the deed is (ของ) acts where ``recipient``
    has ``of``. ``inverse``: subject and object change places (a host receives a visitor). ``people``: the
    subject may be a crowd named by its country. ``persons``: it must be a person or an office, not a whole
    state. ``answer``: the recipient may be whoever accused, asked or threatened the actor just before.
    ``blame``: it may be who was blamed, or did something, just before. ``partner``: it may be
    who the actor had to do with just before in peace, ``counterpart``: in any way. ``venue``: it may
    be the state of the place named last. ``places``: a place as recipient stands for itself. ``nominal``:
    the trigger
    is a noun, so that its actor may stand behind it (ของ, โดย, จาก, ระหว่าง). ``modes``: another mode where
    one of these phrases stands near the trigger (REQUEST/yield with ถอนทหาร).
    """

    id: Slug
    type: str
    mode: str = ""
    triggers: tuple[Text, ...]
    requires: tuple[tuple[Text, ...], ...] = ()
    objects: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    recipient: tuple[Role, ...] = ("object", "with", "to")
    words: tuple[Text, ...] = ()
    default: str = ""
    mutual: bool = False
    unary: bool = False
    passive: bool = False
    inverse: bool = False
    people: bool = False
    persons: bool = False
    answer: bool = False
    blame: bool = False
    partner: bool = False
    counterpart: bool = False
    venue: bool = False
    places: bool = False
    nominal: bool = False
    modes: dict[Slug, tuple[Text, ...]] = Field(default_factory=dict)
    status: Status | Literal[""] = ""
    contexts: tuple[Slug, ...] = ()
    confidence: Confidence = 0.7
    examples: tuple[PositiveExample, ...] = ()
    negative: tuple[Text, ...] = ()

    @cached_property
    def alone(self) -> Frame:
        """The same frame, asked for its actor only; made once, as a model takes long to copy."""
        return self.model_copy(update={"unary": True, "mutual": False, "passive": False})


class FrameFile(Strict):
    """One file of frames. ``lists`` names groups of phrases; ``<name>`` in a frame stands for all of them."""

    schema_: Literal["ruscorpus/frames/1"] = Field(alias="schema")
    lists: dict[Slug, tuple[Text, ...]] = Field(default_factory=dict)
    frames: tuple[Frame, ...]

    @model_validator(mode="before")
    @classmethod
    def _expand_lists(cls, data: Any) -> Any:  # noqa: ANN401 - raw YAML
        """Put the phrases of ``lists`` in the place of their names, before the frames are checked."""
        if not isinstance(data, dict) or not isinstance(data.get("lists"), dict):
            return data
        lists = {f"<{name}>": phrases for name, phrases in data["lists"].items()}
        frames = [_expanded(frame, lists) if isinstance(frame, dict) else frame for frame in data["frames"]]
        return {**data, "frames": frames}


def _expanded(frame: dict[str, Any], lists: dict[str, Any]) -> dict[str, Any]:
    def flat(phrases: Any) -> Any:  # noqa: ANN401
        if not isinstance(phrases, list):
            return phrases
        result: list[Any] = []
        for phrase in phrases:
            if isinstance(phrase, str) and phrase.startswith("<"):
                if phrase not in lists:
                    raise ValueError(f"no list {phrase} in this file")
                result += lists[phrase]
            else:
                result.append(phrase)
        return result

    plain = ("triggers", "objects", "unless", "words")
    changed: dict[str, Any] = {key: flat(frame[key]) for key in plain if key in frame}
    if isinstance(frame.get("modes"), dict):
        changed["modes"] = {mode: flat(phrases) for mode, phrases in frame["modes"].items()}
    if isinstance(frame.get("requires"), list):
        changed["requires"] = [
            flat([group] if isinstance(group, str) else group) for group in frame["requires"]
        ]
    return {**frame, **changed}


class Prepositions(Strict):
    """Prepositions by the role that they mark."""

    with_: tuple[Text, ...] = Field(alias="with")
    to: tuple[Text, ...]
    from_: tuple[Text, ...] = Field(alias="from")
    on: tuple[Text, ...]
    of: tuple[Text, ...]
    in_: tuple[Text, ...] = Field(alias="in")
    by: tuple[Text, ...]
    between: tuple[Text, ...]

    def by_role(self) -> dict[str, str]:
        """Return role by preposition."""
        roles = ("with_", "to", "from_", "on", "of", "in_", "by", "between")
        return {word: role.rstrip("_") for role in roles for word in getattr(self, role)}


class Grammar(Strict):
    """Closed classes of words that decide roles and status."""

    schema_: Literal["ruscorpus/grammar/1"] = Field(alias="schema")
    role_nouns: tuple[Text, ...]
    modifier_nouns: tuple[Text, ...]
    bystander_nouns: tuple[Text, ...]
    bystanders: tuple[Slug, ...]
    clause_openers: tuple[Text, ...]
    enders: tuple[Text, ...]
    links: tuple[Text, ...]
    auxiliaries: tuple[Text, ...]
    pivots: tuple[Text, ...]
    light_verbs: tuple[Text, ...]
    adjuncts: tuple[Text, ...]
    barriers: tuple[Text, ...]
    other_verbs: tuple[Text, ...]
    speech: tuple[Text, ...]
    speakers: tuple[Text, ...]
    prepositions: Prepositions
    coordinators: tuple[Text, ...]
    pairs: tuple[Text, ...]
    groups: tuple[Text, ...]
    members: dict[Slug, tuple[ActorId, ...]] = Field(default_factory=dict)
    pronouns: tuple[Text, ...]
    bodies: tuple[Text, ...]
    reflexives: tuple[Text, ...]
    passive: tuple[Text, ...]
    negation: tuple[Text, ...]
    denial: tuple[Text, ...]
    refusal: tuple[Text, ...]
    obligation: tuple[Text, ...]
    demand: tuple[Text, ...]
    purpose: tuple[Text, ...]
    allegation: tuple[Text, ...]
    report: tuple[Text, ...]
    plan: tuple[Text, ...]
    possibility: tuple[Text, ...]
    condition: tuple[Text, ...]
    ongoing: tuple[Text, ...]
    chambers: tuple[Slug, ...] = ()
