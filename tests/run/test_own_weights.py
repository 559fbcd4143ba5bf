"""A codebook with weights of its own: they come along with the results, which can be read anywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ruscorpus.api import load_results
from ruscorpus.knowledge import load_knowledge
from ruscorpus.resources import packaged_configs
from ruscorpus.run.analyze import analyze
from ruscorpus.run.discover import discover
from ruscorpus.run.report import OpenTree
from support import Listener

NAME = "own.weights.json"


def write(folder: Path, bias: float) -> None:
    words = dict.fromkeys(("word=<state>", "word=ฝน", "word=ตก", "word=ใน", "word=เมื่อวานนี้", "word=หนัก"), 50)
    content = {
        "schema": "ruscorpus/code-weights/1",
        "made_by": "by hand",
        "made_from": "no texts",
        "threshold": 0.5,
        "codes": {"move.speech_act": {"bias": bias, "facet": "move", "share": 0.1}},
        "weights": {word: [weight] for word, weight in words.items()},
    }
    (folder / NAME).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template = (packaged_configs() / "codebooks" / "securitisation.yaml").read_text(encoding="utf-8")
    template = template.replace("\nid: ", f"\nweights: {NAME}\nid: ", 1)
    (tmp_path / "book.yaml").write_text(template, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("ฝนตกหนักในรัสเซียเมื่อวานนี้ตามรายงานของสื่อ\n", encoding="utf-8")
    return tmp_path


def go(folder: Path) -> tuple[Listener, list[str]]:
    """Analyse the text with the codebook; return what was heard, and the rules of the codings."""
    listener, out = Listener(), folder / "out"
    knowledge = load_knowledge(codebook=folder / "book.yaml")
    analyze(discover([folder / "in"], out), out, knowledge, listener, cache=True)
    assert (out / NAME).read_bytes() == (folder / NAME).read_bytes()
    tree = OpenTree.load(out).tree
    return listener, [coding.rule for id_ in tree.ids for coding in tree.analysis(id_).codings]


def test_other_weights_are_other_results(folder):
    write(folder, 0.0)
    assert go(folder)[1] == ["learned"]
    assert go(folder)[0].stages == []
    write(folder, -9.0)
    listener, rules = go(folder)
    assert rules == []
    assert {name for _, name in listener.stages} == {"load", "coding", "report"}  # not read again


def test_results_are_read_where_the_codebook_is_not(folder):
    write(folder, 0.0)
    go(folder)
    (folder / "book.yaml").unlink()
    (folder / NAME).unlink()
    moved = folder / "elsewhere"
    shutil.move(folder / "out", moved)
    results = OpenTree.load(moved)
    assert results.warnings == ()
    assert "learned" in results.tree.analysis(results.tree.ids[0]).codings[0].rule
    copy = load_results(moved).write(folder / "copy")
    assert (copy / NAME).read_bytes() == (moved / NAME).read_bytes()
    assert OpenTree.load(copy).html("en") == results.html("en")
