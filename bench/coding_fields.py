"""Passages, dyads and levels of codings against gold annotations: ``python -m bench.coding_fields [GOLD …]``.

``bench.annotations`` counts which codes were found; this tells how they were found: whether each stands on a passage of
its own (``merged``: a gold passage whose coding already counts for another; ``split``: a coding more than the gold
passage has), how long passages are (code points without white space), and, for the codings that agree with the gold,
whether the dyads and the level are right.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.corpora import CORPUS
from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import standard_pipeline

if TYPE_CHECKING:
    from ruscorpus.agreement.gold import GoldCode


def score(
    document: Document, gold: list[GoldCode], counts: Counter[str], lengths: dict[str, list[int]]
) -> None:
    """Add one document to *counts* and *lengths*."""
    text = BareText(document.text)
    want = [(code, span, row) for row in gold for span in text.find(row.anchor)[:1] for code in row.codes]
    got = [(c.code, text.span(document.evidence(c.span).span), c) for c in document.codings]
    lengths["gold"] += [span.length for _, span, _ in want]
    lengths["ours"] += [span.length for _, span, _ in got]
    for code in {item[0] for item in (*want, *got)}:
        w = [(span, row) for name, span, row in want if name == code]
        g = [(span, coding) for name, span, coding in got if name == code]
        pairs = pair(g, w, lambda one, other: one[0].overlaps(other[0]))
        for ours, theirs, used, alone, shared in (
            (w, g, {j for _, j in pairs}, "missed", "merged"),
            (g, w, {i for i, _ in pairs}, "extra", "split"),
        ):
            for index, (span, _) in enumerate(ours):
                if index not in used:
                    counts[shared if any(span.overlaps(other) for other, _ in theirs) else alone] += 1
        for i, j in pairs:
            coding, row = g[i][1], w[j][1]
            mine, right = set(coding.dyads), set(row.dyads)
            counts["agree"] += 1
            counts["dyads exact"] += mine == right
            counts["dyad right"] += len(mine & right)
            counts["dyad extra"] += len(mine - right)
            counts["dyad missed"] += len(right - mine)
            counts["level right"] += coding.level == row.level


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=[Path(__file__).parent / "gold"])
    args = parser.parse_args()
    pipeline = standard_pipeline(load_knowledge())
    counts: Counter[str] = Counter()
    lengths: dict[str, list[int]] = {"gold": [], "ours": []}
    for folder in args.gold:
        texts = folder / "text" if (folder / "text").is_dir() else CORPUS
        for name, rows in read_gold(folder).codes.items():
            raw = (texts / name).read_text(encoding="utf-8")
            score(pipeline(Document(id=name, path=name, raw=raw)), rows, counts, lengths)
    n = max(1, counts["agree"])
    right = counts["dyad right"]
    print(
        f"codings that agree {counts['agree']} · missed {counts['missed']} · merged {counts['merged']} · "
        f"extra {counts['extra']} · split {counts['split']}"
    )
    print(
        f"median passage: ours {median(lengths['ours'] or [0]):.0f}, gold {median(lengths['gold'] or [0]):.0f}"
    )
    print(
        f"dyads: all right {counts['dyads exact'] / n:.2f}, precision {right / max(1, right + counts['dyad extra']):.2f}, "
        f"recall {right / max(1, right + counts['dyad missed']):.2f}"
    )
    print(f"level right {counts['level right'] / n:.2f}")


if __name__ == "__main__":
    main()
