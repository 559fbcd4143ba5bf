"""Expected events in one line."""

from __future__ import annotations

import re

from ruscorpus.config.events import ExpectedEvent

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
