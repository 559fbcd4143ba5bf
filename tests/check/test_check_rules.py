"""Each check tells its fault and no other; a sound tree gives no finding at all."""

from __future__ import annotations

import os
import shutil

import pytest
import yaml
from check_support import SETTINGS, check, put, slugs

from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.formats.paths import shown
from ruscorpus.check.rules.table import CHECKS, about, severities
from ruscorpus.check.run import validate
from ruscorpus.config.validate import ValidateConfig
from ruscorpus.problems import UsageError
from ruscorpus.report.yaml import to_yaml
from support import CASES

FAULTS = yaml.safe_load((CASES / "check" / "faults.yaml").read_text(encoding="utf-8"))


def test_a_sound_tree_gives_no_finding(sound_tree, knowledge):
    report = check(sound_tree, knowledge)
    assert report.findings == []
    assert report.crashes == []
    assert report.documents == 2


@pytest.mark.parametrize("case", FAULTS, ids=[case["name"] for case in FAULTS])
def test_faults(case, tree, knowledge):
    path = tree / case["file"]
    if "from" in case:
        content = path.read_bytes().decode()
        assert case["from"] in content
        put(path, content.replace(case["from"], case["to"], 1))
    else:
        put(path, case["to"])
    report = check(tree, knowledge)
    assert report.crashes == []
    follows = set() if case["file"] == "corpus.yaml" else {"corpus-mismatch"}
    assert set(slugs(report)) - follows == set(case["slugs"]), [str(f.problem) for f in report.findings]
    assert case.get("message", "") in "\n".join(str(f.problem) for f in report.findings)


def test_every_fault_is_told_with_its_place(tree, knowledge):
    path = tree / "documents" / "news.txt.yaml"
    content = path.read_bytes().decode()
    put(path, content.replace("status: occurred", "status: x").replace("language: th", "language: 5"))
    places = [(f.place.line, f.message) for f in check(tree, knowledge).findings]
    assert len(places) == 3
    for line, message in places:
        name = message.partition(":")[0].rsplit(".", 1)[-1]
        assert path.read_text(encoding="utf-8").splitlines()[line - 1].strip().startswith(f"{name}:")


def test_a_fault_in_one_row_keeps_others_from_no_check(tree, knowledge):
    path = tree / "documents" / "news.txt.yaml"
    content = path.read_bytes().decode()
    content = content.replace("level: bilateral", "level: 3").replace(
        "code: polarity.multipolar", "code: x.y"
    )
    put(path, content)
    assert {"schema", "code-unknown"} <= set(slugs(check(tree, knowledge)))


@pytest.mark.parametrize(
    "name",
    ["documents/news.txt.yaml", "documents/news.txt.md", "text/news.txt.txt", "raw/news.txt.txt",
     "edits/news.txt.jsonl", "corpus.yaml", "corpus.md"],
)  # fmt: skip
def test_missing_files(name, tree, knowledge):
    (tree / name).unlink()
    report = check(tree, knowledge)
    assert [(f.slug, f.place.path) for f in report.findings] == [("file-missing", str(tree / name))]


def test_a_missing_source_is_a_warning(tree, knowledge):
    shutil.rmtree(tree.parent / "texts")
    report = check(tree, knowledge)
    assert slugs(report) == ["source-missing"]
    assert not report.failed("error")
    assert report.failed("warning")


def test_sources_at_urls_are_looked_for_where_they_lie_on_this_machine(tree, knowledge):
    manifest = tree / "manifest.yaml"
    content = manifest.read_bytes().decode()
    url = (tree.parent / "texts").as_uri()
    put(manifest, content.replace("texts/", f"{url}/"))
    assert "source-missing" not in slugs(check(tree, knowledge))
    put(manifest, content.replace("texts/", "s3://bucket/"))
    report = check(tree, knowledge)
    assert "source-missing" in slugs(report)
    assert shown(next(f for f in report.findings if f.slug == "source-missing").place.path, tree).startswith(
        "s3://"
    )


