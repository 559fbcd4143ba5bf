"""Coefficients against values from the literature and from other programs, and what must hold of any data."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.agreement.coefficients import (
    COEFFICIENTS,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    mean_f1,
    percent,
)
from ruscorpus.agreement.unitizing import distance, joint_alpha, merged
from ruscorpus.offsets import Span

N = None
FOUR_OBSERVERS = Counter(
    [(1, 1, N, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
     (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (N, 5, 5, 5), (N, N, 1, 1), (N, N, 3, N)]
)  # fmt: skip
"""Krippendorff (2011), example C; in Gwet's *Handbook* and in irrCAC ``cac.raw4raters``."""
TWO_OBSERVERS = Counter(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
"""Krippendorff (2011), example A: binary data."""


def test_four_observers_twelve_units():
    assert percent(FOUR_OBSERVERS) == pytest.approx(0.8181818, abs=1e-7)
    assert krippendorff_alpha(FOUR_OBSERVERS) == pytest.approx(0.743421052631579)
    assert gwet_ac1(FOUR_OBSERVERS) == pytest.approx(0.77544, abs=1e-5)


def test_two_observers_of_binary_data():
    assert krippendorff_alpha(TWO_OBSERVERS) == pytest.approx(0.095, abs=5e-4)


def test_alpha_as_fast_krippendorff_computes_it():
    a = [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3]
    b = [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N]
    c = [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4]
    assert krippendorff_alpha(Counter(zip(a, b, c, strict=True))) == pytest.approx(0.691358, abs=1e-6)


def test_kappa_counts_the_text_that_nobody_coded():
    """1000 characters, 50 coded by both and 75 by each alone: leaving out the other 800 would give -0.6."""
    table = {(True, True): 50, (True, False): 75, (False, True): 75, (False, False): 800}
    assert cohen_kappa(table) == pytest.approx(0.314, abs=5e-4)
    expected = 125 * 125 / 1000 + 875 * 875 / 1000  # as NVivo's manual writes it out
    assert cohen_kappa(table) == pytest.approx((850 - expected) / (1000 - expected))


def test_kappa_of_cohens_paper():
    """Cohen (1960), table 1: agreement .70, expected by chance .41, kappa .492 (three categories)."""
    table = {
        (1, 1): 88, (1, 2): 14, (1, 3): 18, (2, 1): 10, (2, 2): 40, (2, 3): 10, (3, 1): 2, (3, 2): 6, (3, 3): 12,
    }  # fmt: skip
    assert percent(table) == pytest.approx(0.70)
    assert cohen_kappa(table) == pytest.approx(0.492, abs=5e-4)


def test_rare_codes_the_paradox_that_ac1_was_made_for():
    """118 of 125 alike, and kappa near zero; AC1 is not (Gwet 2008)."""
    table = {(True, True): 118, (True, False): 5, (False, True): 2, (False, False): 0}
    assert percent(table) == pytest.approx(0.944)
    assert cohen_kappa(table) == pytest.approx(-0.0234, abs=1e-3)
    assert gwet_ac1(table) == pytest.approx(0.9405, abs=1e-3)


def test_f1_is_that_of_one_against_the_other():
    table = {(True, True): 6, (True, False): 2, (False, True): 1, (False, False): 91}
    precision, recall = 6 / 7, 6 / 8
    assert mean_f1(table) == pytest.approx(2 * precision * recall / (precision + recall))


def test_what_chance_cannot_disagree_on_is_not_defined():
    table = {(True, True): 10}
    assert math.isnan(cohen_kappa(table))
    assert math.isnan(krippendorff_alpha(table))
    assert math.isnan(gwet_ac1(table))
    for coefficient in COEFFICIENTS.values():
        assert math.isnan(coefficient({}))


tables = st.integers(2, 4).flatmap(
    lambda coders: st.dictionaries(
        st.tuples(*[st.booleans()] * coders), st.integers(1, 50), min_size=2, max_size=8
    )
)
names = st.sampled_from(sorted(COEFFICIENTS))


@given(tables, names)
def test_coefficients_stay_in_their_range(table, name):
    value = COEFFICIENTS[name](table)
    assert math.isnan(value) or -1 - 1e-9 <= value <= 1 + 1e-9
    if name in ("percent", "f1") and not math.isnan(value):
        assert value >= 0


@given(tables, names)
def test_the_order_of_coders_makes_no_difference(table, name):
    turned = {values[::-1]: weight for values, weight in table.items()}
    here, there = COEFFICIENTS[name](table), COEFFICIENTS[name](turned)
    assert here == pytest.approx(there, nan_ok=True)


@given(st.integers(1, 99), st.integers(1, 99), st.integers(2, 4), names)
def test_perfect_agreement_is_one(yes, no, coders, name):
    table = {(True,) * coders: yes, (False,) * coders: no}
    assert COEFFICIENTS[name](table) == pytest.approx(1)


@given(tables, names, st.integers(2, 9))
def test_kappa_ac1_and_shares_do_not_hang_on_the_size_of_the_unit(table, name, times):
    if name == "alpha":
        return  # which corrects for small samples
    larger = {values: weight * times for values, weight in table.items()}
    assert COEFFICIENTS[name](table) == pytest.approx(COEFFICIENTS[name](larger), nan_ok=True)


C = [[Span(75, 145), Span(220, 250)], [Span(70, 150), Span(205, 225), Span(250, 270)]]
K = [[Span(30, 90), Span(150, 200)]] * 2
"""Krippendorff (2004), the continuum of 300 units from 150 on, two observers, categories c and k."""


def test_unitizing_alpha_of_krippendorffs_example():
    c, k = distance(C, 300), distance(K, 300)
    assert c.observed == pytest.approx(0.0144, abs=5e-5)
    assert c.expected == pytest.approx(0.0532, abs=5e-5)
    assert c.alpha == pytest.approx(0.7286, abs=5e-5)
    assert k.observed == 0
    assert k.expected == pytest.approx(0.0490, abs=5e-5)
    assert k.alpha == 1
    assert joint_alpha([c, k]) == pytest.approx(0.8591, abs=5e-4)


passages = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=6).map(
    lambda pairs: merged(Span(start, min(100, start + length)) for start, length in pairs)
)


