"""Drift against a baseline: what moved, and what moved it."""

from __future__ import annotations

import pytest
from check_support import NEWS, SETTINGS, check, put, question, slugs

from ruscorpus.check.baseline import baseline_yaml, read_baseline
from ruscorpus.check.run import validate
from ruscorpus.config.validate import ValidateConfig
from ruscorpus.problems import ConfigError, UsageError

OTHER = "0" * 64
QUIET = ValidateConfig(
    severity={
        **SETTINGS.severity,
        **dict.fromkeys(("results-outdated", "corpus-mismatch", "source-changed", "edits-mismatch"), "off"),
    }
)
"""What the changes of these tests do beside drift is not looked at here."""


@pytest.fixture
def baseline(tree, knowledge):
    answer = validate(question(tree, knowledge, remember=True))
    path = tree.parent / "baseline.yaml"
    put(path, baseline_yaml(answer.run, answer.known))
    return path


def drift(tree, knowledge, baseline):
    report = check(tree, knowledge, settings=QUIET, baseline=read_baseline(baseline))
    assert report.crashes == []
    return report


def change(path, old, new):
    content = path.read_bytes().decode()
    assert old in content
    put(path, content.replace(old, new))


def test_nothing_moved_is_nothing_found(tree, knowledge, baseline):
    assert drift(tree, knowledge, baseline).findings == []


def test_a_baseline_is_the_same_bytes_for_the_same_results(tree, knowledge, baseline):
    answer = validate(question(tree, knowledge, remember=True))
    assert baseline.read_bytes().decode() == baseline_yaml(answer.run, answer.known)
    known = read_baseline(baseline).documents["news.txt"]
    assert [coding.code for coding in known.codings] == ["domain.diplomacy", "polarity.multipolar"]


def other_codebook(tree):
    change(tree / "manifest.yaml", '  codebook: "', f'  codebook: "{OTHER}" # ')


def other_configuration(tree):
    change(tree / "manifest.yaml", '  configuration: "', f'  configuration: "{OTHER}" # ')


def other_version(tree):
    change(tree / "manifest.yaml", '  version: "', '  version: "9.9.9" # ')


@pytest.mark.parametrize(
    ("cause", "slug"),
    [
        (other_codebook, "drift-codebook"),
        (other_configuration, "drift-configuration"),
        (other_version, "drift-engine"),
        (lambda tree: None, "drift-engine"),
    ],
)
def test_a_coding_that_changed_is_laid_at_the_door_of_what_changed(tree, knowledge, baseline, cause, slug):
    cause(tree)
    change(tree / "documents" / "news.txt.yaml", "code: domain.diplomacy", "code: domain.economy")
    report = drift(tree, knowledge, baseline)
    assert slugs(report) == [slug]
    told = [finding.message for finding in report.findings]
    assert any(message.startswith("new: domain.economy “ปูตินเดินทางเยือนเวียดนาม”") for message in told)
    assert any(message.startswith("gone: domain.diplomacy “ปูตินเดินทางเยือนเวียดนาม”") for message in told)


def test_a_codebook_does_not_move_events(tree, knowledge, baseline):
    other_codebook(tree)
    change(tree / "documents" / "news.txt.yaml", "status: occurred", "status: planned")
    report = drift(tree, knowledge, baseline)
    assert slugs(report) == ["drift-engine"]
    assert "changed: CONSULT RUS → VNM" in report.findings[0].message
    assert "status was occurred, is planned" in "".join(f.message for f in report.findings)


def test_a_text_that_grew_moves_only_what_it_changed(tree, knowledge, baseline):
    """Everything after an insertion has other spans: that is no drift."""
    path = tree / "documents" / "news.txt.yaml"
    content = path.read_bytes().decode()
    manifest = tree / "manifest.yaml"
    first = content.partition('sha256: "')[2][:64]
    put(manifest, manifest.read_bytes().decode().replace(first, OTHER))
    content = content.replace(first, OTHER)
    put(path, content)
    put(tree / "text" / "news.txt.txt", "แก้ไข\n" + (tree / "text" / "news.txt.txt").read_bytes().decode())
    report = check(
        tree,
        knowledge,
        settings=ValidateConfig(severity={**QUIET.severity, "quote-mismatch": "off", "raw-mismatch": "off"}),
        baseline=read_baseline(baseline),
    )
    assert slugs(report) == ["drift-text"]
    assert len(report.findings) == 1
    assert "codings and events are the same" in report.findings[0].message


def test_places_of_drift_are_those_of_the_source(tree, knowledge, baseline):
    change(tree / "documents" / "news.txt.yaml", "level: system", "level: bilateral")
    (finding,) = drift(tree, knowledge, baseline).findings
    assert finding.place.path == "texts/news.txt"
    line = NEWS.split("\n")[finding.place.line - 1]
    assert line[finding.place.column - 1 :].startswith("โลก")
    assert "level was system, is bilateral" in finding.message


def test_documents_that_came_and_went(tree, knowledge, baseline):
    content = baseline.read_bytes().decode()
    put(baseline, content.replace("  news.txt:", "  olds.txt:"))
    report = drift(tree, knowledge, baseline)
    assert slugs(report) == ["drift-document"]
    assert len(report.findings) == 2


def test_a_document_that_cannot_be_read_any_more_is_gone(tree, knowledge, baseline):
    change(tree / "manifest.yaml", 'status: ok, slug: ""', "status: unreadable, slug: broken-pdf")
    report = drift(tree, knowledge, baseline)
    assert [f.message for f in report.findings if f.slug == "drift-document"] == [
        "news.txt stands in the baseline and is not among the results",
        "โน้ต.txt stands in the baseline and is not among the results",
    ]


def test_a_baseline_that_is_none(tmp_path, tree, knowledge):
    with pytest.raises(UsageError, match="baseline-missing"):
        read_baseline(tmp_path / "none.yaml")
    put(tmp_path / "bad.yaml", "schema: ruscorpus/baseline/1\nrun: 5\ndocuments: {}\n")
    with pytest.raises(ConfigError, match=r"bad.yaml:2"):
        read_baseline(tmp_path / "bad.yaml")
