"""Make the word list of the repair again: ``src/ruscorpus/data/thai-words.tsv`` and ``thai-marks.tsv``.

    python tools/make_lexicon.py [--check]

Words and counts come out of the pythainlp wheel: its word list, its syllables, the unigram counts of the
Thai National Corpus and the Thai Textbook Corpus (all CC0-1.0). Reading them and taking every word apart
takes a second, which is why the result is kept. ``--check`` writes nothing and fails where a file is stale.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

from ruscorpus import resources
from ruscorpus.repair.alphabet import decompose, is_legal

DATA = Path(__file__).resolve().parents[1] / "src" / "ruscorpus" / "data"
WORDS, MARKS = DATA / "thai-words.tsv", DATA / "thai-marks.tsv"

THAI_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
DICTIONARY = 0.4  # the count of a dictionary word that the corpora lack
SYLLABLE = 0.02  # of a syllable that is no word: the stuff of names
COUNTED_ONLY = 12  # a word that only the corpora have needs this count: they hold slips too
SPECIAL = {"ๆ": 271587, "ฯ": 30000, "ฯลฯ": 3000, "ณ": 4000, "ธ": 300}


def word_counts() -> dict[str, float]:
    """Return the words with their (pseudo-)counts."""
    corpus = resources.pythainlp("corpus")
    counted: dict[str, float] = defaultdict(float)
    for source in ("tnc_freq.txt", "ttc_freq.txt"):
        # Some words stand there twice, and pythainlp's own reader then takes now the one, now the other.
        lines = (line.split("\t") for line in sorted(corpus.get_corpus(source)))
        for word, count in dict(sorted((line[0], int(line[-1])) for line in lines if len(line) > 1)).items():
            counted[word] += count
    counts = {word: counted.get(word, 0) + DICTIONARY for word in corpus.thai_words() if is_plain(word)}
    for word, count in counted.items():
        if word not in counts and count >= COUNTED_ONLY and is_plain(word) and is_legal(word):
            counts[word] = count / 20
    for word in corpus.thai_syllables():
        if word not in counts and is_plain(word) and is_legal(word):
            counts[word] = SYLLABLE
    return dict(sorted({**counts, **SPECIAL}.items()))


def is_plain(word: str) -> bool:
    """Tell whether *word* is Thai letters only and more than a bare one."""
    return len(word) > 1 and THAI_WORD.fullmatch(word) is not None


def words_table(counts: dict[str, float]) -> str:
    """Write a line for each row of bases: the bases, then each word that has them and its cost in nats."""
    total = math.log(sum(counts.values()))
    by_bases: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for word, count in counts.items():
        by_bases[decompose(word)[0]].append((round(total - math.log(count), 2), word))
    lines = (
        "\t".join([bases, *(f"{word} {cost}" for cost, word in sorted(by_bases[bases]))])
        for bases in sorted(by_bases)
    )
    return "\n".join(lines) + "\n"


def marks_table(counts: dict[str, float]) -> str:
    """Write a line for each pair of a letter and the next ($ for none): the marks it bears, and how often."""
    seen: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, count in counts.items():
        bases, marks = decompose(word)
        for base, following, mark in zip(bases, bases[1:] + "$", marks, strict=True):
            seen[base + following][mark] += 0.3 + math.log1p(count)
    lines = (
        "\t".join([pair, *(f"{mark} {weight:.1f}" for mark, weight in sorted(seen[pair].items()))])
        for pair in sorted(seen)
    )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write or check both files."""
    parser = argparse.ArgumentParser(description="Make the word list of the repair again.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is stale")
    check = parser.parse_args().check
    counts = word_counts()
    stale = 0
    for path, text in ((WORDS, words_table(counts)), (MARKS, marks_table(counts))):
        same = path.is_file() and path.read_text("utf-8") == text
        stale += not same
        if not check:
            path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{path.name}: {'as it was' if same else 'stale' if check else 'written'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
