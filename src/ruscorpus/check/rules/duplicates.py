"""No deed is counted twice: one event for one deed in one stretch of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Indexed, Subject
    from ruscorpus.report.rows import EventRow


def duplicates(subject: Subject, _: Context) -> Iterator[Finding]:
    """Yield events that tell the same deed as one before them, on the same stretch or an overlapping one."""
    last: dict[tuple[object, ...], Indexed] = {}
    for item in sorted(subject.events, key=lambda item: item.row.at.span):
        node, row = item
        deed = _deed(row)
        before = last.get(deed)
        if before is not None and before.row.at.span.overlaps(row.at.span):
            same = before.row.at.span == row.at.span
            slug = "event-duplicate" if same else "event-overlap"
            where = "on the same stretch" if same else f"overlapping {list(before.row.at.span)}"
            message = f"{row.type}: the same deed stands twice, {where} (events[{before.node[1]}])"
            yield subject.finding(slug, message, node, span=row.at.raw)
        if before is None or row.at.span.end >= before.row.at.span.end:
            last[deed] = item


def _deed(row: EventRow) -> tuple[object, ...]:
    return (row.type, row.mode, frozenset(row.actor), frozenset(row.recipient), row.status, row.date)


CHECK = of_documents("duplicates", {"event-duplicate": "error", "event-overlap": "warning"}, duplicates)
