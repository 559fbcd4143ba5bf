"""Positions in every way of counting lead back to the same characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.exchange.positions import Selection, best_counting, countings, unified
from ruscorpus.offsets import Span

RAW = st.lists(st.sampled_from(["ก", "ข", "ิ", " ", "\n", "\r\n", "\r", "😀", "🎉"]), max_size=40).map("".join)


def counted(text: str, index: int, doubles: tuple[int, ...]) -> int:
    """Count as the program did: every character one, those that it takes for two twice."""
    return sum(2 if place in doubles else 1 for place in range(index))


@given(RAW, st.sampled_from(["", "ATLAS.ti 24", "NVivo 14", "MAXQDA 24"]), st.data())
def test_every_counting_leads_back(raw, origin, data):
    text = unified(raw)
    assert "\r" not in text
    for counting in countings(raw, origin):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        last = end - 1 if counting.inclusive else end
        selection = Selection(
            counted(text, start, counting.doubles), counted(text, max(last, 0), counting.doubles)
        )
        if last >= 0:
            assert counting.span(selection) == Span(start, end)


@pytest.mark.parametrize("units", ["code points", "UTF-16 units"])
@pytest.mark.parametrize("ends", ["line ends as in the file", "line ends as one", "line ends as two"])
def test_names_prove_any_counting_whoever_wrote_the_project(units, ends):
    raw = "😀 หัวข้อ\r\nสองฝ่ายพบกัน\nแล้วลงนาม 🎉 ข้อตกลงใหม่\r\nก่อนแยกย้ายกันกลับประเทศ"
    text = unified(raw)
    (meant,) = (c for c in countings(raw, "") if c.said == f"{units}, {ends}")
    selections = []
    for words in ("สองฝ่ายพบกัน", "แล้วลงนาม", "ข้อตกลงใหม่", "ก่อนแยกย้ายกันกลับประเทศ"):
        start = text.index(words)
        places = (counted(text, place, meant.doubles) for place in (start, start + len(words)))
        selections.append(Selection(*places, words))
    for origin in ("", "ATLAS.ti 24", "NVivo 14"):
        counting, proved = best_counting(raw, selections, origin)
        assert (counting.doubles, counting.inclusive, proved) == (meant.doubles, False, True)
