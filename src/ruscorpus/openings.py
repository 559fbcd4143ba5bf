"""Words of a long list, looked for at one place of a text after the other.

A text has few places where a word may begin, and most of these open with letters that no word of the list
opens with: one look at the first letters tells how long words that begin so are, and what it told is kept, as
texts repeat themselves. That takes no longer than a pass of an Aho–Corasick automaton, which also reports all
words that begin inside of others, and a list of eighty thousand words is ready in a fraction of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HEAD = 6
"""So many letters are looked at. What they tell of shorter words is certain."""
_FEW = 1_000
_KEPT = 1 << 16
"""So many openings are kept; a text has some thousand."""


class Openings:
    """How long the words are that begin with the same letters.

    ``bits`` has by the first letters the lengths, as the bits of a number.
    ``known`` is what :meth:`of` has told so far: who asks at every place of a text looks there first.
    """

    __slots__ = ("_pairs", "bits", "known")

    def __init__(self, words: Iterable[str], more: Mapping[str, int] | None = None) -> None:
        """Take note of *words*, and of those of which *more* are the ``bits``; "" is none."""
        bits = dict(more) if more is not None else {}
        there = bits.get
        for word in words:
            head = word[:HEAD]
            bits[head] = there(head, 0) | 1 << len(word)
        bits.pop("", None)
        self.bits = bits
        pairs = frozenset(head[:2] for head in bits) if len(bits) < _FEW else frozenset()
        self._pairs = pairs if pairs and all(len(pair) > 1 for pair in pairs) else None
        self.known: dict[str, tuple[int, ...]] = {}

    def among(self, places: Sequence[int], text: str) -> Sequence[int]:
        """Return *places* of *text* without those where none of a few words can begin."""
        pairs = self._pairs
        return places if pairs is None else [place for place in places if text[place : place + 2] in pairs]

    def of(self, head: str) -> tuple[int, ...]:
        """Return how long the words are that may stand where the next ``HEAD`` letters are *head*.

        The shortest come first. Of words that are no longer than ``HEAD`` only those are told that do stand
        there.

        >>> Openings(["กลาง", "กลาโหมแห่ง", "กล"]).of("กลาโหม")
        (2, 10)
        """
        lengths = self.known.get(head)
        if lengths is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            bits = 0
            for size in range(1, len(head) + 1):
                bits |= self.bits.get(head[:size], 0)
            lengths = tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
            self.known[head] = lengths
        return lengths
