"""The document as it flows through the pipeline, and what the stages find in it.

Three coordinate systems meet here, each a string of Unicode code points:

``raw``
    the text as loaded: decoded bytes, or the lines of a PDF in content order;
``text``
    the repaired text, ``apply_edits(raw, edits)``. Every span that is written out points into it;
``flow``
    the text as it is *read*: where a line was merely wrapped its break is gone, so that a sentence or a
    name that runs over a line end is one piece. ``apply_edits(text, joins)``.

Stages from the segmentation on work in ``flow`` coordinates; :meth:`Document.evidence` carries a span
back to text, raw, page and line. All spans are half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, LineIndex, OffsetMap, Span
from ruscorpus.problems import Problem  # noqa: TC001 - the cache reads the types at run time

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_state(actor: str) -> bool:
    """Tell a state (three capitals, ISO 3166-1 alpha-3) from an organisation (a lower-case slug)."""
    return len(actor) == 3 and actor.isascii() and actor.isupper()


MUTUAL_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types of acts that are done together: all parties may stand on one side, or one on each."""


def same_parties(
    kind: str, one: tuple[Sequence[str], Sequence[str]], other: tuple[Sequence[str], Sequence[str]]
) -> bool:
    """Tell whether (actor, recipient) of two events of one type are the same; the order never counts."""
    if kind in MUTUAL_TYPES:
        return {*one[0], *one[1]} == {*other[0], *other[1]}
    return set(one[0]) == set(other[0]) and set(one[1]) == set(other[1])


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source: its 1-based number and its span in ``raw``."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class FontRun:
    """A stretch of ``raw`` that the source set in one font. Evidence for deciphering glyph codes.

    A glyph of which the font does not say what character it is (U+FFFD in ``raw``) has a run of its own,
    ``FONT#CODE``: the same glyph is the same character wherever it stands.
    """

    span: Span
    font: str


@dataclass(frozen=True, slots=True)
class LineBox:
    """Where a line of ``raw`` stands on its page, in points: the evidence for wrapped lines and page headers.

    ``left`` and ``right`` are measured along the line, ``baseline`` upwards from the foot of the page,
    ``size`` is the font size. Lines that are written upwards or downwards have no box.
    """

    span: Span
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of ``raw`` of which the file itself says what it is.

    ``kind`` is ``heading`` (then ``level`` counts from 1, and ``number`` is what the file numbers it with)
    or the kind of a :class:`Region`.
    """

    kind: str
    span: Span
    level: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled part. ``span`` (flow) runs from its heading to the next section's heading."""

    number: str
    title: str
    level: int
    span: Span
    heading: Span


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch (flow) outside the analysis; ``kind`` is one of ``vocabulary.REGION_KINDS``."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing, a date or a quantity where it stands in the flow.

    ``id`` is the canonical id (ISO 3166-1 alpha-3, slug, or ISO 8601 date). ``acts_for`` is the id of the
    state or organisation whose act it is when the mention acts: ``RUS`` for Putin or the Kremlin, and
    empty for what cannot act.
    """

    type: str
    id: str
    span: Span
    acts_for: str = ""
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """One deed asserted in one sentence, in PLOVER's terms. ``span`` (flow) is its anchor.

    ``date_basis`` is ``stated`` where the deed's own clause gives the date, ``inferred`` where what stands
    around it does, empty where there is no date.
    """

    type: str
    mode: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str
    status: str
    score: float | None
    contexts: tuple[str, ...]
    span: Span
    rule: str
    confidence: float
    date_basis: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code of the codebook on a passage (flow), with the cues that made it."""

    code: str
    span: Span
    dyads: tuple[str, ...]
    level: str
    cues: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a finding stands: its quote, its span in the text, and the way back to the source.

    ``quote == text[span]``; ``raw`` points into the text as loaded; ``page`` is None where the source has
    no pages; ``line`` is the 1-based line of the source.
    """

    quote: str
    span: Span
    raw: Span
    page: int | None
    line: int


@dataclass(frozen=True)
class Document:
    """One text on its way through the pipeline. Stages return a changed copy, never change it in place."""

    id: str
    path: str
    sha256: str = ""
    media_type: str = "text/plain"
    title: str = ""
    date: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    raw: str = ""
    pages: tuple[Page, ...] = ()
    fonts: tuple[FontRun, ...] = ()
    boxes: tuple[LineBox, ...] = ()
    """The lines of a PDF in the order of ``raw``."""
    blocks: tuple[Block, ...] = ()
    """Headings, footnotes and the like as HTML, Word and EPUB files mark them, in the order of ``raw``."""
    edits: tuple[Edit, ...] = ()
    unrecoverable: int = 0
    text: str = ""
    joins: tuple[Edit, ...] = ()
    flow: str = ""
    words: tuple[int, ...] = ()
    """Word boundaries in flow, from 0 to ``len(flow)``: token *i* is ``flow[words[i]:words[i + 1]]``."""
    sentences: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = ()
    regions: tuple[Region, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    codings: tuple[Coding, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def text_map(self) -> OffsetMap:
        """Between raw (old) and text (new)."""
        return OffsetMap(self.edits)

    @cached_property
    def flow_map(self) -> OffsetMap:
        """Between text (old) and flow (new)."""
        return OffsetMap(self.joins)

    @cached_property
    def _raw_lines(self) -> LineIndex:
        return LineIndex(self.raw)

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.span.start for page in self.pages]

    def page_of(self, raw_position: int) -> int | None:
        """Return the number of the page that holds a position of ``raw``; None without pages."""
        if not self.pages:
            return None
        return self.pages[max(0, bisect_right(self._page_starts, raw_position) - 1)].number

    def evidence(self, span: Span) -> Evidence:
        """Carry *span* of the flow back to the text, the source, its page and its line."""
        in_text = self.flow_map.to_old(span)
        in_raw = self.text_map.to_old(in_text)
        return Evidence(
            quote=in_text.of(self.text),
            span=in_text,
            raw=in_raw,
            page=self.page_of(in_raw.start),
            line=self._raw_lines.line_of(in_raw.start),
        )
