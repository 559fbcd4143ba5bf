"""Events as PLOVER JSON lines, with the fields of the PLOVER manual and a few of our own behind them.

A record holds what the text asserts as a fact (``occurred``, ``ongoing``); the ontology has no status, so a
deed that is denied or planned would be counted as done. With every status the field ``status`` tells.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material


def lines(material: Material) -> Iterator[str]:
    """Yield one record an event."""
    for analysis in material.analyses():
        document = analysis.document
        cited = {
            "url": document.path,
            "title": document.title,
            "publication": "",
            "date": document.date,
            "language": document.language,
        }
        for id_, event in material.events(analysis):
            record = {
                "id": id_,
                "date": event.date,
                "actor": list(event.actor),
                "recipient": list(event.recipient),
                "event": [event.type],
                "mode": event.mode,
                "context": list(event.contexts),
                "quad_code": material.quad(event.type),
                "event_scale": event.score,
                "event_text": event.at.quote,
                "text_info": {"start": event.at.span.start, "end": event.at.span.end},
                "cite_info": cited,
                "status": event.status,
                "page": event.at.page,
                "confidence": event.confidence,
            }
            yield json.dumps(record, ensure_ascii=False) + "\n"
