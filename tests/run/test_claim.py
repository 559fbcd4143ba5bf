"""What people wrote in a folder that becomes an output folder is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruscorpus
from ruscorpus.cli.app import run
from ruscorpus.resources import packaged_configs
from ruscorpus.run.output import prepare

WEIGHTS = "structural-realism.weights.json"
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
    assert refused(capsys, "codebook.yaml")  # it is still one's own


def test_weights_of_ones_own_stay(study, capsys):
    (study / "codebook.yaml").unlink()
    (study / WEIGHTS).write_text('{"mine": 1}', encoding="utf-8")
    assert refused(capsys, WEIGHTS)
    assert run(["analyze", "texts", "-o", "out", "--quiet"]) == 0
    edited = study / "out" / WEIGHTS
    edited.write_bytes(edited.read_bytes() + b"\n")
    assert refused(capsys, f"out/{WEIGHTS}", "analyze texts -o out")


def test_weights_that_are_not_used_any_more_are_removed_and_edited_ones_stay(study):
    weights = study / "out" / WEIGHTS
    assert run(["analyze", "texts", "-o", "out", "--quiet"]) == 0
    assert weights.exists()
    assert run(["analyze", "texts", "-o", "out", "--quiet", "--codebook", "securitisation"]) == 0
    assert not weights.exists()
    assert run(["analyze", "texts", "-o", "out", "--quiet"]) == 0
    weights.write_text('{"mine": 1}', encoding="utf-8")
    assert run(["analyze", "texts", "-o", "out", "--quiet", "--codebook", "securitisation"]) == 0
    assert weights.read_text(encoding="utf-8") == '{"mine": 1}'


def test_weights_that_lie_there_as_ones_own_are_neither_removed_nor_replaced(study, capsys):
    packaged = (packaged_configs() / "codebooks" / WEIGHTS).read_bytes()
    (study / "codebook.yaml").unlink()
    (study / WEIGHTS).write_bytes(packaged)
    assert run(["analyze", "texts", "-o", ".", "--quiet"]) == 0
    assert run(["analyze", "texts", "-o", ".", "--quiet", "--codebook", "securitisation"]) == 0
    assert (study / WEIGHTS).read_bytes() == packaged


@pytest.mark.parametrize(
    ("form", "name"), [("sqlite", "results.sqlite"), ("parquet", "tables/events.parquet")]
)
def test_tables_of_ones_own_stay(study, capsys, form, name):
    (study / "codebook.yaml").unlink()
    (study / name).parent.mkdir(exist_ok=True)
    (study / name).write_text("ของฉัน", encoding="utf-8")
    assert refused(capsys, name, f"analyze texts -o . --format {form}")
    assert run(["analyze", "texts", "-o", ".", "--quiet"]) == 0
    assert (study / name).read_text(encoding="utf-8") == "ของฉัน"


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


def killed(out: Path, codebook: bytes) -> None:
    """Leave what a run leaves that was killed as it was about to write its manifest."""
    out.mkdir()
    prepare(out, [], "files", {"codebook.yaml": codebook})
    (out / "codebook.yaml").write_bytes(codebook)
    (out / "corpus.yaml").write_text("schema: ruscorpus/corpus/1\n", encoding="utf-8")
    (out / "corpus.md").write_text("older", encoding="utf-8")


def test_a_run_that_was_killed_is_gone_on_with(study):
    killed(study / "out", b"# of the run before\n")
    assert run(["analyze", "texts", "-o", "out", "--quiet"]) == 0
    assert "older" not in (study / "out" / "corpus.md").read_text(encoding="utf-8")


def test_what_people_wrote_stays_after_a_run_that_was_killed_too(study, capsys):
    killed(study / "out", b"# of the run before\n")
    (study / "out" / "codebook.yaml").write_text("# mine\n", encoding="utf-8")
    assert refused(capsys, "out/codebook.yaml", "analyze texts -o out")


def test_the_library_overwrites_nothing_either(study):
    result = ruscorpus.analyze(text=TEXT)
    with pytest.raises(ruscorpus.problems.OutputError, match="output-foreign"):
        result.write(study)
    result.write(study / "results")
    result.write(study / "results")
