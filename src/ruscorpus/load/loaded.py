"""What every loader returns: the text of one file, with what its format knows about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.model import Block
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from ruscorpus.model import FontRun, LineBox, Page
    from ruscorpus.problems import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read. ``pages`` and ``fonts``, where the format has them, cover ``raw`` without gaps."""

    raw: str
    media_type: str
    title: str = ""
    date: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    fonts: tuple[FontRun, ...] = ()
    boxes: tuple[LineBox, ...] = ()
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()


class LineWriter:
    """Collects the lines of a structured file, and which of them the file marks as something."""

    __slots__ = ("_blocks", "_length", "_pieces")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Number of code points written so far."""
        return self._length

    def line(self, text: str, kind: str = "", level: int = 0, number: str = "") -> None:
        """Write one line, and mark it where *kind* is given. *text* may itself hold line breaks."""
        start = self._length
        self._pieces += (text, "\n")
        self._length += len(text) + 1
        if not kind:
            return
        last = self._blocks[-1] if self._blocks else None
        if last and kind != "heading" and last.kind == kind and last.span.end == start - 1:
            start = last.span.start  # lines of one kind in a row are one block
            self._blocks.pop()
        self._blocks.append(Block(kind, Span(start, self._length - 1), level, number))

    def text(self) -> str:
        """Return everything written."""
        return "".join(self._pieces)

    def blocks(self) -> tuple[Block, ...]:
        """Return the marked stretches in order."""
        return tuple(self._blocks)
