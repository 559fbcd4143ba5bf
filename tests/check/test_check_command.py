"""The real command on real results: exit statuses, formats, baselines."""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree as ET

import pytest
import yaml
from check_support import put
from sarif_rules import Log

from ruscorpus.cli.app import run
from support import CORPUS

TEXT = "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\nจีนซื้อก๊าซจากรัสเซีย\n"


@pytest.fixture(scope="module")
def analysed(tmp_path_factory):
    """Two texts and a configuration, analysed by the real command."""
    folder = tmp_path_factory.mktemp("repository")
    put(folder / "texts" / "ข่าว.txt", TEXT)
    shutil.copy(CORPUS / "asean-russia-brief.pdf", folder / "texts")
    put(
        folder / "quick.yaml",
        "schema: ruscorpus/config/1\nvalidate:\n  severity: {codebook-example: off, frame-example: off}\n",
    )
    assert analyze(folder) == 0
    return folder


def analyze(folder) -> int:
    return run(
        ["analyze", str(folder / "texts"), "-o", str(folder / "out"), "-q", "-c", str(folder / "quick.yaml")]
    )


@pytest.fixture
def repository(analysed, tmp_path, monkeypatch):
    """A copy of it; paths in results start where they were made, so both are said."""
    shutil.copytree(analysed, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> int:
    return run(["validate", "out", "-c", "quick.yaml", *arguments])


def test_fresh_results_hold(repository, capsys):
    assert call("--fail-on", "warning") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "2 documents checked: 0 errors, 0 warnings, 0 notes" in told.err


def test_the_examples_of_the_codebook_are_run(repository, capsys):
    put(
        repository / "one.yaml",
        (repository / "out" / "codebook.yaml")
        .read_text(encoding="utf-8")
        .replace(
            "    examples:\n      positive:\n", "    examples:\n      positive:\n        - วันนี้อากาศดี\n", 1
        ),
    )
    assert run(["validate", "out", "--codebook", "one.yaml"]) == 1
    told = capsys.readouterr().out
    assert "error[codebook-example]: one.yaml:" in told
    assert "warning[results-outdated]: out/manifest.yaml: made with another codebook" in told


def test_findings_are_exit_status_1(repository, capsys):
    path = repository / "out" / "text" / "ข่าว.txt.txt"
    put(path, path.read_text(encoding="utf-8").replace("เวียดนาม", "เวียดนวม"))
    assert call() == 1
    assert "error[quote-mismatch]: out/documents/ข่าว.txt.yaml:" in capsys.readouterr().out


def test_a_folder_without_results_is_exit_status_2(repository, capsys):
    assert run(["validate", "texts"]) == 2
    assert "error[not-results]" in capsys.readouterr().err


def test_a_check_that_fails_itself_is_exit_status_3(repository, capsys, monkeypatch):
    from ruscorpus.check.rules import dates

    monkeypatch.setattr(dates, "fault", lambda iso: 1 / 0)
    assert call("-f", "json", "--debug") == 3
    told = capsys.readouterr()
    assert json.loads(told.out)["crashes"][0]["check"] == "dates"
    assert json.loads(told.out)["findings"] == []
    assert "ZeroDivisionError" in told.err


@pytest.mark.parametrize("name", ["sarif", "junit", "json", "github"])
def test_reports_go_into_files(repository, name):
    (repository / "out" / "corpus.md").unlink()
    assert call("-f", name, "-o", "report") == 1
    content = (repository / "report").read_text(encoding="utf-8")
    if name == "sarif":
        assert Log.model_validate_json(content).runs[0].results[0].ruleId == "file-missing"
    elif name == "junit":
        assert ET.fromstring(content).get("failures") == "1"
    elif name == "json":
        assert json.loads(content)["findings"][0]["path"] == "out/corpus.md"
    else:
        assert content.startswith("::error file=out/corpus.md,title=file-missing::is missing")


def test_a_report_that_cannot_be_written(repository, capsys):
    assert call("-o", "texts/ข่าว.txt/report") == 2
    assert "output-unwritable" in capsys.readouterr().err


def test_a_baseline_from_first_to_last(repository, capsys):
    assert call("--update-baseline") == 2
    assert call("--baseline", "baseline.yaml") == 2
    assert "baseline-missing" in capsys.readouterr().err
    assert call("--baseline", "baseline.yaml", "--update-baseline") == 0
    first = (repository / "baseline.yaml").read_bytes()
    assert call("--baseline", "baseline.yaml") == 0

    path = repository / "texts" / "ข่าว.txt"
    put(path, TEXT.replace("ซื้อก๊าซจาก", "ประณาม"))
    assert analyze(repository) == 0
    capsys.readouterr()
    assert call("--baseline", "baseline.yaml") == 1
    told = capsys.readouterr().out
    assert "[drift-text]" in told
    assert "gone: COOPERATE" in told
    assert "ข่าว.txt:2:1: new: ACCUSE CHN → RUS “จีนประณามรัสเซีย”" in told
    assert call("--baseline", "baseline.yaml", "--update-baseline") == 0
    assert (repository / "baseline.yaml").read_bytes() != first
    assert call("--baseline", "baseline.yaml") == 0


def test_results_with_faults_are_no_baseline(repository, capsys):
    (repository / "out" / "corpus.md").unlink()
    assert call("--baseline", "baseline.yaml", "--update-baseline") == 1
    assert not (repository / "baseline.yaml").exists()
    assert "not written" in capsys.readouterr().err


def test_severities_and_slips_of_the_configuration(repository, capsys):
    (repository / "out" / "corpus.md").unlink()
    for severity, status in (("warning", 0), ("error", 1)):
        put(
            repository / "quick.yaml",
            "schema: ruscorpus/config/1\nvalidate:\n  severity:\n    codebook-example: off\n    frame-example: off\n    results-outdated: off\n"
            f"    file-missing: {severity}\n",
        )
        assert call() == status
    put(repository / "quick.yaml", "schema: ruscorpus/config/1\nvalidate: {severity: {file-mising: off}}\n")
    assert call() == 2
    assert "error[unknown-check]" in capsys.readouterr().err
    put(repository / "quick.yaml", "schema: ruscorpus/config/1\nvalidate: {gold: {minimum: 0}}\n")
    assert call() == 2
    assert "quick.yaml:2" in capsys.readouterr().err


def test_results_of_another_codebook_are_checked_with_it(repository, tmp_path):
    """The codebook that lies in the tree is taken, not the packaged one."""
    put(
        repository / "own.yaml",
        (repository / "out" / "codebook.yaml")
        .read_text(encoding="utf-8")
        .replace("domain.diplomacy", "domain.statecraft")
        .replace("\nweights: ", "\n# without weights: "),
    )
    arguments = ["analyze", "texts", "-o", "other", "-q", "-c", "quick.yaml", "--codebook", "own.yaml"]
    assert run(arguments) == 0
    assert "domain.statecraft" in (repository / "other" / "documents" / "ข่าว.txt.yaml").read_text(
        encoding="utf-8"
    )
    assert run(["validate", "other", "-c", "quick.yaml", "--fail-on", "warning"]) == 0


def test_a_tree_without_sources(repository, capsys):
    manifest = yaml.safe_load((repository / "out" / "manifest.yaml").read_text(encoding="utf-8"))
    assert {row["status"] for row in manifest["documents"]} == {"ok"}
    assert call("--root", "nowhere", "--fail-on", "error") == 0
