"""Words: pythainlp's newmm over the flow, with the gazetteer in its dictionary. Boundaries only."""

from __future__ import annotations

import re
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
    return tuple(boundaries) if flow else ()


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
