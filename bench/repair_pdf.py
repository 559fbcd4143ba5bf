"""Measure the repair on PDFs that a browser prints: ``python -m bench.repair_pdf [FONT ...]``.

Each text of the sample corpus is printed by Chromium in each font (Debian: fonts-thai-tlwg, fonts-noto-core),
loaded and repaired; printed are wrong characters without whitespace, as loaded and as repaired.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.corpora import CORPUS
from bench.repair import distance
from ruscorpus.load import load
from ruscorpus.repair import repair

FONTS = ("Garuda", "Loma", "Norasi", "Umpush", "Waree", "Noto Sans Thai", "Noto Serif Thai")
SPACE = re.compile(r"\s+")


def printed(browser: str, text: str, font: str, folder: Path) -> Path:
    """Print *text* in *font*; return the PDF."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    style = f"<style>body {{ font: 14pt '{font}' }}</style>"
    page.write_text(f"<!doctype html><html lang=th><meta charset=utf-8>{style}{paragraphs}", "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [browser, *options, f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return pdf


def main() -> int:
    """Print a row for each font and text."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("no Chromium on the path", file=sys.stderr)
        return 2
    print("| font | text | characters | raw | ours |\n| --- | --- | --- | --- | --- |")
    for font in sys.argv[1:] or FONTS:
        for source in sorted(CORPUS.glob("news-*.txt")):
            text = source.read_text("utf-8")
            with tempfile.TemporaryDirectory() as folder:
                document = load(printed(browser, text, font, Path(folder)), id="page", shown_path="page.pdf")
            truth, raw = SPACE.sub("", text), SPACE.sub("", document.raw)
            ours = SPACE.sub("", repair(document.raw, document.fonts).text)
            errors = [distance(got, truth) for got in (raw, ours)]
            print(f"| {font} | {source.stem} | {len(truth)} | {errors[0]} | {errors[1]} |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
