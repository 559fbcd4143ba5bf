"""``documents/ID.md``: one document's findings as a page that a researcher reads from the top down.

What it is about; who did what to whom and when; what that means in terms of the codebook; and what the
program did to the text to get there, so that the reader knows what to check.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from ruscorpus.report.analysis import DOUBTFUL
from ruscorpus.report.counts import most
from ruscorpus.report.escape import escape, mono, table
from ruscorpus.report.labels import not_counted
from ruscorpus.report.passages import nested, passages
from ruscorpus.report.reasons import reason
from ruscorpus.report.shorten import one_line, shorten
from ruscorpus.report.signs import shown
from ruscorpus.report.tables import number, passage_item, quoted, timeline, who_to_whom
from ruscorpus.vocabulary import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.model import Evidence
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.labels import Labels
    from ruscorpus.report.rows import CodingRow, EntityRow, RegionRow, SectionRow

    _Mention = tuple[str, EntityRow]
    """A mention of something, and how it is written there, on one line."""

EXAMPLE = 100
"""The example of a code is cut to so many code points; the whole passage stands below."""
TOP = 3
"""So many actors and codes are named in the lead."""
HEADING = 90
"""Headings in the table of the structure are cut to so many code points."""
PLACES = 8
"""So many places of a doubtful change are listed."""
SURFACES = 6
"""So many ways of writing one name are listed."""


def document_markdown(analysis: Analysis, labels: Labels) -> str:
    """Return the report of one document in the language of *labels*."""
    parts = (
        *_head(analysis, labels),
        *_warnings(analysis, labels),
        *_events(analysis, labels),
        *_codes(analysis, labels),
        *_passages(analysis, labels),
        *_dyads(analysis, labels),
        *_entities(analysis.entities, labels),
        *_structure(analysis, labels),
        *_repair(analysis, labels),
        *_left_out(analysis, labels),
        labels.say("see-yaml", id=escape(analysis.document.id)),
    )
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _head(analysis: Analysis, labels: Labels) -> Iterator[str]:
    document = analysis.document
    yield f"# {escape(document.title or document.id)}"
    lead = [*_lead_events(analysis, labels), _lead_codes(analysis.codings, labels)]
    # Thai parts its sentences by a space alone; as items of their own they are read at a glance.
    yield "".join(f"- {sentence}\n" for sentence in lead)
    extent = labels.say("characters", document.characters)
    if document.pages:
        extent += f" · {labels.say('pages', document.pages)}"
    facts = [("authors", ", ".join(map(escape, document.authors)))] if document.authors else []
    facts += [
        ("source", escape(document.path)),
        ("document-date", labels.date(document.date) or labels.say("unknown-date")),
        ("extent", f"{extent} · {escape(document.media_type)}"),
    ]
    yield "\\\n".join(f"**{labels.say(key)}** {value}" for key, value in facts)
    yield labels.say("caution")


def _lead_events(analysis: Analysis, labels: Labels) -> Iterator[str]:
    events = analysis.events
    if not events:
        yield labels.say("lead-no-events")
        countries = Counter(row.id for row in analysis.entities if row.type == "COUNTRY")
        if countries:
            yield labels.say("lead-named", list=_top(countries, labels))
        return
    parties = Counter(party for event in events for party in {*event.actor, *event.recipient})
    yield labels.say("lead-actors", list=_top(parties, labels))
    happened = sum(event.happened for event in events)
    which = "-all" if happened == len(events) else "" if happened else "-none"
    lead = labels.say(f"lead-events{which}", len(events), happened=happened)
    rest = not_counted(events, labels)
    yield f"{lead} {labels.say('lead-other', list=labels.listing(rest))}" if rest else lead


def _top(counts: Counter[str], labels: Labels) -> str:
    return labels.listing([f"{labels.actor(actor)} ({n:,})" for actor, n in most(counts)[:TOP]])


def _lead_codes(codings: Sequence[CodingRow], labels: Labels) -> str:
    if not codings:
        return labels.say("lead-no-codes")
    codes = most(Counter(coding.code for coding in codings))[:TOP]
    listing = labels.listing([f"{labels.code(code)} ({n:,})" for code, n in codes])
    passages = len({coding.at.span for coding in codings})
    return labels.say("lead-codes", len(codings), passages=labels.say("n-passages", passages), list=listing)


def _warnings(analysis: Analysis, labels: Labels) -> Iterator[str]:
    if analysis.problems:
        yield f"## {labels.say('warnings')}"
        yield "".join(
            f"- {mono(p.slug)} {escape(reason(p.slug, p.message, labels.language))}"
            f"{f' ({escape(p.hint)})' if p.hint else ''}\n"
            for p in analysis.problems
        )


def _events(analysis: Analysis, labels: Labels) -> Iterator[str]:
    if not analysis.events:
        return
    yield f"## {labels.say('timeline')}"
    yield labels.say("timeline-note")
    yield timeline(analysis.events, labels)
    yield f"## {labels.say('who-whom')}"
    yield labels.say("balance-note")
    yield who_to_whom(analysis.events, labels.quads, labels)


def _codes(analysis: Analysis, labels: Labels) -> Iterator[str]:
    """Yield an index of the codes, as at the end of a book: how often, where, and one clear example each."""
    if not analysis.codings:
        return
    found: dict[str, list[CodingRow]] = defaultdict(list)
    for coding in analysis.codings:
        found[coding.code].append(coding)
    yield f"## {labels.say('codes')}"
    yield labels.say("codes-note")
    headings = [labels.say(key) for key in ("code", "count", "place", "example")]
    for facet, codes in labels.facets(found):
        yield f"### {facet} ({sum(len(found[code]) for code in codes):,})"
        yield table(headings, (_index_row(code, found[code], labels) for code in codes), numbers=(1,))


def _index_row(code: str, codings: Sequence[CodingRow], labels: Labels) -> tuple[str, ...]:
    clearest = max(codings, key=lambda coding: coding.confidence)
    return (
        f"{labels.code(code)} {mono(code)}",
        f"{len(codings):,}",
        places([coding.at for coding in codings], labels),
        quoted(clearest.at.quote, EXAMPLE),
    )


def _passages(analysis: Analysis, labels: Labels) -> Iterator[str]:
    """Yield every coded passage once with all its codes, section by section in the order of the text."""
    if not analysis.codings:
        return
    sections = _SectionFinder(analysis.sections)
    found = passages(analysis.codings)
    yield f"## {labels.say('coded-passages', len(found))}"
    yield labels.say("cues-note")
    for section, group in groupby(nested(found), key=lambda passage: sections.at(passage.at.span.start)):
        if section is not None:
            yield f"### {escape(shorten(f'{section.number} {section.title}', HEADING))}"
        yield "".join(passage_item(passage, labels) for passage in group)


class _SectionFinder:
    """Finds the innermost numbered section that a passage stands in."""

    def __init__(self, sections: Sequence[SectionRow]) -> None:
        self._sections = sections
        self._starts = [section.span.start for section in sections]

    def at(self, position: int) -> SectionRow | None:
        index = bisect_right(self._starts, position) - 1
        while index >= 0 and self._sections[index].span.end <= position:
            index -= 1
        return self._sections[index] if index >= 0 else None


def _dyads(analysis: Analysis, labels: Labels) -> Iterator[str]:
    events = Counter(dyad for event in analysis.events for dyad in event.dyads)
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in analysis.codings:
        for dyad in coding.dyads:
            codes[dyad][coding.code] += 1
    dyads = events + Counter({dyad: counts.total() for dyad, counts in codes.items()})
    if not dyads:
        return
    yield f"## {labels.say('dyads')}"
    rows = (
        (
            labels.dyad(dyad),
            number(events[dyad]),
            number(codes[dyad].total()),
            ", ".join(f"{labels.code(code)} ({n})" for code, n in most(codes[dyad])[:TOP]),
        )
        for dyad, _ in most(dyads)
    )
    yield table(
        [labels.say(key) for key in ("dyad", "events", "codings", "main-codes")], rows, numbers=(1, 2)
    )


def _entities(entities: Sequence[EntityRow], labels: Labels) -> Iterator[str]:
    if not entities:
        return
    yield f"## {labels.say('entities')}"
    by_type: dict[str, dict[str, list[_Mention]]] = defaultdict(lambda: defaultdict(list))
    for row in entities:
        surface = one_line(row.at.quote)
        by_type[row.type][row.id or surface].append((surface, row))
    for kind in (*ENTITY_TYPES, *sorted(set(by_type) - set(ENTITY_TYPES))):
        if kind not in by_type:
            continue
        things = sorted(by_type[kind].items(), key=lambda item: (-len(item[1]), item[0]))
        total = sum(len(mentions) for _, mentions in things)
        yield f"### {labels.known(kind)} ({total:,})"
        headings = [labels.say(key) for key in ("name", "id", "count", "written", "first")]
        yield table(headings, (_thing(thing, mentions, labels) for thing, mentions in things), numbers=(2,))


def _thing(thing: str, mentions: Sequence[_Mention], labels: Labels) -> tuple[str, ...]:
    surface, row = mentions[0]
    if len(mentions) == 1:  # as most things are: there is nothing to count
        written = surface = escape(surface)
    else:
        surfaces = [surface for surface, _ in most(Counter([surface for surface, _ in mentions]))]
        surface, written = escape(surfaces[0]), ", ".join(map(escape, surfaces[:SURFACES]))
        if len(surfaces) > SURFACES:
            written += f" {labels.say('and-more', len(surfaces) - SURFACES)}"
    if row.type == "DATE":
        name = labels.date(thing)
    else:
        name = labels.actor(thing) if thing in labels.names else surface
    return name, mono(row.id), f"{len(mentions):,}", written, labels.place(row.at.page, row.at.line)


def _structure(analysis: Analysis, labels: Labels) -> Iterator[str]:
    if not analysis.sections:
        return
    sections = _SectionFinder(analysis.sections)
    events = Counter(sections.at(event.at.span.start) for event in analysis.events)
    codings = Counter(sections.at(coding.at.span.start) for coding in analysis.codings)
    yield f"## {labels.say('structure')}"
    rows = (
        (
            escape(shorten(f"{section.number} {section.title}", HEADING)),
            number(events[section]),
            number(codings[section]),
        )
        for section in analysis.sections
    )
    yield table([labels.say(key) for key in ("heading", "events", "codings")], rows, numbers=(1, 2))


def _repair(analysis: Analysis, labels: Labels) -> Iterator[str]:
    repair = analysis.repair
    yield f"## {labels.say('repair')}"
    lead = labels.say("edited", repair.edits) if repair.edits else labels.say("no-edits")
    if repair.unrecoverable:
        lead += f" · {labels.say('unrecoverable', repair.unrecoverable)}"
    yield lead
    if repair.by_rule:
        sure = dict(analysis.sureness)
        rows = ((labels.rule(rule), f"{n:,}", _sure(sure.get(rule))) for rule, n in repair.by_rule)
        yield table([labels.say(key) for key in ("rule", "edits", "lowest")], rows, numbers=(1, 2))
    if analysis.weakest:
        yield f"{labels.say('weakest', bound=DOUBTFUL)}:"
        yield table(
            [labels.say(key) for key in ("before", "after", "rule", "confidence", "count", "place")],
            (
                (
                    changed(edit.before, labels),
                    changed(edit.after, labels),
                    labels.rule(edit.rule),
                    _sure(edit.confidence),
                    f"{len(edit.places):,}",
                    _few_places(edit.places, labels),
                )
                for edit in analysis.weakest
            ),
            numbers=(3, 4),
        )


def _sure(confidence: float | None) -> str:
    return "" if confidence is None else f"{confidence:.2f}"


def _few_places(found: Sequence[tuple[int | None, int]], labels: Labels) -> str:
    shown = listed(found[:PLACES], labels)
    return shown + (f" {labels.say('and-more-places', len(found) - PLACES)}" if len(found) > PLACES else "")


def _left_out(analysis: Analysis, labels: Labels) -> Iterator[str]:
    yield f"## {labels.say('left-out')}"
    if not analysis.regions:
        yield labels.say("nothing-left-out")
        return
    ordered = sorted(analysis.regions, key=lambda region: region.kind)
    groups = ((kind, list(regions)) for kind, regions in groupby(ordered, key=lambda region: region.kind))
    headings = [labels.say(key) for key in ("kind", "count", "share", "place", "example", "why")]
    rows = (_region_group(kind, regions, analysis.document.characters, labels) for kind, regions in groups)
    yield table(headings, rows, numbers=(1, 2))


def _region_group(
    kind: str, regions: Sequence[RegionRow], characters: int, labels: Labels
) -> tuple[str, ...]:
    length = sum(region.span.length for region in regions)
    share = f"{length:,} ({length / characters:.0%})" if characters else f"{length:,}"
    example = quoted(regions[0].excerpt) if regions[0].excerpt else ""
    return (
        labels.known(kind),
        f"{len(regions):,}",
        share,
        places(regions, labels),
        example,
        labels.why_left_out(kind),
    )


def places(found: Iterable[Evidence | RegionRow], labels: Labels) -> str:
    """Return where *found* stand, runs of pages or lines as ranges: ``p. 3–7, 9``."""
    return listed([(at.page, at.line) for at in found], labels)


def listed(found: Iterable[tuple[int | None, int]], labels: Labels) -> str:
    """Return pages, or lines where there are none, as ranges."""
    known = {(page is not None, page or line) for page, line in found if page or line}
    parts = []
    for has_pages, group in groupby(sorted(known), key=lambda item: item[0]):
        key = "page" if has_pages else "line"
        parts.append(labels.say(key, number=ranges([n for _, n in group])))
    return ", ".join(parts)


def ranges(numbers: Sequence[int]) -> str:
    """Return sorted *numbers* with runs of consecutive ones drawn together.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def changed(text: str, labels: Labels) -> str:
    """Return one side of an edit so that spaces, line ends and bare tone marks can be seen."""
    return escape(shown(text)) if text else labels.say("nothing")
