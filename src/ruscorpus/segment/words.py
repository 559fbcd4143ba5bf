"""Words: pythainlp's newmm over the flow, with the gazetteer in its dictionary. Boundaries only."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ruscorpus.phrases import PhraseSet, ReadText, leftmost_longest
from ruscorpus.segment.newmm import segmenter

_PIECE = re.compile(r"\n|[^\n]+")


def word_boundaries(
    flow: str,
    extra: frozenset[str] = frozenset(),
    soft: frozenset[int] = frozenset(),
    phrases: PhraseSet[Any] | None = None,
) -> tuple[int, ...]:
    """Return the word boundaries of *flow*, from 0 to its length; tokens together are the whole text.

    *extra* words are known beside the dictionary's and never split; *soft* holds the places of joined lines.
    *phrases*, where there are some that hold all of *extra*, spare to compile these.
    """
    ends = segmenter(extra).ends
    boundaries = [0]
    for piece in _PIECE.finditer(flow):
        start = piece.start()
        boundaries += [start + end for end in ends(piece.group())]
    if boundaries[-1] != len(flow):  # a tokenizer that loses text would make every span wrong
        raise RuntimeError(f"word segmentation lost text: {boundaries[-1]} of {len(flow)} characters")
    if not flow:
        return ()
    if not extra:
        return tuple(boundaries)
    return _with_whole_names(flow, boundaries, extra, soft, phrases or _phrases(extra))


def _with_whole_names(
    flow: str, boundaries: list[int], names: frozenset[str], soft: frozenset[int], phrases: PhraseSet[Any]
) -> tuple[int, ...]:
    """Drop the boundaries inside known names that begin and end at a boundary: fewest words is no law.

    A name may be written with a space or a hyphen more or less (คิม จอง-อึน), and go on over a line end.
    """
    inner: set[int] = set()
    hits = phrases.find_all(ReadText(flow, boundaries, soft))
    for hit in leftmost_longest([hit for hit in hits if phrases.text_of(hit) in names]):
        inner.update(range(hit.span.start + 1, hit.span.end))
    return tuple(place for place in boundaries if place not in inner)


@cache
def _phrases(names: frozenset[str]) -> PhraseSet[None]:
    return PhraseSet((name, None) for name in names)  # in any order: only where one stands is asked
