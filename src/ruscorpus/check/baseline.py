"""The baseline: what was found at a time when somebody looked at it and agreed, in a file to be committed.

It holds hashes of source and text, and of every coding and event as much as a reader needs to know it again.
Scores, rules and confidences are left out: they move with every change of a rule, and mean nothing by
themselves.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ruscorpus import yamlio
from ruscorpus.config.base import Strict
from ruscorpus.problems import Problem, UsageError
from ruscorpus.report.shorten import one_line
from ruscorpus.report.yaml import to_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.check.subject import Subject
    from ruscorpus.report.manifest import RunInfo
    from ruscorpus.report.rows import CodingRow, EventRow

_HEAD, _TAIL = 40, 20
SpanPair = tuple[int, int]


class KnownCoding(Strict):
    """A coding that was agreed on. ``quote`` is shortened in its middle where it is long."""

    code: str
    span: SpanPair
    level: str
    dyads: tuple[str, ...]
    quote: str

    @classmethod
    def of(cls, row: CodingRow) -> KnownCoding:
        """Return what the baseline keeps of a coding."""
        return cls.model_construct(
            code=row.code,
            span=(row.at.span.start, row.at.span.end),
            level=row.level,
            dyads=row.dyads,
            quote=abridged(row.at.quote),
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same coding, wherever in the text it has moved."""
        return (self.code, self.quote)

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.code

    @property
    def rest(self) -> dict[str, object]:
        """What may have changed of the same coding."""
        return {"level": self.level, "dyads": list(self.dyads)}


class KnownEvent(Strict):
    """An event that was agreed on."""

    type: str
    mode: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str
    status: str
    span: SpanPair
    quote: str

    @classmethod
    def of(cls, row: EventRow) -> KnownEvent:
        """Return what the baseline keeps of an event."""
        return cls.model_construct(
            type=row.type,
            mode=row.mode,
            actor=row.actor,
            recipient=row.recipient,
            date=row.date,
            status=row.status,
            span=(row.at.span.start, row.at.span.end),
            quote=abridged(row.at.quote),
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same event, wherever in the text it has moved."""
        return (self.type, self.actor, self.recipient, self.quote)

    @property
    def name(self) -> str:
        """What a message calls it."""
        parties = " → ".join(filter(None, (", ".join(self.actor), ", ".join(self.recipient))))
        return f"{self.type} {parties}".rstrip()

    @property
    def rest(self) -> dict[str, object]:
        """What may have changed of the same event."""
        return {"mode": self.mode, "date": self.date, "status": self.status}


class KnownDocument(Strict):
    """A document that was agreed on: SHA-256 of source and repaired text, codings and events in order."""

    source: str
    text: str
    codings: tuple[KnownCoding, ...] = ()
    events: tuple[KnownEvent, ...] = ()


class KnownRun(Strict):
    """The run of which it was: see ``run`` of the manifest."""

    version: str
    configuration: str
    codebook: str


class Baseline(Strict):
    """The file. ``path`` is where it was read from."""

    schema_: Literal["ruscorpus/baseline/1"] = Field(alias="schema")
    run: KnownRun
    documents: dict[str, KnownDocument]
    path: str = Field(default="", exclude=True)


def abridged(quote: str) -> str:
    """Return *quote* on one line, its middle left out where it is long.

    >>> abridged("รัสเซีย  เตือน")
    'รัสเซีย เตือน'
    """
    line = one_line(quote)
    return line if len(line) <= _HEAD + _TAIL else f"{line[:_HEAD]}…{line[-_TAIL:]}"


def known(subject: Subject) -> KnownDocument | None:
    """Return what the baseline keeps of a document; None where its results cannot be read."""
    if subject.header is None or subject.text is None:
        return None
    return KnownDocument.model_construct(
        source=subject.row.sha256,
        text=hashlib.sha256(subject.text.encode()).hexdigest(),
        codings=tuple(KnownCoding.of(row) for _, row in subject.codings),
        events=tuple(KnownEvent.of(row) for _, row in subject.events),
    )


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises ``UsageError`` where there is none, ``ConfigError`` where it is damaged."""
    if not path.exists():
        hint = "make one with --update-baseline, and commit it"
        raise UsageError(Problem("baseline-missing", "there is no such baseline", str(path), hint=hint))
    parsed = yamlio.read(path)
    return yamlio.validate(Baseline, parsed, str(path)).model_copy(update={"path": str(path)})


def baseline_yaml(run: RunInfo, documents: dict[str, KnownDocument]) -> str:
    """Return the file: the same results give the same bytes."""
    data = {
        "schema": "ruscorpus/baseline/1",
        "run": {name: getattr(run, name) for name in KnownRun.model_fields},
        "documents": {id_: _plain(documents[id_]) for id_ in sorted(documents)},
    }
    return to_yaml(data, one_line=("codings", "events"))


def _plain(document: KnownDocument) -> dict[str, object]:
    return {
        "source": document.source,
        "text": document.text,
        "codings": [_listed(coding) for coding in document.codings],
        "events": [_listed(event) for event in document.events],
    }


def _listed(row: KnownCoding | KnownEvent) -> dict[str, object]:
    return {
        name: list(value) if isinstance(value := getattr(row, name), tuple) else value
        for name in type(row).model_fields
    }
