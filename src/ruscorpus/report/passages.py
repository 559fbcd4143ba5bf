"""Codings by the passages that they stand on: what a passage says is printed once, with all its codes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.model import Evidence
    from ruscorpus.offsets import Span
    from ruscorpus.report.rows import CodingRow


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with the codes on exactly it, and the coded stretches that lie wholly inside it."""

    at: Evidence
    codings: tuple[CodingRow, ...]
    parts: tuple[Passage, ...] = ()

    @property
    def dyads(self) -> tuple[str, ...]:
        """The dyads of its codings, each once."""
        return tuple(dict.fromkeys(chain.from_iterable([coding.dyads for coding in self.codings])))

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of its codings, each once."""
        return tuple(dict.fromkeys([coding.level for coding in self.codings if coding.level]))

    @property
    def cues(self) -> tuple[str, ...]:
        """The cues of its codings, each once."""
        return tuple(dict.fromkeys(chain.from_iterable([coding.cues for coding in self.codings])))


def passages(codings: Iterable[CodingRow]) -> list[Passage]:
    """Return the passages of *codings* in the order of the text, of two that begin together longer first."""
    ordered = sorted(codings, key=lambda coding: longest_first(coding.at.span))
    found = []
    for _, group in groupby(ordered, key=lambda coding: coding.at.span):
        members = tuple(group)
        found.append(Passage(members[0].at, members))
    return found


def nested(found: Iterable[Passage]) -> list[Passage]:
    """Put each of the passages, which are in order, into the last one before it that contains it.

    Passages that merely overlap stay apart.
    """
    outer: list[tuple[Passage, list[Passage]]] = []
    for passage in found:
        if outer and outer[-1][0].at.span.contains(passage.at.span):
            outer[-1][1].append(passage)
        else:
            outer.append((passage, []))
    return [Passage(passage.at, passage.codings, tuple(parts)) for passage, parts in outer]


def longest_first(span: Span) -> tuple[int, int]:
    """Order by the start; of what begins together the longest comes first."""
    return span.start, -span.end
