"""Models side by side: what each of them says alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.coding.models import HUNDREDTHS, MIN_WORDS, Models
from ruscorpus.linear import LinearModel

NAMES = ["word=ก", "word=ข", "word=ค", "word=ง", "words=ก ข", "first", "code=a.one"]
ROWS = st.dictionaries(st.sampled_from(NAMES), st.tuples(*[st.integers(-100_000, 100_000)] * 3))


@given(ROWS, st.sets(st.sampled_from([*NAMES, "word=จ"])), st.tuples(*[st.floats(-50, 50)] * 3))
def test_all_say_what_each_says_alone(rows, features, biases):
    models = Models(biases, rows)
    found = models.probabilities(features)
    if sum(feature.startswith("word=") for feature in features & rows.keys()) < MIN_WORDS:
        assert found is None
    else:
        weights = [{name: row[place] / HUNDREDTHS for name, row in rows.items()} for place in range(3)]
        alone = map(LinearModel, biases, weights)
        assert found == pytest.approx([model.probability(features) for model in alone], abs=1e-6)
    assert models.probabilities(features) == found


@given(ROWS, st.sets(st.sampled_from([*NAMES, "word=จ"])), st.integers(0, 2))
def test_reasons_are_the_heaviest_features(rows, features, code):
    weighed = sorted((-rows[name][code], name) for name in features if name in rows)
    by_hand = tuple(name for weight, name in weighed[:2] if weight < 0)
    assert Models([0.0] * 3, rows).reasons(code, features, 2) == by_hand
