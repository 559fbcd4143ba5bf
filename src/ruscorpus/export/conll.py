"""Words in columns (CoNLL-U Plus): the word, its characters in the text, and the entity it belongs to.

Tags are BIO over the words of the text; where a name begins or ends inside a word, the word is cut there, so
that no tag says more or less than was found. Of overlapping entities the longer one is tagged. A line of the
text is a sentence here: lines are never joined.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.segment.words import word_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.export.material import Material
    from ruscorpus.report.rows import EntityRow

_LINE = re.compile(r"[^\r\n]+")
_BREAKING = re.compile(r"\s+")


def lines(material: Material) -> Iterator[str]:
    """Yield the documents, a blank line between sentences."""
    from ruscorpus.tag.gazetteer import Gazetteer  # noqa: PLC0415 - heavy

    words = Gazetteer(material.knowledge.actors).vocabulary
    yield "# global.columns = FORM START END NER ENTITY\n"
    for analysis in material.analyses():
        text = material.tree.text(analysis.document.id)
        chosen = _apart(analysis.entities)
        material.left_out["entities inside longer ones"] += len(analysis.entities) - len(chosen)
        edges = {edge for entity in chosen for edge in entity.at.span}
        places = sorted({*word_boundaries(text, words), *edges})
        yield f"# newdoc id = {_BREAKING.sub(' ', analysis.document.id)}\n"
        yield from _sentences(text, places, chosen)


def _sentences(text: str, places: Sequence[int], entities: Sequence[EntityRow]) -> Iterator[str]:
    """Yield the words line by line. *places* are boundaries of words and entities, in order."""
    breaks = {end for match in _LINE.finditer(text) for end in match.span()}
    waiting = list(reversed(entities))
    cuts = sorted({*places, *breaks})
    open_line = False
    for start, end in pairwise(cuts):
        word = text[start:end]
        while waiting and waiting[-1].at.span.end <= start:
            waiting.pop()
        if not word.strip():
            if open_line and ("\n" in word or "\r" in word):
                open_line = False
                yield "\n"
            continue
        inside = waiting[-1] if waiting and waiting[-1].at.span.start <= start else None
        tag = "O" if inside is None else f"{'B' if inside.at.span.start == start else 'I'}-{inside.type}"
        form = _BREAKING.sub("\u00a0", word)
        about = "_" if inside is None else _BREAKING.sub("\u00a0", inside.id)
        open_line = True
        yield f"{form}\t{start}\t{end}\t{tag}\t{about}\n"
    if open_line:
        yield "\n"


def _apart(entities: Sequence[EntityRow]) -> list[EntityRow]:
    """Return entities that do not overlap, the longer of two, in the order of the text."""
    taken: list[EntityRow] = []
    occupied: set[int] = set()
    for entity in sorted(entities, key=lambda e: (-e.at.span.length, e.at.span, e.type)):
        places = range(*entity.at.span)
        if places and occupied.isdisjoint(places):
            occupied.update(places)
            taken.append(entity)
    return sorted(taken, key=lambda e: e.at.span)
