"""What people wrote in a folder that becomes an output folder is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruscorpus
from ruscorpus.cli.app import run

TEXT = "ปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A folder of somebody's study, with a codebook that works."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(["codebook", "new", "my-theory", "-o", "codebook.yaml", "--quiet"]) == 0
    return tmp_path


def refused(capsys, name: str, call: str = "analyze texts -o .") -> bool:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    capsys.readouterr()
    assert run([*call.split(), "--quiet"]) == 2
    assert f"error[output-foreign]: {name}: " in capsys.readouterr().err
    return before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_a_codebook_of_ones_own_stays(study, capsys):
    assert refused(capsys, "codebook.yaml")
    assert run(["analyze", "texts", "-o", ".", "--quiet", "--codebook", "codebook.yaml"]) == 0
    assert "my-theory" in (study / "codebook.yaml").read_text(encoding="utf-8")


def test_a_codebook_edited_among_results_stays(study, capsys):
    assert run(["analyze", "texts", "-o", "out", "--quiet"]) == 0
    assert run(["analyze", "texts", "-o", "out", "--quiet", "--codebook", "codebook.yaml"]) == 0
    edited = study / "out" / "codebook.yaml"
    edited.write_text(edited.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert refused(capsys, "out/codebook.yaml", "analyze texts -o out")
    assert run(["analyze", "texts", "-o", "out", "--quiet", "--codebook", "out/codebook.yaml"]) == 0


@pytest.mark.parametrize("name", ["corpus.md", "corpus.yaml", "manifest.yaml"])
def test_other_files_of_these_names_stay(study, capsys, name):
    (study / "codebook.yaml").unlink()
    (study / name).write_text("ของฉัน\n", encoding="utf-8")
    assert refused(capsys, name)


def test_a_run_that_was_killed_is_gone_on_with(study):
    (study / "out").mkdir()
    (study / "out" / ".ruscorpus-ids").write_text("[]", encoding="utf-8")
    (study / "out" / "corpus.md").write_text("half", encoding="utf-8")
    assert run(["analyze", "texts", "-o", "out", "--quiet"]) == 0
    assert "half" not in (study / "out" / "corpus.md").read_text(encoding="utf-8")


def test_the_library_overwrites_nothing_either(study):
    result = ruscorpus.analyze(text=TEXT)
    with pytest.raises(ruscorpus.problems.OutputError, match="output-foreign"):
        result.write(study)
    result.write(study / "results")
    result.write(study / "results")
