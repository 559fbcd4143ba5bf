from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_samples import cases

from ruscorpus.report.escape import escape, table
from ruscorpus.report.shorten import LEADING_VOWELS, one_line, shorten
from ruscorpus.report.signs import visible

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = [
    *"\\`*_[]()<>|~#$@&:.-+=!\"'{}^ \n\t0123456789กขa",
    *("<script>", "<!--", "&amp;", "&#60;", "www.a.co", "http://a.co", "[x](javascript:alert(1))", "]:"),
    *(
        "---",
        "===",
        "1.",
        "12)",
        "```",
        "\\|",
        "    ",
        "\u2028",
        "\x85",
        "\x00",
        "\u202e",
        "เกาหลี",
        "ที่",
        "ทํา",
    ),
]
hostile = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
# Where the reports put the text of a document: a heading, list items, a quotation, a paragraph, a table cell.
PLACES = {
    "# {}": {"heading_open", "heading_close"},
    "- {}": {"bullet_list_open", "list_item_open", "list_item_close", "bullet_list_close"},
    "> {}": {"blockquote_open", "blockquote_close"},
    "{}": set(),
    "**ก** {}": set(),
}


def texts(tokens) -> str:
    """The text of all inline tokens; anything but text, breaks and our bold is an error."""
    children = [child for token in tokens if token.type == "inline" for child in token.children]
    assert {child.type for child in children} <= {"text", "strong_open", "strong_close"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize("case", cases("escape"), ids=lambda case: case["text"])
def test_escape_cases(case):
    assert escape(case["text"]) == case["markdown"]


@given(hostile)
def test_escaped_text_renders_to_itself_and_to_nothing_else(text):
    for place, kinds in PLACES.items():
        tokens = MARKDOWN.parse(place.format(escape(text)))
        assert texts(tokens) == place.strip("#->* {}").replace("**", "") + (
            " " if "**" in place and visible(text) else ""
        ) + visible(text)
        assert {token.type for token in tokens} <= kinds | {"inline", "paragraph_open", "paragraph_close"}


@given(st.lists(st.tuples(hostile, hostile), min_size=1))
def test_table_keeps_its_shape(rows):
    tokens = MARKDOWN.parse(table(["ก", "ข"], [tuple(map(escape, row)) for row in rows], numbers=[1]))
    cells = [
        texts([after]) for token, after in itertools.pairwise(tokens) if token.type in ("th_open", "td_open")
    ]
    assert cells == ["ก", "ข", *(visible(cell) for row in rows for cell in row)]


@given(st.text())
def test_visible_text_has_no_control_characters(text):
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in visible(text))


@pytest.mark.parametrize("case", cases("shorten"), ids=lambda case: case["short"])
def test_shorten_cases(case):
    assert shorten(case["text"], case["limit"]) == case["short"]


@given(st.text("กขคงเแโไิีุู่้์ำาะ abc \n"), st.integers(4, 30))
def test_shortened_text_fits_and_keeps_syllables_whole(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit
    line = one_line(text)
    if short != line:
        kept = short.removesuffix("…")
        assert line.startswith(kept)
        following = line[len(kept)]
        cut_before_mark = unicodedata.category(following) == "Mn" or following in "ะาำ"
        whole = following == " " or (not cut_before_mark and kept[-1] not in LEADING_VOWELS)
        # Only a heap of marks without any place to cut may be cut anywhere.
        assert whole or len(kept) >= limit - 1
