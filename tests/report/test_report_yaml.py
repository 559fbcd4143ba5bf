from __future__ import annotations

import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus import yamlio
from ruscorpus.model import Evidence
from ruscorpus.offsets import Span
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.document_yaml import ONE_LINE, document_yaml
from ruscorpus.report.manifest import ManifestRow, RunInfo, manifest_yaml
from ruscorpus.report.rows import (
    CodingRow,
    EntityRow,
    EventRow,
    Header,
    RegionRow,
    RepairSummary,
    SectionRow,
)
from ruscorpus.report.yaml import Items, Pairs, to_yaml, yaml_pieces
from ruscorpus.report.yaml import plain as in_memory

PIECES = [
    *(
        "- ",
        "# ",
        ": ",
        "? ",
        "| ",
        "> ",
        "%",
        "@",
        "`",
        "&a",
        "*a",
        "!t",
        "'",
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "null",
        "~",
        "yes",
        "No",
        "1_000",
        "0x1F",
        "1e5",
        "2024-06-19",
        "12:30:45",
        "4.1.2",
        ".5",
        "<<",
        "=",
        ",",
        " ",
    ),
    *(
        "\n",
        "\r",
        "\t",
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\u202e",
        "\ufffe",
    ),
    *("\U0001f600", "\U0001fffe", "ทดสอบ", "\u200b", "---", "...", "\xad"),
]
strings = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), strings)
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(strings.filter(lambda s: len(s) < 100), inner)
    ),
    max_leaves=12,
)
mappings = st.dictionaries(st.sampled_from(["a", "b", "rows", "yes", "1", "ก"]), plain, min_size=1)
LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]


@pytest.mark.parametrize("loader", LOADERS)
@given(data=mappings)
def test_any_data_comes_back(loader, data):
    for one_line in ((), ("rows", "a")):
        assert yaml.load(to_yaml(data, one_line), Loader=loader) == data


@given(strings)
def test_a_string_stays_on_its_line(text):
    assert len(to_yaml({"a": text}).splitlines()) == 1


@pytest.mark.parametrize("loader", LOADERS)
def test_lone_surrogates_become_visible_escapes(loader):
    written = to_yaml({"path": "a\udc80b"})
    written.encode("utf-8")
    assert yaml.load(written, Loader=loader) == {"path": "a\\udc80b"}


def test_what_is_not_a_number_comes_back():
    assert math.isnan(yaml.safe_load(to_yaml({"a": math.nan}))["a"])


def test_only_plain_data_is_written():
    with pytest.raises(TypeError, match="not plain data: set"):
        to_yaml({"a": {1}})


def test_dates_numbers_and_versions_are_quoted_words_are_not():
    assert to_yaml(
        {"date": "2024-06-19", "number": "4.1.2", "id": "RUS", "answer": "no", "span": [3, 9]}
    ) == ('date: "2024-06-19"\nnumber: "4.1.2"\nid: RUS\nanswer: "no"\nspan: [3, 9]\n')


def test_documents_come_back_and_match_golden_files(documents, golden):
    for number, document in enumerate(documents, 1):
        analysis = Analysis.of(document)
        written = document_yaml(analysis)
        golden(f"document-{number}.yaml", written)
        assert yamlio.parse(written, "x.yaml").data == analysis.to_data()
        assert Analysis.from_data(yaml.safe_load(written)) == analysis


spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(*ends))
places = st.builds(Evidence, strings, spans, spans, st.none() | st.integers(1, 9), st.integers(1, 99))
names = st.lists(strings, max_size=3).map(tuple)
reals = st.floats(allow_nan=False)


@given(
    analysis=st.builds(
        Analysis,
        st.builds(Header, *[strings] * 7, st.integers(0), st.integers(0), names),
        st.builds(RepairSummary, st.integers(0), st.just((("rule", 1),)), st.integers(0)),
        st.lists(st.builds(SectionRow, strings, strings, st.integers(1, 9), spans), max_size=2).map(tuple),
        st.lists(st.builds(RegionRow, strings, spans), max_size=2).map(tuple),
        st.lists(st.builds(EntityRow, strings, strings, places, reals), max_size=2).map(tuple),
        st.lists(
            st.builds(
                EventRow, strings, strings, names, names, strings, strings, st.none() | reals, names, places,
                strings, reals, strings,
            ),
            max_size=2,
        ).map(tuple),
        st.lists(
            st.builds(CodingRow, strings, places, names, strings, names, strings, reals), max_size=2
        ).map(tuple),
    )
)  # fmt: skip
def test_what_is_written_straight_from_the_rows_is_what_their_data_would_be(analysis):
    assert document_yaml(analysis) == to_yaml(analysis.to_data(), ONE_LINE)


ROWS = [
    ManifestRow("b.txt", "b.txt", "1" * 64, "ok", seconds=0.123456),
    ManifestRow("a\n[31m.pdf", "x/a\x1b[31m.pdf", "", "encrypted", "pdf-encrypted", "ต้องใช้รหัสผ่าน: ไม่มี # x"),
    ManifestRow("c\udce0.txt", "- [x]: {y}\u2028", "", "unreadable", "encoding", "null"),
]


def test_manifest_matches_golden_file_whatever_the_order(golden):
    run = RunInfo("0.1.0", "2025-11-20T12:00:00Z", "a" * 64, "0" * 64)
    written = "".join(manifest_yaml(run, ROWS))
    golden("manifest.yaml", written)
    assert written == "".join(manifest_yaml(run, reversed(ROWS)))
    data = yaml.safe_load(written)
    assert data["run"]["codebook"] == "0" * 64
    assert [row["id"] for row in data["documents"]] == ["a\n[31m.pdf", "b.txt", "c\\udce0.txt"]
    assert ManifestRow.from_data(data["documents"][0]) == ROWS[1]
    assert data["documents"][1]["seconds"] == 0.123


KEYS = st.sampled_from(["a", "b", "rows", "yes", "1", "ก"])


@given(st.dictionaries(KEYS, st.lists(mappings, max_size=3) | st.dictionaries(KEYS, plain)))
def test_what_is_written_piece_by_piece_is_the_same(data):
    for one_line in ((), tuple(data)):
        lazy = {
            key: Items(iter(value)) if isinstance(value, list) else Pairs(iter(value.items()))
            for key, value in data.items()
        }
        assert "".join(yaml_pieces(lazy, one_line)) == to_yaml(data, one_line)


def test_what_is_left_to_be_read_comes_out_as_plain_data():
    lazy = {"a": Items(iter([{"b": Pairs(iter([("c", [1])]))}])), "d": 2}
    assert in_memory(lazy) == {"a": [{"b": {"c": [1]}}], "d": 2}
