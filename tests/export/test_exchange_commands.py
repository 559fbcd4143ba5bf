"""``ruscorpus export`` and ``ruscorpus import`` through the command line."""

from __future__ import annotations

import json

import pytest

from ruscorpus.cli.app import run
from ruscorpus.export.registry import FORMATS


def test_list_names_every_format(capsys):
    assert run(["export", "--format", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(FORMATS)


def test_an_unknown_format_names_the_known_ones(out, capsys):
    assert run(["export", str(out), "--format", "docx"]) == 2
    assert "error[export-format]" in capsys.readouterr().err


def test_to_standard_output(out, capfdbinary):
    assert run(["export", str(out), "--format", "plover", "-o", "-", "-q"]) == 0
    captured = capfdbinary.readouterr()
    assert json.loads(captured.out.splitlines()[0])["id"] == "news.txt#event-1"
    assert captured.err == b""


def test_what_is_left_out_is_said(out, tmp_path, capsys):
    assert run(["export", str(out), "--format", "plover", "-o", str(tmp_path / "p.jsonl")]) == 0
    assert "left out: events that are denied: 1" in capsys.readouterr().err


def test_there_and_back(out, tmp_path, capsys):
    project, folder = tmp_path / "p.qdpx", tmp_path / "back"
    assert run(["export", str(out), "--format", "qdpx", "-o", str(project)]) == 0
    assert run(["import", str(project), "-o", str(folder)]) == 0
    assert "3 texts" in capsys.readouterr().err
    assert (folder / "text" / "news.txt").read_bytes() == (out / "text" / "news.txt.txt").read_bytes()
    assert run(["import", str(project), "-o", str(folder)]) == 2
    assert "error[import-target]" in capsys.readouterr().err


def test_a_codebook_comes_back_too(out, tmp_path):
    import yaml

    assert run(["export", str(out), "--format", "qdc", "-o", str(tmp_path / "c.qdc")]) == 0
    assert run(["import", str(tmp_path / "c.qdc"), "-o", str(tmp_path / "c")]) == 0
    project = yaml.safe_load((tmp_path / "c" / "project.yaml").read_text(encoding="utf-8"))
    assert {"theory.anarchy", "stance.supports"} <= {code["id"] for code in project["codes"]}
    assert [path.name for path in (tmp_path / "c").iterdir()] == ["project.yaml"]


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "a\\b", "CON", ".hidden", "x" * 300])
def test_no_name_of_a_source_leaves_the_folder(tmp_path, name):
    from refi_names import project_with

    (tmp_path / "p.qdpx").write_bytes(project_with(name))
    assert run(["import", str(tmp_path / "p.qdpx"), "-o", str(tmp_path / "in" / "out")]) == 0
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert all(str(path).startswith("in/out/") or path.name == "p.qdpx" for path in written)
    assert len(list((tmp_path / "in" / "out" / "text").iterdir())) == 2


def test_a_file_that_is_none(tmp_path, capsys):
    (tmp_path / "x.qdpx").write_bytes(b"PK\x03\x04nonsense")
    assert run(["import", str(tmp_path / "x.qdpx"), "-o", str(tmp_path / "y")]) == 2
    assert not (tmp_path / "y").exists()
    assert "error[broken-archive]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("layers", "kinds"),
    [
        (["codes"], {"domain.diplomacy", "domain.military", "factor.history"}),
        (["entities"], {"COUNTRY", "PERSON", "DATE"}),
        (["events", "entities"], {"event:CONSULT", "event:REJECT", "event:AID", "COUNTRY", "PERSON", "DATE"}),
    ],
)
def test_layers_may_be_chosen(out, tmp_path, layers, kinds):
    options = [option for layer in layers for option in ("--layer", layer)]
    target = tmp_path / "d.jsonl"
    assert run(["export", str(out), "--format", "doccano", "-o", str(target), *options]) == 0
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    (news,) = (row for row in rows if row["document"] == "news.txt")
    assert {label for _, _, label in news["label"]} == kinds


def test_a_project_of_codes_alone_has_no_other_branches(out, tmp_path):
    from ruscorpus.exchange import read_project

    target = tmp_path / "p.qdpx"
    assert run(["export", str(out), "--format", "qdpx", "-o", str(target), "--layer", "codes"]) == 0
    project = read_project(target)
    assert not any(name.startswith("ruscorpus ") for name in project.branches.values())
    assert sum(len(text.annotations) for text in project.texts) == 6


def test_formats_without_layers_say_so(out, tmp_path, capsys):
    assert run(["export", str(out), "--format", "csv", "-o", str(tmp_path / "c"), "--layer", "codes"]) == 2
    assert "error[export-layer]" in capsys.readouterr().err
    assert not (tmp_path / "c").exists()


def test_an_import_is_whole_or_not_at_all(out, tmp_path, monkeypatch, capsys):
    from ruscorpus.exchange import annotations

    project, folder = tmp_path / "p.qdpx", tmp_path / "back"
    assert run(["export", str(out), "--format", "qdpx", "-o", str(project)]) == 0
    original = annotations.files

    def broken(project):
        yield next(original(project))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ruscorpus.run.importing.files", broken)
    assert run(["import", str(project), "-o", str(folder)]) == 2
    assert "error[output-unwritable]" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["p.qdpx"]
    monkeypatch.undo()
    folder.mkdir()
    assert run(["import", str(project), "-o", str(folder)]) == 0, "an empty folder may be there"
    assert (folder / "project.yaml").exists()
