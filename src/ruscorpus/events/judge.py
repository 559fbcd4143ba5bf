"""The judge: what the heads of a sentence may tell, and of whom, after weights learnt from annotated texts.

The rules propose: where triggers stand, which roles and which status they read. The judge weighs that against
everything else a sentence shows (:mod:`ruscorpus.events.features`): for each head all pairs of actor and
recipient, and that it tells nothing, share one probability (a conditional logit, McFadden 1974). What is
likely enough to be thought of is a candidate; :mod:`ruscorpus.events.review` decides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from ruscorpus.events.candidates import FAR, Margins, Sighting, Weighed, merged
from ruscorpus.events.features import View, key_of
from ruscorpus.events.heads import heads_of, is_told_at
from ruscorpus.events.lexicon import has_thai
from ruscorpus.events.review import Review
from ruscorpus.events.roles import Roles
from ruscorpus.events.status import assess
from ruscorpus.events.weighing import Tables, Weighing
from ruscorpus.linear import logistic
from ruscorpus.model import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruscorpus.config.weights import EventWeights
    from ruscorpus.events.features import Key
    from ruscorpus.events.heads import Head, Told
    from ruscorpus.events.parties import Party
    from ruscorpus.offsets import Span

HOPELESS = -4.0
"""A head whose best actor and best recipient come to less has no reading that reaches a threshold."""
LIKELY = 4
"""So many actors and recipients of a head are tried with each other, the likeliest ones."""
DEEDS, LEAST = 3, 0.08
"""A head proposes so many deeds at most, its likeliest and others that are not less likely than this."""


class Judge:
    """Weights, compiled; :meth:`events` judges one sentence."""

    def __init__(self, weights: EventWeights, scores: Mapping[tuple[str, str], float | None]) -> None:
        kinds = {kind for kind, _ in scores}
        self._scores = scores
        self._tables = Tables(weights.models["gate"], weights.models["reading"], kinds)
        self._least = weights.models["gate"].threshold
        self._frames = frozenset(f"frame:{frame}" for frame in weights.frames)
        words: dict[str, list[str]] = defaultdict(list)
        for kind, listed in weights.words.items():
            for word in listed if kind in kinds else ():
                words[word].append(kind)
        self._words: Mapping[str, Sequence[str]] = words
        self._review = Review(weights, scores)

    def events(self, told: Told) -> list[Event]:
        """Return the events of a sentence: those of the rules that stand, and those that they missed."""
        return self._review.events(self.weigh(told))

    def weigh(self, told: Told) -> Weighed:
        """Return what the sentence may tell, the events of the rules among it.

        An event of the rules that no head stands for, a denial perhaps, stands as it was read; so does one
        of a frame that the weights do not know.
        """
        reading = told.scene.reading
        if not has_thai(reading.flow, reading.low, reading.high):
            return Weighed(standing=told.events, chosen=told.chosen)
        view = View(told)
        heads = heads_of(told, self._words, view.tokens)
        weighing = Weighing(self._tables, view)
        candidates = merged(pair for head in heads for pair in self._sightings(view, weighing, head))
        by_key = {candidate.key: candidate for candidate in candidates}
        rules: dict[Key, float] = {}
        standing: list[Event] = []
        for event in told.events:
            key = key_of(event.type, event.actor, event.recipient)
            rules[key] = max(event.confidence, rules.get(key, 0.0))
            if event.rule not in self._frames:
                standing.append(event)
            elif key in by_key:
                by_key[key].by_rules += (event,)
            elif not any(_stands_for(head, event) for head in heads):
                standing.append(event)
        stands = {key_of(event.type, event.actor, event.recipient) for event in standing}
        candidates = [each for each in candidates if each.by_rules or each.key not in stands]
        for candidate in candidates:
            clear = next((seen for seen in candidate.sightings if not _turned(seen.head)), None)
            if clear is not None:
                candidate.event = partial(self._event, told, clear)
        return Weighed(len(view.words), rules, standing, candidates, told.chosen)

    def _sightings(self, view: View, weighing: Weighing, head: Head) -> Iterator[tuple[Key, Sighting]]:
        """Yield the deeds that *head* may tell; none where it most likely tells nothing.

        The gate stands before heads of which the rules make nothing.
        """
        summed = weighing.head(head)
        gate = weighing.gate(head, summed)
        if logistic(gate) < self._least and not view.made_as(head):
            return
        base = weighing.base(head, summed)
        choices, as_actor, as_recipient = weighing.choices(head)
        actors, recipients = choices.actors, choices.recipients
        if not actors:
            return
        most_actor, most_recipient = max(as_actor), max(as_recipient)
        if base + most_actor + most_recipient < HOPELESS:
            return
        best: dict[Key, tuple[float, int, int, float]] = {}
        margins: list[tuple[Key, float]] = []
        for i, j, key, together in weighing.pairs(head, choices, _best(as_actor), _best(as_recipient)):
            whole = base + as_actor[i] + as_recipient[j] + together
            margins.append((key, whole))
            known = best.get(key)
            if known is None or whole > known[0]:
                best[key] = whole, i, j, together
        shares = _shares(margins)
        anything = sum(shares.values())
        if anything < LEAST:
            return
        ranked = sorted(shares, key=lambda key: (-shares[key], key))
        at = view.number(head.start)
        for rank, key in enumerate(ranked[:DEEDS]):
            if shares[key] < LEAST:
                return
            _, i, j, together = best[key]
            yield (
                key,
                Sighting(
                    head,
                    actors[i],
                    recipients[j],
                    shares[key],
                    anything,
                    max((shares[other] for other in ranked[:2] if other != key), default=0.0),
                    rank,
                    len(shares),
                    Margins(
                        gate,
                        base,
                        as_actor[i],
                        as_recipient[j],
                        together,
                        most_actor - as_actor[i],
                        most_recipient - as_recipient[j],
                    ),
                    at,
                    _away(view, at, actors[i].party),
                    -_away(view, at, recipients[j].party, -FAR),
                ),
            )

    def _event(self, told: Told, found: Sighting) -> Event:
        head = found.head
        trigger = head.trigger
        roles = _roles(told, found)
        asserted = assess(told.scene, trigger, roles)
        if asserted is not None and asserted.type == head.type:
            status, mode = asserted.status, asserted.mode
        else:
            status = "planned" if head.source.endswith(".future") else "occurred"
            mode = trigger.mode if trigger.frame.type == head.type else ""
        event = Event(
            type=head.type,
            mode=mode,
            actor=roles.actor,
            recipient=roles.recipient,
            date="",
            status=status,
            score=self._scores.get((head.type, mode), self._scores[head.type, ""]),
            contexts=trigger.frame.contexts,
            span=roles.span,
            rule=f"learned:{trigger.frame.id}",
            confidence=found.probability,
        )
        return told.dated(event, trigger.span)


def _shares(margins: Sequence[tuple[Key, float]]) -> dict[Key, float]:
    """Return the probability of each deed: the readings and "nothing", whose margin is 0, share one."""
    top = max(0.0, max((margin for _, margin in margins), default=0.0))
    parts = [math.exp(margin - top) for _, margin in margins]
    total = math.exp(-top) + sum(parts)
    shares: dict[Key, float] = {}
    for (key, _), part in zip(margins, parts, strict=True):
        shares[key] = shares.get(key, 0.0) + part / total
    return shares


def _away(view: View, at: int, party: Party | None, far: int = FAR) -> int:
    """Return how many words before the word *at* the party is named; *far* where it is not named."""
    return far if party is None else at - view.number(party.span.start)


def _best(margins: Sequence[float]) -> Sequence[int]:
    """Return the places of the highest margins, in order: beyond them no reading has a share to speak of."""
    if len(margins) <= LIKELY:
        return range(len(margins))
    return sorted(sorted(range(len(margins)), key=margins.__getitem__, reverse=True)[:LIKELY])


def _stands_for(head: Head, event: Event) -> bool:
    """Tell whether *head* is a word that tells *event*."""
    return head.type == event.type and is_told_at(event, head)


def _turned(head: Head) -> bool:
    """Tell whether the frame turns subject and object round: only the rules know which is which."""
    return head.trigger.frame.passive or head.trigger.frame.inverse


def _roles(told: Told, found: Sighting) -> Roles:
    """Return the roles as the rules on status want them: with the stretch that shows them."""
    head, actor, recipient = found.head, found.actor, found.recipient
    span: Span = head.trigger.shown or head.trigger.span
    subject_start, subject_end = -1, told.scene.reading.low
    if actor.party is not None:
        span = span.cover(actor.party.span)
        if actor.party.span.end <= head.start:
            subject_start, subject_end = actor.party.span
    if recipient.party is not None:
        span = span.cover(recipient.party.span)
    return Roles(actor.ids, recipient.ids, span, 1.0, subject_end, subject_start)
