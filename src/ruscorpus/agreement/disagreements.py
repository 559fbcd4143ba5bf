"""Where coders disagree: a passage that one gave a code and another did not, with the readings of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import LineIndex, Span
from ruscorpus.report.overlap import SpanIndex

if TYPE_CHECKING:
    from ruscorpus.agreement.coders import CodedSpan, Common


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A passage that coders read differently.

    ``codes`` are those that not all of them gave it; ``readings``: for each coder all codes that overlap it.
    ``line`` is the 1-based line of the text.
    """

    document: str
    span: Span
    line: int
    quote: str
    codes: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]


def disagreements(document: Common) -> list[Disagreement]:
    """Return the passages of *document* on which its coders disagree, in the order of the text.

    A passage with a code counts as agreed on where every coder has that code on an overlapping passage. What
    lies within another disputed passage is told with it.
    """
    indexes = [SpanIndex(codings, lambda coding: coding.span) for codings in document.codings]
    disputed: dict[Span, set[str]] = {}
    for codings in document.codings:
        for span, code in codings:
            if not all(code in _codes(index, span) for index in indexes):
                disputed.setdefault(span, set()).add(code)
    lines = LineIndex(document.text)
    told: list[tuple[Span, set[str]]] = []
    widest = sorted(disputed, key=lambda span: (span.start, -span.end))
    for span in widest:
        if told and told[-1][0].contains(span):
            told[-1][1].update(disputed[span])
        else:
            told.append((span, set(disputed[span])))
    return [
        Disagreement(
            document.id,
            span,
            lines.line_of(span.start),
            span.of(document.text),
            tuple(sorted(codes)),
            tuple(tuple(sorted(_codes(index, span))) for index in indexes),
        )
        for span, codes in told
    ]


def _codes(index: SpanIndex[CodedSpan], span: Span) -> set[str]:
    return {coding.code for coding in index.overlapping(span)}
