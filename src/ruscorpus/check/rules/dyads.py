"""Dyads are pairs of different states that are known, in alphabetical order, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject

_DYAD = re.compile(r"([A-Z]{3})-([A-Z]{3})", re.ASCII)


def dyads(subject: Subject, context: Context) -> Iterator[Finding]:
    """Yield dyads of another form, of unknown states, or listed twice."""
    for node, row in subject.codings:
        for dyad in row.dyads:
            message = _fault(dyad, context.actors)
            if message:
                yield subject.finding("dyad-malformed", f"{row.code}: {message}", (*node, "dyads"))
        if len(set(row.dyads)) != len(row.dyads):
            yield subject.finding("dyad-malformed", f"{row.code}: a dyad stands twice", (*node, "dyads"))


def _fault(dyad: str, states: frozenset[str]) -> str:
    match = _DYAD.fullmatch(dyad)
    if match is None:
        return f"{printable(dyad)!r} is no dyad such as PRK-RUS"
    first, second = match.groups()
    if first >= second:
        return f"{dyad}: the two must differ" if first == second else f"{dyad} should be {second}-{first}"
    unknown = [state for state in (first, second) if state not in states]
    return f"{dyad}: unknown state {unknown[0]}" if unknown else ""


CHECK = of_documents("dyads", {"dyad-malformed": "error"}, dyads)
