"""A Dask cluster beside the pool of this machine: ``python -m bench.cluster [--documents N] [--workers N] [--rounds N]``.

A scheduler and as many workers as the pool has processes are started here, each in a process of its own, as ``dask
scheduler`` and ``dask worker`` do; then the command runs on the same folder with the pool and with the cluster, in turns.
What differs is the way that documents and results take. The workers load their dictionaries in the first round.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import Client

from bench import corpora
from bench.command import analyze, arguments
from bench.machine import described

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def cluster(workers: int, folder: Path) -> Iterator[str]:
    """Start a scheduler and *workers*, give its address, and end them all."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    host = ("--host", "127.0.0.1", "--no-dashboard")
    started = [_start("dask_scheduler", *host, "--port", str(port), folder=folder)]
    try:
        for _ in range(workers):
            options = (*host, "--nthreads", "1", "--local-directory", str(folder))
            started.append(_start("dask_worker", address, *options, folder=folder))
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)
        yield address
    finally:
        for process in reversed(started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(module: str, *arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=True)


def main() -> int:
    parser = arguments(__doc__, documents=400)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    seconds: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "in"
        characters = corpora.write(folder, args.documents)
        with cluster(args.workers, Path(root)) as address:
            ways = {"pool": ("-j", str(args.workers)), "cluster": ("--cluster", address)}
            for number in range(args.rounds):
                for name, options in ways.items():
                    out = Path(root) / f"{name}-{number}"
                    cost = analyze(folder, out, "--no-cache", "--format", args.format, *options)
                    seconds[name].append(cost.seconds)
    print(described("distributed"), "\n")
    print(
        f"{args.documents:,} documents, {characters:,} characters, {args.workers} workers, {args.rounds} rounds\n"
    )
    print("| | s, first round | s, median | characters/s | of the pool |\n|---|---:|---:|---:|---:|")
    for name, found in seconds.items():
        median = statistics.median(found)
        ratio = statistics.median(pool / own for pool, own in zip(seconds["pool"], found, strict=True))
        print(f"| {name} | {found[0]:.1f} | {median:.1f} | {characters / median:,.0f} | {ratio:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
