"""A tree in which everything holds, written once, and a copy for every test that breaks something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from check_support import write_tree


@pytest.fixture(scope="session")
def sound_tree(tmp_path_factory, knowledge) -> Path:
    return write_tree(tmp_path_factory.mktemp("validate"), knowledge)


@pytest.fixture
def tree(sound_tree, tmp_path) -> Path:
    shutil.copytree(sound_tree.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"
