"""What a PDF says of itself: title, authors, language. Defaults of programs are no facts about a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

# Titles that programs write when the author gave none: a file name, or the program's own name before one.
_NOT_A_TITLE = re.compile(
    r"^(microsoft (word|powerpoint|excel)\b.*|untitled.*|document\s*\d*|\(?anonymous\)?|.*\.\w{2,5})$",
    re.IGNORECASE,
)

_NOT_AN_AUTHOR = re.compile(
    r"^(user\w*|admin\w*|owner\w*|pc|acer|asus|hp|dell|lenovo|windows.*|microsoft.*|author|unknown|anonymous"
    r"|\W*|.*\.\w{2,4})$",
    re.IGNORECASE,
)
_DEFAULT_LANGUAGES = frozenset({"en"})
"""Languages that programs declare for any text: the text itself tells more."""


def title_of(document: PDFDocument) -> str:
    """Return the title of the metadata where it looks like one that somebody gave."""
    title = _fact(document, "Title")
    return "" if _NOT_A_TITLE.match(title) else title


def authors_of(document: PDFDocument) -> tuple[str, ...]:
    """Return the authors of the metadata; names of accounts and programs are none."""
    names = (name.strip() for name in re.split(r"[;,]", _fact(document, "Author")))
    return tuple(name for name in names if name and not _NOT_AN_AUTHOR.match(name))


def language_of(document: PDFDocument) -> str:
    """Return the language that the document declares, two or three letters."""
    try:
        value = resolve1(document.catalog.get("Lang"))
        match = re.match(r"[A-Za-z]{2,3}(?=$|-)", decode_text(value)) if isinstance(value, bytes) else None
    except Exception:
        return ""
    return match[0].lower() if match and match[0].lower() not in _DEFAULT_LANGUAGES else ""


def _fact(document: PDFDocument, key: str) -> str:
    """Return an entry of the document's information on itself, "" where it is missing or not readable."""
    for info in document.info:
        try:
            value = resolve1(info.get(key))
            text = " ".join(decode_text(value).split()) if isinstance(value, bytes) else ""
        except Exception:  # noqa: S112 - a malformed entry is no entry
            continue
        if text and text.isprintable() and "\ufffd" not in text:
            return text
    return ""
