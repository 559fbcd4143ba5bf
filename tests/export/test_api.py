"""The interface for notebooks and scripts, and the notebook itself."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from export_samples import NEWS

import ruscorpus
from ruscorpus.cli.app import run
from ruscorpus.export.tables import TABLES
from ruscorpus.problems import OutputError, UsageError

ROOT = Path(__file__).parents[2]
TEXT = "ปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


@pytest.fixture(scope="module")
def result():
    """Return the results of three texts, one of which holds nothing."""
    return ruscorpus.analyze(text={"ข่าว/หนึ่ง": TEXT, "สอง.txt": "เวียดนามซื้อน้ำมันจากรัสเซีย\n", "เปล่า": " "})


def test_importing_the_package_loads_nothing():
    code = "import sys, ruscorpus; print([m for m in sys.modules if m.startswith('ruscorpus.') or m in ('pandas', 'yaml')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = ruscorpus.analyse


def test_what_is_no_text_is_refused():
    with pytest.raises(UsageError, match="int is no text"):
        ruscorpus.analyze(text=5)


def test_rows_are_called_what_they_are(result):
    named = {
        name: type(getattr(result, name)[0]).__name__
        for name in ("documents", "entities", "events", "codings")
    }
    assert named == {"documents": "document", "entities": "entity", "events": "event", "codings": "coding"}


def test_texts_by_name(result):
    assert [(row.id, row.path) for row in result.documents] == [
        ("ข่าว__หนึ่ง", "ข่าว/หนึ่ง"),
        ("สอง.txt", "สอง.txt"),
    ]
    visit = next(event for event in result.events if event.type == "CONSULT")
    assert (visit.actor, visit.recipient, visit.date) == (("RUS",), ("VNM",), "2024-06-20")
    assert result.text(visit.document)[visit.start : visit.end] == visit.quote


def test_what_cannot_be_read_stands_in_the_manifest(result):
    assert {row.id: row.status for row in result.manifest} == {
        "ข่าว__หนึ่ง": "ok",
        "สอง.txt": "ok",
        "เปล่า": "empty",
    }
    assert [problem.slug for problem in result.problems] == ["no-text"]


def test_a_string_with_a_line_break_is_a_text_and_none_without(tmp_path):
    assert len(ruscorpus.analyze(TEXT).documents) == 1
    with pytest.raises(UsageError) as caught:
        ruscorpus.analyze(TEXT.strip())
    assert caught.value.problems[0].slug == "path-missing"


@pytest.mark.parametrize("arguments", [{}, {"source": "a.txt", "text": "b"}])
def test_either_paths_or_a_text(arguments):
    with pytest.raises(UsageError) as caught:
        ruscorpus.analyze(**arguments)
    assert caught.value.problems[0].slug == "api-source"


def test_it_finds_and_writes_what_the_command_line_does(tmp_path):
    source = tmp_path / "ข่าว.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert run(["analyze", str(source), "-o", str(tmp_path / "a"), "-q", "--no-cache"]) == 0
    ruscorpus.analyze(source).write(tmp_path / "b")
    files = {
        which: {
            path.relative_to(tmp_path / which).as_posix(): path.read_bytes()
            for path in (tmp_path / which).rglob("*")
            if path.is_file() and path.name != "manifest.yaml"
        }
        for which in "ab"
    }
    assert files["a"] == files["b"]
    again = ruscorpus.load_results(tmp_path / "a")
    assert list(again.events) == list(ruscorpus.load_results(tmp_path / "b").events)


def test_writing_takes_away_what_an_earlier_analysis_left(result, out, tmp_path):
    ruscorpus.load_results(out).write(tmp_path)
    assert (tmp_path / "text" / "news.txt.txt").exists()
    result.write(tmp_path)
    assert not (tmp_path / "text" / "news.txt.txt").exists()
    assert len(ruscorpus.load_results(tmp_path).documents) == 2


def test_a_codebook_that_lies_where_results_are_written_stays_its_owners(result, out, tmp_path):
    own = tmp_path / "codebook.yaml"
    own.write_bytes((out / "codebook.yaml").read_bytes())
    result.write(tmp_path)
    manifest = yaml.safe_load((tmp_path / "manifest.yaml").read_text(encoding="utf-8"))
    assert "codebook.yaml" not in manifest["run"]["written"]
    source = tmp_path / "ข่าว.txt"
    source.write_text(TEXT, encoding="utf-8")
    with pytest.raises(OutputError, match="output-foreign"):
        ruscorpus.analyze(source, codebook="securitisation").write(tmp_path)


def test_a_fault_costs_one_document_only(monkeypatch):
    from ruscorpus.coding.stage import CodingStage

    original = CodingStage.__call__

    def faulty(self, document):
        if "พัง" in document.text:
            raise RuntimeError("broken")
        return original(self, document)

    monkeypatch.setattr(CodingStage, "__call__", faulty)
    result = ruscorpus.analyze(text={"a": TEXT, "b": "พัง"})
    assert {row.id: row.status for row in result.manifest} == {"a": "ok", "b": "crash"}


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_data_frames_have_typed_columns(out, name):
    rows = getattr(ruscorpus.load_results(out), name)
    pandas, polars = rows.to_pandas(), rows.to_polars()
    assert tuple(pandas.columns) == tuple(polars.columns) == rows.columns
    assert len(pandas) == polars.height == len(rows)
    for frame in (pandas.to_dict("records"), polars.to_dicts()):
        for row, values in zip(rows, frame, strict=True):
            for column, value in values.items():
                wanted = getattr(row, column)
                assert (list(wanted) if isinstance(wanted, tuple) else wanted) == value or wanted is None


def test_empty_tables_are_data_frames_too(tmp_path, knowledge):
    from export_samples import write_tree

    write_tree(tmp_path, (), knowledge)
    events = ruscorpus.load_results(tmp_path).events
    assert list(events.to_pandas().columns) == list(events.to_polars().columns) == list(events.columns)
    assert str(events.to_pandas()["score"].dtype) == "Float64"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named(out, monkeypatch, library):
    monkeypatch.setattr("ruscorpus.api.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=rf"pip install {library}"):
        getattr(ruscorpus.load_results(out).events, f"to_{library}")()


def test_what_jupyter_shows_is_small_and_escaped(out):
    results = ruscorpus.load_results(out)
    shown = results._repr_html_() + results.codings._repr_html_()
    assert "traps &amp; &lt;co&gt;.txt" in shown
    assert "<b>รัสเซีย" not in shown
    assert "&lt;b&gt;รัสเซีย" in shown
    assert "gone.pdf" in shown
    assert len(shown) < 10_000
    assert repr(results) == "<ruscorpus: 3 documents, 8 mentions, 5 events, 6 codings>"


def test_export_tells_what_was_left_out(out, tmp_path):
    results = ruscorpus.load_results(out)
    assert results.export("plover", tmp_path / "p.jsonl") == {"events that are denied": 1}
    assert results.export("plover", tmp_path / "p.jsonl", every_status=True) == {}
    with pytest.raises(UsageError):
        results.export("docx", tmp_path / "p")
    with pytest.raises(UsageError):
        results.text("nobody")
    assert results.text("news.txt") == NEWS


@pytest.mark.slow
def test_the_notebook_runs(monkeypatch, capsys):
    """Every cell, in order, in the folder where it lies; the last expression of a cell is shown, as Jupyter does."""
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    monkeypatch.chdir(ROOT / "docs")
    scope: dict = {}
    shown = []
    for cell in notebook["cells"]:
        assert cell["id"]
        if cell["cell_type"] != "code":
            continue
        assert (cell["outputs"], cell["execution_count"]) == ([], None), (
            "the notebook is kept without outputs"
        )
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "notebook", "exec"), scope)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "notebook", "eval"), scope)
            if value is not None:
                shown.append(value._repr_html_() if hasattr(value, "_repr_html_") else repr(value))
    printed = capsys.readouterr().out
    assert printed.startswith("ความสัมพันธ์ระหว่างสองประเทศแน่นแฟ้นขึ้น")
    assert "CONSULT visit ('RUS',) ('VNM',) 2024-06-20" in printed
    assert "หลายขั้วอำนาจ" in printed
    assert len(shown) >= 6
    assert all("<table" in html for html in shown[:2])
