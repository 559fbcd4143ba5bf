"""Everything of a validation as JSON, for scripts. Fields may be added; ``schema`` names the version."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from ruscorpus.check.formats.paths import shown

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.check.findings import Finding, Measure, Place, Report


def as_json(report: Report, root: Path, fail_on: str) -> str:
    """Return the report as a JSON object."""
    data = {
        "schema": "ruscorpus/validation/1",
        "tree": report.tree,
        "documents": report.documents,
        "passed": not report.failed(fail_on) and not report.crashes,
        "counts": report.counts,
        "findings": [_finding(finding, root) for finding in report.findings],
        "omitted": dict(sorted(report.omitted.items())),
        "agreement": [_measure(measure) for measure in report.measures],
        "crashes": [
            {"check": crash.check, "document": crash.document, "error": crash.error}
            for crash in report.crashes
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, root: Path) -> dict[str, Any]:
    return {
        "slug": finding.slug,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "document": finding.document,
        **_place(finding.place, root),
        "related": [_place(place, root) for place in finding.related],
    }


def _place(place: Place, root: Path) -> dict[str, Any]:
    return {
        "path": shown(place.path, root),
        "line": place.line or None,
        "column": place.column or None,
        "end_line": place.end_line or None,
        "end_column": place.end_column or None,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    interval = measure.f1
    return {
        "kind": measure.kind,
        "name": measure.name,
        "gold": measure.gold,
        "found": measure.found,
        "hits": measure.hits,
        "precision": measure.precision,
        "recall": measure.recall,
        "f1": _number(interval.value),
        "f1_interval": [_number(interval.low), _number(interval.high)],
        "threshold": measure.threshold,
        "gated": measure.gated,
        "held": measure.held,
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
