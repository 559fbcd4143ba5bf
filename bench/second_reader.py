"""What a second reader reaches against the gold: ``python -m bench.second_reader [GOLD] [OTHER]``.

GOLD is a folder with ``annotations/`` and ``text/``, OTHER one with annotations of some of its texts by somebody who saw
only the texts; by default ``bench/gold/held-out`` and ``bench/gold/second-reader``. Scored like ``bench.annotations``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.annotations import Board, board, entities_of, named, table
from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.model import same_parties

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.agreement.gold import GoldCode, GoldEvent

GOLD = Path(__file__).parent / "gold"


def events(
    scores: Board, document: str, text: BareText, found: Sequence[GoldEvent], gold: Sequence[GoldEvent]
) -> None:
    places = {event.anchor: text.find(event.anchor) for event in (*found, *gold)}

    def near(one: GoldEvent, other: GoldEvent) -> bool:
        overlap = any(a.overlaps(b) for a in places[one.anchor] for b in places[other.anchor])
        return one.type == other.type and overlap

    def parties(one: GoldEvent, other: GoldEvent) -> bool:
        sides = (one.actor, one.recipient), (other.actor, other.recipient)
        return near(one, other) and same_parties(one.type, *sides)

    tests: dict[str, Callable[[GoldEvent, GoldEvent], bool]] = {
        "events, type": near,
        "events, type and parties": parties,
    }
    for name, test in tests.items():
        scores[name].count(document, len(pair(found, gold, test)), len(found), len(gold))
    for i, j in pair(found, gold, parties):
        for name in ("date", "status"):
            same = getattr(found[i], name) == getattr(gold[j], name)
            scores[f"{name} of those found"].count(document, same, 1, 1)


def codes(
    scores: Board, document: str, text: BareText, found: Sequence[GoldCode], gold: Sequence[GoldCode]
) -> None:
    got, want = (
        [(code, text.find(row.anchor)) for row in rows for code in row.codes] for rows in (found, gold)
    )
    hits = pair(got, want, lambda a, b: a[0] == b[0] and any(x.overlaps(y) for x in a[1] for y in b[1]))
    scores["codes"].count(document, len(hits), len(got), len(want))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD / "held-out")
    parser.add_argument("other", nargs="?", type=Path, default=GOLD / "second-reader")
    args = parser.parse_args()
    gold, other = read_gold(args.gold), read_gold(args.other)
    entities, entities_too = entities_of(args.gold), entities_of(args.other)
    scores = board()
    for name in other.documents:
        text = BareText((args.gold / "text" / name).read_text(encoding="utf8"))
        if entities is not None and entities_too is not None:
            got, want = named(entities_too[name]), named(entities[name])
            scores["entities"].count(name, len(got & want), len(got), len(want))
        events(scores, name, text, other.events.get(name, []), gold.events.get(name, []))
        codes(scores, name, text, other.codes.get(name, []), gold.codes.get(name, []))
    table(f"{len(other.documents)} texts", scores, whole=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
