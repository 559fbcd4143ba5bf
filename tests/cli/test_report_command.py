"""``ruscorpus report`` from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import pytest

NEWS = """ปูตินเยือนเปียงยาง ลงนามสนธิสัญญา
20 มิถุนายน 2567
ประธานาธิบดีวลาดิมีร์ ปูติน ของรัสเซียเดินทางเยือนเกาหลีเหนือเมื่อวันที่ 19 มิถุนายน 2567
นักวิชาการมองว่าการเยือนครั้งนี้สะท้อนระเบียบโลกที่เคลื่อนเข้าสู่ระบบหลายขั้วอำนาจ
"""


def call(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from ruscorpus.cli.app import main; main()", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "ข่าว.txt").write_text(NEWS, encoding="utf-8")
    done = call("analyze", folder / "ข่าว.txt", "-o", folder / "out", "--quiet")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_the_page_stands_beside_the_results(results):
    done = call("report", results)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"Open: {results / 'report.html'}" in done.stderr.replace("\n", "")
    page = (results / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="th">' in page
    assert "ปูตินเยือนเปียงยาง" in page


def test_the_same_bytes_whatever_the_hash_seed(results):
    pages = {call("report", results, "-o", "-", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(pages) == 1


def test_markdown_in_english_to_standard_output(results):
    done = call("report", results, "--format", "markdown", "--lang", "en", "-o", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("# The corpus as a whole")
    assert "# ปูตินเยือนเปียงยาง ลงนามสนธิสัญญา" in done.stdout


def test_the_codebook_of_the_run_stands_in_the_results(results):
    manifest = (results / "manifest.yaml").read_text(encoding="utf-8")
    assert sha256((results / "codebook.yaml").read_bytes()).hexdigest() in manifest


def test_another_codebook_is_told(results, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_bytes((results / "codebook.yaml").read_bytes() + b"# changed\n")
    done = call("report", results, "--codebook", other, "-o", tmp_path / "r.html")
    assert done.returncode == 0
    assert "warning[codebook-differs]" in done.stderr


def test_a_choice_of_codes_is_remembered(results, tmp_path):
    done = call("analyze", results.parent / "ข่าว.txt", "-o", tmp_path / "out", "--code", "domain", "--quiet")
    assert done.returncode == 0
    page = call("report", tmp_path / "out", "--lang", "en", "-o", "-").stdout
    assert "Diplomatic field" in page or "domain.diplomacy" in page
    assert "balancing.soft" not in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "error[not-results]"),
        (["{out}", "--format", "pdf"], "--format"),
        (["{out}", "--lang", "fr"], "--lang"),
        (["{out}", "-o", "{out}/manifest.yaml/report.html"], "error[output-unwritable]"),
        (["{out}", "--codebook", "missing.yaml"], "error[config-unreadable]"),
    ],
)
def test_wrong_usage_is_exit_2(results, tmp_path, arguments, message):
    done = call("report", *(str(argument).format(out=results) for argument in arguments))
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
