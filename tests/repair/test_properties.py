"""What holds for the repair of any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruscorpus.model import Document
from ruscorpus.offsets import apply_edits, check_edits
from ruscorpus.repair import RepairStage, repair

LINE_BREAKS = re.compile(r"\r\n|\n|\r")
THAI = st.text(st.sampled_from("กทนปผญฐดเแไโาำะํ่้๊๋์็ิีึืุูัๆฯ \n\r�E\uf701\uf70a\uf88c\x85à¸¹"), max_size=40)
WESTERN = st.text(st.sampled_from("aé–’”\n"), max_size=12).map(
    lambda s: s.encode().decode("cp1252", "replace")
)
settings.register_profile("repair", deadline=None)  # the first call loads the words
settings.load_profile("repair")
TEXTS = st.one_of(st.text(max_size=60), THAI, WESTERN, st.lists(st.one_of(THAI, WESTERN)).map("\n".join))


@given(TEXTS)
@example("\ud800 lone surrogate à¸")
def test_edits_lead_from_raw_to_text(raw):
    result = repair(raw)
    check_edits(len(raw), result.edits)
    assert apply_edits(raw, result.edits) == result.text
    assert all(0 <= edit.confidence <= 1 and edit.rule for edit in result.edits)
    assert result.unrecoverable == result.text.count("\ufffd")


@given(TEXTS)
def test_lines_stay_lines(raw):
    text = repair(raw).text
    assert LINE_BREAKS.findall(text) == LINE_BREAKS.findall(raw)
    assert len(text.splitlines()) == len(raw.splitlines())


@given(TEXTS)
def test_a_second_repair_changes_nothing(raw):
    once = repair(raw).text
    assert repair(once).text == once


@pytest.mark.parametrize("raw", ["", "ทํางาน", "เรียบร้อยดี"])
def test_stage_fills_its_fields(raw):
    document = RepairStage()(Document(id="a", path="a.txt", raw=raw))
    assert document.text == apply_edits(raw, document.edits) == repair(raw).text
    assert document.raw == raw
    assert document.unrecoverable == 0


def test_stage_counts_what_stays_unknown():
    assert RepairStage()(Document(id="a", path="a.txt", raw="ปี \ufffd และ \ufffd")).unrecoverable == 2
