"""Types, modes, contexts and scores of events are those of the ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject


def ontology(subject: Subject, context: Context) -> Iterator[Finding]:
    """Yield what the ontology does not know, and scores that are not the ones it gives."""
    types = {kind.id: kind for kind in context.knowledge.ontology.types}
    contexts = context.knowledge.ontology.contexts
    for node, row in subject.events:
        for name in row.contexts:
            if name not in contexts:
                message = f"{row.type}: unknown context {printable(name)!r}"
                yield subject.finding("event-unknown", message, (*node, "contexts"), span=row.at.raw)
        kind = types.get(row.type)
        if kind is None:
            message = f"unknown event type {printable(row.type)!r}"
            yield subject.finding("event-unknown", message, (*node, "type"), span=row.at.raw)
            continue
        scores = {"": kind.score, **{mode.id: mode.score for mode in kind.modes}}
        if row.mode not in scores:
            message = f"{row.type} has no mode {printable(row.mode)!r}"
            hint = f"its modes: {', '.join(mode.id for mode in kind.modes) or 'none'}"
            yield subject.finding("event-unknown", message, (*node, "mode"), hint=hint, span=row.at.raw)
        elif row.score != scores[row.mode]:
            name = f"{row.type}/{row.mode}".rstrip("/")
            message = f"{name}: score {row.score}; the ontology gives {scores[row.mode]}"
            yield subject.finding("score-mismatch", message, (*node, "score"), span=row.at.raw)


CHECK = of_documents("ontology", {"event-unknown": "error", "score-mismatch": "error"}, ontology)
