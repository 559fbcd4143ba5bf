"""One pass over the sentences of a document: triggers, roles, status and date make events."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.events.discourse import Discourse
from ruscorpus.events.lexicon import Lexicon, Reading
from ruscorpus.events.parties import find_parties
from ruscorpus.events.roles import find_roles
from ruscorpus.events.status import assess
from ruscorpus.events.subjects import Scene
from ruscorpus.events.triggers import Trigger, Triggers
from ruscorpus.events.when import Calendar
from ruscorpus.model import Event
from ruscorpus.offsets import soft_places
from ruscorpus.phrases import ReadText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.events.roles import Roles
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span
    from ruscorpus.phrases import Hit

_UNORDERED = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
_PREFIXES = ("การ", "ความ", "ข้อ", "คำ", "ผู้")
_LEAST_CONFIDENCE = 0.45


class Extractor:
    """Compiled frames and grammar; :meth:`extract` finds the events of one document."""

    def __init__(self, ontology: Ontology, frames: Sequence[Frame], grammar: Grammar) -> None:
        self._triggers = Triggers(frames)
        self._lexicon = Lexicon(grammar)
        self._scores: dict[tuple[str, str], float | None] = {}
        for kind in ontology.types:
            self._scores[kind.id, ""] = kind.score
            for mode in kind.modes:
                self._scores[kind.id, mode.id] = mode.score

    def extract(self, document: Document) -> tuple[Event, ...]:
        """Return the events in the order of the text, without duplicates in a sentence."""
        flow = document.flow
        boundaries = _boundaries(document)
        hits = self._triggers.scan(ReadText(flow, boundaries, soft_places(document.joins)))
        starts = [hit.span.start for hit in hits]
        mention_starts = [mention.span.start for mention in document.mentions]
        calendar = Calendar(document)
        skipped = [region.span for region in document.regions] + [s.heading for s in document.sections]
        discourse = Discourse()
        events: list[Event] = []
        for sentence in document.sentences:
            if any(span.contains(sentence) for span in skipped):
                continue
            inside = document.mentions[
                bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, sentence.end)
            ]
            reading = Reading(flow, sentence.start, sentence.end, boundaries)
            parties = find_parties(reading, inside, self._lexicon, discourse)
            scene = Scene(reading, parties, self._lexicon, discourse.topic)
            local = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            found = self._events(scene, local, calendar, discourse)
            events += found
            discourse.next_sentence(parties, inside, new_paragraph=flow.startswith("\n", sentence.end))
        return tuple(events)

    def _events(
        self, scene: Scene, hits: Sequence[Hit], calendar: Calendar, discourse: Discourse
    ) -> list[Event]:
        found: list[Event] = []
        for trigger in self._triggers.in_sentence(hits):
            fallback: tuple[str, ...] = ()
            subject_known = trigger.frame.answer
            roles = find_roles(scene, trigger)
            if roles is None and subject_known:
                unary = replace(trigger, frame=trigger.frame.model_copy(update={"unary": True}))
                alone = find_roles(scene, unary)
                fallback = discourse.charger(alone.actor) if alone else ()
                roles = find_roles(scene, trigger, fallback) if fallback else None
            event = self._event(scene, trigger, roles, calendar) if roles else None
            if event is not None:
                found.append(event)
                discourse.remember([event])
        return _distinct(found)

    def _event(self, scene: Scene, trigger: Trigger, roles: Roles, calendar: Calendar) -> Event | None:
        frame = trigger.frame
        asserted = assess(scene, trigger, roles)
        if asserted is None:
            return None
        confidence = round(frame.confidence * roles.sureness * asserted.sureness, 2)
        if confidence < _LEAST_CONFIDENCE:
            return None
        sentence = _span(scene)
        planned = asserted.status in ("planned", "hypothetical")
        type_, mode = asserted.type, asserted.mode
        return Event(
            type=type_,
            mode=mode,
            actor=roles.actor,
            recipient=roles.recipient,
            date=calendar.date_of(trigger.span, sentence, planned=planned),
            status=asserted.status,
            score=self._scores.get((type_, mode), self._scores[type_, ""]),
            contexts=frame.contexts,
            span=roles.span,
            rule=f"frame:{frame.id}",
            confidence=confidence,
        )


def _span(scene: Scene) -> Span:
    from ruscorpus.offsets import Span  # noqa: PLC0415

    return Span(scene.reading.low, scene.reading.high)


def _boundaries(document: Document) -> frozenset[int]:
    """Return the word boundaries, and one inside each nominalisation (การ|ประชุม), which the word list has whole."""
    extra = set(document.words)
    flow = document.flow
    for start, end in zip(document.words, document.words[1:], strict=False):
        for prefix in _PREFIXES:
            if end - start > len(prefix) + 1 and flow.startswith(prefix, start):
                extra.add(start + len(prefix))
                break
    return frozenset(extra)


def _distinct(events: Iterable[Event]) -> list[Event]:
    """Keep one event a deed: same type and parties in one sentence, the surest and earliest of them."""
    best: dict[tuple[object, ...], Event] = {}
    for event in events:
        parties: tuple[object, ...] = (frozenset(event.actor), frozenset(event.recipient))
        if event.type in _UNORDERED:
            parties = (frozenset(event.actor) | frozenset(event.recipient),)
        key = (event.type, *parties)
        known = best.get(key)
        if known is None or event.confidence > known.confidence:
            best[key] = event
    return sorted(best.values(), key=lambda e: (e.span, e.type, e.actor, e.recipient))
