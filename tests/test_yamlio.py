"""Configuration files: clear errors with file, line and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus import yamlio
from ruscorpus.config.actors import ActorFile
from ruscorpus.problems import ConfigError, printable

HEAD = "schema: ruscorpus/actors/1\nactors:\n"


@pytest.mark.parametrize(
    ("text", "slug", "line", "column"),
    [
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 2, 2),
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3, 1),
        ("a: &x [1]\nb: *x\n", "yaml-alias", 1, 4),
        ("? [1, 2]\n: 3\n", "yaml-key", 1, 3),
        ("a: !!python/object:os.system 1\n", "yaml-syntax", 1, 4),
        ("[" * 200 + "]" * 200, "yaml-depth", 1, 62),
    ],
)
def test_broken_yaml_is_refused_with_its_place(text, slug, line, column):
    with pytest.raises(ConfigError) as error:
        yamlio.parse(text, "book.yaml")
    problem = error.value.problems[0]
    assert (problem.slug, problem.line, problem.column) == (slug, line, column)
    assert str(problem).startswith(f"error[{slug}]: book.yaml:{line}:{column}: ")


def test_words_that_yaml_11_takes_for_booleans_and_dates_stay_text():
    data = yamlio.parse("on: [no, yes, 2024-06-19, true, 12]", "x").data
    assert data == {"on": ["no", "yes", "2024-06-19", True, 12]}


def test_every_fault_of_a_file_is_told_at_its_place():
    text = (
        HEAD
        + "  - {id: RUS, type: COUNTRY, th: รัสเซีย, en: Russia, wrong: 1}\n  - {id: x, type: COUNTRY, th: ก, en: K}\n"
    )
    with pytest.raises(ConfigError) as error:
        yamlio.validate(ActorFile, yamlio.parse(text, "a.yaml"), "a.yaml")
    first, second = error.value.problems
    assert (first.message, first.line) == ("actors.0.wrong: unknown key", 3)
    assert "COUNTRY has a three-letter" in second.message
    assert second.line == 4


def test_a_missing_file_and_one_in_another_encoding(tmp_path):
    with pytest.raises(ConfigError, match="config-unreadable"):
        yamlio.read(tmp_path / "none.yaml")
    (tmp_path / "thai.yaml").write_bytes("ก: ข".encode("cp874"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        yamlio.read(tmp_path / "thai.yaml")


def test_an_empty_file_says_what_is_missing():
    with pytest.raises(ConfigError, match=r"keys with values|is missing"):
        yamlio.validate(ActorFile, yamlio.parse("", "a.yaml"), "a.yaml")


def test_messages_cannot_carry_control_characters():
    assert printable("a\x1b[31m\nb\u202e") == "a\\x1b[31m\\nb\\u202e"
    assert len(printable("ก" * 900)) == 200


SCALARS = st.one_of(
    st.text("กข aA1:#-'\"\n.~", max_size=8),
    st.integers(-99, 9999),
    st.booleans(),
    st.none(),
    st.just("2024-06-19"),
)


@given(
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.text("กab:", min_size=1, max_size=4), inner, max_size=4),
        ),
        max_leaves=20,
    )
)
def test_the_quick_way_reads_what_the_careful_one_reads(data):
    text = yamlio.dump(data)
    assert yamlio.parse(text, "x").data == yamlio._parse_in_full(text, "x").data == data


@pytest.mark.parametrize("text", ["a: !!str 12\n", "a: 1\n---\nb: 2\n", "? {a: 1}\n: 2\n"])
def test_what_the_quick_way_leaves_out_is_read_with_care(text):
    with pytest.raises((yamlio._UnusualError, ConfigError)):
        yamlio._plain_data(text)
