"""A document that brings its process down costs itself and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal

import pytest
from hostile_support import Ear, tree


@pytest.mark.parametrize(
    ("deed", "status", "slug", "said"),
    [
        ("segfault", "crash", "worker-lost", "signal 11 (SIGSEGV)"),
        ("abort", "crash", "worker-lost", "signal 6 (SIGABRT)"),
        ("kill", "crash", "worker-lost", "signal 9 (SIGKILL)"),
        ("exit-0", "crash", "worker-lost", "ended itself with status 0"),
        ("exit-7", "crash", "worker-lost", "ended itself with status 7"),
        ("close", "crash", "worker-lost", "ended itself"),
        ("sys-exit", "crash", "crash", "SystemExit: 5"),
        ("raise", "crash", "crash", "ValueError: \\x1b[31m[bold]ก"),
        ("recurse", "crash", "crash", "RecursionError"),
        ("surrogate", "crash", "crash", "UnicodeEncodeError"),
        ("hang", "timeout", "timeout", "not finished after 1 seconds"),
        ("spin", "timeout", "timeout", "not finished after 1 seconds"),
        ("deaf", "timeout", "timeout", "not finished after 1 seconds"),
        ("stop", "timeout", "timeout", "not finished after 1 seconds"),
    ],
)
def test_what_a_document_does_to_its_process_stays_its_own_affair(deeds, deed, status, slug, said):
    run = deeds("fine", deed, "fine", "fine", "fine", seconds=1.0 if status == "timeout" else 20.0)
    row = run.rows.pop(f"001-{deed}.txt")
    assert (row["status"], row["slug"]) == (status, slug)
    assert said in row["message"]
    assert len(row["message"]) <= 400
    assert len(row["sha256"]) == 64
    assert set(run.statuses.values()) == {"ok"}
    assert (run.summary.documents, run.summary.findings) == (5, 1)
    assert not any(deed in name for name in tree(run.out))


@pytest.mark.parametrize("deed", ["eat", "nibble", "one-bite", "other-error", "eat-and-crash"])
def test_a_document_that_wants_too_much_memory_is_refused_it(deeds, deed):
    run = deeds("fine", deed, "fine", "fine", memory_mb=320)
    assert run.statuses == {
        "000-fine.txt": "ok",
        f"001-{deed}.txt": "memory",
        "002-fine.txt": "ok",
        "003-fine.txt": "ok",
    }
    assert "320 MiB" in run.rows[f"001-{deed}.txt"]["message"]


def test_every_document_may_be_lost(deeds):
    run = deeds(*["kill"] * 12, workers=3)
    assert set(run.statuses.values()) == {"crash"}
    assert run.summary.findings == 12


def test_one_killed_worker_costs_one_document_of_many(deeds):
    run = deeds(*["fine"] * 20, "kill", *["fine"] * 20, workers=4)
    assert [name for name, status in run.statuses.items() if status != "ok"] == ["020-kill.txt"]


def test_idle_workers_that_are_killed_cost_nothing(deeds):
    killed = []

    def kill_once():
        for process in multiprocessing.active_children():
            if len(killed) < 3 and process.pid not in killed and len(ear.finished_ids) >= len(killed):
                os.kill(process.pid, signal.SIGKILL)
                killed.append(process.pid)

    ear = Ear(on_tick=kill_once)
    run = deeds(*["slow"] * 6, ear=ear, workers=2)
    lost = [row for row in run.rows.values() if row["status"] != "ok"]
    assert len(killed) == 3
    assert len(lost) <= 3
    assert all(row["slug"] == "worker-lost" for row in lost)
    assert run.summary.documents == 6


@pytest.mark.parametrize("deed", ["shout", "leave-a-child", "read-input", "terminate"])
def test_what_libraries_print_or_start_does_not_reach_us(deeds, deed, capfd):
    run = deeds(deed, "fine")
    assert set(run.statuses.values()) == {"ok"}
    assert capfd.readouterr() == ("", "")


def test_results_larger_than_any_pipe_come_back(deeds):
    run = deeds("large", "large", "large")
    assert set(run.statuses.values()) == {"ok"}
    assert (run.out / "text" / "001-large.txt.txt").read_text(encoding="utf-8") == "ก" * 3_000_000


def test_the_number_of_workers_changes_nothing(deeds):
    names = ("slow", "fine", "kill", "raise", "fine", "slow", "segfault", "fine", "one-bite", "fine")
    runs = [deeds(*names, out=f"out{n}", workers=n, memory_mb=320) for n in (1, 2, 7, 200)]
    trees = [tree(run.out) for run in runs]
    assert trees[0] == trees[1] == trees[2] == trees[3]
    ids = sorted(runs[0].rows)
    for run in runs:
        assert run.ear.done_ids == ids
        assert sorted(run.ear.finished_ids) == ids


def test_outcomes_are_told_in_order_however_they_come(deeds):
    run = deeds("slow", "slow", *["fine"] * 10, workers=6)
    assert run.ear.done_ids == sorted(run.ear.done_ids)
    assert run.ear.finished_ids != run.ear.done_ids


def test_a_document_that_fails_takes_its_earlier_results_with_it(deeds):
    deeds("fine", "fine")
    assert "text/001-fine.txt.txt" in tree(deeds("fine", "fine").out)
    run = deeds("fine", "kill")
    assert not any(name.split("/")[-1].startswith("001-") for name in tree(run.out))


def test_no_process_is_left_behind(deeds):
    deeds("fine", "hang", "deaf", "fine", seconds=1.0)
    assert multiprocessing.active_children() == []


def test_the_program_itself_stays_small(deeds):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = deeds(*["large"] * 20, "eat", "one-bite", memory_mb=320)
    assert run.statuses["020-eat.txt"] == "memory"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024, f"{grown} KiB"


def test_debug_works_in_this_process_and_lets_faults_through(deeds):
    assert deeds("fine", "fine", debug=True).statuses == {"000-fine.txt": "ok", "001-fine.txt": "ok"}
    with pytest.raises(ValueError, match="bold"):
        deeds("fine", "raise", "fine", debug=True)


def test_without_limits_documents_are_isolated_all_the_same(deeds):
    run = deeds("segfault", seconds=0, memory_mb=0, workers=0)
    assert run.statuses == {"000-segfault.txt": "crash"}
