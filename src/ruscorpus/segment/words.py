"""Words: pythainlp's newmm over the flow, with the gazetteer in its dictionary. Boundaries only."""

from __future__ import annotations

import re
from functools import cache

from ruscorpus.phrases import PhraseSet, ReadText
from ruscorpus.segment.newmm import segmenter

_PIECE = re.compile(r"\n|[^\n]+")


def word_boundaries(
    flow: str, extra: frozenset[str] = frozenset(), soft: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """Return the word boundaries of *flow*, from 0 to its length; tokens together are the whole text.

    *extra* words are known beside the dictionary's and never split; *soft* holds the places of joined lines.
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
    return _with_whole_names(flow, boundaries, extra, soft) if extra else tuple(boundaries)


def _with_whole_names(
    flow: str, boundaries: list[int], names: frozenset[str], soft: frozenset[int]
) -> tuple[int, ...]:
    """Drop the boundaries inside known names that begin and end at a boundary: fewest words is no law.

    A name may be written with a space or a hyphen more or less (คิม จอง-อึน), and go on over a line end.
    """
    inner: set[int] = set()
    for hit in _phrases(names).find_longest(ReadText(flow, boundaries, soft)):
        inner.update(range(hit.span.start + 1, hit.span.end))
    return tuple(place for place in boundaries if place not in inner)


@cache
def _phrases(names: frozenset[str]) -> PhraseSet[None]:
    return PhraseSet((name, None) for name in names)  # in any order: only where one stands is asked
