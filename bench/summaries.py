"""Summaries against references and other methods: ``python -m bench.summaries [FILE …] [--words N] [--vary]``.

Needs the dependency group ``bench`` (sumy): ``pip install --group bench``. FILEs are read beside the sample corpus:

* a thesis whose last chapter sums up the one before it: chapter 4 is summed up, and section 5.1, which its
  author wrote, is the reference. The budget is the length of the reference.
* a news text with a headline: headline and lead are left out of the input, the headline is the reference. Scores are
  means over several budgets (``--words``, 50 to 150 by default): a headline has a dozen words, so one length alone
  is a matter of luck.

All methods choose whole sentences out of the same ones, in the order of their preference, as long as these fit into the
budget of words. Scores are ROUGE-1, -2 and -L (F1 over word tokens, punctuation aside), the share of sentences that stand
in the text word by word, redundancy (mean over sentences of the highest cosine with another one), the share of sections
heard, and the share of sentences that hang in the air. ``random`` is the mean of 200 draws. ``--vary`` prints what
becomes of the scores when each weight is halved, doubled or left out.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
from dataclasses import dataclass, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpora import CORPUS
from bench.rouge import rouge
from ruscorpus.knowledge import Knowledge, load_knowledge
from ruscorpus.load import load
from ruscorpus.model import Document
from ruscorpus.offsets import Span
from ruscorpus.pipeline import Pipeline, standard_pipeline
from ruscorpus.resources import pythainlp
from ruscorpus.summarize.chapters import Chapter, find_chapters
from ruscorpus.summarize.context import Context
from ruscorpus.summarize.rank import Weights, cosine, vectors
from ruscorpus.summarize.reading import Reading
from ruscorpus.summarize.select import Length
from ruscorpus.summarize.summary import Summarizer
from ruscorpus.summarize.units import Unit, UnitFinder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DRAWS = 200
LEAD = 100
"""A line of so many characters is a paragraph; the first one of a news text is its lead."""


@dataclass(frozen=True)
class Task:
    """A text to be summed up: a chapter of a document, the reference, and the budget in words."""

    kind: str
    name: str
    document: Document
    chapter: Chapter
    units: list[Unit]
    reference: list[str]
    budget: int
    dangles: Callable[[Span], bool]

    def words(self, span: Span) -> list[str]:
        reading = Reading(self.document)
        words = [token.of(self.document.flow).strip().lower() for token in reading.tokens(span)]
        return [word for word in words if any(char.isalnum() for char in word)]


@dataclass(frozen=True)
class Score:
    rouge1: float
    rouge2: float
    rouge_l: float
    faithful: float
    redundancy: float
    sections: float
    dangling: float


def tasks(
    paths: Sequence[Path], pipeline: Pipeline, knowledge: Knowledge, budgets: Sequence[int]
) -> Iterator[Task]:
    for path in paths:
        document = pipeline(load(path, id=path.name, shown_path=str(path)))
        chapters = {chapter.number: chapter for chapter in find_chapters(document)}
        summary = next((s for s in document.sections if s.number == "5.1"), None)
        if "4" in chapters and summary is not None:
            reference = Span(summary.heading.end, summary.span.end)
            yield task("thesis", path.name, document, chapters["4"], reference, knowledge)
        elif len(chapters) == 1 and document.title and (body := without_lead(document)):
            shorter = pipeline(replace(document_of(document), raw=body))
            headline = pipeline(replace(document_of(document), raw=document.title))
            made = task("news", path.name, shorter, find_chapters(shorter)[0], Span(0, 0), knowledge, 1)
            reference = replace(made, document=headline).words(Span(0, len(headline.flow)))
            for words in budgets:
                yield replace(made, reference=reference, budget=words)


def document_of(document: Document) -> Document:
    return Document(id=document.id, path=document.path, date=document.date)


def without_lead(document: Document) -> str:
    """Return the text behind its headline and its first paragraph."""
    place = document.text.find(document.title)
    if place < 0:
        return ""
    lines = document.text[place + len(document.title) :].splitlines(keepends=True)
    lead = next((i for i, line in enumerate(lines) if len(line.strip()) >= LEAD), len(lines))
    return "".join(lines[lead + 1 :])


def task(
    kind: str,
    name: str,
    document: Document,
    chapter: Chapter,
    reference: Span,
    knowledge: Knowledge,
    words: int = 0,
) -> Task:
    reading = Reading(document)
    units = UnitFinder(reading, knowledge.summaries).units(chapter)
    made = Task(
        kind, name, document, chapter, units, [], words, Context(reading, knowledge.summaries).dangles
    )
    tokens = made.words(reference)
    return replace(made, reference=tokens, budget=words or len(tokens))


# The methods: each returns the units in the order of its preference.


def lead(task: Task) -> list[Unit]:
    return list(task.units)


def shuffled(task: Task, seed: int) -> list[Unit]:
    units = list(task.units)
    random.Random(seed).shuffle(units)
    return units


def sumy(task: Task, name: str) -> list[Unit]:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    by_text = {unit.span.of(task.document.flow): unit for unit in reversed(task.units)}
    words = {text: task.words(unit.span) for text, unit in by_text.items()}

    class Tokenizer:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(words[text])

    model = ObjectDocumentModel([Paragraph([Sentence(text, Tokenizer()) for text in by_text])])
    summarizer = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}[name]()
    summarizer.stop_words = pythainlp("corpus").thai_stopwords()
    # Its own order of preference: the ever longer summaries that it would give.
    ranked: list[Unit] = []
    rate = {"LexRank": _lex_rank, "TextRank": _text_rank}[name]
    ratings = rate(summarizer, model)
    for sentence in sorted(model.sentences, key=lambda s: -ratings[s]):
        ranked.append(by_text[str(sentence)])
    return ranked


def _lex_rank(summarizer, model):
    summarizer._ensure_dependencies_installed()
    sentences_words = [summarizer._to_words_set(s) for s in model.sentences]
    if not sentences_words:
        return {}
    tf = summarizer._compute_tf(sentences_words)
    idf = summarizer._compute_idf(sentences_words)
    matrix = summarizer._create_matrix(sentences_words, summarizer.threshold, tf, idf)
    scores = summarizer.power_method(matrix, summarizer.epsilon)
    return dict(zip(model.sentences, scores, strict=True))


def _text_rank(summarizer, model):
    summarizer._ensure_dependencies_installed()
    return summarizer.rate_sentences(model)


def thai_frequency(task: Task) -> list[Unit]:
    """pythainlp.summarize's frequency method on the same sentences: its own class, given ours for its splitter."""
    from pythainlp.summarize import freq

    by_text = {unit.span.of(task.document.flow): unit for unit in reversed(task.units)}
    texts = list(by_text)
    splitter, freq.sent_tokenize = freq.sent_tokenize, lambda *_, **__: texts
    try:
        ranked = freq.FrequencySummarizer().summarize("\n".join(texts), len(texts), "newmm")
    finally:
        freq.sent_tokenize = splitter
    return [by_text[text] for text in ranked]


