"""What two processes do in the time of one: ``python -m bench.parallel [--documents N] [--workers N …] [--rounds N]``.

The command on the same folder with different numbers of workers, in turns, in processes of their own, start-up and
dictionaries included; the first number is what the others are compared with, within their round. CPU seconds say what
the machine did in between: on one that has other work to do, the seconds on the clock depend on that.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench import corpora
from bench.command import Cost, analyze, arguments
from bench.machine import described


def main() -> int:
    parser = arguments(__doc__, documents=600)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    costs: dict[int, list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "in"
        characters = corpora.write(folder, args.documents)
        for number in range(args.rounds):
            for workers in args.workers:
                out = Path(root) / f"out-{number}-{workers}"
                options = ("--no-cache", "--format", args.format, "-j", str(workers))
                costs[workers].append(analyze(folder, out, *options))
    print(described(), "\n")
    print(f"{args.documents:,} documents, {characters:,} characters, {args.rounds} rounds in turns\n")
    print(
        "| workers | s | characters/s | times as fast | CPU s | of them supervising |\n|---:|---:|---:|---:|---:|---:|"
    )
    for workers, found in costs.items():
        seconds = statistics.median(cost.seconds for cost in found)
        first = costs[args.workers[0]]
        faster = statistics.median(one.seconds / cost.seconds for one, cost in zip(first, found, strict=True))
        cpu = statistics.median(cost.own + cost.workers for cost in found)
        own = statistics.median(cost.own for cost in found)
        print(
            f"| {workers} | {seconds:.1f} | {characters / seconds:,.0f} | {faster:.2f} | {cpu:.1f} | {own:.1f} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
