"""EPUB books: the pages of the spine in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.load.archive import Archive, part_name
from ruscorpus.load.days import iso_day
from ruscorpus.load.html import decode_page
from ruscorpus.load.html_lines import page_lines
from ruscorpus.load.html_tree import parse_html
from ruscorpus.load.loaded import LineWriter, Loaded
from ruscorpus.load.xml import XmlError, parse
from ruscorpus.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruscorpus.limits import Limits

MEDIA_TYPE = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"})


class _Package:
    """What the package file lists: the parts, their order, and facts about the book."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[str, str, str]] = {}
        self.spine: list[str] = []
        self.facts: dict[str, list[str]] = {}
        self.first_root = ""
        self.encrypted: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "rootfile" and not self.first_root:
            self.first_root = attributes.get("full-path", "")
        elif local == "item":
            properties = attributes.get("properties", "")
            item = (attributes.get("href", ""), attributes.get("media-type", ""), properties)
            self.items.setdefault(attributes.get("id", ""), item)
        elif local == "itemref" and attributes.get("linear") != "no":
            self.spine.append(attributes.get("idref", ""))
        elif local == "CipherReference":
            self.encrypted.append(attributes.get("URI", ""))
        self._text = []

    def end(self, name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if "dc/elements" in namespace and (text := " ".join("".join(self._text).split())):
            self.facts.setdefault(local, []).append(text)
        self._text = []

    def data(self, text: str) -> None:
        self._text.append(text)


def load_epub(data: bytes, shown_path: str, limits: Limits) -> Loaded:
    """Return the text of a book; raise :class:`LoadError` (``broken-epub``, ``encrypted-epub`` …)."""
    archive = Archive(data, shown_path, limits)
    opf = _package(archive, _CONTAINER, shown_path).first_root
    if opf not in archive:
        raise _broken(shown_path, "it names no package file")
    package = _package(archive, opf, shown_path)
    pages = [
        part_name(opf, package.items[name][0])
        for name in package.spine
        if name in package.items
        and package.items[name][1] in _PAGES
        and "nav" not in package.items[name][2].split()
    ]
    if _ENCRYPTION in archive:
        locked = {part_name("", uri) for uri in _package(archive, _ENCRYPTION, shown_path).encrypted}
        if locked & set(pages):
            message = "the book is protected against copying"
            hint = "get an edition without digital rights management"
            raise LoadError(Problem("encrypted-epub", message, shown_path, hint=hint), status="encrypted")
    writer = LineWriter()
    problems: list[Problem] = []
    for page in pages[: limits.max_pages]:
        if page not in archive:
            message = "a part of the book that its list of contents names is missing"
            problems.append(Problem("broken-page", message, shown_path, severity="warning"))
            continue
        text, found = decode_page(archive.read(page), shown_path)
        problems += found
        for line in page_lines(parse_html(text)):
            writer.line(line.text, line.kind, line.level)
    raw = writer.text()
    if not raw.strip():
        raise LoadError(Problem("no-text", "the book holds no text", shown_path), status="empty")
    facts = package.facts
    return Loaded(
        raw,
        MEDIA_TYPE,
        title=facts.get("title", [""])[0],
        date=next((day for written in facts.get("date", []) if (day := iso_day(written))), ""),
        language=facts.get("language", [""])[0].split("-")[0].lower(),
        authors=tuple(facts.get("creator", [])),
        blocks=writer.blocks(),
        problems=tuple(problems),
    )


def _package(archive: Archive, name: str, shown_path: str) -> _Package:
    package = _Package()
    try:
        parse(archive.read(name), package)
    except XmlError as error:
        raise _broken(shown_path, str(error)) from error
    return package


def _broken(shown_path: str, reason: str) -> LoadError:
    message = f"the book cannot be read: {reason}"
    return LoadError(Problem("broken-epub", message, shown_path, hint="fetch the file anew"))
