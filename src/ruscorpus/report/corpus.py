"""What the documents of a run say together, gathered one document at a time.

Nothing of a document is kept but counts, the facts of its events, and the quotes that bear on the
hypothesis, so that a corpus of any size can be read from the YAML on disk. The order in which documents
are added makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruscorpus.report.balance import Tally
from ruscorpus.report.overlap import SpanIndex
from ruscorpus.report.yaml import to_yaml
from ruscorpus.report.years import Years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.events import Ontology
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.report.rows import CodingRow, EventRow

SCHEMA = "ruscorpus/corpus/1"
ONE_LINE = ("documents", "code_year", "code_dyad", "code_document", "cells", "years", "timeline")
Matrix = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the corpus in figures; zeros for a document that gave no analysis."""

    id: str
    title: str = ""
    date: str = ""
    language: str = ""
    status: str = "ok"
    slug: str = ""
    message: str = ""
    characters: int = 0
    pages: int = 0
    entities: int = 0
    events: int = 0
    codings: int = 0
    edits: int = 0
    unrecoverable: int = 0
    left_out: int = 0
    """Characters of the text that are no part of the analysis."""

    @property
    def skipped(self) -> bool:
        """Whether the file was left out: of a kind that is not read, or not reached."""
        return self.status == "skipped"

    @property
    def failed(self) -> bool:
        """Whether it is a document that was not analysed, or not in full."""
        return self.status not in ("ok", "skipped")

    def to_data(self) -> dict[str, Any]:
        """Return the row as the YAML holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class DyadEvent:
    """An event between two states, and the document that tells it."""

    document: str
    event: EventRow

    @property
    def order(self) -> tuple[object, ...]:
        """By date, undated events last; then by document and place."""
        return (not self.event.date, self.event.date, self.document, self.event.at.span, self.event.type)

    def to_data(self) -> dict[str, Any]:
        """Return the event as a line of the YAML's timeline."""
        event, at = self.event, self.event.at
        return {
            "date": event.date,
            "date_basis": event.date_basis,
            "type": event.type,
            "mode": event.mode,
            "actor": list(event.actor),
            "recipient": list(event.recipient),
            "status": event.status,
            "score": event.score,
            "quote": at.quote,
            "document": self.document,
            "span": list(at.span),
            "page": at.page,
            "line": at.line,
        }


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coded passage, and the document that holds it."""

    document: str
    coding: CodingRow

    @property
    def order(self) -> tuple[object, ...]:
        """By document and place."""
        return (self.document, self.coding.at.span)

    def to_data(self) -> dict[str, Any]:
        """Return the passage as the YAML holds it: the coding without its code, which stands above it."""
        return {"document": self.document, **{k: v for k, v in self.coding.to_data().items() if k != "code"}}


class CorpusAnalysis:
    """Gathers documents with :meth:`add` and the rows of the manifest with :meth:`add_row`."""

    def __init__(self, codebook: Codebook, ontology: Ontology) -> None:
        """Read from *codebook* what its reports are to show; codes left out of a run are left out here."""
        reports = codebook.reports
        self.codebook = codebook
        self.facet_of = {code.id: code.facet for code in codebook.codes}
        self.quads = {kind.id: kind.quad for kind in ontology.types}
        self.crosstabs = {(t.rows, t.columns): Counter[tuple[str, str]]() for t in reports.crosstabs}
        self.positions = {
            name: tuple(code for code in codes if code in self.facet_of)
            for name, codes in reports.hypothesis.items()
        }
        """The codes that speak for the hypothesis, qualify it and speak against it."""
        self.evidence_facets = reports.evidence
        """The facets whose passages are quoted in full."""
        self._quoted = {code for codes in self.positions.values() for code in codes} | {
            code for code, facet in self.facet_of.items() if facet in reports.evidence
        }
        self.codes: Counter[str] = Counter()
        self.code_year: Counter[tuple[str, str]] = Counter()
        self.code_dyad: Counter[tuple[str, str]] = Counter()
        self.code_document: Counter[tuple[str, str]] = Counter()
        self.balances: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
        self._totals: dict[str, Tally] = defaultdict(Tally)
        self._timeline: dict[str, list[DyadEvent]] = defaultdict(list)
        self._passages: dict[str, list[CodedPassage]] = defaultdict(list)
        self._figures: dict[str, DocumentRow] = {}
        self._outcomes: dict[str, ManifestRow] = {}

    def add(self, analysis: Analysis) -> None:
        """Take up one document. Raises ``ValueError`` when a document of the same id is there already."""
        document = analysis.document
        if document.id in self._figures:
            raise ValueError(f"document {document.id!r} was added twice")
        self._figures[document.id] = DocumentRow(
            document.id,
            document.title,
            document.date,
            document.language,
            characters=document.characters,
            pages=document.pages,
            entities=len(analysis.entities),
            events=len(analysis.events),
            codings=len(analysis.codings),
            edits=analysis.repair.edits,
            unrecoverable=analysis.repair.unrecoverable,
            left_out=sum(region.span.length for region in analysis.regions),
        )
        self._add_events(analysis)
        self._add_codings(analysis)
        self._add_crosstabs(analysis)

    def add_row(self, row: ManifestRow) -> None:
        """Take up what the manifest says of a document, failed or not."""
        self._outcomes[row.id] = row

    def _add_events(self, analysis: Analysis) -> None:
        for event in analysis.events:
            quad = self.quads.get(event.type, 0)
            for dyad in event.dyads:
                self.balances[dyad][event.year].add(event, quad)
                self._totals[dyad].add(event, quad)
                self._timeline[dyad].append(DyadEvent(analysis.document.id, event))

    def _add_codings(self, analysis: Analysis) -> None:
        document = analysis.document
        years = Years(analysis)
        for coding in analysis.codings:
            self.codes[coding.code] += 1
            self.code_document[coding.code, document.id] += 1
            for year in years.of(coding.at.span):
                self.code_year[coding.code, year] += 1
            for dyad in coding.dyads:
                self.code_dyad[coding.code, dyad] += 1
            if coding.code in self._quoted:
                self._passages[coding.code].append(CodedPassage(document.id, coding))

    def _add_crosstabs(self, analysis: Analysis) -> None:
        by_facet: dict[str, list[CodingRow]] = defaultdict(list)
        for coding in analysis.codings:
            by_facet[self.facet_of.get(coding.code, "")].append(coding)
        for (rows, columns), counts in self.crosstabs.items():
            index = SpanIndex(by_facet[columns], lambda coding: coding.at.span)
            for row in by_facet[rows]:
                for column in index.overlapping(row.at.span):
                    counts[row.code, column.code] += 1

    @property
    def languages(self) -> list[str]:
        """The language of each document that has an analysis."""
        return [row.language for row in self._figures.values()]

    def documents(self) -> list[DocumentRow]:
        """Return every document, analysed or not, in the order of the ids."""
        return [self._document(key) for key in sorted(self._figures.keys() | self._outcomes.keys())]

    def _document(self, key: str) -> DocumentRow:
        row = self._figures.get(key) or DocumentRow(key)
        outcome = self._outcomes.get(key)
        if outcome is None:
            return row
        told = {"status": outcome.status, "slug": outcome.slug, "message": outcome.message}
        return DocumentRow(**row.to_data() | told)

    def dyads(self) -> list[tuple[str, Tally]]:
        """Return the dyads with all their events counted together, those with most events first."""
        return sorted(self._totals.items(), key=lambda item: (-item[1].counted, -item[1].others, item[0]))

    def years(self, dyad: str) -> list[tuple[str, Tally]]:
        """Return the years of a dyad with their balances in order, events without a date last."""
        return sorted(self.balances[dyad].items(), key=lambda item: (not item[0], item[0]))

    def timeline(self, dyad: str) -> list[DyadEvent]:
        """Return the events of a dyad by date, the undated last."""
        return sorted(self._timeline[dyad], key=lambda event: event.order)

    def evidence(self) -> Iterator[tuple[str, list[CodedPassage]]]:
        """Yield each code with a position on the hypothesis, also one without evidence, with its passages."""
        for codes in self.positions.values():
            for code in codes:
                yield code, self.passages(code)

    def passages(self, code: str) -> list[CodedPassage]:
        """Return the passages of a code with a position on the hypothesis or in an evidence facet."""
        return sorted(self._passages[code], key=lambda passage: passage.order)

    def codes_of(self, facet: str) -> list[str]:
        """Return the codes of a facet in the order of the codebook."""
        return [code for code, own in self.facet_of.items() if own == facet]

    def code_order(self) -> list[str]:
        """Return the codes that were found: those of the codebook in its order, then any others."""
        known = [code for code in self.facet_of if code in self.codes]
        return known + sorted(set(self.codes) - set(self.facet_of))

    def matrix(self, counts: Counter[tuple[str, str]]) -> Matrix:
        """Return counts by pair as rows in the order of the codebook, columns in alphabetical order."""
        rows: Matrix = {}
        codes = [*self.facet_of, *sorted({row for row, _ in counts} - set(self.facet_of))]
        order = {code: place for place, code in enumerate(codes)}
        for (row, column), n in sorted(counts.items(), key=lambda item: (order[item[0][0]], item[0][1])):
            rows.setdefault(row, {})[column] = n
        return rows

    def with_positions(self, counts: Counter[tuple[str, str]]) -> Matrix:
        """Return counts as :meth:`matrix` does, with a row for every code for or against the hypothesis.

        That there is nothing against it must be seen too.
        """
        found = self.matrix(counts)
        taken = {code for codes in self.positions.values() for code in codes}
        known = {code: found.get(code, {}) for code in self.facet_of if code in found or code in taken}
        return known | found

    def to_data(self) -> dict[str, Any]:
        """Return the mapping that ``corpus.yaml`` holds."""
        documents = self.documents()
        return {
            "schema": SCHEMA,
            "codebook": self.codebook.id,
            "totals": {
                "documents": len(documents),
                "characters": sum(row.characters for row in documents),
                "entities": sum(row.entities for row in documents),
                "events": sum(row.events for row in documents),
                "codings": sum(row.codings for row in documents),
                "edits": sum(row.edits for row in documents),
                "unrecoverable": sum(row.unrecoverable for row in documents),
                "statuses": dict(sorted(Counter(row.status for row in documents).items())),
            },
            "documents": [row.to_data() for row in documents],
            "codes": {code: self.codes[code] for code in self.code_order()},
            "code_year": self.matrix(self.code_year),
            "code_dyad": self.matrix(self.code_dyad),
            "code_document": self.matrix(self.code_document),
            "crosstabs": [
                {"rows": rows, "columns": columns, "cells": self.matrix(counts)}
                for (rows, columns), counts in self.crosstabs.items()
            ],
            "evidence": {
                code: [passage.to_data() for passage in passages] for code, passages in self.evidence()
            },
            "passages": {
                code: [passage.to_data() for passage in self.passages(code)]
                for facet in self.evidence_facets
                for code in self.codes_of(facet)
            },
            "dyads": [
                {
                    "dyad": dyad,
                    **total.to_data(),
                    "years": {year: tally.to_data() for year, tally in self.years(dyad)},
                    "timeline": [event.to_data() for event in self.timeline(dyad)],
                }
                for dyad, total in self.dyads()
            ],
        }


def corpus_yaml(corpus: CorpusAnalysis) -> str:
    """Return ``corpus.yaml``."""
    return to_yaml(corpus.to_data(), ONE_LINE)
