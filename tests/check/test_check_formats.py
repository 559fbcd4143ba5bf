"""Each format is what its readers read: SARIF by the rules of the standard, JUnit as XML, GitHub's commands escaped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from check_support import check, put
from sarif_rules import Log

from ruscorpus.agreement.interval import Interval
from ruscorpus.check.findings import Crash, Finding, Measure, Place, Report
from ruscorpus.check.formats import FORMATS
from ruscorpus.check.formats.paths import shown, uri

ROOT = Path("/repo")


def report(*findings: Finding, **changed) -> Report:
    counts = {"error": 0, "warning": 0, "note": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return Report(list(findings), counts=counts, tree="out", documents=1, **changed)


ODD = Finding(
    "quote-mismatch",
    "50 % of “ปูติน”\nend: a, b",
    Place("/repo/out/documents/ข่าว, 1:2.txt.yaml", 7, 3),
    "mend it",
    "ข่าว",
    (Place("texts/ข่าว.txt", 2, 5, 2, 11),),
    "warning",
)
GRAVE = Finding("drift-text", "gone", Place("texts/a.txt"))
CRASH = Crash("drift", "a.txt", "ValueError: \x00 bad", "Traceback: \x1b[31m\n")


@pytest.fixture
def broken(tree, knowledge):
    path = tree / "documents" / "news.txt.yaml"
    content = path.read_bytes().decode()
    put(path, content.replace("code: polarity.multipolar", "code: polarity.many"))
    return check(tree, knowledge), tree.parent


def test_sarif_holds_to_the_standard(broken):
    found, root = broken
    log = Log.model_validate_json(FORMATS["sarif"](found, root, "error"))
    run = log.runs[0]
    rules = run.tool.driver.rules
    assert len({rule.id for rule in rules}) == len(rules)
    for result in run.results:
        assert rules[result.ruleIndex].id == result.ruleId
    unknown = next(result for result in run.results if result.ruleId == "code-unknown")
    assert unknown.locations[0].physicalLocation.artifactLocation.uri == "out/documents/news.txt.yaml"
    assert run.invocations[0].executionSuccessful


def test_sarif_counts_columns_in_code_points(broken):
    found, root = broken
    run = Log.model_validate_json(FORMATS["sarif"](found, root, "error")).runs[0]
    place = next(r for r in run.results if r.ruleId == "code-unknown").relatedLocations[0].physicalLocation
    region = place.region
    line = (root / place.artifactLocation.uri).read_bytes().decode().split("\n")[region.startLine - 1]
    stretch = line[region.startColumn - 1 : region.endColumn - 1]
    assert stretch.startswith("โลก")
    assert stretch.endswith("🌏 นักวิชาการกล่าว")  # beyond the emoji, where UTF-16 would count one more
    assert region.endLine == region.startLine


def test_a_crash_is_a_notification_in_sarif():
    run = Log.model_validate_json(FORMATS["sarif"](report(crashes=[CRASH]), ROOT, "error")).runs[0]
    assert run.results == []
    assert not run.invocations[0].executionSuccessful
    assert run.invocations[0].toolExecutionNotifications[0].message.text.startswith("check drift")


def test_junit_is_legal_xml_whatever_it_quotes():
    odd = Finding("file-stray", "named \x00\x0b\ufffe\ud800 <&>", Place("out/text/\x01.txt"))
    xml = FORMATS["junit"](report(odd, ODD, crashes=[CRASH]), ROOT, "error")
    suites = ET.fromstring(xml.encode("utf-8"))
    suite = suites.find("testsuite")
    assert suite.get("failures") == "1"
    assert suite.get("errors") == "1"
    assert suite.get("skipped") == "1"
    assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert suite.find("testcase/failure").get("type") == "file-stray"
    assert suite.find("testcase/error").get("type") == "fault"
    assert {case.get("name") for case in suite} >= {"dates", "dyads", "quotes"} - {"quotes"}


def test_warnings_fail_in_junit_where_they_fail_the_run():
    suite = ET.fromstring(FORMATS["junit"](report(ODD), ROOT, "warning").encode()).find("testsuite")
    assert suite.get("failures") == "1"


def test_github_commands_are_escaped():
    line = FORMATS["github"](report(ODD), ROOT, "error").splitlines()[0]
    assert line == (
        "::warning file=out/documents/ข่าว%2C 1%3A2.txt.yaml,line=7,col=3,title=quote-mismatch"
        "::50 %25 of “ปูติน”%0Aend: a, b (mend it)"
    )


def test_github_shows_the_gravest_and_every_kind_first():
    warnings = [Finding("file-stray", f"w{n}", Place("a"), severity="warning") for n in range(20)]
    errors = [Finding("schema", f"e{n}", Place("b")) for n in range(12)]
    lines = FORMATS["github"](report(*warnings, *errors, GRAVE), ROOT, "error").splitlines()
    assert [line.split("::")[1].split()[0] for line in lines] == ["error"] * 13 + ["warning"] * 20
    assert "title=drift-text" in "".join(lines[:2])
    assert "title=schema" in "".join(lines[:2])


def test_json_is_plain_and_stable():
    measure = Measure("code", "a.b", 3, 0, 0, 0.0, 0.0, Interval(float("nan")), 0.5, False, True)
    found = report(ODD, measures=[measure], crashes=[CRASH], omitted={"schema": 3})
    data = json.loads(
        FORMATS["json"](found, ROOT, "error"), parse_constant=lambda name: pytest.fail(f"{name} is no JSON")
    )
    assert data["schema"] == "ruscorpus/validation/1"
    assert data["passed"] is False
    assert data["findings"][0] == {
        "slug": "quote-mismatch", "severity": "warning", "message": ODD.message, "hint": "mend it", "document": "ข่าว",
        "path": "out/documents/ข่าว, 1:2.txt.yaml", "line": 7, "column": 3, "end_line": None, "end_column": None,
        "related": [{"path": "texts/ข่าว.txt", "line": 2, "column": 5, "end_line": 2, "end_column": 11}],
    }  # fmt: skip
    assert data["agreement"][0]["f1"] is None


def test_text_is_one_line_a_finding():
    lines = FORMATS["text"](report(ODD, omitted={"schema": 3}, crashes=[CRASH]), ROOT, "error").splitlines()
    assert lines[0].startswith("error[fault]: the check 'drift' failed itself on a.txt")
    assert lines[1].startswith("warning[quote-mismatch]: out/documents/ข่าว, 1:2.txt.yaml:7:3: 50 % of")
    assert lines[2] == "… and 3 more of [schema]"
    assert not any(re.search("[\x00-\x1f]", line) for line in lines)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_report_too(name):
    text = FORMATS[name](report(), ROOT, "error")
    assert name in ("text", "github") or text


def test_paths_start_at_the_repository():
    assert shown("/repo/a/b.txt", ROOT) == "a/b.txt"
    assert shown("a/b.txt", ROOT) == "a/b.txt"
    assert shown("/elsewhere/b.txt", ROOT) == "/elsewhere/b.txt"
    assert shown("../b.txt", ROOT) == "../b.txt"
    assert uri("/elsewhere/ก b.txt", ROOT) == "file:///elsewhere/%E0%B8%81%20b.txt"
    assert uri("a:b.txt", ROOT).startswith("a%3Ab")
