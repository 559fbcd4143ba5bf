"""Names of people, organisations and places in news nobody tuned on: ``python -m bench.names DATA [--misses]``.

DATA is a folder with ``thainer-1.3.conll`` (ThaiNER 1.3, CC BY 3.0): Thai news of the 2000s, mostly domestic, so the
gazetteer knows little of it and what counts is how well names are told that only the text introduces. A
sample of the sentences, in their order, is read as texts of 15 lines each. A name is right when it overlaps
one of the gold's and both end at the same place: the gold's spans take titles and class words in, ours leave
them out. Gold names stand for LOCATION whatever they do; so ours of a state or a place are one class here.

Beside ours stands ``thainer_crf_1_5_1.model``, the conditional random field in pythainlp's wheel, with part-of-speech
tags mapped from pythainlp's ``tud`` tagger to those it was trained with. **ThaiNER is most likely its own
training data**, which flatters it here. With ``--gold FOLDER`` both read the texts of gold annotations too.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Document
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.resources import pythainlp

LINES = 15
EVERY = 7
CLASS_OF = {"PERSON": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION", "COUNTRY": "LOCATION"}
TAGS = {
    "NOUN": "NN", "PROPN": "NN", "VERB": "VV", "ADJ": "AJ", "ADV": "AV", "AUX": "AX", "ADP": "PS", "CCONJ": "CC",
    "SCONJ": "CC", "DET": "PR", "PRON": "PR", "NUM": "NU", "PART": "PA", "PUNCT": "PU", "SYM": "PU", "INTJ": "XX",
}  # fmt: skip
Named = tuple[int, int, str]


@dataclass
class Tally:
    """How many names were found, were right, and stand in the gold; with the errors."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    notes: list[str] = field(default_factory=list)

    def row(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        return f"{self.wanted} | {self.found} | {precision:.2f} | {recall:.2f}"


def read_conll(path: Path) -> list[tuple[str, list[Named]]]:
    """Return texts of LINES sentences, every EVERYth one, with the spans and classes of their names."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition("\t")
        if tag:
            sentences[-1].append((word, tag))
        elif sentences[-1]:
            sentences.append([])
    texts = []
    for start in range(0, len(sentences), LINES * EVERY):
        text, names = "", []
        for sentence in sentences[start : start + LINES]:
            for word, tag in sentence:
                kind, _, name = tag.partition("-")
                if kind == "B":
                    names.append((len(text), len(text) + len(word), name))
                elif kind == "I" and names:
                    names[-1] = (names[-1][0], len(text) + len(word), names[-1][2])
                text += word
            text += "\n"
        texts.append((text, [name for name in names if name[2] in CLASS_OF.values()]))
    return texts


def compare(found: list[Named], wanted: list[Named], text: str, tallies: dict[str, Tally]) -> None:
    """Count *found* against *wanted* by class; both end at the same place where they agree."""
    ends = {(end, kind): start for start, end, kind in wanted}
    for _, _, kind in wanted:
        tallies[kind].wanted += 1
    for start, end, kind in found:
        tally = tallies[kind]
        tally.found += 1
        if (end, kind) in ends and ends[end, kind] < end:
            tally.right += 1
            del ends[end, kind]
        else:
            tally.notes.append(f"+ {kind} [{text[start:end]}] in {text[max(0, start - 25) : end + 15]!r}")
    for (end, kind), start in ends.items():
        tallies[kind].notes.append(f"- {kind} [{text[start:end]}] in {text[max(0, start - 25) : end + 15]!r}")


class Crf:
    """The wheel's model for names."""

    def __init__(self) -> None:
        import pycrfsuite  # noqa: PLC0415 - nothing else here needs it

        self.tagger = pycrfsuite.Tagger()
        self.tagger.open(pythainlp("corpus").get_corpus_path("thainer"))

    def find(self, text: str) -> list[Named]:
        """Return the names in *text*, each line by itself."""
        found, start = [], 0
        for line in text.splitlines(keepends=True):
            found += [(start + a, start + b, kind) for a, b, kind in self._in_line(line.rstrip("\n"))]
            start += len(line)
        return found

    def _in_line(self, line: str) -> list[Named]:
        words = pythainlp("tokenize").word_tokenize(line, engine="mm") if line.strip() else []
        if "".join(words) != line or not words:
            return []
        tags = pythainlp("tag").pos_tag(words, engine="perceptron", corpus="tud")
        pairs = [(word, TAGS.get(tag, "XX")) for word, tag in tags]
        features = [self._features(pairs, i) for i in range(len(pairs))]
        names, position = [], 0
        for word, label in zip(words, self.tagger.tag(features), strict=True):
            kind, _, name = label.partition("-")
            if kind == "B":
                names.append((position, position + len(word), name))
            elif kind == "I" and names and names[-1][1] == position:
                names[-1] = (names[-1][0], position + len(word), names[-1][2])
            position += len(word)
        return [name for name in names if name[2] in CLASS_OF.values()]

    @staticmethod
    def _features(pairs: list[tuple[str, str]], index: int) -> dict[str, Any]:
        """Return pythainlp's features under the names that this model was trained with."""
        features: dict[str, Any] = pythainlp("tag.thainer")._doc2features(pairs, index)  # noqa: SLF001
        for new, old in (("word.isdigit", "word.isdigit()"), ("word.prevpostag", "word.prepostag")):
            if new in features:
                features[old] = features.pop(new)
        return features


def table(title: str, rows: dict[str, dict[str, Tally]]) -> None:
    print(f"\n| {title} | class | gold | found | precision | recall |\n|---|---|---:|---:|---:|---:|")
    for name, tallies in rows.items():
        for kind in ("PERSON", "ORGANIZATION", "LOCATION"):
            if kind in tallies:
                print(f"| {name} | {kind} | {tallies[kind].row()} |")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path, help="a folder with text/ and annotations/entities.jsonl")
    parser.add_argument("--misses", action="store_true", help="list what ours missed and what it got wrong")
    args = parser.parse_args()
    pipeline = standard_pipeline(load_knowledge())
    stages = [stage for stage in pipeline.stages if stage.name in ("segment", "tag")]
    crf = Crf()

    def ours(text: str) -> list[tuple[Named, str]]:
        document = Document(id="text", path="text", raw=text, text=text)
        for stage in stages:
            document = stage(document)
        return [
            ((*document.evidence(m.span).span, CLASS_OF[m.type]), m.rule)
            for m in document.mentions
            if m.type in CLASS_OF
        ]

    rows: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for text, wanted in read_conll(args.data / "thainer-1.3.conll"):
        found = ours(text)
        compare([name for name, _ in found], wanted, text, rows["ours"])
        told = [name for name, rule in found if not rule.startswith(("gazetteer", "capital"))]
        compare(told, wanted, text, rows["of these, told by the text"])
        votes = crf.find(text)
        compare(votes, wanted, text, rows["the wheel's CRF"])
        covered = {place for start, end, _ in (name for name, _ in found) for place in range(start, end)}
        new = [name for name in votes if covered.isdisjoint(range(name[0], name[1]))]
        compare(new, wanted, text, rows["CRF where ours has nothing"])
    table("ThaiNER", rows)
    if args.gold:
        gold_rows(args.gold, ours, crf)
    if args.misses:
        for tally in rows["ours"].values():
            print("\n".join(tally.notes))
    return 0


def gold_rows(folder: Path, ours: Any, crf: Crf) -> None:
    """Print how many distinct names of gold texts each finds, by class and surface."""
    wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in (folder / "annotations" / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["type"] in ("PERSON", "ORG"):
            wanted[row["doc"]].add((CLASS_OF[row["type"]], re.sub(r"\s+", " ", row["surface"])))
    rows: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for name, found in (("ours", [n for n, _ in ours(text)]), ("the wheel's CRF", crf.find(text))):
            surfaces = {(kind, re.sub(r"\s+", " ", text[start:end])) for start, end, kind in found}
            for kind, surface in wanted[path.name]:
                rows[name][kind].wanted += 1
                # The model takes titles in: a name at the end of what it found is right.
                rows[name][kind].right += any(k == kind and s.endswith(surface) for k, s in surfaces)
            for kind, _ in surfaces:
                rows[name][kind].found += 1
    for tallies in rows.values():
        tallies.pop("LOCATION", None)  # of states the gold gives one surface each
    table("gold texts, by surface", rows)


if __name__ == "__main__":
    sys.exit(main())
