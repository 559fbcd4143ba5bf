"""Lines of text out of the glyphs of a page, in the order in which its content stream draws them.

Thai needs this to be done with care. Vowel signs and tone marks stand above, below or even to the left of
the place where their base ends, and mostly have no width; a layout analysis that sorts glyphs by their
position tears them off. The stream, on the other hand, has them in the order in which they were typed.
So no glyph is sorted: it goes on with the line, or it starts the next one.

A glyph starts a new line when the writing direction turns, when its baseline lies more than a part of the
font size off (raised footnote marks stay in the line) or when it jumps back. Where the stream has no space
but leaves a gap, a space is written. All lengths are in points, in a frame turned so that writing runs
along *along* and lines follow each other along *across*.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_BASELINE_TOLERANCE = 0.2
"""Part of the font size within which two baselines are one."""
_RAISED_TOLERANCE = 0.55
"""The same for a glyph right beside the line's end: a raised footnote mark, an index, or the way back."""
_RAISED_GAP = 1.0
"""Gap before such a glyph at most, in font sizes."""
_JUMP_BACK = 1.0
"""A glyph that starts this many font sizes before the end of the line starts another one."""
_OVERPRINT_SHIFT = 0.1
"""Farthest that the copy of a glyph drawn twice lies from the first, in font sizes."""
_SPACE_GAP = 0.15
"""Gap that counts as a space, in font sizes, beyond the gap that the line has between all its glyphs."""
_LETTERSPACING_LIMIT = 0.3
"""Most that is taken for the distance between glyphs of a stretched line, in font sizes."""
_LETTERSPACING_SAMPLE = 8
"""Fewest gaps in a line from which the distance between its glyphs is inferred."""


class Glyph(NamedTuple):
    """One glyph as drawn: its text, its font, where it starts, how far it advances.

    ``along`` and ``across`` are its origin in a frame turned by ``direction`` (whole degrees), ``size`` is
    the font size as drawn.
    """

    text: str
    font: str
    along: float
    across: float
    advance: float
    size: float
    direction: int = 0

    @property
    def is_attached(self) -> bool:
        """Tell whether the glyph sits on the one before: a combining mark, or anything without a width."""
        return self.advance <= 0 or unicodedata.category(self.text[:1] or " ") == "Mn"


@dataclass(slots=True)
class Line:
    """A line while it grows. ``gaps[i]`` is the distance before glyph *i*, None where no space may stand.

    ``end`` is where its last base ends, ``reach`` where a mark on that base lies farther on: a stretched
    line puts its distance before the mark and again behind it.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    gaps: list[float | None] = field(default_factory=list)
    end: float = 0.0
    reach: float = 0.0
    across: float = 0.0
    size: float = 0.0

    def takes(self, glyph: Glyph) -> bool:
        """Tell whether *glyph* goes on with this line."""
        if not self.glyphs:
            return True
        if glyph.direction != self.glyphs[-1].direction:
            return False
        size = max(self.size, glyph.size)
        off = abs(glyph.across - self.across)
        gap = glyph.along - self.end
        if glyph.is_attached:
            # Marks may be lifted and moved at the font's will, but not by a whole line.
            return off <= size and -2 * size <= gap <= size
        if gap < -_JUMP_BACK * size:
            return False
        return off <= _BASELINE_TOLERANCE * size or (
            off <= _RAISED_TOLERANCE * size and gap <= _RAISED_GAP * size
        )

    @property
    def left(self) -> float:
        """Where the first glyph that is not blank begins."""
        return next((g.along for g in self.glyphs if not g.text.isspace()), self.glyphs[0].along)

    @property
    def right(self) -> float:
        """Where the last glyph that is not blank ends."""
        ends = (g.along + max(g.advance, 0.0) for g in reversed(self.glyphs) if not g.text.isspace())
        return next(ends, self.end)

    def cut_at(self, along: float) -> list[Line]:
        """Return the line in two where a gap lies across *along*, otherwise whole."""
        for index, glyph in enumerate(self.glyphs):
            if glyph.is_attached or glyph.along < along:
                continue
            if index == 0 or all(g.text.isspace() for g in self.glyphs[:index]):
                return [self]
            parts = [Line(), Line()]
            for number, part in enumerate((self.glyphs[:index], self.glyphs[index:])):
                for piece in part:
                    parts[number].add(piece)
            return parts
        return [self]

    def add(self, glyph: Glyph) -> None:
        """Append *glyph*, and move the end of the line behind it."""
        joined = not self.glyphs or glyph.is_attached
        self.gaps.append(None if joined else glyph.along - max(self.end, self.reach))
        if not self.glyphs or not glyph.is_attached:
            # The largest type that is not blank sets the baseline, so that a mark of reference does not.
            if (glyph.size > self.size and not glyph.text.isspace()) or not self.glyphs:
                self.across, self.size = glyph.across, glyph.size
            self.end = glyph.along + max(glyph.advance, 0.0)
        self.reach = glyph.along
        self.glyphs.append(glyph)

    def overprinted_by(self, glyph: Glyph) -> bool:
        """Tell whether *glyph* is drawn over its like: bold type or a shadow made by drawing twice."""
        near = _OVERPRINT_SHIFT * glyph.size
        return glyph.along < self.end - near and any(
            other.text == glyph.text
            and abs(other.along - glyph.along) <= near
            and abs(other.across - glyph.across) <= near
            for other in reversed(self.glyphs)
        )

    def pieces(self) -> Iterable[tuple[str, str]]:
        """Yield (text, font) for every glyph, and for every space that the stream left out."""
        spacing = self._letterspacing()
        before = " "
        for glyph, gap in zip(self.glyphs, self.gaps, strict=True):
            if (
                gap is not None
                and gap - spacing > _SPACE_GAP * max(self.size, glyph.size)
                and not before.isspace()
                and not glyph.text.isspace()
            ):
                yield " ", glyph.font
            yield glyph.text, glyph.font
            before = glyph.text[-1:] or before

    def _letterspacing(self) -> float:
        """Return the distance that a stretched line has between all its glyphs.

        Word processors fill a line of Thai by widening it everywhere, not at spaces alone. The lower
        quartile of the gaps is what the glyphs have in common, whatever spaces stand among them.
        """
        gaps = sorted(gap for gap in self.gaps if gap is not None)
        if len(gaps) < _LETTERSPACING_SAMPLE:
            return 0.0
        return min(max(gaps[len(gaps) // 4], 0.0), _LETTERSPACING_LIMIT * self.size)
