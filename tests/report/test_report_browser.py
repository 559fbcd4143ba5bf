"""The HTML report in a real browser, where one is installed: the script runs, the policy holds."""

from __future__ import annotations

import re
import shutil
import subprocess

import html5lib
import pytest
from test_report_html import by_class, hostile_documents, page, words

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium here")]


def dom(path, profile, fragment: str = ""):
    """Return the page after its script has run, and what the browser complained of."""
    run = subprocess.run(
        [BROWSER, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", f"{path.as_uri()}{fragment}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    complaints = re.findall(r".*(?:CONSOLE|Refused|Uncaught).*", run.stderr)
    return html5lib.parse(run.stdout, namespaceHTMLElements=False), complaints


@pytest.fixture
def show(tmp_path, codebook, ontology):
    def show(documents, fragment=""):
        path = tmp_path / "report.html"
        path.write_bytes(page(tmp_path / "tree", documents, codebook, ontology).encode())
        return dom(path, tmp_path / "profile", fragment)

    return show


def test_the_script_runs_and_a_link_opens_the_document_that_holds_it(show, documents):
    root, complaints = show(documents, "#t2p1")
    assert not complaints
    (form,) = root.iter("form")
    assert form.get("hidden") is None
    said = words(by_class(form, "said")[0])
    passages = sum(len({c.span for c in d.codings}) for d in documents)
    assert said.startswith(f"แสดง {passages} จาก {passages} ข้อความ")
    opened = [e.get("id") for e in by_class(root, "document") if e.get("open") is not None]
    assert opened == ["d2"]
    assert [b for cell in by_class(root, "heat") for b in cell.iter("button")]


def test_hostile_texts_run_nothing(show):
    root, complaints = show(hostile_documents())
    assert not complaints
    assert len(list(root.iter("script"))) == 1
    (form,) = root.iter("form")
    assert form.get("hidden") is None
