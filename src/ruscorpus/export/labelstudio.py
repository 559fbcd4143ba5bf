"""Pre-annotated tasks for Label Studio: ``tasks.json`` with predictions, and the labelling interface.

Label Studio counts what JavaScript counts, UTF-16 units: a character beyond the Basic Multilingual Plane is
two.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from ruscorpus.export.labels import Labelled, labelled
from ruscorpus.export.xml_text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.export.material import Material

_LAST_OF_BMP = "\uffff"
_GROUPS = ("entity", "event", "coding")


def write(material: Material, folder: Path) -> None:
    """Write ``tasks.json`` and ``interface.xml`` into *folder*."""
    seen: dict[str, set[str]] = {group: set() for group in _GROUPS}
    with (folder / "tasks.json").open("w", encoding="utf-8", newline="") as file:
        file.write("[")
        for number, analysis in enumerate(material.analyses()):
            text = material.tree.text(analysis.document.id)
            units = Units(text)
            found = list(labelled(analysis, material.layers))
            for item in found:
                seen[item.kind].add(item.label)
            document = analysis.document
            task = {
                "data": {
                    "text": text,
                    "document": document.id,
                    "title": document.title,
                    "date": document.date,
                },
                "predictions": [
                    {
                        "model_version": f"ruscorpus {material.tree.run.version}",
                        "result": [_region(item, text, units) for item in found],
                    }
                ],
            }
            file.write(("," if number else "") + "\n" + json.dumps(task, ensure_ascii=False))
        file.write("\n]\n")
    (folder / "interface.xml").write_text(_interface(seen), encoding="utf-8", newline="")


class Units:
    """From code points to UTF-16 units of one text."""

    def __init__(self, text: str) -> None:
        self._astral = [index for index, char in enumerate(text) if char > _LAST_OF_BMP]

    def of(self, index: int) -> int:
        """Return the UTF-16 offset of the code point at *index*."""
        return index + bisect_left(self._astral, index)


def _region(item: Labelled, text: str, units: Units) -> dict[str, Any]:
    start, end = item.span
    return {
        "id": item.id,
        "from_name": item.kind,
        "to_name": "text",
        "type": "labels",
        "score": item.confidence,
        "value": {
            "start": units.of(start),
            "end": units.of(end),
            "text": text[start:end],
            "labels": [item.label],
        },
        "meta": {"text": list(item.about)},
    }


def _interface(seen: dict[str, set[str]]) -> str:
    """Return the labelling interface: a group of labels a kind, those that occur."""
    groups = "".join(
        f'  <Labels name="{group}" toName="text" showInline="false">\n'
        + "".join(f"    <Label value={quoteattr(clean(label))}/>\n" for label in sorted(labels))
        + "  </Labels>\n"
        for group, labels in seen.items()
        if labels
    )
    return f'<View>\n{groups}  <Text name="text" value="$text"/>\n</View>\n'
