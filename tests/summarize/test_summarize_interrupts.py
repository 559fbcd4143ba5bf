"""Ctrl-C during ``summarize``: what is done is kept, nothing is left over, and the next run goes on."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from command_runs import fill, finish, wait_for
from command_runs import start as start_command

NEWS = "ข่าวหนึ่ง\n"
start = partial(start_command, command="summarize")


def written(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_in_order(tmp_path, number):
    folder = fill(tmp_path / "in", "fine", "fine", "hang", "fine", rest=NEWS)
    out = tmp_path / "out"
    process = start(folder, out, "--workers", "2")
    first = {f"summaries/00{n}-fine.txt/text.md" for n in (0, 1)}
    wait_for(lambda: out.is_dir() and first <= written(out), process)
    os.kill(process.pid, number)
    status, errors = finish(process)
    assert status == 130, errors
    assert "interrupted; what was finished is kept" in errors
    assert "Traceback" not in errors
    assert first <= written(out)
    assert not [name for name in written(out) if name.startswith(".")]
    (folder / "002-hang.txt").unlink()
    assert finish(start(folder, out))[0] == 0
    assert written(out) == {*first, "summaries/003-fine.txt/text.md", "summaries/index.md"}


def test_two_runs_do_not_share_a_folder_but_a_check_looks_on(tmp_path):
    folder = fill(tmp_path / "in", "hang", rest=NEWS)
    out = tmp_path / "out"
    process = start(folder, out)
    lock = out / ".ruscorpus-lock"
    wait_for(lambda: lock.exists() and lock.read_text(), process)
    status, errors = finish(start(folder, out))
    assert (status, errors.startswith("error[output-locked]")) == (2, True)
    status, errors = finish(start(folder, out, "--check", "--timeout", "1"))
    assert (status, "error[timeout]" in errors) == (1, True)
    os.kill(process.pid, signal.SIGINT)
    assert finish(process)[0] == 130
    assert written(out) == set()
