"""Odd files through the whole program: each gets a status and a reason, and no other document notices."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hostile_inputs import HEAVY, LONG_RUNS, NEWS, ODD
from hostile_support import manifest

STATUSES = {"ok", "partial", "empty", "encrypted", "unreadable", "timeout", "memory"}


def analyze(folder: Path, out: Path, *options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from ruscorpus.cli.app import main; main()",
            "analyze",
            folder,
            "-o",
            out,
            *map(str, options),
        ],
        capture_output=True,
        timeout=240,
        check=False,
    )


def make(folder: Path, files) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content())
    for number in (1, 2):
        (folder / f"news-{number}.txt").write_text(NEWS, encoding="utf-8")


def check(done, out: Path, names) -> dict:
    errors = done.stderr.decode()
    assert done.returncode == 1, errors
    assert "Traceback" not in errors
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", errors)
    rows = manifest(out)
    assert set(rows) == {*names, "news-1.txt", "news-2.txt"}
    for name, row in rows.items():
        assert row["status"] in STATUSES, row
        assert row["status"] == "ok" or (row["slug"] and row["message"]), row
        assert len(row["message"]) <= 400, row
        made = [
            p
            for p in (out / "documents", out / "text", out / "raw", out / "edits")
            if list(p.glob(f"{glob(name)}.*"))
        ]
        assert len(made) == (4 if row["status"] in ("ok", "partial") else 0), name
    assert rows["news-1.txt"]["status"] == rows["news-2.txt"]["status"] == "ok"
    assert max(len(line) for line in errors.splitlines()) < 1_000
    if log := os.environ.get("RUSCORPUS_ODD_INPUTS"):  # for whoever wants to see how each ended
        with Path(log).open("a", encoding="utf-8") as file:
            for name, row in rows.items():
                file.write(f"{row['status']}\t{row['seconds']}\t{name}\t{row['slug']}\t{row['message']}\n")
    return rows


def glob(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def test_odd_files_end_well_or_with_a_reason(tmp_path):
    make(tmp_path / "in", ODD)
    done = analyze(tmp_path / "in", tmp_path / "out", "--timeout", 30, "--memory", 1024)
    rows = check(done, tmp_path / "out", ODD)
    assert Counter(row["status"] for row in rows.values())["timeout"] == 0
    assert {rows[f"run-of-{name}.txt"]["status"] for name in LONG_RUNS} == {"ok"}
    assert rows["empty.txt"]["slug"] == "empty-file"
    assert rows["encrypted.pdf"]["status"] == "encrypted"
    assert rows["no-pages.pdf"]["status"] in ("empty", "unreadable")
    assert rows["sound.pdf"]["status"] == rows["text.pdf"]["status"] == "ok"
    texts = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out" / "text").iterdir())
    assert "root:" not in texts


@pytest.mark.slow
def test_files_that_want_all_time_or_memory_get_neither(tmp_path):
    make(tmp_path / "in", HEAVY)
    done = analyze(tmp_path / "in", tmp_path / "out", "--timeout", 2, "--memory", 512)
    rows = check(done, tmp_path / "out", HEAVY)
    assert max(row["seconds"] for row in rows.values()) < 6


def test_thousands_of_files(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1_000):
        (folder / f"{number:04}.txt").write_bytes(b"" if number % 2 else "ไทย\n".encode())
    done = analyze(folder, tmp_path / "out", "--quiet")
    assert done.returncode == 1
    rows = manifest(tmp_path / "out")
    assert Counter(row["status"] for row in rows.values()) == {"ok": 500, "empty": 500}
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 1_000
