"""The repaired text of every document, what was found in it marked, and beside it the notes on that."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus.report.analysis import DOUBTFUL, weakest_edits
from ruscorpus.report.cue_names import cue_names
from ruscorpus.report.html.blocks import blocks
from ruscorpus.report.html.charts import CONFLICT
from ruscorpus.report.html.markup import Html, scrollable, tag
from ruscorpus.report.overlap import SpanIndex
from ruscorpus.report.signs import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.report.html.blocks import Line, Piece
    from ruscorpus.report.html.context import Context
    from ruscorpus.report.html.sheets import Finding, Sheet
    from ruscorpus.report.rows import EventRow, RegionRow

EVERY = 5
"""Lines with a finding have their number beside them, and so has every one of so many."""


def texts(context: Context) -> Html:
    """Return the section with all documents. A single document is open, of several each opens by itself."""
    return tag(
        "section",
        tag("h2", context.say("texts"), id="texts-h"),
        tag("p", context.say("texts-note"), class_="hint"),
        (_document(sheet, context) for sheet in context.sheets),
        id="texts",
        aria_labelledby="texts-h",
    )


def _document(sheet: Sheet, context: Context) -> Html:
    document = sheet.analysis.document
    say = context.say
    found = say(
        "found-in",
        passages=say("n-passages", len(sheet.passages)),
        events=say("n-events", len(sheet.events)),
    )
    return tag(
        "details",
        tag(
            "summary",
            tag("h3", context.name(sheet), dir="auto"),
            " ",
            tag("span", found, class_="found"),
        ),
        _facts(sheet, context),
        _doubts(sheet, context),
        tag("div", _blocks(sheet, context), class_="sheet", lang=document.language or None),
        class_="document",
        id=f"d{sheet.number}",
        open=len(context.sheets) == 1,
    )


def _facts(sheet: Sheet, context: Context) -> Html:
    document, repair, say = sheet.analysis.document, sheet.analysis.repair, context.say
    extent = say("characters", document.characters)
    if document.pages:
        extent += f" · {say('pages', document.pages)}"
    edits = say("edited", repair.edits) if repair.edits else say("no-edits")
    if repair.unrecoverable:
        edits += f" · {say('unrecoverable', repair.unrecoverable)}"
    left_out = Counter(region.kind for region in sheet.analysis.regions)
    facts = [
        ("authors", ", ".join(document.authors)),
        ("source", document.path),
        ("document-date", context.labels.date(document.date) or say("unknown-date")),
        ("extent", f"{extent} · {document.media_type}"),
        ("repair", edits),
        ("left-out", ", ".join(f"{context.labels.known(k)} ({n:,})" for k, n in sorted(left_out.items()))),
    ]
    return tag(
        "dl",
        (tag("div", tag("dt", say(key)), tag("dd", value, dir="auto")) for key, value in facts if value),
        class_="facts",
    )


def _doubts(sheet: Sheet, context: Context) -> Html | None:
    """Return what the repair is least sure of, closed at first."""
    weakest = weakest_edits(sheet.edits, sheet.raw, lambda _: None)
    if not weakest:
        return None
    say = context.say
    title = say("weakest", bound=DOUBTFUL)
    headings = ("before", "after", "rule", "confidence", "count", "place")
    rows = (
        tag(
            "tr",
            tag("td", shown(edit.before) or say("nothing")),
            tag("td", shown(edit.after) or say("nothing")),
            tag("td", context.labels.rule(edit.rule)),
            tag("td", f"{edit.confidence:.2f}", class_="n"),
            tag("td", f"{len(edit.places):,}", class_="n"),
            tag("td", context.labels.place(*edit.places[0])),
        )
        for edit in weakest
    )
    head = tag("tr", (tag("th", say(key), scope="col") for key in headings))
    table = tag(
        "table",
        tag("caption", title, class_="unseen"),
        tag("thead", head),
        tag("tbody", rows),
        class_="plain",
    )
    return tag(
        "details",
        tag("summary", title),
        scrollable(table, f"{sheet.name}: {title}"),
        class_="doubts",
    )


def _blocks(sheet: Sheet, context: Context) -> Iterator[Html]:
    regions = SpanIndex(sheet.analysis.regions, lambda region: region.span)
    headings = {section.span.start for section in sheet.analysis.sections}
    margin = _Margin(sheet, context)
    for block in blocks(sheet.text, sheet.findings):
        lines = [_line(line, sheet, headings, regions, margin, context) for line in block.lines]
        notes = [_note(finding, context) for finding in block.findings]
        yield tag(
            "div",
            tag("div", lines, class_="lines"),
            tag("ul", notes, class_="notes", lang=context.labels.language) if notes else None,
            class_="block",
        )


class _Margin:
    """What stands in the margin beside a line: its page where that is known, else its number."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        self._sheet = sheet
        self._context = context
        self._shown: int | None = None

    def beside(self, line: Line) -> str | None:
        begins = [finding for piece in line.pieces for finding in piece.begins]
        if self._sheet.analysis.document.pages:
            page = next((finding.at.page for finding in begins if finding.at.page), None)
            if page is None or page == self._shown:
                return None
            self._shown = page
            return self._context.labels.place(page, 0)
        number = self._sheet.line_at(line.span)
        return str(number) if line.pieces and (begins or number % EVERY == 0) else None


