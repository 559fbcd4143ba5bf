"""JUnit XML, which CI services show: a case for every finding, and for every check without one.

Findings that fail the run are failures, others skipped cases; a check that failed itself is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ruscorpus.check.formats.paths import shown
from ruscorpus.check.rules.table import CHECKS, TREE_SLUGS
from ruscorpus.report.signs import not_xml

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.check.findings import Crash, Finding, Report


def junit(report: Report, root: Path, fail_on: str) -> str:
    """Return the report as one test suite."""
    names = {slug: check.name for check in CHECKS for slug in check.slugs} | dict.fromkeys(TREE_SLUGS, "tree")
    failing = ("error", "warning") if fail_on == "warning" else ("error",)
    silent = {check.name for check in CHECKS}
    suite = ET.Element("testsuite", name="ruscorpus validate")
    for crash in report.crashes:
        silent.discard(crash.check)
        _crash(suite, crash)
    for finding in report.findings:
        silent.discard(names[finding.slug])
        _case(suite, finding, names[finding.slug], root, failing)
    for name in sorted(silent):
        ET.SubElement(suite, "testcase", classname=f"ruscorpus.{name}", name=name, time="0")
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite)))
    suite.set("time", "0")
    suites = ET.Element("testsuites", {k: v for k, v in suite.attrib.items() if k not in ("name", "skipped")})
    suites.append(suite)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def legal(text: str) -> str:
    r"""Return *text* with what XML cannot hold written as an escape.

    >>> legal("a\x00b")
    'a\\x00b'
    """
    return not_xml().sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def _case(suite: ET.Element, finding: Finding, check: str, root: Path, failing: tuple[str, ...]) -> None:
    place = legal(shown(finding.place.path, root))
    where = f"{place}:{finding.place.line}" if finding.place.line else place
    case = ET.SubElement(
        suite,
        "testcase",
        classname=f"ruscorpus.{check}",
        name=f"{finding.slug} {where}".rstrip(),
        time="0",
    )
    if place:
        case.set("file", place)
    message = legal(finding.message)
    if finding.severity in failing:
        failure = ET.SubElement(case, "failure", type=finding.slug, message=message)
        failure.text = legal(str(finding.problem))
    else:
        ET.SubElement(case, "skipped", message=f"{finding.severity}: {message}")


def _crash(suite: ET.Element, crash: Crash) -> None:
    name = legal(f"{crash.check} {crash.document}".rstrip())
    case = ET.SubElement(suite, "testcase", classname=f"ruscorpus.{crash.check}", name=name, time="0")
    error = ET.SubElement(case, "error", type="fault", message=legal(crash.error))
    error.text = legal(crash.trace)
