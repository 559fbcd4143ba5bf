"""What ``ruscorpus --help`` costs beside a bare typer program, and what one short document costs.

``python -m bench.startup [--pairs N] [--runs N] [DOCUMENT]``. Both run in turns, in processes of their own; the median
of the differences within pairs counts, as both members of a pair meet the same load. The document is analysed into a
new folder each time: in turns as after an installation, with compiled modules but nothing that earlier runs prepared,
and as ever after.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.command import Cost, analyze

BARE = """
import typer
app = typer.Typer(add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def main(name: str = ""): "Do nothing."
app(["--help"])
"""
OURS = "import sys; sys.argv = ['ruscorpus', '--help']; from ruscorpus.cli.app import main; main()"


def milliseconds(program: str) -> float:
    """Return how long a fresh Python takes for *program*."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - start)


def analyses(document: Path, runs: int) -> list[tuple[Cost, Cost]]:
    """Return what *document* costs with nothing prepared, and with everything, *runs* times in turns."""
    costs = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        analyze(document, folder / "out")  # so that all is compiled
        for number in range(runs):
            for prepared in list((folder / "compiled").rglob("prepared")):
                shutil.rmtree(prepared)
            first = analyze(document, folder / f"first-{number}")
            costs.append((first, analyze(document, folder / f"again-{number}")))
    return costs


def told(name: str, costs: list[Cost]) -> str:
    """Return a row of the table: medians."""
    seconds = statistics.median(cost.seconds for cost in costs)
    own = statistics.median(cost.own for cost in costs)
    workers = statistics.median(cost.workers for cost in costs)
    peak = statistics.median(cost.peak for cost in costs)
    return f"| {name} | {seconds:.2f} | {own + workers:.2f} | {workers:.2f} | {peak:.0f} |"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument(
        "document", type=Path, nargs="?", default=Path("corpus/opinion-2025-border-fever.txt")
    )
    args = parser.parse_args()
    milliseconds(BARE), milliseconds(OURS)  # so that all is compiled and in the cache of the disk
    pairs = [(milliseconds(BARE), milliseconds(OURS)) for _ in range(args.pairs)]
    print(f"{args.pairs} pairs in turns, medians\n\n| | ms |\n|---|---:|")
    print(f"| bare typer program, --help | {statistics.median(bare for bare, _ in pairs):.0f} |")
    print(f"| ruscorpus --help | {statistics.median(ours for _, ours in pairs):.0f} |")
    print(f"| difference within pairs | {statistics.median(ours - bare for bare, ours in pairs):.0f} |")
    print(f"\nratio within pairs: {statistics.median(ours / bare for bare, ours in pairs):.2f}")
    costs = analyses(args.document, args.runs)
    print(f"\n{args.document.name}, {args.runs} runs in turns, medians\n")
    print("| analyze, one document | s | CPU s | of them its worker | MiB |\n|---|---:|---:|---:|---:|")
    print(told("nothing prepared", [first for first, _ in costs]))
    print(told("as ever after", [again for _, again in costs]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
