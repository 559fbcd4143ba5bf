"""What the documents of a run say together, gathered one document at a time.

Nothing of a document is kept but counts, the facts of its events, and the quotes that bear on the
hypothesis; what grows with the number of documents lies on disk. The order in which documents are added
makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from ruscorpus.report.corpus_store import CorpusStore, Stored
from ruscorpus.report.overlap import SpanIndex
from ruscorpus.report.yaml import Items, Pairs, plain, yaml_pieces
from ruscorpus.report.years import Years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.events import Ontology
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.balance import Tally
    from ruscorpus.report.corpus_rows import CodedPassage, DocumentRow, DyadEvent
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.report.rows import CodingRow

SCHEMA = "ruscorpus/corpus/1"
ONE_LINE = ("documents", "code_year", "code_dyad", "code_document", "cells", "years", "timeline")
Matrix = dict[str, dict[str, int]]
_SUMMED = ("characters", "entities", "events", "codings", "edits", "unrecoverable")


class CorpusAnalysis:
    """Gathers documents with :meth:`add` and the rows of the manifest with :meth:`add_row`."""

    def __init__(self, codebook: Codebook, ontology: Ontology, spill: Path | None = None) -> None:
        """Read from *codebook* what its reports are to show; codes left out of a run are left out here.

        *spill* is where a new file may be made for what is not kept in memory, by default a temporary one.
        """
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
        self._languages: Counter[str] = Counter()
        self._store = CorpusStore(spill)

    def add(self, analysis: Analysis) -> None:
        """Take up one document. Raises ``ValueError`` when a document of the same id is there already."""
        self._store.add(analysis)
        self._languages[analysis.document.language] += 1
        self._add_events(analysis)
        self._add_codings(analysis)
        self._add_crosstabs(analysis)

    def add_row(self, row: ManifestRow) -> None:
        """Take up what the manifest says of a document, failed or not."""
        self._store.add_row(row)

    def _add_events(self, analysis: Analysis) -> None:
        for event in analysis.events:
            quad = self.quads.get(event.type, 0)
            for dyad in event.dyads:
                self._store.add_event(analysis.document.id, dyad, event, quad)

    def _add_codings(self, analysis: Analysis) -> None:
        document = analysis.document
        years = Years(analysis)
        counts: Counter[str] = Counter()
        for coding in analysis.codings:
            counts[coding.code] += 1
            for year in years.of(coding.at.span):
                self.code_year[coding.code, year] += 1
            for dyad in coding.dyads:
                self.code_dyad[coding.code, dyad] += 1
            if coding.code in self._quoted:
                self._store.add_passage(document.id, coding)
        self.codes.update(counts)
        self._store.count_codes(document.id, counts)

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
    def languages(self) -> Iterator[str]:
        """The language of each document that has an analysis."""
        return self._languages.elements()

    def documents(self) -> Stored[DocumentRow]:
        """Return every document, analysed or not, in the order of the ids."""
        return self._store.documents()

    def dyads(self) -> list[tuple[str, Tally]]:
        """Return the dyads with all their events counted together, those with most events first."""
        totals = self._store.dyads().items()
        return sorted(totals, key=lambda item: (-item[1].counted, -item[1].others, item[0]))

    def years(self, dyad: str) -> list[tuple[str, Tally]]:
        """Return the years of a dyad with their balances in order, events without a date last."""
        return sorted(self._store.years(dyad).items(), key=lambda item: (not item[0], item[0]))

    def timeline(self, dyad: str) -> Stored[DyadEvent]:
        """Return the events of a dyad by date, the undated last."""
        return self._store.timeline(dyad)

    def evidence(self) -> Iterator[tuple[str, Stored[CodedPassage]]]:
        """Yield each code with a position on the hypothesis, also one without evidence, with its passages."""
        for codes in self.positions.values():
            for code in codes:
                yield code, self.passages(code)

    def passages(self, code: str) -> Stored[CodedPassage]:
        """Return the passages of a code with a position on the hypothesis or in an evidence facet."""
        return self._store.passages(code)

    def fullest_documents(self, limit: int) -> list[str]:
        """Return at most *limit* documents with codings, those with most of them first."""
        return self._store.fullest(limit)

    def coded_documents(self) -> int:
        """Return how many documents have codings."""
        return self._store.coded_documents()

    def code_document(self, documents: Sequence[str]) -> Matrix:
        """Return how often each code that was found stands in each of *documents*."""
        return {
            code: {document: n for document, n in self._store.of_code(code) if document in documents}
            for code in self.code_order()
        }

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
        """Return the mapping that ``corpus.yaml`` holds, all of it in memory."""
        data: dict[str, Any] = plain(self._data())
        return data

    def yaml(self) -> Iterator[str]:
        """Yield ``corpus.yaml`` piece by piece."""
        return yaml_pieces(self._data(), ONE_LINE)

    def _data(self) -> dict[str, Any]:
        """Return the mapping with what grows with the number of documents still to be read."""
        store, codes = self._store, self.code_order()
        return {
            "schema": SCHEMA,
            "codebook": self.codebook.id,
            "totals": self._sums(),
            "documents": Items(row.to_data() for row in self.documents()),
            "codes": {code: self.codes[code] for code in codes},
            "code_year": self.matrix(self.code_year),
            "code_dyad": self.matrix(self.code_dyad),
            "code_document": Pairs((code, dict(store.of_code(code))) for code in codes),
            "crosstabs": [
                {"rows": rows, "columns": columns, "cells": self.matrix(counts)}
                for (rows, columns), counts in self.crosstabs.items()
            ],
            "evidence": Pairs((code, _items(passages)) for code, passages in self.evidence()),
            "passages": Pairs(
                (code, _items(self.passages(code)))
                for facet in self.evidence_facets
                for code in self.codes_of(facet)
            ),
            "dyads": Items(
                {
                    "dyad": dyad,
                    **total.to_data(),
                    "years": {year: tally.to_data() for year, tally in self.years(dyad)},
                    "timeline": _items(self.timeline(dyad)),
                }
                for dyad, total in self.dyads()
            ),
        }

    def _sums(self) -> dict[str, Any]:
        sums: Counter[str] = Counter()
        statuses: Counter[str] = Counter()
        for row in self.documents():
            statuses[row.status] += 1
            for name in _SUMMED:
                sums[name] += getattr(row, name)
        return {
            "documents": statuses.total(),
            **{name: sums[name] for name in _SUMMED},
            "statuses": dict(sorted(statuses.items())),
        }


def _items(stored: Stored[CodedPassage] | Stored[DyadEvent]) -> Items:
    return Items(item.to_data() for item in stored)
