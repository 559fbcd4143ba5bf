"""What a denial denies: a charge that the text has told, in the same sentence or before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruscorpus.events.discourse import Discourse
    from ruscorpus.model import Event

DENIAL = "deny-charge"
"""The frame of denials."""
_LINKED = re.compile(r"(?:ซึ่ง|แต่|ทว่า|โดย|ขณะที่|และ)\S{0,24}$")  # a denial in the sentence of the charge


def answered(
    events: list[Event],
    discourse: Discourse,
    flow: str,
    chosen: Callable[[Event], Event],
    *,
    bare: bool,
) -> list[Event]:
    """Return the events with what a denial denies: the deed alleged here, or just before, as denied.

    A deed that is denied keeps its date: *chosen* gives it.
    """
    denial = next((event for event in events if event.rule == f"frame:{DENIAL}"), None)
    if denial is None:
        return events
    events = [chosen(event) for event in events]
    if any(event.status == "denied" for event in events):
        return events
    result: list[Event] = []
    for event in events:
        charged = event.status == "alleged" and set(event.actor) <= set(denial.actor)
        if (
            charged
            and event.span.end <= denial.span.start
            and not _LINKED.search(flow, event.span.end, denial.span.start)
        ):
            result.append(event)  # a sentence of its own denies it: the charge stands before it
            event = replace(event, span=denial.span)  # noqa: PLW2901
        answer = replace(event, status="denied") if charged else event
        if not any(_deed(answer) == _deed(other) for other in result):  # one denial of two charges alike
            result.append(answer)
    if result != events:
        return result
    charge = discourse.charge(denial.actor) if bare else None
    if charge is None:
        return events
    confidence = round(charge.confidence * 0.85, 2)
    return [*events, replace(chosen(charge), status="denied", span=denial.span, confidence=confidence)]


def _deed(event: Event) -> tuple[object, ...]:
    return event.span, event.type, event.actor, event.recipient, event.status
