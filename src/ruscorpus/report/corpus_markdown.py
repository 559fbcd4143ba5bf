"""``corpus.md``: what the documents say together, for and against the hypothesis, and how sound the data is.

The evidence comes first and whole; matrices show their fullest columns and dyads their latest events,
always with the number that there are in all, and ``corpus.yaml`` holds the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.report.escape import escape, table
from ruscorpus.report.figures import corpus_lead, quality_lead
from ruscorpus.report.labels import fullest, mono
from ruscorpus.report.tables import QUOTE, balance_table, coding_item, number, quoted

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence

    from ruscorpus.report.corpus import CodedPassage, CorpusAnalysis, DocumentRow, DyadEvent, Matrix
    from ruscorpus.report.labels import Labels

COLUMNS = 12
"""A matrix shows so many columns: more do not fit on a page."""
DYADS = 10
"""So many dyads get a table and a timeline of their own."""
EVENTS = 60
"""A timeline shows so many events."""


def corpus_markdown(corpus: CorpusAnalysis, labels: Labels) -> str:
    """Return the report of the corpus in the language of *labels*."""
    documents = corpus.documents()
    parts = (
        *_head(documents, labels),
        *_hypothesis(corpus, labels),
        *_evidence(corpus, labels),
        *_matrices(corpus, labels),
        *_balance(corpus, labels),
        *_documents(documents, labels),
        *_quality(documents, labels),
    )
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _head(documents: Sequence[DocumentRow], labels: Labels) -> Iterator[str]:
    yield f"# {labels.say('corpus')}"
    yield corpus_lead(documents, labels)
    yield f"{labels.say('corpus-reports')} {labels.say('cues-note')}"


def _hypothesis(corpus: CorpusAnalysis, labels: Labels) -> Iterator[str]:
    evidence = list(corpus.evidence())
    yield f"## {labels.say('hypothesis')}"
    yield f"> {escape(corpus.codebook.hypothesis.in_language(labels.language))}"
    if not evidence:
        yield labels.say("no-stance")
        return
    yield "".join(f"- {labels.code(code)}: **{len(passages):,}**\n" for code, passages in evidence)
    for code, passages in evidence:
        yield from _quoted(code, passages, labels)


def _evidence(corpus: CorpusAnalysis, labels: Labels) -> Iterator[str]:
    """Yield the facets that the codebook wants quoted in full, such as the drivers of a change of order."""
    for facet in corpus.codebook.facets:
        codes = corpus.codes_of(facet.id)
        if facet.id not in corpus.evidence_facets or not codes:
            continue
        yield f"## {labels.say('evidence-of', name=escape(facet.label.in_language(labels.language)))}"
        yield "".join(f"- {labels.code(code)}: **{len(corpus.passages(code)):,}**\n" for code in codes)
        for code in codes:
            yield from _quoted(code, corpus.passages(code), labels)


def _quoted(code: str, passages: Sequence[CodedPassage], labels: Labels) -> Iterator[str]:
    """Yield one code with all its passages, the least certain as well as the most."""
    yield f"### {labels.code(code)} ({len(passages):,})"
    definition = labels.definition(code)
    if definition:
        yield definition
    if not passages:
        yield labels.say("no-evidence")
        return
    yield "".join(
        coding_item(p.coding, _where(p.document, p.coding.at.page, p.coding.at.line, labels), labels)
        for p in passages
    )


def _where(document: str, page: int | None, line: int, labels: Labels) -> str:
    return f"{mono(document)} {labels.place(page, line)}"


def _matrices(corpus: CorpusAnalysis, labels: Labels) -> Iterator[str]:
    if not corpus.codes:
        return
    year, dyad, document = corpus.code_year, corpus.code_dyad, corpus.code_document
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
    by_document = sorted(fullest(document, COLUMNS))
    yield from _matrix(corpus.matrix(document), by_document, labels, mono, corpus.codes)
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
) -> Iterator[str]:
    """Yield the *columns* of a matrix as a table with codes as rows; *totals* make one more column."""
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
    yield table(headings, rows, numbers=range(1, len(headings)))
    every = len({column for cells in matrix.values() for column in cells} | set(columns))
    if every > len(columns):
        yield labels.say("more-columns", every, shown=len(columns))


def _balance(corpus: CorpusAnalysis, labels: Labels) -> Iterator[str]:
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


def _timeline(events: Sequence[DyadEvent], labels: Labels) -> Iterator[str]:
    dated = [item for item in events if item.event.date][-EVENTS:]
    shown = dated + [item for item in events if not item.event.date][: EVENTS - len(dated)]
    headings = [labels.say(key) for key in ("date", "who", "deed", "status", "quote", "place")]
    yield table(
        headings,
        (
            (
                labels.when(item.event),
                labels.parties(item.event),
                labels.event_type(item.event.type, item.event.mode),
                labels.known(item.event.status),
                quoted(item.event.at.quote, QUOTE),
                _where(item.document, item.event.at.page, item.event.at.line, labels),
            )
            for item in shown
        ),
    )
    if len(events) > EVENTS:
        yield labels.say("more-events", len(events), shown=EVENTS)


def _documents(documents: Sequence[DocumentRow], labels: Labels) -> Iterator[str]:
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
    yield table(headings, rows, numbers=(4, 5))


def _quality(documents: Sequence[DocumentRow], labels: Labels) -> Iterator[str]:
    yield f"## {labels.say('quality')}"
    yield quality_lead(documents, labels)
    repaired = [row for row in documents if row.edits or row.unrecoverable or row.left_out]
    if repaired:
        headings = [labels.say(key) for key in ("document", "share", "edits", "lost", "left-out-short")]
        rows = (
            (
                mono(row.id),
                number(row.characters),
                number(row.edits),
                number(row.unrecoverable),
                f"{row.left_out / row.characters:.0%}" if row.left_out and row.characters else "",
            )
            for row in repaired
        )
        yield table(headings, rows, numbers=(1, 2, 3, 4))
    failed = [row for row in documents if row.failed]
    if not failed:
        yield labels.say("none-failed")
    yield from _unread("failed", failed, labels)
    yield from _unread("files-left-out", [row for row in documents if row.skipped], labels)


def _unread(heading: str, rows: Sequence[DocumentRow], labels: Labels) -> Iterator[str]:
    if not rows:
        return
    yield f"### {labels.say(heading)} ({len(rows):,})"
    yield table(
        [labels.say(key) for key in ("document", "status", "reason")],
        ((mono(r.id), labels.known(r.status), f"{mono(r.slug)} {escape(r.message)}".strip()) for r in rows),
    )
