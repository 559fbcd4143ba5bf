"""The cues of a codebook and their conditions on a sentence.

All phrases of all cues are found in one pass over the document. A sentence is then checked only against
the cues that find something in it for each of their conditions, so that the cost follows what is found and
not the size of the codebook.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.coding.conditions import Conditions
from ruscorpus.coding.negation import negated
from ruscorpus.coding.passages import clause_edges, narrow, passage_edges, trim
from ruscorpus.coding.phrasebook import Phrasebook
from ruscorpus.config.codebook import SCOPES
from ruscorpus.offsets import Span
from ruscorpus.phrases import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from ruscorpus.config.codebook import Code, Codebook, Cue
    from ruscorpus.model import Event, Mention


class Group:
    """Concepts of which one is enough, in the order in which the cue names them."""

    __slots__ = ("concepts", "order")

    def __init__(self, concepts: Iterable[int]) -> None:
        self.order = {concept: place for place, concept in enumerate(dict.fromkeys(concepts))}
        self.concepts = frozenset(self.order)

    def among(self, opened: AbstractSet[int]) -> list[int]:
        """Return those of its concepts that are *opened*; most concepts of most cues are nowhere near."""
        here = self.concepts & opened
        return sorted(here, key=self.order.__getitem__) if len(here) > 1 else list(here)


@dataclass(frozen=True, slots=True)
class CompiledCue:
    """A cue with its phrases replaced by the numbers of concepts, and its titles folded."""

    code: Code
    cue: Cue
    groups: tuple[Group, ...]
    none: Group
    inside: Group
    sections: tuple[str, ...]
    not_sections: tuple[str, ...]


class Match(NamedTuple):
    """A cue that holds on a sentence, with the stretches that made it: phrases, events, names."""

    code: Code
    cue: Cue
    spans: tuple[Span, ...]
    cover: Span
    """The smallest span that holds all the evidence."""


@dataclass(slots=True)
class Found:
    """What one sentence, or two neighbours, hold: phrases by number, events, names, and the titles above.

    ``states`` are those named; ``number`` is how many are spoken of, "both countries" included.
    """

    span: Span
    hits: dict[int, list[Span]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    states: frozenset[str] = frozenset()
    number: int = 0
    titles: str = ""
    places: dict[int, list[Span]] = field(default_factory=dict)
    passages: dict[Span, Span] = field(default_factory=dict)
    denied: dict[Span, bool] = field(default_factory=dict)
    met: int = 0
    """What stands here gives to the cues (:class:`ruscorpus.coding.conditions.Conditions`)."""
    opened: AbstractSet[int] = frozenset()
    """The concepts of which something stands here."""
    edges: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)

    def clauses(self, text: str) -> list[int]:
        """Return where the clauses begin and end."""
        if not self.edges:
            subjects = sorted(m.span.start for m in self.mentions if m.acts_for or m.type == "COUNTRY")
            self.edges = clause_edges(text, self.span, subjects)
        return self.edges

    def passage(self, text: str, evidence: Span) -> Span:
        """Return the clauses that carry the claim made by *evidence*."""
        known = self.passages.get(evidence)
        if known is None:
            known = self.passages[evidence] = trim(text, narrow(self.runs(text), evidence))
        return known

    def runs(self, text: str) -> list[int]:
        """Return where the runs of clauses begin and end of which passages are made."""
        if not self.units:
            self.units = passage_edges(self.clauses(text))
        return self.units


class CueSet:
    """All cues of a codebook, compiled."""

    def __init__(self, codebook: Codebook) -> None:
        self.book = Phrasebook(codebook.lists)
        self.cues = [self._compile(code, cue) for code in codebook.codes for cue in code.cues]
        # By phrase: a later part of A ... B opens nothing by itself.
        self._concepts_of: list[list[int]] = [[] for _ in range(len(self.book))]
        for number, concept in enumerate(self.book.concepts):
            for phrase in concept.openers:
                self._concepts_of[phrase].append(number)
        self.find = self.book.find
        conditions = Conditions(self.cues, self.book)
        self.met, self.possible, self._among = conditions.met, conditions.possible, conditions.among

    def _compile(self, code: Code, cue: Cue) -> CompiledCue:
        groups = [*cue.all, *([cue.any] if cue.any else [])]
        return CompiledCue(
            code,
            cue,
            tuple(self._concepts(group) for group in groups),
            self._concepts(cue.none),
            self._concepts(cue.inside),
            tuple(folded(title) for title in cue.sections or code.sections),
            tuple(folded(title) for title in cue.not_sections + code.not_sections),
        )

    def _concepts(self, phrases: Iterable[str]) -> Group:
        return Group(self.book.concept(phrase) for phrase in phrases)

    def evaluate(self, text: str, found: Found, scopes: frozenset[str] = SCOPES) -> list[Match]:
        """Return the cues that hold on *found*, a stretch of *text*, once for each place where they do.

        *scopes*: only cues of these scopes are asked.
        """
        possible = self.possible(found.met, found.titles, scopes)
        if not possible:
            return []
        found.opened = set(chain.from_iterable(map(self._concepts_of.__getitem__, found.hits)))
        matches: list[Match] = []
        for compiled in self._among(possible, found.number):
            matches += self._check(compiled, text, found)
        return matches

    def _check(self, compiled: CompiledCue, text: str, found: Found) -> list[Match]:
        cue = compiled.cue
        told: list[Sequence[Span]] = []
        if cue.events:
            told.append(list(dict.fromkeys(event.span for event in found.events if fits(event, cue))))
        if cue.entities:
            told.append([mention.span for mention in found.mentions if named(mention, cue.entities)])
        if not all(told):
            return []
        longer = self._spans(compiled.inside, found)
        groups: list[Sequence[Span]] = []
        for group in compiled.groups:
            places = self._places(group, longer, cue, text, found)
            if not places:
                return []
            groups.append(places)
        barred = self._spans(compiled.none, found)
        return [
            Match(compiled.code, cue, tuple(spans), cover)
            for spans, cover in _combinations(groups + told)
            if _close(cover, cue, text, found) and not _bars(barred, cover, text, found)
        ]

    def _places(
        self, group: Group, longer: Sequence[Span], cue: Cue, text: str, found: Found
    ) -> Sequence[Span]:
        places = self._spans(group, found)
        if longer:
            places = [span for span in places if not any(other.contains(span) for other in longer)]
        if not places or cue.negation == "ignored":
            return places
        wanted = cue.negation == "required"
        return [span for span in places if _denied(text, found, span) is wanted]

    def _spans(self, group: Group, found: Found) -> Sequence[Span]:
        if not group.order:
            return ()
        concepts = group.among(found.opened)
        if len(concepts) == 1:
            return self._of_concept(concepts[0], found)
        return [span for concept in concepts for span in self._of_concept(concept, found)]

    def _of_concept(self, concept: int, found: Found) -> list[Span]:
        if concept not in found.places:
            compiled = self.book.concepts[concept]
            places = _places(compiled.plain, found)
            for sequence in compiled.sequences:
                places += _in_sequence(sequence, found)
            found.places[concept] = places
        return found.places[concept]


def fits(event: Event, cue: Cue) -> bool:
    """Tell whether *event* is of a type, and has the status, context and parties, that *cue* wants."""
    if cue.event_status and event.status not in cue.event_status:
        return False
    if cue.event_contexts and not set(cue.event_contexts).intersection(event.contexts):
        return False
    if cue.event_parties and not set(cue.event_parties).intersection(event.actor + event.recipient):
        return False
    return event.type in cue.events or f"{event.type}/{event.mode}" in cue.events


def named(mention: Mention, wanted: Collection[str]) -> bool:
    """Tell whether *mention* is of a type, or has or acts for an id, that is *wanted*."""
    return mention.type in wanted or mention.id in wanted or mention.acts_for in wanted


def collect(
    sentences: Sequence[Span],
    hits: Sequence[tuple[Span, int]],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    visible: Callable[[Span], bool],
) -> list[Found]:
    """Sort phrases, events and names into the sentences that hold them; what is not *visible* is left out.

    *sentences* and *hits* are in order.
    """
    found = [Found(sentence) for sentence in sentences]
    starts = [sentence.start for sentence in sentences]
    begins = [span[0] for span, _ in hits]
    for each, following in zip_longest(found, starts[1:]):
        start, end = each.span
        stop = end if following is None else min(end, following)
        for span, number in hits[bisect_left(begins, start) : bisect_left(begins, stop)]:
            if span[1] <= end and visible(span):
                each.hits.setdefault(number, []).append(span)

    def holder(span: Span) -> Found | None:
        index = bisect_right(starts, span.start) - 1
        inside = index >= 0 and span.start < sentences[index].end and visible(span)
        return found[index] if inside else None

    for event in events:
        holding = holder(event.span)
        if holding is not None:
            holding.events.append(event)
    for mention in mentions:
        holding = holder(mention.span)
        if holding is not None:
            holding.mentions.append(mention)
    return found


def join(first: Found, second: Found) -> Found:
    """Return two neighbouring sentences as one."""
    hits = {number: list(spans) for number, spans in first.hits.items()}
    for number, spans in second.hits.items():
        hits.setdefault(number, []).extend(spans)
    return Found(
        first.span.cover(second.span),
        hits,
        first.events + second.events,
        first.mentions + second.mentions,
        first.states | second.states,
        max(len(first.states | second.states), first.number, second.number),
        first.titles,
        met=first.met | second.met,
    )


def _denied(text: str, found: Found, span: Span) -> bool:
    if span not in found.denied:
        found.denied[span] = negated(text, found.span.start, span.start, span.end)
    return found.denied[span]


def _close(cover: Span, cue: Cue, text: str, found: Found) -> bool:
    if cue.within and cover.length > cue.within:
        return False
    if cue.scope != "clause":
        return True
    return not any(cover.start < edge < cover.end for edge in found.clauses(text))


def _bars(barred: Sequence[Span], cover: Span, text: str, found: Found) -> bool:
    """Tell whether one of the *barred* phrases stands in the passage of the evidence that *cover* holds."""
    if not barred:
        return False
    passage = found.passage(text, cover)
    return any(span.overlaps(passage) for span in barred)


def _in_sequence(sequence: tuple[frozenset[int], ...], found: Found) -> list[Span]:
    """Return the places where the parts of *sequence* follow each other, each as tight as may be."""
    places = _places(sequence[0], found)
    for part in sequence[1:]:
        if not places:
            return []
        later = _places(part, found)
        joined = []
        for span in places:
            following = next((place for place in later if place.start >= span.end), None)
            if following is not None:
                joined.append(span.cover(following))
        places = joined
    return places


def _places(part: frozenset[int], found: Found) -> list[Span]:
    numbers = part.intersection(found.hits)  # most phrases of most cues are nowhere near
    if len(numbers) == 1:
        return found.hits[next(iter(numbers))][:]
    return sorted(span for number in numbers for span in found.hits[number])


def _cover(spans: Sequence[Span]) -> Span:
    if len(spans) == 1:
        return spans[0]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _combinations(groups: list[Sequence[Span]]) -> list[tuple[list[Span], Span]]:
    """Choose one span a group so that together they cover as little as possible; the tightest come first.

    Each choice comes with its cover. Choices that overlap a tighter one are left out: they are the same
    evidence, spread wider.
    """
    if all(len(group) == 1 for group in groups):  # nothing to choose, nearly always
        spans = [group[0] for group in groups]
        return [(spans, _cover(spans))]
    chosen = []
    for seed in min(groups, key=len):
        spans = [_nearest(seed, group) for group in groups]
        cover = _cover(spans)
        chosen.append((cover.length, cover, spans))
    chosen.sort(key=lambda choice: choice[:2])
    taken: list[Span] = []
    kept = []
    for _, cover, spans in chosen:
        if not any(cover.overlaps(other) for other in taken):
            taken.append(cover)
            kept.append((spans, cover))
    return kept


def _nearest(seed: Span, group: Sequence[Span]) -> Span:
    """Return the span of *group* that covers least together with *seed*, the first of them."""
    start, end = seed
    return min((max(end, span[1]) - min(start, span[0]), span) for span in group)[1]
