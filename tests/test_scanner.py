"""Many patterns in one pass: each finds what it finds alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.scanner import Scanner, openings
from ruscorpus.thaidate_patterns import PATTERNS

DATES = [pattern for _, pattern in PATTERNS]
PIECES = (
    "วันที่ 5 19 2567 ๒๕๖๖ 2024 - / . , พ.ศ. ค.ศ. มกราคม ม.ค. พ.ย. ปี ก่อน เดือน หน้า เมื่อ วาน วันนี้ คืน ต้น ปีนี้ อังคาร "
    "ที่แล้ว ทศวรรษ สอง สาม สัปดาห์ ต่อมา ถัดมา หลาย ไม่กี่ ทุก June January ถึง และ ( ) ก x ทางการ เดียวกัน"
)
WORDS = st.sampled_from([*PIECES.split(), " ", "\n"])


def alone(patterns: list[re.Pattern[str]], text: str) -> list[tuple[int, int, int]]:
    return sorted(
        (m.start(), number, m.end()) for number, each in enumerate(patterns) for m in each.finditer(text)
    )


def together(patterns: list[re.Pattern[str]], text: str) -> list[tuple[int, int, int]]:
    return [(start, number, match.end()) for start, number, match in Scanner(patterns).find(text)]


@given(st.lists(WORDS, max_size=30).map("".join))
def test_the_patterns_of_dates_find_together_what_they_find_alone(text):
    assert together(DATES, text) == alone(DATES, text)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("ปีที่แล้ว", {"ปีท"}),
        ("(?:เมื่อ)?วาน", {"เมื", "วาน"}),
        ("(?<![0-9])[12]{2}x", {"1", "2"}),
        ("a|bc?d|", {"a", "bcd", "bd", ""}),
        ("[^a]b", {""}),
        (r"x\d", {"x"}),
        ("(?:ab)*c", {"ab", "c"}),
        ("(?i:a)b", {""}),
        ("(?P<x>a(?=b))(?P=x)", {"a"}),
    ],
)
def test_how_the_matches_of_a_pattern_begin(pattern, begins):
    assert openings(pattern) == begins


PARTS = st.sampled_from(
    ["a", "b", "ab", "[ab]", "c?", "(?:ab|c)", "(?:b|)", "a{1,2}", "(?<!a)", "(?=b)", "[^a]", "(?:c|ab)+"]
)


@given(
    st.lists(st.lists(PARTS, min_size=1, max_size=4).map("".join), min_size=1, max_size=4),
    st.text("abc", max_size=20),
)
def test_any_patterns_find_together_what_they_find_alone(sources, text):
    patterns = [re.compile(source + "c") for source in sources]
    assert together(patterns, text) == alone(patterns, text)


def test_patterns_that_may_begin_with_anything_and_those_that_ignore_case():
    patterns = [re.compile(r"\w+x"), re.compile("ab", re.IGNORECASE), re.compile("b")]
    assert together(patterns, "AB abx b") == alone(patterns, "AB abx b")
