"""Take the pictures of the HTML report in docs/images/ anew: python tools/make_screenshots.py

Needs Chromium with fonts for Thai (Debian: chromium, fonts-noto-core), and Pillow, which comes with the
dependency group `sample`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
OPEN = "news-2024-brics-kazan.txt"
"""The document that the picture of a text shows."""
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --force-prefers-reduced-motion"
).split()


def ruscorpus(*arguments: object) -> None:
    command = "from ruscorpus.cli.app import main; main()"
    subprocess.run([sys.executable, "-c", command, *map(str, arguments)], check=True, cwd=ROOT)


def only_texts(page: str, number: int) -> str:
    """Return the page with the texts alone, one of them first and open: Chromium shoots the top of a page."""
    head, rest = page.split('<section id="overview"', 1)
    _, texts = rest.split('<section id="texts"', 1)
    start, *documents = texts.split('<details class="document"')
    tail = documents[-1].split("</section>", 1)[1]
    documents[-1] = documents[-1].removesuffix("</section>" + tail)
    first = documents.pop(number - 1).replace(">", " open>", 1)
    return (
        head
        + '<section id="texts"'
        + '<details class="document"'.join([start, first, *documents])
        + "</section>"
        + tail
    )


def picture(page: Path, target: Path, width: int, height: int) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium here")
    with tempfile.TemporaryDirectory() as profile:
        size = f"--window-size={width},{height}"
        where = (f"--user-data-dir={profile}", f"--screenshot={target}")
        subprocess.run(
            [browser, *FLAGS, size, *where, page.as_uri()], check=True, stderr=subprocess.DEVNULL, timeout=120
        )
    Image.open(target).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out, page = Path(folder, "out"), Path(folder, "report.html")
        ruscorpus("analyze", "corpus", "-o", out, "--quiet", "--no-cache")
        ruscorpus("report", out, "--lang", "en", "-o", page, "--quiet")
        picture(page, IMAGES / "report.png", 1400, 1180)
        names = sorted(path.name for path in (out / "text").iterdir())
        text = only_texts(page.read_text(encoding="utf-8"), names.index(f"{OPEN}.txt") + 1)
        page.write_text(text, encoding="utf-8")
        picture(page, IMAGES / "report-text.png", 1400, 900)


if __name__ == "__main__":
    main()
