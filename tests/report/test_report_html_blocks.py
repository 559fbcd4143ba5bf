"""Overlapping findings in a text: every character stands once, and knows exactly what covers it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.model import Evidence
from ruscorpus.offsets import Span
from ruscorpus.report.html.blocks import blocks
from ruscorpus.report.html.sheets import Finding


def finding(number: int, span: Span) -> Finding:
    return Finding(f"1p{number}", number, Evidence("", span, span, None, 1), (), (), (), ("",), ())


@st.composite
def texts_with_findings(draw):
    text = draw(st.text("กข \n\r", max_size=40))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).map(lambda p: Span(min(p), max(p))), max_size=8))
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    return text, [finding(number, span) for number, span in enumerate(ordered)]


@given(texts_with_findings())
def test_the_text_is_there_once_and_in_order(case):
    text, findings = case
    lines = [line for block in blocks(text, findings) for line in block.lines]
    assert [line.span.of(text) for line in lines] == re.split("\r\n|\n|\r", text)
    for line in lines:
        assert "".join(piece.span.of(text) for piece in line.pieces) == line.span.of(text)


@given(texts_with_findings())
def test_every_piece_knows_what_covers_it(case):
    text, findings = case
    for block in blocks(text, findings):
        for line in block.lines:
            for piece in line.pieces:
                expected = [f.number for f in findings if f.at.span.overlaps(piece.span)]
                assert sorted(f.number for f in piece.covers) == expected
                assert all(f.at.span.contains(piece.span) for f in piece.covers)


@given(texts_with_findings())
def test_every_finding_begins_once_and_in_its_block(case):
    text, findings = case
    begun = []
    for block in blocks(text, findings):
        here = [f.number for line in block.lines for piece in line.pieces for f in piece.begins]
        assert here == [f.number for f in block.findings]
        begun += here
    assert begun == [f.number for f in findings]


@given(texts_with_findings())
def test_no_finding_runs_over_the_end_of_a_block(case):
    text, findings = case
    ends = [block.lines[-1].span.end for block in blocks(text, findings)]
    for end in ends[:-1]:
        # the line end itself is nobody's: a finding may end with it or begin with it
        after = end + len(re.match("\r\n|\n|\r", text[end:])[0])
        assert not any(f.at.span.start < end and f.at.span.end > after for f in findings)


def test_ten_thousand_findings_in_one_line_are_no_trouble():
    text = "ก" * 200_000
    findings = [finding(n, Span(n * 20, n * 20 + 30)) for n in range(9_990)]
    (block,) = blocks(text, findings)
    assert len(block.findings) == 9_990
