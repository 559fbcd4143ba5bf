"""A sentence cut into words, with placeholders for names, dates and quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.events.heads import Told
    from ruscorpus.events.parties import Party

PLACEHOLDERS = frozenset({"PARTY", "PLACE", "BYSTANDER"})
"""What stands for a party; other names are told by their type: ``@DATE``."""
_NUMBER = re.compile(r"[0-9๐-๙.,]+")
_TYPED = frozenset({"DATE", "QUANTITY", "EQUIPMENT", "AGREEMENT"})


def _called(party: Party) -> str:
    if not party.ids:
        return "BYSTANDER"
    return "PLACE" if party.place else "PARTY"


def tokens_of(told: Told) -> Iterator[tuple[Span, str]]:
    """Yield the words of a sentence with their spans; a name, a date or a quantity is one of them."""
    reading = told.scene.reading
    names = [(party.span, _called(party)) for party in told.scene.parties]
    names += [(m.span, f"@{m.type}") for m in told.mentions if m.type in _TYPED]
    names.sort()
    edges = list(filter(reading.boundaries.__contains__, range(reading.low + 1, reading.high)))
    last, index = None, 0
    for start, end in zip([reading.low, *edges], [*edges, reading.high], strict=True):
        while index < len(names) and names[index][0].end <= start:
            index += 1
        if index < len(names) and names[index][0].start <= start:
            if names[index] != last:
                last = names[index]
                yield last
            continue
        word = reading.flow[start:end].strip() or " "
        yield Span(start, end), "0" if _NUMBER.fullmatch(word) else word
