"""The units in which agreement is counted, and which of them each coder gave a code.

- ``character``: every character of the text;
- ``sentence``: every sentence; it has a code where a passage with that code overlaps it;
- ``passage``: every stretch that anybody coded, passages that overlap taken together, and every sentence that
  nobody coded.

Always the whole text is counted. What nobody coded is agreement too, and what chance would bring of it is
subtracted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ruscorpus.agreement.unitizing import merged
from ruscorpus.offsets import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ruscorpus.agreement.coders import Common
    from ruscorpus.agreement.coefficients import Values


class Counted:
    """Units of all documents, by code and pattern, in blocks that a bootstrap may draw again.

    A block is a line of a text: characters and sentences of one paragraph do not vary on their own.
    ``sizes[b]`` counts the units of block *b*; ``coded[code][b]`` those of them with the code, by pattern.
    ``documents[b]`` numbers the document that the block belongs to.
    """

    def __init__(self, coders: int, unit: str, sentences: Callable[[str], Sequence[Span]]) -> None:
        self.coders = coders
        self.unit = unit
        self.sentences = sentences
        self.sizes: list[int] = []
        self.documents: list[int] = []
        self.coded: dict[str, dict[int, Counter[Values]]] = defaultdict(lambda: defaultdict(Counter))
        self._number = 0

    def add(self, document: Common) -> None:
        """Count one document."""
        lines = LineIndex(document.text)
        units = self._units(document)
        first = len(self.sizes)
        sizes: Counter[int] = Counter()
        if units is None:
            for index, start in enumerate(lines.starts):
                end = lines.starts[index + 1] if index + 1 < len(lines.starts) else len(document.text)
                sizes[index] = end - start
        else:
            for unit in units:
                sizes[lines.line_of(unit.start) - 1] += 1
        self.sizes += [sizes[index] for index in range(len(lines.starts))]
        self.documents += [self._number] * len(lines.starts)
        self._number += 1
        for code, spans in passages_by_code(document).items():
            found = _characters(spans, lines) if units is None else _whole(spans, units, lines)
            for line, pattern, weight in found:
                self.coded[code][first + line][pattern] += weight

    def _units(self, document: Common) -> list[Span] | None:
        """Return the units of a document in order; None for characters, which need no list."""
        if self.unit == "character":
            return None
        sentences = [span for span in self.sentences(document.text) if span.length > 0]
        if self.unit == "sentence":
            return sorted(sentences)
        passages = merged(coding.span for codings in document.codings for coding in codings)
        starts, ends = [span.start for span in passages], [span.end for span in passages]
        free = [s for s in sentences if bisect_right(ends, s.start) >= bisect_left(starts, s.end)]
        return sorted([*passages, *free])

    def table(self, code: str) -> Counter[Values]:
        """Return how many units of all documents have which pattern of *code*."""
        table: Counter[Values] = Counter()
        for patterns in self.coded[code].values():
            table.update(patterns)
        return self.filled(table, sum(self.sizes))

    def filled(self, table: Counter[Values], units: int) -> Counter[Values]:
        """Return *table* with the units that nobody gave the code, so that it counts *units*."""
        table[(False,) * self.coders] += units - sum(table.values())
        return +table


def passages_by_code(document: Common) -> dict[str, list[list[Span]]]:
    """Return for every code the passages of each coder in order, those that overlap made one."""
    spans: dict[str, list[list[Span]]] = {}
    for number, codings in enumerate(document.codings):
        for span, code in codings:
            spans.setdefault(code, [[] for _ in document.codings])[number].append(span)
    return {code: [merged(own) for own in spans[code]] for code in sorted(spans)}


def _characters(coders: list[list[Span]], lines: LineIndex) -> Iterator[tuple[int, Values, int]]:
    """Yield (line, pattern, number of characters) for what somebody coded."""
    changes: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for number, spans in enumerate(coders):
        for span in spans:
            changes[span.start].append((number, True))
            changes[span.end].append((number, False))
    state = [False] * len(coders)
    before = 0
    for place in sorted(changes):
        if any(state):
            yield from _by_line(Span(before, place), tuple(state), lines)
        for number, on in sorted(changes[place], key=lambda change: change[1]):
            state[number] = on
        before = place


def _by_line(span: Span, pattern: Values, lines: LineIndex) -> Iterator[tuple[int, Values, int]]:
    start = span.start
    line = lines.line_of(start) - 1
    while start < span.end:
        end = lines.starts[line + 1] if line + 1 < len(lines.starts) else span.end
        end = min(end, span.end)
        yield line, pattern, end - start
        start, line = end, line + 1


def _whole(
    coders: list[list[Span]], units: list[Span], lines: LineIndex
) -> Iterator[tuple[int, Values, int]]:
    """Yield (line, pattern, 1) for every unit that somebody coded."""
    starts, ends = [unit.start for unit in units], [unit.end for unit in units]
    given: dict[int, list[bool]] = {}
    for number, spans in enumerate(coders):
        for span in spans:
            for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
                given.setdefault(index, [False] * len(coders))[number] = True
    for index, pattern in sorted(given.items()):
        yield lines.line_of(units[index].start) - 1, tuple(pattern), 1
