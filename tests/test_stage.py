"""The order of stages, and the layers of the house."""

from __future__ import annotations

import ast
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest

from ruscorpus.load import load
from ruscorpus.model import Document
from ruscorpus.pipeline import Pipeline
from ruscorpus.stage import LOADED, check_order
from support import CORPUS

SOURCE = Path(__file__).parents[1] / "src" / "ruscorpus"
STAGES = {"repair", "layout", "segment", "tag", "events", "coding"}
# What each layer may import, beside the modules at the bottom (model, offsets, problems, phrases …).
ALLOWED = {
    **{stage: {stage, "config"} for stage in STAGES},
    "load": {"load"},
    "config": {"config"},
    "report": {"report", "config"},
    "summarize": {"summarize", "report", "config"},
    "exchange": {"exchange", "report", "load"},
    "agreement": {"agreement", "report", "exchange"},
    "export": {"export", "exchange", "report", "config", "knowledge", "coding", "segment", "tag"},
    "run": {"run", "report", "load", "config", "pipeline", "knowledge", "summarize", "export", "exchange"},
    "check": {"check", "run", "agreement", "report", "config", "knowledge", "pipeline", "coding", "events"},
    "api": {"api", "run", "export", "report", "knowledge"},
    "knowledge": {"config", "coding"},
    "pipeline": {*STAGES, "knowledge"},
    "cli": {
        *("cli", "run", "report", "load", "config", "pipeline", "knowledge", "repair", "coding"),
        *("check", "agreement", "export", "exchange", "summarize", "segment", "tag"),
    },
    "__main__": {"cli"},
    "__init__": {"api", "load", "repair", "knowledge", "pipeline", "run", "report"},
}
BOTTOM = {
    "skeleton",
    "lines",
    "citations",
    "limits",
    "numerals",
    "linear",
    "trees",
    "model",
    "offsets",
    "openings",
    "problems",
    "phrases",
    "prepared",
    "wordlists",
    "scanner",
    "resources",
    "stage",
    "yamlio",
    "thaidate_values",
    "thaidates",
    "vocabulary",
    "thaidate_patterns",
    "encodings",
    "garbage",
    "compact",
    "ruscorpus",
}


@dataclass(frozen=True)
class Fake:
    name: str
    needs: frozenset[str]
    adds: frozenset[str]

    def __call__(self, document: Document) -> Document:
        return document


def test_stages_run_in_an_order_that_gives_each_what_it_needs():
    first = Fake("a", frozenset({"raw"}), frozenset({"text"}))
    second = Fake("b", frozenset({"text"}), frozenset({"flow"}))
    check_order([first, second])
    with pytest.raises(ValueError, match="'b' needs text"):
        Pipeline([second, first])
    with pytest.raises(ValueError, match="stands twice"):
        check_order([first, first])


@pytest.mark.parametrize("name", ["asean-russia-brief.pdf", "news-2024-brics-kazan.txt"])
def test_stages_read_and_fill_in_what_they_say_and_nothing_else(pipeline, name):
    empty = Document("", "")
    document = load(CORPUS / name, id=name, shown_path=name)
    others = {field.name for field in fields(Document)} - {"id", "path", "sha256", "problems"}
    assert {name for name in others if getattr(document, name) != getattr(empty, name)} <= LOADED
    for stage in pipeline.stages:
        undeclared = {name: getattr(empty, name) for name in others - stage.needs}
        after, blind = stage(document), stage(replace(document, **undeclared))
        for name in others:
            known = blind if name in stage.adds else document
            assert getattr(after, name) == getattr(known, name), f"{stage.name} and {name}"
        document = after


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "ruscorpus":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_point_down_the_layers_only(path):
    layer = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    allowed = BOTTOM | ALLOWED.get(layer, {layer}) | {"__version__"}
    assert imports(path) <= allowed


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_only_the_command_line_prints_or_exits(path):
    if path.relative_to(SOURCE).parts[0] == "cli":
        return
    names = {
        n.func.id
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    assert not names & {"print", "exit", "quit"}


def test_no_module_is_too_long_to_do_one_thing():
    long = [p.name for p in SOURCE.rglob("*.py") if len(p.read_text(encoding="utf-8").splitlines()) > 400]
    assert long == []
