"""What commands share: an output that has to be named, and what a run says at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruscorpus
from ruscorpus import repair_text
from ruscorpus.cli.app import run

TEXT = "ปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


@pytest.mark.parametrize(
    "call",
    [
        "analyze a.txt",
        "summarize a.txt",
        "repair a.txt",
        "report out",
        "export out -f csv",
        "import a.qdpx",
        "codebook new",
        "agree a b",
        "validate out",
    ],
)
def test_an_empty_output_path_is_refused(call, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run([*call.split(), "-o", ""]) == 2
    assert "error[path-empty]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_cluster_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["analyze", "a.txt", "--cluster", ""]) == 2
    assert "error[cluster-unnamed]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            "analyze a.txt --format q",
            "Invalid value for '--format': 'q' is not one of 'files', 'sqlite', 'parquet'.",
        ),
        ("analyze a.txt -j 999", "Invalid value for '--workers' / '-j': must be 256 or less"),
        ("analyze a.txt --timeout x", "Invalid value for '--timeout': must be a number"),
        ("summarize a.txt --sentences 0", "Invalid value for '--sentences': must be 1 or more"),
        ("summarize a.txt --words x", "Invalid value for '--words': must be a whole number"),
    ],
)
def test_a_wrong_option_is_told_in_plain_words(call, said, capsys):
    assert run(call.split()) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"Error: {said}"


@pytest.mark.parametrize("command", ["analyze", "summarize"])
@pytest.mark.parametrize("out", ["x", "x/", "./x/../x"])
def test_the_folder_of_the_results_is_no_input(command, out, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run([command, "x", "-o", out]) == 2
    assert "error[output-is-input]: x: " in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["a.txt"]
    assert run([command, "x", "-o", "x/results"]) == 0


def test_one_document_is_no_plural(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(["analyze", "a.txt", "-o", "good"]) == 0
    said = capsys.readouterr().err
    assert "1 document: 0 repairs" in said
    assert "1 event, " in said
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    assert run(["analyze", "b.pdf", "-o", "bad"]) == 1
    assert "1 document, not analysed (see " in capsys.readouterr().err
    assert run(["analyze", "a.txt", "b.pdf", "-o", "both"]) == 1
    assert "2 documents, 1 of them not analysed (see " in capsys.readouterr().err


def test_a_document_with_a_warning_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(TEXT.encode("cp874"))
    for again in (False, True):  # the second time out of the cache
        assert run(["analyze", "a.txt", "old.txt", "-o", "out"]) == 0, again
        assert "1 document wants a look: old.txt; see " in capsys.readouterr().err
        rows = {row.id: row.slug for row in ruscorpus.load_results("out").manifest}
        assert rows == {"a.txt": "", "old.txt": "inferred-encoding"}
        assert "| `old.txt` | สมบูรณ์ | `inferred-encoding` " in Path("out", "corpus.md").read_text(
            encoding="utf-8"
        )
    assert run(["validate", "out"]) == 0


@pytest.mark.parametrize("value", [None, b"\xe0\xb8", 7])
def test_only_strings_are_repaired(value):
    with pytest.raises(TypeError, match="repair_text needs a string, not "):
        repair_text(value)