def fill(task: Task, ranked: Sequence[Unit]) -> list[Unit]:
    """Take the sentences that fit, the preferred first; return them in the order of the text."""
    chosen: list[Unit] = []
    left = task.budget
    for unit in ranked:
        if 0 < unit.words <= left:
            chosen.append(unit)
            left -= unit.words
    return sorted(chosen, key=lambda unit: unit.span)


def ours(task: Task, knowledge: Knowledge, weights: Weights | None = None) -> list[Unit]:
    summarizer = Summarizer(knowledge.summaries, Length(words=task.budget), weights)
    for summary in summarizer(task.document):
        if summary.chapter.span == task.chapter.span:
            return list(summary.sentences)
    return []


def score(task: Task, chosen: Sequence[Unit]) -> Score:
    tokens = [word for unit in chosen for word in task.words(unit.span)]
    known = vectors([unit.terms for unit in chosen])
    nearest = [
        max((cosine(a, b) for j, b in enumerate(known) if j != i), default=0.0) for i, a in enumerate(known)
    ]
    sections = {unit.section for unit in task.units if unit.eligible}
    text = re.sub(r"\s+", "", task.document.text)
    quotes = [re.sub(r"\s+", "", task.document.evidence(unit.span).quote) for unit in chosen]
    before = {unit.span.end: unit for unit in chosen}
    loose = [u for u in chosen if task.dangles(u.span) and not _held(task, u, before)]
    return Score(
        *rouge(tokens, task.reference),
        statistics.fmean(quote in text for quote in quotes) if quotes else 1.0,
        statistics.fmean(nearest) if nearest else 0.0,
        len({unit.section for unit in chosen} & sections) / len(sections) if sections else 1.0,
        len(loose) / len(chosen) if chosen else 0.0,
    )


