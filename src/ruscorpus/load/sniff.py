"""What a file holds, told by its first bytes and, for archives, by its parts. Names only break ties."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT, PDF, DOCX, HTML, EPUB, ENCRYPTED_OFFICE, OTHER = (
    "text", "pdf", "docx", "html", "epub", "encrypted-office", "other",
)  # fmt: skip

KIND_OF_SUFFIX: Mapping[str, str] = {
    ".txt": TEXT, ".text": TEXT, ".md": TEXT, ".pdf": PDF, ".docx": DOCX, ".html": HTML, ".htm": HTML,
    ".xhtml": HTML, ".epub": EPUB,
}  # fmt: skip
CALLED = {
    TEXT: "plain text", PDF: "a PDF", DOCX: "a Word document", HTML: "a web page", EPUB: "an EPUB book",
}  # fmt: skip

_SNIFFED = 1024
"""Bytes within which the mark of a PDF may stand: readers accept some junk before it."""
_PDF_MARK = re.compile(rb"%PDF-\d")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_FRAGMENT = re.compile(
    r"</(?:p|div|h[1-6]|body|html|table|title)\s*>|<br\s*/?>|<(?:p|div|meta|h1)[\s>]", re.IGNORECASE
)
_HTML_SNIFFED = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def sniff(data: bytes, suffix: str = "") -> str:
    """Return what *data* holds: one of the kinds above. *suffix* decides where a fragment may be either."""
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        return ENCRYPTED_OFFICE
    start = _readable(data)
    if _HTML_START.match(start):
        return HTML
    if _PDF_MARK.search(data, 0, _SNIFFED):
        return PDF
    if KIND_OF_SUFFIX.get(suffix.lower()) == HTML and _HTML_FRAGMENT.search(start):
        return HTML
    return TEXT


def _readable(data: bytes) -> str:
    """Return the first bytes with every ASCII character readable, in UTF-16 too."""
    start = data[:_HTML_SNIFFED]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", errors="replace")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError):
        return OTHER
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
    ):
        return DOCX
    return EPUB if "META-INF/container.xml" in names else OTHER
