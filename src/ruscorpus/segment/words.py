"""Words: pythainlp's newmm over the flow, with the gazetteer in its dictionary. Boundaries only."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ruscorpus.segment.newmm import segmenter

_PIECE = re.compile(r"\n|[^\n]+")


def word_boundaries(flow: str, extra: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Return the word boundaries of *flow*, from 0 to its length; tokens together are the whole text."""
    ends = segmenter(extra).ends
    boundaries = [0]
    for piece in _PIECE.finditer(flow):
        start = piece.start()
        boundaries += [start + end for end in ends(piece.group())]
    if boundaries[-1] != len(flow):  # a tokenizer that loses text would make every span wrong
        raise RuntimeError(f"word segmentation lost text: {boundaries[-1]} of {len(flow)} characters")
    if not flow:
        return ()
    return _with_whole_names(flow, boundaries, extra) if extra else tuple(boundaries)


def _with_whole_names(flow: str, boundaries: list[int], names: frozenset[str]) -> tuple[int, ...]:
    """Drop the boundaries inside known names that begin and end at a boundary: fewest words is no law."""
    places = set(boundaries)
    inner: set[int] = set()
    for last, length in _automaton(names).iter(flow):
        end = last + 1
        start = end - length
        if start in places and end in places:
            inner.update(range(start + 1, end))
    return tuple(place for place in boundaries if place not in inner)


@cache
def _automaton(names: frozenset[str]) -> Any:  # noqa: ANN401 - pyahocorasick is untyped
    import ahocorasick  # noqa: PLC0415 - kept out of the start of the command line

    automaton = ahocorasick.Automaton()
    for name in sorted(names):
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    return automaton
