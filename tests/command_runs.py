"""Runs of the real command line in a process of their own, to be interrupted and killed."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from ruscorpus.knowledge import load_knowledge

HOSTILE = Path(__file__).parent / "hostile"
# Only the pipeline is not the real one: it finishes, or hangs, at once. The packaged knowledge comes as it was
# loaded here, for reading it takes longer than all the rest.
PROGRAM = f"""
import pickle
import sys
sys.path.insert(0, {str(HOSTILE)!r})
import ruscorpus.knowledge
from hostile_pipelines import FakePipeline
def load_knowledge(config=None, codebook=None):
    assert config is codebook is None
    with open({{knowledge!r}}, "rb") as file:
        return pickle.load(file)
ruscorpus.knowledge.load_knowledge = load_knowledge
from ruscorpus.run import {{module}} as run
run.standard_pipeline = lambda _: FakePipeline()
run.warm_up = lambda *_: None
from ruscorpus.cli.app import main
main()
"""
MODULES = {"analyze": "analyze", "summarize": "summaries"}


@cache
def _kept() -> Any:
    """Return a file with the packaged knowledge, which goes with this process."""
    file = tempfile.NamedTemporaryFile(suffix=".pickle")  # noqa: SIM115 - kept open until the end
    file.write(pickle.dumps(load_knowledge()))
    file.flush()
    return file


def start(
    folder: Path, out: Path, *options: str, command: str = "analyze", **more: Any
) -> subprocess.Popen[bytes]:
    """Start *command* on *folder*, as the leader of a group of its own."""
    program = PROGRAM.format(module=MODULES[command], knowledge=_kept().name)
    return subprocess.Popen(
        [sys.executable, "-c", program, command, folder, "-o", out, *options],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        **more,
    )


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for the end of a run; return its status and its messages."""
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.decode()


def fill(folder: Path, *deeds: str, rest: str) -> Path:
    """Make *folder* with a text for each of the *deeds* that the pipeline does on reading it."""
    folder.mkdir()
    for number, deed in enumerate(deeds):
        (folder / f"{number:03}-{deed}.txt").write_text(f"{deed}\n{rest}", encoding="utf-8")
    return folder


def wait_for(condition: Any, process: subprocess.Popen[bytes]) -> None:
    """Wait until *condition* holds, as long as the run goes on."""
    while not condition():
        assert process.poll() is None, process.stderr.read().decode()
        time.sleep(0.005)
