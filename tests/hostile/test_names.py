"""File names that try to be something else: on the terminal, in reports, in YAML, as paths."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hostile_inputs import NEWS

from ruscorpus.problems import UsageError
from ruscorpus.run.discover import discover

NAMES = [
    "รายงานประจำปี ๒๕๖๗ ฉบับที่ ๑.txt",
    "เศร้า\u200bศูนย์กว้าง.txt",
    "line\nbreak.txt",
    "carriage\rreturn.txt",
    "tab\there.txt",
    "\x1b[31mred\x1b[2J.txt",
    "\x9b31mc1.txt",
    "bell\x07.txt",
    "[bold red]markup[blue].txt",
    ":smile: emoji.txt",
    "| table | # ``` <script>.txt",
    "- key: [value, {a: *b}] &c !!x.txt",
    "'quotes' and \"quotes\".txt",
    "$(reboot);`reboot`&.txt",
    "-o.txt",
    "--help.txt",
    "~root.txt",
    "%s%n{0}{}.txt",
    "back\\slash.txt",
    "up..\\..\\up.txt",
    "CON.txt",
    "dot.at.end..txt",
    " spaces around .txt",
    "right\u202eto-left.txt",
    "e\u0301 decomposed.txt",
    "é decomposed.txt",
    "ก" * 83 + ".txt",
    "x" * 251 + ".txt",
    "\ufdd0noncharacter.txt",
    "👨‍👩‍👧.txt",
]
RAW_NAMES = [b"tis620-\xa1\xa2.txt", b"\xff\xfe.txt", b"cut-\xe0\xb8.txt"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    base = tmp_path_factory.mktemp("names")
    folder = base / "in"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(NEWS, encoding="utf-8")
    for name in RAW_NAMES:
        (folder / os.fsdecode(name)).write_text(NEWS, encoding="utf-8")
    (folder / "empty\x1b[31m\n[red].txt").write_bytes(b"")
    os.mkfifo(folder / "pipe\x1b[31m.txt")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from ruscorpus.cli.app import main; main()",
            "analyze",
            "in",
            "-o",
            "out",
            "--verbose",
        ],
        cwd=base,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return base / "out", done


def test_every_file_is_read_whatever_it_is_called(run):
    out, done = run
    rows = yaml.safe_load((out / "manifest.yaml").read_text(encoding="utf-8"))["documents"]
    assert done.returncode == 1
    assert sorted(row["status"] for row in rows) == [
        "empty",
        *["ok"] * (len(NAMES) + len(RAW_NAMES)),
        "skipped",
    ]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert len(row["id"].encode()) <= 120
        assert "/" not in row["id"]
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", row["id"])


def test_the_terminal_gets_one_harmless_line_for_each(run):
    _, done = run
    text = done.stderr.decode("utf-8")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    lines = text.splitlines()
    assert sum(line.startswith("ok ") for line in lines) == len(NAMES) + len(RAW_NAMES)
    assert r"ok       in/line\nbreak.txt" in "\n".join(lines)
    assert "[bold red]markup[blue].txt" in text
    assert ":smile: emoji.txt" in text
    assert any(line.startswith(r"error[empty-file]: in/empty\x1b[31m\n[red].txt:") for line in lines)


def test_results_are_sound_files_inside_the_output_folder(run):
    out, _ = run
    assert sorted(p.name for p in out.parent.iterdir()) == ["in", "out"]
    assert sorted(p.name for p in out.iterdir()) == [
        ".ruscorpus-cache.sqlite",
        "codebook.yaml",
        "corpus.md",
        "corpus.yaml",
        "documents",
        "edits",
        "manifest.yaml",
        "raw",
        "structural-realism.weights.json",
        "text",
    ]
    seen = set()
    for path in (out / "documents").glob("*.yaml"):
        document = yaml.safe_load(path.read_bytes())["document"]
        assert path.name == document["id"] + ".yaml"
        seen.add(document["path"])
    assert {f"in/{name}" for name in NAMES} <= seen
    for path in out.rglob("*.md"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", path.read_text(encoding="utf-8")), path
        assert "<script>" not in path.read_text(encoding="utf-8"), path


def test_what_is_no_file_is_skipped_with_a_word(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "itself.txt").symlink_to("itself.txt")
    (tmp_path / "ping.txt").symlink_to("pong.txt")
    (tmp_path / "pong.txt").symlink_to("ping.txt")
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "gone.txt").symlink_to("gone")
    os.mkfifo(tmp_path / "fifo.txt")
    os.mkfifo(tmp_path / ".ruscorpusignore")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        found = {source.id: source.skipped for source in discover([tmp_path])}
    assert found == {
        "a.txt": "",
        "itself.txt": "a link that leads nowhere",
        "ping.txt": "a link that leads nowhere",
        "pong.txt": "a link that leads nowhere",
        "gone.txt": "a link that leads nowhere",
        "up": "links to folders are not followed",
        "zero.txt": "not a regular file",
        "fifo.txt": "not a regular file",
        "socket.txt": "not a regular file",
    }


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_devices_on_the_command_line_are_not_opened(name):
    if not Path(name).exists():
        pytest.skip(f"there is no {name}")
    with pytest.raises(UsageError, match="not a regular file"):
        discover([Path(name)])


@pytest.fixture
def deep(tmp_path):
    """A folder for trees that are too deep for pytest, or Python, to remove."""
    folder = tmp_path / "deep"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)


def test_folders_deeper_than_a_path_may_be_long(deep):
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(deep)
        for _ in range(60):
            Path("d" * 100).mkdir()
            os.chdir("d" * 100)
        found = discover([deep])
    finally:
        os.fchdir(before)
        os.close(before)
    (too_deep,) = [source for source in found if source.skipped]
    assert too_deep.skipped == "the folder cannot be read: File name too long"
    assert len(too_deep.id.encode()) <= 120


def test_a_thousand_folders_in_each_other(deep):
    path = deep
    for _ in range(1_200):
        path = path / "d"
        path.mkdir()
    (path / "b.txt").write_text(NEWS, encoding="utf-8")
    found = discover([deep])
    assert [source.id.split("__")[0] for source in found if not source.skipped] == ["a.txt", "d"]


def test_a_folder_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "secret").mkdir()
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert {source.id: source.skipped for source in discover([tmp_path])} == {
        "a.txt": "",
        "secret": "the folder cannot be read: Permission denied",
    }


def test_a_name_made_to_clash_with_a_hashed_id(tmp_path):
    (tmp_path / "x\n.txt").write_text(NEWS, encoding="utf-8")
    (first,) = discover([tmp_path])
    (tmp_path / first.id).write_text(NEWS, encoding="utf-8")
    (tmp_path / "y.txt").write_text(NEWS, encoding="utf-8")
    found = discover([tmp_path])
    assert len({source.id for source in found}) == len(found) == 3
