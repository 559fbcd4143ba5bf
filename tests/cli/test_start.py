"""``ruscorpus --help`` stays instant: nothing heavy is imported before a command runs."""

from __future__ import annotations

import os
import subprocess
import sys
from types import ModuleType

import pytest

from ruscorpus.cli import app
from ruscorpus.cli.start import main

HEAVY = {
    "ahocorasick", "asyncio", "ftfy", "html.parser", "json", "multiprocessing", "numpy", "pandas", "pdfminer", "pycrfsuite",
    "pydantic", "pythainlp", "rich", "sqlite3", "unicodedata", "xml", "yaml", "zipfile",
}  # fmt: skip
OURS = {"ruscorpus", "ruscorpus.cli", "ruscorpus.problems"}
"""The only modules of the program, with those of ``ruscorpus.cli``, that help may import."""
CODE = """
import sys
from ruscorpus.cli.app import run
run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["analyze", "--help"], ["repair", "-h"]])
def test_help_imports_nothing_heavy(arguments):
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    modules = done.stderr.split()
    plain = subprocess.run(
        [sys.executable, "-c", "import sys, typer; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    new = set(modules) - set(plain)
    if len(arguments) == 1:  # for the parameters of a command typer itself loads pydantic
        assert not {name for name in new if name in HEAVY or name.split(".")[0] in HEAVY}
    ours = {name for name in new if name.split(".")[0] == "ruscorpus"}
    assert {name for name in ours if not name.startswith("ruscorpus.cli.")} <= OURS


def test_an_interrupted_import_of_the_command_line_is_told_in_a_line(monkeypatch, capsys):
    class Interrupted(ModuleType):
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "ruscorpus.cli.app", Interrupted("ruscorpus.cli.app"))
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code, capsys.readouterr().err) == (130, "interrupted\n")


def test_nothing_is_said_to_be_kept_where_a_command_did_not_end_in_order(monkeypatch, capsys):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "app", interrupted)
    assert (app.run([]), capsys.readouterr().err) == (130, "interrupted\n")


@pytest.mark.parametrize("shell", ["complete_bash", "complete_zsh"])
def test_completion_knows_commands_and_their_options(shell):
    found = {}
    for words in ("ruscorpus ", "ruscorpus analyze --no", "ruscorpus codebook "):
        environment = {
            "_RUSCORPUS_COMPLETE": shell,
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        }
        environment["_TYPER_COMPLETE_ARGS"] = words
        done = subprocess.run(
            [sys.executable, "-c", "from ruscorpus.cli.app import main; main()"],
            capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **environment},
        )  # fmt: skip
        found[words] = done.stdout
    assert "summarize" in found["ruscorpus "]
    assert "--no-cache" in found["ruscorpus analyze --no"]
    assert "check" in found["ruscorpus codebook "]
