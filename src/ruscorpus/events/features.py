"""What speaks for and against a reading of a sentence, as named features of heads, parties and pairs.

A reading is a head (a word and an event type), an actor and a recipient. Each feature is a short text such
as ``A:pre=กับ`` (the word before the actor is กับ); a model holds a weight for it, one for all types of
event and one for each. Names of parties are no features: what is learnt of one state holds for any.

Each set of features is told in two parts, after what it depends on: where words and parties stand is the same
for all types that a word may tell, what the rules make of it is not. :mod:`ruscorpus.events.weighing` weighs
the first part once a place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ruscorpus.events.heads import is_told_at
from ruscorpus.events.places import Places
from ruscorpus.events.tokens import tokens_of
from ruscorpus.model import MUTUAL_TYPES, is_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.events.heads import Head, Told
    from ruscorpus.events.parties import Party
    from ruscorpus.events.roles import Roles
    from ruscorpus.model import Event
    from ruscorpus.offsets import Span

Ids = tuple[str, ...]
Key = tuple[str, Ids, Ids]
"""Type, actors and recipients of a deed; of mutual deeds all parties as actors. Ids are sorted."""

_AHEAD, _BACK = 7, 6
_NEAR = 40
_ALONE = frozenset({"SUPPORT", "AGREE", "CONSULT"})  # mutual types that may be told of one party


class Choice(NamedTuple):
    """Somebody who may be actor or recipient: who, and where named; or why one may think of them."""

    ids: Ids
    party: Party | None
    why: str = ""


NO_DEED: Key = "", (), ()
Choices: TypeAlias = tuple[list[Choice], list[Choice]]
"""Who may be actor, and who may be recipient."""


PairPlaces: TypeAlias = tuple[str, str, str, int]
"""The order of head, actor and recipient, what marks the two, and how many stand between them."""


def key_of(kind: str, actor: Sequence[str], recipient: Sequence[str]) -> Key:
    """Return what tells one deed from another: parties of a mutual deed stand in no order."""
    if kind in MUTUAL_TYPES:
        return kind, tuple(sorted({*actor, *recipient})), ()
    return kind, tuple(sorted(actor)), tuple(sorted(recipient))


def deed_of(kind: str, actor: Choice, recipient: Choice) -> Key:
    """Return :func:`key_of` a pair, whose ids are in order."""
    return (
        key_of(kind, actor.ids, recipient.ids) if kind in MUTUAL_TYPES else (kind, actor.ids, recipient.ids)
    )


class View:
    """A sentence cut into words, with placeholders for names, dates and quantities."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.parties = told.scene.parties
        reading = told.scene.reading
        self.flow = reading.flow
        self.tokens: list[tuple[Span, str]] = list(tokens_of(told))
        self.words = [word for _, word in self.tokens]
        self.starts = [span.start for span, _ in self.tokens]
        self._triggers = [(read.trigger.head.start, read.trigger.frame.type) for read in told.reads]
        self.verbs = sorted({start for start, _ in self._triggers})
        self.places = Places(told, self.tokens, self.verbs)
        self.states = min(5, len({party.ids for party in self.parties if party.ids}))
        self._ids = [tuple(sorted(party.ids)) for party in self.parties]
        self._ends = sorted(party.span.end for party in self.parties)
        self._choices: dict[int, Choices] = {}
        self._recent = [{*actor, *recipient} for actor, recipient in told.memory.recent]
        self._inside: dict[tuple[int, int], int] = {}
        self._made: dict[int, list[Event]] = {}
        self.deeds: dict[tuple[Ids, Ids], set[str]] = {}
        """The types of the deeds that the rules found, by actor and recipient."""
        for event in told.events:
            sides = tuple(sorted(event.actor)), tuple(sorted(event.recipient))
            self.deeds.setdefault(sides, set()).add(event.type)

    def word(self, index: int) -> str:
        """Return the word of that number; ``#`` beyond the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else "#"

    def number(self, place: int) -> int:
        """Return the number of the word that begins at *place* in the flow, or holds it."""
        return bisect_right(self.starts, place) - 1

    def choices(self, head: Head) -> Choices:
        """Return who may be actor and who may be recipient of *head*; nobody is a recipient too.

        Of several places where somebody is named the nearest counts: before the head for an actor,
        behind it for a recipient.
        """
        ended = bisect_right(self._ends, head.start)
        if ended not in self._choices:
            self._choices[ended] = self._choices_at(head.start)
        if head.roles is None:
            return self._choices[ended]
        actors, recipients = self._choices[ended]
        by_rules = dict.fromkeys(sides_of(head.roles))
        further = [
            Choice(ids, None, "rule")
            for ids in by_rules
            if ids and not any(ids == actor.ids for actor in actors)
        ]
        return ([*actors, *further], [*recipients, *further]) if further else (actors, recipients)

    def _choices_at(self, start: int) -> Choices:
        """Return who may be actor and recipient of heads that begin at *start*, whatever the rules think."""
        before: dict[Ids, Party] = {}
        behind: dict[Ids, Party] = {}
        for ids, party in zip(self._ids, self.parties, strict=True):
            if ids:
                if party.span.end <= start:
                    before[ids] = party
                else:
                    behind.setdefault(ids, party)
        named = dict.fromkeys([*before, *behind])
        implied = [Choice(ids, None, why) for ids, why in self._implied.items() if ids not in named]
        actors = [Choice(ids, before.get(ids) or behind[ids]) for ids in named]
        recipients = [Choice(ids, behind.get(ids) or before[ids]) for ids in named]
        return actors + implied, [Choice((), None), *recipients, *implied]

    @cached_property
    def _implied(self) -> dict[Ids, str]:
        """Who need not be named: whom the text spoke of."""
        scene, memory = self.told.scene, self.told.memory
        implied = {tuple(sorted(scene.topic)): "topic"} if scene.topic else {}
        if scene.speaker is not None:
            implied.setdefault(tuple(sorted(scene.speaker.ids)), "speaker")
        for index, state in enumerate(memory.focus[:2]):
            implied.setdefault((state,), f"focus{index}")
        for state in memory.dyad:
            implied.setdefault((state,), "dyad")
        return implied

    def readings(
        self, actors: Sequence[Choice], recipients: Sequence[Choice], kind: str
    ) -> Iterator[tuple[int, int, Choice, Choice]]:
        """Yield the pairs that an event of *kind* may have, with their places in the choices."""
        for i, actor in enumerate(actors):
            for j, recipient in enumerate(recipients):
                if is_reading(kind, actor, recipient):
                    yield i, j, actor, recipient

    def made(self, head: Head) -> list[Event]:
        """Return the events that the rules find where *head* stands."""
        if not self.told.events:
            return []
        if head.start not in self._made:
            self._made[head.start] = [event for event in self.told.events if is_told_at(event, head)]
        return self._made[head.start]

    def made_as(self, head: Head) -> list[Event]:
        """Return those of them that are of its type."""
        made = self.made(head)
        return [event for event in made if event.type == head.type] if made else made

    def of_head(self, head: Head) -> list[str]:
        """Return the features of a head: its words, its neighbours, and what the rules made of it."""
        return [*self.of_words(head), *self.of_head_by_rules(head)]

    def around(self, head: Head) -> tuple[int, int, set[str], set[str], set[str]]:
        """Return the number of the word of *head* and of the one behind it, and what stands around.

        That is: the words ahead and those behind it, and the types of the frames whose triggers are near.
        """
        start = head.start
        i, j = bisect_right(self.starts, start) - 1, bisect_left(self.starts, head.end)
        near = {kind for at, kind in self._triggers if -_NEAR < at - start < _NEAR and at != start}
        return i, j, {*self.words[j : j + _AHEAD]}, {*self.words[max(0, i - _BACK) : max(0, i)]}, near

    def of_words(self, head: Head) -> list[str]:
        """Return the features of a head that tell of its words and of what stands around them."""
        i, j, ahead, behind, near = self.around(head)
        word = self.word
        return [
            "head", f"w0={self.flow[head.start : head.end]}",
            f"-1={word(i - 1)}", f"+1={word(j)}", f"+12={word(j)}_{word(j + 1)}",
            f"-21={word(i - 2)}_{word(i - 1)}",
            *(f"n={other}" for other in ahead), *(f"p={other}" for other in behind),
            f"states={self.states}", *(f"near={kind}" for kind in sorted(near)),
        ]  # fmt: skip

    def of_head_by_rules(self, head: Head) -> list[str]:
        """Return the features of a head that tell how it was found, and what the rules made of it."""
        frame = head.trigger.frame
        features = [f"src={head.source}"]
        if head.source != "word":
            features.append(f"frame={frame.id}:{head.source.split('.')[0]}")
        if head.source.startswith("frame"):
            features.append(f"conf={frame.confidence:.1f}")
            features.append(f"roles={head.roles.sureness:.1f}" if head.roles else "roles=none")
            if head.asserted is None:
                features.append("to=none")
            else:
                same = "same" if head.asserted.type == head.type else "other"
                features.append(f"to={same}:{head.asserted.status}")
        made = {event.type for event in self.made(head)}
        features.append("made=" + ("same" if head.type in made else "other" if made else "none"))
        return features + [f"made:{kind}" for kind in sorted(made - {head.type})]

    def of_choice(self, head: Head, choice: Choice, role: str) -> list[str]:
        """Return the features of somebody as actor (*role* ``A``) or recipient (``R``) of a head."""
        rules = [*self.of_roles(head, choice, role), *self.of_side_by_events(head, choice, role)]
        if not choice.ids:
            return rules
        if choice.party is None:
            return [*rules, *self.of_somebody(choice)]
        way, place = self.of_place(head, choice.party)
        return [*rules, *self.of_somebody(choice), self.of_way(head, choice, role, way), *place]

    def of_roles(self, head: Head, choice: Choice, role: str) -> list[str]:
        """Return the features of somebody that tell whom the rules read in the role."""
        said, other = "norule", None
        if head.roles is not None:
            rule, other = sides_of(head.roles) if role == "A" else sides_of(head.roles)[::-1]
            said = "same" if rule == choice.ids else "part" if {*rule} & {*choice.ids} else "other"
        features = [f"rule={said}"]
        if head.roles is not None:
            features.append(f"rule={said}:{head.roles.sureness:.1f}")
            if other == choice.ids:
                features.append("swap")
        return features if choice.ids else [*features, "none", f"none:{said}"]

    def of_way(self, head: Head, choice: Choice, role: str, way: str) -> str:
        """Return the feature of how somebody is named, and whether the rules read the role so."""
        read = None if head.roles is None else sides_of(head.roles)[role == "R"] == choice.ids
        return f"rule-way={read}{way}"

    def of_side_by_events(self, head: Head, choice: Choice, role: str) -> list[str]:
        """Return the features of somebody that depend on the type: the rules' events of it, and the frame."""
        features = []
        made = [event.actor if role == "A" else event.recipient for event in self.made_as(head)]
        if made:
            same = any(tuple(sorted(m)) == choice.ids for m in made)
            features.append("made=" + ("same" if same else "other"))
        if not choice.ids:
            features.append(f"none:{head.trigger.frame.id}")
        return features

    def of_somebody(self, choice: Choice) -> Iterator[str]:
        """Yield the features of somebody that are the same wherever the head stands."""
        ids, memory = choice.ids, self.told.memory
        if any(actor == ids for actor, _ in memory.recent):
            yield "was-actor"
        if any(recipient == ids for _, recipient in memory.recent):
            yield "was-recipient"
        if tuple(sorted(self.told.scene.topic)) == ids:
            yield "topic"
        if len(ids) > 1:
            yield "many"
        if not is_state(ids[0]):
            yield "no-state"
        if choice.why:
            yield f"why={choice.why}"

    def of_place(self, head: Head, party: Party) -> tuple[str, list[str]]:
        """Return the features of where *party* stands to *head*, and before them their short form."""
        stretch = self.places.stretch(head, party)
        way, features = self.places.of_stretch(head, party, stretch)
        return way, [*self.places.of_party(party, stretch.side), *stretch.features(), *features]

    def of_pair(self, head: Head, actor: Choice, recipient: Choice, key: Key) -> list[str]:
        """Return the features of actor and recipient together, *key* being the deed that they make."""
        return [*self.of_order(head, actor, recipient), *self.of_deed(head, actor, recipient, key)]

    def of_order(self, head: Head, actor: Choice, recipient: Choice) -> list[str]:
        """Return the features of a pair that tell of its places, and whether it was met before."""
        features = ["recent"] if self.is_recent(actor, recipient) else []
        one, other = actor.party, recipient.party
        if one is not None and other is not None:
            features += of_places(self.places_of(head, one, other))
        elif not recipient.ids:
            before = one is not None and one.span.end <= head.start
            features.append("order=" + (actor.why or ("Ah" if before else "hA")))
        return features

    def is_recent(self, actor: Choice, recipient: Choice) -> bool:
        """Tell whether the last sentences told a deed of the two."""
        if not self._recent or not recipient.ids:
            return False
        return {*actor.ids, *recipient.ids} in self._recent

    def places_of(self, head: Head, actor: Party, recipient: Party) -> PairPlaces:
        """Return what tells how head, actor and recipient stand to each other."""
        one, other = actor.span, recipient.span
        order = _order(head.start, one.start, other.start)
        inside = self._between(one.end, other.start) if one <= other else self._between(other.end, one.start)
        return order, actor.marker, recipient.marker, min(inside, 3)

    def _between(self, low: int, high: int) -> int:
        """Return how many parties stand between two places."""
        if (low, high) not in self._inside:
            spans = [party.span for party in self.parties]
            self._inside[low, high] = sum(low <= span.start and span.end <= high for span in spans)
        return self._inside[low, high]

    def of_deed(self, head: Head, actor: Choice, recipient: Choice, key: Key) -> list[str]:
        """Return the features of a pair that tell what the rules say of the deed that it makes."""
        return [*self.of_ruling(head, key), *self.of_others(head, actor, recipient)]

    def of_ruling(self, head: Head, key: Key) -> list[str]:
        """Return the features of a deed that tell whether the rules read it at *head*, and found it there."""
        features = []
        if head.roles is not None:
            same = key_of(head.type, head.roles.actor, head.roles.recipient) == key
            features.append(f"rules={same}")
            if same:
                status = head.asserted.status if head.asserted is not None else "none"
                features.append(f"rules:{head.roles.sureness:.1f}:{status}")
        made = self.made_as(head)
        if made:
            sure = [e.confidence for e in made if key_of(e.type, e.actor, e.recipient) == key]
            features.append(f"made={bool(sure)}")
            if sure:
                features.append(f"sure={max(sure):.1f}")
        return features

    def of_others(self, head: Head, actor: Choice, recipient: Choice) -> list[str]:
        """Return the features of a pair that tell which other deeds of it the rules found."""
        told = self.deeds.get((actor.ids, recipient.ids))
        if told is None or told == {head.type}:
            return []
        return ["told", *(f"told:{kind}" for kind in sorted(told - {head.type}))]


