"""What a second reader reaches against the gold: ``python -m bench.second_reader [GOLD] [OTHER]``.

GOLD is a folder with ``annotations/`` and ``text/``, OTHER one with annotations of some of its texts by somebody who saw
only the texts; by default ``bench/gold/held-out`` and ``bench/gold/second-reader``. Scored like ``bench.annotations``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import BY_ID, entities_of
from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.interval import f1
from ruscorpus.agreement.matching import BareText, pair, same_parties

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.agreement.gold import GoldCode, GoldEvent

GOLD = Path(__file__).parent / "gold"


class Score:
    """Hits, findings and gold by name, summed over documents."""

    def __init__(self) -> None:
        self.hits, self.found, self.gold = Counter[str](), Counter[str](), Counter[str]()

    def add(self, name: str, hits: int, found: int, gold: int) -> None:
        self.hits[name] += hits
        self.found[name] += found
        self.gold[name] += gold

    def row(self, name: str) -> str:
        hits, found, gold = self.hits[name], self.found[name], self.gold[name]
        value = f1(hits, found - hits, gold - hits)
        return f"| {name} | {gold} | {found} | {hits / found:.2f} | {hits / gold:.2f} | {value:.2f} |"


def entities(score: Score, found: list[dict], gold: list[dict]) -> None:
    got, want = (
        {
            (row["type"], row["id"] if row["type"] in BY_ID else row["surface"])
            for row in rows
            if row["type"] != "QUANTITY"
        }
        for rows in (found, gold)
    )
    score.add("entities", len(got & want), len(got), len(want))


def events(score: Score, text: BareText, found: Sequence[GoldEvent], gold: Sequence[GoldEvent]) -> None:
    places = {event.anchor: text.find(event.anchor) for event in (*found, *gold)}

    def near(one: GoldEvent, other: GoldEvent) -> bool:
        overlap = any(a.overlaps(b) for a in places[one.anchor] for b in places[other.anchor])
        return one.type == other.type and overlap

    def parties(one: GoldEvent, other: GoldEvent) -> bool:
        sides = (one.actor, one.recipient), (other.actor, other.recipient)
        return near(one, other) and same_parties(one.type, *sides)

    tests: dict[str, Callable[[GoldEvent, GoldEvent], bool]] = {"type": near, "type, parties": parties}
    for name, test in tests.items():
        score.add(name, len(pair(found, gold, test)), len(found), len(gold))
    for i, j in pair(found, gold, parties):
        for name in ("date", "status"):
            same = getattr(found[i], name) == getattr(gold[j], name)
            score.add(f"{name} of those found", same, 1, 1)


def codes(score: Score, text: BareText, found: Sequence[GoldCode], gold: Sequence[GoldCode]) -> None:
    got, want = (
        [(code, text.find(row.anchor)) for row in rows for code in row.codes] for rows in (found, gold)
    )
    hits = pair(got, want, lambda a, b: a[0] == b[0] and any(x.overlaps(y) for x in a[1] for y in b[1]))
    score.add("codes", len(hits), len(got), len(want))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD / "held-out")
    parser.add_argument("other", nargs="?", type=Path, default=GOLD / "second-reader")
    args = parser.parse_args()
    gold, other = read_gold(args.gold), read_gold(args.other)
    named, named_too = entities_of(args.gold), entities_of(args.other)
    score = Score()
    for name in other.documents:
        text = BareText((args.gold / "text" / name).read_text(encoding="utf8"))
        entities(score, named_too[name], named[name])
        events(score, text, other.events.get(name, []), gold.events.get(name, []))
        codes(score, text, other.codes.get(name, []), gold.codes.get(name, []))
    print(
        f"{len(other.documents)} texts\n\n| | gold | found | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|"
    )
    print(*map(score.row, score.gold), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