def _held(task: Task, unit: Unit, before: dict[int, Unit]) -> bool:
    """Tell whether the sentence right before stands in the summary, too."""
    gap = task.document.flow[: unit.span.start].rstrip()
    return len(gap) in before


def mean(scores: Sequence[Score]) -> Score:
    return Score(*(statistics.fmean(getattr(s, f.name) for s in scores) for f in fields(Score)))


def methods(knowledge: Knowledge) -> dict[str, Callable[[Task], Score]]:
    def plain(rank: Callable[[Task], Sequence[Unit]]) -> Callable[[Task], Score]:
        return lambda task: score(task, fill(task, rank(task)))

    known = {
        "ruscorpus": lambda task: score(task, ours(task, knowledge)),
        "lead": plain(lead),
        "random": lambda task: mean([score(task, fill(task, shuffled(task, seed))) for seed in range(DRAWS)]),
        "pythainlp frequency": plain(thai_frequency),
    }
    if find_spec("sumy") is None:
        print(
            "sumy is not installed (pip install --group bench): LexRank and TextRank are left out",
            file=sys.stderr,
        )
        return known
    return known | {
        "sumy LexRank": plain(lambda task: sumy(task, "LexRank")),
        "sumy TextRank": plain(lambda task: sumy(task, "TextRank")),
    }


def show(title: str, rows: dict[str, Score]) -> None:
    print(f"\n{title}\n")
    print("| | ROUGE-1 | ROUGE-2 | ROUGE-L | faithful | redundancy | sections heard | hanging |")
    print("|---|" + "---:|" * 7)
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(f"{getattr(row, f.name):.3f}" for f in fields(Score)) + " |")


def vary(all_tasks: Sequence[Task], knowledge: Knowledge) -> None:
    """Print the mean ROUGE of every task with each weight changed."""
    print("\n| weight | factor | ROUGE-1 | ROUGE-2 | ROUGE-L |\n|---|---:|---:|---:|---:|")
    usual = Weights()
    for name in ("", *(f.name for f in fields(Weights))):
        for factor in (0.0, 0.5, 2.0) if name else (1.0,):
            weights = replace(usual, **{name: getattr(usual, name) * factor}) if name else usual
            total = mean([score(task, ours(task, knowledge, weights)) for task in all_tasks])
            cells = f"{total.rouge1:.3f} | {total.rouge2:.3f} | {total.rouge_l:.3f}"
            print(f"| {name or 'as they are'} | {factor:g} | {cells} |")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, nargs="+", default=[50, 75, 100, 125, 150])
    parser.add_argument("--vary", action="store_true")
    parser.add_argument("--each", action="store_true", help="print every text, not only the means")
    args = parser.parse_args()
    knowledge = load_knowledge()
    paths = [*sorted(CORPUS.glob("*.txt")), *args.files]
    all_tasks = list(tasks(paths, standard_pipeline(knowledge), knowledge, args.words))
    known = methods(knowledge)
    results = [(task, {name: method(task) for name, method in known.items()}) for task in all_tasks]
    for kind in ("thesis", "news"):
        of_kind = [(task, scores) for task, scores in results if task.kind == kind]
        if args.each:
            for task, scores in of_kind:
                show(f"{task.name} ({task.budget} words)", scores)
        if of_kind:
            means = {name: mean([scores[name] for _, scores in of_kind]) for name in known}
            show(f"{kind}: {len({task.name for task, _ in of_kind})} texts", means)
    if args.vary:
        vary(all_tasks, knowledge)
    return 0


if __name__ == "__main__":
    sys.exit(main())
