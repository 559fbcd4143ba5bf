"""Findings as lines, as all commands print them; agreement with gold as a table below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.formats.paths import shown
from ruscorpus.problems import Problem, printable

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.check.findings import Measure, Report

_LINE = 2000
IN_TABLE = "gold-few"
"""What the table of agreement shows anyhow is not told a second time."""


def text(report: Report, root: Path, fail_on: str) -> str:  # noqa: ARG001 - all formats take the same
    """Return one line a finding, the gravest first."""
    lines = []
    for crash in report.crashes:
        about = f" on {crash.document}" if crash.document else ""
        message = f"the check {crash.check!r} failed itself{about}: {crash.error}"
        problem = Problem("fault", message, hint="please report it, with --debug")
        lines.append(printable(str(problem), _LINE))
    for finding in report.findings:
        if finding.slug == IN_TABLE:
            continue
        problem = finding.problem
        place = Problem(
            problem.slug,
            problem.message,
            shown(problem.path, root),
            problem.line,
            problem.column,
            problem.hint,
            problem.severity,
        )
        lines.append(printable(str(place), _LINE))
    lines += [f"… and {count:,} more of [{slug}]" for slug, count in sorted(report.omitted.items())]
    if report.measures:
        lines += ["", *_table(report.measures)]
    return "".join(f"{line}\n" for line in lines)


def _table(measures: list[Measure]) -> list[str]:
    width = max(len(measure.name) for measure in measures)
    lines = [f"{'':{width}}  gold  found  precision  recall  F1"]
    for measure in measures:
        judged = f"asked for {measure.threshold:.2f}" if measure.gated else "too few to be judged"
        verdict = "" if measure.held else "  FAILS"
        lines.append(
            f"{measure.name:{width}}  {measure.gold:4}  {measure.found:5}  {measure.precision:9.2f}  "
            f"{measure.recall:6.2f}  {measure.f1}  {judged}{verdict}"
        )
    return lines
