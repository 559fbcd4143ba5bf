"""The network of actors over time, as GEXF for Gephi.

An edge is everything that one actor did towards another; what parties do together is an edge each way. The
edge is there on the days of its events (``spells``), its weight is their number, its ``score`` runs from -10
(force) to 10 (help) and has the value of each event on the days of that event. What the text dates by a month
or a year covers the whole of it. Events without a date count in the weight and have no day.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from ruscorpus.export.xml_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material
    from ruscorpus.report.rows import EventRow

_EDGE_COLUMNS = (
    ("events", "integer"),
    ("cooperation", "integer"),
    ("conflict", "integer"),
    ("undated", "integer"),
    ("mean_score", "double"),
)


@dataclass(slots=True)
class _Edge:
    events: int = 0
    cooperation: int = 0
    conflict: int = 0
    undated: int = 0
    scores: list[float] = field(default_factory=list)
    days: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def mean(self) -> float:
        return round(sum(self.scores) / len(self.scores), 3) if self.scores else 0.0

    def add(self, event: EventRow, quad: int | None) -> None:
        self.events += 1
        self.cooperation += quad in (1, 2)
        self.conflict += quad in (3, 4)
        covered = days_of(event.date)
        self.undated += covered is None
        if covered is not None:
            self.days[covered] += [] if event.score is None else [event.score]
        if event.score is not None:
            self.scores.append(event.score)


def lines(material: Material) -> Iterator[str]:
    """Yield the graph; nodes and edges in the order of their ids."""
    edges: dict[tuple[str, str], _Edge] = defaultdict(_Edge)
    nodes: set[str] = set()
    for analysis in material.analyses():
        for _, event in material.events(analysis):
            nodes |= {*event.actor, *event.recipient}
            pairs = [pair for pair in event.pairs if pair[0] and pair[1] and pair[0] != pair[1]]
            if not pairs:
                material.left_out["events with one party only, which are no edge"] += 1
            for source, target in pairs:
                for pair in [(source, target), (target, source)] if event.mutual else [(source, target)]:
                    edges[pair].add(event, material.quad(event.type))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield "<meta><creator>ruscorpus</creator></meta>\n"
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n'
    yield '<attributes class="node" mode="static">\n'
    yield '<attribute id="type" title="type" type="string"/>\n</attributes>\n'
    # the static ones come last: some readers keep only the last block of a class
    yield '<attributes class="edge" mode="dynamic">\n'
    yield '<attribute id="score" title="score" type="double"/>\n</attributes>\n'
    yield '<attributes class="edge" mode="static">\n'
    for name, kind in _EDGE_COLUMNS:
        yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "</attributes>\n<nodes>\n"
    for node in sorted(nodes):
        actor = material.actors.get(node)
        label, kind = material.english(node), actor.type if actor else ""
        yield f"<node id={_quoted(node)} label={_quoted(label)}><attvalues>"
        yield f'<attvalue for="type" value={_quoted(kind)}/></attvalues></node>\n'
    yield "</nodes>\n<edges>\n"
    for number, (pair, edge) in enumerate(sorted(edges.items())):
        yield from _edge(number, pair, edge)
    yield "</edges>\n</graph>\n</gexf>\n"


def _edge(number: int, pair: tuple[str, str], edge: _Edge) -> Iterator[str]:
    source, target = map(_quoted, pair)
    yield f'<edge id="{number}" source={source} target={target} weight="{edge.events}">\n<attvalues>\n'
    for name, value in (
        ("events", edge.events),
        ("cooperation", edge.cooperation),
        ("conflict", edge.conflict),
        ("undated", edge.undated),
        ("mean_score", edge.mean),
    ):
        yield f'<attvalue for="{name}" value="{value}"/>\n'
    days = sorted(edge.days.items())
    for (start, end), scores in days:
        if scores:
            mean = round(sum(scores) / len(scores), 3)
            yield f'<attvalue for="score" value="{mean}" start="{start}" end="{end}"/>\n'
    yield "</attvalues>\n"
    if days:
        spells = "".join(f'<spell start="{start}" end="{end}"/>' for (start, end), _ in days)
        yield f"<spells>{spells}</spells>\n"
    yield "</edge>\n"


def _quoted(text: str) -> str:
    return quoteattr(clean(text))


def days_of(iso: str) -> tuple[str, str] | None:
    """Return the first and the last day that an ISO 8601 date, month, year or period covers.

    >>> days_of("2024-02"), days_of("2022/2024"), days_of("")
    (('2024-02-01', '2024-02-29'), ('2022-01-01', '2024-12-31'), None)
    """
    first, _, last = iso.partition("/")
    start, end = _days(first), _days(last or first)
    return (start[0].isoformat(), end[1].isoformat()) if start and end and start[0] <= end[1] else None


def _days(part: str) -> tuple[date, date] | None:
    try:
        numbers = [int(number) for number in part.split("-")]
        if len(numbers) == 3:
            day = date(*numbers)
            return day, day
        year, month = (*numbers, 0)[:2] if len(numbers) < 3 else (0, 0)
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
