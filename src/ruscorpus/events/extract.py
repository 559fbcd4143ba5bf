"""One pass over the sentences of a document: triggers, roles, status and date make events.

The rules read each sentence; where there are learnt weights, the judge decides what of it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.events.answers import roles_from_before
from ruscorpus.events.cast import find_parties, find_speaker
from ruscorpus.events.compounds import Compounds
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
from ruscorpus.model import MUTUAL_TYPES, Event
from ruscorpus.offsets import Span, soft_places
from ruscorpus.phrases import ReadText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.config.weights import EventWeights
    from ruscorpus.events.roles import Roles
    from ruscorpus.events.status import Asserted
    from ruscorpus.model import Document, Mention

_DENIAL = "frame:deny-charge"
_VETO = {"REJECT", "SUPPORT"}
_LEAST_CONFIDENCE = 0.4
_LONGEST = 1500
_RECENT, _RECENTLY = 4, 2  # deeds, and sentences, that the judge is told of
_PARTED = re.compile(r"\s|และ|แต่")
_LINKED = re.compile(r"(?:ซึ่ง|แต่|ทว่า|โดย|ขณะที่|และ)\S{0,24}$")  # a denial in the sentence of the charge
_COMPLEMENT = 24  # ให้คำมั่นว่าจะ…, ขู่ว่าจะ…: what is held out stands this close
_PROMISED = 60  # ให้คำมั่นต่อ B ว่าจะส่ง…: the promise is one, however long its addressee
_APART, _FAR_APART = 20, 80  # two verbs this close, or twice the same verb this close, tell one deed


class Extractor:
    """Compiled frames and grammar; :meth:`extract` finds the events of one document."""

    def __init__(
        self,
        ontology: Ontology,
        frames: Sequence[Frame],
        grammar: Grammar,
        weights: EventWeights | None = None,
    ) -> None:
        self._triggers = Triggers(frames)
        self._lexicon = Lexicon(grammar, self._triggers.pieces())
        self._compounds = Compounds(
            self._triggers.heads(),
            self._lexicon.words,
            grammar.modifier_nouns,
            self._triggers.objects(),
        )
        self._scores: dict[tuple[str, str], float | None] = {}
        for kind in ontology.types:
            self._scores[kind.id, ""] = kind.score
            for mode in kind.modes:
                self._scores[kind.id, mode.id] = mode.score
        self._judge = Judge(weights, self._scores) if weights is not None else None

    def extract(self, document: Document) -> tuple[Event, ...]:
        """Return the events in the order of the text, without duplicates in a sentence."""
        judge = self._judge
        events: list[Event] = []
        for told in self.tell(document):
            events += told.events if judge is None else judge.events(told)
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
        mention_starts = [mention.span.start for mention in document.mentions]
        calendar = Calendar(document)
        skipped = [region.span for region in document.regions] + [s.heading for s in document.sections]
        discourse = Discourse(dyad=Discourse.dyad_of(document.mentions))
        for sentence in _bounded(flow, document.sentences):
            if any(span.contains(sentence) for span in skipped):
                continue
            inside = document.mentions[
                bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, sentence.end)
            ]
            reading = Reading(flow, sentence.start, sentence.end, boundaries)
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
        cuts = scene.reading.starts(self._lexicon.openers)
        subjects = (p for p in scene.parties if p.free and (p.paused or p.marker == "coordinator"))
        breaks = sorted([*cuts, *(p.span.start for p in subjects)])
        triggers = self._triggers.in_sentence(hits, scene.reading.flow, breaks, mentions)
        triggers = [trigger for trigger in triggers if not _torn(scene, trigger, cuts)]
        scene = replace(scene, verbs=sorted({trigger.head for trigger in triggers}))
        for trigger in triggers:
            roles = find_roles(scene, trigger) or roles_from_before(scene, trigger, discourse)
            if roles is not None and not roles.recipient and trigger.frame.counterpart:
                roles = find_roles(scene, trigger, discourse.counterpart(roles.actor)) or roles
            asserted = assess(scene, trigger, roles) if roles and _listed(roles) else None
            reads.append(Read(trigger, roles, asserted))
            event = self._event(trigger, roles, asserted, discourse) if roles and asserted else None
            if event is not None:
                dated = calendar.date(event, trigger.span, _span(scene), breaks)
                event = replace(event, date=dated.iso, date_basis=dated.basis)
                calendar.remember(event, dated)
                found.append((trigger, event))
                discourse.remember([event])
        bare = not any(t.frame.id == "deny-charge" and says_what(scene, t) for t in triggers)
        kept = _distinct(found, scene.reading.flow)
        events = _answered(kept, discourse, scene.reading.flow, bare=bare)

        def dated_at(event: Event, trigger: Span) -> Event:
            dated = calendar.date(event, trigger, _span(scene), breaks)
            return replace(event, date=dated.iso, date_basis=dated.basis)

        return Told(scene, mentions, reads, hits, cuts, memory, events, dated_at)

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


def _answered(events: list[Event], discourse: Discourse, flow: str, *, bare: bool) -> list[Event]:
    """Return the events with what a denial denies: the deed alleged here, or just before, as denied."""
    denial = next((event for event in events if event.rule == _DENIAL), None)
    if denial is None:
        return events
    if any(event.status == "denied" for event in events):
        return events
    result: list[Event] = []
    for event in events:
        charged = event.status == "alleged" and set(event.actor) <= set(denial.actor)
        if (
            charged
            and event.span.end <= denial.span.start
            and not _LINKED.search(flow, event.span.end, denial.span.start)
        ):
            result.append(event)  # a sentence of its own denies it: the charge stands before it
            event = replace(event, span=denial.span)  # noqa: PLW2901
        answer = replace(event, status="denied") if charged else event
        if not any(_deed(answer) == _deed(other) for other in result):  # one denial of two charges alike
            result.append(answer)
    if result != events:
        return result
    charge = discourse.charge(denial.actor) if bare else None
    if charge is None:
        return events
    confidence = round(charge.confidence * 0.85, 2)
    return [*events, replace(charge, status="denied", span=denial.span, confidence=confidence)]


def _deed(event: Event) -> tuple[object, ...]:
    return event.span, event.type, event.actor, event.recipient, event.status


def _headline(document: Document) -> Span | None:
    """Return where the title stands in the flow; None for a text without one."""
    start = document.flow.find(document.title) if document.title else -1
    return Span(start, start + len(document.title)) if start >= 0 else None


def _distinct(found: Iterable[tuple[Trigger, Event]], flow: str) -> list[Event]:
    """Keep one event a deed: same type and parties in one sentence, the surest and earliest of them."""
    kept: list[tuple[Trigger, Event]] = []
    for trigger, event in sorted(found, key=lambda pair: -pair[1].confidence):
        if not any(_same_deed(trigger, event, *other, flow) for other in kept):
            kept.append((trigger, event))
    kept = [pair for pair in kept if not any(_outdone(*pair, *other) for other in kept)]
    kept = [pair for pair in kept if not any(_told_by(*pair, *other) for other in kept)]
    kept = [pair for pair in kept if not any(_means(*pair, *other, flow) for other in kept)]
    events = [event for _, event in kept]
    return sorted(events, key=lambda e: (e.span, e.type, e.actor, e.recipient, e.rule))


def _outdone(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event) -> bool:
    """Tell whether another type reads the same verb better: it has a recipient, or is surer.

    A veto alone is two deeds: a refusal, and support for whom it protects.
    """
    if event.type == other.type or trigger.head != other_trigger.head or {event.type, other.type} == _VETO:
        return False
    mine, theirs = (bool(event.recipient), event.confidence), (bool(other.recipient), other.confidence)
    return (mine, event.type) < (theirs, other.type)


def _told_by(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event) -> bool:
    """Tell whether another event says all that this one says: with a recipient, as promise or refusal."""
    if event is other or event.actor != other.actor:
        return False
    if event.type == other.type and not event.recipient and other.recipient:
        return event.span.overlaps(other.span)
    apart = trigger.head.start - other_trigger.head.end
    if other.type == "REJECT" and event.status == "denied" and event.type != "REJECT":
        refused = other_trigger.shown or other_trigger.span  # จะไม่[คืน]: what is refused is no deed
        if refused.start <= trigger.head.start < refused.end:
            return True
    if event.type == other.type == "AGREE" and event.status == "planned" != other.status:
        return set(event.recipient) == set(other.recipient) and 0 <= apart <= _PROMISED
    held_out = other.type in ("AGREE", "THREATEN") and (
        event.status in ("planned", "hypothetical", "denied") or event.type == "REJECT"
    )
    return held_out and event.type != other.type and 0 <= apart <= _COMPLEMENT


def _means(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event, flow: str) -> bool:
    """Tell whether an event only says how another was done: ``คว่ำบาตร B ด้วยการขึ้นบัญชีดำ…``."""
    if event is other or event.type != other.type or event.actor != other.actor:
        return False
    how = flow.endswith(("ด้วยการ", "โดยการ"), 0, trigger.head.start)
    return how and other_trigger.head.end <= trigger.head.start and event.span.overlaps(other.span)


def _same_deed(trigger: Trigger, event: Event, other_trigger: Trigger, other: Event, flow: str) -> bool:
    """Tell whether two finds are one deed: same type and parties, told by one verb phrase."""
    if event.type != other.type:
        return False
    if event.type in MUTUAL_TYPES:
        if {*event.actor, *event.recipient} != {*other.actor, *other.recipient}:
            return False
    elif set(event.actor) != set(other.actor) or set(event.recipient) != set(other.recipient):
        return False
    if event.span == other.span or (event.mode == other.mode != "" and event.span.overlaps(other.span)):
        return True  # one stretch of text shows one such deed, however many words tell it
    first, second = sorted((trigger.span, other_trigger.span))
    apart = second.start - first.end
    in_a_row = _PARTED.search(flow, first.end, second.start) is None  # "ส่งเครื่องบินไปช่วย": one verb phrase
    if not in_a_row and apart >= 0 and event.mode and other.mode and event.mode != other.mode:
        return False
    return apart < (_FAR_APART if event.rule == other.rule or in_a_row else _APART)
