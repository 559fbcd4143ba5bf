"""A second run does only what has changed, and gives the same results as a first one."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
import yaml

from ruscorpus.cli.app import run as command_line
from ruscorpus.knowledge import load_knowledge
from ruscorpus.limits import DEFAULT_LIMITS
from ruscorpus.run import memo as memory
from ruscorpus.run.analyze import analyze
from ruscorpus.run.cache import CACHE, CacheWriter
from ruscorpus.run.discover import discover
from ruscorpus.run.memo import Memo, result_entry
from support import Listener

TEXTS = {
    "a.txt": "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n",
    "b.txt": "จีนประณามสหรัฐฯ เมื่อเดือนมีนาคม 2566\n",
    "c.txt": "ยูเครนยงัคงเรยีกรอ้งใหช้าติตะวนัตกสง่อาวธุ หลงัรัสเซียโจมตีกรุงเคียฟ\n",
}


class Worker(Listener):
    def worked_on(self):
        return sorted({name for name, _ in self.stages})


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def go(corpus, knowledge):
    def run(out, *, knowledge=knowledge, cache=True, **options):
        listener = Worker()
        summary = analyze(
            discover([corpus], out), out, knowledge, listener, workers=1, cache=cache, **options
        )
        assert summary.findings == 0
        return listener

    return run


def results(out: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in out.rglob("*"):
        if path.is_file() and path.name not in (CACHE, "manifest.yaml"):
            found[path.relative_to(out).as_posix()] = path.read_bytes()
    manifest = yaml.safe_load((out / "manifest.yaml").read_text(encoding="utf-8"))
    found["documents"] = [{k: v for k, v in row.items() if k != "seconds"} for row in manifest["documents"]]
    return found


def test_nothing_changed_nothing_done(go, tmp_path):
    out = tmp_path / "out"
    assert go(out).worked_on() == sorted(TEXTS)
    before = {path: path.stat().st_mtime_ns for path in (out / "documents").iterdir()}
    assert go(out).stages == []
    assert {path: path.stat().st_mtime_ns for path in (out / "documents").iterdir()} == before


def test_results_are_the_same_with_and_without(go, corpus, tmp_path):
    go(tmp_path / "plain", cache=False)
    assert not (tmp_path / "plain" / CACHE).exists()
    go(tmp_path / "out")
    assert results(tmp_path / "out") == results(tmp_path / "plain")
    go(tmp_path / "out")
    assert results(tmp_path / "out") == results(tmp_path / "plain")
    (tmp_path / "out" / "documents" / "a.txt.yaml").unlink()
    go(tmp_path / "out")  # from the cache of read documents
    assert results(tmp_path / "out") == results(tmp_path / "plain")


def test_the_cache_of_two_first_runs_is_the_same(go, tmp_path):
    go(tmp_path / "one")
    go(tmp_path / "two")
    assert (tmp_path / "one" / CACHE).read_bytes() == (tmp_path / "two" / CACHE).read_bytes()


def test_one_changed_document_costs_one_document(go, corpus, tmp_path):
    go(tmp_path / "out")
    (corpus / "b.txt").write_text("จีนประณามญี่ปุ่น เมื่อเดือนเมษายน 2566\n", encoding="utf-8")
    (corpus / "d.txt").write_text("เวียดนามต้อนรับปูติน\n", encoding="utf-8")
    (corpus / "c.txt").unlink()
    assert go(tmp_path / "out").worked_on() == ["b.txt", "d.txt"]
    go(tmp_path / "plain", cache=False)
    assert results(tmp_path / "out") == results(tmp_path / "plain")


def test_a_changed_codebook_codes_anew_and_reads_nothing_anew(go, knowledge, tmp_path):
    go(tmp_path / "out")
    listener = go(tmp_path / "out", knowledge=knowledge.with_codes(["domain"]))
    assert {name for _, name in listener.stages} == {"load", "coding", "report"}
    assert listener.worked_on() == sorted(TEXTS)
    go(tmp_path / "plain", knowledge=knowledge.with_codes(["domain"]), cache=False)
    assert results(tmp_path / "out") == results(tmp_path / "plain")


def test_another_language_writes_anew_and_reads_nothing_anew(go, tmp_path):
    go(tmp_path / "out")
    assert {name for _, name in go(tmp_path / "out", language="en").stages} == {"load", "coding", "report"}


def test_a_changed_configuration_reads_anew(go, tmp_path):
    go(tmp_path / "out")
    config = tmp_path / "run.yaml"
    config.write_text("schema: ruscorpus/config/1\nlimits: {max_pages: 7}\n", encoding="utf-8")
    listener = go(tmp_path / "out", knowledge=load_knowledge(config))
    assert "repair" in {name for _, name in listener.stages}


@pytest.mark.parametrize("damage", ["edited", "gone"])
def test_an_output_that_is_not_what_was_written_is_written_again(go, tmp_path, damage):
    go(tmp_path / "out")
    before = results(tmp_path / "out")
    path = tmp_path / "out" / "text" / "b.txt.txt"
    path.write_text("ใครมาแก้", encoding="utf-8") if damage == "edited" else path.unlink()
    assert go(tmp_path / "out").worked_on() == ["b.txt"]
    assert results(tmp_path / "out") == before


@pytest.mark.parametrize("damage", ["flipped", "cut", "text", "empty"])
def test_a_damaged_cache_is_said_once_and_costs_only_time(go, tmp_path, damage):
    out = tmp_path / "out"
    go(out)
    before = results(out)
    content = bytearray((out / CACHE).read_bytes())
    if damage == "flipped":  # in the values: somewhere in the last pages
        for at in range(len(content) // 2, len(content), 97):
            content[at] ^= 0xFF
    (out / CACHE).write_bytes(
        {"flipped": bytes(content), "cut": bytes(content[:5000]), "text": b"not a database" * 99}.get(
            damage, b""
        )
    )
    listener = go(out)
    assert listener.warnings == ["cache-damaged"]
    assert listener.worked_on() == sorted(TEXTS)
    assert results(out) == before
    assert go(out).stages == []


def test_a_document_moved_to_another_name_is_not_read_anew(go, corpus, tmp_path):
    go(tmp_path / "out")
    (corpus / "a.txt").rename(corpus / "z.txt")
    assert {name for _, name in go(tmp_path / "out").stages} == {"load", "coding", "report"}
    go(tmp_path / "plain", cache=False)
    assert results(tmp_path / "out") == results(tmp_path / "plain")


def test_on_the_command_line(corpus, tmp_path, capsys):
    out = str(tmp_path / "out")
    assert command_line(["analyze", str(corpus), "-o", out, "-q"]) == 0
    capsys.readouterr()
    assert command_line(["cache", "info", out]) == 0
    assert "results: 3" in capsys.readouterr().out
    assert command_line(["cache", "clear", out]) == 0
    assert command_line(["cache", "info", out]) == 0
    assert "results: 0" in capsys.readouterr().out
    assert command_line(["cache", "info", str(tmp_path / "nowhere")]) == 2
    assert command_line(["analyze", str(corpus), "-o", out, "-q", "--no-cache"]) == 0
    assert not (tmp_path / "out" / CACHE).exists()
    shutil.rmtree(out)


def test_the_cache_holds_json_and_nothing_that_runs(go, tmp_path):
    import sqlite3
    import zlib

    go(tmp_path / "out")
    connection = sqlite3.connect(tmp_path / "out" / CACHE)
    values = [row[0] for row in connection.execute("SELECT value FROM entries")]
    connection.close()
    assert len(values) == 6
    for value in values:
        assert isinstance(json.loads(zlib.decompress(value)), dict)


@pytest.mark.parametrize("forged", [{}, {"../../elsewhere": "0" * 64}, {"pipe": "0" * 64}])
def test_a_forged_entry_opens_no_file_but_those_of_its_document(go, corpus, knowledge, tmp_path, forged):
    out = tmp_path / "out"
    go(out)
    before = results(out)
    os.mkfifo(out / "pipe")  # whoever opens it to read waits for ever
    source = discover([corpus], out)[0]
    memo = Memo.of(out / CACHE, knowledge, DEFAULT_LIMITS, "")
    key = memo.result_key(source, memory.file_digest(source.path, 1000))
    result = memo.result(source, key)
    assert result is not None
    memo.entries.close()
    writer = CacheWriter(out / CACHE)
    writer.add([result_entry(key, memory.replace(result, files=forged)).packed()], ())
    writer.flush()
    listener = go(out)
    (out / "pipe").unlink()
    assert (listener.warnings, listener.worked_on()) == (["cache-damaged"], ["a.txt"])
    assert results(out) == before


def test_a_pipe_in_the_place_of_a_result_is_not_waited_for(go, tmp_path):
    out = tmp_path / "out"
    go(out)
    path = out / "text" / "b.txt.txt"
    path.unlink()
    os.mkfifo(path)
    assert go(out).worked_on() == ["b.txt"]
    assert path.read_text(encoding="utf-8") == TEXTS["b.txt"]


def test_whatever_takes_part_is_part_of_the_keys(knowledge, monkeypatch, tmp_path):
    def keys() -> tuple[str, str]:
        memory._files.cache_clear()
        memory._code.cache_clear()
        memo = Memo.of(tmp_path / CACHE, knowledge, DEFAULT_LIMITS, "")
        return memo.reading, memo.coding

    package = tmp_path / "package"
    (package / "data").mkdir(parents=True)
    (package / "report").mkdir()
    monkeypatch.setattr(memory, "PACKAGE_ROOT", package)
    seen = [keys()]
    (package / "data" / "words.tsv").write_text("คำ\t1\n", encoding="utf-8")
    seen.append(keys())
    monkeypatch.setattr(memory.platform, "python_version", lambda: "9.9.9")
    seen.append(keys())
    monkeypatch.setattr(memory, "version", lambda _: "9")
    seen.append(keys())
    assert len({reading for reading, _ in seen}) == len({coding for _, coding in seen}) == len(seen)
    (package / "report" / "page.py").write_text("", encoding="utf-8")
    assert keys()[0] == seen[-1][0]
    assert keys()[1] != seen[-1][1]
    memory._files.cache_clear()
    memory._code.cache_clear()
