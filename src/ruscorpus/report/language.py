"""Which language a report is written in, where nobody has said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.report.labels import Labels
from ruscorpus.report.strings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ruscorpus.config.base import Bilingual
    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.events import Ontology


def report_language(languages: Iterable[str]) -> str:
    """Return ``th`` where at least half of the documents are Thai, else ``en``.

    *languages*: one code a document, empty for one in which there is nothing to read; without any that
    tells, Thai.

    >>> report_language(["th", "en", ""]), report_language(["en"]), report_language([])
    ('th', 'en', 'th')
    """
    known = [language for language in languages if language]
    return "th" if 2 * known.count("th") >= len(known) else "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels in every language. ``wanted`` is the language that was asked for, empty for none."""

    labels: Mapping[str, Labels]
    wanted: str = ""

    @classmethod
    def of(
        cls, codebook: Codebook, ontology: Ontology, names: Mapping[str, Bilingual], wanted: str = ""
    ) -> Wording:
        """Take the labels out of the configuration; *names* maps the ids of actors to their names."""
        return cls(
            {language: Labels.of(codebook, ontology, names, language) for language in LANGUAGES}, wanted
        )

    def suiting(self, languages: Iterable[str]) -> Labels:
        """Return the labels for a report on documents in *languages*."""
        return self.labels[self.wanted or report_language(languages)]
