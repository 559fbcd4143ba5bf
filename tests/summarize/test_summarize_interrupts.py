"""Ctrl-C during ``summarize``: what is done is kept, nothing is left over, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HOSTILE = Path(__file__).parents[1] / "hostile"
# The real command line; only the pipeline is one that finishes, or hangs, at once.
PROGRAM = f"""
import sys
sys.path.insert(0, {str(HOSTILE)!r})
from hostile_pipelines import FakePipeline
from ruscorpus.run import summaries
summaries.standard_pipeline = lambda _: FakePipeline()
summaries.warm_up = lambda *_: None
from ruscorpus.cli.app import main
main()
"""


def start(folder: Path, out: Path, *options: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "summarize", folder, "-o", out, *options],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(process: subprocess.Popen) -> tuple[int, str]:
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.decode()


def fill(folder: Path, *deeds: str) -> Path:
    folder.mkdir()
    for number, deed in enumerate(deeds):
        (folder / f"{number:03}-{deed}.txt").write_text(f"{deed}\nข่าวหนึ่ง\n", encoding="utf-8")
    return folder


def written(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_in_order(tmp_path, number):
    folder = fill(tmp_path / "in", "fine", "fine", "hang", "fine")
    out = tmp_path / "out"
    process = start(folder, out, "--workers", "2")
    first = {f"summaries/00{n}-fine.txt/text.md" for n in (0, 1)}
    while not out.is_dir() or not first <= written(out):
        assert process.poll() is None, process.stderr.read().decode()
        time.sleep(0.01)
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
    folder = fill(tmp_path / "in", "hang")
    out = tmp_path / "out"
    process = start(folder, out)
    lock = out / ".ruscorpus-lock"
    while not lock.exists() or not lock.read_text():
        assert process.poll() is None
        time.sleep(0.01)
    status, errors = finish(start(folder, out))
    assert (status, errors.startswith("error[output-locked]")) == (2, True)
    status, errors = finish(start(folder, out, "--check", "--timeout", "1"))
    assert (status, "error[timeout]" in errors) == (1, True)
    os.kill(process.pid, signal.SIGINT)
    assert finish(process)[0] == 130
    assert written(out) == set()
