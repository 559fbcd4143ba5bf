"""Evidence: what speaks for the hypothesis, what qualifies it and what speaks against it, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.report.html.markup import Html, tag
from ruscorpus.report.shorten import one_line
from ruscorpus.report.tables import sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.report.corpus_rows import CodedPassage
    from ruscorpus.report.corpus_store import Stored
    from ruscorpus.report.html.context import Context


def hypothesis(context: Context) -> Html:
    """Return the section of the hypothesis. Each position has its column, also one without evidence."""
    corpus, say = context.corpus, context.say
    columns = [
        (name, [(code, corpus.passages(code)) for code in codes])
        for name, codes in corpus.positions.items()
        if codes
    ]
    counts = [(name, sum(len(passages) for _, passages in codes)) for name, codes in columns]
    return tag(
        "section",
        tag("h2", say("hypothesis"), id="hypothesis-h"),
        tag("blockquote", corpus.codebook.hypothesis.in_language(context.labels.language), class_="claim"),
        tag("p", say("hypothesis-note") if columns else say("no-stance"), class_="hint"),
        _shares(counts, context) if any(n for _, n in counts) else None,
        tag(
            "div",
            (
                tag(
                    "div",
                    (_passages(code, passages, context) for code, passages in codes),
                    class_=f"position {name}",
                    tabindex=0,
                    role="region",
                    aria_label=", ".join(context.labels.code(code) for code, _ in codes),
                )
                for name, codes in columns
            ),
            class_="positions",
        )
        if columns
        else None,
        id="hypothesis",
        aria_labelledby="hypothesis-h",
    )


def _shares(counts: Sequence[tuple[str, int]], context: Context) -> Html:
    """Return the positions as one bar, in which even a single passage against is seen."""
    total = sum(n for _, n in counts)
    least = 1.5  # per cent
    widths = [max(100 * n / total, least) if n else 0.0 for _, n in counts]
    scale = 100 / sum(widths)
    at, pieces = 0.0, []
    for (name, n), width in zip(counts, widths, strict=True):
        if n:
            told = tag("title", f"{context.say(f'position-{name}')}: {n:,}")
            pieces.append(
                tag("rect", told, x=f"{at:.2f}", width=f"{width * scale:.2f}", height=6, class_=name)
            )
            at += width * scale
    title = ", ".join(f"{context.say(f'position-{name}')} {n:,}" for name, n in counts)
    return tag(
        "svg",
        tag("title", title),
        pieces,
        viewBox="0 0 100 6",
        preserveAspectRatio="none",
        role="img",
        class_="shares",
    )


def facets(context: Context) -> list[Html]:
    """Return a section for each facet that the codebook wants quoted in full."""
    corpus, labels = context.corpus, context.labels
    sections = []
    for facet in corpus.codebook.facets:
        codes = corpus.codes_of(facet.id)
        if facet.id not in corpus.evidence_facets or not codes:
            continue
        name = context.say("evidence-of", name=facet.label.in_language(labels.language))
        sections.append(
            tag(
                "section",
                tag("h2", name, id=f"facet-{facet.id}-h"),
                tag(
                    "div",
                    (
                        tag("div", _passages(code, corpus.passages(code), context), class_="driver")
                        for code in codes
                    ),
                    class_="drivers",
                ),
                id=f"facet-{facet.id}",
                aria_labelledby=f"facet-{facet.id}-h",
            )
        )
    return sections


def _passages(code: str, passages: Stored[CodedPassage], context: Context) -> list[Html | None]:
    definition = context.labels.definition(code)
    return [
        tag("h3", context.labels.code(code), " ", tag("small", f"{len(passages):,}")),
        tag("p", definition, class_="definition") if definition else None,
        tag("ul", (_card(passage, context) for passage in passages), class_="cards") if passages else None,
        None if passages else tag("p", context.say("no-evidence"), class_="hint"),
    ]


def _card(passage: CodedPassage, context: Context) -> Html:
    coding = passage.coding
    sheet = context.by_id[passage.document]
    finding = sheet.by_span[coding.at.span]
    labels = context.labels
    facts = [*map(labels.dyad, coding.dyads), labels.known(coding.level) if coding.level else ""]
    facts += [labels.say("confidence-of", sure=sure(coding.confidence))]
    return tag(
        "li",
        tag("q", one_line(coding.at.quote), dir="auto", lang=sheet.analysis.document.language or None),
        tag("small", context.place(sheet, finding), " · ", " · ".join(filter(None, facts))),
        data_f=finding.key,
    )
