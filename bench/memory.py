"""Memory and time against the number of documents: ``python -m bench.memory [--documents N …] [--format FORMAT]``.

For each number a folder of small documents is made, each with other words (``bench.corpora``), and analysed by the
command in a process of its own, start-up and dictionaries included. The peak is that of the process that supervises the
workers (``ru_maxrss``, in KiB on Linux); what workers need does not hang on the number of documents. Runs keep no cache.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bench import corpora
from bench.command import analyze
from bench.machine import described


def size_of(folder: Path) -> int:
    """Return the MiB of all files below *folder*."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) >> 20


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 2500, 5000, 10_000])
    parser.add_argument("--format", nargs="+", default=["files"])
    parser.add_argument("--workers", type=int, default=0, help="0: one a processor")
    parser.add_argument(
        "--folder", type=Path, help="where to work; by default the system's folder for such things"
    )
    args = parser.parse_args()
    print(described(), "\n")
    print(
        "| format | documents | characters | s | CPU s | CPU ms a document | characters/s | MiB | of the first | output MiB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for form in args.format:
        first = 0
        for count in args.documents:
            with tempfile.TemporaryDirectory(dir=args.folder) as root:
                folder, out = Path(root) / "in", Path(root) / "out"
                characters = corpora.write(folder, count)
                chosen = [] if form == "files" else ["--format", form]
                cost = analyze(folder, out, "--no-cache", "-j", str(args.workers), *chosen)
                first = first or cost.peak
                cpu = cost.own + cost.workers
                print(
                    f"| {form} | {count:,} | {characters:,} | {cost.seconds:.0f} | {cpu:.0f} | {1000 * cpu / count:.1f} "
                    f"| {characters / cost.seconds:,.0f} | {cost.peak} | {cost.peak / first:.2f} | {size_of(out)} |",
                    flush=True,
                )
                shutil.rmtree(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
