"""The paragraphs, tables, notes and page breaks of a Word document, from the events of its XML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.load.docx_styles import Numbering, Style, Styles, is_on, kind_of, split, values, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruscorpus.load.loaded import LineWriter

# What was deleted, moved away or replaced, and what describes instead of saying.
_SKIPPED = frozenset(
    "del moveFrom Fallback instrText delText rPrChange pPrChange sectPrChange tblPrChange tcPrChange "
    "trPrChange numberingChange footnotePr endnotePr rt".split()
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_MATH = "officeDocument/2006/math"
_GALLERIES = {"Table of Contents": "contents", "Bibliographies": "bibliography"}


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read. ``breaks``: where a page begins, and whether the author set it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    style: str = ""
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    breaks: list[tuple[int, bool]] = field(default_factory=list)
    ends_page: bool = False
    in_properties: bool = False

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Table:
    """A table while it is read: the cells of its current row, the paragraphs of the current cell."""

    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)


class Body:
    """Handler for ``word/document.xml`` and the notes: writes lines, and keeps where pages begin."""

    def __init__(self, writer: LineWriter, styles: Styles, numbering: Numbering) -> None:
        self._writer = writer
        self._styles = styles
        self._numbering = numbering
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._galleries: list[str] = []
        self._skip = 0
        self._in_text = False
        self._hidden = False
        self._text_since_break = True
        self._style_cache: dict[str, Style] = {}
        self.page_starts: list[int] = []
        self.notes: list[tuple[str, str]] = []
        """References to notes in their order: ``footnote`` or ``endnote``, and the id."""
        self.title = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        is_word, local = split(name)
        if self._skip or local in _SKIPPED:
            self._skip += 1
            return
        if not is_word:
            self._in_text = local == "t" and _MATH in name
            return
        given = values(attributes)
        if self._paragraphs and self._start_in_paragraph(local, given):
            return
        match local:
            case "p":
                self._paragraphs.append(_Paragraph())
            case "tbl":
                self._tables.append(_Table())
            case "tr" if self._tables:
                self._tables[-1].cells = []
            case "tc" if self._tables:
                self._tables[-1].cell = []
            case "sdt":
                self._galleries.append("")
            case "docPartGallery" if self._galleries:
                self._galleries[-1] = _GALLERIES.get(given.get("val", ""), "")

    def _start_in_paragraph(self, local: str, given: Mapping[str, str]) -> bool:
        """Handle what only paragraphs hold; tell whether *local* was such an element."""
        paragraph = self._paragraphs[-1]
        value = given.get("val", "")
        if paragraph.in_properties:
            self._property(paragraph, local, given)
            return True
        match local:
            case "pPr":
                paragraph.in_properties = True
            case "r":
                self._hidden = False
            case "vanish" | "webHidden" if is_on(value):
                self._hidden = local == "vanish" or self._hidden
            case "t":
                self._in_text = not self._hidden
            case "br" if given.get("type") == "page":
                paragraph.breaks.append((paragraph.length, True))
            case "br":
                paragraph.write("\n")
            case "lastRenderedPageBreak":
                paragraph.breaks.append((paragraph.length, False))
            case _ if local in _SIGNS:
                paragraph.write(_SIGNS[local])
            case "footnoteReference" | "endnoteReference":
                self.notes.append((local.removesuffix("Reference"), given.get("id", "")))
            case _:
                return False
        return True

    @staticmethod
    def _property(paragraph: _Paragraph, local: str, given: Mapping[str, str]) -> None:
        value = given.get("val", "")
        match local:
            case "pStyle":
                paragraph.style = value
            case "outlineLvl":
                paragraph.level = whole(value, 9) + 1
            case "numId":
                paragraph.list_id = value or "0"
            case "ilvl":
                paragraph.list_level = whole(value)
            case "pageBreakBefore" if is_on(value):
                paragraph.breaks.append((0, True))
            case "sectPr":
                paragraph.ends_page = True
            case "type" if value == "continuous":
                paragraph.ends_page = False

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        if self._skip:
            self._skip -= 1
            return
        is_word, local = split(name)
        self._in_text = False
        if not is_word:
            return
        match local:
            case "pPr" if self._paragraphs:
                self._paragraphs[-1].in_properties = False
            case "p" if self._paragraphs:
                self._finish(self._paragraphs.pop())
            case "tc" if self._tables:
                table = self._tables[-1]
                table.cells.append(" ".join(table.cell))
                table.cell = []
            case "tr" if self._tables:
                self._finish_row(self._tables[-1])
            case "tbl" if self._tables:
                self._tables.pop()
            case "sdt" if self._galleries:
                self._galleries.pop()

    def data(self, text: str) -> None:
        """Hear text; only that of runs counts."""
        if self._in_text and not self._skip and self._paragraphs:
            self._paragraphs[-1].write(text.replace("\n", " ").replace("\t", " "))

    def _style(self, style_id: str) -> Style:
        return self._style_cache.setdefault(style_id, self._styles.find(style_id))

    def _finish(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.pieces)
        style = self._style(paragraph.style)
        number = ""
        list_id = paragraph.list_id or style.list_id
        if list_id not in ("", "0") and text.strip():
            level = paragraph.list_level if paragraph.list_id else style.list_level
            number = self._numbering.next(list_id, level)
        prefix = f"{number} " if number else ""
        if self._tables:
            table = self._tables[-1]
            if text.strip():
                table.cell.append(" ".join((prefix + text).split()))
            table.breaks += [hard for _, hard in paragraph.breaks]
            return
        if not self.title and style.name.lower() == "title":
            self.title = " ".join(text.split())
        stripped = text.rstrip()
        lead = len(text) - len(text.lstrip(" "))
        for offset, hard in paragraph.breaks:
            # A break behind all text of a paragraph begins the page after it.
            after = stripped and offset >= len(stripped)
            place = (
                len(prefix) + len(stripped) + 1 if after else (offset + len(prefix) if offset > lead else 0)
            )
            self._break(self._writer.length + place, hard=hard, text_before=text[:offset])
            self._text_since_break = bool(text[offset:].strip())
        self._text_since_break = self._text_since_break or (bool(stripped) and not paragraph.breaks)
        kind, level = self._kind(paragraph, style)
        self._writer.line(prefix + stripped, kind, level, number if kind == "heading" else "")
        if paragraph.ends_page:
            self._break(self._writer.length, hard=True, text_before="")
            self._text_since_break = False

    def _kind(self, paragraph: _Paragraph, style: Style) -> tuple[str, int]:
        gallery = next((gallery for gallery in self._galleries if gallery), "")
        kind = gallery or kind_of(style)
        if kind:
            return kind, 0
        level = paragraph.level or style.level
        if 1 <= level <= 9 and "".join(paragraph.pieces).strip():
            return "heading", level
        return "", 0

    def _finish_row(self, table: _Table) -> None:
        line = "\t".join(table.cells).rstrip()
        for hard in table.breaks:
            self._break(self._writer.length, hard=hard, text_before="")
        if table.breaks:
            self._text_since_break = False
        outer = self._tables[-2] if len(self._tables) > 1 else None
        if outer is not None:
            outer.cell += [line] if line.strip() else []
        elif line.strip():
            self._writer.line(line)
            self._text_since_break = True
        table.cells, table.breaks = [], []

    def _break(self, place: int, *, hard: bool, text_before: str) -> None:
        """Begin a page at *place*, unless Word only repeats what the author's own break said."""
        if not hard and not self._text_since_break and not text_before.strip():
            return
        self.page_starts.append(place)
