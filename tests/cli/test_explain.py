"""Edits as they are shown to people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruscorpus.cli.explain import as_columns, laid_out, summary
from ruscorpus.model import Document
from ruscorpus.repair.stage import RepairStage
from ruscorpus.report.shorten import width

DAMAGED = "ย่อหน้าแรกไม่มีอะไรเสีย\nความสมัพนัธ์ระหวา่งสองประเทศแน่นแฟน้ขึน้ หลงัผู้นาํลงนามในสนธิสญัญา\n"


@pytest.fixture
def document():
    return RepairStage()(Document(id="a", path="a", raw=DAMAGED))


def test_no_mark_hangs_on_a_bracket(document):
    for line in as_columns(document):
        change = line.split("\t")[3]
        assert "[สมัพนั→สัมพัน]" in change or "สมัพนั→" not in change
        for bracket in ("[", "→"):
            assert not "\u0e31" <= change[change.index(bracket) + 1] <= "\u0e3a"
            assert not "\u0e47" <= change[change.index(bracket) + 1] <= "\u0e4e"


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 160, 240])
def test_lines_fit_the_terminal(document, columns):
    lines = list(laid_out(document, columns))
    assert all(width(line) <= columns for line in lines)
    assert len(lines) == len(document.edits) * (2 if columns < 80 else 1)


def test_a_long_change_is_cut():
    document = RepairStage()(
        Document(id="a", path="a", raw="คณะรัฐมนตรีเห็นชอบร่างกฎหมาย".encode().decode("latin-1") * 9)
    )
    (line,) = as_columns(document)
    assert "…" in line
    assert len(line) < 400


def test_summary_counts_rules_and_what_is_lost(document):
    assert summary(document) == f"{len(document.edits)} edits: displaced-mark 5, sara-am 1"
    assert (
        summary(replace(document, edits=(), unrecoverable=2)) == "no edits; 2 characters stay lost (U+FFFD)"
    )
