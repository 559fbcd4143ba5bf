"""SARIF 2.1.0, which code-scanning services read (OASIS standard, 27 March 2020).

Columns count Unicode code points (``columnKind``), as all positions of ruscorpus do. A check that failed
itself is a notification of the tool, not a result.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ruscorpus import __version__
from ruscorpus.check.formats.paths import uri
from ruscorpus.check.rules.table import about, severities

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.check.findings import Finding, Place, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report, root: Path, fail_on: str) -> str:  # noqa: ARG001 - all formats take the same
    """Return the report as a SARIF log with one run."""
    slugs = sorted(severities())
    index = {slug: place for place, slug in enumerate(slugs)}
    run = {
        "tool": {
            "driver": {
                "name": "ruscorpus",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(slug) for slug in slugs],
            }
        },
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.slug], root) for finding in report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(slug: str) -> dict[str, Any]:
    severity = severities()[slug]
    return {
        "id": slug,
        "shortDescription": {"text": about(slug)},
        "help": {"text": f"docs/problems.md#{slug} of ruscorpus says what it means and what to do."},
        "defaultConfiguration": {"level": severity},
    }


def _invocation(report: Report) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": not report.crashes}
    if report.crashes:
        invocation["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": f"check {crash.check} {crash.document}: {crash.error}"},
                "descriptor": {"id": "fault"},
            }
            for crash in report.crashes
        ]
    return invocation


def _result(finding: Finding, rule: int, root: Path) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    identity = "\0".join((finding.slug, finding.document, finding.place.path, finding.message))
    result: dict[str, Any] = {
        "ruleId": finding.slug,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message + hint},
        "partialFingerprints": {
            "ruscorpus/v1": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
        },
    }
    if finding.place.path:
        result["locations"] = [_location(finding.place, root)]
    related = [place for place in finding.related if place.path]
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(place, root), "message": {"text": "the words of the source"}}
            for number, place in enumerate(related, 1)
        ]
    return result


def _location(place: Place, root: Path) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.path, root)}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        if place.end_line:
            region |= {"endLine": place.end_line, "endColumn": place.end_column}
        physical["region"] = region
    return {"physicalLocation": physical}
