"""Compact forms of weights hold what they were made of."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.compact import ByKind, Rows

FEATURES = st.text(alphabet="กa:|=\x01\n", min_size=1, max_size=6)
NAMES = st.builds("{}{}".format, st.sampled_from(["", "AID|", "FIGHT|"]), FEATURES)


@given(st.dictionaries(FEATURES, st.lists(st.integers(-(2**31), 2**31 - 1), min_size=3, max_size=3)))
def test_rows(given_):
    rows = {feature: tuple(row) for feature, row in given_.items()}
    packed = Rows(Rows.pack(rows))
    assert packed == rows
    assert pickle.loads(pickle.dumps(packed)) == rows
    assert all(feature in packed for feature in rows)
    assert "nothing" not in packed
    assert packed.get("nothing") is None


@given(st.dictionaries(NAMES, st.floats(allow_nan=False)))
def test_weights_by_kind(weights):
    grouped = ByKind.of(weights)
    assert grouped == weights
    assert len(grouped) == len(weights)
    assert pickle.loads(pickle.dumps(grouped)) == weights
    assert ByKind.of(grouped) is grouped
    assert grouped.get("AID|nothing") is None
    with pytest.raises(KeyError):
        grouped["nothing"]


def test_what_a_feature_weighs_for_whom():
    grouped = ByKind.of({"H:w0=ส่ง": 1.0, "AID|H:w0=ส่ง": 0.5, "A:w=a|b": 2.0})
    assert grouped.pairs("H:w0=ส่ง") == [("", 1.0), ("AID", 0.5)]
    assert grouped.pairs("A:w=a|b") == [("", 2.0)]
    assert grouped.pairs("R:x") == []
