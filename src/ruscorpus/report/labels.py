"""Names for ids in the language of a report: codes, events, actors, dates and places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ruscorpus.report.escape import escape as escape_markdown
from ruscorpus.report.escape import mono
from ruscorpus.report.strings import IDS, LANGUAGES, MONTHS, STRINGS, say
from ruscorpus.vocabulary import HAPPENED, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ruscorpus.config.base import Bilingual
    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.events import Ontology
    from ruscorpus.report.rows import EventRow

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of everything that a report mentions, in one language (``th`` or ``en``).

    All methods return text that ``escape`` has made safe for the format of the report, inline Markdown by
    default. An id without a name stands for itself: nothing is left out of a report because a list does
    not know it.
    """

    language: str
    codebook: Codebook
    codes: Mapping[str, str]
    types: Mapping[str, str]
    modes: Mapping[tuple[str, str], str]
    contexts: Mapping[str, str]
    quads: Mapping[str, int]
    names: Mapping[str, Bilingual]
    escape: Callable[[str], str] = escape_markdown
    _order: dict[str, int] = field(init=False, repr=False, compare=False)
    """The place of each code in the codebook."""
    _actors: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Names of actors as :meth:`actor` returned them; at most one for each name there is."""

    def __post_init__(self) -> None:
        """Give each code its number."""
        object.__setattr__(self, "_order", {code: place for place, code in enumerate(self.codes)})

    @classmethod
    def of(
        cls,
        codebook: Codebook,
        ontology: Ontology,
        names: Mapping[str, Bilingual],
        language: str = "th",
        escape: Callable[[str], str] = escape_markdown,
    ) -> Labels:
        """Take the labels out of the configuration; *names* maps the ids of actors to their names."""
        if language not in LANGUAGES:
            raise ValueError(f"a report is written in one of {', '.join(LANGUAGES)}, not {language!r}")
        return cls(
            language,
            codebook,
            {code.id: code.label.in_language(language) for code in codebook.codes},
            {kind.id: kind.label.in_language(language) for kind in ontology.types},
            {
                (kind.id, mode.id): mode.label.in_language(language)
                for kind in ontology.types
                for mode in kind.modes
            },
            {id_: label.in_language(language) for id_, label in ontology.contexts.items()},
            {kind.id: kind.quad for kind in ontology.types},
            names,
            escape,
        )

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """Return a text of the catalogue. Values must be escaped already."""
        return say(key, self.language, n, **values)

    def known(self, key: str) -> str:
        """Return the catalogue's word for an id such as a status or a kind of region, else the id itself."""
        return self.say(key) if key in IDS else self.escape(key)

    def code(self, code: str) -> str:
        """Return the label of a code of the codebook."""
        return self.escape(self.codes.get(code, code))

    def in_order(self, codes: Collection[str]) -> list[str]:
        """Return *codes*, each once, in the order of the codebook; those that it does not have come last."""
        if len(codes) < 2:
            return list(codes)
        order = self._order
        return sorted(set(codes), key=lambda code: (order.get(code, len(order)), code))

    def definition(self, code: str) -> str:
        """Return what a code means; empty for a code that the codebook does not have."""
        known = next((known for known in self.codebook.codes if known.id == code), None)
        return self.escape(known.definition.in_language(self.language)) if known else ""

    def facets(self, codes: Collection[str]) -> list[tuple[str, list[str]]]:
        """Return the facets that *codes* fall into, each with its label and codes, in codebook order.

        Codes that the codebook does not have come last, under a heading of their own.
        """
        groups = [
            (
                self.escape(facet.label.in_language(self.language)),
                [c.id for c in self.codebook.codes if c.facet == facet.id],
            )
            for facet in self.codebook.facets
        ]
        groups.append((self.say("other-codes"), sorted(set(codes) - set(self.codes))))
        found = ((label, [code for code in members if code in codes]) for label, members in groups)
        return [(label, members) for label, members in found if members]

    def why_left_out(self, kind: str) -> str:
        """Return the reason why a kind of region is no part of the analysis; empty for an unknown kind."""
        return self.say(f"why-{kind}") if f"why-{kind}" in STRINGS else ""

    def rule(self, rule: str) -> str:
        """Return what a rule of the repair does, with its name; several that acted as one are joined by +."""
        known = [self.say(f"rule-{part}") for part in rule.split("+") if f"rule-{part}" in STRINGS]
        return " ".join([" + ".join(known), mono(rule)]).strip()

    def event_type(self, kind: str, mode: str = "") -> str:
        """Return the label of an event type, with its mode in brackets."""
        label = self.escape(self.types.get(kind, kind))
        return f"{label} ({self.escape(self.modes.get((kind, mode), mode))})" if mode else label

    def context(self, context: str) -> str:
        """Return the label of a context of events."""
        return self.escape(self.contexts.get(context, context))

    def actor(self, actor: str) -> str:
        """Return the name of an actor or another named thing; empty stands for nobody named."""
        if actor in self._actors:
            return self._actors[actor]
        if not actor:
            return self.say("nobody")
        if actor not in self.names:
            return self.escape(actor)
        written = self.escape(self.names[actor].in_language(self.language))
        self._actors[actor] = written
        return written

    def parties(self, event: EventRow) -> str:
        """Return who did it to whom: ``A → B``, ``A ↔ B`` for a mutual act, ``A`` where nobody receives."""
        if event.mutual:
            return " ↔ ".join(map(self.actor, event.actor))
        actors = ", ".join(map(self.actor, event.actor or ("",)))
        recipients = ", ".join(map(self.actor, event.recipient))
        return f"{actors} → {recipients}" if recipients else actors

    def pair(self, actor: str, recipient: str, mutual: bool) -> str:
        """Return one party and the other: ``A → B``, ``A ↔ B`` where both act alike, ``A`` alone."""
        arrow = "↔" if mutual else "→"
        return f"{self.actor(actor)} {arrow} {self.actor(recipient)}" if recipient else self.actor(actor)

    def dyad(self, dyad: str) -> str:
        """Return the names of the two states of ``PRK-RUS``."""
        return "–".join(map(self.actor, dyad.split("-"))) if dyad else self.say("none")

    def date(self, date: str) -> str:
        """Return an ISO 8601 date or period as a reader writes it, in the Common Era; empty stays empty."""
        return _written(date, self.language) or self.escape(date)

    def when(self, event: EventRow) -> str:
        """Return the date of an event, with ≈ before one that is inferred; a word where there is none."""
        date = self.date(event.date)
        return (f"≈ {date}" if event.inferred else date) or self.say("undated")

    def place(self, page: int | None, line: int) -> str:
        """Return where a reader finds it: page, else line of the source; empty where neither is known."""
        if page is not None:
            return self.say("page", number=page)
        return self.say("line", number=line) if line else ""

    def listing(self, items: Sequence[str]) -> str:
        """Join *items* as a sentence does: ``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.say('and')} {items[-1]}"

    def score(self, score: float | None) -> str:
        """Return a PLOVER score with its sign, or a dash where there is none."""
        if score is None:
            return self.say("none")
        return f"{score:+.1f}".replace("-", "−") if round(score, 1) else "0.0"


def not_counted(events: Sequence[EventRow], labels: Labels) -> list[str]:
    """Return how many of *events* there are of each status that is no fact: ``3 planned``."""
    rest = [event.status for event in events if event.status not in HAPPENED]
    order = [*STATUSES, *sorted(set(rest) - set(STATUSES))]
    return [f"{labels.known(status)} {rest.count(status)}" for status in order if status in rest]


@lru_cache(maxsize=512)  # the dates of one text, many of them told again and again
def _written(date: str, language: str) -> str:
    """Return a date or period in words; empty for what is neither."""
    first, slash, last = date.partition("/")
    start, end = _day(first, language), _day(last, language)
    if start and not slash:
        return " ".join(start)
    if not (start and end):
        return ""
    if len(start) == len(end):  # what both ends share stands once: 12–17 Sep 2023
        while len(start) > 1 and start[-1] == end[len(start) - 1]:
            start = start[:-1]
    return f"{' '.join(start)}–{' '.join(end)}"


def _day(date: str, language: str) -> list[str]:
    match = _DATE.fullmatch(date)
    if match is None:
        return []
    year, month, day = match.groups()
    words = [str(int(day))] if day else []
    if month:
        words.append(MONTHS[language][int(month) - 1])
    return [*words, year]
