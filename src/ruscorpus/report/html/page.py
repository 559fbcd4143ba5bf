"""The page itself: head, navigation, the sections in their order, and the policy that guards it."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ruscorpus.report.figures import corpus_lead
from ruscorpus.report.html.evidence import facets, hypothesis
from ruscorpus.report.html.filters import filters
from ruscorpus.report.html.heat import heat_maps
from ruscorpus.report.html.markup import Html, tag
from ruscorpus.report.html.overview import overview, quality
from ruscorpus.report.html.texts import texts
from ruscorpus.report.html.times import balances, timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.report.html.context import Context


def html_report(context: Context) -> str:
    """Return the report as one HTML file. The same results give the same bytes."""
    style, script = _asset("report.css"), _asset("report.js")
    title = _title(context)
    return (
        "<!DOCTYPE html>\n"
        + tag(
            "html",
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                tag("meta", name="color-scheme", content="light dark"),
                tag("meta", name="referrer", content="no-referrer"),
                tag("title", title),
                tag("style", Html(style)),
            ),
            tag("body", _body(title, context), tag("script", Html(script))),
            lang=context.labels.language,
        )
        + "\n"
    )


def _title(context: Context) -> str:
    only = context.sheets[0] if len(context.sheets) == 1 else None
    return only.name if only else context.say("corpus")


def _body(title: str, context: Context) -> list[Html | None]:
    say, corpus = context.say, context.corpus
    book = corpus.codebook.title.in_language(context.labels.language)
    sections = [
        overview(context),
        hypothesis(context),
        heat_maps(context),
        balances(context),
        *facets(context),
        timeline(context),
        texts(context),
        quality(context),
    ]
    return [
        tag("a", say("skip"), href="#main", class_="skip"),
        tag(
            "header",
            tag("div", tag("p", f"ruscorpus · {book}", class_="kicker"), tag("h1", title, dir="auto")),
            tag("p", corpus_lead(corpus.documents(), context.labels), class_="lead"),
            tag(
                "button",
                say("theme"),
                type="button",
                id="theme",
                hidden=True,
                data_auto=say("theme-auto"),
                data_light=say("theme-light"),
                data_dark=say("theme-dark"),
            ),
        ),
        tag("div", _navigation(context), filters(context), class_="side"),
        tag("main", sections, id="main", tabindex=-1),
        tag("footer", say("footer", version=context.version), " ", say("caution")),
    ]


def _navigation(context: Context) -> Html:
    say, corpus = context.say, context.corpus
    has_events = any(sheet.events for sheet in context.sheets)
    entries: list[tuple[str, str]] = [("overview", say("overview")), ("hypothesis", say("hypothesis"))]
    entries += [("heat", say("matrices"))] if corpus.codes else []
    entries += [("balance", say("balance-short"))] if corpus.dyads() else []
    entries += [
        (f"facet-{facet.id}", facet.label.in_language(context.labels.language))
        for facet in corpus.codebook.facets
        if facet.id in corpus.evidence_facets and corpus.codes_of(facet.id)
    ]
    entries += [("timeline", say("timeline-short"))] if has_events else []
    entries += [("texts", say("texts-short")), ("quality", say("quality"))]
    return tag("nav", tag("ol", _links(entries)), aria_label=say("navigation"))


def _links(entries: Sequence[tuple[str, str]]) -> list[Html]:
    return [tag("li", tag("a", text, href=f"#{target}")) for target, text in entries]


@cache
def _asset(name: str) -> str:
    return (files("ruscorpus.report.html") / "assets" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this style sheet and this script, and nothing else: no network, no plug-ins, no forms sent."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"
