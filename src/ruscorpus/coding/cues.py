"""The cues of a codebook as one set of phrases, and their conditions on a sentence.

All phrases of all cues are found in one pass over the document. A sentence is then checked only against
the cues of which it holds at least one phrase or event, so that the cost follows what is found and not
the size of the codebook.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING

from ruscorpus.coding.negation import negated
from ruscorpus.offsets import Span
from ruscorpus.phrases import PhraseSet, ReadText, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ruscorpus.config.codebook import Code, Codebook, Cue
    from ruscorpus.model import Event

LIST = re.compile(r"\{([^{}]*)\}")
_LATER = re.compile(r"\s*(?:\.\.\.|…)\s*")
_PREFIXES = ("การ", "ความ", "ด้าน", "ทาง", "เชิง", "ผู้", "มี")
_MIDDLING, _LONG = 6, 10
_CELL = re.compile(r"(?<![เแโใไ])[^ะ-ฺๅ็-๎\s]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a cue: parts that follow each other, each of them any of several phrases."""

    parts: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class CompiledCue:
    """A cue with its phrases replaced by their numbers in the phrase set."""

    code: Code
    cue: Cue
    groups: tuple[tuple[Phrase, ...], ...]
    none: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A cue that holds on a sentence, with the stretches that made it: phrases and events."""

    code: Code
    cue: Cue
    spans: tuple[Span, ...]

    @property
    def cover(self) -> Span:
        """The smallest span that holds all the evidence."""
        return Span(min(s.start for s in self.spans), max(s.end for s in self.spans))


@dataclass(slots=True)
class Found:
    """What one sentence holds: phrases by number, events, states, and its section's title path."""

    span: Span
    hits: dict[int, list[Span]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    states: frozenset[str] = frozenset()
    titles: str = ""


def expand(phrase: str, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield *phrase* with each ``{name}`` replaced by every entry of that list, entries of entries too.

    >>> list(expand("ซื้อ{arms}", {"arms": ["อาวุธ", "กระสุน"]}))
    ['ซื้ออาวุธ', 'ซื้อกระสุน']
    """
    pieces = LIST.split(phrase)  # text, name, text, name, …, text
    choices: list[list[str]] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            choices.append([text for entry in lists[piece] for text in expand(entry, lists)])
        else:
            choices.append([piece])
    for combination in product(*choices):
        yield "".join(combination)


def parts_of(phrase: str) -> list[str]:
    """Return the parts of ``A ... B``, in order."""
    return [part for part in _LATER.split(phrase.strip()) if part]


class CueSet:
    """All cues of a codebook, compiled."""

    def __init__(self, codebook: Codebook) -> None:
        self._numbers: dict[str, int] = {}
        self._lists = codebook.lists
        self.cues: list[CompiledCue] = []
        for code in codebook.codes:
            for cue in code.cues:
                self.cues.append(self._compile(code, cue))
        lengths = {text: len(skeleton(text)) for text in self._numbers}
        self._short = PhraseSet((t, n) for t, n in self._numbers.items() if lengths[t] < _MIDDLING)
        self._long = PhraseSet((t, n) for t, n in self._numbers.items() if lengths[t] >= _MIDDLING)
        self._by_phrase: dict[int, list[int]] = {}
        self._by_event: list[int] = []
        for index, compiled in enumerate(self.cues):
            first = compiled.groups[0] if compiled.groups else ()
            for number in {number for sequence in first for number in sequence.parts[0]}:
                self._by_phrase.setdefault(number, []).append(index)
            if not compiled.groups:
                self._by_event.append(index)

    def _compile(self, code: Code, cue: Cue) -> CompiledCue:
        groups = [self._phrases_of(group) for group in cue.all]
        if cue.any:
            groups.append(self._phrases_of(cue.any))
        return CompiledCue(code, cue, tuple(groups), self._phrases_of(cue.none))

    def _phrases_of(self, texts: Iterable[str]) -> tuple[Phrase, ...]:
        return tuple(phrase for text in texts for phrase in self._compile_phrase(text))

    def _compile_phrase(self, text: str) -> Iterator[Phrase]:
        """Yield the phrase: one for all list entries that are plain, one more for each that has parts."""
        choices: list[list[tuple[frozenset[int], ...]]] = []
        for part in parts_of(text):
            plain: set[int] = set()
            options: list[tuple[frozenset[int], ...]] = []
            for entry in expand(part, self._lists):
                pieces = parts_of(entry)
                if len(pieces) == 1:
                    plain.add(self._number(pieces[0]))
                else:
                    options.append(tuple(frozenset({self._number(piece)}) for piece in pieces))
            if plain:
                options.insert(0, (frozenset(plain),))
            choices.append(options)
        for combination in product(*choices):
            yield Phrase(tuple(part for option in combination for part in option))

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def find(self, text: str, words: Collection[int], soft: Collection[int] = ()) -> list[tuple[Span, int]]:
        """Return every phrase in *text*, with its number, in order; *soft* are the places of joined lines.

        A dictionary segments one and the same phrase differently in different company (โจมตี|จาก, but
        โจม|ตีจาก). A long phrase is no accident wherever it stands; one of middling length must have one
        of its ends at a word boundary, a short one both.
        """
        at_words = boundaries(text, words)
        short = ReadText(text, at_words, soft)
        found = [(hit.span, self._short.payload(hit)) for hit in self._short.find_all(short)]
        for hit in self._long.find_all(ReadText(text, cells(text), soft)):
            span = hit.span
            if span.length >= _LONG or span.start in at_words or span.end in at_words:
                found.append((span, self._long.payload(hit)))
        found.sort()
        return found

    def evaluate(self, text: str, found: Found) -> list[Match]:
        """Return the cues that hold on one sentence of *text*, once for each place where they do."""
        candidates = {index for number in found.hits for index in self._by_phrase.get(number, ())}
        if found.events:
            candidates.update(self._by_event)
        return [match for index in sorted(candidates) for match in self._check(self.cues[index], text, found)]

    @staticmethod
    def _check(compiled: CompiledCue, text: str, found: Found) -> list[Match]:
        cue = compiled.cue
        if len(found.states) < cue.states or not _in_section(cue, found.titles):
            return []
        deeds = [event.span for event in found.events if fits(event, cue)] if cue.events else []
        if cue.events and not deeds:
            return []
        if any(_occurrences(phrase, found) for phrase in compiled.none):
            return []
        if not compiled.groups:
            return [Match(compiled.code, cue, (deed,)) for deed in dict.fromkeys(deeds)]
        holds = _polarity(cue, text, found.span.start)
        groups: list[list[Span]] = []
        for group in compiled.groups:
            places = [span for phrase in group for span in _occurrences(phrase, found, holds)]
            if not places:
                return []
            groups.append(places)
        return [
            Match(compiled.code, cue, tuple(spans))
            for spans in _combinations(groups)
            if not cue.within or _cover(spans).length <= cue.within
        ]


def boundaries(text: str, words: Collection[int]) -> frozenset[int]:
    """Return the word boundaries, and those behind a prefix: การ|ถ่วงดุล, ทาง|ทหาร, มี|รากฐาน."""
    places = set(words)
    for start, end in pairwise(sorted(places)):
        for prefix in _PREFIXES:
            if end - start > len(prefix) + 1 and text.startswith(prefix, start):
                places.add(start + len(prefix))
    return frozenset(places)


def cells(text: str) -> frozenset[int]:
    """Return the places where a written cell begins: before no vowel or tone mark that hangs on a letter."""
    return frozenset(match.start() for match in _CELL.finditer(text))


def fits(event: Event, cue: Cue) -> bool:
    """Tell whether *event* is of a type, and has a status, that *cue* wants."""
    if cue.event_status and event.status not in cue.event_status:
        return False
    names = (event.type, f"{event.type}/{event.mode}")
    return any(wanted in names for wanted in cue.events)


def collect(
    sentences: Sequence[Span],
    hits: Iterable[tuple[Span, int]],
    events: Iterable[Event],
    visible: Callable[[Span], bool],
) -> list[Found]:
    """Sort phrases and events into the sentences that hold them; what is not *visible* is left out."""
    found = [Found(sentence) for sentence in sentences]
    starts = [sentence.start for sentence in sentences]
    for span, number in hits:
        index = bisect_right(starts, span.start) - 1
        if index >= 0 and span.end <= sentences[index].end and visible(span):
            found[index].hits.setdefault(number, []).append(span)
    for event in events:
        index = bisect_right(starts, event.span.start) - 1
        if index >= 0 and event.span.start < sentences[index].end and visible(event.span):
            found[index].events.append(event)
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
        first.states | second.states,
        first.titles,
    )


def _in_section(cue: Cue, titles: str) -> bool:
    return not cue.sections or any(skeleton(wanted) in titles for wanted in cue.sections)


def _polarity(cue: Cue, text: str, start: int) -> Callable[[Span], bool] | None:
    if cue.negation == "ignored":
        return None
    wanted = cue.negation == "required"
    return lambda span: negated(text, start, span.start) is wanted


def _occurrences(sequence: Phrase, found: Found, holds: Callable[[Span], bool] | None = None) -> list[Span]:
    """Return the places where the parts of *sequence* follow each other, each as tight as may be."""
    places = _places(sequence.parts[0], found)
    if holds is not None:
        places = [span for span in places if holds(span)]
    for part in sequence.parts[1:]:
        later = _places(part, found)
        joined = []
        for span in places:
            following = next((place for place in later if place.start >= span.end), None)
            if following is not None:
                joined.append(span.cover(following))
        places = joined
    return places


def _places(part: frozenset[int], found: Found) -> list[Span]:
    if len(part) > len(found.hits):
        return sorted(span for number, spans in found.hits.items() if number in part for span in spans)
    return sorted(span for number in part for span in found.hits.get(number, ()))


def _cover(spans: Iterable[Span]) -> Span:
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))


def _combinations(groups: list[list[Span]]) -> list[list[Span]]:
    """Choose one span a group so that together they cover as little as possible; the tightest come first.

    Choices that overlap a tighter one are left out: they are the same evidence, spread wider.
    """
    chosen = []
    for seed in min(groups, key=len):
        spans = [min(group, key=lambda span: (seed.cover(span).length, span)) for group in groups]
        chosen.append((_cover(spans).length, _cover(spans), spans))
    chosen.sort(key=lambda choice: choice[:2])
    taken: list[Span] = []
    kept = []
    for _, cover, spans in chosen:
        if not any(cover.overlaps(other) for other in taken):
            taken.append(cover)
            kept.append(spans)
    return kept
