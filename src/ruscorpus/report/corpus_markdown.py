"""``corpus.md``: what the documents say together, for and against the hypothesis, and how sound the data is.

The evidence comes first and whole; matrices show their fullest columns and dyads their latest events,
always with the number that there are in all, and ``corpus.yaml`` holds the rest.
"""

from __future__ import annotations

from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING

from ruscorpus.report.counts import fullest
from ruscorpus.report.escape import escape, mono, table_lines
from ruscorpus.report.figures import corpus_lead, quality_lead
from ruscorpus.report.reasons import reason
from ruscorpus.report.tables import QUOTE, balance_table, coding_item, number, quoted, sure

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruscorpus.report.corpus import CorpusAnalysis, Matrix
    from ruscorpus.report.corpus_rows import CodedPassage, DocumentRow, DyadEvent
    from ruscorpus.report.corpus_store import Stored
    from ruscorpus.report.labels import Labels

    Part = str | Iterable[str]
    """A paragraph, or the lines of a table or a list."""

COLUMNS = 12
"""A matrix shows so many columns: more do not fit on a page."""
DYADS = 10
"""So many dyads get a table and a timeline of their own."""
EVENTS = 60
"""A timeline shows so many events."""


def corpus_markdown(corpus: CorpusAnalysis, labels: Labels) -> str:
    """Return the report of the corpus in the language of *labels*."""
    return "".join(corpus_markdown_pieces(corpus, labels))


def corpus_markdown_pieces(corpus: CorpusAnalysis, labels: Labels) -> Iterator[str]:
    """Yield, piece by piece, what :func:`corpus_markdown` returns."""
    documents = corpus.documents()
    parts = chain(
        _head(documents, labels),
        _hypothesis(corpus, labels),
        _evidence(corpus, labels),
        _matrices(corpus, labels),
        _balance(corpus, labels),
        _documents(documents, labels),
        _quality(documents, labels),
    )
    for place, part in enumerate(parts):
        if place:
            yield "\n\n"
        yield from _without_last_line_end([part] if isinstance(part, str) else part)
    yield "\n"


