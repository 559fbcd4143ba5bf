"""The form of the files of an output tree, as pydantic models: every field, its type, its closed lists.

Whether the values are *true* is for the single checks; here a document is only told from what is none.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ruscorpus.config.codebook import Level  # noqa: TC001 - pydantic reads the types
from ruscorpus.vocabulary import DocumentStatus, EntityType, RegionKind, Status  # noqa: TC001

Count = Annotated[int, Field(ge=0, lt=1 << 53)]
Ordinal = Annotated[int, Field(ge=1, lt=1 << 53)]
SpanShape = Annotated[list[Count], Field(min_length=2, max_length=2)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Shape(BaseModel):
    """Types are taken as they stand, without conversion; fields beyond the known ones are told apart."""

    model_config = ConfigDict(extra="forbid", strict=True)


class HeaderShape(Shape):
    """``document`` of ``documents/ID.yaml``."""

    id: str
    path: str
    sha256: Digest
    media_type: str
    title: str
    date: str
    language: str
    characters: Count
    pages: Count
    authors: list[str] = []


class RepairShape(Shape):
    """``repair``."""

    edits: Count
    by_rule: dict[str, Count]
    unrecoverable: Count


class SectionShape(Shape):
    """An item of ``sections``."""

    number: str
    title: str
    level: Ordinal
    span: SpanShape


class RegionShape(Shape):
    """An item of ``regions``."""

    kind: RegionKind
    span: SpanShape


class FoundShape(Shape):
    """What entities, events and codings have in common."""

    span: SpanShape
    raw: SpanShape
    page: Ordinal | None
    line: Ordinal
    confidence: float


class EntityShape(FoundShape):
    """An item of ``entities``."""

    type: EntityType
    id: str
    text: str


class EventShape(FoundShape):
    """An item of ``events``."""

    type: str
    mode: str
    actor: list[str]
    recipient: list[str]
    date: str
    date_basis: Literal["stated", "inferred", ""] = ""
    status: Status
    score: float | None
    contexts: list[str]
    quote: str
    rule: str


class CodingShape(FoundShape):
    """An item of ``codings``."""

    code: str
    quote: str
    dyads: list[str]
    level: Level
    cues: list[str]
    rule: str


class DocumentShape(Shape):
    """``documents/ID.yaml``."""

    schema_: Literal["ruscorpus/analysis/1"] = Field(alias="schema")
    document: HeaderShape
    repair: RepairShape
    sections: list[SectionShape]
    regions: list[RegionShape]
    entities: list[EntityShape]
    events: list[EventShape]
    codings: list[CodingShape]


class RunShape(Shape):
    """``run`` of ``manifest.yaml``."""

    version: str
    date: str
    configuration: Digest
    codebook: Digest
    written: dict[str, Digest] = {}
    codes: list[str] = []
    format: Literal["files", "sqlite", "parquet"] = "files"


class RowShape(Shape):
    """An item of ``documents`` of ``manifest.yaml``."""

    id: str
    path: str
    sha256: Digest | Literal[""]
    status: DocumentStatus
    slug: str
    message: str
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class ManifestShape(Shape):
    """``manifest.yaml``."""

    schema_: Literal["ruscorpus/manifest/1"] = Field(alias="schema")
    run: RunShape
    documents: list[RowShape]


class CorpusShape(BaseModel):
    """``corpus.yaml``: what is compared with the documents; the rest follows from them."""

    model_config = ConfigDict(extra="ignore", strict=True)

    schema_: Literal["ruscorpus/corpus/1"] = Field(alias="schema")
    totals: dict[str, Any]
    documents: list[dict[str, Any]]
    codes: dict[str, Count]
