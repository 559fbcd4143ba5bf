"""Parties of events are states and organisations that the gazetteer or the document itself knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.model import is_state
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject


def actors(subject: Subject, context: Context) -> Iterator[Finding]:
    """Yield parties that nobody knows, events without a party, and parties or states that stand twice."""
    listed = context.actors
    introduced = {row.id for _, row in subject.entities if row.type == "ORG"}
    for node, row in subject.entities:
        if row.type == "COUNTRY" and row.id not in listed:
            message = f"unknown state {printable(row.id)!r}"
            yield subject.finding("actor-unknown", message, (*node, "id"), span=row.at.raw)
        elif not row.id:
            message = f"{row.type} “{printable(row.at.quote, 60)}” has no id"
            yield subject.finding("actor-unknown", message, (*node, "id"), span=row.at.raw)
    for node, row in subject.events:
        if not row.actor and not row.recipient:
            message = f"{row.type}: neither actor nor recipient"
            yield subject.finding("party-malformed", message, node, span=row.at.raw)
        for key, parties in (("actor", row.actor), ("recipient", row.recipient)):
            if len(set(parties)) != len(parties):
                message = f"{row.type}: a party stands twice in {key}"
                yield subject.finding("party-malformed", message, (*node, key), span=row.at.raw)
            for party in parties:
                if party not in listed and party not in introduced:
                    what = "state" if is_state(party) else "actor"
                    message = f"{row.type}: unknown {what} {printable(party)!r}"
                    hint = "add it to configs/actors, or name the configuration that has it: --config"
                    yield subject.finding("actor-unknown", message, (*node, key), hint=hint, span=row.at.raw)


CHECK = of_documents("actors", {"actor-unknown": "error", "party-malformed": "error"}, actors)