def _without_last_line_end(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a part, the last one without its line end."""
    last = ""
    for line in lines:
        yield last
        last = line
    yield last.rstrip("\n")


def _head(documents: Stored[DocumentRow], labels: Labels) -> Iterator[Part]:
    yield f"# {labels.say('corpus')}"
    yield corpus_lead(documents, labels)
    yield labels.say("caution")
    yield f"{labels.say('corpus-reports')} {labels.say('cues-note')}"


def _hypothesis(corpus: CorpusAnalysis, labels: Labels) -> Iterator[Part]:
    evidence = list(corpus.evidence())
    yield f"## {labels.say('hypothesis')}"
    yield f"> {escape(corpus.codebook.hypothesis.in_language(labels.language))}"
    if not evidence:
        yield labels.say("no-stance")
        return
    yield "".join(f"- {labels.code(code)}: **{len(passages):,}**\n" for code, passages in evidence)
    for code, passages in evidence:
        yield from _quoted(code, passages, labels)


def _evidence(corpus: CorpusAnalysis, labels: Labels) -> Iterator[Part]:
    """Yield the facets that the codebook wants quoted in full, such as the drivers of a change of order."""
    for facet in corpus.codebook.facets:
        codes = corpus.codes_of(facet.id)
        if facet.id not in corpus.evidence_facets or not codes:
            continue
        yield f"## {labels.say('evidence-of', name=escape(facet.label.in_language(labels.language)))}"
        yield "".join(f"- {labels.code(code)}: **{len(corpus.passages(code)):,}**\n" for code in codes)
        for code in codes:
            yield from _quoted(code, corpus.passages(code), labels)


def _quoted(code: str, passages: Stored[CodedPassage], labels: Labels) -> Iterator[Part]:
    """Yield one code with all its passages, the least certain as well as the most."""
    yield f"### {labels.code(code)} ({len(passages):,})"
    definition = labels.definition(code)
    if definition:
        yield definition
    if not passages:
        yield labels.say("no-evidence")
        return
    yield (
        coding_item(p.coding, _where(p.document, p.coding.at.page, p.coding.at.line, labels), labels)
        for p in passages
    )


def _where(document: str, page: int | None, line: int, labels: Labels) -> str:
    return f"{mono(document)} {labels.place(page, line)}"


def _matrices(corpus: CorpusAnalysis, labels: Labels) -> Iterator[Part]:
    if not corpus.codes:
        return
    year, dyad = corpus.code_year, corpus.code_dyad
    yield f"## {labels.say('matrices')}"
    yield f"### {labels.say('code-year')}"
    yield labels.say("code-year-note")
    by_year = sorted(fullest(year, COLUMNS), key=lambda year: (not year, year))
    yield from _matrix(
        corpus.with_positions(year), by_year, labels, lambda y: y or labels.say("undated"), corpus.codes
    )
    yield f"### {labels.say('code-dyad')}"
    yield from _matrix(corpus.with_positions(dyad), fullest(dyad, COLUMNS), labels, labels.dyad)
    yield f"### {labels.say('code-document')}"
    by_document = sorted(corpus.fullest_documents(COLUMNS))
    shown, in_all = corpus.code_document(by_document), corpus.coded_documents()
    yield from _matrix(shown, by_document, labels, mono, corpus.codes, in_all)
    names = {facet.id: escape(facet.label.in_language(labels.language)) for facet in corpus.codebook.facets}
    for (rows, columns), counts in corpus.crosstabs.items():
        yield f"### {names.get(rows, rows)} × {names.get(columns, columns)}"
        yield labels.say("crosstab-note")
        # all codes of both facets: that two never meet is a finding too
        every: Matrix = {code: {} for code in corpus.codes_of(rows)} | corpus.matrix(counts)
        yield from _matrix(every, corpus.codes_of(columns), labels, labels.code)
    unused = [labels.code(code) for code in corpus.facet_of if not corpus.codes[code]]
    if unused:
        yield labels.say("unused", list=", ".join(unused))


def _matrix(
    matrix: Matrix,
    columns: Sequence[str],
    labels: Labels,
    name: Callable[[str], str],
    totals: Counter[str] | None = None,
    every: int = 0,
) -> Iterator[Part]:
    """Yield the *columns* of a matrix as a table with codes as rows; *totals* make one more column.

    *every* is how many columns there are, where the matrix does not have them all.
    """
    if not any(matrix.values()):
        yield labels.say("no-cells")
        return
    headings = [labels.say("code"), *map(name, columns), *([labels.say("total")] if totals else [])]
    rows = (
        (
            labels.code(code),
            *(number(cells.get(column, 0)) for column in columns),
            *([number(totals[code])] if totals else []),
        )
        for code, cells in matrix.items()
    )
    yield table_lines(headings, rows, numbers=range(1, len(headings)))
    every = every or len({column for cells in matrix.values() for column in cells} | set(columns))
    if every > len(columns):
        yield labels.say("more-columns", every, shown=len(columns))


def _balance(corpus: CorpusAnalysis, labels: Labels) -> Iterator[Part]:
    yield f"## {labels.say('balance')}"
    dyads = corpus.dyads()
    if not dyads:
        yield labels.say("no-dyads")
        return
    yield labels.say("balance-note")
    yield balance_table(
        ((labels.dyad(dyad), tally) for dyad, tally in dyads), labels.say("dyad"), labels, distinct=True
    )
    for dyad, _ in dyads[:DYADS]:
        yield f"### {labels.dyad(dyad)}"
        years = ((year or labels.say("undated"), tally) for year, tally in corpus.years(dyad))
        yield balance_table(years, labels.say("year"), labels, distinct=True)
        yield from _timeline(corpus.timeline(dyad), labels)
    if len(dyads) > DYADS:
        yield labels.say("more-dyads", len(dyads), shown=DYADS)


def _timeline(events: Stored[DyadEvent], labels: Labels) -> Iterator[Part]:
    dated = deque((item for item in events if item.event.date), maxlen=EVENTS)
    undated = islice((item for item in events if not item.event.date), EVENTS - len(dated))
    shown = [*dated, *undated]
    headings = [labels.say(key) for key in ("date", "who", "deed", "status", "confidence", "quote", "place")]
    yield table_lines(
        headings,
        (
            (
                labels.when(item.event),
                labels.parties(item.event),
                labels.event_type(item.event.type, item.event.mode),
                labels.known(item.event.status),
                sure(item.event.confidence),
                quoted(item.event.at.quote, QUOTE),
                _where(item.document, item.event.at.page, item.event.at.line, labels),
            )
            for item in shown
        ),
        numbers=(4,),
    )
    if len(events) > EVENTS:
        yield labels.say("more-events", len(events), shown=EVENTS)


def _documents(documents: Stored[DocumentRow], labels: Labels) -> Iterator[Part]:
    yield f"## {labels.say('documents')}"
    headings = [labels.say(key) for key in ("document", "title", "date", "status", "events", "codings")]
    rows = (
        (
            mono(row.id),
            escape(row.title),
            labels.date(row.date),
            labels.known(row.status),
            number(row.events),
            number(row.codings),
        )
        for row in documents
    )
    yield table_lines(headings, rows, numbers=(4, 5))


def _quality(documents: Stored[DocumentRow], labels: Labels) -> Iterator[Part]:
    yield f"## {labels.say('quality')}"
    yield quality_lead(documents, labels)
    if any(map(_repaired, documents)):
        headings = [labels.say(key) for key in ("document", "share", "edits", "lost", "left-out-short")]
        rows = (
            (
                mono(row.id),
                number(row.characters),
                number(row.edits),
                number(row.unrecoverable),
                f"{row.left_out / row.characters:.0%}" if row.left_out and row.characters else "",
            )
            for row in filter(_repaired, documents)
        )
        yield table_lines(headings, rows, numbers=(1, 2, 3, 4))
    if not any(row.failed for row in documents):
        yield labels.say("none-failed")
    yield from _unread("failed", lambda row: row.failed, documents, labels)
    yield from _unread("noted", lambda row: row.noted, documents, labels)
    yield from _unread("files-left-out", lambda row: row.skipped, documents, labels)


def _repaired(row: DocumentRow) -> bool:
    return bool(row.edits or row.unrecoverable or row.left_out)


def _unread(
    heading: str, wanted: Callable[[DocumentRow], bool], documents: Stored[DocumentRow], labels: Labels
) -> Iterator[Part]:
    """Yield the documents that are *wanted* with the reason why they were not read, or want a look."""
    how_many = sum(map(wanted, documents))
    if not how_many:
        return
    yield f"### {labels.say(heading)} ({how_many:,})"
    yield table_lines(
        [labels.say(key) for key in ("document", "status", "reason")],
        (
            (
                mono(r.id),
                labels.known(r.status),
                f"{mono(r.slug)} {escape(reason(r.slug, r.message, labels.language))}".strip(),
            )
            for r in filter(wanted, documents)
        ),
    )