def is_reading(kind: str, actor: Choice, recipient: Choice) -> bool:
    """Tell whether an event of *kind* may have this actor and this recipient."""
    if not recipient.ids:
        return len(actor.ids) > 1 or kind not in MUTUAL_TYPES or kind in _ALONE
    if actor.why and recipient.why:
        return False
    ids = actor.ids
    return ids[0] not in recipient.ids if len(ids) == 1 else frozenset(ids).isdisjoint(recipient.ids)


def of_places(places: PairPlaces) -> list[str]:
    """Return the features of a pair that tell how head, actor and recipient stand to each other."""
    order, actor, recipient, inside = places
    return [f"order={order}", f"marks={order}{actor}>{recipient}", f"inside={order}{inside}"]


def _order(head: int, actor: int, recipient: int) -> str:
    """Return how head, actor and recipient, which begin at these places, follow each other: ``AhR``."""
    if actor <= recipient:
        return "hAR" if head < actor else "AhR" if head < recipient else "ARh"
    return "hRA" if head < recipient else "RhA" if head < actor else "RAh"


def sides_of(roles: Roles) -> tuple[Ids, Ids]:
    """Return actor and recipient as the rules read them, sorted."""
    return tuple(sorted(roles.actor)), tuple(sorted(roles.recipient))
