"""Who has to do with whom: actors in a ring, a line for what they did together, another for conflict.

Drawn twice: a circle with names beside it, and a tall ring with names below where there is little room. The
style sheet shows one of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from ruscorpus.report.html.markup import Html, tag
from ruscorpus.report.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.report.html.context import Context

ACTORS = 14
"""So many actors are drawn, those with most events; more would be a ball of wool."""
WIDTH, HEIGHT, RADIUS = 620, 440, 165
"""Pixels of the circle with its names."""
NARROW, INNER, OUTER, ROW = 420, 78, 132, 60
"""Pixels of the tall ring: its width, from its middle to its ends and to its sides, and of a row."""
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
    rest = len(weight) - len(shown)
    note = context.say("network-note") + (f" {context.say('network-rest', rest)}" if rest else "")
    return tag(
        "figure",
        tag("h3", context.say("network")),
        (_picture(frame, ring, ties, weight, context) for frame in (_circle(ring), _tall(ring))),
        tag("figcaption", note),
        class_="met",
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the actors stand, in pixels, and whether their names stand below them or beside."""

    width: int
    height: int
    places: dict[str, tuple[float, float]]
    below: bool

    @property
    def middle(self) -> tuple[float, float]:
        """The point to which lines bend."""
        return self.width / 2, self.height / 2


def _circle(ring: Sequence[str]) -> Frame:
    turns = {actor: 2 * pi * turn / len(ring) - pi / 2 for turn, actor in enumerate(ring)}
    places = {
        actor: (WIDTH / 2 + RADIUS * cos(turn), HEIGHT / 2 + RADIUS * sin(turn))
        for actor, turn in turns.items()
    }
    return Frame(WIDTH, HEIGHT, places, below=False)


def _tall(ring: Sequence[str]) -> Frame:
    """Go down the right side and up the left one, so that every name has a row of its own."""
    rows = ceil(len(ring) / 2)
    places = {}
    for turn, actor in enumerate(ring):
        right = turn < rows
        row = turn if right else len(ring) - 1 - turn
        out = INNER + (OUTER - INNER) * sin(pi * (row + 0.5) / rows)
        places[actor] = (NARROW / 2 + (out if right else -out), ROW * (row + 0.4))
    return Frame(NARROW, ROW * rows, places, below=True)


def _picture(
    frame: Frame,
    ring: Sequence[str],
    ties: Counter[tuple[str, str, bool]],
    weight: Counter[str],
    context: Context,
) -> Html:
    lines = [tie for tie in sorted(ties) if tie[0] in frame.places and tie[1] in frame.places]
    most = max((ties[line] for line in lines), default=1)
    return tag(
        "svg",
        tag("title", context.say("network")),
        (_line(line, ties, frame, most, context) for line in lines),
        (_node(actor, weight[actor], frame, max(weight.values()), context) for actor in ring),
        viewBox=f"0 0 {frame.width} {frame.height}",
        role="img",
        class_="network narrow" if frame.below else "network",
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
    frame: Frame,
    most: int,
    context: Context,
) -> Html:
    a, b, conflict = line
    (x1, y1), (x2, y2) = frame.places[a], frame.places[b]
    centre_x, centre_y = frame.middle
    length = hypot(x2 - x1, y2 - y1) or 1.0
    middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
    both = (a, b, not conflict) in ties
    shift = (APART if conflict else -APART) if both else 0
    bend_x = middle_x + (centre_x - middle_x) * BEND + (y2 - y1) / length * shift * 2
    bend_y = middle_y + (centre_y - middle_y) * BEND - (x2 - x1) / length * shift * 2
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


def _node(actor: str, weight: int, frame: Frame, most: int, context: Context) -> Html:
    x, y = frame.places[actor]
    radius = 5 + 13 * sqrt(weight / most)
    across, along, anchor = _side(x, y, frame)
    distance = radius + 7
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


def _side(x: float, y: float, frame: Frame) -> tuple[float, float, str]:
    """Return in which direction a node's name stands from it, and where the name is anchored."""
    if frame.below:
        return 0.0, 1.0, "middle"
    centre_x, centre_y = frame.middle
    from_middle = hypot(x - centre_x, y - centre_y) or 1.0
    across, along = (x - centre_x) / from_middle, (y - centre_y) / from_middle
    return across, along, "middle" if abs(across) < 0.25 else "start" if across > 0 else "end"
