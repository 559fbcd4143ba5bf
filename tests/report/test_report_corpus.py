from __future__ import annotations

import gc
import re
import sqlite3
import tracemalloc
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_markdown_support import content, rendered

from ruscorpus.config.codebook import Reports
from ruscorpus.model import Evidence
from ruscorpus.offsets import Span
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.balance import Tally
from ruscorpus.report.corpus import CorpusAnalysis
from ruscorpus.report.corpus_markdown import COLUMNS, EVENTS, corpus_markdown
from ruscorpus.report.document_yaml import document_yaml
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.report.overlap import SpanIndex
from ruscorpus.report.reasons import THAI, reason
from ruscorpus.report.rows import CodingRow, EntityRow, EventRow, Header, RepairSummary
from ruscorpus.report.shorten import one_line
from ruscorpus.report.signs import visible
from ruscorpus.report.strings import LANGUAGES
from ruscorpus.report.years import Years

FAILED = ManifestRow("z.pdf", "z.pdf", "", "encrypted", "pdf-encrypted", "needs a | password", 9.9)


@pytest.fixture(scope="module")
def analyses(documents):
    return [Analysis.of(document) for document in documents]


@pytest.fixture
def corpus(codebook, ontology, analyses):
    gathered = CorpusAnalysis(codebook, ontology)
    for analysis in analyses:
        status = "ok" if analysis.document.characters else "empty"
        gathered.add(analysis)
        gathered.add_row(ManifestRow(analysis.document.id, analysis.document.path, "", status, seconds=1.5))
    gathered.add_row(FAILED)
    return gathered


def test_corpus_reports_match_golden_files(corpus, labels, golden):
    golden("corpus.yaml", "".join(corpus.yaml()))
    for language in LANGUAGES:
        golden(f"corpus.{language}.md", corpus_markdown(corpus, labels[language]))


def test_the_yaml_comes_back(corpus):
    assert yaml.safe_load("".join(corpus.yaml())) == corpus.to_data()


def test_neither_order_nor_the_way_over_the_disk_changes_a_byte(codebook, ontology, analyses, labels):
    results = set()
    read_back = [Analysis.from_data(yaml.safe_load(document_yaml(a))) for a in analyses]
    for order in [*permutations(analyses), read_back]:
        gathered = CorpusAnalysis(codebook, ontology)
        for analysis in order:
            gathered.add(analysis)
        results.add("".join(gathered.yaml()) + corpus_markdown(gathered, labels["th"]))
    assert len(results) == 1


def test_a_document_counts_once(corpus, analyses):
    with pytest.raises(ValueError, match="added twice"):
        corpus.add(analyses[0])


def test_what_was_left_out_is_no_document_and_is_named(corpus, labels):
    before = corpus_markdown(corpus, labels["en"])
    corpus.add_row(ManifestRow("scan.png", "scan.png", "", "skipped", "not-a-document", "not read"))
    report = corpus_markdown(corpus, labels["en"])
    assert before.split("\n\n")[1].startswith("5 documents, 3 analysed")
    assert report.split("\n\n")[1].startswith("5 documents, 1 file left out, 3 analysed")
    quality = report.split("## Quality of the data")[1]
    assert "in 5 documents;" in quality
    assert "### Files left out (1)" in quality
    assert "| `scan.png` | skipped | `not-a-document` not read |" in quality


def test_codes_by_year_take_the_events_of_the_passage_then_the_document(corpus):
    years = corpus.to_data()["code_year"]
    assert years["domain.military"] == {"2023": 1, "2024": 1}  # the document is of 2024, its event of 2023
    assert years["stance.supports"] == {"2024": 1}  # no event in the passage
    assert years["stance.qualifies"] == {"2025": 1}
    assert years["<code>|"] == {"": 1}  # a document whose date is no date


def test_crosstabs_count_codes_that_meet_on_a_passage(corpus):
    (table,) = corpus.to_data()["crosstabs"]
    assert table == {
        "rows": "factor",
        "columns": "domain",
        "cells": {"factor.military": {"domain.military": 2}},
    }


def test_the_codebook_says_what_is_quoted_in_full(corpus, labels):
    report = corpus_markdown(corpus, labels["en"])
    assert list(corpus.to_data()["passages"]) == ["factor.military", "factor.economy"]
    section = report.split("## Factors: the evidence")[1].split("\n## ")[0]
    assert all(f"“{one_line(p.coding.at.quote)}”" in section for p in corpus.passages("factor.military"))


