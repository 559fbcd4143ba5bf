"""What the text spoke of before: states in focus, the topic, the person, and charges that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.parties import Party
    from ruscorpus.model import Event, Mention

_MEMORY = 4
_ANSWER_REACH = 5  # sentences between a charge and its denial
_CHARGES = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SANCTION"})


@dataclass(slots=True)
class Discourse:
    """The state of the text while its sentences are read in order. One object a document; not shared."""

    focus: list[str] = field(default_factory=list)
    topic: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    number: int = 0
    recent: list[tuple[int, Event]] = field(default_factory=list)

    def pair(self, before: Sequence[Party]) -> tuple[str, ...]:
        """Return the two states meant by ทั้งสองประเทศ; () where fewer than two were named."""
        near: list[str] = []
        for party in before:
            for state in party.ids:
                if _is_state(state):
                    near = [state, *(s for s in near if s != state)]
        order = near + [state for state in self.focus if state not in near]
        return tuple(sorted(order[:2])) if len(order) > 1 else ()

    def person(self, before: Sequence[Party]) -> tuple[str, ...]:
        """Return whose state เขา acts for: the last subject of this sentence, or the topic's person."""
        for party in before:
            if party.ids and party.free and not party.place:
                return party.ids
        return self.who

    def charger(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return who accused, asked or threatened *actor* in the last sentences; () for nobody."""
        for number, event in reversed(self.recent):
            if self.number - number > _ANSWER_REACH:
                break
            if event.type in _CHARGES and set(actor) & set(event.recipient) and not set(actor) & set(event.actor):
                return event.actor
        return ()

    def charge(self, actor: Sequence[str]) -> Event | None:
        """Return the deed that *actor* was last said to have done."""
        for number, event in reversed(self.recent):
            if self.number - number > _ANSWER_REACH:
                break
            if event.status == "alleged" and set(event.actor) <= set(actor) | set(event.recipient):
                if set(actor) & set(event.actor):
                    return event
        return None

    def remember(self, events: Sequence[Event]) -> None:
        """Take in the events of the sentence just read."""
        self.recent += [(self.number, event) for event in events]

    def next_sentence(
        self, parties: Sequence[Party], mentions: Sequence[Mention], *, new_paragraph: bool
    ) -> None:
        """Move on: states in focus, topic and person come from the sentence just read."""
        self.number += 1
        for mention in mentions:
            state = mention.acts_for
            if _is_state(state) and mention.type != "LOC":
                self.focus = [state, *(s for s in self.focus if s != state)][:_MEMORY]
        subject = next((p for p in parties if p.ids and p.free and not p.place and not p.anaphor), None)
        if subject is not None:
            self.topic = self.who = subject.ids
        elif new_paragraph:
            self.topic = ()
        if new_paragraph:
            self.topic = ()
            self.recent = self.recent[-6:]


def _is_state(party: str) -> bool:
    return len(party) == 3 and party.isupper()
