"""Tables that the report of a document and the report of the corpus have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.report.balance import QUADS, pair_tallies
from ruscorpus.report.cue_names import cue_names
from ruscorpus.report.escape import escape, table
from ruscorpus.report.shorten import ends_of, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruscorpus.report.balance import Tally
    from ruscorpus.report.labels import Labels
    from ruscorpus.report.passages import Passage
    from ruscorpus.report.rows import CodingRow, EventRow

QUOTE = 160
"""Quotes in a timeline are cut to so many code points."""
PART = 60
"""Of a part of a passage that is quoted whole, so many code points show where it begins and ends."""


def quoted(text: str, limit: int = 0) -> str:
    """Return a quote in quotation marks as Markdown, cut to *limit* code points where one is given."""
    return f"“{escape(shorten(text, limit) if limit else text)}”"


def by_date(events: Iterable[EventRow]) -> list[EventRow]:
    """Return *events* in the order of their dates, the undated last, those of one date in text order."""
    return sorted(events, key=lambda event: (not event.date, event.date))


def timeline(events: Sequence[EventRow], labels: Labels) -> str:
    """Return the table of who did what to whom and when."""
    rows = (
        (
            labels.when(event),
            labels.parties(event),
            labels.event_type(event.type, event.mode),
            labels.known(event.status),
            sure(event.confidence),
            quoted(event.at.quote, QUOTE),
            labels.place(event.at.page, event.at.line),
        )
        for event in by_date(events)
    )
    headings = ("date", "who", "deed", "status", "confidence", "quote", "place")
    return table([labels.say(key) for key in headings], rows, numbers=(4,))


def who_to_whom(events: Iterable[EventRow], quads: Mapping[str, int], labels: Labels) -> str:
    """Return the table of directed pairs with their balance, the most frequent first."""
    rows = ((labels.pair(*pair), tally) for pair, tally in pair_tallies(events, quads))
    return balance_table(rows, labels.say("who"), labels)


def balance_table(
    rows: Iterable[tuple[str, Tally]], heading: str, labels: Labels, *, distinct: bool = False
) -> str:
    """Return tallies as a table: the four quad classes, the total, the mean score, what is not counted.

    With *distinct* a column says how many are left when reports of one deed on one day count once.
    """
    columns = ("total", "distinct") if distinct else ("total",)
    headings = [
        heading,
        *map(labels.say, (*(f"quad-{quad}" for quad in QUADS), *columns, "mean", "not-counted")),
    ]
    body = (
        (
            name,
            *(number(tally.quads[quad]) for quad in QUADS),
            number(tally.counted),
            *([number(tally.distinct)] if distinct else []),
            labels.score(tally.mean),
            number(tally.others),
        )
        for name, tally in rows
    )
    return table(headings, body, numbers=range(1, len(headings)))


def number(n: int) -> str:
    """Return a count with thousands separators; nothing stands for 0, so that the eye finds the rest."""
    return f"{n:,}" if n else ""


def sure(confidence: float) -> str:
    """Return a confidence as it is written everywhere: two digits."""
    return f"{confidence:.2f}"


def coding_item(coding: CodingRow, place: str, labels: Labels) -> str:
    """Return a coded passage as a list item: the whole quote, its place, dyads, level and cues."""
    notes = [
        ", ".join(map(labels.dyad, coding.dyads)),
        labels.known(coding.level) if coding.level else "",
        labels.say("confidence-of", sure=sure(coding.confidence)),
        f"{labels.say('cues')}: {cue_names(coding.cues, labels)}" if coding.cues else "",
    ]
    return f"- {quoted(coding.at.quote)} ({place})\\\n  {' · '.join(filter(None, notes))}\n"


def passage_item(passage: Passage, labels: Labels) -> str:
    """Return a passage as a list item: its place, the whole quote, its codes, and those of its parts."""
    place = labels.place(passage.at.page, passage.at.line)
    lines = [
        f"- **{place}** {quoted(passage.at.quote)}",
        f"  {_codes(passage, labels)}",
        *(f"  {_part(part, passage, labels)}" for part in passage.parts),
    ]
    return "\\\n".join(lines) + "\n"


def _part(part: Passage, whole: Passage, labels: Labels) -> str:
    where = labels.say("in-part", quote=quoted(ends_of(part.at.quote, PART)))
    return f"{where} {_codes(part, labels, beside=whole)}"


def _codes(passage: Passage, labels: Labels, beside: Passage | None = None) -> str:
    """Return codes, dyads, levels and cues; dyads and levels that stand *beside* it already are left out."""
    dyads, levels, cues = passage.dyads, passage.levels, passage.cues
    if beside:
        dyads = () if beside.dyads == dyads else dyads
        levels = () if beside.levels == levels else levels
    surest: dict[str, float] = {}
    for coding in passage.codings:
        surest[coding.code] = max(coding.confidence, surest.get(coding.code, 0.0))
    notes = [
        ", ".join([f"**{labels.code(code)}** {sure(surest[code])}" for code in labels.in_order(surest)]),
        ", ".join(map(labels.dyad, dyads)),
        ", ".join(map(labels.known, levels)),
        f"{labels.say('cues')}: {cue_names(cues, labels)}" if cues else "",
    ]
    return " · ".join(filter(None, notes))
