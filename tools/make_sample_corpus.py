"""Make the two made-up texts of the sample corpus again: the damaged thesis and the PDF.

    python tools/make_sample_corpus.py [--thesis] [--pdf] [--fonts FOLDER]

Without an option both are made. The thesis needs nothing but this file. The PDF needs the packages fpdf2
and uharfbuzz and the fonts Noto Serif and Noto Serif Thai (Debian: fonts-noto-core). Both come out the
same every time, as long as the versions of these are the same.
"""

from __future__ import annotations

import argparse
import random
import re
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THESIS_TRUTH = ROOT / "tests/data/thesis-sample.truth.txt"
THESIS = ROOT / "corpus/thesis-sample.txt"
BRIEF_SOURCE = ROOT / "tools/sample/asean-russia-brief.txt"
BRIEF_TRUTH = ROOT / "tests/data/asean-russia-brief.truth.txt"
BRIEF = ROOT / "corpus/asean-russia-brief.pdf"
FONTS = Path("/usr/share/fonts/truetype/noto")

SEED = 2025
DISPLACED_LINES = 0.45
DISPLACED_MARKS = 0.85
SPACED_MARKS = 0.3

# What the two subset fonts give for the glyphs they have no meaning for: tone marks raised above a vowel
# sign or nikhahit, and thanthakhat. The raised mai tho is drawn apart, which leaves a space before it.
REGULAR_CODES = {"่": "W", "้": " j", "์": "¤"}
BOLD_CODES = {"่": "}", "้": " Q", "์": "£"}

BOLD_LINE = re.compile(r"บทที่ \d|\d\.\d |4\.\d\.\d ")
BOLD_TITLES = ("บทนำ", "แนวคิดทฤษฎีและวรรณกรรมที่เกี่ยวข้อง", "ผลการศึกษา", "สรุปและข้อเสนอแนะ", "บรรณานุกรม")


def damage(truth: str) -> str:
    """Return the text as a PDF extractor would leave it, line for line."""
    rng = random.Random(SEED)
    damaged: list[str] = []
    before = ""
    for line in truth.split("\n"):
        bold = bool(BOLD_LINE.match(line)) or line in BOLD_TITLES
        out = damage_line(line, BOLD_CODES if bold else REGULAR_CODES, rng)
        # Lines follow each other without a blank line only where a page ends; there a space is left over.
        page_break = line and before
        damaged.append(f" {out}" if page_break else f"{out} " if out and rng.random() < 0.3 else out)
        before = line
    return "\n".join(damaged)


def damage_line(line: str, codes: dict[str, str], rng: random.Random) -> str:
    """Damage one line: split sara am, glyph codes, displaced marks, spaces after low marks."""
    line = re.sub("([่้๊๋]?)ำ", r"ํ\1า", line)
    line = re.sub("(?<=[ัิีึืํ])[่้]|์", lambda mark: codes[mark.group()], line)
    if rng.random() < DISPLACED_LINES:
        # A mark alone on its consonant slips behind the next one and the upper vowel that stands on it.
        line = re.sub(
            "(?<=[ก-ฮ])([ัุูึ่้])([ก-ฮ][ิี]?|า)",
            lambda cell: cell[2] + cell[1] if rng.random() < DISPLACED_MARKS else cell[0],
            line,
        )
    return re.sub(
        "([ุู][่้]?)(?=[ก-ฮเ-ไ])",
        lambda low: f"{low[1]} " if rng.random() < SPACED_MARKS and low[1][-1] in "่้" else low[1],
        line,
    )


class Brief:
    """Sets the PDF line by line and notes what it sets: the truth, with a form feed between the pages."""

    LEFT, RIGHT, TOP, BOTTOM, LEADING = 22.0, 188.0, 28.0, 255.0, 7.4
    SIZE, SMALL, TITLE = 10.5, 8.5, 13.5

    def __init__(self, fonts: Path) -> None:
        from fpdf import FPDF  # noqa: PLC0415 - only the PDF needs it

        self.pdf = FPDF(format="A4")
        self.pdf.set_creation_date(datetime(2025, 6, 30, tzinfo=UTC))
        self.pdf.set_title("อาเซียนกับรัสเซีย: สามทศวรรษของความเป็นคู่เจรจา")
        self.pdf.set_auto_page_break(False)
        for style, name in (("", "Regular"), ("B", "Bold")):
            self.pdf.add_font("thai", style, fonts / f"NotoSerifThai-{name}.ttf")
            self.pdf.add_font("latin", style, fonts / f"NotoSerif-{name}.ttf")
        self.pdf.set_fallback_fonts(["latin"])
        self.pdf.set_text_shaping(True)
        self.truth: list[str] = []

    def page(self) -> float:
        """Start a page with its running header; return where its text starts."""
        if self.truth:
            self.truth.append("\f")
        self.pdf.add_page()
        self.pdf.c_margin = 0
        header = f"เอกสารตัวอย่าง – หน้า {self.pdf.page_no()}"
        self.pdf.set_font("thai", "", self.SMALL)
        self.line(header, 12, self.SMALL, left=self.RIGHT - self.pdf.get_string_width(header))
        return self.TOP

    def line(self, text: str, y: float, size: float, style: str = "", left: float = LEFT) -> None:
        """Set one line; what stands between ``^`` is raised."""
        x = left
        for index, part in enumerate(text.split("^")):
            raised = index % 2
            self.pdf.set_font("thai", style, size * 0.6 if raised else size)
            self.pdf.set_xy(x, y - (size * 0.12 if raised else 0))
            width = self.pdf.get_string_width(part)
            if part:
                self.pdf.cell(width, self.LEADING, part)
            x += width
        self.truth.append(text.replace("^", ""))

    def body(self, source: str) -> None:
        """Set the source: a line a line, marked ``#`` heading, ``=`` subtitle, ``~`` footnote of page 1."""
        notes = [line[2:] for line in source.splitlines() if line.startswith("~ ")]
        y = self.page()
        for line in source.splitlines():
            if line.startswith("~ "):
                continue
            heading = line.startswith("# ")
            if y > self.BOTTOM - (self.LEADING if heading else 0):
                for row, note in enumerate(notes):
                    self.line(note, self.BOTTOM + self.LEADING * (row + 1.5), self.SMALL)
                notes = []
                y = self.page()
            size = self.TITLE if heading and y == self.TOP and self.pdf.page_no() == 1 else self.SIZE
            y += self.LEADING * 0.6 if heading else 0
            self.line(line.removeprefix("# ").removeprefix("= "), y, size, "B" if heading else "")
            y += self.LEADING


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--thesis", action="store_true", help="make the thesis only")
    parser.add_argument("--pdf", action="store_true", help="make the PDF only")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder of the Noto fonts")
    options = parser.parse_args()
    if options.thesis or not options.pdf:
        THESIS.write_text(damage(THESIS_TRUTH.read_text("utf-8")), "utf-8", newline="")
    if options.pdf or not options.thesis:
        brief = Brief(options.fonts)
        brief.body(BRIEF_SOURCE.read_text("utf-8"))
        brief.pdf.output(BRIEF)
        BRIEF_TRUTH.write_text("\n".join(brief.truth) + "\n", "utf-8", newline="")


if __name__ == "__main__":
    main()
