"""The first thing that a reader sees: how much there is, who and what it is about, how sound the data is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus.report.counts import most
from ruscorpus.report.figures import quality_lead
from ruscorpus.report.html.markup import Html, scrollable, tag
from ruscorpus.report.html.network import network
from ruscorpus.report.html.times import time_chart
from ruscorpus.report.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.report.corpus_rows import DocumentRow
    from ruscorpus.report.html.context import Context

TOP = 8


def overview(context: Context) -> Html:
    """Return the section with the figures, the chart over time and the network."""
    say = context.say
    pictures = [time_chart(context), network(context)]
    return tag(
        "section",
        tag("h2", say("overview"), id="overview-h"),
        _tiles(context),
        tag("p", say("caution")),
        tag("p", f"{say('corpus-reports')} {say('cues-note')}", class_="hint"),
        tag("div", pictures, class_="pictures") if any(pictures) else None,
        tag("div", _actors(context), _codes(context), class_="pair"),
        id="overview",
        aria_labelledby="overview-h",
    )


def _tiles(context: Context) -> Html:
    rows = context.corpus.documents()
    passages = sum(len(sheet.passages) for sheet in context.sheets)
    happened = sum(event.happened for sheet in context.sheets for event in sheet.analysis.events)
    tiles = [
        ("documents", sum(not row.skipped for row in rows), ""),
        ("events", sum(row.events for row in rows), context.say("tile-happened", n=happened)),
        ("tile-passages", passages, context.say("tile-codings", n=context.corpus.codes.total())),
        ("tile-edits", sum(row.edits for row in rows), ""),
        ("tile-lost", sum(row.unrecoverable for row in rows), ""),
    ]
    return tag(
        "dl",
        (
            tag(
                "div",
                tag("dt", context.say(key)),
                tag("dd", tag("b", f"{n:,}"), tag("small", more) if more else None),
            )
            for key, n, more in tiles
        ),
        class_="tiles",
    )


def _actors(context: Context) -> Html | None:
    counts: Counter[str] = Counter()
    for sheet in context.sheets:
        for event in sheet.analysis.events:
            counts.update({*event.actor, *event.recipient})
    if not counts:
        return None
    rows = ((context.labels.actor(actor), n) for actor, n in most(counts)[:TOP])
    return _ranking(context.say("main-actors"), rows, most(counts)[0][1])


def _codes(context: Context) -> Html | None:
    counts = context.corpus.codes
    if not counts:
        return None
    rows = ((context.chip(code), n) for code, n in most(counts)[:TOP])
    return _ranking(context.say("main-codes"), rows, most(counts)[0][1])


def _ranking(title: str, rows: Iterable[tuple[str, int]], top: int) -> Html:
    """Return names with their counts and bars. ``meter`` would say "good" and "bad"; a bar is a picture."""
    items = (
        tag(
            "li",
            tag("span", name),
            tag("b", f"{n:,}"),
            tag(
                "svg",
                tag("rect", width=f"{100 * n / top:.1f}", height=4),
                viewBox="0 0 100 4",
                preserveAspectRatio="none",
                aria_hidden="true",
            ),
        )
        for name, n in rows
    )
    return tag("div", tag("h3", title), tag("ol", items, class_="ranking"))


def quality(context: Context) -> Html:
    """Return the section on the documents, what the repair did to them, and what could not be read."""
    say, rows = context.say, context.corpus.documents()
    failed = sum(row.failed for row in rows)
    left_out = [row.id for row in rows if row.skipped]
    headings = ("document", "date", "status", "share", "edits", "lost", "left-out-short", "events", "codings")
    return tag(
        "section",
        tag("h2", say("quality"), id="quality-h"),
        tag(
            "p",
            f"{quality_lead(rows, context.labels)} ",
            say("some-failed", failed) if failed else say("none-failed"),
            f" {say('files-left-out')} ({len(left_out):,}): {', '.join(left_out)}" if left_out else None,
            class_="hint",
        ),
        scrollable(
            tag(
                "table",
                tag("caption", say("documents"), class_="unseen"),
                tag("thead", tag("tr", (tag("th", say(key), scope="col") for key in headings))),
                tag("tbody", (_quality_row(row, context) for row in rows)),
                class_="plain",
            ),
            say("documents"),
        ),
        id="quality",
        aria_labelledby="quality-h",
    )


def _quality_row(row: DocumentRow, context: Context) -> Html:
    sheet = context.by_id.get(row.id)
    name = tag("a", context.name(sheet), href=f"#d{sheet.number}") if sheet else row.id
    share = f"{row.left_out / row.characters:.0%}" if row.left_out and row.characters else ""
    numbers = (row.characters, row.edits, row.unrecoverable)
    status: list[str | Html] = [context.labels.known(row.status)]
    if row.slug:
        status.append(
            tag("small", f" {row.slug} {reason(row.slug, row.message, context.labels.language)}", dir="auto")
        )
    return tag(
        "tr",
        tag("th", name, scope="row", dir="auto"),
        tag("td", context.labels.date(row.date)),
        tag("td", status, class_="bad" if row.failed else None),
        (tag("td", f"{n:,}" if n else "", class_="n") for n in numbers),
        tag("td", share, class_="n"),
        (tag("td", f"{n:,}" if n else "", class_="n") for n in (row.events, row.codings)),
    )
