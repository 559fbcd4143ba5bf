"""Dates are days, months and years that the calendar has, in order, and not out of this world."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.problems import printable
from ruscorpus.thaidate_values import BUDDHIST_OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject
    from ruscorpus.yamlio import NodePath

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_EARLIEST = 1000


def fault(iso: str) -> str:
    """Return what is wrong with an ISO 8601 date, month, year, or period of two of them; "" for nothing.

    >>> fault("2024-02-30"), fault("2022/2024"), fault("2024/2022-05")
    ('the calendar has no 2024-02-30', '', 'the period 2024/2022-05 ends before it begins')
    """
    parts = iso.split("/")
    if len(parts) > 2:
        return f"{printable(iso)!r} is no date"
    for part in parts:
        match = _ISO.fullmatch(part)
        if match is None:
            return f"{printable(part)!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD"
        year, month, day = (int(number or 1) for number in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            return f"the calendar has no {part}"
    if len(parts) == 2 and parts[1][: len(parts[0])] < parts[0][: len(parts[1])]:
        return f"the period {iso} ends before it begins"
    return ""


def dates(subject: Subject, context: Context) -> Iterator[Finding]:
    """Yield dates that cannot be, and dates that are hardly meant."""
    latest = context.today.year + context.settings.future_years
    for what, iso, node in _dates(subject):
        message = fault(iso)
        if message:
            yield subject.finding("date-impossible", f"{what}: {message}", node)
            continue
        years = [int(part[:4]) for part in iso.split("/")]
        if max(years) > latest:
            earlier = max(years) - BUDDHIST_OFFSET
            hint = (
                f"a year of the Buddhist Era? {max(years)} is {earlier} in the Common Era"
                if earlier > 1800
                else ""
            )
            yield subject.finding("date-unlikely", f"{what}: {iso} lies far ahead", node, hint=hint)
        elif min(years) < _EARLIEST:
            yield subject.finding("date-unlikely", f"{what}: {iso} lies far back", node)


def _dates(subject: Subject) -> Iterator[tuple[str, str, NodePath]]:
    if subject.header is not None and subject.header.date:
        yield "the document", subject.header.date, ("document", "date")
    for node, row in subject.entities:
        if row.type == "DATE":
            yield f"DATE “{printable(row.at.quote, 40)}”", row.id, (*node, "id")
    for node, row in subject.events:
        if row.date:
            yield row.type, row.date, (*node, "date")


CHECK = of_documents("dates", {"date-impossible": "error", "date-unlikely": "warning"}, dates)
