"""Boosted trees: what they answer, and which do not hold together."""

import math
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.config.weights import BoostedTrees
from ruscorpus.linear import logistic
from ruscorpus.trees import DEEPEST, DIGITS, Trees, up_to

SURE = (("sure", 0.5), ("near", 3.0), -1.0, -2.0, 2.0)
"""Sure: 2; unsure: -1 near by, else -2."""


@pytest.mark.parametrize(
    ("numbers", "margin"),
    [
        ({"sure": 0.9, "near": 0.0}, 2.0),
        ({"sure": 0.5, "near": 3.0}, -1.0),
        ({"sure": 0.1, "near": 3.5}, -2.0),
        ({"sure": 0.50001, "near": 9.0}, -2.0),  # a difference that no machine need agree on
    ],
)
def test_the_answers_of_all_trees_are_added_up(numbers, margin):
    probability = Trees(0.25, [SURE, (0.5,)]).probability(numbers)
    assert probability == pytest.approx(1 / (1 + math.exp(-(margin + 0.75))))


def test_what_a_tree_asks_for_must_be_there():
    with pytest.raises(KeyError, match="near"):
        Trees(0.0, [SURE]).probability({"sure": 0.9})


@pytest.mark.parametrize(
    ("tree", "told"),
    [((("sure", 0.5), 1.0), "ends before"), ((), "ends before"), ((1.0, 2.0), "goes on")],
)
def test_a_tree_that_does_not_hold_together_is_refused(tree, told):
    with pytest.raises(ValueError, match=told):
        Trees(0.0, [tree])
    with pytest.raises(ValueError, match=told):
        BoostedTrees(bias=0.0, trees=(tree,))


def test_a_tree_may_be_deep_but_not_endless():
    def leaning(deep):
        return (*[("sure", 0.5)] * deep, *[1.0] * (deep + 1))

    assert Trees(0.0, [leaning(DEEPEST)]).probability({"sure": 0.1}) == pytest.approx(0.731, abs=0.001)
    with pytest.raises(ValueError, match="in a row"):
        Trees(0.0, [leaning(DEEPEST + 1)])


@given(
    st.one_of(
        st.floats(allow_nan=False, allow_infinity=False),
        st.integers(-90000, 90000).map(lambda n: n / 10000),
        st.integers(-90000, 90000).map(lambda n: (n + 0.5) / 10000),
    )
)
def test_to_ask_with_the_highest_number_is_to_round_before_asking(most):
    highest = up_to(most)
    assert round(highest, DIGITS) <= most
    above = math.nextafter(highest, math.inf)
    assert math.isinf(above) or round(above, DIGITS) > most


def preorder(tree):
    if not isinstance(tree, tuple):
        return [tree]
    question, yes, no = tree
    return [question, *preorder(yes), *preorder(no)]


def answer(tree, numbers):
    while isinstance(tree, tuple):
        (name, most), yes, no = tree
        tree = yes if round(numbers[name], 4) <= most else no
    return tree


NUMBERS = st.floats(-5, 5)
TREES = st.recursive(
    NUMBERS, lambda trees: st.tuples(st.tuples(st.sampled_from("ab"), NUMBERS), trees, trees), max_leaves=12
)


@given(st.lists(TREES, max_size=5), st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS}))
def test_preorder_says_what_the_trees_say(trees, numbers):
    made = Trees(0.0, [preorder(tree) for tree in trees])
    probability = made.probability(numbers)
    with patch("ruscorpus.trees._ON_FOOT", 0):  # as one function, from now on
        assert made.probability(numbers) == probability
    margin = 0.0
    for tree in trees:
        margin += answer(tree, numbers)
    assert probability == logistic(margin)
    assert 0 < probability < 1
