"""The output tree: files whole or not at all, nothing left over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ruscorpus.problems import OutputError
from ruscorpus.run.files import write_text
from ruscorpus.run.output import remove_stale, traces


def test_text_is_written_as_it_is(tmp_path):
    write_text(tmp_path / "a" / "b.txt", "ก\r\nข\rค\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "ก\r\nข\rค\n".encode()


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_text(path, "old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="free some space"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_system_without_rights_of_files_writes_too(tmp_path, monkeypatch):
    monkeypatch.delattr("os.fchmod")  # as on Windows
    write_text(tmp_path / "a.txt", "ก")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "ก"


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="output-unwritable"):
        write_text(tmp_path / "out" / "a.txt", "x")


def test_only_what_an_earlier_run_wrote_is_removed(tmp_path):
    rows = '- {id: "gone.txt"}\n- {id: "stays.txt"}\n- {id: "../../evil"}\n'
    write_text(tmp_path / "manifest.yaml", "documents:\n" + rows)
    for name in (
        "documents/gone.txt.yaml",
        "documents/gone.txt.md",
        "text/gone.txt.txt",
        "text/stays.txt.txt",
        "text/mine.txt",
    ):
        write_text(tmp_path / name, "x")
    remove_stale(tmp_path, ["stays.txt"])
    left = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert left == ["manifest.yaml", "text/mine.txt", "text/stays.txt.txt"]


def test_a_broken_manifest_removes_nothing(tmp_path):
    write_text(tmp_path / "manifest.yaml", "documents: [")
    write_text(tmp_path / "text" / "a.txt", "x")
    remove_stale(tmp_path, [])
    assert (tmp_path / "text" / "a.txt").exists()


def test_names_that_no_file_has_are_no_traces(tmp_path):
    journal = {"files": {"a\0.weights.json": ["1"], "..\\x.weights.json": ["2"], "own.weights.json": ["3"]}}
    (tmp_path / "manifest.yaml").write_text("run: {written: {5: abc}}\n", encoding="utf-8")
    (tmp_path / ".ruscorpus-ids").write_text(json.dumps(journal), encoding="utf-8")
    assert traces(tmp_path).files == {"own.weights.json": {"3"}}
