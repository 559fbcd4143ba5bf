"""What the text spoke of before: states in focus, topic, person, and charges that wait for an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.model import is_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.parties import Party
    from ruscorpus.model import Event, Mention

_MEMORY = 4
_GROUPS = 8
_PAIR = 2
_ANSWER_REACH = 2  # sentences between a charge and its denial
_BLAME_REACH = 2
_PARTNER_REACH = 2
_VENUE_REACH = 3
_ASIDE = frozenset({"in", "modifier"})
_DYAD_SHARE, _SECOND_SHARE, _ENOUGH_MENTIONS = 0.62, 0.2, 10
_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_ANSWERED = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE"})  # an offer is answered too
_HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_CHARGES = frozenset({"ACCUSE", "REQUEST", "THREATEN"})


@dataclass(slots=True)
class Discourse:
    """The state of the text while its sentences are read in order. One object a document; not shared."""

    focus: list[str] = field(default_factory=list)
    topic: tuple[str, ...] = ()
    hanging: Party | None = None
    """The noun phrase that ended the sentence before, where the cut fell between it and its verb."""
    who: tuple[str, ...] = ()
    together: list[tuple[str, ...]] = field(default_factory=list)
    number: int = 0
    recent: list[tuple[int, Event]] = field(default_factory=list)
    place: tuple[int, tuple[str, ...]] = (0, ())
    """The state of the place named last, and in which sentence."""
    sources: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    """Who said of whom that it did something: the number of the sentence, the actor, the source."""
    dyad: tuple[str, ...] = ()
    """The two states that the whole text is about; () for a text about one or many."""

    @staticmethod
    def dyad_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Return the two states that most mentions belong to, where the text is about just two."""
        counts = Counter(m.acts_for for m in mentions if is_state(m.acts_for))
        total = sum(counts.values())
        top = counts.most_common(2)
        if (
            total < _ENOUGH_MENTIONS
            or len(top) < 2
            or sum(n for _, n in top) < _DYAD_SHARE * total
            or top[1][1] < _SECOND_SHARE * total
        ):
            return ()
        return tuple(sorted(state for state, _ in top))

    def other_of_dyad(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return the other state of the text's dyad; () where the two were last at odds."""
        if len(actor) != 1 or actor[0] not in self.dyad:
            return ()
        between = [e for _, e in self.recent if {*e.actor, *e.recipient} == set(self.dyad)]
        if between and between[-1].type in _HOSTILE:
            return ()
        return tuple(state for state in self.dyad if state != actor[0])

    def pair(self, before: Sequence[Party]) -> tuple[str, ...]:
        """Return the two states meant by ทั้งสองประเทศ; () where fewer than two were named."""
        near: list[str] = []
        for party in reversed(before):
            if len(party.ids) == 2 and not party.anaphor and party.marker not in _ASIDE:
                return tuple(sorted(party.ids))
        for party in before:
            if party.marker not in _ASIDE:
                near = _moved_up(near, party.ids)
        hosts = [p.ids for p in before if p.place and p.marker == "in" and len(p.ids) == 1]
        if len(near) == 1 and hosts and is_state(hosts[-1][0]) and hosts[-1][0] not in near:
            return tuple(sorted((near[0], hosts[-1][0])))  # "A เดินทางไปร่วมพิธีที่กรุงมอสโก ทั้งสองฝ่าย…"
        if self.dyad and len(near) < 2:
            return self.dyad
        order = near + [state for state in self.focus if state not in near]
        return tuple(sorted(order[:2])) if len(order) > 1 else ()

    def group(self, before: Sequence[Party], count: int) -> tuple[str, ...]:
        """Return the three or more parties meant by ทั้งสามประเทศ: so many as last were named together.

        *count* is how many there have to be; 0 for ประเทศเหล่านี้, which does not say.
        """
        named = [*self.together, *(party.ids for party in before if len(party.ids) > _PAIR)]
        return next((ids for ids in reversed(named) if count in (0, len(ids))), ())

    def person(self, before: Sequence[Party]) -> tuple[str, ...]:
        """Return whose state เขา acts for: the last subject of this sentence, or the topic's person."""
        for party in reversed(before):
            if party.free and not party.place and (party.person or not party.ids):
                return party.ids
        return self.who

    def itself(self, before: Sequence[Party]) -> tuple[str, ...]:
        """Return whom ตน means: the nearest subject before it, or the topic."""
        for party in reversed(before):
            if party.free and not party.place:
                return party.ids
        return self.topic

    def home(self) -> tuple[str, ...]:
        """Return whose government or army is meant where the sentence names no state: the topic's."""
        return self.topic if len(self.topic) == 1 and is_state(self.topic[0]) else ()

    @property
    def venue(self) -> tuple[str, ...]:
        """The state of a place named just before."""
        number, state = self.place
        return state if self.number - number <= _VENUE_REACH else ()

    def shared(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return whom *actor* did something to in this sentence: ``A ปิดพรมแดนของ B และขู่จะ…``."""
        for number, event in reversed(self.recent):
            if self.number != number:
                break
            if set(event.actor) == set(actor) and event.recipient and event.type not in _COOPERATION:
                return event.recipient
        return ()

    def counterpart(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return the one other party of the last deed that *actor* had a part in; () for none near."""
        for number, event in reversed(self.recent):
            if self.number - number > _PARTNER_REACH:
                break
            others = {*event.actor, *event.recipient} - set(actor)
            if event.type in _COOPERATION:
                continue
            if set(actor) & {*event.actor, *event.recipient} and len(others) == 1:
                return tuple(others)
        return ()

    def asker(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return who asked *actor* for something, or made an offer, in the last sentences; () for nobody."""
        for number, event in reversed(self.recent):
            if self.number - number > _ANSWER_REACH:
                break
            if event.type in ("REQUEST", "AGREE") and set(actor) & set(event.recipient) - set(event.actor):
                return event.actor
        return ()

    def charger(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return who accused, asked or threatened *actor* in the last sentences; () for nobody."""
        for number, event in reversed(self.recent):
            if self.number - number > _ANSWER_REACH:
                break
            if (
                event.type in _ANSWERED
                and set(actor) & set(event.recipient)
                and not set(actor) & set(event.actor)
            ):
                return event.actor
        for number, accused, source in reversed(self.sources):
            if self.number - number > _ANSWER_REACH:
                break
            if set(actor) & set(accused) and not set(actor) & set(source):
                return source
        if self.recent:
            number, event = self.recent[-1]
            asked = event.type in _ANSWERED and self.number == number
            if asked and not set(actor) & set(event.actor):
                return event.actor
        return ()

    def charge(self, actor: Sequence[str]) -> Event | None:
        """Return the deed that *actor* was last said to have done."""
        for number, event in reversed(self.recent):
            if self.number - number > _ANSWER_REACH:
                break
            if event.status == "alleged" and set(actor) & set(event.actor):
                return event
        return None

    def remember(self, events: Sequence[Event]) -> None:
        """Take in the events of the sentence just read."""
        self.recent += [(self.number, event) for event in events]

    def partner(self, actor: Sequence[str], *, reach: int = _PARTNER_REACH) -> tuple[str, ...]:
        """Return with whom *actor* had to do in the last sentences: who is meant where nobody is named."""
        for number, event in reversed(self.recent):
            if self.number - number > reach:
                break
            parties = (*event.actor, *event.recipient)
            if (
                event.type in _COOPERATION
                and set(actor) <= set(parties)
                and (len(set(parties)) == len(set(actor)) + 1 or number == self.number)
            ):
                return tuple(p for p in parties if p not in actor)
        return ()

    def blamed(self, actor: Sequence[str]) -> tuple[str, ...]:
        """Return whom a charge without an object is about: as the last charge, or who last did something."""
        for number, event in reversed(self.recent):
            if self.number - number > _BLAME_REACH:
                break
            target = event.recipient if event.type in _CHARGES and event.type != "REQUEST" else event.actor
            if target and not set(actor) & set(target):
                return target
        return ()

    def next_sentence(self, parties: Sequence[Party], end: int, *, new_paragraph: bool) -> None:
        """Move on: focus, topic and person come from the sentence just read, which ends at *end*."""
        self.number += 1
        last = parties[-1] if parties else None
        ends = last is not None and last.span.end >= end - 1 and last.free and last.paused and not last.marker
        self.hanging = last if ends and not new_paragraph else None
        for party in parties:
            if party.place:
                self.place = (self.number, party.ids)
            if len(party.ids) > _PAIR and not party.anaphor:
                self.together = [*self.together[1 - _GROUPS :], party.ids]
            if party.marker not in _ASIDE and not party.anaphor:
                self.focus = _moved_up(self.focus, party.ids)[:_MEMORY]
        subject = next((p for p in parties if p.free and not p.place and not p.anaphor), None)
        if subject is not None:
            self.topic = subject.ids
            if subject.person or not subject.ids:
                self.who = subject.ids
        if new_paragraph:
            self.topic = ()
            self.recent = self.recent[-6:]


def _moved_up(order: list[str], parties: Sequence[str]) -> list[str]:
    """Return *order* with the states among *parties* in front."""
    for state in parties:
        if is_state(state):
            order = [state, *(s for s in order if s != state)]
    return order
