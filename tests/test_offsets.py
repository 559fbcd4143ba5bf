"""Edits and offset maps: the chain of evidence must hold for any text and any edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.offsets import (
    Edit,
    LineIndex,
    OffsetMap,
    Span,
    apply_edits,
    check_edits,
    compose_edits,
    soft_places,
)

TEXT = st.text(alphabet="กขทน่้ำีิ า\n\rabEK1", max_size=40)
NEW = st.text(alphabet="กท่้ำ xyz", max_size=4)


@st.composite
def edited(draw: st.DrawFn, text: str | None = None) -> tuple[str, list[Edit]]:
    """A text with a valid list of edits."""
    text = draw(TEXT) if text is None else text
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    edits, index = [], 0
    while index < len(places):
        wide = draw(st.booleans()) and index + 1 < len(places)
        span = Span(places[index], places[index + 1] if wide else places[index])
        edits.append(Edit(span, draw(NEW), draw(st.sampled_from(["a", "b", "c"])), draw(st.floats(0, 1))))
        index += 2 if wide else 1
    return text, edits


@given(edited())
def test_valid_edits_pass_the_check_and_lengths_add_up(case):
    text, edits = case
    check_edits(len(text), edits)
    new = apply_edits(text, edits)
    assert len(new) == len(text) + sum(len(e.new) - e.at.length for e in edits)


@given(st.data())
def test_composed_edits_do_what_both_rounds_did(data):
    text, first = data.draw(edited())
    middle = apply_edits(text, first)
    _, second = data.draw(edited(middle))
    both = compose_edits(first, second)
    check_edits(len(text), both)
    assert apply_edits(text, both) == apply_edits(middle, second)


@given(st.data())
def test_what_no_edit_touched_maps_to_itself_both_ways(data):
    text, edits = data.draw(edited())
    new = apply_edits(text, edits)
    offsets = OffsetMap(edits)
    touched = {p for e in edits for p in range(e.at.start, e.at.end)}
    for position in range(len(text)):
        if position in touched:
            continue
        there = offsets.to_new(Span(position, position + 1))
        assert there.of(new) == text[position]
        assert offsets.to_old(there) == Span(position, position + 1)


@given(st.data())
def test_a_mapped_span_covers_everything_its_text_came_from(data):
    text, edits = data.draw(edited())
    new = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(new)))
    end = data.draw(st.integers(start, len(new)))
    old = OffsetMap(edits).to_old(Span(start, end))
    assert 0 <= old.start <= old.end <= len(text)
    if end > start:
        inside = [e for e in edits if old.start <= e.at.start and e.at.end <= old.end]
        shifted = [Edit(Span(e.at.start - old.start, e.at.end - old.start), e.new, e.rule) for e in inside]
        assert new[start:end] in apply_edits(old.of(text), shifted)


@given(st.data())
def test_maps_keep_order(data):
    _, edits = data.draw(edited())
    offsets = OffsetMap(edits)
    mapped = [offsets.to_old(Span(p, p + 1)) for p in range(30)]
    assert mapped == sorted(mapped)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(3, 2), "", "r")],
        [Edit(Span(0, 9), "", "r")],
        [Edit(Span(2, 4), "", "r"), Edit(Span(3, 5), "", "r")],
        [Edit(Span(2, 2), "x", "r"), Edit(Span(2, 2), "y", "r")],
    ],
)
def test_bad_edits_are_refused(edits):
    with pytest.raises(ValueError, match="edit"):
        check_edits(5, edits)


def test_merged_edits_name_both_rules_and_keep_the_lower_confidence():
    first = [Edit(Span(1, 3), "ำ", "sara-am", 0.9)]
    second = [Edit(Span(0, 2), "นำ", "order", 0.7)]
    (merged,) = compose_edits(first, second)
    assert (merged.rule, merged.confidence) == ("sara-am+order", 0.7)


@given(st.text(alphabet="ก\n\r", max_size=12))
def test_line_numbers_agree_with_counting(text):
    lines = LineIndex(text)
    for position in range(len(text)):
        before = text[:position].replace("\r\n", "\n").replace("\r", "\n").count("\n")
        if text[position : position + 1] == "\n" and text[position - 1 : position] == "\r" and position:
            before -= 1  # between \r and \n: still the line that they end
        assert lines.line_of(position) == before + 1


def test_soft_places_cover_the_joint():
    assert soft_places([Edit(Span(3, 5), " ", "line-join")]) == {3, 4}
    assert soft_places([Edit(Span(3, 5), "", "line-join")]) == {3}
