"""Workflow commands of GitHub Actions, which show findings beside the lines that they are about.

A step shows ten annotations of a kind, so the gravest come first, and of each sort of finding the first one
before the second of any other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus.check.findings import SEVERITIES
from ruscorpus.check.formats.paths import shown

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.check.findings import Finding, Place, Report

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github(report: Report, root: Path, fail_on: str) -> str:  # noqa: ARG001 - all formats take the same
    """Return one command a finding."""
    lines = [
        f"::error title=ruscorpus failed::{_data(f'check {crash.check} {crash.document}: {crash.error}')}"
        for crash in report.crashes
    ]
    for finding in _by_weight(report.findings):
        hint = f" ({finding.hint})" if finding.hint else ""
        properties = ",".join(f"{key}={_property(value)}" for key, value in _place(finding.place, root))
        title = f"title={_property(finding.slug)}"
        where = f"{properties},{title}" if properties else title
        lines.append(f"::{_COMMANDS[finding.severity]} {where}::{_data(finding.message + hint)}")
    lines += [f"… and {count:,} more of [{slug}]" for slug, count in sorted(report.omitted.items())]
    return "".join(f"{line}\n" for line in lines)


def _by_weight(findings: list[Finding]) -> list[Finding]:
    told: Counter[str] = Counter()
    weighed = []
    for place, finding in enumerate(sorted(findings, key=lambda finding: finding.order)):
        told[finding.slug] += 1
        weighed.append(((SEVERITIES.index(finding.severity), told[finding.slug], place), finding))
    return [finding for _, finding in sorted(weighed, key=lambda pair: pair[0])]


def _place(place: Place, root: Path) -> list[tuple[str, str]]:
    values = (
        ("file", shown(place.path, root)),
        ("line", place.line),
        ("endLine", place.end_line if place.line else 0),
        ("col", place.column if place.line else 0),
        ("endColumn", place.end_column if place.end_line == place.line else 0),
    )
    return [(key, str(value)) for key, value in values if value]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
