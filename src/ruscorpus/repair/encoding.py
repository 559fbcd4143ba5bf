"""Byte damage: text that was written in one encoding and read in another, undone where the bytes survive.

Each hypothesis is reversible: write the characters back as the bytes of the page they were read in, and
read those as what they were. UTF-8 is strict enough to prove itself; for the eight-bit pages the letters
must make Thai afterwards, and must not have made sense before. Runs are judged by themselves, so that a
line may hold English, real Thai and damage side by side.

Unlike the code pages of Python's library, those here leave no byte undefined: programs that read a page
wrongly keep its undefined bytes as C1 controls (WHATWG, Latin-1), or as private-use characters (Windows
best fit, U+F8C1 to U+F8C8).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, Span, apply_edits, compose_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RULE = "encoding"
_WESTERN = "cp1252"
_ROUNDS = 3  # text can have gone through the wrong page more than once

# MacThai as Apple's tables have it; shaped variants of the marks sit in the private use area.
_MAC_THAI = (
    "«»…\uf88c\uf88f\uf892\uf895\uf898\uf88b\uf88e\uf891\uf894\uf897“”\uf899\x90•\uf884\uf889\uf885\uf886"
    "\uf887\uf888\uf88a\uf88d\uf890\uf893\uf896‘’\x9f"
)
_MAC_SPECIAL = {0xDB: "\u2060", 0xDC: "\u200b", 0xDD: "–", 0xDE: "—", 0xEE: "™", 0xFA: "®", 0xFB: "©"}
_BEST_FIT = dict(zip((*range(0xDB, 0xDF), *range(0xFC, 0x100)), range(0xF8C1, 0xF8C9), strict=True))


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page as a table from characters to the bytes they were read from."""

    name: str
    to_byte: Mapping[str, int]
    run: re.Pattern[str]
    """A run of characters that bytes above 0x7F can have been read as, ASCII letters not among them."""


@cache
def _pages() -> tuple[CodePage, ...]:
    return tuple(_page(name) for name in ("cp874", "mac-thai", "cp1252"))


def _page(name: str) -> CodePage:
    """Make the table of a page. Windows-1252 takes Latin-1 in: they differ where Latin-1 has C1 controls."""
    to_byte: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        to_byte.setdefault(_read(byte, name), byte)
    for byte in (*range(0x80, 0xA0), *_BEST_FIT):
        to_byte.setdefault(chr(byte), byte)
    if name == "cp874":
        for byte in range(0x80, 0xA0):  # some programs fall back on the Western page for what is undefined
            to_byte.setdefault(_read(byte, _WESTERN), byte)
        to_byte.update({chr(form): byte for byte, form in _BEST_FIT.items()})
    chars = "".join(re.escape(char) for char in sorted(to_byte))
    return CodePage(name, to_byte, re.compile(f"[{chars}]+"))


def _read(byte: int, name: str) -> str:
    """Read one byte in a page, none of whose bytes is undefined."""
    if name == "mac-thai":
        if byte < 0xA0:
            return _MAC_THAI[byte - 0x80]
        return _MAC_SPECIAL.get(byte, "\xa0" if byte == 0xA0 else _thai(byte))
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)


def _thai(byte: int) -> str:
    """Read one byte of TIS-620; what it leaves undefined stays as it is."""
    return chr(byte - 0xA0 + 0xE00) if 0xA1 <= byte <= 0xDA or 0xDF <= byte <= 0xFB else chr(byte)


# Two lead bytes of three-byte UTF-8 for Thai (E0 B8, E0 B9) as the pages show them; or of two-byte UTF-8
# for what the first misreading made of those.
_UTF8_TRACE = re.compile("เ[ธน].{1,3}เ[ธน]|à[¸¹].{1,3}à[¸¹]|Ã\xa0Â[¸¹]", re.DOTALL)
_LATIN_RUN = re.compile(r"[\xa1-\xfb](?:[ -@\[-`{-~\x80-\xfb]*[\xa1-\xfb])?")
_LATIN_TRACE = re.compile(r"[\xa1-\xda\xdf-\xfb]{4}")
_THAI = re.compile("[\u0e01-\u0e3a\u0e3f-\u0e5b]")
_CONFIRMED = 3  # runs that prove a page, after which it explains lesser ones too


