"""Findings graded by their slugs and counted, and the crashes of checks kept apart from them."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.check.findings import Crash, Finding, Report
from ruscorpus.check.rules.table import severities
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruscorpus.check.check import Inspector
    from ruscorpus.config.validate import ValidateConfig

KEPT = 200
"""So many findings of one slug are kept; beyond that they are counted."""
KEPT_CRASHES = 5
"""A check that fails itself does so on every document: a few times are enough to report it."""


class Grader:
    """Collects findings, gives them their severities, and keeps crashes apart from them."""

    def __init__(self, settings: ValidateConfig, tree: str) -> None:
        known_slugs = severities()
        unknown = sorted(set(settings.severity) - set(known_slugs))
        if unknown:
            hint = f"known: {', '.join(sorted(known_slugs))}"
            raise UsageError(
                *(
                    Problem(
                        "unknown-check", f"validate.severity: no check tells {printable(slug)!r}", hint=hint
                    )
                    for slug in unknown
                )
            )
        self._severities = known_slugs | settings.severity
        self._told: dict[str, int] = {}
        self.report = Report(tree=tree)

    def graded(self, slug: str) -> str:
        """Return the severity that findings of *slug* get, ``off`` among them."""
        return self._severities[slug]

    def take(self, check: str, document: str, findings: Callable[[], Iterable[Finding]]) -> None:
        """Take up what a check yields, and its crash if it breaks off."""
        try:
            for finding in findings():
                self.add(finding)
        except Exception as error:
            self.crash(check, document, error)

    def add(self, finding: Finding) -> None:
        """Take up a finding, unless those of its slug are off."""
        severity = self._severities[finding.slug]
        if severity == "off":
            return
        report = self.report
        report.counts[severity] += 1
        self._told[finding.slug] = told = self._told.get(finding.slug, 0) + 1
        if told <= KEPT:
            report.findings.append(replace(finding, severity=severity))
        else:
            report.omitted[finding.slug] = told - KEPT

    def measured(self, check: str, inspector: Inspector) -> None:
        """Take up what a check measured, or its crash."""
        try:
            self.report.measures.extend(inspector.measures())
        except Exception as error:
            self.crash(check, "", error)

    def crash(self, check: str, document: str, error: Exception) -> None:
        """Keep that *check* failed itself at *document*; "" for a failure outside of documents."""
        if sum(crash.check == check for crash in self.report.crashes) >= KEPT_CRASHES:
            return
        trace = "".join(traceback.format_exception(error))
        told = f"{type(error).__name__}: {printable(str(error))}"
        self.report.crashes.append(Crash(check, document, told, trace))
