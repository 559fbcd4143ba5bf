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

from bench.annotations import GoldText, pair, read_gold
from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import standard_pipeline


def score(document: Document, gold: list[dict], counts: Counter[str], lengths: dict[str, list[int]]) -> None:
    """Add one document to *counts* and *lengths*."""
    text = GoldText(document.text)
    want = [(code, text.anchor(g["anchor"]), g) for g in gold for code in g["codes"]]
    want = [item for item in want if item[1] is not None]
    got = [(c.code, text.span(document.evidence(c.span).span), c) for c in document.codings]
    lengths["gold"] += [span.length for _, span, _ in want]
    lengths["ours"] += [span.length for _, span, _ in got]
    for code in {item[0] for item in want + got}:
        w = [item for item in want if item[0] == code]
        g = [item for item in got if item[0] == code]
        pairs = pair(g, w, lambda a, b: a[1].overlaps(b[1]))
        used = {id(item) for both in pairs for item in both}
        for ours, theirs, alone, shared in ((w, g, "missed", "merged"), (g, w, "extra", "split")):
            for item in ours:
                if id(item) not in used:
                    counts[shared if any(item[1].overlaps(other[1]) for other in theirs) else alone] += 1
        for (_, _, coding), (_, _, row) in pairs:
            mine, right = set(coding.dyads), set(row["dyads"])
            counts["agree"] += 1
            counts["dyads exact"] += mine == right
            counts["dyad right"] += len(mine & right)
            counts["dyad extra"] += len(mine - right)
            counts["dyad missed"] += len(right - mine)
            counts["level right"] += coding.level == row["level"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=[Path(__file__).parent / "gold"])
    args = parser.parse_args()
    pipeline = standard_pipeline(load_knowledge())
    annotations, paths = read_gold(args.gold)
    counts: Counter[str] = Counter()
    lengths: dict[str, list[int]] = {"gold": [], "ours": []}
    for path in paths:
        if path.name in annotations["codes"]:
            document = pipeline(Document(id=path.name, path=path.name, raw=path.read_text(encoding="utf-8")))
            score(document, annotations["codes"][path.name], counts, lengths)
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
