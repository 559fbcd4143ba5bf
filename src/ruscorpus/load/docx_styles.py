"""Styles and automatic numbers of a Word document: which paragraphs are headings, what stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.numerals import ARABIC_TO_THAI, THAI_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

W = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
"""The namespace of Word's elements, in its transitional and its strict form."""

_HEADING_NAME = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_KIND_OF_NAME = (
    (re.compile(r"toc (?:[1-9]|heading)$|table of (?:figures|authorities)$", re.IGNORECASE), "contents"),
    (re.compile(r"bibliography$", re.IGNORECASE), "bibliography"),
    (re.compile(r"(?:footnote|endnote) text$", re.IGNORECASE), "footnote"),
)
_MAX_LEVELS = 9
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)


def split(name: str) -> tuple[bool, str]:
    """Return whether an element or attribute name is Word's, and its local name."""
    namespace, _, local = name.rpartition(" ")
    return namespace in W, local


def values(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes by local name."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def is_on(value: str) -> bool:
    """Tell what an on/off attribute says; an element without one is on."""
    return value.lower() not in ("0", "false", "off", "none")


def whole(value: str, default: int = 0) -> int:
    """Return a number of the file, bounded; *default* where it is none."""
    return min(int(value), 100_000) if re.fullmatch(r"[0-9]{1,9}", value) else default


@dataclass(slots=True)
class Style:
    """A paragraph style: its name, what it is based on, its level as a heading (0: none), its list."""

    name: str = ""
    base: str = ""
    level: int = 0
    list_id: str = ""
    list_level: int = 0


class Styles:
    """Handler for ``word/styles.xml``."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._now = Style()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take up what counts of a style."""
        _, local = split(name)
        given = values(attributes)
        value = given.get("val", "")
        match local:
            case "style":
                self._now = self._styles.setdefault(given.get("styleId", ""), Style())
            case "name":
                self._now.name = value
            case "basedOn":
                self._now.base = value
            case "outlineLvl":
                self._now.level = whole(value, _MAX_LEVELS) + 1
            case "numId":
                self._now.list_id = value
            case "ilvl":
                self._now.list_level = whole(value)

    def end(self, name: str) -> None:
        """Nothing to do."""

    def data(self, text: str) -> None:
        """Nothing to do."""

    def find(self, style_id: str) -> Style:
        """Return a style with what it inherits; a style without any properties for an unknown id."""
        result = Style()
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            match = _HEADING_NAME.match(style.name)
            result.name = result.name or style.name
            result.level = result.level or style.level or (int(match[1]) if match else 0)
            if style.list_id and not result.list_id:
                result.list_id, result.list_level = style.list_id, style.list_level
            style_id = style.base
        if not result.name:
            match = re.match(r"heading([1-9])$", style_id, re.IGNORECASE)
            result.level = int(match[1]) if match else 0
        return result


def kind_of(style: Style) -> str:
    """Return the kind of region that paragraphs of *style* belong to, ``""`` for running text."""
    return next((kind for pattern, kind in _KIND_OF_NAME if pattern.match(style.name)), "")


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    base: str = ""
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Handler for ``word/numbering.xml``, and then the counters of its lists."""

    def __init__(self) -> None:
        self._bases: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._levels: dict[int, _Level] = {}
        self._level = _Level()
        self._list = _List()
        self._override = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take up the definition of a list or of one of its levels."""
        _, local = split(name)
        given = values(attributes)
        value = given.get("val", "")
        match local:
            case "abstractNum":
                self._levels = self._bases.setdefault(given.get("abstractNumId", ""), {})
            case "lvl":
                self._level = self._levels.setdefault(whole(given.get("ilvl", "")), _Level())
            case "start":
                self._level.start = whole(value, 1)
            case "numFmt":
                self._level.form = value
            case "lvlText":
                self._level.text = value
            case "num":
                self._levels = {}
                self._list = self._lists.setdefault(given.get("numId", ""), _List())
            case "abstractNumId":
                self._list.base = value
            case "lvlOverride":
                self._override = whole(given.get("ilvl", ""))
            case "startOverride":
                self._list.starts[self._override] = whole(value, 1)

    def end(self, name: str) -> None:
        """Nothing to do."""

    def data(self, text: str) -> None:
        """Nothing to do."""

    def next(self, list_id: str, level: int) -> str:
        """Return what stands before the next paragraph of a list: ``1.2``, ``(ก)``, ``•`` or nothing."""
        entry = self._lists.get(list_id)
        levels = self._bases.get(entry.base, {}) if entry else {}
        if entry is None or level not in levels:
            return ""
        counters = self._counters.setdefault(entry.base, {})
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        if level in entry.starts and (list_id, level) not in self._restarted:
            self._restarted.add((list_id, level))
            counters[level] = entry.starts[level]
        else:
            counters[level] = counters.get(level, levels[level].start - 1) + 1
        if levels[level].form == "bullet":
            return "•"

        def counter(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            form = levels.get(index, _Level()).form
            return formatted(counters.get(index, levels.get(index, _Level()).start), form)

        return re.sub(r"%([1-9])", counter, levels[level].text[:40]).strip()


def formatted(number: int, form: str) -> str:
    """Return *number* in one of Word's number formats.

    >>> formatted(4, "thaiNumbers"), formatted(2, "thaiLetters"), formatted(9, "lowerRoman")
    ('๔', 'ข', 'ix')
    """
    match form:
        case "none":
            return ""
        case "thaiNumbers" | "thaiCounting":
            return str(number).translate(ARABIC_TO_THAI)
        case "thaiLetters":
            return THAI_LETTERS[(number - 1) % len(THAI_LETTERS)]
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman, rest = "", min(number, 3999)
            for value, sign in _ROMAN:
                roman += sign * (rest // value)
                rest %= value
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02d}"
    return str(number)
