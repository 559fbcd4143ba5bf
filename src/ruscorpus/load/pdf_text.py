"""The text of a PDF out of its lines: page after page, with the font of every character.

Only whole lines change places, where a page of two columns was drawn across them (``pdf_columns.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.load.pdf_columns import reading_order
from ruscorpus.load.pdf_lines import Line
from ruscorpus.model import FontRun, LineBox
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from ruscorpus.load.pdf_lines import Glyph


class TextBuilder:
    """Builds the text of a document glyph by glyph, and keeps which font set every character.

    The lines of a page are put into reading order when the page ends.
    """

    __slots__ = (
        "_boxes",
        "_font",
        "_length",
        "_line",
        "_overprint",
        "_page",
        "_pieces",
        "_run_start",
        "_runs",
    )

    def __init__(self) -> None:
        self._line = Line()
        self._page: list[Line] = []
        self._overprint = False
        self._pieces: list[str] = []
        self._length = 0
        self._runs: list[FontRun] = []
        self._run_start = 0
        self._font = ""
        self._boxes: list[LineBox] = []

    def add(self, glyph: Glyph) -> None:
        """Add the next glyph of the content stream, unless it only prints over one that is there."""
        # A mark goes with its base: two equal marks at one place may be what the author typed.
        if not glyph.is_attached:
            self._overprint = self._line.overprinted_by(glyph)
        if self._overprint:
            return
        if not self._line.takes(glyph):
            self.end_line()
        self._line.add(glyph)

    def end_line(self) -> None:
        """End the current line, if there is one."""
        if self._line.glyphs:
            self._page.append(self._line)
            self._line = Line()

    def end_page(self) -> None:
        """Write the lines of the page, a newline after each, in the order in which they are read."""
        self.end_line()
        page, self._page = self._page, []
        for line in reading_order(page):
            start = self._length
            font = ""
            for text, font in line.pieces():
                self._write(text, font)
            self._write("\n", font)
            if line.glyphs[0].direction == 0:
                span = Span(start, self._length - 1)
                self._boxes.append(LineBox(span, line.left, line.right, line.across, line.size))

    @property
    def length(self) -> int:
        """Number of code points on the pages that have ended; the current one ends here."""
        self.end_page()
        return self._length

    def text(self) -> str:
        """Return the text; the current page ends here."""
        self.end_page()
        return "".join(self._pieces)

    def fonts(self) -> tuple[FontRun, ...]:
        """Return the font runs. They cover the text without gaps."""
        self.end_page()
        if self._length == self._run_start:
            return tuple(self._runs)
        return (*self._runs, FontRun(Span(self._run_start, self._length), self._font))

    def boxes(self) -> tuple[LineBox, ...]:
        """Return where the upright lines stand, in the order of the text."""
        self.end_page()
        return tuple(self._boxes)

    def _write(self, text: str, font: str) -> None:
        if font != self._font:
            if self._length > self._run_start:
                self._runs.append(FontRun(Span(self._run_start, self._length), self._font))
            self._run_start = self._length
            self._font = font
        self._pieces.append(text)
        self._length += len(text)
