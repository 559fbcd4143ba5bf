"""A tree of results with everything that can go wrong in another program's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from export_samples import DOCUMENTS, write_tree

from ruscorpus.export.material import Material
from ruscorpus.report.tree import ResultTree


@pytest.fixture(scope="session")
def out(tmp_path_factory, knowledge) -> Path:
    """Return the folder of the results."""
    folder = tmp_path_factory.mktemp("results")
    write_tree(folder, DOCUMENTS, knowledge)
    return folder


@pytest.fixture
def material(out, knowledge) -> Material:
    return Material(ResultTree(out), knowledge)
