"""Words: pythainlp's newmm over the flow, with the gazetteer in its dictionary. Boundaries only."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ruscorpus.resources import pythainlp, word_trie

if TYPE_CHECKING:
    from collections.abc import Iterator

# newmm takes time quadratic in the length of one call, so it gets a line or less at a time.
_LONG = 600
_PIECE = re.compile(r"\n|[^\n]+")


def word_boundaries(flow: str, extra: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Return the word boundaries of *flow*, from 0 to its length; tokens together are the whole text."""
    trie: Any = word_trie(extra)
    segment = pythainlp("tokenize.newmm").segment
    boundaries = [0]
    position = 0
    for piece in _pieces(flow):
        for token in segment(piece, trie):
            position += len(token)
            boundaries.append(position)
    if position != len(flow):  # a tokenizer that loses text would make every span wrong
        raise RuntimeError(f"word segmentation lost text: {position} of {len(flow)} characters")
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


def _pieces(flow: str) -> Iterator[str]:
    """Cut the flow at line ends, and long lines at spaces (after any 2,000 characters without one)."""
    for match in _PIECE.finditer(flow):
        line = match.group()
        if len(line) <= _LONG:
            yield line
            continue
        start = 0
        while start < len(line):
            end = start + _LONG
            if end < len(line):
                space = line.find(" ", end, end + 2000)
                end = space if space >= 0 else min(end + 2000, len(line))
            yield line[start:end]
            start = end
