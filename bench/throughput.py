"""Characters a second, stage by stage and against a plain script: ``python -m bench.throughput [--rounds N] [TEXT …]``.

The plain script is what a user would write with pythainlp alone: newmm words, part-of-speech tags, and the CRF of names
that comes in its wheel (``thainer_crf_1_5_1.model``, with the features that it expects), document by document. Ours is the
whole pipeline, from the loaded text to YAML and Markdown, names, events and codes included. Both run in this process, in
turns, on the same documents; the ratio of their medians is what counts, the absolute figures depend on the machine.
With ``--peer-python`` spaCy's Thai with an EntityRuler of our names runs too, in an environment of its own
(``bench.peer_spacy``). TEXTs are files; by default the news of the sample corpus, each cut differently so that no document comes twice.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from bench.corpora import CORPUS
from bench.machine import described
from bench.peer_spacy import Peer
from ruscorpus.knowledge import load_knowledge
from ruscorpus.load import load_bytes
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.language import Wording
from ruscorpus.resources import pythainlp
from ruscorpus.run.confine import collect_seldom
from ruscorpus.run.names import ActorNames
from ruscorpus.run.worker import document_files

if TYPE_CHECKING:
    from ruscorpus.model import Document


def documents(paths: list[Path], copies: int) -> list[Document]:
    found = []
    for path in paths or sorted(CORPUS.glob("news-*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for number in range(copies):
            text = "\n".join(lines[: len(lines) - number])
            found.append(load_bytes(text.encode(), id=f"{number}-{path.name}", shown_path=path.name))
    return found


class PlainScript:
    """newmm, POS tags and CRF names, as pythainlp gives them."""

    def __init__(self) -> None:
        self.words = pythainlp("tokenize").word_tokenize
        self.tags = pythainlp("tag").pos_tag
        self.stop = pythainlp("corpus").thai_stopwords()
        self.tagger = pycrfsuite.Tagger()
        self.tagger.open(pythainlp("corpus").get_corpus_path("thainer"))

    def __call__(self, text: str) -> list[str]:
        words = self.words(text, engine="newmm")
        tagged = self.tags(words, corpus="tud")
        labels: list[str] = self.tagger.tag([self.features(tagged, i) for i in range(len(tagged))])
        return labels

    def features(self, tagged: list[tuple[str, str]], i: int) -> dict[str, str | float | bool]:
        word, tag = tagged[i]
        found: dict[str, str | float | bool] = {
            "bias": 1.0, "word.word": word, "word.isspace()": word.isspace(), "postag": tag,
            "word.isdigit()": word.isdigit(), "word.stopword()": word in self.stop,
        }  # fmt: skip
        for name, at in (("prev", i - 1), ("next", i + 1)):
            if 0 <= at < len(tagged):
                other, other_tag = tagged[at]
                found |= {
                    f"word.{name}word": other, f"word.{name}postag": other_tag, f"word.{name}isspace": other.isspace(),
                    f"word.{name}isdigit()": other.isdigit(), f"word.{name}stopword()": other in self.stop,
                }  # fmt: skip
        return found


class Ours:
    def __init__(self) -> None:
        knowledge = load_knowledge()
        self.names = [(actor.type, name) for actor in knowledge.actors for name in actor.names]
        self.pipeline = standard_pipeline(knowledge)
        wording = Wording.of(knowledge.codebook, knowledge.ontology, ActorNames(knowledge), "th")
        self.labels = wording.suiting(["th"])
        self.seconds: dict[str, float] = defaultdict(float)

    def __call__(self, document: Document) -> None:
        document = replace(document)  # cached properties of an earlier round stay behind
        for stage in self.pipeline.stages:
            start = time.process_time()
            document = stage(document)
            self.seconds[stage.name] += time.process_time() - start
        start = time.process_time()
        analysis = Analysis.of(document)
        document_files(document, analysis, self.labels)
        self.seconds["report"] += time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--copies", type=int, default=8, help="documents made of each text")
    parser.add_argument("--peer-python", type=Path, help="Python of an environment with spacy and pythainlp")
    args = parser.parse_args()
    docs = documents(args.texts, args.copies)
    characters = sum(len(document.raw) for document in docs)
    plain, ours = PlainScript(), Ours()
    for document in docs:  # warm up: dictionaries, caches of patterns
        plain(document.raw)
        ours(document)
    ours.seconds.clear()
    gc.collect()
    gc.freeze()  # as the worker processes of a run do, and the next as well
    collect_seldom()
    peer = (
        Peer(args.peer_python, [document.raw for document in docs], ours.names) if args.peer_python else None
    )
    times: dict[str, list[float]] = {"plain script": [], "ruscorpus": []}
    for _ in range(args.rounds):
        for name, work in (("plain script", lambda d: plain(d.raw)), ("ruscorpus", ours)):
            start = time.process_time()
            for document in docs:
                work(document)
            times[name].append(time.process_time() - start)
        if peer is not None:
            times.setdefault(peer.name, []).append(peer.seconds())
    if peer is not None:
        peer.close()
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(described(), "\n")
    print(
        f"{len(docs)} documents, {characters:,} characters, {args.rounds} rounds in turns, CPU time of one process\n"
    )
    print("| | characters/s | ratio |\n|---|---:|---:|")
    for name, median in medians.items():
        print(f"| {name} | {characters / median:,.0f} | {medians['plain script'] / median:.2f} |")
    print("\n| stage | share | characters/s |\n|---|---:|---:|")
    total = sum(ours.seconds.values())
    for name, seconds in ours.seconds.items():
        speed = f"{characters * args.rounds / seconds:,.0f}" if seconds > 0.01 else "not measurable"
        print(f"| {name} | {seconds / total:.0%} | {speed} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
