"""ROUGE of the bench: by hand, and against the package ``rouge-score`` where it is installed."""

from __future__ import annotations

import pytest
from bench.rouge import rouge, rouge_l, rouge_n
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=12)


def test_by_hand():
    summary, reference = "the cat sat on the mat".split(), "the cat on a mat".split()
    assert rouge_n(summary, reference, 1) == pytest.approx(2 * 4 / 11)  # the, cat, on, mat
    assert rouge_n(summary, reference, 2) == pytest.approx(2 * 1 / 9)  # "the cat"
    assert rouge_l(summary, reference) == pytest.approx(2 * 4 / 11)
    assert rouge([], reference) == (0.0, 0.0, 0.0)
    assert rouge(reference, reference) == (1.0, 1.0, 1.0)


@given(WORDS, WORDS)
def test_as_the_package_counts(summary, reference):
    scorer = pytest.importorskip("rouge_score.rouge_scorer")

    class Split:
        def tokenize(self, text):
            return text.split()

    rouges = scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=Split())
    theirs = rouges.score(" ".join(reference), " ".join(summary))
    ours = rouge(summary, reference)
    assert ours == pytest.approx([theirs[name].fmeasure for name in ("rouge1", "rouge2", "rougeL")])