def test_codes_left_out_of_a_run_are_left_out_of_its_evidence(codebook, ontology, analyses):
    kept = tuple(code for code in codebook.codes if code.id != "stance.contradicts")
    gathered = CorpusAnalysis(codebook.model_copy(update={"codes": kept}), ontology)
    gathered.add(analyses[0])
    assert [code for code, _ in gathered.evidence()] == ["stance.supports", "stance.qualifies"]


def test_the_balance_counts_facts_only(corpus):
    dyads = {row["dyad"]: row for row in corpus.to_data()["dyads"]}
    ties = dyads["PRK-RUS"]
    assert (ties["events"], ties["mean"], ties["not_counted"]) == (3, 7.83, {"alleged": 1})
    assert ties["years"]["2024"]["events"] == 2
    assert ties["years"]["2024"]["verbal_cooperation"] == 1
    assert ties["years"][""] == dict.fromkeys(ties["years"][""], 0) | {
        "mean": None,
        "not_counted": {"alleged": 1},
    }
    assert dyads["PRK-USA"]["events"] == 0
    assert dyads["PRK-USA"]["not_counted"] == {"planned": 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_against_the_hypothesis_is_never_hidden(corpus, labels, language):
    report = corpus_markdown(corpus, labels[language])
    evidence = dict(corpus.evidence())
    assert [
        len(evidence[code]) for code in ("stance.supports", "stance.qualifies", "stance.contradicts")
    ] == [1, 1, 1]
    for code, passages in evidence.items():
        assert f"### {labels[language].code(code)} ({len(passages)})" in report
        assert all(f"“{passage.coding.at.quote}”" in report for passage in passages)


def test_a_position_without_evidence_keeps_its_row(codebook, ontology, analyses, labels):
    gathered = CorpusAnalysis(codebook, ontology)
    gathered.add(analyses[1])
    by_year = corpus_markdown(gathered, labels["en"]).split("### Code × year")[1].split("###")[0]
    rows = re.findall(r"^\| ([^|]+) \|", by_year, re.MULTILINE)
    assert [row for row in rows if row in ("Supports", "Qualifies", "Contradicts")] == [
        "Supports",
        "Qualifies",
        "Contradicts",
    ]
    assert gathered.codes["stance.contradicts"] == 0


def test_a_stance_without_evidence_is_said_to_have_none(codebook, ontology, analyses, labels):
    gathered = CorpusAnalysis(codebook, ontology)
    gathered.add(analyses[1])
    report = corpus_markdown(gathered, labels["en"])
    assert "### Contradicts (0)\n\na\n\nNo passage has this code" in report


def test_a_codebook_without_stances_is_said_to_have_none(codebook, ontology, analyses, labels):
    silent = codebook.model_copy(update={"reports": Reports()})
    gathered = CorpusAnalysis(silent, ontology)
    gathered.add(analyses[0])
    assert "The codebook has no codes for or against" in corpus_markdown(gathered, labels["en"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(names=st.lists(content, min_size=7, max_size=7))
def test_any_content_stays_content(codebook, ontology, labels, names):
    text, id_, title, status, party, dyad, code = names
    span = Span(0, len(text))
    at = Evidence(text, span, span, None, 1)
    header = Header(id_, id_, "", "", title, status, "", len(text), 0)
    codings = tuple(CodingRow(c, at, (dyad,), status, (code,), title, 0.5) for c in ("factor.military", code))
    event = EventRow(title, code, (party, "RUS"), ("PRK",), dyad, "occurred", 1.0, (), at, code, 0.5)
    gathered = CorpusAnalysis(codebook, ontology)
    gathered.add(Analysis(header, RepairSummary(1, ((code, 1),), 0), events=(event,), codings=codings))
    gathered.add_row(ManifestRow(id_, id_, "", status, code, title))
    for language in LANGUAGES:
        seen = rendered(corpus_markdown(gathered, labels[language]))
        assert f"“{visible(text)}”" in seen
    assert yaml.safe_load("".join(gathered.yaml())) == gathered.to_data()


def test_a_passage_has_the_years_of_its_events_or_those_that_it_names_or_that_of_its_document():
    def of(date, *spans):
        at = [Evidence("", span, span, None, 1) for span in spans]
        header = Header("a", "a", "", "", "", date, "th", 9, 0)
        event = EventRow("AID", "", ("RUS",), (), "2022-03", "occurred", 1.0, (), at[0], "", 1.0)
        undated = replace(event, date="", at=at[1])
        dates = tuple(EntityRow("DATE", id_, at[1], 1.0) for id_ in ("1991", "2015/2017", "unknown"))
        return Years(Analysis(header, RepairSummary(0, (), 0), events=(event, undated), entities=dates))

    years = of("2024-05-01", Span(0, 5), Span(10, 15))
    assert years.of(Span(3, 8)) == ("2022",)
    assert years.of(Span(3, 12)) == ("2022",)
    assert years.of(Span(10, 12)) == ("1991", "2015")
    assert years.of(Span(20, 30)) == ("2024",)
    assert of("", Span(0, 5), Span(10, 15)).of(Span(20, 30)) == ("",)


def test_failed_documents_are_named_with_their_reason(corpus, labels):
    report = corpus_markdown(corpus, labels["en"])
    assert "| `z.pdf` | encrypted | `pdf-encrypted` needs a \\| password |" in report
    row = next(row for row in corpus.to_data()["documents"] if row["id"] == "z.pdf")
    assert (row["status"], row["slug"], row["events"]) == ("encrypted", "pdf-encrypted", 0)
    assert "9.9" not in "".join(corpus.yaml())


def test_codes_never_found_are_listed(corpus, labels):
    assert "Codes never found: Soft balancing, Economic factor" in corpus_markdown(corpus, labels["en"])


def test_an_empty_corpus_has_a_report(codebook, ontology, labels):
    gathered = CorpusAnalysis(codebook, ontology)
    assert "0 documents" in corpus_markdown(gathered, labels["en"])
    assert yaml.safe_load("".join(gathered.yaml()))["totals"]["documents"] == 0


def test_wide_tables_and_long_timelines_say_what_they_leave_out(codebook, ontology, analyses, labels):
    gathered = CorpusAnalysis(codebook, ontology)
    for number in range(70):
        header = replace(analyses[0].document, id=f"{number:02}.txt")
        gathered.add(replace(analyses[0], document=header))
    report = corpus_markdown(gathered, labels["en"])
    assert f"The {COLUMNS} fullest of 70 columns" in report
    assert f"The latest {EVENTS} of 140 events" in report
    assert len(gathered.to_data()["code_document"]["domain.military"]) == 70


def test_reports_of_one_deed_on_one_day_are_one_distinct_deed(analyses):
    visit = next(event for event in analyses[0].events if event.type == "CONSULT")
    aid = next(event for event in analyses[0].events if event.type == "AID")
    tally = Tally()
    for event in (visit, visit, aid, aid):
        tally.add(event, 1)
    assert (tally.counted, tally.distinct) == (4, 3)  # the aid has no day: two reports may be two deeds


def test_memory_does_not_grow_with_the_number_of_documents(codebook, ontology, analyses):
    gathered = CorpusAnalysis(codebook, ontology)

    def add(numbers):
        for number in numbers:
            header = replace(analyses[0].document, id=f"{number:05}.txt")
            gathered.add(replace(analyses[0], document=header))
            gathered.add_row(ManifestRow(header.id, header.path, "", "ok"))

    tracemalloc.start()
    try:
        sizes = []
        for start in (0, 1000):
            add(range(start, start + 1000))
            for _ in gathered.yaml():
                pass
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[1] - sizes[0] < 50_000  # bytes, for another thousand documents


def test_a_store_that_is_full_says_so(codebook, ontology, analyses, tmp_path):
    gathered = CorpusAnalysis(codebook, ontology, tmp_path / "spill")
    gathered._store._db.execute("PRAGMA max_page_count = 20")

    def fill():
        for number in range(1000):
            header = replace(analyses[0].document, id=f"{number:05}.txt")
            gathered.add(replace(analyses[0], document=header))

    with pytest.raises(sqlite3.OperationalError, match="full"):
        fill()


spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans), spans)
def test_the_index_finds_what_overlaps_and_nothing_else(stored, wanted):
    index = SpanIndex(stored, lambda span: span)
    assert list(index.overlapping(wanted)) == sorted(span for span in stored if span.overlaps(wanted))


def test_every_reason_is_told_in_thai_too():
    page = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")
    documents = page.split("\n## Documents\n")[1].split("\n## ")[0]
    assert set(THAI) == set(re.findall(r"^### (\S+)$", documents, re.MULTILINE))
    assert reason("empty-file", "the file is empty", "th") == "ไฟล์ว่าง (the file is empty)"
    assert reason("empty-file", "the file is empty", "en") == "the file is empty"
    assert reason("unheard-of", "a message", "th") == "a message"
