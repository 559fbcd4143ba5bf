"""Tables of a run that is interrupted hold what is done; those of a run that is killed are as they were."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing

from hostile_inputs import NEWS
from hostile_support import manifest

from command_runs import fill, finish, start, wait_for
from ruscorpus.report.database import DATABASE


def documents(out):
    with closing(sqlite3.connect(out / DATABASE)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return {id_ for (id_,) in database.execute("SELECT id FROM documents")}


def test_what_is_done_when_a_signal_comes_is_kept(tmp_path):
    folder = fill(tmp_path / "in", "fine", "fine", "hang", "fine", rest=NEWS)
    out = tmp_path / "out"
    process = start(folder, out, "--format", "sqlite", "--workers", "2", "--verbose", "--no-cache")
    wait_for(lambda: any(out.glob(f".ruscorpus-run-*/{DATABASE}")), process)
    time.sleep(1.5)
    os.kill(process.pid, signal.SIGINT)
    status, errors = finish(process)
    assert status == 130, errors
    rows = manifest(out)
    kept = {name for name, row in rows.items() if row["status"] == "ok"}
    assert documents(out) == kept
    assert {row["slug"] for name, row in rows.items() if name not in kept} == {"interrupted"}
    assert not list(out.glob(".ruscorpus-run-*"))


def test_a_killed_run_leaves_the_tables_of_the_one_before(tmp_path):
    folder = fill(tmp_path / "in", "fine", "fine", rest=NEWS)
    out = tmp_path / "out"
    assert finish(start(folder, out, "--format", "sqlite"))[0] == 0
    before = {path.name: path.read_bytes() for path in out.glob("[a-z]*")}
    assert documents(out) == {"000-fine.txt", "001-fine.txt"}
    (folder / "002-hang.txt").write_text("hang\n", encoding="utf-8")
    process = start(folder, out, "--format", "sqlite")
    wait_for(lambda: any(out.glob(f".ruscorpus-run-*/{DATABASE}")), process)
    time.sleep(0.3)
    process.kill()
    finish(process)
    assert {path.name: path.read_bytes() for path in out.glob("[a-z]*")} == before
    (folder / "002-hang.txt").unlink()
    assert finish(start(folder, out, "--format", "sqlite"))[0] == 0
    assert documents(out) == {"000-fine.txt", "001-fine.txt"}
    assert not list(out.glob(".ruscorpus-run-*"))
