"""Tutorials and how-tos do what they say: their commands run, in order, and leave the files that the text names."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
from pathlib import Path

import pytest

from ruscorpus.cli.app import run
from support import CORPUS

SURE = re.compile(r"\| (\d\.\d\d) \|")
DOCS = Path(__file__).parents[2] / "docs"


def commands_of(text: str) -> list[str]:
    """Return the commands that a page shows, without their prompt."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def copy_of_the_corpus(folder: Path, page: str) -> None:
    """Put a smaller sample corpus into *folder*: what *page* names, and a PDF. The rest would only take time."""
    (folder / "corpus").mkdir()
    for path in CORPUS.iterdir():
        if path.name in page or path.suffix == ".pdf":
            shutil.copy(path, folder / "corpus" / path.name)
    assert len(list((folder / "corpus").iterdir())) > 2


def call(command: str, capsys) -> None:
    program, *arguments = shlex.split(command)
    assert program == "ruscorpus"
    assert run(arguments) == 0, f"{command}\n{capsys.readouterr().err}"


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted(DOCS.glob("tutorial.*.md")), ids=lambda page: page.name)
def test_the_commands_of_a_tutorial(page, tmp_path, monkeypatch, capsys):
    text = page.read_text(encoding="utf-8")
    copy_of_the_corpus(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    commands = commands_of(text)
    assert len(commands) >= 9
    for command in commands:
        call(command, capsys)
    for name in re.findall(r"`((?:results|balancing-tables)/[\w./-]*)`", text):
        assert (tmp_path / name).exists(), name
    shown = re.findall(r"`([\w.-]+\.md)`[^|]*\n\n    (\|.*\|)\n", text)
    assert shown
    for name, row in shown:
        page = (tmp_path / "results" / "documents" / name).read_text(encoding="utf-8")
        (told,) = (line for line in page.splitlines() if SURE.sub("", line) == SURE.sub("", row))
        now, then = (float(SURE.search(line)[1]) for line in (told, row))
        assert now == pytest.approx(then, abs=0.1)  # learning anew moves it a little


def test_both_tutorials_show_the_same_commands():
    english, thai = (
        re.findall(r"^\$ (.*)$", (DOCS / f"tutorial.{language}.md").read_text(encoding="utf-8"), re.MULTILINE)
        for language in ("en", "th")
    )
    assert [command.replace(" --lang en", "") for command in english] == thai


@pytest.mark.slow
def test_the_answers_of_the_howto(tmp_path, monkeypatch, capsys):
    text = (DOCS / "howto.md").read_text(encoding="utf-8")
    copy_of_the_corpus(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    files = re.findall(r"^File `([\w.-]+)`:\n\n```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(files) == text.count("\nFile `")
    for name, content in files:
        (tmp_path / name).write_text(content, encoding="utf-8")
    for command in commands_of(text):
        call(command, capsys)
    for name in re.findall(r"`((?:results|tables)/[\w./-]+)`", text):
        assert (tmp_path / name).exists(), name
    database = sqlite3.connect(tmp_path / "results.sqlite")
    (query,) = re.findall(r"^```sql\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert database.execute(query).fetchall()
