"""One chapter summed up: units, signals, choice. Pure; positions are those of the flow."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.summarize.chapters import Chapter, find_chapters
from ruscorpus.summarize.context import Context
from ruscorpus.summarize.rank import Signals, Weights, centrality, cosine, scaled, vectors
from ruscorpus.summarize.reading import Reading
from ruscorpus.summarize.select import Length, choose
from ruscorpus.summarize.units import Unit, UnitFinder, with_needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.config.summaries import SummaryWords
    from ruscorpus.model import Document, Section
    from ruscorpus.summarize.rank import Vector

_OPENING, _CLOSING = 0.1, 0.05
"""What the first and the last sentence of a section count as, beside the first one of a news text with 1."""
_MIN_CLOSING = 4
_WITHIN = 0.6
"""What a place inside a paragraph of news counts, beside the first one in it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A chapter, the sentences chosen from it in order, and how many there were to choose from."""

    chapter: Chapter
    sentences: tuple[Unit, ...]
    of: int

    def section_of(self, unit: Unit) -> Section | None:
        """Return the section that a sentence stands in."""
        return self.chapter.sections[unit.section] if unit.section >= 0 else None


class Summarizer:
    """Sums up the chapters of documents. Compiled once for a run."""

    def __init__(
        self, words: SummaryWords, length: Length | None = None, weights: Weights | None = None
    ) -> None:
        self._words = words
        self._length = length or Length()
        self._weights = weights or Weights()

    def __call__(self, document: Document) -> tuple[Summary, ...]:
        """Return a summary of each chapter of a finished *document*."""
        reading = Reading(document)
        finder = UnitFinder(reading, self._words)
        context = Context(reading, self._words)
        return tuple(self._sum_up(chapter, reading, finder, context) for chapter in find_chapters(document))

    def _sum_up(self, chapter: Chapter, reading: Reading, finder: UnitFinder, context: Context) -> Summary:
        units = finder.units(chapter)
        units = with_needs(units, context.needs(units))
        known = vectors([unit.terms for unit in units])
        signals = self._signals(units, known, chapter, reading)
        scores = [signal.score(self._weights) for signal in signals]
        chosen = choose(units, scores, known, chapter.sections, self._length.budget(units, chapter.sections))
        return Summary(chapter, tuple(units[index] for index in chosen), len(units))

    def _signals(
        self, units: Sequence[Unit], known: Sequence[Vector], chapter: Chapter, reading: Reading
    ) -> list[Signals]:
        document = reading.document
        events = _overlaps(units, [event.span for event in document.events])
        codes = _overlaps(units, [coding.span for coding in document.codings])
        columns = {
            "centrality": centrality(known),
            "position": _positions(units),
            "title": scaled(_titles(units, known, chapter, reading)),
            "actors": scaled(_actors(units, reading)),
            "events": scaled([math.log1p(n) for n in events]),
            "codes": scaled([math.log1p(n) for n in codes]),
            "cue": [float(self._has_cue(unit, reading)) for unit in units],
        }
        return [
            Signals(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)
        ]

    def _has_cue(self, unit: Unit, reading: Reading) -> bool:
        content = unit.span.of(reading.flow).lower()
        return any(cue in content for cue in self._words.cues)


def _positions(units: Sequence[Unit]) -> list[float]:
    """Return what each sentence's place says for it.

    News tell what matters most first, and go on in that order, paragraph by paragraph. In the sections of a
    study the first sentence, and then the last, names the topic more often than others: a far weaker sign.
    """
    sizes = Counter(unit.section for unit in units)
    if len(sizes) == 1:
        first = {unit.line: place for place, unit in reversed(list(enumerate(units)))}
        return [
            (1 - place / len(units)) * (1 if first[unit.line] == place else _WITHIN)
            for place, unit in enumerate(units)
        ]
    return [
        max(_OPENING / (1 + unit.row), _CLOSING * (unit.row + 1 == sizes[unit.section] >= _MIN_CLOSING))
        for unit in units
    ]


def _titles(
    units: Sequence[Unit], known: Sequence[Vector], chapter: Chapter, reading: Reading
) -> list[float]:
    """Return how like each sentence is to the titles over it: of its section, its chapter, the document."""
    found: list[float] = []
    titles: dict[int, Vector] = {}
    for unit, vector in zip(units, known, strict=True):
        if unit.section not in titles:
            titles[unit.section] = vectors([_title_terms(unit.section, chapter, reading)])[0]
        found.append(cosine(vector, titles[unit.section]))
    return found


def _title_terms(section: int, chapter: Chapter, reading: Reading) -> list[str]:
    headings: list[Span] = [chapter.sections[section].heading] if section >= 0 else []
    headings += [s.heading for s in chapter.sections[:1] if s.level == 1]
    terms = [term for heading in headings for term in reading.terms(heading)]
    title = reading.document.title
    place = reading.flow.find(title) if title else -1
    if place >= 0:
        terms += reading.terms(Span(place, place + len(title)))
    return terms


def _actors(units: Sequence[Unit], reading: Reading) -> list[float]:
    """Return how many of the chapter's mentions of actors are of those that a sentence names, once each."""
    named = [{m.acts_for or m.id for m in reading.named(unit.span) if m.acts_for or m.id} for unit in units]
    counts = Counter(actor for actors in named for actor in actors)
    return [math.fsum(counts[actor] for actor in sorted(actors)) for actors in named]


def _overlaps(units: Sequence[Unit], spans: Sequence[Span]) -> list[int]:
    """Return how many of *spans* begin inside each unit."""
    starts = sorted(span.start for span in spans)
    return [bisect_left(starts, unit.span.end) - bisect_left(starts, unit.span.start) for unit in units]
