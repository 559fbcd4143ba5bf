"""The tagging as a stage of the pipeline: each way of finding names builds on those before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.citations import find_citations
from ruscorpus.model import Mention
from ruscorpus.offsets import soft_places, united
from ruscorpus.phrases import ReadText
from ruscorpus.tag.abbreviated import Abbreviations, find_abbreviated
from ruscorpus.tag.actors import find_actors, find_variants
from ruscorpus.tag.agreements import AgreementRules, find_resolutions, find_treaties
from ruscorpus.tag.bodies import BodyRules, find_bodies
from ruscorpus.tag.heads import HeadRules, find_headed
from ruscorpus.tag.people import People, PeopleRules
from ruscorpus.tag.pieces import Pieces
from ruscorpus.tag.quantities import find_quantities
from ruscorpus.tag.successions import find_old, successions
from ruscorpus.thaidates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span
    from ruscorpus.tag.gazetteer import Gazetteer
    from ruscorpus.tag.successions import Succession


@dataclass(frozen=True)
class TagStage:
    """The stage: mentions of actors, places, things, dates and quantities, in order, without overlaps.

    *grammar* tells what introduces names that the gazetteer does not have.
    """

    gazetteer: Gazetteer
    grammar: NameGrammar
    name: str = field(default="tag", init=False)
    needs: frozenset[str] = field(
        default=frozenset({"flow", "joins", "words", "regions", "date"}), init=False
    )
    adds: frozenset[str] = field(default=frozenset({"mentions"}), init=False)

    def __call__(self, document: Document) -> Document:
        """Return the document with its mentions."""
        flow = document.flow
        outside = Outside([*(region.span for region in document.regions), *find_citations(flow)])
        dates = [mention for mention in _dates(document) if not outside.holds(mention.span)]
        names = [m for m in self._names(document) if not outside.holds(m.span)]
        amounts = [m for m in find_quantities(flow) if not outside.holds(m.span)]
        return replace(document, mentions=_without_overlaps(dates, names, amounts))

    def _names(self, document: Document) -> list[Mention]:
        """Return the mentions of actors, places and things; each way of finding builds on those before."""
        rules = self._rules
        read = ReadText(document.flow, document.words, soft_places(document.joins))
        pieces = Pieces(document.flow, document.words, self.grammar.ends)
        names = find_actors(read, document.words, self.gazetteer)
        names = _widened(names, find_variants(pieces, names, self.gazetteer))
        names = _widened(names, find_resolutions(document.flow))
        names = _widened(names, find_bodies(pieces, names, self.gazetteer, rules.bodies))
        names = _widened(names, People(read, pieces, names, self.gazetteer, rules.people).find())
        names = _widened(names, find_headed(read, pieces, names, rules.heads))
        names = _widened(names, find_treaties(pieces, names, rules.agreements))
        names = _widened(names, find_abbreviated(document.flow, names, rules.abbreviations, self.gazetteer))
        return find_old(document.flow, names, find_dates(document.flow, document.date), rules.successions)

    @cached_property
    def _rules(self) -> _Rules:
        return _Rules(
            BodyRules.of(self.grammar),
            PeopleRules.of(self.grammar),
            HeadRules.of(self.grammar),
            AgreementRules.of(self.grammar),
            Abbreviations.of(self.grammar),
            successions(self.gazetteer),
        )


class _Rules(NamedTuple):
    bodies: BodyRules
    people: PeopleRules
    heads: HeadRules
    agreements: AgreementRules
    abbreviations: Abbreviations
    successions: list[Succession]


class Outside:
    """The stretches of a text in which no name counts, ready to be asked for one after the other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = united(spans)

    def holds(self, span: Span) -> bool:
        """Tell whether *span* lies within them."""
        index = bisect_right(self._spans, span.start, key=lambda each: each.start)
        return index > 0 and self._spans[index - 1].contains(span)


def _widened(names: list[Mention], found: Iterable[Mention]) -> list[Mention]:
    """Add *found* to *names*, which are in order; what stands inside a new one gives way."""
    starts = [mention.span.start for mention in names]
    dropped: set[int] = set()
    added = []
    for mention in found:
        first = max(0, bisect_right(starts, mention.span.start) - 1)
        near = range(first, bisect_left(starts, mention.span.end))
        touched = [index for index in near if names[index].span.overlaps(mention.span)]
        if all(mention.span.contains(names[index].span) for index in touched):
            added.append(mention)
            dropped.update(touched)
    kept = [mention for index, mention in enumerate(names) if index not in dropped]
    return sorted([*kept, *added], key=lambda mention: mention.span)


def _dates(document: Document) -> Iterator[Mention]:

    for match in find_dates(document.flow, document.date):
        if match.named and match.iso:
            yield Mention("DATE", match.iso, match.span, "", f"date-{match.kind}", 0.95)


def _without_overlaps(*groups: list[Mention]) -> tuple[Mention, ...]:
    """Merge groups of mentions; an earlier group wins over a later one where they overlap."""
    taken = bytearray(max((mention.span.end for group in groups for mention in group), default=0))
    result: list[Mention] = []
    for group in groups:
        for mention in group:
            start, end = mention.span
            if 1 in taken[start:end]:
                continue
            taken[start:end] = b"\x01" * (end - start)
            result.append(mention)
    return tuple(sorted(result, key=lambda mention: mention.span))