@given(st.lists(passages, min_size=2, max_size=4))
def test_unitizing_alpha_is_the_same_in_any_order_of_coders(coders):
    here, there = distance(coders, 100), distance(coders[::-1], 100)
    assert here.observed == pytest.approx(there.observed)
    assert here.expected == pytest.approx(there.expected)
    assert math.isnan(here.alpha) or here.alpha <= 1


@given(passages.filter(bool), st.integers(2, 4))
def test_who_unitizes_alike_agrees_wholly(own, coders):
    result = distance([own] * coders, 100)
    assert result.observed == 0
    assert math.isnan(result.alpha) or result.alpha == 1


@given(st.lists(passages, min_size=2, max_size=3))
def test_the_sums_are_those_of_the_definition(coders):
    """The quick sums against the formula as Krippendorff writes it: every section of one against every other's."""
    length = 100
    sections = [list(_sections(spans, length)) for spans in coders]
    total = 0
    for i, ones in enumerate(sections):
        for j, others in enumerate(sections):
            if i != j:
                total += sum(_distance(one, other) for one in ones for other in others)
    m = len(coders)
    assert distance(coders, length).observed == pytest.approx(total / (m * (m - 1) * length**2))
    units = [span for own in sections for span, coded in own if coded]
    gaps = [span for own in sections for span, coded in own if not coded]
    inner = 0.0
    for unit in units:
        size = unit.length
        inner += (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        inner += size**2 * sum(gap.length - size + 1 for gap in gaps if gap.length >= size)
    below = m * length * (m * length - 1) - sum(u.length * (u.length - 1) for u in units)
    expected = 2 / length * inner / below if below else 0
    assert distance(coders, length).expected == pytest.approx(expected)


def _sections(spans, length):
    position = 0
    for span in spans:
        if span.start > position:
            yield Span(position, span.start), False
        yield span, True
        position = span.end
    if position < length:
        yield Span(position, length), False


def _distance(one, other):
    (a, coded), (b, too) = one, other
    if coded and too and a.overlaps(b):
        return (a.start - b.start) ** 2 + (a.end - b.end) ** 2
    if coded and not too and b.contains(a):
        return a.length**2
    if too and not coded and a.contains(b):
        return b.length**2
    return 0
