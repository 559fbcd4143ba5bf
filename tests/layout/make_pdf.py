"""PDFs that look like theses and journals, made on the spot; they need fpdf2 and, for Thai, a font."""

from __future__ import annotations

from pathlib import Path

import pytest

FONTS = (
    "/usr/share/fonts/truetype/tlwg/Norasi.ttf",
    "/usr/share/fonts/truetype/tlwg/Garuda.ttf",
)
MARGIN = 72.0
WIDTH, HEIGHT = 595.0, 842.0
SIZE = 12.0


class Sheet:
    """Draws lines at places, in points from the top left corner."""

    def __init__(self, *, thai: bool = False) -> None:
        fpdf = pytest.importorskip("fpdf")
        self.pdf = fpdf.FPDF(unit="pt", format=(WIDTH, HEIGHT))
        self.pdf.set_auto_page_break(False)
        self.family = "helvetica"
        if thai:
            font = next((name for name in FONTS if Path(name).exists()), None)
            if font is None:
                pytest.skip("no Thai font is installed")
            pytest.importorskip("uharfbuzz")
            self.pdf.add_font("thai", "", font)
            self.family = "thai"
            self.pdf.set_font("thai", size=SIZE)
            self.pdf.set_text_shaping(True)

    def page(self) -> None:
        self.pdf.add_page()

    def put(self, x: float, y: float, text: str, size: float = SIZE, style: str = "") -> None:
        self.pdf.set_font(self.family, style if self.family == "helvetica" else "", size)
        self.pdf.text(x, y, text)

    def width(self, text: str, size: float = SIZE) -> float:
        self.pdf.set_font(self.family, "", size)
        return self.pdf.get_string_width(text)

    def wrap(self, words: list[str], measure: float, *, size: float = SIZE, first: float = 0.0) -> list[str]:
        """Lines of words no wider than *measure*, the first one shorter by *first*."""
        lines, line, room = [], "", measure - first
        for word in words:
            if line and self.width(line + word.rstrip(), size) > room:
                lines.append(line.rstrip())
                line, room = "", measure
            line += word
        return [*lines, line.rstrip()]

    def paragraph(
        self,
        x: float,
        y: float,
        words: list[str],
        measure: float,
        *,
        size: float = SIZE,
        first: float = 24.0,
        lead: float = 20.0,
    ) -> float:
        """Draw a paragraph with its first line set in; return where the next line would stand."""
        for number, line in enumerate(self.wrap(words, measure, size=size, first=first)):
            self.put(x + (first if number == 0 else 0), y, line, size)
            y += lead
        return y

    def bytes(self) -> bytes:
        return bytes(self.pdf.output())
