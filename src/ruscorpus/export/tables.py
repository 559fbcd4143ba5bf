"""The results as tables with typed columns: what CSV, SQLite, Parquet and data frames have in common.

A row is a tuple in the order of the columns. ``id`` names a row in all formats alike (``news.txt#event-3``);
lists are tuples of strings. Spans are half-open and count code points: ``start``, ``end`` in the repaired
text, ``raw_start``, ``raw_end`` in the text as loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ruscorpus.export.material import finding_id
from ruscorpus.report.analysis import DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ruscorpus.export.material import Material, Meanings
    from ruscorpus.model import Evidence
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.texts import Texts

    Knowing = Material | Meanings

Kind = Literal["text", "integer", "real", "boolean", "list"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns by name."""

    name: str
    columns: dict[str, Kind]


_PLACE: dict[str, Kind] = {
    "start": "integer",
    "end": "integer",
    "raw_start": "integer",
    "raw_end": "integer",
    "page": "integer",
    "line": "integer",
}


def _place(at: Evidence) -> tuple[int | None, ...]:
    return (at.span.start, at.span.end, at.raw.start, at.raw.end, at.page, at.line)


def stream(material: Material) -> Iterator[tuple[str, Row]]:
    """Yield every row of every table with the name of its table, in one pass over the documents.

    Each document's rows come together, one document in memory at a time; behind the last one come the codes,
    and the actors that the documents name.
    """
    codes: set[str] = set()
    actors: dict[str, str] = {}
    for analysis in material.analyses():
        yield from document_rows(material, analysis)
        codes.update(coding.code for coding in analysis.codings)
        _note_actors(analysis, actors)
    for row in code_rows(material, codes):
        yield "codes", row
    for row in actor_rows(material, actors):
        yield "actors", row