def test_links_out_of_the_tree_are_not_followed(tree, knowledge, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    secret.write_text("a: secret\n")
    path = tree / "documents" / "news.txt.yaml"
    path.unlink()
    path.symlink_to(secret)
    report = check(tree, knowledge)
    assert slugs(report) == ["file-unsafe"]
    assert not any("secret" in finding.message for finding in report.findings)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix")
def test_a_named_pipe_is_not_waited_for(tree, knowledge):
    path = tree / "text" / "news.txt.txt"
    path.unlink()
    os.mkfifo(path)
    assert slugs(check(tree, knowledge)) == ["file-unsafe"]


def test_bytes_that_are_no_text(tree, knowledge):
    (tree / "text" / "news.txt.txt").write_bytes(b"\xff\xfe\x00")
    assert slugs(check(tree, knowledge)) == ["file-damaged"]


def test_a_manifest_that_cannot_be_read(tree, knowledge):
    put(tree / "manifest.yaml", "documents: [")
    report = check(tree, knowledge)
    assert {"file-damaged", "manifest-mismatch"} <= set(slugs(report))
    assert report.documents == 2


def test_no_manifest_is_no_tree(tmp_path, knowledge):
    with pytest.raises(UsageError, match="not-results"):
        check(tmp_path, knowledge)


def test_duplicates_of_events_and_codings(tree, knowledge):
    path = tree / "documents" / "โน้ต.txt.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in ("events", "codings"):
        again = {**data[key][0], "span": [0, 7], "raw": [0, 7], "quote": "จีนซื้อ"}
        data[key] += [data[key][0], again]
    put(path, to_yaml(data))
    found = slugs(check(tree, knowledge))
    assert {"event-duplicate", "event-overlap", "coding-duplicate", "coding-overlap"} <= set(found)


def test_severities_are_configured(tree, knowledge):
    (tree / "documents" / "news.txt.md").unlink()
    put(tree / "text" / "old.txt", "")
    settings = ValidateConfig(severity={**SETTINGS.severity, "file-missing": "note", "file-stray": "off"})
    report = check(tree, knowledge, settings=settings)
    assert [(f.slug, f.severity) for f in report.findings] == [("file-missing", "note")]
    assert not report.failed("warning")


def test_an_interrupted_run_is_told_once(tree, knowledge):
    manifest = tree / "manifest.yaml"
    ended = 'status: skipped, slug: interrupted, message: ""'
    put(manifest, manifest.read_text(encoding="utf-8").replace('status: ok, slug: "", message: ""', ended))
    put(tree / "text" / "old.txt", "")
    told = [f for f in check(tree, knowledge).findings if f.slug in ("interrupted", "file-stray")]
    assert [(f.slug, f.place.path.rpartition("/")[2]) for f in told] == [
        ("interrupted", "manifest.yaml"),
        ("file-stray", "old.txt"),
    ]
    assert "before 2 documents: files of them are of an earlier run" in told[0].message
    assert told[0].hint == "run `ruscorpus analyze` again"


def test_unknown_slugs_are_refused(tree, knowledge):
    with pytest.raises(UsageError, match=r"unknown-check.*file-misssing"):
        check(tree, knowledge, settings=ValidateConfig(severity={"file-misssing": "off"}))


def test_a_crash_is_no_finding_and_stops_no_other_check(tree, knowledge):
    class Broken(Inspector):
        def document(self, subject):
            yield from ()
            raise ZeroDivisionError("a fault of the check")

    (tree / "documents" / "news.txt.md").unlink()
    from check_support import question

    broken = Check("broken", {"schema": "error"}, lambda _: Broken())
    report = validate(question(tree, knowledge), (broken, *CHECKS)).report
    assert slugs(report) == ["file-missing"]
    assert {(c.check, c.document) for c in report.crashes} == {
        ("broken", "news.txt"), ("broken", "skip.xyz"), ("broken", "โน้ต.txt"),
    }  # fmt: skip
    assert "ZeroDivisionError" in report.crashes[0].error


def test_many_findings_of_one_kind_are_counted_not_kept(tree, knowledge):
    for number in range(300):
        put(tree / "text" / f"stray-{number}.txt", "")
    report = check(tree, knowledge)
    assert len(report.findings) == 200
    assert report.omitted == {"file-stray": 100}
    assert report.counts["warning"] == 300


def test_every_slug_is_documented():
    problems = (CASES.parents[1] / "docs" / "problems.md").read_text(encoding="utf-8")
    for slug in severities():
        assert f"### {slug}\n" in problems
        assert about(slug)


def test_no_slug_belongs_to_two_checks():
    told = [slug for check_ in CHECKS for slug in check_.slugs]
    assert len(told) == len(set(told))
