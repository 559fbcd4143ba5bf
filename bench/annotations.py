"""Entities, events and codes against gold annotations: ``python -m bench.annotations [--misses] [GOLD …]``.

GOLD is a folder with ``annotations/{events,codes}.jsonl``, ``entities.jsonl`` where entities are annotated, and
``text/``; by default the annotations of the sample corpus in ``bench/gold`` (their texts are those of
``corpus/``). Scores as the output contract says: an event counts when type, actor set and recipient set agree
(for CONSULT, COOPERATE, SUPPORT and AGREE the union of the two) and its quote overlaps the anchor, one to one; a
code when the same code stands on a passage that overlaps the anchor; an entity by (document, type, id) for
COUNTRY and DATE and by (document, type, surface) for other types. QUANTITY is not scored.

Every document has its line: rules are written by hand, so leaving one document out means reading the line of a
text that nobody looked at while writing them. Intervals (95 %) are a bootstrap over documents, or Wilson's where
there are fewer than three.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpora import CORPUS
from ruscorpus.agreement.gold import GoldEvent, read_gold
from ruscorpus.agreement.interval import Interval, f1, f1_interval, percentile_interval
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document, Event, same_parties
from ruscorpus.pipeline import standard_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruscorpus.offsets import Span

BY_ID = {"COUNTRY", "DATE"}
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
RESAMPLES = 1000


@dataclass
class Tally:
    """Hits, findings and gold of one kind, by document, with what went wrong."""

    hits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    gold: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    notes: list[str] = field(default_factory=list)

    def count(self, document: str, hits: int, found: int, gold: int) -> None:
        self.hits[document] += hits
        self.found[document] += found
        self.gold[document] += gold

    def triple(self, documents: Iterable[str] | None = None) -> tuple[int, int, int]:
        """Return hits, false alarms and misses, over all or some documents (one may come twice)."""
        names = list(self.found) if documents is None else list(documents)
        hits = sum(self.hits[n] for n in names)
        return hits, sum(self.found[n] for n in names) - hits, sum(self.gold[n] for n in names) - hits

    @property
    def precision(self) -> float:
        hits, extra, _ = self.triple()
        return hits / max(1, hits + extra)

    @property
    def recall(self) -> float:
        hits, _, missed = self.triple()
        return hits / max(1, hits + missed)

    def f1(self) -> Interval:
        names = sorted(self.found)
        if len(names) < 3:
            return f1_interval(*self.triple())
        draw = random.Random(0)
        samples = (f1(*self.triple(draw.choices(names, k=len(names)))) for _ in range(RESAMPLES))
        return percentile_interval(f1(*self.triple()), samples)


Board = dict[str, Tally]


def board() -> Board:
    return defaultdict(Tally)


def total(tallies: Board) -> Tally:
    result = Tally()
    for tally in tallies.values():
        for name in tally.found:
            result.count(name, tally.hits[name], tally.found[name], tally.gold[name])
    return result


def one_line(text: str, limit: int = 130) -> str:
    return re.sub(r"\s+", " ", text)[:limit]


def told(event: Event | GoldEvent) -> str:
    return f"{event.type} {'+'.join(event.actor)} > {'+'.join(event.recipient)} {event.date or '-'} {event.status}"


def named(rows: Iterable[dict]) -> set[tuple[str, str]]:
    """Return what counts of annotated entities: the type, with the id or the surface."""
    scored = (row for row in rows if row["type"] != "QUANTITY")
    return {(row["type"], row["id"] if row["type"] in BY_ID else row["surface"]) for row in scored}


class Bench:
    """Scores document after document."""

    def __init__(self) -> None:
        self.entities, self.events, self.fields, self.codes = board(), board(), board(), board()
        self.sure: list[tuple[float, bool]] = []

    def score(
        self, document: Document, entities: list[dict] | None, events: list[GoldEvent], codes: list
    ) -> None:
        text = BareText(document.text)
        if entities is not None:
            self._entities(document, entities)
        self._events(document, text, events)
        self._codes(document, text, codes)

    def _entities(self, document: Document, gold: list[dict]) -> None:
        want = named(gold)
        got = {
            (m.type, m.id if m.type in BY_ID else re.sub(r"\s+", " ", m.span.of(document.flow)))
            for m in document.mentions
            if m.type != "QUANTITY"
        }
        for kind in sorted({k for k, _ in want | got}):
            w, g = ({item for item in group if item[0] == kind} for group in (want, got))
            self.entities[kind].count(document.id, len(w & g), len(g), len(w))
            signs = [*(("+", x) for x in g - w), *(("-", x) for x in w - g)]
            self.entities[kind].notes += [f"{document.id}: {s} {x[0]} {x[1]}" for s, x in sorted(signs)]

    def _events(self, document: Document, text: BareText, gold: list[GoldEvent]) -> None:
        places = [text.find(g.anchor) for g in gold]
        found = [(e, text.span(document.evidence(e.span).span)) for e in document.events]
        indexed = list(range(len(gold)))

        def near(one: tuple[Event, Span], other: int) -> bool:
            return one[0].type == gold[other].type and any(one[1].overlaps(place) for place in places[other])

        def parties(one: tuple[Event, Span], other: int) -> bool:
            e, g = one[0], gold[other]
            return near(one, other) and same_parties(e.type, (e.actor, e.recipient), (g.actor, g.recipient))

        def also(*names: str) -> Callable[[tuple[Event, Span], int], bool]:
            return lambda one, other: (
                parties(one, other) and all(getattr(one[0], n) == getattr(gold[other], n) for n in names)
            )

        tests = {
            "type": near,
            "type, parties": parties,
            "type, parties, date": also("date"),
            "type, parties, status": also("status"),
            "type, parties, date, status": also("date", "status"),
        }
        for name, test in tests.items():
            self.fields[name].count(document.id, len(pair(found, indexed, test)), len(found), len(gold))
        hits = pair(found, indexed, parties)
        right, answered = {i for i, _ in hits}, {j for _, j in hits}
        self.sure += [(e.confidence, i in right) for i, (e, _) in enumerate(found)]
        for kind in sorted({e.type for e, _ in found} | {g.type for g in gold}):
            count = [
                sum(gold[j].type == kind for j in answered),
                sum(e.type == kind for e, _ in found),
                sum(g.type == kind for g in gold),
            ]
            self.events[kind].count(document.id, *count)
        for i, (e, _) in enumerate(found):
            if i not in right:
                quote = one_line(document.evidence(e.span).quote)
                self._note(document, e.type, f"+ {told(e)} {e.rule} {e.confidence} | {quote}")
        for j, g in enumerate(gold):
            if j not in answered:
                self._note(document, g.type, f"- {told(g)} | {one_line(g.anchor)}")
        for i, j in hits:
            for name in ("date", "status"):
                got, want = getattr(found[i][0], name), getattr(gold[j], name)
                self.fields[f"{name} of those found"].count(document.id, got == want, 1, 1)
                if got != want:
                    self._note(
                        document, gold[j].type, f"{name} {got!r} for {want!r} | {one_line(gold[j].anchor)}"
                    )

    def _note(self, document: Document, kind: str, note: str) -> None:
        self.events[kind].notes.append(f"{document.id}: {note}")

    def _codes(self, document: Document, text: BareText, gold: list) -> None:
        want = [(code, text.find(g.anchor), g.anchor) for g in gold for code in g.codes]
        got = [(c.code, text.span(document.evidence(c.span).span), c) for c in document.codings]
        for code in sorted({c for c, *_ in want} | {c for c, *_ in got}):
            w = [item for item in want if item[0] == code]
            g = [item for item in got if item[0] == code]
            hits = pair(g, w, lambda a, b: any(a[1].overlaps(place) for place in b[1]))
            self.codes[code].count(document.id, len(hits), len(g), len(w))
            right, answered = {i for i, _ in hits}, {j for _, j in hits}
            extra = [
                f"+ {code} {x[2].cues} | {one_line(document.evidence(x[2].span).quote)}"
                for i, x in enumerate(g)
                if i not in right
            ]
            missed = [f"- {code} | {one_line(x[2])}" for j, x in enumerate(w) if j not in answered]
            self.codes[code].notes += [f"{document.id}: {note}" for note in (*extra, *missed)]


def table(title: str, tallies: Board, *, whole: bool = True) -> None:
    print(f"\n| {title} | gold | found | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|")
    rows = [*tallies.items(), *([("**all**", total(tallies))] if whole else [])]
    for name, tally in sorted(rows, key=lambda row: row[0] == "**all**") if whole else rows:
        hits, extra, missed = tally.triple()
        print(
            f"| {name} | {hits + missed} | {hits + extra} "
            f"| {tally.precision:.2f} | {tally.recall:.2f} | {tally.f1()} |"
        )


def per_document(bench: Bench, documents: list[str]) -> None:
    print(
        "| document | entities F1 | events precision | recall | F1 | codes F1 |\n|---|---:|---:|---:|---:|---:|"
    )
    event = bench.fields["type, parties"]
    entities, codes = total(bench.entities), total(bench.codes)
    for name in documents:
        hits, extra, missed = event.triple([name])
        shares = (hits / max(1, hits + extra), hits / max(1, hits + missed), f1(hits, extra, missed))
        print(
            f"| {name} | {f'{f1(*entities.triple([name])):.2f}' if bench.entities else '–'} | "
            + " | ".join(f"{x:.2f}" for x in shares)
            + f" | {f1(*codes.triple([name])):.2f} |"
        )


def calibration(sure: list[tuple[float, bool]]) -> None:
    print("\n| confidence of events | found | mean | right |\n|---|---:|---:|---:|")
    for low, high in itertools.pairwise(BINS):
        inside = [(c, right) for c, right in sure if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(right for _, right in inside) / len(inside)
            print(f"| {low:.1f}–{min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |")


def entities_of(folder: Path) -> dict[str, list[dict]] | None:
    """Return the entities of a folder by document; None where it has none, as the training texts."""
    path = folder / "annotations" / "entities.jsonl"
    if not path.is_file():
        return None
    rows: dict[str, list[dict]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=[Path(__file__).parent / "gold"])
    parser.add_argument("--misses", action="store_true", help="list every miss and false alarm")
    parser.add_argument("--only", default="", help="only texts whose name holds this")
    args = parser.parse_args()
    pipeline = standard_pipeline(load_knowledge())
    bench, documents = Bench(), []
    for folder in args.gold:
        gold, entities = read_gold(folder), entities_of(folder)
        texts = folder / "text" if (folder / "text").is_dir() else CORPUS
        for name in gold.documents:
            if args.only not in name or not (texts / name).is_file():
                continue
            raw = (texts / name).read_text(encoding="utf8")
            document = pipeline(Document(id=name, path=name, raw=raw))
            own = None if entities is None else entities[name]
            bench.score(document, own, gold.events.get(name, []), gold.codes.get(name, []))
            documents.append(name)
    per_document(bench, documents)
    if bench.entities:
        table("entities", bench.entities)
    table("events", bench.events)
    table("events by field", bench.fields, whole=False)
    calibration(bench.sure)
    table("codes", bench.codes)
    shown = [tally.f1().value for tally in bench.codes.values() if sum(tally.gold.values())]
    print(f"\ncodes, macro F1 over codes in the gold: {sum(shown) / max(1, len(shown)):.2f}")
    if args.misses:
        for tallies in (bench.entities, bench.events, bench.codes):
            for tally in tallies.values():
                print(*tally.notes, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
