"""The closed lists of values that results use. Ids of codes, event types and actors are configuration."""

from __future__ import annotations

from typing import Literal, get_args

Status = Literal["occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"]
"""What a text says of a deed: whether it is or was done, is to be, or is only said, denied or imagined."""
STATUSES: tuple[Status, ...] = get_args(Status)
HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})
"""The statuses that count as facts."""

ActorType = Literal["COUNTRY", "PERSON", "ORG", "LOC", "EQUIPMENT", "AGREEMENT"]
"""What an entry of the gazetteer can be."""
EntityType = Literal[ActorType, "DATE", "QUANTITY"]
ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)

RegionKind = Literal["related", "repeat", "header", "footnote", "bibliography", "contents"]
"""What a stretch outside the analysis is."""
REGION_KINDS: tuple[RegionKind, ...] = get_args(RegionKind)

DocumentStatus = Literal[
    "ok", "skipped", "empty", "partial", "encrypted", "unreadable", "timeout", "memory", "crash"
]
"""What became of a document in a run."""
DOCUMENT_STATUSES: tuple[DocumentStatus, ...] = get_args(DocumentStatus)
ANALYSED: frozenset[DocumentStatus] = frozenset({"ok", "partial"})
"""The statuses of documents that have results."""
