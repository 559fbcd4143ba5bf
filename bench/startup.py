"""What ``ruscorpus --help`` costs beside a bare typer program: ``python -m bench.startup [--pairs N]``.

Both run in turns, in processes of their own; the median of the differences within pairs counts, as both members of a
pair meet the same load.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

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


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=40)
    args = parser.parse_args()
    milliseconds(BARE), milliseconds(OURS)  # so that all is compiled and in the cache of the disk
    pairs = [(milliseconds(BARE), milliseconds(OURS)) for _ in range(args.pairs)]
    print(f"{args.pairs} pairs in turns, medians\n\n| | ms |\n|---|---:|")
    print(f"| bare typer program, --help | {statistics.median(bare for bare, _ in pairs):.0f} |")
    print(f"| ruscorpus --help | {statistics.median(ours for _, ours in pairs):.0f} |")
    print(f"| difference within pairs | {statistics.median(ours - bare for bare, ours in pairs):.0f} |")
    print(f"\nratio within pairs: {statistics.median(ours / bare for bare, ours in pairs):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
