"""The command in a process of its own, and what it costs there."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = """
import json, resource, sys
from ruscorpus.cli.app import run
status = run(sys.argv[1:])
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([own.ru_maxrss, own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime]))
sys.exit(status)
"""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock, CPU seconds of the command's own process and of its workers, MiB.

    The MiB are the peak of the command's own process (``ru_maxrss``, in KiB on Linux).
    """

    seconds: float
    own: float
    workers: float
    peak: int


def analyze(folder: Path, out: Path, *options: str) -> Cost:
    """Run ``ruscorpus analyze`` on *folder*, start-up and dictionaries included."""
    command = [sys.executable, "-c", _PROGRAM, "analyze", str(folder), "-o", str(out), "-q", *options]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    peak, own, workers = json.loads(done.stdout)
    return Cost(seconds, own, workers, int(peak) >> 10)


def arguments(description: str | None, documents: int) -> argparse.ArgumentParser:
    """Return what benches of runs in turns have in common: how many documents, how many rounds, which form."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=documents)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", default="files")
    return parser
