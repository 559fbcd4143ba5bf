"""Boosted trees out of evidence, in the form that ``ruscorpus.trees`` asks. Needs lightgbm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lightgbm
import numpy as np

from ruscorpus.config.weights import BoostedTrees
from ruscorpus.trees import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPE = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 10,
    "min_child_samples": 40,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 5.0,
    "use_missing": False,
    "deterministic": True,
    "seed": 1,
    "num_threads": 2,
    "verbose": -1,
}


def grow(
    rows: Sequence[dict[str, float]], right: Sequence[bool], trees: int, **shape: object
) -> BoostedTrees:
    """Return *trees* trees that tell from the numbers in *rows* which of them are *right*."""
    names = sorted(rows[0])
    x = np.round(np.array([[row[name] for name in names] for row in rows]), DIGITS)
    y = np.array(right, dtype=float)
    model = lightgbm.train({**SHAPE, **shape}, lightgbm.Dataset(x, y), trees).dump_model()
    grown = [tuple(_preorder(tree["tree_structure"], names)) for tree in model["tree_info"]]
    return BoostedTrees(bias=0.0, trees=tuple(grown))


def _preorder(node: dict, names: list[str]) -> list:
    """Return a tree as :mod:`ruscorpus.trees` writes it. LightGBM holds the bias in the first one."""
    if "leaf_value" in node:
        return [round(node["leaf_value"], DIGITS)]
    question = names[node["split_feature"]], round(node["threshold"], DIGITS + 1)
    return [question, *_preorder(node["left_child"], names), *_preorder(node["right_child"], names)]
