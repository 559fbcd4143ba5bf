"""Word segmentation against two human-segmented corpora: ``python -m bench.segmentation DATA``.

DATA is a folder with ``th_tud-ud-test.conllu`` (UD_Thai-TUD, CC BY-SA 4.0) and ``wisesight-160.label``
(PyThaiNLP/wisesight-sentiment, CC0). Prints boundary precision, recall and F1 for newmm alone and for ours
(newmm with the gazetteer in its dictionary), how many known names each splits, and throughput as a ratio from
one interleaved run. The corpora do not cut words by one rule, nor by newmm's: read the differences, not the height.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from ruscorpus.knowledge import load_knowledge
from ruscorpus.phrases import PhraseSet, ReadText
from ruscorpus.segment.words import word_boundaries
from ruscorpus.tag.gazetteer import Gazetteer

ROUNDS = 5


def tud(path: Path) -> list[list[str]]:
    sentences, words = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            words.append(fields[1])
            if "SpaceAfter=No" not in fields[9]:
                words.append(" ")
        elif not line and words:
            sentences.append(words)
            words = []
    return sentences


def wisesight(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[word for word in line.split("|") if word] for line in lines if line.strip()]


def boundaries(words: list[str]) -> set[int]:
    places, position = set(), 0
    for word in words:
        position += len(word)
        places.add(position)
    return places


def score(sentences: list[list[str]], vocabulary: frozenset[str]) -> tuple[float, float, float]:
    hit = found = wanted = 0
    for words in sentences:
        text = "".join(words)
        gold, ours = boundaries(words), set(word_boundaries(text, vocabulary)) - {0}
        hit += len(gold & ours)
        found += len(ours)
        wanted += len(gold)
    return hit / found, hit / wanted, 2 * hit / (found + wanted)


def split_names(texts: list[str], gazetteer: Gazetteer, vocabulary: frozenset[str]) -> tuple[int, int]:
    """Return how many known names stand in *texts*, and how many of them the segmentation cuts into."""
    names = PhraseSet((name, name) for name in sorted(gazetteer.vocabulary))
    total = split = 0
    for text in texts:
        cuts = set(word_boundaries(text, vocabulary))
        for hit in names.find_longest(ReadText(text, set(word_boundaries(text, gazetteer.vocabulary)))):
            total += 1
            split += any(place in cuts for place in range(hit.span.start + 1, hit.span.end))
    return total, split


def speed(texts: list[str], vocabularies: list[frozenset[str]]) -> list[float]:
    """Return the median characters per second of each vocabulary, measured in turn."""
    size = sum(map(len, texts))
    times: list[list[float]] = [[] for _ in vocabularies]
    for _ in range(ROUNDS):
        for index, vocabulary in enumerate(vocabularies):
            start = time.perf_counter()
            for text in texts:
                word_boundaries(text, vocabulary)
            times[index].append(time.perf_counter() - start)
    return [size / statistics.median(each) for each in times]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    gazetteer = Gazetteer(load_knowledge().actors)
    corpora = {
        "UD_Thai-TUD": tud(args.data / "th_tud-ud-test.conllu"),
        "wisesight-160": wisesight(args.data / "wisesight-160.label"),
    }
    news = [
        path.read_text(encoding="utf-8")
        for path in sorted((Path(__file__).parents[1] / "corpus").glob("news-*.txt"))
    ]
    engines = {"newmm alone": frozenset[str](), "ours": gazetteer.vocabulary}
    speeds = speed(news, list(engines.values()))
    print(
        "| | "
        + " | ".join(f"{name} P / R / F1" for name in corpora)
        + " | names split (sample corpus) | speed |"
    )
    print("|---|" + "---|" * len(corpora) + "---|---|")
    for (name, vocabulary), rate in zip(engines.items(), speeds, strict=True):
        cells = [
            " / ".join(f"{value:.4f}" for value in score(corpus, vocabulary)) for corpus in corpora.values()
        ]
        total, split = split_names(news, gazetteer, vocabulary)
        print(f"| {name} | {' | '.join(cells)} | {split} of {total} | {rate / speeds[0]:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
