"""A system without what only POSIX has, as Windows: fork, locks of files, rights of files, limits of memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ruscorpus.cli.app import run

TEXT = "ปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"
WITHOUT = """
import os, signal, sys, types
import multiprocessing, sqlite3, subprocess, tempfile  # the library that comes with Python may have it all
for name in ("fork", "fchmod", "sched_getaffinity", "pread", "O_NONBLOCK", "O_CLOEXEC", "O_NOFOLLOW"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGKILL"):
    if hasattr(signal, name):
        delattr(signal, name)
for name in ("fcntl", "resource", "termios"):
    sys.modules[name] = None
from ruscorpus.run import confine, lock
confine.sys = lock.sys = types.SimpleNamespace(platform="win32")
from ruscorpus.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


def test_the_results_are_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    Path("texts", "หนึ่ง.txt").write_text(TEXT, encoding="utf-8")
    Path("texts", "สอง.txt").write_bytes(b"%PDF-1.7 broken")
    assert run(["analyze", "texts", "-o", "here", "--quiet"]) == 1
    for again in (False, True):  # the second time over what the first one wrote
        call = [sys.executable, "-c", WITHOUT, "analyze", "texts", "-o", "there", "--quiet"]
        done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 1, (again, done.stderr)
        assert "error[broken-pdf]" in done.stderr
        assert files("there") == files("here")


def files(folder: str) -> dict[str, bytes]:
    own = ("manifest.yaml", ".ruscorpus-cache.sqlite")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name not in own
    }
