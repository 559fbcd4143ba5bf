"""What every part of the page needs: the documents, the sums over them, and the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ruscorpus.report.html.markup import Html, tag
from ruscorpus.report.shorten import shorten

if TYPE_CHECKING:
    from ruscorpus.report.corpus import CorpusAnalysis
    from ruscorpus.report.html.sheets import Finding, Sheet
    from ruscorpus.report.labels import Labels
    from ruscorpus.report.rows import EventRow

COLOURS = 8
"""So many colours tell facets apart; the ninth facet takes the first again."""


NAME = 32
"""In a link to a place a document's name is cut to so many characters."""


@dataclass(frozen=True)
class Context:
    """The material of a report. ``labels`` must not escape: ``markup.tag`` does."""

    sheets: tuple[Sheet, ...]
    corpus: CorpusAnalysis
    labels: Labels
    version: str

    @cached_property
    def by_id(self) -> dict[str, Sheet]:
        """The documents by their ids."""
        return {sheet.analysis.document.id: sheet for sheet in self.sheets}

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(sheet.name for sheet in self.sheets)

    def name(self, sheet: Sheet) -> str:
        """Return what a document is called here: where several have one title, with the id in brackets."""
        id_ = sheet.analysis.document.id
        return f"{sheet.name} ({id_})" if self._names[sheet.name] > 1 else sheet.name

    @cached_property
    def colour_of(self) -> dict[str, int]:
        """The number of the colour of every code: that of its facet."""
        facets = [facet.id for facet in self.corpus.codebook.facets]
        return {code: facets.index(facet) % COLOURS for code, facet in self.corpus.facet_of.items()}

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """Return a text of the catalogue."""
        return self.labels.say(key, n, **values)

    def chip(self, code: str) -> Html:
        """Return the label of a code in the colour of its facet."""
        colour = self.colour_of.get(code)
        return tag("b", self.labels.code(code), class_="c" if colour is None else f"c f{colour}")

    def chips(self, finding: Finding) -> list[Html]:
        """Return the codes of a passage, in the order of the codebook."""
        return [self.chip(code) for code in self.labels.in_order(finding.codes)]

    def deed(self, event: EventRow) -> list[Html | str]:
        """Return who did what to whom, as a line."""
        kind = f"q{self.labels.quads.get(event.type, 0)}"
        return [
            tag("b", self.labels.parties(event)),
            " ",
            tag("span", self.labels.event_type(event.type, event.mode), class_=f"k {kind}"),
        ]

    def place(self, sheet: Sheet, finding: Finding) -> Html:
        """Return a link to where a finding stands in the text; of several documents it is named."""
        place = self.labels.place(finding.at.page, finding.at.line)
        name = [tag("bdi", shorten(self.name(sheet), NAME)), " "] if len(self.sheets) > 1 else []
        return tag("a", *name, place, href=f"#t{finding.key}", class_="go")
