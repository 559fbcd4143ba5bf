"""Small documents and codebooks, built by hand: the coding stage is tested without the stages before it."""

from __future__ import annotations

import re
from pathlib import Path

from ruscorpus.coding.codebook import check_codebook
from ruscorpus.model import Document, Event, Mention
from ruscorpus.offsets import Span
from ruscorpus.resources import pythainlp
from ruscorpus.yamlio import parse

CASES = Path(__file__).parents[1] / "cases" / "coding"

# Enough names to build small documents by hand, without the tagging stage.
STATES = {
    "เกาหลีเหนือ": "PRK",
    "เกาหลีใต้": "KOR",
    "เปียงยาง": "PRK",
    "ญี่ปุ่น": "JPN",
    "รัสเซีย": "RUS",
    "มอสโก": "RUS",
    "เครมลิน": "RUS",
    "ปูติน": "RUS",
    "จีน": "CHN",
    "ปักกิ่ง": "CHN",
    "อินเดีย": "IND",
    "อิหร่าน": "IRN",
    "สหรัฐฯ": "USA",
    "ยูเครน": "UKR",
    "ซีเรีย": "SYR",
    "เบลารุส": "BLR",
    "ฮานอย": "VNM",
}
_NAME = re.compile("|".join(sorted(STATES, key=len, reverse=True)))


def build(text: str, **more: object) -> Document:
    """Return a document whose sentences are the lines of *text*, with words and names of states."""
    tokenize = pythainlp("tokenize").word_tokenize
    places = [0]
    for word in tokenize(text, engine="newmm", keep_whitespace=True):
        places.append(places[-1] + len(word))
    sentences, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Span(start, start + len(line)))
        start += len(line) + 1
    mentions = [
        Mention("COUNTRY", STATES[m.group()], Span(*m.span()), STATES[m.group()])
        for m in _NAME.finditer(text)
    ]
    values: dict[str, object] = {
        "id": "d",
        "path": "d.txt",
        "text": text,
        "flow": text,
        "words": tuple(places),
        "sentences": tuple(sentences),
        "mentions": tuple(mentions),
    }
    return Document(**(values | more))  # type: ignore[arg-type]


def event(text: str, anchor: str, kind: str, actor: str = "", recipient: str = "", **more: object) -> Event:
    """Return an event of type *kind* (``CONSULT`` or ``CONSULT/visit``) on *anchor* in *text*."""
    start = text.index(anchor)
    name, _, mode = kind.partition("/")
    return Event(
        name,
        mode,
        tuple(actor.split()),
        tuple(recipient.split()),
        "",
        str(more.get("status", "occurred")),
        None,
        tuple(more.get("contexts", ())),  # type: ignore[arg-type]
        Span(start, start + len(anchor)),
        "test",
        0.9,
    )


def codebook_from(cues: str, lists: str = "{}", level: str = "bilateral"):
    """Return a codebook of one code ``x.y`` with *cues*, a YAML flow list."""
    source = f"""
schema: ruscorpus/codebook/1
id: t
title: {{th: ก, en: t}}
hypothesis: {{th: ก, en: t}}
facets: [{{id: x, label: {{th: ก, en: x}}}}]
lists: {lists}
codes:
  - id: x.y
    facet: x
    label: {{th: ก, en: y}}
    definition: {{th: ก, en: y}}
    level: {level}
    cues: {cues}
"""
    return check_codebook(parse(source, "t.yaml"), "t.yaml")
