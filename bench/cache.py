"""What a second run costs: ``python -m bench.cache [--documents N] [--rounds N] [--workers N]``.

Documents are cut out of the sample corpus, each differently, so that none comes twice. A first run on a new folder
is followed, in the same round, by runs after which nothing, one document, or the codes chosen have changed; each is
compared with the first run of its round. Every run is a process of its own, through the command line, start-up
included; the ratios count, the seconds depend on the machine. Memory is the peak of the process that supervises the
workers (``ru_maxrss``, in KiB on Linux).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.command import Cost, analyze
from bench.corpora import CORPUS

_LINES = 12
"""Lines of one document."""


def write_documents(folder: Path, count: int) -> None:
    """Write *count* documents: windows of lines over the sample texts."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8").splitlines() for path in sorted(CORPUS.glob("*.txt"))]
    for number in range(count):
        lines = texts[number % len(texts)]
        start = number // len(texts) % max(1, len(lines) - _LINES)
        text = "\n".join([f"เอกสารที่ {number}", *lines[start : start + _LINES]])
        (folder / f"{number:05}.txt").write_text(text + "\n", encoding="utf-8")


def one_round(root: Path, documents: int, workers: int) -> dict[str, Cost]:
    """Return what a first run and those after it cost."""
    folder, out, jobs = root / "in", root / "out", ("-j", str(workers))
    write_documents(folder, documents)
    times = {"first run": analyze(folder, out, *jobs)}
    times["nothing changed"] = analyze(folder, out, *jobs)
    with (folder / "00000.txt").open("a", encoding="utf-8") as file:
        file.write("รัสเซียประณามสหรัฐฯ\n")
    times["one document changed"] = analyze(folder, out, *jobs)
    times["other codes: coded and written anew, not read"] = analyze(folder, out, *jobs, "--code", "domain")
    return times


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="0: one a processor")
    args = parser.parse_args()
    times: dict[str, list[float]] = defaultdict(list)
    peaks: dict[str, list[int]] = defaultdict(list)
    for _ in range(args.rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, cost in one_round(Path(folder), args.documents, args.workers).items():
                times[name].append(cost.seconds)
                peaks[name].append(cost.peak)
    print(f"{args.documents} documents, {args.rounds} rounds\n")
    print("| run | seconds | of the first run | MiB |\n|---|---:|---:|---:|")
    for name, found in times.items():
        share = statistics.median(a / b for a, b in zip(found, times["first run"], strict=True))
        print(f"| {name} | {statistics.median(found):.1f} | {share:.1%} | {max(peaks[name])} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
