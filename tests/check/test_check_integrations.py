"""What other services run: the hooks, the script of the action, the snippets in the documentation, make."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from check_support import put

from ruscorpus.cli.app import COMMANDS
from ruscorpus.cli.lazy import load

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
SNIPPETS = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
TEXT = "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


def options_of(command: str) -> set[str]:
    first, *others = command.split()
    group = load(first, COMMANDS[first])
    for name in others:
        group = group.commands[name]
    return {option for parameter in group.params for option in parameter.opts}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_call_commands_that_there_are(hook):
    command = hook["entry"].removeprefix("ruscorpus ")
    assert {arg for arg in hook.get("args", []) if arg.startswith("-")} <= options_of(command)
    assert hook["language"] == "python"


def test_the_guide_uses_hooks_inputs_and_options_that_there_are():
    pre_commit, github, gitlab = SNIPPETS
    ids = {hook["id"]: hook for hook in HOOKS}
    for hook in pre_commit["repos"][0]["hooks"]:
        command = ids[hook["id"]]["entry"].removeprefix("ruscorpus ")
        assert {arg for arg in hook.get("args", []) if arg.startswith("-")} <= options_of(command)
    steps = github["jobs"]["validate"]["steps"]
    assert set(steps[1]["with"]) <= set(ACTION["inputs"])
    for line in gitlab["codings"]["script"][1:]:
        words = line.split()
        assert {word for word in words if word.startswith("-")} <= options_of(words[1])


def test_no_input_of_the_action_is_put_into_its_scripts():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    used = re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert set(used) == set(ACTION["inputs"])


@pytest.fixture
def repository(tmp_path):
    put(tmp_path / "texts" / "ข่าว; touch owned.txt", TEXT)
    put(
        tmp_path / "quick.yaml",
        "schema: ruscorpus/config/1\nvalidate:\n  severity: {codebook-example: off, frame-example: off}\n",
    )
    binaries = tmp_path / "bin"
    put(
        binaries / "ruscorpus",
        f'#!/bin/sh\nexec "{sys.executable}" -c "from ruscorpus.cli.app import main; main()" "$@"\n',
    )
    (binaries / "ruscorpus").chmod(0o755)
    return tmp_path


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
def test_the_script_of_the_action(repository):
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Analyse and check")

    def act(**inputs: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "TEXTS": "texts", "OUT": "out", "CONFIG": "quick.yaml", "CODEBOOK": "", "BASELINE": "", "GOLD": "",
            "FAIL_ON": "error", "SARIF": "",
        } | inputs  # fmt: skip
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=repository,
            env={**os.environ, "PATH": f"{repository / 'bin'}:{os.environ['PATH']}", **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    fresh = act(SARIF="report.sarif")
    assert fresh.returncode == 0, fresh.stderr
    assert (repository / "report.sarif").is_file()
    assert not (repository / "owned.txt").exists()
    assert act(FAIL_ON="error; touch owned.txt", BASELINE="$(touch owned.txt)").returncode == 2
    assert not (repository / "owned.txt").exists()
    put(repository / "gold" / "annotations" / "codes.jsonl", "")
    found = act(GOLD="gold")
    assert found.returncode == 1
    assert found.stdout.startswith("::error file=gold,title=gold-foreign::none of its documents")


def test_make_validate_uses_files_that_there_are():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for path in re.findall(r"bench/[a-z/.]+", re.search(r"^VALIDATION := (.*)$", makefile, re.MULTILINE)[1]):
        assert (ROOT / path).exists(), path
    assert "make validate" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