def encoding_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that undo byte damage.

    >>> encoding_edits("»ÃÐà·Èä·Â¡Ñº¨Õ¹")[0].new
    'ประเทศไทยกับจีน'
    """
    edits: tuple[Edit, ...] = ()
    current = text
    for _ in range(_ROUNDS):
        if not _UTF8_TRACE.search(current):
            break
        more = max((_misread_utf8(current, page) for page in _pages()), key=_explained)
        if not more:
            break
        current = apply_edits(current, more)
        edits = compose_edits(edits, more)
    if _LATIN_TRACE.search(current):
        edits = compose_edits(edits, _misread_thai(current))
    return edits


def _explained(edits: tuple[Edit, ...]) -> int:
    """Return how many characters *edits* account for."""
    return sum(edit.at.length for edit in edits)


def _misread_utf8(text: str, page: CodePage) -> tuple[Edit, ...]:
    """Return an edit for each run that is UTF-8 once it is written back in *page*."""
    proven: list[Edit] = []
    likely: list[Edit] = []
    for match in page.run.finditer(text):
        for start, end, new in _valid(match.group(), page):
            if page.name == _WESTERN:
                new = _deeper(new, page)  # noqa: PLW2901
            edit = Edit(Span(match.start() + start, match.start() + end), new, RULE, 0.99)
            if set(new) & _LINE_BREAKS or not _assigned(new):
                continue
            (proven if len(_THAI.findall(new)) >= 2 and _is_thai(new) else likely).append(edit)
    if len(proven) >= _CONFIRMED:
        proven = sorted((*proven, *likely), key=lambda edit: edit.at)
    return tuple(proven)


def _deeper(text: str, page: CodePage) -> str:
    """Read *text* again as long as it bears the traces of a misreading: Thai only comes out at the end."""
    for _ in range(_ROUNDS - 1):
        if not _UTF8_TRACE.search(text):
            break
        deeper = page.run.sub(lambda one: _rewritten(one.group(), page), text)
        if not _assigned(deeper):
            break
        text = deeper
    return text


def _assigned(text: str) -> bool:
    return all(unicodedata.category(char) != "Cn" for char in text)


_VALID = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_ANCHOR = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}")
_TWICE = re.compile(rb"(?:\xc2[\x80-\xbf]|\xe0[\xb8\xb9][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf])+")
_LINE_BREAKS = frozenset("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _valid(run: str, page: CodePage) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of *run* that are UTF-8 in the bytes of *page*."""
    data = bytes(page.to_byte[char] for char in run)
    for match in _VALID.finditer(data):
        found = match.group()
        # Two letters of real Thai can look like two bytes of UTF-8; the bytes of Thai, of typographic signs
        # or of emoji cannot be had by chance, nor what a second misreading made of them.
        anchors = len(_ANCHOR.findall(found))
        if page.name != _WESTERN and 6 * anchors < len(found) and not (anchors and _TWICE.fullmatch(found)):
            continue
        try:
            yield match.start(), match.end(), found.decode("utf-8")
        except UnicodeDecodeError:
            continue


def _rewritten(run: str, page: CodePage) -> str:
    """Return *run* with its stretches of UTF-8 read as such."""
    position = 0
    pieces: list[str] = []
    for start, end, new in _valid(run, page):
        pieces += (run[position:start], new)
        position = end
    return "".join((*pieces, run[position:]))


def _misread_thai(text: str) -> tuple[Edit, ...]:
    """Return an edit for each run of Latin letters that is Thai in TIS-620 (``ÊÇÑÊ´Õ``)."""
    proven: list[Edit] = []
    likely: list[Edit] = []
    rest = 0
    for match in _LATIN_RUN.finditer(text):
        run = match.group()
        new = "".join(_thai(ord(char)) if "\xa0" < char <= "\xff" else char for char in run)
        edit = Edit(Span(*match.span()), new, RULE, 0.97)
        high = len(_THAI.findall(new))
        if not _is_thai(new) or not _dense(run):
            rest += 1
        elif high >= 4 and _is_usual(new):
            proven.append(edit)
        else:
            likely.append(edit)
    if len(proven) >= _CONFIRMED and len(proven) > rest:
        proven = sorted((*proven, *likely), key=lambda edit: edit.at)
    return tuple(proven)


def _dense(run: str) -> bool:
    """Tell whether high characters stand together as no Western language has them."""
    return not re.search("[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]", run) or len(run) > 40


_CELL = re.compile(
    "[\u0e40-\u0e44]?[\u0e01-\u0e2e](?:[\u0e31\u0e34-\u0e39\u0e47]?[\u0e48-\u0e4c]?)[\u0e30\u0e32\u0e33\u0e46\u0e2f]?"
)


def _is_thai(text: str) -> bool:
    """Tell whether the Thai letters of *text* stand in Thai cells."""
    thai = len(_THAI.findall(text))
    covered = sum(len(match.group()) for match in _CELL.finditer(text))
    return thai > 0 and covered >= 0.8 * thai


def _is_usual(text: str) -> bool:
    """Tell whether *text* is made of the letters that Thai uses most."""
    thai = _THAI.findall(text)
    return sum(1 for char in thai if char in _USUAL) >= 0.55 * len(thai)


_USUAL = frozenset("านรกงเมยลวอสทคดตบปหจแะ่้ัีิ")
