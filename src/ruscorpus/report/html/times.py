"""Events over time: the chart of all, the balance of each dyad, and the list with every quote."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ruscorpus.report.balance import QUADS, Tally, pair_tallies
from ruscorpus.report.html.charts import CONFLICT, COOPERATION, Bar, bars
from ruscorpus.report.html.markup import Html, scrollable, tag
from ruscorpus.report.shorten import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.report.html.context import Context
    from ruscorpus.report.html.sheets import Finding, Sheet

DYADS = 12
"""So many dyads are shown, those with most events."""
PAIRS = 60
"""So many pairs stand in the table of who did it to whom."""
BARS = 14
"""A chart has so many bars; the years before them share one."""

HIGHEST, LOWEST, HIGHER = 330, 150, 36
"""Pixels that the chart of all is high: at most, and without a bar; each makes it so much higher."""


def time_chart(context: Context) -> Html | None:
    """Return the chart of everything that happened, year by year; None without events."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sheet in context.sheets:
        for event in sheet.analysis.events:
            tallies[event.year].add(event, context.labels.quads.get(event.type, 0))
    if not tallies:
        return None
    rows = _rows(tallies.items(), context)
    height = min(HIGHEST, LOWEST + HIGHER * len(rows))
    return tag(
        "figure",
        tag("h3", context.say("time-chart")),
        tag("div", bars(rows, context.say("time-chart"), height), class_="scroll"),
        _legend(context),
        tag("figcaption", context.say("time-chart-note")),
    )


def _rows(years: Iterable[tuple[str, Tally]], context: Context) -> list[Bar]:
    """Return bars in the order of the years, the undated last; a gap in time is marked."""
    rows: list[Bar] = []
    last = 0
    for year, tally in sorted(years, key=lambda item: (not item[0], item[0])):
        if not tally.counted:
            continue
        gap = bool(rows and year) and int(year) > last + 1
        last = int(year or last)
        label = year or context.say("undated-short")
        rows.append(Bar(year, label, tally, _told(label, tally, context), after_gap=gap))
    return _fold(rows, context)


def _fold(rows: list[Bar], context: Context) -> list[Bar]:
    """Draw the oldest of more than ``BARS`` rows together into one, so that the latest can be read."""
    if len(rows) <= BARS:
        return rows
    oldest, rest = rows[: 1 - BARS], rows[1 - BARS :]
    tally = Tally()
    for row in oldest:
        tally.merge(row.tally)
    label = f"≤{oldest[-1].label}"
    return [Bar("", label, tally, _told(label, tally, context), folded=True), *rest]


def _told(label: str, tally: Tally, context: Context) -> str:
    parts = [f"{context.say(f'quad-{quad}')} {tally.quads[quad]:,}" for quad in QUADS if tally.quads[quad]]
    mean = f"{context.say('mean')} {context.labels.score(tally.mean)}"
    return f"{label}: {', '.join([*parts, mean])}"


def _legend(context: Context) -> Html:
    order = (*reversed(COOPERATION), *CONFLICT[::-1])
    return tag(
        "ul",
        (tag("li", tag("i", class_=f"q{quad}"), context.say(f"quad-{quad}")) for quad in order),
        class_="legend",
    )


def balances(context: Context) -> Html | None:
    """Return the section of the dyads: cooperation against conflict, over time and in sum."""
    dyads = context.corpus.dyads()
    if not dyads:
        return None
    shown = dyads[:DYADS]
    rest = len(dyads) - len(shown)
    return tag(
        "section",
        tag("h2", context.say("balance"), id="balance-h"),
        tag("p", context.say("balance-note"), class_="hint"),
        tag("div", (_dyad(dyad, total, context) for dyad, total in shown), class_="dyads"),
        tag("p", context.say("more-dyads", len(dyads), shown=len(shown)), class_="hint") if rest else None,
        _who_to_whom(context),
        id="balance",
        aria_labelledby="balance-h",
    )


