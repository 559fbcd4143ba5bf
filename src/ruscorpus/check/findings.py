"""What checks say: findings with a place, crashes of the checks themselves, and measured agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.problems import Problem

if TYPE_CHECKING:
    from ruscorpus.agreement.interval import Interval

SEVERITIES = ("error", "warning", "note")
"""From the gravest to the least."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and 1-based line and column in code points; 0 where it is not known.

    ``end_line`` and ``end_column`` (exclusive) are those of the end of a stretch, 0 for a mere point.
    """

    path: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold. ``severity`` is set when the run grades it.

    ``document`` is the id of the document it is about; ``related`` are places that help to understand it,
    such as the words of the source behind a line of the results.
    """

    slug: str
    message: str
    place: Place = Place()
    hint: str = ""
    document: str = ""
    related: tuple[Place, ...] = ()
    severity: str = "error"

    @property
    def problem(self) -> Problem:
        """The finding as the messages of all commands show it."""
        place = self.place
        return Problem(
            self.slug, self.message, place.path, place.line, place.column, self.hint, self.severity
        )

    @property
    def order(self) -> tuple[object, ...]:
        """The gravest first; then by place."""
        at = self.place
        return (SEVERITIES.index(self.severity), at.path, at.line, at.column, self.slug, self.message)


@dataclass(frozen=True, slots=True)
class Crash:
    """A check that failed itself: a fault of the program, never one of what it checks."""

    check: str
    document: str
    error: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Agreement with gold for one code or event type.

    ``kind`` is ``code`` or ``event``. ``gated`` tells whether it was held against ``threshold``: with too few
    gold items it is not, and ``held`` is then true.
    """

    kind: str
    name: str
    gold: int
    found: int
    hits: int
    precision: float
    recall: float
    f1: Interval
    threshold: float
    gated: bool
    held: bool


@dataclass(slots=True)
class Report:
    """All that a validation came to. ``omitted`` counts findings by slug beyond those that were kept."""

    findings: list[Finding] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    omitted: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    documents: int = 0
    tree: str = ""

    def failed(self, fail_on: str) -> bool:
        """Tell whether there is a finding as grave as *fail_on* (``error`` or ``warning``), or graver."""
        return any(self.counts[severity] for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1])
