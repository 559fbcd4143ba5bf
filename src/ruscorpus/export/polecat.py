"""Events as a tab-separated table with the columns of the POLECAT data set.

One row an event; several names in a cell are joined by ``; ``. Columns for which nothing is known here (COW
numbers, sectors, titles, coordinates) are there and empty. A date that the text gives only in part
(``2023-09``) stands as it is: a day would be made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.model import is_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruscorpus.export.material import Material
    from ruscorpus.report.analysis import Analysis

_PARTY = ("Name", "Country", "COW")
COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    *(f"Actor {name}" for name in _PARTY),
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    *(f"Recipient {name}" for name in _PARTY),
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
_LANGUAGES = {"th": "Thai", "en": "English"}


def lines(material: Material) -> Iterator[str]:
    """Yield the header and one line an event."""
    yield _line(COLUMNS)
    version = f"ruscorpus {material.tree.run.version}"
    for analysis in material.analyses():
        document = analysis.document
        story = {
            "Source": document.path,
            "Publication Date": document.date,
            "Story People": _named(material, analysis, "PERSON"),
            "Story Organizations": _named(material, analysis, "ORG"),
            "Story Locations": _named(material, analysis, "LOC"),
            "Language": _LANGUAGES.get(document.language, document.language),
            "Version": version,
        }
        for id_, event in material.events(analysis):
            quad = material.quad(event.type)
            cells = {
                "Event ID": id_,
                "Event Date": event.date,
                "Event Type": event.type,
                "Event Mode": event.mode,
                "Intensity": "" if event.score is None else f"{event.score:g}",
                "Quad Code": "" if quad is None else str(quad),
                "Contexts": _joined(event.contexts),
                "Actor Name": _joined(map(material.english, event.actor)),
                "Actor Country": _joined(filter(is_state, event.actor)),
                "Recipient Name": _joined(map(material.english, event.recipient)),
                "Recipient Country": _joined(filter(is_state, event.recipient)),
                **story,
            }
            yield _line(cells.get(column, "") for column in COLUMNS)


def _named(material: Material, analysis: Analysis, type_: str) -> str:
    ids = dict.fromkeys(entity.id for entity in analysis.entities if entity.type == type_)
    return _joined(map(material.english, ids))


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)


def _line(cells: Iterable[str]) -> str:
    """Return one line; no cell may hold the characters that end cells and lines."""
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
