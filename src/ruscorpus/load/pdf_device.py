"""A pdfminer device that hands every glyph on in the order in which the page draws it.

pdfminer does the parsing, the decryption and the fonts; its layout analysis is left out, because it
breaks Thai lines before marks and is not deterministic.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, copysign, cos, degrees, hypot, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined

from ruscorpus.load.pdf_lines import Glyph

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
    from pdfminer.pdftypes import PDFStream
    from pdfminer.utils import Matrix, Rect

UNMAPPED = "\ufffd"
"""Stands for a glyph of which the font does not say what it means."""
_KEPT = 20_000
"""So many glyphs of fonts are kept with their texts; a document has some hundred."""
MAX_DEPTH = 20
"""Deepest nesting of form objects that is followed."""
MAX_FIGURES = 20_000
"""Most form objects and images of a page: forms that draw forms multiply."""


class TooDeepError(Exception):
    """Form objects are nested deeper than :data:`MAX_DEPTH`, or are more than :data:`MAX_FIGURES`."""


class GlyphDevice(PDFTextDevice):
    """Calls *receive* with each glyph. ``images`` counts the images drawn since it was last set to 0."""

    def __init__(self, resources: PDFResourceManager, receive: Callable[[Glyph], None]) -> None:
        super().__init__(resources)
        self._receive = receive
        self._depth = 0
        self._figures = 0
        self._split_sara_am = False
        self._texts: dict[tuple[PDFFont, int], str] = {}
        self.images = 0

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:  # noqa: ARG002
        """Enter a form object or an image."""
        self._depth += 1
        self._figures += 1
        if self._figures > MAX_FIGURES:
            raise TooDeepError(f"more than {MAX_FIGURES} form objects on a page")
        if self._depth > MAX_DEPTH:
            raise TooDeepError(f"form objects nested deeper than {MAX_DEPTH}")

    def end_figure(self, name: str) -> None:  # noqa: ARG002
        """Leave it."""
        self._depth -= 1

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002
        """Count an image."""
        self.images += 1

    def reset(self) -> None:
        """Forget the page before, however it ended."""
        self._depth = 0
        self._figures = 0
        self._split_sara_am = False
        self.images = 0

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,  # noqa: ARG002 - a raised glyph stays on its line
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> float:
        """Hand one glyph on and return its advance in text space."""
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, x, y = matrix
        vertical = font.is_vertical()
        # A negative font size under a turned matrix is upright again: what counts is where the pen goes.
        forward = -1 if fontsize * scaling < 0 else 1
        ux, uy = (-c, -d) if vertical else (a * forward, b * forward)
        pen = _pen(ux, uy, copysign(1.0, ux), copysign(1.0, uy), abs(a * d - b * c))
        text = self._text(font, cid, advance)
        self._receive(
            Glyph(
                text,
                f"{font.fontname}#{cid}" if text == UNMAPPED else str(font.fontname),
                x * pen.cosine + y * pen.sine,
                y * pen.cosine - x * pen.sine,
                abs(advance) * pen.stretch if vertical else advance * forward * pen.stretch,
                abs(fontsize) * pen.height,
                pen.direction,
            )
        )
        return advance

    def _text(self, font: PDFFont, cid: int, advance: float) -> str:
        """Return the text of one glyph; empty for the second half of a sara am that the first one told.

        Fonts draw ำ in two pieces, the ring above the consonant and the า. Programs that shape text give
        the whole meaning to the first glyph of such a cluster, which has no width, and none to the others,
        up to the one that moves on. What follows a ring without a width is therefore not unknown.
        """
        text = self._texts.get((font, cid))
        if text is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            text = self._texts[font, cid] = glyph_text(font, cid)
        if text == UNMAPPED and self._split_sara_am:
            self._split_sara_am = advance <= 0
            return ""
        self._split_sara_am = text.endswith("ำ") and advance <= 0
        return text


class _Pen(NamedTuple):
    """Where the pen goes under a matrix: how far for a unit, how high a unit is, in which direction."""

    stretch: float
    height: float
    direction: int
    cosine: float
    sine: float


@lru_cache(maxsize=64)  # a page sets nearly all of its glyphs under one matrix or a few
def _pen(ux: float, uy: float, sign_x: float, sign_y: float, area: float) -> _Pen:  # noqa: ARG001
    """Return the pen that goes along (ux, uy); the signs tell apart two zeros, which are equal as keys."""
    stretch = hypot(ux, uy)
    angle = round(degrees(atan2(uy, ux)))
    return _Pen(
        stretch, area / stretch if stretch else 0.0, angle % 360, cos(radians(angle)), sin(radians(angle))
    )


def glyph_text(font: PDFFont, cid: int) -> str:
    """Return what *font* says that character code *cid* means, never empty and never a control character.

    A code that an 8-bit font does not explain is read as WinAnsi, with a bullet for the codes that have
    no meaning there (ISO 32000-1, D.2, note 3): codes that differ mostly stay different, and that is what
    the decipherment of glyph codes lives on. Otherwise U+FFFD stands for what is not known, one a glyph; its
    font run tells which (``FONT#CODE``).
    """
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        text = UNMAPPED if font.is_multibyte() else _win_ansi(cid)
    return "".join(map(_clean, text)) or UNMAPPED


def _win_ansi(code: int) -> str:
    char = bytes([code & 0xFF]).decode("cp1252", errors="ignore")
    return char if char.isprintable() and char else "\N{BULLET}"


def _clean(char: str) -> str:
    if char in "\t\n\v\f\r\u2028\u2029\x85":
        return " "
    if char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff":
        return UNMAPPED
    return UNMAPPED if ord(char) & 0xFFFE == 0xFFFE else char
