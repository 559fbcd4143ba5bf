"""Reports on an output tree: read back, and put into the words of the codebook it was made with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus import __version__
from ruscorpus.knowledge import Knowledge, load_knowledge
from ruscorpus.offsets import LineIndex, OffsetMap
from ruscorpus.problems import Problem
from ruscorpus.report.analysis import EXCERPT, sureness, weakest_edits
from ruscorpus.report.corpus import CorpusAnalysis
from ruscorpus.report.corpus_markdown import corpus_markdown
from ruscorpus.report.database import open_tree
from ruscorpus.report.html.context import Context
from ruscorpus.report.html.page import html_report
from ruscorpus.report.html.sheets import Sheet
from ruscorpus.report.labels import Labels
from ruscorpus.report.language import report_language
from ruscorpus.report.markdown import document_markdown
from ruscorpus.report.shorten import shorten
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.names import ActorNames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.tree import ResultTree

_HINT = "name the one that the analysis used, or analyse again"


@dataclass(frozen=True)
class OpenTree:
    """An output tree and what is needed to put it into words. ``warnings`` say what does not fit it."""

    tree: ResultTree
    knowledge: Knowledge
    warnings: tuple[Problem, ...]

    @classmethod
    def load(cls, folder: Path, config: Path | None = None, codebook: Path | None = None) -> OpenTree:
        """Open the tree in *folder*.

        The codebook is the one in the tree unless *codebook* names another; names of actors and events come
        from *config*, by default the packaged configuration. Raises ``UsageError`` and ``ConfigError``.
        """
        tree = open_tree(folder)
        own = folder / CODEBOOK
        knowledge = load_knowledge(config, codebook or (own if tree.run and own.is_file() else None))
        warnings = []
        if knowledge.codebook_sha256 != tree.run.codebook:
            message = "is not the codebook of the analysis"
            path = str(knowledge.codebook_path)
            warnings.append(Problem("codebook-differs", message, path, hint=_HINT, severity="warning"))
        if knowledge.config_sha256 != tree.run.configuration:
            message = "names come from another configuration than the analysis used"
            warnings.append(Problem("config-differs", message, str(folder), hint=_HINT, severity="warning"))
        if tree.run.codes:
            knowledge = knowledge.with_codes(tree.run.codes)
        return cls(tree, knowledge, tuple(warnings))

    def html(self, language: str = "") -> str:
        """Return the report as one HTML file, in *language* or that of most documents."""
        sheets = tuple(
            Sheet.of(number, analysis, self.tree) for number, analysis in enumerate(self.tree.analyses(), 1)
        )
        corpus = self._corpus()
        for sheet in sheets:
            corpus.add(sheet.analysis)
        # The page escapes what it is given: the labels must not do it before.
        labels = self._labels(language or report_language(corpus.languages), str)
        return html_report(Context(sheets, corpus, labels, __version__))

    def markdown(self, language: str = "") -> str:
        """Return the report of the corpus, and behind it those of all documents, as one Markdown text."""
        corpus = self._corpus()
        for analysis in self.tree.analyses():
            corpus.add(analysis)
        labels = self._labels(language or report_language(corpus.languages))
        pages = [document_markdown(self._completed(analysis), labels) for analysis in self.tree.analyses()]
        return "\n".join([corpus_markdown(corpus, labels), *pages])

    def _corpus(self) -> CorpusAnalysis:
        corpus = CorpusAnalysis(self.knowledge.codebook, self.knowledge.ontology)
        for row in self.tree.rows:
            corpus.add_row(row)
        return corpus

    def _labels(self, language: str, escape: Callable[[str], str] | None = None) -> Labels:
        knowledge = self.knowledge
        labels = Labels.of(knowledge.codebook, knowledge.ontology, ActorNames(knowledge), language)
        return replace(labels, escape=escape) if escape else labels

    def _completed(self, analysis: Analysis) -> Analysis:
        """Give back to an analysis what its YAML does not carry: doubtful edits, where regions stand."""
        id_ = analysis.document.id
        raw, text, edits = self.tree.raw(id_), self.tree.text(id_), self.tree.edits(id_)
        to_raw, lines = OffsetMap(edits), LineIndex(raw)
        regions = tuple(
            replace(
                region,
                line=lines.line_of(to_raw.to_old(region.span).start),
                excerpt=shorten(region.span.of(text), EXCERPT),
            )
            for region in analysis.regions
        )
        weakest = weakest_edits(edits, raw, lambda _: None)
        return replace(analysis, regions=regions, weakest=weakest, sureness=sureness(edits))
