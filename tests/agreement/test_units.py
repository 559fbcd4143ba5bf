"""Counting by boundaries gives what counting every single unit gives."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.agreement.coders import CodedSpan, Common
from ruscorpus.agreement.disagreements import disagreements
from ruscorpus.agreement.units import Counted
from ruscorpus.offsets import Span

texts = st.text(alphabet="กข \n", min_size=1, max_size=40)


@st.composite
def documents(draw, coders: int = 2):
    text = draw(texts)
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda pair: Span(pair[0], min(len(text), sum(pair)))
    )
    coding = st.builds(CodedSpan, span, st.sampled_from(["a.a", "b.b"]))
    codings = tuple(tuple(sorted(draw(st.lists(coding, max_size=5)))) for _ in range(coders))
    return Common("x", text, codings)


def lines(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def counted(unit: str, *found: Common) -> Counted:
    result = Counted(len(found[0].codings), unit, lines)
    for document in found:
        result.add(document)
    return result


def given_to(document: Common, code: str, unit: Span) -> tuple[bool, ...]:
    return tuple(
        any(coding.code == code and coding.span.overlaps(unit) for coding in codings)
        for codings in document.codings
    )


@given(documents(), documents())
def test_characters(one, two):
    result = counted("character", one, two)
    assert sum(result.sizes) == len(one.text) + len(two.text)
    for code in result.coded:
        expected = Counter(
            given_to(document, code, Span(at, at + 1))
            for document in (one, two)
            for at in range(len(document.text))
        )
        assert result.table(code) == expected


@given(documents(3))
def test_sentences(document):
    result = counted("sentence", document)
    assert sum(result.sizes) == len(lines(document.text))
    for code in result.coded:
        assert result.table(code) == Counter(given_to(document, code, unit) for unit in lines(document.text))


@given(documents(3))
def test_passages_cover_all_that_was_coded_and_the_sentences_beside_it(document):
    result = counted("passage", document)
    spans = [coding.span for codings in document.codings for coding in codings]
    free = [line for line in lines(document.text) if not any(line.overlaps(span) for span in spans)]
    islands = 0
    reach = -1
    for span in sorted(spans):
        islands += span.start >= reach
        reach = max(reach, span.end)
    assert sum(result.sizes) == len(free) + islands
    for code in result.coded:
        table = result.table(code)
        assert table[(False, False, False)] >= len(free)
        assert sum(table.values()) == sum(result.sizes)


@given(documents(3))
def test_blocks_hold_what_their_lines_hold(document):
    """What a bootstrap draws again never counts more units with a code than the line has."""
    for unit in ("character", "sentence", "passage"):
        result = counted(unit, document)
        for blocks in result.coded.values():
            for block, patterns in blocks.items():
                assert 0 < sum(patterns.values()) <= result.sizes[block]


@given(documents(3))
def test_disagreements_are_what_not_all_have(document):
    told = disagreements(document)
    for found in told:
        assert found.quote == found.span.of(document.text)
    for codings in document.codings:
        for coding in codings:
            agreed = all(given_to(document, coding.code, coding.span))
            covered = any(found.span.contains(coding.span) and coding.code in found.codes for found in told)
            assert agreed or covered
    if not told:
        for codings in document.codings:
            assert all(all(given_to(document, coding.code, coding.span)) for coding in codings)
