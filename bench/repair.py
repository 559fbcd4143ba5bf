"""Measure the repair against its peers: ``python -m bench.repair [--texts FOLDER] [--pairs FOLDER]``.

Prints, for each kind of damage, the character error rate in percent without and with whitespace of the raw
text, ftfy, pythainlp's ``normalize``, both, and ``ruscorpus.repair``; then speed, and the lines changed in
clean text. Clean texts are the sample corpus of this repository and what ``--texts`` holds (``*.txt``,
``*.conllu``, ``*.conll``, ``*.label``). ``--pairs`` names a folder with ``NAME.extracted.txt`` beside
``NAME.truth.txt``, ``--lines DAMAGED TSV`` a text and its true lines (line number, tab, truth): real damage.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpora import CORPUS
from bench.repair_damage import KINDS
from ruscorpus import resources
from ruscorpus.repair import repair

if TYPE_CHECKING:
    from collections.abc import Callable

SPACE = re.compile(r"\s+")
DOCUMENT = 6000  # characters of one damaged document


def distance(a: str, b: str) -> int:
    """Return the edit distance; what both begin and end with costs no time."""
    while a and b and a[0] == b[0]:
        shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        a, b = a[shared:], b[shared:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return len(a) + len(b)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def error_rate(got: str, truth: str, squeeze: str) -> tuple[int, int]:
    """Return (errors, characters), line by line, whitespace runs replaced by *squeeze*."""
    errors = characters = 0
    for line, wanted in zip(got.split("\n"), truth.split("\n"), strict=False):
        one, two = SPACE.sub(squeeze, line.strip()), SPACE.sub(squeeze, wanted.strip())
        errors += distance(one, two) if one != two else 0
        characters += len(two)
    return errors, characters


def read_texts(folder: Path | None) -> dict[str, list[str]]:
    """Return clean texts as lists of lines, by name."""
    texts = {path.stem: path.read_text("utf-8").split("\n") for path in sorted(CORPUS.glob("news-*.txt"))}
    for path in sorted(folder.glob("*")) if folder else ():
        lines = path.read_text("utf-8").split("\n") if path.is_file() else []
        if path.suffix == ".conllu":
            texts[path.stem] = [line[9:] for line in lines if line.startswith("# text = ")]
        elif path.suffix == ".conll":
            sentences = "\n".join(line.split("\t")[0] or "\0" for line in lines).split("\0")
            texts[path.stem] = [sentence.replace("\n", "") for sentence in sentences]
        elif path.suffix == ".label":
            texts[path.stem] = [line.replace("|", "") for line in lines]
        elif path.suffix == ".txt":
            texts[path.stem] = lines
    return texts


def wrapped(lines: list[str], rng: random.Random, size: int) -> str:
    """Take some consecutive lines and wrap them at spaces."""
    start = rng.randrange(max(1, len(lines) - 60))
    out: list[str] = []
    total = 0
    for line in lines[start:]:
        position = 0
        while position < len(line):
            space = line.find(" ", position + 70)
            end = space + 1 if space > 0 else len(line)
            out.append(line[position:end])
            position = end
        total += len(line)
        if total > size:
            break
    return "\n".join(out)


def contenders() -> dict[str, Callable[[str], str]]:
    """Return what is measured, by name: the raw text, the peers and our repair."""
    import ftfy  # noqa: PLC0415

    normalize = resources.pythainlp("util").normalize

    def by_line(text: str) -> str:
        return "\n".join(normalize(line) for line in text.split("\n"))

    return {
        "raw": lambda text: text,
        "ftfy": ftfy.fix_text,
        "normalize": by_line,
        "ftfy+norm.": lambda text: by_line(ftfy.fix_text(text)),
        "ours": lambda text: repair(text).text,
    }


def measure(pairs: list[tuple[str, str]], tools: dict[str, Callable[[str], str]]) -> list[str]:
    cells = []
    for tool in tools.values():
        sums = [0, 0, 0, 0]
        for damaged, truth in pairs:
            got = tool(damaged)
            for index, squeeze in ((0, ""), (2, " ")):
                errors, characters = error_rate(got, truth, squeeze)
                sums[index] += errors
                sums[index + 1] += characters
        cells.append(f"{100 * sums[0] / sums[1]:.3f} / {100 * sums[2] / sums[3]:.3f}")
    return cells


def aligned(damaged: Path, truth: Path) -> tuple[str, dict[int, str]]:
    """Read a damaged text and the truth of some of its lines, by number from 1."""
    rows = (line.split("\t", 1) for line in truth.read_text("utf-8").split("\n") if "\t" in line)
    return damaged.read_text("utf-8"), {int(number): line for number, line in rows}


def measure_lines(damaged: str, truth: dict[int, str], tools: dict[str, Callable[[str], str]]) -> list[str]:
    cells = []
    wanted = "\n".join(truth.values())
    for tool in tools.values():
        lines = tool(damaged).split("\n")
        got = "\n".join(lines[number - 1] for number in truth)
        rates = [error_rate(got, wanted, squeeze) for squeeze in ("", " ")]
        cells.append(" / ".join(f"{100 * errors / total:.3f}" for errors, total in rates))
    return cells


def row(name: str, cells: list[str]) -> None:
    print("| " + " | ".join([name.ljust(30), *(cell.rjust(15) for cell in cells)]) + " |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--texts", type=Path, default=None)
    parser.add_argument("--pairs", type=Path, default=None)
    parser.add_argument("--lines", type=Path, nargs=2, default=None, metavar=("DAMAGED", "TSV"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=4, help="damaged documents of each kind")
    parser.add_argument("--only", default="", help="kinds whose name contains this")
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    arguments = parser.parse_args()
    texts = read_texts(arguments.texts)
    sources = [
        lines for name, lines in texts.items() if sum(map(len, lines)) > 8000 and "wisesight" not in name
    ]
    if not sources:
        print("no clean text of 8,000 characters: name a folder that has some (--texts)", file=sys.stderr)
        return 2
    tools = contenders()
    if arguments.ours:
        tools = {"raw": tools["raw"], "ours": tools["ours"]}
    row("CER % without / with spaces", list(tools))
    row("---", ["---"] * len(tools))
    for kind, damage in KINDS.items():
        if arguments.only not in kind:
            continue
        pairs = []
        for number in range(arguments.documents):
            rng = random.Random(f"{arguments.seed} {kind} {number}")
            truth = repair(wrapped(rng.choice(sources), rng, DOCUMENT)).text
            if kind.startswith("TIS-620"):
                truth = truth.encode("tis-620", "ignore").decode("tis-620")
            pairs.append((damage(truth, rng), truth))
        row(kind, measure(pairs, tools))
    if arguments.lines:
        damaged, truth = aligned(*arguments.lines)
        row(arguments.lines[0].stem[:30], measure_lines(damaged, truth, tools))
    for path in sorted(arguments.pairs.glob("*.extracted.txt")) if arguments.pairs else ():
        truth = path.with_name(path.name.replace(".extracted.", ".truth.")).read_text("utf-8")
        row(path.name.split(".")[0], measure([(path.read_text("utf-8"), truth)], tools))
    print()
    clean(texts)
    damaged_speed(sources, arguments.seed)
    return 0


def damaged_speed(sources: list[list[str]], seed: int) -> None:
    """Time a long damaged document, with its words loaded: the words cost a second, once a process."""
    rng = random.Random(seed)
    truth = "\n".join(wrapped(rng.choice(sources), rng, 30000) for _ in range(12))
    text = KINDS["all of a thesis"](truth, rng)
    start = time.process_time()
    repair(text)
    print(f"damaged: {len(text) / (time.process_time() - start) / 1e3:.0f} k characters/s of {len(text)}")


def clean(texts: dict[str, list[str]]) -> None:
    for name, lines in texts.items():
        text = "\n".join(lines)
        start = time.process_time()
        result = repair(text).text
        seconds = time.process_time() - start
        changed = sum(a != b for a, b in zip(lines, result.split("\n"), strict=True))
        print(
            f"{name}: {changed} of {len(lines)} lines changed, {len(text) / seconds / 1e6:.2f} M characters/s"
        )


if __name__ == "__main__":
    raise SystemExit(main())
