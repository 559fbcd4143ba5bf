"""The tutorials do what they say: their commands run, in their order, and leave the files that the text names."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ruscorpus.cli.app import run
from support import CORPUS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted(DOCS.glob("tutorial.*.md")), ids=lambda page: page.name)
def test_the_commands_of_a_tutorial(page, tmp_path, monkeypatch, capsys):
    text = page.read_text(encoding="utf-8")
    shutil.copytree(CORPUS, tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    commands = [
        line.removeprefix("$ ")
        for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    assert len(commands) >= 9
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "ruscorpus"
        assert run(arguments) == 0, f"{command}\n{capsys.readouterr().err}"
    for name in re.findall(r"`((?:results|balancing-tables)/[\w./-]*)`", text):
        assert (tmp_path / name).exists(), name
    shown = re.findall(r"`([\w.-]+\.md)`[^|]*\n\n    (\|.*\|)\n", text)
    assert shown
    for name, row in shown:
        assert row in (tmp_path / "results" / "documents" / name).read_text(encoding="utf-8").splitlines()


def test_both_tutorials_show_the_same_commands():
    english, thai = (
        re.findall(r"^\$ (.*)$", (DOCS / f"tutorial.{language}.md").read_text(encoding="utf-8"), re.MULTILINE)
        for language in ("en", "th")
    )
    assert [command.replace(" --lang en", "") for command in english] == thai
