"""Heat maps: real tables whose cells are coloured by how much is in them, so that they can be read aloud."""

from __future__ import annotations

from collections import Counter
from math import ceil, sqrt
from typing import TYPE_CHECKING

from ruscorpus.report.counts import fullest
from ruscorpus.report.html.markup import Html, scrollable, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ruscorpus.report.corpus import Matrix
    from ruscorpus.report.html.context import Context

SHADES = 7
COLUMNS = 16
"""A heat map shows so many columns, the fullest ones; corpus.yaml has them all."""
YEARS = 14
"""So many columns for years; those before share the first of them."""
OLDER = "older"


def heat_maps(context: Context) -> Html | None:
    """Return the section of all matrices; None where nothing is coded."""
    corpus, labels, say = context.corpus, context.labels, context.say
    if not corpus.codes:
        return None
    names = {facet.id: facet.label.in_language(labels.language) for facet in corpus.codebook.facets}
    maps = [
        _years(context),
        _heat_map(
            say("code-dyad"),
            corpus.with_positions(corpus.code_dyad),
            context,
            labels.dyad,
            fullest(corpus.code_dyad, COLUMNS),
            filter_by="actor",
        ),
        *(
            _heat_map(
                f"{names.get(rows, rows)} × {names.get(columns, columns)}",
                {code: {} for code in corpus.codes_of(rows)} | corpus.matrix(counts),
                context,
                labels.code,
                corpus.codes_of(columns),
                note=say("crosstab-note"),
            )
            for (rows, columns), counts in corpus.crosstabs.items()
        ),
    ]
    unused = [labels.code(code) for code in corpus.facet_of if not corpus.codes[code]]
    return tag(
        "section",
        tag("h2", say("matrices"), id="heat-h"),
        tag("p", say("heat-note"), class_="hint"),
        tag("div", maps, class_="maps"),
        tag("p", say("unused", list=", ".join(unused)), class_="hint") if unused else None,
        id="heat",
        aria_labelledby="heat-h",
    )


def _years(context: Context) -> Html:
    """Return codes by year. Where there are many years, the oldest share a column."""
    counts = context.corpus.code_year
    years = sorted({year for _, year in counts}, key=lambda year: (not year, year))
    oldest = years[: 1 - YEARS] if len(years) > YEARS else []
    folded: Counter[tuple[str, str]] = Counter()
    for (code, year), n in counts.items():
        folded[code, OLDER if year in oldest else year] += n

    def name(year: str) -> str:
        return f"≤{oldest[-1]}" if year == OLDER else year or context.say("undated")

    return _heat_map(
        context.say("code-year"),
        context.corpus.with_positions(folded),
        context,
        name,
        [OLDER, *years[len(oldest) :]] if oldest else years,
        note=context.say("code-year-note"),
        filter_by="year",
        totals=context.corpus.codes,
    )


def _heat_map(
    title: str,
    matrix: Matrix,
    context: Context,
    name: Callable[[str], str],
    columns: Sequence[str],
    *,
    note: str = "",
    filter_by: str = "",
    totals: Counter[str] | None = None,
) -> Html:
    """Return one matrix with its title; of several facets each has its name above its rows.

    *totals*, by row, make a last column: a passage that counts in several columns counts once in them.
    """
    top = max((n for cells in matrix.values() for n in cells.values()), default=0)
    every = len({column for cells in matrix.values() for column in cells} | set(columns))
    if every > len(columns):
        note += " " + context.say("more-columns", every, shown=len(columns))
    head = tag(
        "tr",
        tag("th", context.say("code"), scope="col"),
        (tag("th", name(column), scope="col") for column in columns),
        tag("th", context.say("total"), scope="col") if totals else None,
    )
    groups = context.labels.facets(matrix)
    bodies = [
        tag(
            "tbody",
            tag(
                "tr",
                tag("th", facet, colspan=len(columns) + 1 + bool(totals), scope="rowgroup"),
                class_="facet",
            )
            if len(groups) > 1
            else None,
            (_row(code, matrix[code], columns, top, context, filter_by, totals) for code in codes),
        )
        for facet, codes in groups
    ]
    table = tag("table", tag("caption", title, class_="unseen"), tag("thead", head), bodies, class_="heat")
    scroll = scrollable(table, title)
    return tag(
        "figure",
        tag("h3", title),
        scroll if top else None,
        tag("figcaption", note.strip() if top else context.say("no-cells")),
        class_="map",
    )


def _row(
    code: str,
    cells: dict[str, int],
    columns: Sequence[str],
    top: int,
    context: Context,
    filter_by: str,
    totals: Counter[str] | None,
) -> Html:
    def cell(column: str) -> Iterator[Html]:
        n = cells.get(column, 0)
        clickable = bool(filter_by and n and column != OLDER)
        yield tag(
            "td",
            f"{n:,}" if n else None,
            class_=f"s{shade(n, top)}" if n else None,
            data_code=code if clickable else None,
            data_by=filter_by if clickable else None,
            data_value=column if clickable else None,
        )

    total = tag("td", f"{totals[code]:,}", class_="sum") if totals else None
    return tag("tr", tag("th", context.chip(code), scope="row"), (cell(column) for column in columns), total)


def shade(n: int, top: int) -> int:
    """Return the shade of a count, 1 to ``SHADES``: by its square root, so that small counts differ too.

    >>> [shade(n, 49) for n in (1, 4, 25, 49)]
    [1, 2, 5, 7]
    """
    return min(SHADES, ceil(SHADES * sqrt(n / top)))
