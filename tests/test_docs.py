"""The documentation is complete: every command, option, slug and rule that users meet stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path

import pytest

from ruscorpus.cli.app import COMMANDS as ENTRIES
from ruscorpus.cli.lazy import load

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def commands(group=None, prefix="ruscorpus"):
    loaded = group.commands if group else {name: load(name, entry) for name, entry in ENTRIES.items()}
    for name, command in sorted(loaded.items()):
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


COMMANDS = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_helped_and_documented(name):
    command = COMMANDS[name]
    assert command.help
    assert all(one.help for one in command.params if one.name != "help")
    section = (DOCS / "reference.md").read_text(encoding="utf-8").split(f"\n## `{name}`\n")
    assert len(section) == 2, f"docs/reference.md has no section for {name}"
    assert "\n| option | value | default | does |\n" in section[1].split("\n## ")[0]


def test_the_tables_of_options_are_as_the_commands_are():
    page = (DOCS / "reference.md").read_text(encoding="utf-8")
    renewed = run_path(str(ROOT / "tools" / "make_reference.py"))["renewed"]
    assert renewed(page) == page, "make it anew: python tools/make_reference.py"


def slugs() -> set[str]:
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'Problem\(\s*"([a-z][a-z-]+)"', code))
        found |= set(re.findall(r'ManifestRow\([^)]*"skipped", "([a-z-]+)"', code))
    return found


def test_every_slug_has_an_anchor():
    anchors = set(
        re.findall(r"^### (\S+)$", (DOCS / "problems.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert slugs() <= anchors


def test_links_between_pages_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_make_help_lists_what_the_readme_promises():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(
        r"^ {4}make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target


def test_every_page_stands_in_the_navigation():
    listed = set(
        re.findall(r"^ +- .*?: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert listed == {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}


def keys_of(data) -> set[str]:
    """Every field name in plain data that a results file holds; keys that are data themselves are left out."""
    if isinstance(data, list):
        return set().union(*map(keys_of, data)) if data else set()
    if not isinstance(data, dict):
        return set()
    named = {key for key in data if re.fullmatch(r"[a-z][a-z0-9_]*", key)}
    return named | set().union(set(), *(keys_of(value) for key, value in data.items() if key not in OPEN))


OPEN = {
    "by_rule",
    "codes",
    "code_year",
    "code_dyad",
    "code_document",
    "crosstabs",
    "evidence",
    "passages",
    "statuses",
}
"""Fields whose values are keyed by rules, codes and the like."""


def test_every_field_of_the_results_is_documented(analyse):
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.manifest import ManifestRow, RunInfo

    document = analyse(
        "บทที่ 1\nบทนำ\nปูตินเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\nบรรณานุกรม\nAuthor, A. (2020). Title.\n"
    )
    analysis = Analysis.of(document).to_data()
    assert all(analysis[part] for part in ("sections", "regions", "entities", "events", "codings"))
    text = (DOCS / "fields.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z][a-z0-9_]*)`", text))
    assert keys_of(analysis) <= documented
    assert set(ManifestRow.__slots__) | set(RunInfo.__slots__) <= documented


def test_every_part_of_the_corpus_report_is_documented(knowledge):
    from ruscorpus.report.corpus import CorpusAnalysis

    corpus = CorpusAnalysis(knowledge.codebook, knowledge.ontology).to_data()
    text = (DOCS / "fields.md").read_text(encoding="utf-8").split("## `corpus.yaml`")[1]
    assert set(corpus) - {"schema"} <= set(re.findall(r"`([a-z][a-z0-9_]*)`", text))
