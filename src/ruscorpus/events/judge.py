"""The judge: which heads of a sentence tell a deed, and of whom, after weights learnt from annotated texts.

The rules propose: where triggers stand, which roles and which status they read. The judge weighs that against
everything else a sentence shows (:mod:`ruscorpus.events.features`): for each head all pairs of actor and
recipient, and that it tells nothing, share one probability (a conditional logit, McFadden 1974). An event
of the rules stands while it is not too unlikely; one that only the weights see must be likely. The
probability is the confidence of either.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.events.features import View, key_of
from ruscorpus.events.heads import heads_of, is_told_at
from ruscorpus.events.roles import Roles
from ruscorpus.events.status import assess
from ruscorpus.linear import logistic
from ruscorpus.model import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruscorpus.config.weights import EventWeights, Weights
    from ruscorpus.events.features import Choice, Key
    from ruscorpus.events.heads import Head, Told
    from ruscorpus.offsets import Span

SAME_DEED = 12
"""Two heads of one type and with a party in common tell one deed when they stand closer than this."""

HOPELESS = -4.0
"""A head whose best actor and best recipient come to less has no reading that reaches a threshold."""
LIKELY = 4
"""So many actors and recipients of a head are tried with each other, the likeliest ones."""
MOST = 0.99
"""However sure the weights are, a doubt stays."""
_THAI = re.compile(r"[ก-๛]{3}")
_PARTS = ("H", "A", "R", "AR")


class Judged(NamedTuple):
    """A head that tells a deed, the likeliest reading of it, and the probability of its type and parties."""

    probability: float
    head: Head
    actor: Choice
    recipient: Choice
    key: Key


class _Tables:
    """A model, its weights by the part of a reading that they are of: head, actor, recipient, or both.

    A feature counts for all types of event, and once more for one (``AID|R:pre=Rให้``).
    """

    def __init__(self, weights: Weights, kinds: Iterable[str]) -> None:
        self.bias = weights.bias
        self._shared: dict[str, dict[str, float]] = {part: {} for part in _PARTS}
        self._own: dict[tuple[str, str], dict[str, float]] = {
            (kind, part): {} for kind in kinds for part in _PARTS
        }
        self._whole: dict[tuple[str, str], dict[str, float]] = {}
        for name, weight in weights.weights.items():
            kind, bar, feature = name.partition("|")
            own = bool(bar) and (kind, "H") in self._own
            part, _, rest = (feature if own else name).partition(":")
            if part in _PARTS:
                (self._own[kind, part] if own else self._shared[part])[rest] = weight

    def margin(self, kind: str, part: str, features: Iterable[str]) -> float:
        """Return what *features* of *part* (``H``, ``A``, ``R``, ``AR``) add to the margin."""
        table = self._whole.get((kind, part))
        if table is None:  # put together when first asked for: few types are met in most texts
            table = dict(self._shared[part])
            for feature, weight in self._own[kind, part].items():
                table[feature] = table.get(feature, 0.0) + weight
            self._whole[kind, part] = table
        return sum([table[feature] for feature in features if feature in table])


class Judge:
    """Weights, compiled; :meth:`events` judges one sentence."""

    def __init__(self, weights: EventWeights, scores: Mapping[tuple[str, str], float | None]) -> None:
        kinds = {kind for kind, _ in scores}
        self._scores = scores
        self._gate = _Tables(weights.models["gate"], kinds)
        self._readings = _Tables(weights.models["reading"], kinds)
        self._least = weights.models["gate"].threshold
        self._frames = frozenset(f"frame:{frame}" for frame in weights.frames)
        self._threshold, self._keep = weights.models["reading"].threshold, weights.keep
        words: dict[str, list[str]] = defaultdict(list)
        for kind, listed in weights.words.items():
            for word in listed if kind in kinds else ():
                words[word].append(kind)
        self._words: Mapping[str, Sequence[str]] = words

    def events(self, told: Told) -> list[Event]:
        """Return the events of a sentence: those of the rules that stand, and those that they missed."""
        if _THAI.search(told.scene.reading.flow, told.scene.reading.low, told.scene.reading.high) is None:
            return list(told.events)  # nothing was learned about other languages
        view = View(told)
        heads = heads_of(told, self._words, view.tokens)
        keyed = [(key_of(event.type, event.actor, event.recipient), event) for event in told.events]
        by_rules = {key for key, _ in keyed}
        judged = _distinct(
            found
            for head in heads
            if (found := self._judge(view, head, told.events)) is not None
            and (
                found.probability >= self._keep
                if found.key in by_rules
                else found.probability >= self._threshold and not _turned(found.head)
            )
        )
        sure = {found.key: found.probability for found in judged}
        kept: list[Event] = []
        for key, event in keyed:
            if key in sure:
                kept.append(replace(event, confidence=_confidence(sure[key])))
            elif event.rule not in self._frames or not any(_stands_for(head, event) for head in heads):
                kept.append(
                    event
                )  # nothing is known of its frame; or a denial, or a sentence before, tells it
        known = {key_of(event.type, event.actor, event.recipient) for event in kept}
        kept += [self._event(told, found) for found in judged if found.key not in known]
        return sorted(kept, key=lambda e: (e.span, e.type, e.actor, e.recipient, e.rule))

    def _judge(self, view: View, head: Head, events: Sequence[Event]) -> Judged | None:
        """Return the likeliest reading of *head*; None where it most likely tells nothing.

        The gate stands before heads of which the rules make nothing.
        """
        kind, margin = head.type, self._readings.margin
        unread = not any(_stands_for(head, event) for event in events)
        of_head = view.of_head(head)
        if unread and logistic(self._gate.bias + self._gate.margin(kind, "H", of_head)) < self._least:
            return None
        base = self._readings.bias + margin(kind, "H", of_head)
        actors, recipients = view.choices(head)
        as_actor = [margin(kind, "A", view.of_choice(head, choice, "A")) for choice in actors]
        as_recipient = [margin(kind, "R", view.of_choice(head, choice, "R")) for choice in recipients]
        if not actors or base + max(as_actor) + max(as_recipient) < HOPELESS:
            return None
        likely = _best(as_actor), _best(as_recipient)
        found: list[tuple[float, Choice, Choice, Key]] = []
        for i, j, actor, recipient in view.readings(head):
            if i in likely[0] and j in likely[1]:
                key = key_of(kind, actor.ids, recipient.ids)
                together = margin(kind, "AR", view.of_pair(head, actor, recipient, key))
                found.append((base + as_actor[i] + as_recipient[j] + together, actor, recipient, key))
        if not found:
            return None
        top = max(0.0, *(each[0] for each in found))
        total = math.exp(-top) + sum(math.exp(each[0] - top) for each in found)
        shares: dict[Key, float] = defaultdict(float)
        best: dict[Key, tuple[float, Choice, Choice, Key]] = {}
        for each in found:
            key = each[3]
            shares[key] += math.exp(each[0] - top) / total
            if key not in best or each[0] > best[key][0]:
                best[key] = each
        key = max(shares, key=lambda k: (shares[k], k))
        _, actor, recipient, _ = best[key]
        return Judged(shares[key], head, actor, recipient, key)

    def _event(self, told: Told, found: Judged) -> Event:
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
            confidence=_confidence(found.probability),
        )
        return told.dated(event, trigger.span)


def _confidence(probability: float) -> float:
    return round(min(MOST, probability), 2)


def _best(margins: Sequence[float]) -> set[int]:
    """Return the places of the highest margins: beyond them no reading has a share to speak of."""
    if len(margins) <= LIKELY:
        return set(range(len(margins)))
    return set(sorted(range(len(margins)), key=lambda i: -margins[i])[:LIKELY])


def _stands_for(head: Head, event: Event) -> bool:
    """Tell whether *head* is a word that tells *event*."""
    return head.type == event.type and is_told_at(event, head)


def _turned(head: Head) -> bool:
    """Tell whether the frame turns subject and object round: only the rules know which is which."""
    return head.trigger.frame.passive or head.trigger.frame.inverse


def _distinct(judged: Iterable[Judged]) -> list[Judged]:
    """Keep one reading a deed and a place: the surest of those with the same parties, or side by side."""
    kept: list[Judged] = []
    for found in sorted(judged, key=lambda j: (-j.probability, j.head.start, j.key)):
        if not any(_one_deed(found, other) for other in kept):
            kept.append(found)
    return kept


def _one_deed(one: Judged, other: Judged) -> bool:
    if one.key == other.key or one.head.start == other.head.start:
        return True
    close = abs(one.head.start - other.head.start) < SAME_DEED
    return one.head.type == other.head.type and close and bool({*one.key[1]} & {*other.key[1]})


def _roles(told: Told, found: Judged) -> Roles:
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
