"""Annotated texts for ``tools.train_codes``: their units, what was annotated, what the cues make of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.matching import BareText
from ruscorpus.coding.stage import CodingStage
from ruscorpus.knowledge import load_knowledge
from ruscorpus.pipeline import standard_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ruscorpus.coding.units import Unit
    from ruscorpus.model import Document
    from ruscorpus.offsets import Span

MIN_SHARED = 8
"""So many characters of a passage in a unit put its code there."""
OF_CUES = ("code=", "sure=", "cue=", "part=", "before=", "after=")
"""What features begin with that say what cues have found, or nearly."""


@dataclass
class Text:
    """An annotated text: its units, what was annotated, and what the cues make of it."""

    name: str
    units: list[Unit]
    places: list[Span]
    gold: list[tuple[str, tuple[Span, ...]]]
    rules: list[tuple[str, Span]]
    seen: bool = False
    """Whether cues were written from it."""
    passages: list[tuple[str, list[int]]] = field(default_factory=list)
    """Each annotated code, and the units that its passage stands on."""

    def place(self) -> None:
        for code, spans in self.gold:
            units = [
                index
                for index, place in enumerate(self.places)
                if any(_shares(place, span) for span in spans[:1])
            ]
            self.passages.append((code, units))


def _shares(place: Span, span: Span) -> bool:
    shared = min(place.end, span.end) - max(place.start, span.start)
    return shared >= MIN_SHARED or (shared > 0 and shared * 3 >= place.length)


def read_texts(folders: Iterable[Path]) -> list[Text]:
    knowledge = load_knowledge().without_weights()
    pipeline = standard_pipeline(knowledge)
    stage = next(each for each in pipeline.stages if isinstance(each, CodingStage))
    texts = []
    for folder in folders:
        gold = read_gold(folder)
        for document in map(pipeline, gold.unread()):
            codes = gold.codes.get(document.id, [])
            texts.append(_text(f"{folder.name}/{document.id}", document, stage, codes))
    return texts


def _text(name: str, document: Document, stage: CodingStage, gold: Sequence) -> Text:
    bare = BareText(document.text)

    def place(span: Span) -> Span:
        return bare.span(document.evidence(span).span)

    units, _ = stage.units(document)
    text = Text(
        name,
        units,
        [place(unit.span) for unit in units],
        [(code, bare.find(row.anchor)) for row in gold for code in row.codes],
        [(coding.code, place(coding.span)) for coding in document.codings],
    )
    text.place()
    return text


def without_cues(text: Text) -> Text:
    """Return *text* as one that cues were written from: what they say of it is no evidence."""
    for unit in text.units:
        unit.features = {feature for feature in unit.features if not feature.startswith(OF_CUES)}
    return replace(text, seen=True)
