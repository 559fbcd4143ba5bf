"""One pass over the sentences of a document: triggers, roles, status and date make events."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ruscorpus.events.lexicon import Lexicon
from ruscorpus.events.parties import find_parties
from ruscorpus.events.roles import Roles, Scene, find_roles
from ruscorpus.events.status import assess
from ruscorpus.events.triggers import Trigger, Triggers
from ruscorpus.events.when import Calendar
from ruscorpus.model import Event
from ruscorpus.offsets import Span, soft_places
from ruscorpus.phrases import ReadText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.events.parties import Party
    from ruscorpus.model import Document, Mention
    from ruscorpus.phrases import Hit


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
        read = ReadText(flow, document.words, soft_places(document.joins))
        hits = self._triggers.scan(read)
        starts = [hit.span.start for hit in hits]
        mention_starts = [mention.span.start for mention in document.mentions]
        boundaries = frozenset(document.words)
        calendar = Calendar(document)
        skipped = [region.span for region in document.regions] + [s.heading for s in document.sections]
        focus: list[str] = []
        topic: tuple[str, ...] = ()
        events: list[Event] = []
        for sentence in document.sentences:
            if any(span.contains(sentence) for span in skipped):
                continue
            inside = document.mentions[
                bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, sentence.end)
            ]
            parties = find_parties(flow, sentence, inside, self._lexicon, boundaries, focus)
            scene = Scene(flow, sentence, parties, self._lexicon, boundaries, topic)
            local = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            events += _distinct(self._events(scene, local, calendar))
            focus = _refocus(focus, inside)
            topic = _topic(parties) or (topic if _same_paragraph(flow, sentence) else ())
        return tuple(events)

    def _events(self, scene: Scene, hits: Sequence[Hit], calendar: Calendar) -> Iterator[Event]:
        for trigger in self._triggers.in_sentence(hits):
            roles = find_roles(scene, trigger)
            if roles is not None:
                yield self._event(scene, trigger, roles, calendar)

    def _event(self, scene: Scene, trigger: Trigger, roles: Roles, calendar: Calendar) -> Event:
        frame = trigger.frame
        opener = scene.lexicon.opener_between(
            scene.flow, scene.sentence.start, trigger.span.start, scene.boundaries
        )
        clause = Span(max(scene.sentence.start, opener - 12), scene.sentence.end)
        asserted = assess(
            scene.flow,
            clause,
            trigger.span,
            scene.lexicon,
            scene.boundaries,
            type_=frame.type,
            mode=frame.mode,
        )
        status = frame.status or asserted.status
        type_, mode = (frame.type, frame.mode) if frame.status else (asserted.type, asserted.mode)
        date = calendar.date_of(trigger.span, scene.sentence, planned=status in ("planned", "hypothetical"))
        return Event(
            type=type_,
            mode=mode,
            actor=roles.actor,
            recipient=roles.recipient,
            date=date,
            status=status,
            score=self._scores.get((type_, mode), self._scores[type_, ""]),
            contexts=frame.contexts,
            span=roles.span,
            rule=f"frame:{frame.id}",
            confidence=round(frame.confidence * roles.sureness, 2),
        )


def _distinct(events: Iterator[Event]) -> list[Event]:
    """Keep one event a deed: same type and parties in one sentence, the surest and earliest of them."""
    best: dict[tuple[str, frozenset[str], frozenset[str]], Event] = {}
    for event in events:
        key = (event.type, frozenset(event.actor), frozenset(event.recipient))
        known = best.get(key)
        if known is None or event.confidence > known.confidence:
            best[key] = event
    return sorted(best.values(), key=lambda e: (e.span, e.type, e.actor, e.recipient))


def _refocus(focus: list[str], mentions: Sequence[Mention]) -> list[str]:
    """Return the states spoken of, most recent first."""
    for mention in mentions:
        state = mention.acts_for
        if len(state) == 3 and state.isupper() and mention.type != "LOC":
            focus = [state, *(other for other in focus if other != state)][:4]
    return focus


def _topic(parties: Sequence[Party]) -> tuple[str, ...]:
    """Return who a following sentence without a subject is about: the first bare party of this one."""
    for party in parties:
        if not party.place and party.marker in ("", "by", "coordinator"):
            return party.ids
    return ()


def _same_paragraph(flow: str, sentence: Span) -> bool:
    return not flow.startswith("\n", sentence.end)
