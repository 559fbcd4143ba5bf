"""Entities, events and codes against gold annotations: ``python -m bench.annotations [--misses] [GOLD]``.

GOLD is a folder with ``annotations/{entities,events,codes}.jsonl`` and ``text/``; by default the annotations of
the sample corpus in ``bench/gold`` (their texts are those of ``corpus/``). Scores as the output
contract says: an event counts when type, actor set and recipient set agree (for CONSULT, COOPERATE, SUPPORT
and AGREE the union of the two) and its quote overlaps the anchor, one to one; a code when the same code
stands on a passage that overlaps the anchor; an entity by (document, type, id) for COUNTRY and DATE and by
(document, type, surface) for other types. QUANTITY is not scored.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.offsets import Span
from ruscorpus.pipeline import standard_pipeline

UNORDERED = {"CONSULT", "COOPERATE", "SUPPORT", "AGREE"}
BY_ID = {"COUNTRY", "DATE"}


@dataclass
class Score:
    """True positives, false positives and false negatives, with the items behind the errors."""

    hit: int = 0
    extra: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / total if total else 0.0


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return *text* without whitespace, and for each place of *text* its place in the result."""
    places, position = [], 0
    for char in text:
        places.append(position)
        position += not char.isspace()
    places.append(position)
    return re.sub(r"\s+", "", text), places


class GoldText:
    """A gold text with its anchors found, whitespace aside."""

    def __init__(self, text: str) -> None:
        self.bare, self.places = squeeze(text)

    def anchor(self, quote: str) -> Span | None:
        bare = re.sub(r"\s+", "", quote)
        start = self.bare.find(bare)
        return Span(start, start + len(bare)) if start >= 0 else None

    def span(self, span: Span) -> Span:
        return Span(self.places[span.start], self.places[span.end])


def one_line(text: str, limit: int = 150) -> str:
    return re.sub(r"\s+", " ", text)[:limit]


