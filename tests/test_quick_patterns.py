"""Patterns that are written to be quick match what they say when they are written plainly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.coding import passages
from ruscorpus.lines import LEADERS, line_start
from ruscorpus.repair import letters, profile
from ruscorpus.report import escape
from ruscorpus.tag import heads, quantities

D = "[0-9๐-๙]"
SPECIAL = re.compile(r"[\\`*_\[\]|~#$@<]|&(?=[#A-Za-z])|(?<=[A-Za-z]):(?=\S)|(?<=[Ww]{3})\.|^[-+=>:]")
CLAUSE = re.compile(rf"\s+(?=(?:{passages._CONNECTIVES}))|[;]\s*|(?:(?<=[a-z\"”)])|(?<=[ก-๛]{{6}}))[.]\s+")
QUANTITY = re.compile(
    rf"(?<![0-9๐-๙.,/-])(?P<number>{D}{{1,3}}(?:,{D}{{3}})+(?:\.{D}+)?|{D}+(?:\.{D}+)?)"
    rf"(?:\s?(?P<multiplier>{quantities._MULTIPLIER}))?\s?(?P<unit>{quantities._UNIT})"
)
DISTRICT = re.compile(r"(?<![\u0e01-\u0e4e.])(?:ต|อ)\.\s?(?P<name>[\u0e01-\u0e4e]{3,16})(?=[\s,)]|$)")
LETTER = letters._FOREIGN
CERTAIN = re.compile(
    rf"(?<![A-Za-z])({LETTER})\1?(?=[{letters._MARK}])"
    rf"|(?<=[\u0e31\u0e37\u0e40-\u0e44])({LETTER})\2?(?=[{letters._BASE}{letters._MARK}])"
)
AMID_THAI = re.compile(rf"(?<=[{letters._BASE}{letters._MARK}]){LETTER}(?=[{letters._BASE}{letters._MARK}])")
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
    "กาขาคา",
    "a",
    "A",
    "www",
    ":",
    ";",
    "&",
]
WORDS = [
    "ต.",
    "อ.",
    "ลาว",
    "ก",
    "่",
    "ั",
    "เ",
    "X",
    "%",
    "%",
    "แต่",
    "และ",
    "โดย",
    "ว่า",
    "but",
    "คน",
    "ล้าน",
    "ดอลลาร์",
    "<",
    ">",
    "#",
    "|",
    "\\",
    '"',
    "”",
    ")",
]


@pytest.mark.parametrize(
    ("quick", "plain"),
    [
        (escape._SPECIAL, SPECIAL),
        (passages._CLAUSE, CLAUSE),
        (quantities._QUANTITY, QUANTITY),
        (heads._DISTRICT, DISTRICT),
        (letters._CERTAIN, CERTAIN),
        (letters._AMID_THAI, AMID_THAI),
    ],
)
@given(text=st.lists(st.sampled_from(PIECES + WORDS), max_size=14).map("".join))
def test_matches_stand_where_those_of_the_plain_pattern_stand(quick, plain, text):
    assert [(m.span(), m.groupdict()) for m in quick.finditer(text)] == [
        (m.span(), m.groupdict()) for m in plain.finditer(text)
    ]


@given(st.text("กาเ่ั xA%", max_size=20), st.booleans())
def test_evidence_of_damage_is_counted_where_the_plain_patterns_find_it(text, spaced):
    text = " ".join(text) if spaced else text
    evidence = profile.profile(text)
    assert evidence.spaced == len(profile.SPACED.findall(text))
    foreign = r"[\u0e31\u0e37](?:[^ก-ฺเ-๎\s]| [^\sก-ฮเ-ไ])|เ[ก-ฮ]{1,2}ี[^ก-ฺเ-๎\s]ย|(?<=[ัิ-ฺ็-๎])[A-Za-z%](?=[ก-ฮเ-ไ])"
    assert evidence.foreign == len(re.findall(foreign, text))


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_leaders_lead_where_the_plain_pattern_says_so(text):
    plain = re.search(r"(?:[.·•]{4,}|…{2,}|(?:\s[.·•…]){4,}|_{6,})\s*\S{0,5}\s*$", text)
    assert bool(LEADERS.search(text)) == bool(plain)


@given(st.text("ก\n ", max_size=20))
def test_a_line_starts_behind_the_last_line_end_before_it(text):
    for position in range(len(text) + 1):
        assert line_start(text, position) == text.rfind("\n", 0, position) + 1
