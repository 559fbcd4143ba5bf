"""How much there is, said alike at the head of every report of a corpus. What was left out is no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.report.corpus_rows import DocumentRow
    from ruscorpus.report.labels import Labels


def corpus_lead(rows: Iterable[DocumentRow], labels: Labels) -> str:
    """Return how many documents there are, how many files were left out, and what was found."""
    documents = left_out = ok = events = codings = 0
    for row in rows:
        documents += not row.skipped
        left_out += row.skipped
        ok += not row.skipped and not row.failed and row.characters > 0
        events += row.events
        codings += row.codings
    return labels.say(
        "corpus-lead",
        documents,
        left_out=labels.say("lead-left-out", left_out) if left_out else "",
        ok=f"{ok:,}",
        events=labels.say("n-events", events),
        codings=labels.say("n-codings", codings),
    )


def quality_lead(rows: Iterable[DocumentRow], labels: Labels) -> str:
    """Return how much was repaired and lost, in how many documents."""
    documents = edits = unrecoverable = 0
    for row in rows:
        documents += not row.skipped
        edits += row.edits
        unrecoverable += row.unrecoverable
    return labels.say(
        "quality-lead",
        documents,
        edits=labels.say("n-edits", edits),
        unrecoverable=labels.say("unrecoverable", unrecoverable),
    )
