"""The cues of a codebook and their conditions on a sentence.

All phrases of all cues are found in one pass over the document. A sentence is then checked only against
the cues of whose rarest condition it holds something, so that the cost follows what is found and not the
size of the codebook.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ruscorpus.coding.negation import negated
from ruscorpus.coding.passages import clause_edges, narrow, passage_edges, trim
from ruscorpus.coding.phrasebook import Phrasebook
from ruscorpus.config.codebook import SCOPES
from ruscorpus.offsets import Span
from ruscorpus.phrases import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ruscorpus.config.codebook import Code, Codebook, Cue
    from ruscorpus.model import Event, Mention


class Group:
    """Concepts of which one is enough, in the order in which the cue names them."""

    __slots__ = ("bits", "concepts", "order")

    def __init__(self, concepts: Iterable[int]) -> None:
        self.order = {concept: place for place, concept in enumerate(dict.fromkeys(concepts))}
        self.concepts = frozenset(self.order)
        self.bits = _bits(self.order)

    def among(self, opened: frozenset[int]) -> list[int]:
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


@dataclass(frozen=True, slots=True)
class Match:
    """A cue that holds on a sentence, with the stretches that made it: phrases, events, names."""

    code: Code
    cue: Cue
    spans: tuple[Span, ...]

    @property
    def cover(self) -> Span:
        """The smallest span that holds all the evidence."""
        return _cover(self.spans)


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
    opened: frozenset[int] = frozenset()
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
        self._by_event: list[int] = []
        self._by_name: list[int] = []
        by_concept: dict[int, list[int]] = {}
        for index, compiled in enumerate(self.cues):
            if compiled.groups:
                for concept in min(compiled.groups, key=self._size).order:
                    by_concept.setdefault(concept, []).append(index)
            else:
                (self._by_event if compiled.cue.events else self._by_name).append(index)
        # By phrase: a later part of A ... B opens nothing by itself, and asks no cue.
        self._concepts_of: list[list[int]] = [[] for _ in range(len(self.book))]
        for number, concept_ in enumerate(self.book.concepts):
            for phrase in concept_.openers:
                self._concepts_of[phrase].append(number)
        self._by_concept = by_concept
        self._known: dict[int, tuple[frozenset[int], int, frozenset[int]]] = {}
        self.find = self.book.find
        self._counting = lru_cache(maxsize=64)(self._count)

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

    def _size(self, group: Group) -> int:
        return sum(len(self.book.concepts[concept].openers) for concept in group.order)

    def _count(self, titles: str, scopes: frozenset[str]) -> frozenset[int]:
        """Return the cues of *scopes* that count under *titles*: each sentence of a section asks so."""
        return frozenset(
            index
            for index, cue in enumerate(self.cues)
            if cue.cue.scope in scopes and _in_section(cue, titles)
        )

    def evaluate(self, text: str, found: Found, scopes: Collection[str] = SCOPES) -> list[Match]:
        """Return the cues that hold on *found*, a stretch of *text*, once for each place where they do.

        *scopes*: only cues of these scopes are asked.
        """
        opens = [self._known.get(phrase) or self._opened(phrase) for phrase in found.hits]
        found.opened = frozenset().union(*[concepts for concepts, _, _ in opens])
        candidates = set().union(*[cues for _, _, cues in opens])
        if found.events:
            candidates.update(self._by_event)
        if found.mentions:
            candidates.update(self._by_name)
        candidates &= self._counting(found.titles, frozenset(scopes))
        here = 0
        for _, bits, _ in opens:
            here |= bits
        matches: list[Match] = []
        for index in sorted(candidates):
            compiled = self.cues[index]
            if found.number < compiled.cue.states:
                continue
            for group in compiled.groups:
                if not group.bits & here:  # so it ends for four of five: sets of bits are compared at once
                    break
            else:
                matches += self._check(compiled, text, found)
        return matches

    def _opened(self, phrase: int) -> tuple[frozenset[int], int, frozenset[int]]:
        """Return the concepts that a phrase opens, the same as bits, and the cues to be asked then."""
        numbers = self._concepts_of[phrase]
        cues = frozenset(index for number in numbers for index in self._by_concept.get(number, ()))
        known = self._known[phrase] = frozenset(numbers), _bits(numbers), cues
        return known

    def _check(self, compiled: CompiledCue, text: str, found: Found) -> list[Match]:
        cue = compiled.cue
        groups: list[list[Span]] = []
        for group in compiled.groups:
            places = self._places(group, compiled, text, found)
            if not places:
                return []
            groups.append(places)
        if cue.events:
            groups.append(list(dict.fromkeys(event.span for event in found.events if fits(event, cue))))
        if cue.entities:
            groups.append([mention.span for mention in found.mentions if named(mention, cue.entities)])
        if not all(groups):
            return []
        barred = self._spans(compiled.none, found)
        return [
            Match(compiled.code, cue, tuple(spans))
            for spans, cover in _combinations(groups)
            if _close(cover, cue, text, found) and not _bars(barred, cover, text, found)
        ]

    def _places(self, group: Group, compiled: CompiledCue, text: str, found: Found) -> list[Span]:
        places = self._spans(group, found)
        longer = self._spans(compiled.inside, found) if places else []
        if longer:
            places = [span for span in places if not any(other.contains(span) for other in longer)]
        if not places or compiled.cue.negation == "ignored":
            return places
        wanted = compiled.cue.negation == "required"
        return [span for span in places if _denied(text, found, span) is wanted]

    def _spans(self, group: Group, found: Found) -> list[Span]:
        return [span for concept in group.among(found.opened) for span in self._of_concept(concept, found)]

    def _of_concept(self, concept: int, found: Found) -> list[Span]:
        if concept not in found.places:
            compiled = self.book.concepts[concept]
            places = _places(compiled.plain, found)
            for sequence in compiled.sequences:
                places += _in_sequence(sequence, found)
            found.places[concept] = places
        return found.places[concept]


def _bits(numbers: Iterable[int]) -> int:
    """Return a set of numbers as the bits of one."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


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
    hits: Iterable[tuple[Span, int]],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    visible: Callable[[Span], bool],
) -> list[Found]:
    """Sort phrases, events and names into the sentences that hold them; what is not *visible* is left out."""
    found = [Found(sentence) for sentence in sentences]
    starts = [sentence.start for sentence in sentences]

    def holder(span: Span) -> Found | None:
        index = bisect_right(starts, span.start) - 1
        inside = index >= 0 and span.start < sentences[index].end and visible(span)
        return found[index] if inside else None

    for span, number in hits:
        holding = holder(span)
        if holding is not None and span.end <= holding.span.end:
            holding.hits.setdefault(number, []).append(span)
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
    )


def _in_section(compiled: CompiledCue, titles: str) -> bool:
    if compiled.sections and not any(title in titles for title in compiled.sections):
        return False
    return not any(title in titles for title in compiled.not_sections)


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
    return sorted(span for number in numbers for span in found.hits[number]) if numbers else []


def _cover(spans: Sequence[Span]) -> Span:
    if len(spans) == 1:
        return spans[0]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _combinations(groups: list[list[Span]]) -> list[tuple[list[Span], Span]]:
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
