"""One pass over the sentences of a document: triggers, roles, status and date make events.

The rules read each sentence; where there are learnt weights, the judge decides what of it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ruscorpus.events.answers import roles_from_before
from ruscorpus.events.cast import find_parties, find_speaker
from ruscorpus.events.compounds import Compounds
from ruscorpus.events.deeds import distinct
from ruscorpus.events.denials import DENIAL, answered
from ruscorpus.events.discourse import Discourse
from ruscorpus.events.heads import Memory, Read, Told
from ruscorpus.events.judge import Judge
from ruscorpus.events.lexicon import Lexicon, Reading
from ruscorpus.events.recipients import says_what
from ruscorpus.events.roles import find_roles
from ruscorpus.events.status import assess
from ruscorpus.events.subjects import Scene
from ruscorpus.events.triggers import GAP, Found, Trigger, Triggers
from ruscorpus.events.when import Calendar, date_headline
from ruscorpus.model import Event
from ruscorpus.offsets import Span, soft_places
from ruscorpus.phrases import ReadText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.config.weights import EventWeights
    from ruscorpus.events.choosing import Chooses
    from ruscorpus.events.dating import Candidates
    from ruscorpus.events.roles import Roles
    from ruscorpus.events.status import Asserted
    from ruscorpus.model import Document, Mention

_LEAST_CONFIDENCE = 0.4
_LONGEST = 1500
_RECENT, _RECENTLY = 4, 2  # deeds, and sentences, that the judge is told of


class Extractor:
    """Compiled frames and grammar; :meth:`extract` finds the events of one document."""

    def __init__(
        self,
        ontology: Ontology,
        frames: Sequence[Frame],
        grammar: Grammar,
        weights: EventWeights | None = None,
        chooser: Chooses | None = None,
    ) -> None:
        self._triggers = Triggers(frames)
        self._lexicon = Lexicon(grammar, self._triggers.pieces())
        self._compounds = Compounds(
            self._triggers.heads(),
            self._lexicon.words,
            grammar.modifier_nouns,
            self._triggers.objects(),
        )
        self._scores = ontology.scores()
        self._chooser = chooser
        self._judge = Judge(weights, self._scores) if weights is not None else None

    def extract(self, document: Document) -> tuple[Event, ...]:
        """Return the events in the order of the text, without duplicates in a sentence."""
        judge = self._judge
        events: list[Event] = []
        for told in self.tell(document):
            events += map(told.chosen, told.events) if judge is None else judge.events(told)
        return tuple(date_headline(events, _headline(document)))

    def tell(self, document: Document) -> Iterator[Told]:
        """Yield what the rules read in each sentence, in the order of the text.

        What they read depends on the sentences before, never on what becomes of a reading that was yielded.
        Dates are told from the time that the text has come to: ask for them before the next sentence.
        """
        flow = document.flow
        boundaries = self._compounds.boundaries(document)
        hits = self._triggers.scan(ReadText(flow, boundaries, soft_places(document.joins)))
        starts = [span.start for span, _ in hits]
        places = self._lexicon.places(flow, boundaries)
        mention_starts = [mention.span.start for mention in document.mentions]
        calendar = Calendar(document, self._chooser)
        skipped = [region.span for region in document.regions] + [s.heading for s in document.sections]
        discourse = Discourse(dyad=Discourse.dyad_of(document.mentions))
        for sentence in _bounded(flow, document.sentences):
            if any(span.contains(sentence) for span in skipped):
                continue
            inside = document.mentions[
                bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, sentence.end)
            ]
            start, end = sentence
            reading = Reading(flow, start, end, boundaries, places, places.among(start, end))
            parties = find_parties(reading, inside, self._lexicon, discourse)
            speaker = find_speaker(
                reading, parties, self._lexicon, flow.rfind('"', sentence.start, sentence.end)
            )
            topic = discourse.topic
            if discourse.hanging is not None and self._lexicon.is_verb(reading, sentence.start):
                topic = discourse.hanging.ids
            scene = Scene(reading, parties, self._lexicon, topic, (), speaker)
            local = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            yield self._told(scene, local, calendar, discourse, inside)
            new_paragraph = "\n" in flow[sentence.end : sentence.end + 2]
            discourse.next_sentence(parties, sentence.end, new_paragraph=new_paragraph)
            if new_paragraph:
                calendar.next_paragraph()

    def _told(
        self,
        scene: Scene,
        hits: Sequence[Found],
        calendar: Calendar,
        discourse: Discourse,
        mentions: Sequence[Mention],
    ) -> Told:
        memory = _memory(discourse)
        reads: list[Read] = []
        found: list[tuple[Trigger, Event]] = []
        cuts = [opener.start() for opener in scene.reading.all(self._lexicon.openers)]
        subjects = (p for p in scene.parties if p.free and (p.paused or p.marker == "coordinator"))
        breaks = sorted([*cuts, *(p.span.start for p in subjects)])
        triggers = self._triggers.in_sentence(hits, scene.reading.flow, breaks, mentions)
        triggers = [trigger for trigger in triggers if not _torn(scene, trigger, cuts)]
        scene = scene.with_verbs(sorted({trigger.head for trigger in triggers}))
        for trigger in triggers:
            roles = find_roles(scene, trigger) or roles_from_before(scene, trigger, discourse)
            if roles is not None and not roles.recipient and trigger.frame.counterpart:
                roles = find_roles(scene, trigger, discourse.counterpart(roles.actor)) or roles
            asserted = assess(scene, trigger, roles) if roles and _listed(roles) else None
            reads.append(Read(trigger, roles, asserted))
            event = self._event(trigger, roles, asserted, discourse) if roles and asserted else None
            if event is not None:
                event = calendar.by_rules(event, trigger.span, _span(scene), breaks)
                calendar.remember(event)
                found.append((trigger, event))
                discourse.remember([event])
        bare = not any(t.frame.id == DENIAL and says_what(scene, t) for t in triggers)
        kept = distinct(found, scene.reading.flow)
        events = answered(kept, discourse, scene.reading.flow, calendar.chosen, bare=bare)

        def dated_at(event: Event, trigger: Span) -> Event:
            return calendar.date(event, trigger, _span(scene), breaks)

        def offers(event: Event, trigger: Span) -> Candidates:
            return calendar.candidates(event, trigger, _span(scene), breaks)

        return Told(scene, mentions, reads, hits, cuts, memory, events, calendar.chosen, dated_at, offers)

    def _event(
        self, trigger: Trigger, roles: Roles, asserted: Asserted, discourse: Discourse
    ) -> Event | None:
        frame = trigger.frame
        confidence = round(frame.confidence * roles.sureness * asserted.sureness, 2)
        if confidence < _LEAST_CONFIDENCE:
            return None
        if asserted.source:
            discourse.sources.append((discourse.number, roles.actor, asserted.source))
        type_, mode = asserted.type, asserted.mode
        return Event(
            type=type_,
            mode=mode,
            actor=roles.actor,
            recipient=roles.recipient,
            date="",
            status=asserted.status,
            score=self._scores.get((type_, mode), self._scores[type_, ""]),
            contexts=frame.contexts,
            span=roles.span,
            rule=f"frame:{frame.id}",
            confidence=_calibrated(confidence),
        )


def _memory(discourse: Discourse) -> Memory:
    """Return whom the text spoke of before the sentence that is read now."""
    recent = tuple(
        (tuple(sorted(event.actor)), tuple(sorted(event.recipient)))
        for number, event in discourse.recent[-_RECENT:]
        if discourse.number - number <= _RECENTLY
    )
    return Memory(tuple(discourse.focus), discourse.dyad, recent)


def _bounded(flow: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences, endless ones in pieces: roles are found in a time that grows with their square."""
    for sentence in sentences:
        start = sentence.start
        while sentence.end - start > _LONGEST:
            cut = flow.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > 0 else start + _LONGEST
            yield Span(start, cut)
            start = cut
        if start < sentence.end:
            yield Span(start, sentence.end)


