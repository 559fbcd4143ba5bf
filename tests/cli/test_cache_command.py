"""``ruscorpus cache clear`` says what it did, and where it could not, what helps."""

from __future__ import annotations

import os

from ruscorpus.cli.app import run
from ruscorpus.run.cache import CACHE
from ruscorpus.run.lock import exclusive


def test_a_folder_of_the_name_is_no_cache_and_stays(tmp_path, capsys):
    (tmp_path / CACHE).mkdir()
    assert run(["cache", "clear", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "cannot be removed: is a folder, not a file (remove it by hand" in told
    assert "cleared" not in told
    assert (tmp_path / CACHE).is_dir()


def test_where_nothing_may_be_written_the_hint_names_no_option_that_is_not_there(
    tmp_path, capsys, monkeypatch
):
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        assert run(["cache", "clear", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "Permission denied (you need the right to write into this folder)" in told
    assert " -o" not in told


def test_during_a_run_one_waits(tmp_path, capsys):
    with exclusive(tmp_path):
        assert run(["cache", "clear", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "(wait until it is done)" in told