def _who_to_whom(context: Context) -> Html:
    """Return the pairs of actors, organisations too, with direction: the network in figures."""
    events = [event for sheet in context.sheets for event in sheet.analysis.events]
    pairs = pair_tallies(events, context.labels.quads)
    rows = [(context.labels.pair(*pair), tally) for pair, tally in pairs[:PAIRS]]
    name = context.say("who-whom")
    return tag("details", tag("summary", name), scrollable(_table(name, "who", rows, context), name))


def _dyad(dyad: str, total: Tally, context: Context) -> Html:
    years = context.corpus.years(dyad)
    rows = [(year or context.say("undated"), tally) for year, tally in years]
    name = context.labels.dyad(dyad)
    chart = bars(_rows(years, context), f"{name}: {context.say('balance')}", 150) if total.counted else None
    mean = total.mean
    tone = "" if mean is None else "cooperation" if mean > 0 else "conflict" if mean < 0 else ""
    return tag(
        "article",
        tag("h3", name),
        tag(
            "p",
            tag("b", context.labels.score(mean), class_=f"mean {tone}".strip()),
            " ",
            context.say("dyad-sum", total.counted),
            context.say("dyad-others", total.others) if total.others else None,
        ),
        chart,
        tag(
            "details",
            tag("summary", context.say("as-table")),
            scrollable(_table(name, "year", rows, context, total), f"{name}: {context.say('as-table')}"),
        ),
        data_dyad=dyad,
    )


def _table(
    name: str, first: str, rows: Sequence[tuple[str, Tally]], context: Context, total: Tally | None = None
) -> Html:
    say = context.say
    headings = [first, *(f"quad-{quad}" for quad in QUADS), "total", "distinct", "mean", "not-counted"]
    return tag(
        "table",
        tag("caption", name, class_="unseen"),
        tag("thead", tag("tr", (tag("th", say(key), scope="col") for key in headings))),
        tag("tbody", (_tally_row(row, tally, context) for row, tally in rows)),
        tag("tfoot", _tally_row(say("total"), total, context)) if total else None,
        class_="plain",
    )


def _tally_row(name: str, tally: Tally, context: Context) -> Html:
    numbers = [*(tally.quads[quad] for quad in QUADS), tally.counted, tally.distinct]
    return tag(
        "tr",
        tag("th", name, scope="row"),
        (tag("td", f"{n:,}" if n else "", class_="n") for n in numbers),
        tag("td", context.labels.score(tally.mean), class_="n"),
        tag("td", f"{tally.others:,}" if tally.others else "", class_="n"),
    )


def timeline(context: Context) -> Html | None:
    """Return the section with every event, year by year, each with its words and a link to its place."""
    by_year: dict[str, list[tuple[Sheet, Finding]]] = defaultdict(list)
    for sheet in context.sheets:
        for finding in sheet.events:
            by_year[finding.years[0]].append((sheet, finding))
    if not by_year:
        return None
    years = sorted(by_year, key=lambda year: (not year, year))
    return tag(
        "section",
        tag("h2", context.say("timeline"), id="timeline-h"),
        tag("p", context.say("timeline-html-note"), class_="hint"),
        (_year(year, by_year[year], context) for year in years),
        id="timeline",
        aria_labelledby="timeline-h",
    )


def _year(year: str, found: list[tuple[Sheet, Finding]], context: Context) -> Html:
    ordered = sorted(found, key=lambda item: (item[1].event.date if item[1].event else "", item[0].number))
    return tag(
        "section",
        tag("h3", year or context.say("undated"), " ", tag("small", f"{len(found):,}")),
        tag("ol", (_event(sheet, finding, context) for sheet, finding in ordered), class_="events"),
        class_="year",
    )


def _event(sheet: Sheet, finding: Finding, context: Context) -> Html | None:
    event = finding.event
    if event is None:
        return None
    labels = context.labels
    return tag(
        "li",
        tag("time", labels.when(event)),
        tag(
            "div",
            *context.deed(event),
            " ",
            tag("span", labels.known(event.status), class_=f"st {event.status}")
            if not event.happened
            else None,
            tag("q", one_line(finding.at.quote), dir="auto", lang=sheet.analysis.document.language or None),
            " ",
            context.place(sheet, finding),
        ),
        data_f=finding.key,
    )
