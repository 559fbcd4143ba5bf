"""Comparing events with what a reader expects of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruscorpus.config.events import ExpectedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.model import Document, Event

MUTUAL = {"CONSULT", "COOPERATE", "SUPPORT", "AGREE"}


def fits(event: Event, expected: ExpectedEvent) -> bool:
    """Tell whether *event* is the expected one; of mutual acts only the union of the parties counts."""
    actor, recipient = set(event.actor), set(event.recipient)
    if expected.type in MUTUAL:
        parties = actor | recipient == set(expected.actor) | set(expected.recipient)
    else:
        parties = actor == set(expected.actor) and recipient == set(expected.recipient)
    details = ((expected.mode, event.mode), (expected.date, event.date), (expected.status, event.status))
    return event.type == expected.type and parties and all(not want or want == got for want, got in details)


def differences(document: Document, expected: Iterable[ExpectedEvent]) -> list[str]:
    """Return what is missing and what is too much, one line each; none where all is as expected."""
    left = list(document.events)
    lines = []
    for want in expected:
        found = next((event for event in left if fits(event, want)), None)
        if found is None:
            lines.append(f"missing: {want.type} {want.actor} -> {want.recipient} {want.date} {want.status}")
        else:
            left.remove(found)
    for event in left:
        quote = event.span.of(document.flow)
        told = f"{event.type} {event.actor} -> {event.recipient} {event.date} {event.status}"
        lines.append(f"too much: {told} by {event.rule}: {quote}")
    return lines


_SHORT = re.compile(
    r"(?P<type>[A-Z]+)(?:/(?P<mode>[a-z-]+))? (?P<actor>[\w+-]+)(?: > (?P<recipient>[\w+-]+))?"
    r"(?: @(?P<date>[\d/-]+))?(?: (?P<status>[a-z]+))?"
)


def from_short(written: str) -> ExpectedEvent:
    """Read ``CONSULT/visit FRA > VNM @2025-05 planned``; parties are joined by +."""
    match = _SHORT.fullmatch(written)
    assert match is not None, written
    fields = {key: value or "" for key, value in match.groupdict().items()}
    parties = {key: tuple(sorted(filter(None, fields.pop(key).split("+")))) for key in ("actor", "recipient")}
    return ExpectedEvent(**fields, **parties)