def read_jsonl(path: Path) -> dict[str, list[dict]]:
    rows: dict[str, list[dict]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    return rows


def score_entities(document: Document, gold: list[dict], scores: dict[str, Score]) -> None:
    want = {
        (g["type"], g["id"] if g["type"] in BY_ID else g["surface"]) for g in gold if g["type"] != "QUANTITY"
    }
    got = {
        (m.type, m.id if m.type in BY_ID else re.sub(r"\s+", " ", m.span.of(document.flow)))
        for m in document.mentions
        if m.type != "QUANTITY"
    }
    for kind in {k for k, _ in want | got}:
        w, g = ({item for item in group if item[0] == kind} for group in (want, got))
        score = scores[kind]
        score.hit += len(w & g)
        score.extra += len(g - w)
        score.missed += len(w - g)
        score.notes += [f"{document.id}: + {item}" for item in sorted(g - w)]
        score.notes += [f"{document.id}: - {item}" for item in sorted(w - g)]


def parties_match(event, gold: dict) -> bool:
    actor, recipient = set(event.actor), set(event.recipient)
    want_actor, want_recipient = set(gold["actor"]), set(gold["recipient"])
    if gold["type"] in UNORDERED:
        return actor | recipient == want_actor | want_recipient
    return actor == want_actor and recipient == want_recipient


def pair(events, gold, test) -> list[tuple]:
    """Match one to one, greedily in the order of the text."""
    free = list(gold)
    pairs = []
    for event in events:
        for candidate in free:
            if test(event, candidate):
                pairs.append((event, candidate))
                free.remove(candidate)
                break
    return pairs


def score_events(
    document: Document, gold: list[dict], scores: dict[str, Score], fields: dict[str, Score]
) -> None:
    text = GoldText(document.text)
    anchored = [(g, text.anchor(g["anchor"])) for g in gold]
    found = [(e, text.span(document.evidence(e.span).span)) for e in document.events]

    def near(e, g) -> bool:
        return g[1] is not None and e[1].overlaps(g[1]) and e[0].type == g[0]["type"]

    typed = pair(found, anchored, near)
    full = pair(found, anchored, lambda e, g: near(e, g) and parties_match(e[0], g[0]))
    fields["type"].hit += len(typed)
    fields["type"].extra += len(found) - len(typed)
    fields["type"].missed += len(anchored) - len(typed)
    fields["type+parties"].hit += len(full)
    fields["type+parties"].extra += len(found) - len(full)
    fields["type+parties"].missed += len(anchored) - len(full)
    fields["date right"].hit += sum(e[0].date == g[0]["date"] for e, g in full)
    fields["date right"].extra += sum(e[0].date != g[0]["date"] for e, g in full)
    fields["status right"].hit += sum(e[0].status == g[0]["status"] for e, g in full)
    fields["status right"].extra += sum(e[0].status != g[0]["status"] for e, g in full)
    matched_events = {id(e) for e, _ in full}
    matched_gold = {id(g) for _, g in full}
    for e in found:
        score = scores[e[0].type]
        if id(e) in matched_events:
            score.hit += 1
        else:
            score.extra += 1
            quote = re.sub(r"\s+", " ", document.evidence(e[0].span).quote)[:150]
            score.notes.append(
                f"{document.id[:14]}: + {e[0].type} {e[0].actor}->{e[0].recipient} {e[0].status} {e[0].rule} {e[0].confidence} | {quote}"
            )
    for g in anchored:
        if id(g) not in matched_gold:
            scores[g[0]["type"]].missed += 1
            row = g[0]
            scores[row["type"]].notes.append(
                f"{document.id[:14]}: - {row['type']} {row['actor']}->{row['recipient']} {row['status']} | {one_line(row['anchor'])}"
            )
    for e, g in full:
        if e[0].date != g[0]["date"]:
            fields["date right"].notes.append(
                f"{document.id[:14]}: {e[0].date!r} want {g[0]['date']!r} | {g[0]['anchor'][:90]}"
            )
        if e[0].status != g[0]["status"]:
            fields["status right"].notes.append(
                f"{document.id[:14]}: {e[0].status} want {g[0]['status']} | {g[0]['anchor'][:90]}"
            )


def score_codes(document: Document, gold: list[dict], scores: dict[str, Score]) -> None:
    text = GoldText(document.text)
    want = [(code, text.anchor(g["anchor"]), g["anchor"]) for g in gold for code in g["codes"]]
    got = [(c.code, text.span(document.evidence(c.span).span), c) for c in document.codings]
    for code in {c for c, *_ in want} | {c for c, *_ in got}:
        w = [item for item in want if item[0] == code]
        g = [item for item in got if item[0] == code]
        pairs = pair(g, w, lambda a, b: b[1] is not None and a[1].overlaps(b[1]))
        score = scores[code]
        score.hit += len(pairs)
        score.extra += len(g) - len(pairs)
        score.missed += len(w) - len(pairs)
        hit_g, hit_w = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
        for item in g:
            if id(item) not in hit_g:
                quote = re.sub(r"\s+", " ", document.evidence(item[2].span).quote)[:140]
                score.notes.append(f"{document.id[:14]}: + {code} {item[2].cues} | {quote}")
        score.notes += [
            f"{document.id[:14]}: - {code} | {item[2][:140]}" for item in w if id(item) not in hit_w
        ]


def total(scores: dict[str, Score]) -> Score:
    result = Score()
    for score in scores.values():
        result.hit += score.hit
        result.extra += score.extra
        result.missed += score.missed
    return result


def read_gold(folders: list[Path]) -> tuple[dict[str, dict[str, list[dict]]], list[Path]]:
    annotations: dict[str, dict[str, list[dict]]] = {"entities": {}, "events": {}, "codes": {}}
    paths: dict[str, Path] = {}
    for folder in folders:
        for name, rows in annotations.items():
            for document, found in read_jsonl(folder / "annotations" / f"{name}.jsonl").items():
                rows.setdefault(document, []).extend(found)
        texts = folder / "text" if (folder / "text").is_dir() else Path(__file__).parents[1] / "corpus"
        paths |= {path.name: path for path in texts.glob("*.txt")}
    return annotations, [paths[name] for name in sorted(paths)]


def table(title: str, scores: dict[str, Score]) -> None:
    print(f"\n| {title} | gold | found | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|")
    rows = [*sorted(scores.items()), ("**all**", total(scores))]
    for name, s in rows:
        print(
            f"| {name} | {s.hit + s.missed} | {s.hit + s.extra} | {s.precision:.2f} | {s.recall:.2f} | {s.f1:.2f} |"
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=[Path(__file__).parent / "gold"])
    parser.add_argument("--misses", action="store_true", help="list every miss and false alarm")
    parser.add_argument("--only", default="", help="only texts whose name holds this")
    args = parser.parse_args()
    pipeline = standard_pipeline(load_knowledge())
    annotations, paths = read_gold(args.gold)
    entities: dict[str, Score] = defaultdict(Score)
    events: dict[str, Score] = defaultdict(Score)
    fields: dict[str, Score] = defaultdict(Score)
    codes: dict[str, Score] = defaultdict(Score)
    per_document: Counter[str] = Counter()
    for path in paths:
        if args.only not in path.name or path.name not in annotations["entities"]:
            continue
        text = path.read_text(encoding="utf8")
        document = pipeline(Document(id=path.name, path=path.name, raw=text))
        own: list[dict[str, Score]] = [defaultdict(Score) for _ in range(4)]
        score_entities(document, annotations["entities"][path.name], own[0])
        score_events(document, annotations["events"].get(path.name, []), own[1], own[2])
        score_codes(document, annotations["codes"].get(path.name, []), own[3])
        print(
            f"{path.name}: entities F1 {total(own[0]).f1:.2f} · events P {own[2]['type+parties'].precision:.2f} "
            f"R {own[2]['type+parties'].recall:.2f} F1 {own[2]['type+parties'].f1:.2f} · "
            f"codes P {total(own[3]).precision:.2f} R {total(own[3]).recall:.2f} F1 {total(own[3]).f1:.2f}"
        )
        for mine, all_ in zip(own, (entities, events, fields, codes), strict=True):
            for key, score in mine.items():
                for attribute in ("hit", "extra", "missed"):
                    setattr(all_[key], attribute, getattr(all_[key], attribute) + getattr(score, attribute))
                all_[key].notes += score.notes
        per_document[path.name] += 1
    table("entities", entities)
    table("events (type and parties)", events)
    print()
    for name in ("type", "type+parties"):
        s = fields[name]
        print(f"events, {name}: precision {s.precision:.2f} recall {s.recall:.2f} F1 {s.f1:.2f}")
    for name in ("date right", "status right"):
        print(f"events, {name}: {fields[name].precision:.2f} of {fields[name].hit + fields[name].extra}")
    table("codes", codes)
    macro = [s.f1 for s in codes.values() if s.hit + s.missed]
    print(f"\ncodes, macro F1 over codes in the gold: {sum(macro) / max(1, len(macro)):.2f}")
    if args.misses:
        for group in (entities, events, fields, codes):
            for score in group.values():
                for note in score.notes:
                    print(note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
