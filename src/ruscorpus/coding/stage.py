"""The coding stage. It knows no theory: codes, cues and phrases come from the codebook."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ruscorpus.coding.claims import MAX_PASSAGE, Passage
from ruscorpus.coding.cues import CueSet, Found, Match, collect, join
from ruscorpus.coding.dyads import Dyads
from ruscorpus.coding.learned import Learned
from ruscorpus.coding.passages import continues, names_only, outside, pieces, visibility
from ruscorpus.coding.roles import roles
from ruscorpus.coding.settle import settle
from ruscorpus.coding.times import Times
from ruscorpus.coding.units import Surroundings, Words, units_of
from ruscorpus.model import Coding
from ruscorpus.offsets import soft_places
from ruscorpus.phrases import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ruscorpus.coding.units import Unit
    from ruscorpus.config.codebook import Codebook, Cue
    from ruscorpus.config.weights import CodingWeights
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span

MAX_CONFIDENCE = 0.97
"""Cues are evidence, not proof: however many agree, a doubt stays."""
MAX_HIDDEN = 0.5
"""A sentence of which more than this share lies outside the analysis is left out whole."""
_OF_NEIGHBOURS = frozenset({"neighbours"})
_OF_BOTH = frozenset({"sentence", "neighbours"})


class CodingStage:
    """Puts the codes of a codebook on passages of a document."""

    name = "coding"
    needs = frozenset(
        {"flow", "joins", "words", "sentences", "sections", "regions", "mentions", "events", "date"}
    )
    adds = frozenset({"codings"})

    def __init__(
        self, codebook: Codebook, weights: CodingWeights | None = None, only: Collection[str] | None = None
    ) -> None:
        """Compile *codebook*. *weights* judge what its cues find; *only* these codes are given.

        Weights look at all codes: where they are used, the codebook must be the whole one.
        """
        self.codebook = codebook
        self._cues = CueSet(codebook)
        self._order = {code.id: index for index, code in enumerate(codebook.codes)}
        self._learned = Learned(codebook, weights) if weights is not None else None
        self._only = self._order.keys() if only is None else frozenset(only)

    def __call__(self, document: Document) -> Document:
        """Return *document* with its codings, in order of the text, then of the codebook."""
        dyads, found, hits = self._read(document)
        passages = self._passages(document, found, dyads)
        if self._learned is not None:
            units = self._units(document, found, hits, dyads, passages)
            passages = self._learned.judge(units, passages)
        codings = _level([_coding(passage, dyads) for passage in passages])
        codings = [coding for coding in codings if coding.code in self._only]
        codings.sort(key=lambda coding: (coding.span, self._order[coding.code]))
        return replace(document, codings=tuple(codings))

    def units(self, document: Document) -> tuple[list[Unit], list[Passage]]:
        """Return the units of *document* as weights see them, and the passages that the cues alone make."""
        dyads, found, hits = self._read(document)
        passages = self._passages(document, found, dyads)
        return self._units(document, found, hits, dyads, passages), passages

    @cached_property
    def _roles(self) -> dict[int, tuple[str, ...]]:
        return roles(self._cues)

    def _units(
        self,
        document: Document,
        found: Sequence[Found],
        hits: Sequence[tuple[Span, int]],
        dyads: Dyads,
        passages: Sequence[Passage],
    ) -> list[Unit]:
        around = Surroundings(hits, self._roles, dyads.states, passages)
        return units_of(found, document.flow, Words(document), around, lambda one: confidence(one.matches))

    def _read(self, document: Document) -> tuple[Dyads, list[Found], list[tuple[Span, int]]]:
        """Return the dyads of *document*, its sentences with what stands in them, and the phrases found."""
        text = document.flow
        blind = outside(document)
        dyads = Dyads(document, blind)
        seen = (span for span in document.sentences if _hidden(span, blind) <= MAX_HIDDEN)
        sentences = [piece for span in seen for piece in pieces(text, span)]
        hits = self._cues.find(text, _edges(document), soft_places(document.joins))
        titles = _titles(document)
        found = collect(sentences, hits, document.events, document.mentions, visibility(blind))
        for each in found:
            states = dyads.states(each.span)
            each.states = frozenset(states)
            each.number = dyads.named(each.span, len(states))
            each.titles = titles(each.span.start)
            each.met = self._cues.met(each)
        return dyads, found, hits

    def _passages(self, document: Document, found: Sequence[Found], dyads: Dyads) -> list[Passage]:
        """Return what the cues alone make of the sentences *found*."""
        text, times = document.flow, Times(document)
        passages: list[Passage] = []
        previous: Found | None = None
        for each in found:
            if each.hits or each.events:
                matches = _settled(self._cues.evaluate(text, each), text, each, dyads, times)
                if matches and not _names_only(text, each.span, matches):
                    passages += _by_code(text, each, matches)
                if previous is not None and _adjacent(text, previous.span, each.span):
                    passages += self._across(text, previous, each, passages, dyads, times)
            previous = each
        return passages

    def _across(
        self,
        text: str,
        first: Found,
        second: Found,
        passages: Sequence[Passage],
        dyads: Dyads,
        times: Times,
    ) -> Iterable[Passage]:
        """Code what only two neighbouring sentences say together: the claim, and its continuation.

        Cues of neighbours are asked always, those of a sentence where the second goes on with the first.
        """
        scopes = _OF_BOTH if continues(text, second.span) else _OF_NEIGHBOURS
        if not self._cues.possible(first.met | second.met, first.titles, scopes):
            return
        both = join(first, second)
        matches = self._cues.evaluate(text, both, scopes)
        known = {passage.code.id for passage in passages[-40:] if passage.span.overlaps(both.span)}
        for match in _settled(matches, text, both, dyads, times):
            crosses = match.cover.start < first.span.end <= match.cover.end - 1
            if crosses and match.code.id not in known:
                known.add(match.code.id)
                yield Passage(match.code, both.span, both.span, (match,))


def confidence(matches: Sequence[Match]) -> float:
    """Return how sure a coding is: its best cue, raised by each cue that rests on other evidence.

    Cues that share a stretch of text are one piece of evidence and count once, with the surer of them; so
    does a cue that is met twice. Independent ones combine as independent chances do: two of 0.7 make 0.91.
    """
    if len(matches) == 1:
        return round(min(MAX_CONFIDENCE, 1.0 - (1.0 - matches[0].cue.confidence)), 3)
    doubt = 1.0
    used: list[Span] = []
    seen: set[str] = set()
    for match in sorted(matches, key=lambda m: (-m.cue.confidence, m.cue.id)):
        if match.cue.id in seen or any(span.overlaps(other) for span in match.spans for other in used):
            continue
        seen.add(match.cue.id)
        used += match.spans
        doubt *= 1.0 - match.cue.confidence
    return round(min(MAX_CONFIDENCE, 1.0 - doubt), 3)


def _settled(matches: Sequence[Match], text: str, found: Found, dyads: Dyads, times: Times) -> list[Match]:
    return settle(
        matches,
        lambda match: found.passage(text, match.cover),
        lambda span, count: dyads.has_relations(span, found.span, count),
        times.age,
    )


def _by_code(text: str, found: Found, matches: Sequence[Match]) -> list[Passage]:
    """Give each code its passages in the sentence; evidence in the same clauses or the next is one."""
    passages: list[Passage] = []
    by_code: dict[str, list[Match]] = {}
    for match in matches:
        by_code.setdefault(match.code.id, []).append(match)
    for ofcode in by_code.values():
        merged: list[Passage] = []
        for match in sorted(ofcode, key=lambda m: (m.cover, m.cue.id)):
            span = found.passage(text, match.cover)
            if merged and _one_claim(merged[-1].span, span):
                last = merged[-1]
                merged[-1] = Passage(match.code, last.span.cover(span), found.span, (*last.matches, match))
            else:
                merged.append(Passage(match.code, span, found.span, (match,)))
        passages += merged
    return passages


def _one_claim(first: Span, second: Span) -> bool:
    """Tell whether two passages of one code share a clause, or are neighbours and short together."""
    if second.start < first.end:
        return True
    return second.start <= first.end + 2 and second.end - first.start <= MAX_PASSAGE


def _coding(passage: Passage, dyads: Dyads) -> Coding:
    matches = passage.matches
    levels = {match.cue.level or match.code.level for match in matches} or {passage.code.level}
    kinds = {_kind(match.cue) for match in matches}
    cues = tuple(sorted({match.cue.id for match in matches}))
    sure = confidence(matches) if passage.probability is None else passage.probability
    system = "system" in levels
    if levels == {"either"}:
        system = not dyads.of(passage.span, passage.sentence, system=True)
    return Coding(
        code=passage.code.id,
        span=passage.span,
        dyads=dyads.of(passage.span, passage.sentence, system=system),
        level="system" if system else "bilateral",
        cues=cues or passage.reasons,
        rule="cue:" + "+".join(sorted(kinds)) if matches else "learned",
        confidence=round(min(MAX_CONFIDENCE, sure), 3),
    )


def _kind(cue: Cue) -> str:
    """Return what a cue rests on, for the rule of a coding."""
    if cue.events:
        return "events"
    return "phrases" if cue.any or cue.all else "names"


def _level(codings: Sequence[Coding]) -> list[Coding]:
    """Return the codings with one level a passage: a claim about the system lifts what it is made of."""
    system = {coding.span for coding in codings if coding.level == "system"}
    return [
        replace(coding, level="system") if coding.span in system and coding.level != "system" else coding
        for coding in codings
    ]


def _names_only(text: str, sentence: Span, matches: Sequence[Match]) -> bool:
    """Tell whether phrases are all there is. A deed says something, so do phrases that lie apart."""
    if any(match.cue.events for match in matches):
        return False
    if any(len(match.spans) > 1 and not names_only(text, sentence, match.spans) for match in matches):
        return False
    return names_only(text, sentence, [span for match in matches for span in match.spans])


def _adjacent(text: str, first: Span, second: Span) -> bool:
    return "\n" not in text[first.start : second.start].strip("\n ")


def _hidden(sentence: Span, blind: Sequence[Span]) -> float:
    """Return the share of *sentence* that lies in the (sorted, disjoint) *blind* spans."""
    if not sentence.length:
        return 1.0
    index = max(0, bisect_right(blind, sentence) - 1)
    hidden = 0
    while index < len(blind) and blind[index].start < sentence.end:
        hidden += max(0, min(sentence.end, blind[index].end) - max(sentence.start, blind[index].start))
        index += 1
    return hidden / sentence.length


def _edges(document: Document) -> set[int]:
    """Return the word boundaries, those of names inside a longer word too: กลุ่ม|ควอด."""
    return {*document.words, *(place for each in document.mentions for place in each.span)}


def _titles(document: Document) -> Callable[[int], str]:
    """Return a function from a position to the titles, folded, of all sections around it."""
    sections = [(s.span, folded(f"{s.number} {s.title}")) for s in document.sections]
    parents: list[tuple[int, list[str]]] = []
    stack: list[tuple[int, str]] = []
    for section, (span, title) in zip(document.sections, sections, strict=True):
        while stack and stack[-1][0] >= section.level:
            stack.pop()
        stack.append((section.level, title))
        parents.append((span.start, [text for _, text in stack]))

    def path(position: int) -> str:
        index = bisect_right(parents, position, key=lambda entry: entry[0]) - 1
        return "\n".join(parents[index][1]) if index >= 0 else ""

    return path
