"""The controls that narrow the page down. They do nothing without the script, and are hidden without it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus.report.counts import most
from ruscorpus.report.html.markup import Html, tag
from ruscorpus.vocabulary import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.report.html.context import Context
    from ruscorpus.report.html.sheets import Finding

Choice = tuple[str, str]
"""The value of a filter, and what a reader sees."""


def filters(context: Context) -> Html:
    """Return the form. Names of the controls are the attributes of the findings that they ask for."""
    findings = [finding for sheet in context.sheets for finding in (*sheet.passages, *sheet.events)]
    documents = [(str(sheet.number), context.name(sheet)) for sheet in context.sheets]
    several = len(documents) > 1
    return tag(
        "form",
        tag("h2", context.say("filter"), id="filter-h"),
        _select("c", "code", _codes(context), context),
        _select("a", "filter-actor", _actors(findings, context), context),
        _select("y", "filter-year", [("", _years(findings, context))], context),
        _select("s", "status", [("", _statuses(findings, context))], context),
        _select("d", "document", [("", documents)], context) if several else None,
        tag("p", role="status", data_said=context.say("filter-said"), class_="said"),
        tag("button", context.say("filter-clear"), type="reset"),
        id="filter",
        aria_labelledby="filter-h",
        hidden=True,
    )


def _select(name: str, key: str, groups: Iterable[tuple[str, list[Choice]]], context: Context) -> Html:
    options = [tag("option", context.say("filter-any"), value="")]
    for label, choices in groups:
        if choices:
            own = [tag("option", text, value=value) for value, text in choices]
            options += [tag("optgroup", own, label=label)] if label else own
    return tag("label", tag("span", context.say(key)), tag("select", options, name=name))


def _codes(context: Context) -> list[tuple[str, list[Choice]]]:
    found = context.corpus.codes
    return [
        (facet, [(code, f"{context.labels.code(code)} ({found[code]:,})") for code in codes])
        for facet, codes in context.labels.facets(found)
    ]


def _actors(findings: Iterable[Finding], context: Context) -> list[tuple[str, list[Choice]]]:
    actors: Counter[str] = Counter()
    dyads: Counter[str] = Counter()
    for finding in findings:
        actors.update(finding.actors)
        dyads.update(finding.dyads)
    labels = context.labels
    return [
        (labels.say("filter-actors"), [(a, f"{labels.actor(a)} ({n:,})") for a, n in most(actors) if a]),
        (labels.say("dyads"), [(dyad, f"{labels.dyad(dyad)} ({n:,})") for dyad, n in most(dyads)]),
    ]


def _years(findings: Iterable[Finding], context: Context) -> list[Choice]:
    years = {year for finding in findings for year in finding.years}
    named = sorted(year for year in years if year)
    return [(year, year) for year in named] + ([("-", context.say("undated"))] if "" in years else [])


def _statuses(findings: Iterable[Finding], context: Context) -> list[Choice]:
    found = {status for finding in findings for status in finding.statuses}
    order = [*STATUSES, *sorted(found - set(STATUSES))]
    return [(status, context.labels.known(status)) for status in order if status in found]
