"""Patterns that are written to be quick match what they say when they are written plainly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.coding import passages
from ruscorpus.lines import LEADERS, line_start
from ruscorpus.report import escape
from ruscorpus.tag import quantities

D = "[0-9๐-๙]"
SPECIAL = re.compile(r"[\\`*_\[\]|~#$@<]|&(?=[#A-Za-z])|(?<=[A-Za-z]):(?=\S)|(?<=[Ww]{3})\.|^[-+=>:]")
CLAUSE = re.compile(rf"\s+(?=(?:{passages._CONNECTIVES}))|[;]\s*|(?<=[a-zก-๛\"”)])[.]\s+")
QUANTITY = re.compile(
    rf"(?<![0-9๐-๙.,/-])(?P<number>{D}{{1,3}}(?:,{D}{{3}})+(?:\.{D}+)?|{D}+(?:\.{D}+)?)"
    rf"(?:\s?(?P<multiplier>{quantities._MULTIPLIER}))?\s?(?P<unit>{quantities._UNIT})"
)
PIECES = [
    " ",
    "  ",
    "\n",
    ".",
    "....",
    " .",
    "…",
    "·",
    "_____",
    "_",
    "1",
    "๒",
    "234",
    ",",
    "/",
    "-",
    "ก",
    "a",
    "A",
    "www",
    ":",
    ";",
    "&",
]
WORDS = ["แต่", "และ", "โดย", "ว่า", "but", "คน", "ล้าน", "ดอลลาร์", "<", ">", "#", "|", "\\", '"', "”", ")"]


@pytest.mark.parametrize(
    ("quick", "plain"),
    [
        (escape._SPECIAL, SPECIAL),
        (passages._CLAUSE, CLAUSE),
        (quantities._QUANTITY, QUANTITY),
    ],
)
@given(text=st.lists(st.sampled_from(PIECES + WORDS), max_size=14).map("".join))
def test_matches_stand_where_those_of_the_plain_pattern_stand(quick, plain, text):
    assert [(m.span(), m.groupdict()) for m in quick.finditer(text)] == [
        (m.span(), m.groupdict()) for m in plain.finditer(text)
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_leaders_lead_where_the_plain_pattern_says_so(text):
    plain = re.search(r"(?:[.·•]{4,}|…{2,}|(?:\s[.·•…]){4,}|_{6,})\s*\S{0,5}\s*$", text)
    assert bool(LEADERS.search(text)) == bool(plain)


@given(st.text("ก\n ", max_size=20))
def test_a_line_starts_behind_the_last_line_end_before_it(text):
    for position in range(len(text) + 1):
        assert line_start(text, position) == text.rfind("\n", 0, position) + 1
