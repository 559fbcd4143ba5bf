"""Bars over time as inline SVG: cooperation upwards, conflict downwards. The browser shapes the Thai text.

Colours come from the style sheet by class names, for a picture that follows light and dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.report.html.markup import Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.report.balance import Tally

COOPERATION, CONFLICT = (2, 1), (4, 3)
"""Quad classes from the axis outwards: the material ones stand next to it."""
WIDTH = 540
"""Pixels that a chart should not be wider than, as long as its bars have ``NARROW`` pixels each."""
NARROW, WIDE = 30, 46
"""Pixels from one bar to the next: at least, and at most."""
FEW = 416
"""Pixels, as in the style sheet, below which a chart is never drawn larger to fill its place."""
BAR = 0.58
"""The share of a step that the bar takes."""
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 14, 30
FEWEST, LOWEST = 5, 4
"""A chart is at least so many bars wide and so many events high, so that a single event does not fill it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its ``key`` for the filters, its label, its tally, and what a reader is told of it.

    ``after_gap``: years without events were left out before it; ``folded``: it stands for several years.
    """

    key: str
    label: str
    tally: Tally
    told: str
    after_gap: bool = False
    folded: bool = False


def bars(rows: Sequence[Bar], title: str, height: int) -> Html:
    """Return *rows* as a diverging bar chart *height* pixels high."""
    up = max([1, *(_sum(row.tally, COOPERATION) for row in rows)])
    down = max([0, *(_sum(row.tally, CONFLICT) for row in rows)])
    up += max(0, LOWEST - up - down)
    scale = (height - TOP - BOTTOM) / (up + down)
    zero = TOP + up * scale
    step = min(WIDE, max(NARROW, (WIDTH - LEFT - RIGHT) // max(len(rows), 1)))
    width = LEFT + max(len(rows), FEWEST) * step + RIGHT
    return tag(
        "svg",
        tag("title", title),
        _grid(up, down, zero, scale, width),
        tag("path", d=f"M{LEFT} {zero:.1f}H{width - RIGHT}", class_="axis"),
        (_column(row, LEFT + place * step, step, zero, scale, height) for place, row in enumerate(rows)),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        class_="bars few" if width < FEW else "bars",
    )


def _sum(tally: Tally, quads: Sequence[int]) -> int:
    return sum(tally.quads[quad] for quad in quads)


def _grid(up: int, down: int, zero: float, scale: float, width: int) -> Iterator[Html]:
    step = nice_step(up + down)
    for value in range(-(down // step) * step, up + 1, step):
        y = zero - value * scale
        if value:
            yield tag("path", d=f"M{LEFT} {y:.1f}H{width - RIGHT}", class_="grid")
        yield tag("text", str(abs(value)), x=LEFT - 8, y=f"{y + 4:.1f}", text_anchor="end", class_="tick")


def nice_step(most: int, ticks: int = 5) -> int:
    """Return the smallest of 1, 2, 5, 10, 20 … that cuts *most* into at most *ticks* parts.

    >>> nice_step(4), nice_step(23), nice_step(240)
    (1, 5, 50)
    """
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= step * factor * ticks:
                return step * factor
        step *= 10


def _column(row: Bar, x: int, step: int, zero: float, scale: float, height: int) -> Html:
    wide = round(step * BAR)
    left = x + (step - wide) / 2
    pieces: list[Html] = [tag("title", row.told)]
    for quads, direction in ((COOPERATION, -1), (CONFLICT, 1)):
        at = zero
        for quad in quads:
            length = row.tally.quads[quad] * scale
            if length:
                y = at - length if direction < 0 else at
                pieces.append(
                    tag("rect", x=left, y=f"{y:.1f}", width=wide, height=f"{length:.1f}", class_=f"q{quad}")
                )
                at += direction * length
    middle = x + step / 2
    if row.after_gap:
        slash = f"M{x - 4} {zero + 6:.1f}l5 -12m3 0l-5 12"
        pieces.append(tag("path", d=slash, class_="gap"))
    pieces.append(tag("text", row.label, x=middle, y=height - 10, text_anchor="middle", class_="tick"))
    hit = tag("rect", x=x, y=0, width=step, height=height, class_="hit")
    return tag("g", pieces, hit, data_year=None if row.folded else row.key, class_="bar")
