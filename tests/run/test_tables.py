"""OpenTree as tables: the same findings and reports as in files, whatever the workers and the runs before."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ruscorpus.api import load_results
from ruscorpus.check.run import Question, validate
from ruscorpus.cli.app import run as command_line
from ruscorpus.problems import OutputError, UsageError
from ruscorpus.report.database import DATABASE, DatabaseTree, open_tree
from ruscorpus.report.manifest import FORMATS
from ruscorpus.report.tree import ResultTree
from ruscorpus.run.analyze import analyze
from ruscorpus.run.cache import CACHE
from ruscorpus.run.discover import discover
from ruscorpus.run.files import cannot_write
from ruscorpus.run.report import OpenTree
from support import CORPUS, Listener

WEIGHTS = "structural-realism.weights.json"


class Strict(Listener):
    def warn(self, problem):
        raise AssertionError(problem)


@pytest.fixture(scope="module")
def go(knowledge):
    def run(out: Path, form: str, folder: Path = CORPUS, **options) -> Strict:
        listener = Strict()
        analyze(discover([folder], out), out, knowledge, listener, form=form, **options)
        return listener

    return run


@pytest.fixture(scope="module")
def made(go, tmp_path_factory) -> dict[str, Path]:
    """Return the results of the sample corpus in every format."""
    root = tmp_path_factory.mktemp("made")
    for form in FORMATS:
        go(root / form, form)
    return {form: root / form for form in FORMATS}


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).parts[0] for path in folder.rglob("*")}


@pytest.mark.parametrize("form", FORMATS[1:])
def test_the_reports_on_the_corpus_are_those_of_the_files(made, form):
    for name in ("corpus.yaml", "corpus.md", "codebook.yaml"):
        assert (made[form] / name).read_bytes() == (made["files"] / name).read_bytes()


def test_everything_comes_back_out_of_the_database(made):
    files, tables = ResultTree(made["files"]), open_tree(made["sqlite"])
    assert isinstance(tables, DatabaseTree)
    assert tables.ids == files.ids
    for id_ in files.ids:
        assert tables.analysis(id_) == files.analysis(id_)
        assert tables.text(id_) == files.text(id_)
        assert tables.raw(id_) == files.raw(id_)
        assert tables.edits(id_) == files.edits(id_)


def test_reports_made_of_the_database_are_those_made_of_the_files(made):
    files, tables = OpenTree.load(made["files"]), OpenTree.load(made["sqlite"])
    assert tables.markdown() == files.markdown()
    assert tables.html("en") == files.html("en")


def test_keys_of_the_database_hold_and_quotes_are_the_text_at_their_spans(made):
    with closing(sqlite3.connect(made["sqlite"] / DATABASE)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table, quote in (("entities", "entities.text"), ("events", "quote"), ("codings", "quote")):
            query = (
                f"SELECT count(*), total({quote} = substr(texts.text, start + 1, end - start)) "
                f"FROM {table} JOIN texts USING (document)"
            )
            number, right = database.execute(query).fetchone()
            assert number == right > 0


def test_parquet_holds_the_rows_of_the_database(made):
    import pyarrow.parquet as pq

    folder = made["parquet"] / "tables"
    with closing(sqlite3.connect(made["sqlite"] / DATABASE)) as database:
        for path in sorted(folder.glob("*.parquet")):
            table = pq.read_table(path)
            lists = {name for name in table.column_names if "list" in str(table.schema.field(name).type)}
            columns = ", ".join(f'"{name}"' for name in table.column_names)
            cursor = database.execute(f"SELECT {columns} FROM {path.stem} ORDER BY rowid")
            stored = [
                {
                    name: json.loads(value) if name in lists else value
                    for name, value in zip(table.column_names, row, strict=True)
                }
                for row in cursor
            ]
            assert table.to_pylist() == stored, path.stem
            assert stored or path.stem == "sections"
    assert {"documents", "events", "texts", "edits"} <= {path.stem for path in folder.glob("*.parquet")}


def test_neither_workers_nor_the_cache_change_a_byte(go, made, tmp_path):
    expected = (made["sqlite"] / DATABASE).read_bytes()
    go(tmp_path / "one", "sqlite", workers=1, cache=True)
    assert (tmp_path / "one" / DATABASE).read_bytes() == expected
    assert go(tmp_path / "one", "sqlite", cache=True).stages == []
    assert (tmp_path / "one" / DATABASE).read_bytes() == expected


def test_another_format_leaves_nothing_of_the_one_before(go, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("ปูตินเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n", encoding="utf-8")
    always = {"manifest.yaml", "corpus.yaml", "corpus.md", "codebook.yaml", WEIGHTS, CACHE}
    files = {"documents", "text", "raw", "edits"}
    for form, own in (("files", files), ("sqlite", {DATABASE}), ("parquet", {"tables"}), ("files", files)):
        listener = go(out, form, folder, cache=True)
        assert names(out) - {"a.txt.md"} == always | own
        assert not any(stage == "load" for _, stage in listener.stages[1:])
    assert go(out, "files", folder, cache=True).stages == []


def test_tables_of_a_run_that_failed_do_not_stay_for_ever(go, tmp_path, monkeypatch):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("จีนประณามญี่ปุ่น\n", encoding="utf-8")

    def full(path: Path, _: object) -> None:
        raise OutputError(cannot_write(path, OSError(errno.ENOSPC, "No space left on device")))

    with monkeypatch.context() as patch:
        patch.setattr("ruscorpus.run.analyze.write_text", full)
        with pytest.raises(OutputError, match="free some space"):
            go(out, "parquet", folder)
    assert list(out.glob("tables/*.parquet"))
    (out / "tables" / "mine.txt").write_text("ของฉัน", encoding="utf-8")
    go(out, "files", folder)
    assert [path.name for path in (out / "tables").iterdir()] == ["mine.txt"]


def test_a_document_that_fails_has_its_row_in_the_manifest_alone(go, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("จีนประณามญี่ปุ่น\n", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4\nbroken")
    go(out, "sqlite", folder)
    tree = open_tree(out)
    assert [(row.id, row.status) for row in tree.rows] == [("a.txt", "ok"), ("b.pdf", "unreadable")]
    assert [analysis.document.id for analysis in tree.analyses()] == ["a.txt"]


@pytest.mark.parametrize(
    "command",
    [("report", "OUT"), ("export", "OUT", "--format", "jsonl"), ("agree", "OUT", "OUT"), ("validate", "OUT")],
    ids=lambda command: command[0],
)
def test_commands_read_the_database_and_say_what_to_do_with_parquet(made, capfd, command):
    root = ("--root", str(CORPUS.parent)) if command[0] == "validate" else ()
    assert command_line([str(made["sqlite"]) if word == "OUT" else word for word in (*command, *root)]) == 0
    capfd.readouterr()
    assert command_line([str(made["parquet"]) if word == "OUT" else word for word in (*command, *root)]) == 2
    assert "analyze with --format" in capfd.readouterr().err


def findings(knowledge, tree: Path) -> list[tuple[str, str, str]]:
    question = Question(tree, CORPUS.parent, knowledge, knowledge.validation, date(2030, 1, 1))
    report = validate(question).report
    assert not report.crashes
    return [(found.slug, found.document, found.message) for found in report.findings]


def test_the_database_is_checked_as_files_are(made, knowledge, tmp_path):
    assert findings(knowledge, made["sqlite"]) == findings(knowledge, made["files"])
    out = load_results(made["sqlite"]).write(tmp_path / "copy")
    with closing(sqlite3.connect(out / DATABASE)) as database, database:
        database.execute("UPDATE events SET quote = 'อื่น' WHERE rowid = 1")
        database.execute("UPDATE edits SET raw_start = 999999 WHERE rowid = 1")
        database.execute("DELETE FROM texts WHERE rowid = 2")
    slugs = {slug for slug, _, _ in findings(knowledge, out)}
    assert {"quote-mismatch", "edits-mismatch", "file-damaged"} <= slugs


@pytest.mark.parametrize("cut", [0, 100, 60_000])
def test_a_database_that_is_gone_or_cut_is_told_once(made, knowledge, tmp_path, cut):
    out = load_results(made["sqlite"]).write(tmp_path / "copy")
    content = (out / DATABASE).read_bytes()
    (out / DATABASE).unlink()
    if cut:
        (out / DATABASE).write_bytes(content[:cut])
    slugs = [slug for slug, _, _ in findings(knowledge, out) if slug.startswith("file-")]
    assert slugs == ["file-damaged" if cut else "file-missing"]


def test_results_of_the_library_are_read_and_written_again(made, tmp_path):
    results = load_results(made["sqlite"])
    assert len(results.events) == len(load_results(made["files"]).events)
    out = results.write(tmp_path / "copy")
    assert names(out) == {DATABASE, "manifest.yaml", "corpus.yaml", "corpus.md", "codebook.yaml", WEIGHTS}
    assert load_results(out).html() == results.html()


def test_a_damaged_database_is_told(made, tmp_path):
    out = load_results(made["sqlite"]).write(tmp_path / "copy")
    tree = open_tree(out)
    (out / DATABASE).write_bytes(b"SQLite format 3\0 and nothing else")
    with pytest.raises(UsageError, match="results-damaged"):
        list(tree.analyses())
    (out / DATABASE).unlink()
    with pytest.raises(UsageError, match="is missing"):
        list(open_tree(out).analyses())


def test_a_missing_library_is_told_before_any_work(tmp_path, knowledge, monkeypatch):
    monkeypatch.setattr("ruscorpus.run.export.find_spec", lambda _: None)
    with pytest.raises(UsageError, match="needs pyarrow"):
        analyze(discover([CORPUS]), tmp_path / "out", knowledge, Strict(), form="parquet")
    assert not (tmp_path / "out").exists()