def _line(
    line: Line,
    sheet: Sheet,
    headings: set[int],
    regions: SpanIndex[RegionRow],
    margin: _Margin,
    context: Context,
) -> Html:
    outside = next(regions.overlapping(line.span), None)
    names = ["h"] if line.span.start in headings else []
    names += ["out"] if outside is not None else []
    return tag(
        "p",
        (_piece(piece, sheet, context) for piece in line.pieces),
        class_=" ".join(names) or None,
        dir="auto",
        data_n=margin.beside(line),
        title=context.labels.known(outside.kind) if outside is not None else None,
    )


def _piece(piece: Piece, sheet: Sheet, context: Context) -> list[Html | str]:
    text = piece.span.of(sheet.text)
    doors: list[Html | str] = [
        tag("a", str(f.number), href=f"#n{f.key}", id=f"t{f.key}", class_=_door(f, context))
        for f in piece.begins
    ]
    if not piece.covers:
        return [*doors, text]
    keys = " ".join(finding.key for finding in piece.covers)
    return [*doors, tag("mark", text, class_=_marking(piece, context), data_f=keys)]


def _marking(piece: Piece, context: Context) -> str:
    """Return the classes of marked text: ``p`` coded, ``e`` event, ``x`` conflict, ``u`` not happened."""
    events = [finding.event for finding in piece.covers if finding.event]
    names = ["p"] if len(events) < len(piece.covers) else []
    if events:
        names.append("e")
        names += ["x"] if all(_conflict(event, context) for event in events) else []
        names += ["u"] if not any(event.happened for event in events) else []
    return " ".join(names)


def _conflict(event: EventRow, context: Context) -> bool:
    return context.labels.quads.get(event.type, 0) in CONFLICT


def _door(finding: Finding, context: Context) -> str:
    """Return the classes of a number that leads from text to note or back."""
    if finding.event is None:
        return "r"
    return "r e x" if _conflict(finding.event, context) else "r e"


def _note(finding: Finding, context: Context) -> Html:
    labels = context.labels
    notes: list[Html | str | None] = []
    rules = ""
    if finding.event is not None:
        event = finding.event
        facts = [labels.when(event), labels.known(event.status)]
        facts += [", ".join(map(labels.context, event.contexts))] if event.contexts else []
        notes += [*context.deed(event), tag("small", " · ".join(facts))]
        rules = f"{event.rule} {event.confidence:.2f}"
    elif finding.passage is not None:
        passage = finding.passage
        notes += context.chips(finding)
        facts = [*map(labels.dyad, passage.dyads), *map(labels.known, passage.levels)]
        notes.append(tag("small", " · ".join(facts)))
        by_code = {coding.code: coding for coding in passage.codings}
        ordered = [by_code[code] for code in labels.in_order(by_code)]  # as the codes above them
        rules = " · ".join(f"{cue_names(c.cues, labels, str)} {c.confidence:.2f}" for c in ordered)
    return tag(
        "li",
        tag("a", str(finding.number), href=f"#t{finding.key}", class_=_door(finding, context)),
        " ",
        notes,
        tag("span", f"{labels.say('cues')}: {rules}", class_="why"),
        id=f"n{finding.key}",
        data_c=" ".join(finding.codes) or None,
        data_a=" ".join((*finding.actors, *finding.dyads)) or None,
        data_y=" ".join(finding.years),
        data_s=" ".join(finding.statuses) or None,
    )
