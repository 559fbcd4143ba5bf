"""How much there is, said alike at the head of every report of a corpus. What was left out is no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.report.corpus import DocumentRow
    from ruscorpus.report.labels import Labels


def corpus_lead(rows: Sequence[DocumentRow], labels: Labels) -> str:
    """Return how many documents there are, how many files were left out, and what was found."""
    documents = [row for row in rows if not row.skipped]
    left_out = len(rows) - len(documents)
    return labels.say(
        "corpus-lead",
        len(documents),
        left_out=labels.say("lead-left-out", left_out) if left_out else "",
        ok=f"{sum(not row.failed and row.characters > 0 for row in documents):,}",
        events=f"{sum(row.events for row in rows):,}",
        codings=f"{sum(row.codings for row in rows):,}",
    )


def quality_lead(rows: Sequence[DocumentRow], labels: Labels) -> str:
    """Return how much was repaired and lost, in how many documents."""
    return labels.say(
        "quality-lead",
        sum(not row.skipped for row in rows),
        edits=f"{sum(row.edits for row in rows):,}",
        unrecoverable=f"{sum(row.unrecoverable for row in rows):,}",
    )
