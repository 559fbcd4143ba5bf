"""Names that only one coder uses and that look like one of another's: misspelt codes and documents."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ruscorpus.agreement.compare import Comparison

_ALIKE = 0.8


class Lookalike(NamedTuple):
    """A name of one coder's own, and the name of another coder's that it may be meant for."""

    coder: str
    name: str
    meant: str


def lookalikes(comparison: Comparison) -> list[Lookalike]:
    """Return what only one coder has, and may have misspelt: codes, and documents that nobody else read."""
    found = []
    for index, coder in enumerate(comparison.coders):
        others = [c.code for c in comparison.codes if any(n for i, n in enumerate(c.passages) if i != index)]
        own = [c.code for c in comparison.codes if c.passages[index] and c.code not in others]
        pairs = [(name, others) for name in own]
        unread = [name for c, names in comparison.left_out.items() if c != coder for name in names]
        pairs += [(name, unread) for name in comparison.left_out.get(coder, ()) if name not in unread]
        for name, known in pairs:
            found += [Lookalike(coder, name, near) for near in get_close_matches(name, known, 1, _ALIKE)]
    return found
