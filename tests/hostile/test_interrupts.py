"""Ctrl-C and its relatives, kill -9, two runs at once, a full disk: the tree is old or new, never in between."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from hostile_inputs import NEWS
from hostile_support import Ear, manifest, tree

from command_runs import fill as fill_with
from command_runs import finish, start, wait_for
from ruscorpus.problems import OutputError
from ruscorpus.run import analyze as module
from ruscorpus.run.cache import CACHE
from ruscorpus.run.files import write_text
from ruscorpus.run.lock import LOCK, exclusive


def fill(folder: Path, *deeds: str) -> Path:
    return fill_with(folder, *deeds, rest=NEWS)


def texts(out: Path) -> list[str]:
    return sorted(p.name for p in (out / "text").glob("*")) if (out / "text").is_dir() else []


def group_is_gone(group: int) -> bool:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = path.read_text().rsplit(")", 1)[1].split()[:3]
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_signal_ends_the_run_in_order(tmp_path, number, whole_group):
    folder = fill(tmp_path / "in", "fine", "fine", "hang", "deaf", "fine", "fine")
    out = tmp_path / "out"
    process = start(folder, out, "--workers", "2")
    wait_for(lambda: len(texts(out)) >= 2, process)
    time.sleep(0.1)
    (os.killpg if whole_group else os.kill)(process.pid, number)
    status, errors = finish(process)
    assert status == 130, errors
    assert "interrupted; what was finished is kept" in errors
    assert "Traceback" not in errors
    rows = manifest(out)
    kept = {name for name, row in rows.items() if row["status"] == "ok"}
    assert {name + ".txt" for name in kept} == set(texts(out))
    assert {row["slug"] for name, row in rows.items() if name not in kept} == {"interrupted"}
    assert len(rows) == 6
    assert group_is_gone(process.pid)
    assert not [
        p.name
        for p in out.iterdir()
        if p.name.startswith((".ruscorpus-run", ".ruscorpus-lock", ".ruscorpus-tmp"))
    ]


def test_a_codebook_edited_after_an_interrupt_stays(tmp_path):
    folder = fill(tmp_path / "in", "fine", "hang")
    out = tmp_path / "out"
    process = start(folder, out)
    wait_for(lambda: texts(out), process)
    os.kill(process.pid, signal.SIGINT)
    assert finish(process)[0] == 130
    (folder / "001-hang.txt").unlink()
    written = (out / "codebook.yaml").read_bytes()
    (out / "codebook.yaml").write_bytes(written + b"# mine\n")
    status, errors = finish(start(folder, out))
    assert status == 2
    assert "error[output-foreign]" in errors
    assert (out / "codebook.yaml").read_bytes() == written + b"# mine\n"
    (out / "codebook.yaml").write_bytes(written)
    assert finish(start(folder, out))[0] == 0


def test_an_interrupt_before_the_run_and_one_without_workers(tmp_path):
    folder = fill(tmp_path / "in", "fine", "hang")
    process = start(folder, tmp_path / "out", "--debug")
    wait_for(lambda: len(texts(tmp_path / "out")) >= 1, process)
    os.kill(process.pid, signal.SIGINT)
    assert finish(process)[0] == 130
    assert [row["status"] for row in manifest(tmp_path / "out").values()] == ["ok", "skipped"]


def test_killed_at_random_moments_and_run_again(tmp_path):
    chance = random.Random()
    deeds = [*["fine"] * 12, "raise", "large", "fine", "kill", *["fine"] * 12]
    folder = fill(tmp_path / "in", *deeds)
    assert finish(start(folder, tmp_path / "undisturbed"))[0] == 1
    expected = tree(tmp_path / "undisturbed")
    out = tmp_path / "out"
    caught = 0
    for _ in range(6):
        process = start(folder, out)
        wait_for(
            lambda: any(
                p.name.startswith(".ruscorpus-lock") for p in (out.iterdir() if out.is_dir() else ())
            ),
            process,
        )
        time.sleep(chance.uniform(0, 0.25))
        process.kill()
        caught += finish(process)[0] == -signal.SIGKILL
        for name, data in tree(out).items():
            if not name.startswith(".ruscorpus-"):
                assert data == expected[name], name
    assert finish(start(folder, out))[0] == 1
    assert tree(out) == expected
    assert caught
    deadline = time.monotonic() + 10
    while not group_is_gone(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert group_is_gone(process.pid)


def test_documents_of_a_killed_run_that_are_gone_leave_nothing_behind(tmp_path):
    folder = fill(tmp_path / "in", "fine", "fine", "hang")
    out = tmp_path / "out"
    process = start(folder, out, "--workers", "1")
    wait_for(lambda: len(texts(out)) >= 2, process)
    process.kill()
    finish(process)
    (folder / "001-fine.txt").unlink()
    (folder / "002-hang.txt").unlink()
    assert finish(start(folder, out))[0] == 0
    assert texts(out) == ["000-fine.txt.txt"]
    assert [p.name for p in out.iterdir() if p.name.startswith(".")] == [CACHE]


def test_two_runs_do_not_share_a_folder(tmp_path):
    folder = fill(tmp_path / "in", "hang")
    out = tmp_path / "out"
    first = start(folder, out)
    wait_for(lambda: (out / LOCK).exists() and (out / LOCK).read_text().strip(), first)
    status, errors = finish(start(folder, out))
    assert status == 2
    assert errors.startswith(f"error[output-locked]: {out}: another run (process {first.pid}) is writing")
    os.kill(first.pid, signal.SIGINT)
    assert finish(first)[0] == 130


def test_the_lock_of_a_dead_run_locks_nobody_out(tmp_path):
    (tmp_path / LOCK).write_text("1\n")
    with exclusive(tmp_path), pytest.raises(OutputError, match="output-locked"), exclusive(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
    with exclusive(tmp_path):
        pass


def test_the_lock_follows_no_link(tmp_path):
    (tmp_path / "target").write_text("kept")
    (tmp_path / LOCK).symlink_to(tmp_path / "target")
    with pytest.raises(OutputError, match="output-unwritable"), exclusive(tmp_path):
        pass
    assert (tmp_path / "target").read_text() == "kept"


def test_a_second_interrupt_ends_at_once(deeds):
    from ruscorpus.run.interrupts import Interrupts

    with Interrupts() as interrupts, interrupts.put_off():
        signal.raise_signal(signal.SIGINT)
        assert interrupts.requested
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_run_that_is_stopped_and_continued_blames_no_document(tmp_path, deeds, monkeypatch):
    from ruscorpus.run import supervisor

    monkeypatch.setattr(supervisor, "_STALLED", 0.5)
    slept = []

    def sleep_once():
        if ear.stages and not slept:
            slept.append(time.sleep(2.5))

    ear = Ear(on_tick=sleep_once)
    run = deeds("slow", "slow", "slow", ear=ear, seconds=2.0, workers=3)
    assert slept
    assert set(run.statuses.values()) == {"ok"}


@pytest.mark.parametrize("failing", range(12))
def test_a_disk_that_fills_up_leaves_every_file_old_or_new(deeds, monkeypatch, failing):
    old = deeds("fine", "large")
    before = tree(old.out)
    calls = []
    replace = Path.replace

    def full(self, target):
        calls.append(target)
        if len(calls) > failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OutputError, match="free some space"):
            deeds("fine", "large", language="en")
    broken = tree(old.out)
    new = tree(deeds("fine", "large", language="en").out)
    assert set(new) == set(before)
    for name, data in broken.items():
        if not name.startswith(".ruscorpus-ids"):
            assert data in (before[name], new[name]), name


def test_workers_that_cannot_write_end_the_run_with_a_reason(tmp_path):
    folder = fill(tmp_path / "in", "fine", "large", "fine")
    out = tmp_path / "out"

    def bound():  # more than the weights that lie beside the results, less than the large text
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, 5_000_000))

    status, errors = finish(start(folder, out, preexec_fn=bound))
    assert status == 2
    assert errors.startswith(f"error[output-unwritable]: {out}: cannot be written: File too large")
    assert "Traceback" not in errors
    assert "001-large.txt.txt" not in texts(out)
    assert manifest(out)["001-large.txt"]["slug"] == "interrupted"
    assert finish(start(folder, out))[0] == 0
    assert len(texts(out)) == 3


def test_a_small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("cannot mount a small file system here")
    try:
        folder = fill(tmp_path / "in", "fine", "large", "fine")
        status, errors = finish(start(folder, disk / "out"))
        assert status == 2
        assert "No space left on device" in errors
        assert "free some space" in errors
        names = list(tree(disk / "out"))
        assert not [
            name for name in names if "large" in name or name.startswith((".ruscorpus-run", ".ruscorpus-tmp"))
        ]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_nothing_is_left_of_a_file_that_was_interrupted(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "a.txt", "x")
    assert list(tmp_path.iterdir()) == []


def test_limits_come_from_the_configuration(tmp_path):
    from ruscorpus.knowledge import load_knowledge
    from ruscorpus.problems import ConfigError

    path = tmp_path / "ruscorpus.yaml"
    path.write_text(
        "schema: ruscorpus/config/1\nlimits: {seconds_per_document: 7.5, max_pages: 3}\n", encoding="utf-8"
    )
    limits = load_knowledge(path).limits
    assert (limits.seconds_per_document, limits.max_pages, limits.memory_mb) == (7.5, 3, 1536)
    path.write_text("schema: ruscorpus/config/1\nlimits:\n  memory: 5\n  max_pages: 0\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_knowledge(path)
    assert [str(problem) for problem in error.value.problems] == [
        f"error[config-invalid]: {path}:4:14: limits.max_pages: Input should be greater than or equal to 1",
        f"error[config-invalid]: {path}:3:11: limits.memory: unknown key (did you mean memory_mb?)",
    ]
    assert module.analyze.__kwdefaults__["limits"] is None


def test_the_packaged_limits_are_those_of_the_program(knowledge):
    from ruscorpus.limits import DEFAULT_LIMITS

    assert knowledge.limits == DEFAULT_LIMITS