def document_rows(meanings: Knowing, analysis: Analysis) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one document with the names of their tables."""
    for table, rows in _OF_DOCUMENT.items():
        for row in rows(meanings, analysis):
            yield table, row


def source_rows(analysis: Analysis, texts: Texts) -> Iterator[tuple[str, Row]]:
    """Yield the rows of :data:`SOURCE_TABLES` for one document."""
    id_ = analysis.document.id
    yield "texts", (id_, texts.text)
    yield "raws", (id_, texts.raw)
    for region in analysis.regions:
        yield "regions", (id_, region.kind, *region.span)
    for rule, number in analysis.repair.by_rule:
        yield "repairs", (id_, rule, number)
    for edit in texts.edits:
        yield "edits", (id_, *edit.at, edit.new, edit.rule, round(edit.confidence, DIGITS))


def _documents(_: Knowing, analysis: Analysis) -> Iterator[Row]:
    document, repair = analysis.document, analysis.repair
    yield (
        document.id,
        document.title,
        document.date,
        document.authors,
        document.language,
        document.media_type,
        document.path,
        document.sha256,
        document.characters,
        document.pages,
        repair.edits,
        repair.unrecoverable,
        len(analysis.entities),
        len(analysis.events),
        len(analysis.codings),
    )


def _sections(_: Knowing, analysis: Analysis) -> Iterator[Row]:
    for number, row in enumerate(analysis.sections, 1):
        id_ = finding_id(analysis, "section", number)
        yield (id_, analysis.document.id, row.number, row.title, row.level, *row.span)


def _entities(_: Knowing, analysis: Analysis) -> Iterator[Row]:
    for number, row in enumerate(analysis.entities, 1):
        id_ = finding_id(analysis, "entity", number)
        yield (id_, analysis.document.id, row.type, row.id, row.at.quote, *_place(row.at), row.confidence)


def _events(meanings: Knowing, analysis: Analysis) -> Iterator[Row]:
    for number, row in enumerate(analysis.events, 1):
        yield (
            finding_id(analysis, "event", number),
            analysis.document.id,
            row.type,
            row.mode,
            row.actor,
            row.recipient,
            row.dyads,
            row.date,
            row.date_basis,
            int(row.year) if row.year else None,
            row.status,
            row.happened,
            row.score,
            meanings.quad(row.type),
            row.contexts,
            row.at.quote,
            *_place(row.at),
            row.rule,
            row.confidence,
        )


def _codings(meanings: Knowing, analysis: Analysis) -> Iterator[Row]:
    for number, row in enumerate(analysis.codings, 1):
        code = meanings.codes.get(row.code)
        yield (
            finding_id(analysis, "coding", number),
            analysis.document.id,
            row.code,
            code.facet if code else "",
            row.level,
            row.dyads,
            row.at.quote,
            *_place(row.at),
            row.cues,
            row.rule,
            row.confidence,
        )


_OF_DOCUMENT: dict[str, Callable[[Knowing, Analysis], Iterator[Row]]] = {
    "documents": _documents,
    "sections": _sections,
    "entities": _entities,
    "events": _events,
    "codings": _codings,
}


def code_rows(meanings: Knowing, used: Collection[str]) -> Iterator[Row]:
    """Yield the codes of the codebook, and behind them those that another codebook gave."""
    for code in meanings.knowledge.codebook.codes:
        yield (code.id, code.facet, code.label.th, code.label.en, code.definition.th, code.definition.en)
    for unknown in sorted(set(used) - meanings.codes.keys()):
        yield (unknown, "", "", "", "", "")


def _note_actors(analysis: Analysis, named: dict[str, str]) -> None:
    """Note who is named in a document, with the type of the mention; a party of an event need not be."""
    for entity in analysis.entities:
        if entity.type not in ("DATE", "QUANTITY"):
            named[entity.id] = named.get(entity.id) or entity.type
    for event in analysis.events:
        for id_ in (*event.actor, *event.recipient):
            named.setdefault(id_, "")


def actor_rows(meanings: Knowing, named: Mapping[str, str]) -> Iterator[Row]:
    """Yield the actors that are *named*; those that the gazetteer has not get the type of their mention."""
    for id_ in sorted(named):
        actor = meanings.actors.get(id_)
        yield (
            id_,
            actor.type if actor else named[id_],
            actor.th if actor else "",
            actor.en if actor else "",
            actor.acts_for if actor else "",
        )


TABLES = (
    Table(
        "documents",
        {
            "id": "text",
            "title": "text",
            "date": "text",
            "authors": "list",
            "language": "text",
            "media_type": "text",
            "path": "text",
            "sha256": "text",
            "characters": "integer",
            "pages": "integer",
            "edits": "integer",
            "unrecoverable": "integer",
            "entities": "integer",
            "events": "integer",
            "codings": "integer",
        },
    ),
    Table(
        "codes",
        {
            "id": "text",
            "facet": "text",
            "label_th": "text",
            "label_en": "text",
            "definition_th": "text",
            "definition_en": "text",
        },
    ),
    Table(
        "actors",
        {"id": "text", "type": "text", "name_th": "text", "name_en": "text", "acts_for": "text"},
    ),
    Table(
        "sections",
        {
            "id": "text",
            "document": "text",
            "number": "text",
            "title": "text",
            "level": "integer",
            "start": "integer",
            "end": "integer",
        },
    ),
    Table(
        "entities",
        {
            "id": "text",
            "document": "text",
            "type": "text",
            "entity": "text",
            "text": "text",
            **_PLACE,
            "confidence": "real",
        },
    ),
    Table(
        "events",
        {
            "id": "text",
            "document": "text",
            "type": "text",
            "mode": "text",
            "actor": "list",
            "recipient": "list",
            "dyads": "list",
            "date": "text",
            "date_basis": "text",
            "year": "integer",
            "status": "text",
            "happened": "boolean",
            "score": "real",
            "quad": "integer",
            "contexts": "list",
            "quote": "text",
            **_PLACE,
            "rule": "text",
            "confidence": "real",
        },
    ),
    Table(
        "codings",
        {
            "id": "text",
            "document": "text",
            "code": "text",
            "facet": "text",
            "level": "text",
            "dyads": "list",
            "quote": "text",
            **_PLACE,
            "cues": "list",
            "rule": "text",
            "confidence": "real",
        },
    ),
)
"""Every table, in an order in which each refers only to those before it."""
SOURCE_TABLES = (
    Table("texts", {"document": "text", "text": "text"}),
    Table("raws", {"document": "text", "raw": "text"}),
    Table("regions", {"document": "text", "kind": "text", "start": "integer", "end": "integer"}),
    Table("repairs", {"document": "text", "rule": "text", "edits": "integer"}),
    Table(
        "edits",
        {
            "document": "text",
            "raw_start": "integer",
            "raw_end": "integer",
            "new": "text",
            "rule": "text",
            "confidence": "real",
        },
    ),
)
"""What the files of a tree hold beside the findings: results in tables alone need it to be read back."""
