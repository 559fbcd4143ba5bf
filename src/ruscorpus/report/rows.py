"""The rows of a document's analysis: each knows the mapping that the YAML holds of it, and reads it back.

All spans point into the repaired text (``text/ID.txt``); ``at.raw``, ``at.page`` and ``at.line`` lead back
to the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruscorpus.model import Evidence, is_state
from ruscorpus.offsets import Span
from ruscorpus.vocabulary import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Mapping

Data = dict[str, Any]
"""A mapping of plain YAML data, keys in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which document this is.

    ``characters`` counts the code points of the repaired text; ``pages`` is 0 for a source without pages.
    """

    id: str
    path: str
    sha256: str
    media_type: str
    title: str
    date: str
    language: str
    characters: int
    pages: int
    authors: tuple[str, ...] = ()

    def to_data(self) -> Data:
        """Return the mapping ``document`` of the YAML."""
        return {name: getattr(self, name) for name in self.__slots__} | {"authors": list(self.authors)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Header:
        """Read the mapping back."""
        known = {name: data[name] for name in cls.__slots__ if name != "authors"}
        return cls(**known, authors=tuple(data.get("authors", ())))


@dataclass(frozen=True, slots=True)
class RepairSummary:
    """What the repair did: number of edits, edits by rule (most used first), characters beyond rescue."""

    edits: int
    by_rule: tuple[tuple[str, int], ...]
    unrecoverable: int

    def to_data(self) -> Data:
        """Return the mapping ``repair`` of the YAML."""
        return {"edits": self.edits, "by_rule": dict(self.by_rule), "unrecoverable": self.unrecoverable}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> RepairSummary:
        """Read the mapping back."""
        return cls(data["edits"], tuple(data["by_rule"].items()), data["unrecoverable"])


@dataclass(frozen=True, slots=True)
class WeakEdit:
    """What the repair is least sure of: one change, and all the ``places`` (page, line) where it was made.

    Shown in reports, not part of the YAML. ``confidence`` is that of the least certain place.
    """

    before: str
    after: str
    rule: str
    confidence: float
    places: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section; ``span`` points into the repaired text."""

    number: str
    title: str
    level: int
    span: Span

    def to_data(self) -> Data:
        """Return one item of ``sections``."""
        return {"number": self.number, "title": self.title, "level": self.level, "span": list(self.span)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> SectionRow:
        """Read the item back."""
        return cls(data["number"], data["title"], data["level"], _span(data["span"]))


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A stretch of the repaired text that was left out of the analysis.

    ``page``, ``line`` and ``excerpt`` are for readers of the report; the YAML does not carry them, and a
    row read back has line 0.
    """

    kind: str
    span: Span
    page: int | None = field(default=None, compare=False)
    line: int = field(default=0, compare=False)
    excerpt: str = field(default="", compare=False)

    def to_data(self) -> Data:
        """Return one item of ``regions``."""
        return {"kind": self.kind, "span": list(self.span)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> RegionRow:
        """Read the item back."""
        return cls(data["kind"], _span(data["span"]))


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A mention of a named thing, a date or a quantity, and where it stands."""

    type: str
    id: str
    at: Evidence
    confidence: float

    def to_data(self) -> Data:
        """Return one item of ``entities``."""
        place = _place(self.at)
        return {
            "type": self.type,
            "id": self.id,
            "text": self.at.quote,
            **place,
            "confidence": self.confidence,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> EntityRow:
        """Read the item back."""
        return cls(data["type"], data["id"], _evidence(data, "text"), data["confidence"])


@dataclass(frozen=True, slots=True)
class EventRow:
    """Who did what to whom and when, and the words that say so."""

    type: str
    mode: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str
    status: str
    score: float | None
    contexts: tuple[str, ...]
    at: Evidence
    rule: str
    confidence: float
    date_basis: str = ""

    @property
    def inferred(self) -> bool:
        """Whether the date is that of what stands around the deed, not one that its own clause gives."""
        return self.date_basis == "inferred"

    @property
    def happened(self) -> bool:
        """Whether the text asserts it as a fact; what is planned, alleged, denied or hypothetical is not."""
        return self.status in HAPPENED

    @property
    def year(self) -> str:
        """The year in which it happened or began; empty where the text gives none."""
        return year_of(self.date)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Who to whom: each actor with each recipient, or the parties of a mutual act with each other.

        The second of a pair is empty for an act without a recipient.
        """
        if self.recipient:
            return tuple((a, r) for a in self.actor or ("",) for r in self.recipient)
        if len(self.actor) > 1:
            ordered = sorted(set(self.actor))
            return tuple((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
        return tuple((a, "") for a in self.actor)

    @property
    def mutual(self) -> bool:
        """Whether all parties act alike, so that the pairs have no direction."""
        return len(self.actor) > 1 and not self.recipient

    @property
    def dyads(self) -> tuple[str, ...]:
        """The pairs of states that it is about, each in alphabetical order: ``PRK-RUS``."""
        states = ((a, b) for a, b in self.pairs if is_state(a) and is_state(b) and a != b)
        return tuple(dict.fromkeys(f"{min(pair)}-{max(pair)}" for pair in states))

    def to_data(self) -> Data:
        """Return one item of ``events``."""
        return {
            "type": self.type,
            "mode": self.mode,
            "actor": list(self.actor),
            "recipient": list(self.recipient),
            "date": self.date,
            "date_basis": self.date_basis,
            "status": self.status,
            "score": self.score,
            "contexts": list(self.contexts),
            "quote": self.at.quote,
            **_place(self.at),
            "rule": self.rule,
            "confidence": self.confidence,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> EventRow:
        """Read the item back."""
        return cls(
            data["type"],
            data["mode"],
            tuple(data["actor"]),
            tuple(data["recipient"]),
            data["date"],
            data["status"],
            data["score"],
            tuple(data["contexts"]),
            _evidence(data, "quote"),
            data["rule"],
            data["confidence"],
            data.get("date_basis", ""),  # older trees lack it
        )


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A code on a passage, the cues that made it, and the passage."""

    code: str
    at: Evidence
    dyads: tuple[str, ...]
    level: str
    cues: tuple[str, ...]
    rule: str
    confidence: float

    def to_data(self) -> Data:
        """Return one item of ``codings``."""
        return {
            "code": self.code,
            "quote": self.at.quote,
            **_place(self.at),
            "dyads": list(self.dyads),
            "level": self.level,
            "cues": list(self.cues),
            "rule": self.rule,
            "confidence": self.confidence,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> CodingRow:
        """Read the item back."""
        return cls(
            data["code"],
            _evidence(data, "quote"),
            tuple(data["dyads"]),
            data["level"],
            tuple(data["cues"]),
            data["rule"],
            data["confidence"],
        )


def year_of(date: str) -> str:
    """Return the year of an ISO 8601 date, or the first year of a period; empty for anything else.

    >>> year_of("2024-06-19"), year_of("2022/2024"), year_of("")
    ('2024', '2022', '')
    """
    year = date[:4]
    return year if len(year) == 4 and year.isascii() and year.isdigit() else ""


def _place(at: Evidence) -> Data:
    return {"span": list(at.span), "raw": list(at.raw), "page": at.page, "line": at.line}


def _evidence(data: Mapping[str, Any], quote: str) -> Evidence:
    return Evidence(data[quote], _span(data["span"]), _span(data["raw"]), data["page"], data["line"])


def _span(value: Any) -> Span:  # noqa: ANN401 - whatever a YAML file holds
    start, end = value
    return Span(int(start), int(end))
