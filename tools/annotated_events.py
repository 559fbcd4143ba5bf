"""Annotated texts for ``tools.train_events``: what the rules read in them, and how events are scored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.agreement.gold import read_gold
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.events.extract import Extractor
from ruscorpus.events.features import Key, View, key_of
from ruscorpus.model import same_parties
from ruscorpus.offsets import Span
from ruscorpus.pipeline import standard_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ruscorpus.events.heads import Told
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.model import Event


@dataclass
class Sentence:
    """A sentence as the rules have read it, its place in the bare text, and the gold events told in it.

    ``inside``: by the number of a gold event, which words of the sentence its quote covers.
    """

    told: Told
    view: View
    where: Span
    inside: dict[int, list[int]]


@dataclass
class Text:
    """An annotated text. ``keys``: the deed of each gold event; ``places``: where its quote stands."""

    name: str
    seen: bool
    gold: list
    places: list[list[Span]]
    keys: list[Key]
    sentences: list[Sentence] = field(default_factory=list)


def read_texts(folder: Path, knowledge: Knowledge, *, seen: bool) -> list[Text]:
    pipeline = standard_pipeline(knowledge)
    extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar)
    gold, texts = read_gold(folder), []
    for unread in gold.unread():
        document = pipeline.before("events", unread)
        bare = BareText(document.text)
        events = gold.events.get(document.id, [])
        places = [bare.find(event.anchor) for event in events]
        keys = [key_of(event.type, event.actor, event.recipient) for event in events]
        text = Text(f"{folder.name}/{document.id}", seen, events, places, keys)
        for told in extractor.tell(document):
            view = View(told)
            spots = [bare.span(document.evidence(span).span) for span, _ in view.tokens]
            where = bare.span(document.evidence(Span(told.scene.reading.low, told.scene.reading.high)).span)
            covered = {
                n: [i for i, spot in enumerate(spots) if any(spot.overlaps(p) for p in found)]
                for n, found in enumerate(places)
                if any(where.overlaps(p) for p in found)
            }
            inside = {n: words for n, words in covered.items() if words}
            text.sentences.append(Sentence(told, view, where, inside))
        texts.append(text)
    return texts


Placed = tuple["Event", Span]
"""An event and where its sentence stands in the bare text."""


def score(found: Iterable[tuple[Text, list[Placed]]]) -> tuple[int, int, int, int]:
    """Return how many events are right, how many of the right type, and how many there are, gold ones last.

    An event is right that has the type and the parties of a gold event whose quote overlaps its sentence.
    """
    right = kind = count = gold = 0
    for text, own in found:
        numbers = list(range(len(text.gold)))

        def near(one: Placed, n: int, text: Text = text) -> bool:
            return one[0].type == text.gold[n].type and any(one[1].overlaps(p) for p in text.places[n])

        def same(one: Placed, n: int, text: Text = text, near=near) -> bool:
            e, g = one[0], text.gold[n]
            return near(one, n) and same_parties(e.type, (e.actor, e.recipient), (g.actor, g.recipient))

        right += len(pair(own, numbers, same))
        kind += len(pair(own, numbers, near))
        count += len(own)
        gold += len(numbers)
    return right, kind, count, gold


def line(name: str, counts: tuple[int, int, int, int]) -> str:
    right, kind, found, gold = counts
    p, r, f = right / max(1, found), right / max(1, gold), 2 * right / max(1, found + gold)
    return f"| {name} | {found} | {p:.3f} | {r:.3f} | {f:.3f} | {2 * kind / max(1, found + gold):.3f} |"
