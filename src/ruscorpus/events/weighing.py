"""What the features of a sentence weigh: each set of them is weighed once, for all types of event.

Some thousand readings of a page share most of their features: what stands around a word is the same for all
types that it may tell, and where a party stands to it also for actor and recipient. So weights of all types
stand side by side in one number, and totals are kept for as long as they may be asked for again. Whoever
doubts a margin adds up the weights of :meth:`View.of_head`, :meth:`View.of_choice` and :meth:`View.of_pair`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ruscorpus.compact import ByKind
from ruscorpus.events.features import NO_DEED, deed_of, is_reading, key_of, of_places, sides_of
from ruscorpus.events.stretches import Corners, Stretches
from ruscorpus.linear import SideBySide, lane, margin_of_both, margins_of_both

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

    from ruscorpus.config.weights import Weights
    from ruscorpus.events.features import Choice, Ids, Key, PairPlaces, View
    from ruscorpus.events.heads import Head
    from ruscorpus.events.parties import Party
    from ruscorpus.events.roles import Roles
    from ruscorpus.events.stretches import Ways
    from ruscorpus.linear import Family
    from ruscorpus.offsets import Span


class Table(SideBySide):
    """Weights of all types, and what few features weigh that are met again and again."""

    def __init__(self, biases: Sequence[float], lay: Callable[[str], int | None]) -> None:
        super().__init__(biases, lay)
        self._few: dict[tuple[str, ...], int] = {}

    def of_few(self, features: Iterable[str]) -> int:
        """Return the total of *features*, of which there are not many sets: what rules can say of a word."""
        few = tuple(features)
        if few not in self._few:
            self._few[few] = self.total(few)
        return self._few[few]


class Neighbours:
    """What the words of heads and those around them weigh, looked up by word (:meth:`View.of_words`)."""

    def __init__(self, table: Table) -> None:
        self._start = table.start + table.weights["head"]
        self._own: Family[str] = table.family("w0={}".format)
        self._before: Family[str] = table.family("-1={}".format)
        self._behind: Family[str] = table.family("+1={}".format)
        self._two_before: Family[str] = table.family("-21={}".format)
        self._two_behind: Family[str] = table.family("+12={}".format)
        self._ahead: Family[str] = table.family("n={}".format)
        self._back: Family[str] = table.family("p={}".format)
        self._near: Family[str] = table.family("near={}".format)
        self._states: Family[int] = table.family("states={}".format)

    def sum(self, view: View, head: Head) -> int:
        """Return the sum for the words of *head*, and what stands around them."""
        i, j, ahead, back, near = view.around(head)
        before, behind = view.word(i - 1), view.word(j)
        return (
            self._start
            + self._own[view.flow[head.start : head.end]]
            + self._before[before]
            + self._behind[behind]
            + self._two_before[f"{view.word(i - 2)}_{before}"]
            + self._two_behind[f"{behind}_{view.word(j + 1)}"]
            + sum(map(self._ahead.__getitem__, ahead))
            + sum(map(self._back.__getitem__, back))
            + sum(map(self._near.__getitem__, near))
            + self._states[view.states]
        )


class Tables:
    """The weights of gate and readings, by what they are of: heads, choices (actor, recipient), or pairs.

    A feature counts for all types of event, and once more for one (``AID|R:pre=Rให้``).
    """

    def __init__(self, gate: Weights, readings: Weights, kinds: Collection[str]) -> None:
        self.place = {kind: place for place, kind in enumerate(("", *sorted(kinds)))}
        self.heads = self._table((gate, "H", gate.bias), (readings, "H", readings.bias))
        self.neighbours = Neighbours(self.heads)
        self.choices = self._table((readings, "A", 0.0), (readings, "R", 0.0))
        self.corners = Corners(self.choices)
        self.nobody: Family[str] = self.choices.family("none:{}".format)
        """What nobody weighs, by the frame of the head."""
        self.pairs = self._table((readings, "AR", 0.0))
        self._orders: dict[PairPlaces, int] = {}
        self.by_rules: dict[tuple[Hashable, ...], int] = {}
        """The totals of heads where the rules find no event, by what they say of them."""

    def order(self, view: View, head: Head, actor: Choice, recipient: Choice) -> int:
        """Return the sum for the features of :meth:`View.of_order`."""
        table = self.pairs
        if actor.party is None or recipient.party is None:
            return table.start + table.of_few(view.of_order(head, actor, recipient))
        places = view.places_of(head, actor.party, recipient.party)
        total = self._orders.get(places)
        if total is None:
            total = self._orders[places] = table.start + table.total(of_places(places))
        return total + table.weights["recent"] if view.is_recent(actor, recipient) else total

    def _table(self, *parts: tuple[Weights, str, float]) -> Table:
        """Lay out the weights of *parts* of models: those for all types, then those of each."""
        count = len(parts)
        by_feature = [
            (at, ByKind.of(weights.weights), f"{part}:") for at, (weights, part, _) in enumerate(parts)
        ]
        places = {kind: place * count for kind, place in self.place.items()}

        def lay(feature: str) -> int | None:
            laid = None
            for at, weights, part in by_feature:
                for kind, weight in weights.pairs(part + feature):
                    if kind in places:
                        laid = (laid or 0) + lane(weight, places[kind] + at)
            return laid

        biases = [bias for _, _, bias in parts] + [0.0] * (count * (len(places) - 1))
        return Table(biases, lay)


@dataclass(slots=True)
class Choices:
    """Who may be actor and recipient of the heads at one place of which the rules read the same."""

    actors: Sequence[Choice]
    recipients: Sequence[Choice]
    as_actor: Sequence[int]
    as_recipient: Sequence[int]
    """The sums for them, without what depends on the type."""


class Weighing:
    """The margins of heads, choices and pairs of one sentence."""

    def __init__(self, tables: Tables, view: View) -> None:
        self._tables = tables
        self._view = view
        self._words: dict[tuple[int, int], int] = {}
        self._known: dict[Ids, int] = {}
        self._somebody: dict[Ids, int] = {}
        self._places: dict[tuple[int, int, Span], tuple[int, Ways]] = {}
        self._orders: dict[tuple[Hashable, ...], int] = {}
        self._choices: dict[tuple[int, int, int], Choices] = {}

    @cached_property
    def _stretches(self) -> Stretches:
        return Stretches(self._tables.corners, self._view.places)

    def head(self, head: Head) -> int:
        """Return the sum for *head*."""
        place = head.start, head.end
        if place not in self._words:
            self._words[place] = self._tables.neighbours.sum(self._view, head)
        return self._words[place] + self._by_rules(head)

    def gate(self, head: Head, summed: int) -> float:
        """Return the margin of *head* at the gate."""
        return margin_of_both(0, 2 * self._tables.place[head.type], summed)

    def base(self, head: Head, summed: int) -> float:
        """Return the margin of *head* that its readings start from."""
        return margin_of_both(1, 2 * self._tables.place[head.type] + 1, summed)

    def _by_rules(self, head: Head) -> int:
        """Return the total of what the rules say of *head*: of most they say nothing but how it was found."""
        table, view = self._tables.heads, self._view
        if view.made(head):
            return table.of_few(view.of_head_by_rules(head))
        by_rules, roles, asserted = self._tables.by_rules, head.roles, head.asserted
        key = (
            head.source,
            head.trigger.frame.id,
            None if roles is None else roles.sureness,
            None if asserted is None else (asserted.type == head.type, asserted.status),
        )
        total = by_rules.get(key)
        if total is None:
            total = by_rules[key] = table.total(view.of_head_by_rules(head))
        return total

    def choices(self, head: Head) -> tuple[Choices, list[float], list[float]]:
        """Return who may be actor and recipient of *head*, and their margins."""
        place = head.start, head.end, id(head.roles)
        choices = self._choices.get(place)
        if choices is None:
            actors, recipients = self._view.choices(head)
            if head.roles is None:
                placed: dict[Span, int] = {}
                as_actor = [self._unread(head, choice, placed) for choice in actors]
                as_recipient = [self._unread(head, choice, placed) for choice in recipients]
            else:
                as_actor = self._read(head, head.roles, actors, "A")
                as_recipient = self._read(head, head.roles, recipients, "R")
            choices = self._choices[place] = Choices(actors, recipients, as_actor, as_recipient)
        return (
            choices,
            self._margins(head, "A", choices.actors, choices.as_actor),
            self._margins(head, "R", choices.recipients, choices.as_recipient),
        )

    def _unread(self, head: Head, choice: Choice, placed: dict[Span, int]) -> int:
        """Return the sum for somebody, whatever the type: as actor and recipient where the rules read nobody.

        *placed*: what the parties weigh where they stand to the head, as far as that was asked for.
        """
        summed = self._somebody.get(choice.ids)
        if summed is None:
            table, view = self._tables.choices, self._view
            summed = table.start + table.of_few(view.of_roles(head, choice, "A")) + self._of_somebody(choice)
            self._somebody[choice.ids] = summed
        if choice.party is None:
            return summed
        place = placed.get(choice.party.span)
        if place is None:
            total, ways = self._place(head, choice.party)
            place = placed[choice.party.span] = total + ways.unread
        return summed + place

    def _read(self, head: Head, roles: Roles, choices: Sequence[Choice], role: str) -> list[int]:
        """Return the sums for all that may have a role, where the rules read the *roles* of the head."""
        table, view = self._tables.choices, self._view
        rule, other = sides_of(roles) if role == "A" else sides_of(roles)[::-1]
        parts = frozenset(rule)
        totals: dict[tuple[bool, bool, bool, bool], int] = {}
        sums = []
        for choice in choices:
            ids, party = choice.ids, choice.party
            same = ids == rule
            key = same, ids == other, bool(ids), parts.isdisjoint(ids)
            if key not in totals:
                totals[key] = table.start + table.total(view.of_roles(head, choice, role))
            summed = totals[key] + self._of_somebody(choice)
            if party is not None:
                total, ways = self._place(head, party)
                summed += total + (ways.same if same else ways.other)
            sums.append(summed)
        return sums

    def _of_somebody(self, choice: Choice) -> int:
        """Return the total of what is the same wherever the head stands."""
        if not choice.ids:
            return 0
        total = self._known.get(choice.ids)
        if total is None:
            total = self._tables.choices.of_few(self._view.of_somebody(choice))
            self._known[choice.ids] = total
        return total

    def _place(self, head: Head, party: Party) -> tuple[int, Ways]:
        """Return what it weighs where *party* stands, whatever the rules read of the head."""
        spot = head.start, head.end, party.span
        found = self._places.get(spot)
        if found is None:
            found = self._places[spot] = self._stretches.weigh(head, party)
        return found

    def _order(self, head: Head, actor: Choice, recipient: Choice) -> int:
        """Return the sum for a pair without what the rules say: many heads stand on one side of both."""
        one, other, start = actor.party, recipient.party, head.start
        key: tuple[Hashable, ...]
        if one is not None and other is not None:
            # Which parties, not how they are: a party has many fields.
            key = id(one), id(other), start < one.span.start, start < other.span.start
        else:
            key = actor.ids, recipient.ids, actor.why, one is not None and one.span.end <= start
        summed = self._orders.get(key)
        if summed is None:
            summed = self._orders[key] = self._tables.order(self._view, head, actor, recipient)
        return summed

    def _margins(self, head: Head, role: str, choices: Sequence[Choice], sums: Sequence[int]) -> list[float]:
        table, view = self._tables.choices, self._view
        if view.made_as(head):
            told = [table.of_few(view.of_side_by_events(head, choice, role)) for choice in choices]
            sums = list(map(int.__add__, sums, told))
        elif role == "R":
            sums = [sums[0] + self._tables.nobody[head.trigger.frame.id], *sums[1:]]
        shared = "AR".index(role)
        return margins_of_both(shared, shared + 2 * self._tables.place[head.type], sums)

    def _ruling(self, head: Head) -> Callable[[Key], int] | None:
        """Return what weighs whether the rules read a deed at *head*; None where they read nothing."""
        table, view, roles = self._tables.pairs, self._view, head.roles
        made = view.made_as(head)
        if roles is None and not made:
            return None
        told = [key_of(event.type, event.actor, event.recipient) for event in made]
        if roles is not None:
            told.append(key_of(head.type, roles.actor, roles.recipient))
        known = {key: table.of_few(view.of_ruling(head, key)) for key in told}
        other = table.of_few(view.of_ruling(head, NO_DEED))
        return lambda key: known.get(key, other)

    def pairs(
        self, head: Head, choices: Choices, actors: Iterable[int], recipients: Sequence[int]
    ) -> list[tuple[int, int, Key, float]]:
        """Return the readings that *actors* and *recipients*, by their places in *choices*, make of *head*.

        Each with the deed that it makes, and the margin of the two together.
        """
        table, view, kind = self._tables.pairs, self._view, head.type
        ruled = self._ruling(head)
        found: list[tuple[int, int, Key]] = []
        sums: list[int] = []
        likely = [(j, choices.recipients[j]) for j in recipients]
        for i in actors:
            actor = choices.actors[i]
            for j, recipient in likely:
                if not is_reading(kind, actor, recipient):
                    continue
                key = deed_of(kind, actor, recipient)
                summed = self._order(head, actor, recipient)
                if ruled is not None:
                    summed += ruled(key)
                if view.deeds and (actor.ids, recipient.ids) in view.deeds:
                    summed += table.of_few(view.of_others(head, actor, recipient))
                sums.append(summed)
                found.append((i, j, key))
        together = margins_of_both(0, self._tables.place[kind], sums)
        return [(*each, margin) for each, margin in zip(found, together, strict=True)]