def _listed(roles: Roles) -> bool:
    """Return whether all parties are known actors.

    A body known by its name in the text alone keeps that name in its id. It may be a department or a
    university at home as well as a force abroad, and domestic affairs are no events; whoever lists it
    among the actors has its deeds.
    """
    return all(party.isascii() for party in (*roles.actor, *roles.recipient))


def _calibrated(confidence: float) -> float:
    """Return the share of events so sure that were right in annotated texts.

    A frame's confidence times the sureness of roles and status is a cautious product; this line was laid
    through its bins over fourteen texts (``python -m bench.annotations`` prints them).
    """
    return round(0.15 + 0.85 * confidence, 2)


def _torn(scene: Scene, trigger: Trigger, cuts: Sequence[int]) -> bool:
    """Tell whether another clause begins between the pieces of a gapped trigger."""
    if trigger.head == trigger.span:
        return False
    pieces = tuple(
        trigger.phrase.split(GAP)[1:]
    )  # "เตือน ... หาก": the word that opens a clause belongs to it
    flow = scene.reading.flow
    if any(trigger.head.end < cut < trigger.span.end and not flow.startswith(pieces, cut) for cut in cuts):
        return True
    return any(
        p.free and p.paused and trigger.head.end + 1 < p.span.start and p.span.end < trigger.span.end
        and scene.lexicon.is_verb(scene.reading, p.span.end)
        for p in scene.parties
    )  # fmt: skip


def _span(scene: Scene) -> Span:
    return Span(scene.reading.low, scene.reading.high)


def _headline(document: Document) -> Span | None:
    """Return where the title stands in the flow; None for a text without one."""
    start = document.flow.find(document.title) if document.title else -1
    return Span(start, start + len(document.title)) if start >= 0 else None
