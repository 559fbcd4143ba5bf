"""Pre-annotated texts for doccano: sequence labelling, JSONL. Offsets are code points, as doccano counts.

Labels are the types of entities, the types of events (``event:CONSULT``) and the codes. They overlap: the
project must allow overlapping spans.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ruscorpus.export.labels import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material


def lines(material: Material) -> Iterator[str]:
    """Yield one text a line, with its labels and what the document is."""
    for analysis in material.analyses():
        document = analysis.document
        labels = sorted(
            {
                (*item.span, f"event:{item.label}" if item.kind == "event" else item.label)
                for item in labelled(analysis, material.layers)
            }
        )
        record = {
            "text": material.tree.text(document.id),
            "label": [list(label) for label in labels],
            "document": document.id,
            "title": document.title,
            "date": document.date,
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"
