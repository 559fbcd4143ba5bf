"""``documents/ID.yaml``: the findings of one document, written straight from their rows.

What comes out is what :func:`ruscorpus.report.yaml.to_yaml` makes of :meth:`Analysis.to_data`, in a third
of the time: which keys there are and how their values are written is the same for every row.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ruscorpus.report.yaml import real, string, to_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import TypeVar

    from ruscorpus.model import Evidence
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.rows import CodingRow, EntityRow, EventRow, RegionRow, SectionRow

    Row = TypeVar("Row")

ONE_LINE = ("sections", "regions", "entities")
"""Keys whose items stand on a line each."""


def document_yaml(analysis: Analysis) -> str:
    """Return ``documents/ID.yaml`` for one analysis whose fields are of the types that they should be."""
    return "".join(
        (
            to_yaml(analysis.head()),
            *_listed("sections", analysis.sections, _section),
            *_listed("regions", analysis.regions, _region),
            *_listed("entities", analysis.entities, _entity),
            *_listed("events", analysis.events, _event),
            *_listed("codings", analysis.codings, _coding),
        )
    )


def _listed(key: str, rows: Collection[Row], write: Callable[[Row], str]) -> Iterator[str]:
    if not rows:
        yield f"{key}: []\n"
        return
    yield f"{key}:\n"
    yield from map(write, rows)


def _section(row: SectionRow) -> str:
    start, end = row.span
    title = string(row.title)
    return f"- {{number: {string(row.number)}, title: {title}, level: {row.level}, span: [{start}, {end}]}}\n"


def _region(row: RegionRow) -> str:
    start, end = row.span
    return f"- {{kind: {string(row.kind)}, span: [{start}, {end}]}}\n"


def _entity(row: EntityRow) -> str:
    at = row.at
    return (
        f"- {{type: {string(row.type)}, id: {string(row.id)}, text: {string(at.quote)}, "
        f"{_place(at, ', ')}, confidence: {real(row.confidence)}}}\n"
    )


def _event(row: EventRow) -> str:
    score = "null" if row.score is None else real(row.score)
    return (
        f"- type: {string(row.type)}\n"
        f"  mode: {string(row.mode)}\n"
        f"  actor: {_strings(row.actor)}\n"
        f"  recipient: {_strings(row.recipient)}\n"
        f"  date: {string(row.date)}\n"
        f"  date_basis: {string(row.date_basis)}\n"
        f"  status: {string(row.status)}\n"
        f"  score: {score}\n"
        f"  contexts: {_strings(row.contexts)}\n"
        f"  quote: {string(row.at.quote)}\n"
        f"  {_place(row.at, _LINE)}\n"
        f"  rule: {string(row.rule)}\n"
        f"  confidence: {real(row.confidence)}\n"
    )


def _coding(row: CodingRow) -> str:
    return (
        f"- code: {string(row.code)}\n"
        f"  quote: {string(row.at.quote)}\n"
        f"  {_place(row.at, _LINE)}\n"
        f"  dyads: {_strings(row.dyads)}\n"
        f"  level: {string(row.level)}\n"
        f"  cues: {_strings(row.cues)}\n"
        f"  rule: {string(row.rule)}\n"
        f"  confidence: {real(row.confidence)}\n"
    )


_LINE = "\n  "


def _place(at: Evidence, between: str) -> str:
    start, end = at.span
    raw_start, raw_end = at.raw
    page = "null" if at.page is None else at.page
    return (
        f"span: [{start}, {end}]{between}raw: [{raw_start}, {raw_end}]{between}"
        f"page: {page}{between}line: {at.line}"
    )


@lru_cache(maxsize=512)  # parties, dyads and contexts, the same ones in one document
def _strings(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(string, texts))}]"
