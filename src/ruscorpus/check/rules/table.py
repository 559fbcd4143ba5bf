"""All checks, in the order in which their findings make most sense to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.rules import (
    actors,
    codes,
    confidences,
    corpus,
    dates,
    drift,
    duplicates,
    dyads,
    evidence,
    examples,
    files,
    gold,
    manifest,
    ontology,
    quotes,
    schema,
    source,
)

if TYPE_CHECKING:
    from ruscorpus.check.check import Check

_MODULES = (
    files,
    schema,
    quotes,
    evidence,
    source,
    codes,
    actors,
    ontology,
    dates,
    dyads,
    duplicates,
    confidences,
    manifest,
    corpus,
    drift,
    gold,
    examples,
)
CHECKS: tuple[Check, ...] = tuple(module.CHECK for module in _MODULES)
TREE_SLUGS = {"id-unsafe": "error"}
"""What is told of the tree before a check can look at anything."""


def severities() -> dict[str, str]:
    """Return the severity of every slug by default."""
    return TREE_SLUGS | {slug: severity for check in CHECKS for slug, severity in check.slugs.items()}


def about(slug: str) -> str:
    """Return what the check that tells *slug* holds results to, in one sentence."""
    for module in _MODULES:
        if slug in module.CHECK.slugs:
            return (module.__doc__ or "").partition("\n")[0]
    return "Ids of documents are names of files in the tree."
