"""Who has to do with whom: actors on a circle, a line for what they did together, another for conflict."""

from __future__ import annotations

from collections import Counter
from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from ruscorpus.report.html.markup import Html, tag
from ruscorpus.report.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.report.html.context import Context

ACTORS = 14
"""So many actors are drawn, those with most events; more would be a ball of wool."""
WIDTH, HEIGHT, RADIUS = 620, 440, 165
BEND = 0.38
"""How far a line bends from the chord towards the middle."""
APART = 7
"""Pixels between the lines of cooperation and conflict of one pair."""

NAME = 20
"""Names are cut to so many characters; the whole name is the title of its node."""


def network(context: Context) -> Html | None:
    """Return the network of all events that happened, as a figure; None where no two actors met."""
    ties = _ties(context)
    weight: Counter[str] = Counter()
    for (a, b, _), n in ties.items():
        weight.update({a: n, b: n})
    if not weight:
        return None
    shown = sorted(weight, key=lambda actor: (-weight[actor], actor))[:ACTORS]
    ring = _ring(shown, ties)
    places = {
        actor: (
            WIDTH / 2 + RADIUS * cos(2 * pi * turn / len(ring) - pi / 2),
            HEIGHT / 2 + RADIUS * sin(2 * pi * turn / len(ring) - pi / 2),
        )
        for turn, actor in enumerate(ring)
    }
    lines = [tie for tie in sorted(ties) if tie[0] in places and tie[1] in places]
    most = max((ties[line] for line in lines), default=1)
    rest = len(weight) - len(shown)
    note = context.say("network-note") + (f" {context.say('network-rest', rest)}" if rest else "")
    return tag(
        "figure",
        tag("h3", context.say("network")),
        tag(
            "svg",
            tag("title", context.say("network")),
            (_line(line, ties, places, most, context) for line in lines),
            (_node(actor, weight[actor], places[actor], max(weight.values()), context) for actor in ring),
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            class_="network",
        ),
        tag("figcaption", note),
    )


def _ties(context: Context) -> Counter[tuple[str, str, bool]]:
    """Count the events that happened by pair (in alphabetical order) and by whether they were conflict."""
    ties: Counter[tuple[str, str, bool]] = Counter()
    for sheet in context.sheets:
        for event in sheet.analysis.events:
            quad = context.labels.quads.get(event.type, 0)
            if event.happened and quad:
                for a, b in event.pairs:
                    if a and b and a != b:
                        ties[min(a, b), max(a, b), quad > 2] += 1
    return ties


def _ring(actors: Sequence[str], ties: Counter[tuple[str, str, bool]]) -> list[str]:
    """Order *actors* so that those with much to do with each other are neighbours, the first one on top."""

    def tie(a: str, b: str) -> int:
        pair = (min(a, b), max(a, b))
        return ties[*pair, False] + ties[*pair, True]

    ring, left = [actors[0]], list(actors[1:])
    while left:
        # grow at the end that has the stronger tie; the list is sorted, so equals keep their order
        front = max(left, key=lambda actor: tie(actor, ring[0]))
        back = max(left, key=lambda actor: tie(actor, ring[-1]))
        if tie(front, ring[0]) > tie(back, ring[-1]):
            ring.insert(0, front)
            left.remove(front)
        else:
            ring.append(back)
            left.remove(back)
    top = ring.index(actors[0])
    return ring[top:] + ring[:top]


def _line(
    line: tuple[str, str, bool],
    ties: Counter[tuple[str, str, bool]],
    places: dict[str, tuple[float, float]],
    most: int,
    context: Context,
) -> Html:
    a, b, conflict = line
    (x1, y1), (x2, y2) = places[a], places[b]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
    both = (a, b, not conflict) in ties
    shift = (APART if conflict else -APART) if both else 0
    bend_x = middle_x + (WIDTH / 2 - middle_x) * BEND + (y2 - y1) / length * shift * 2
    bend_y = middle_y + (HEIGHT / 2 - middle_y) * BEND - (x2 - x1) / length * shift * 2
    key = "conflict" if conflict else "cooperation"
    told = f"{context.labels.actor(a)} – {context.labels.actor(b)}: {context.say(key)} {ties[line]:,}"
    return tag(
        "path",
        tag("title", told),
        d=f"M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}",
        stroke_width=f"{1.2 + 8 * sqrt(ties[line] / most):.1f}",
        class_=f"tie {key}",
        data_pair=f"{a} {b}",
    )


def _node(actor: str, weight: int, place: tuple[float, float], most: int, context: Context) -> Html:
    x, y = place
    radius = 5 + 13 * sqrt(weight / most)
    distance = radius + 7
    from_middle = hypot(x - WIDTH / 2, y - HEIGHT / 2) or 1.0
    across, along = (x - WIDTH / 2) / from_middle, (y - HEIGHT / 2) / from_middle
    anchor = "middle" if abs(across) < 0.25 else "start" if across > 0 else "end"
    name = context.labels.actor(actor)
    return tag(
        "g",
        tag("title", f"{name}: {context.say('events')} {weight:,}"),
        tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}"),
        tag(
            "text",
            shorten(name, NAME),
            x=f"{x + across * distance:.1f}",
            y=f"{y + along * (distance + 4) + 5:.1f}",
            text_anchor=anchor,
            aria_hidden="true",
        ),
        class_="node",
        data_actor=actor,
    )
