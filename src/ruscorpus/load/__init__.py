"""From a file to a document: one module a format, chosen by what the file holds, not by its name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.model import Document
from ruscorpus.problems import LoadError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.load.source import Source

__all__ = ["load", "load_bytes"]

_SNIFFED = 1024
"""Bytes within which the mark of a PDF may stand: readers accept some junk before it."""
_PDF_MARK = re.compile(rb"%PDF-\d")
_PDF_SUFFIX = ".pdf"


def load(path: Path, *, id: str, shown_path: str) -> Document:  # noqa: A002 - the field's name in every output
    """Read *path* once and return its document: ``raw``, ``pages``, ``fonts``, media type and hash.

    *id* is the document's id and *shown_path* the path as messages and results show it. Raises
    :class:`LoadError` with the status that the manifest gives the document: ``unreadable``, ``encrypted``
    or ``empty``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or type(error).__name__}"
        raise LoadError(Problem("file-unreadable", message, shown_path)) from error
    document = load_bytes(data, id=id, shown_path=shown_path)
    named_pdf = path.suffix.lower() == _PDF_SUFFIX
    is_pdf = document.media_type == "application/pdf"
    if path.suffix and named_pdf != is_pdf:
        message = f"the name ends in {path.suffix}, but the file holds {'a PDF' if is_pdf else 'plain text'}"
        mismatch = Problem("type-mismatch", message, shown_path, severity="warning")
        return replace(document, problems=(mismatch, *document.problems))
    return document


def load_bytes(data: bytes, *, id: str, shown_path: str) -> Document:  # noqa: A002 - as above
    """Return the document that *data* holds, like :func:`load`, for input that has no file of its own."""
    if not data:
        raise LoadError(Problem("empty-file", "the file is empty", shown_path), status="empty")
    source = _read(data, shown_path)
    return Document(
        id=id,
        path=shown_path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=source.media_type,
        title=source.title,
        raw=source.raw,
        pages=source.pages,
        fonts=source.fonts,
        problems=source.problems,
    )


def _read(data: bytes, shown_path: str) -> Source:
    if _PDF_MARK.search(data, 0, _SNIFFED):
        from ruscorpus.load.pdf import load_pdf  # noqa: PLC0415 - pdfminer takes 0.2 s to import

        return load_pdf(data, shown_path)
    from ruscorpus.load.text import load_text  # noqa: PLC0415

    return load_text(data, shown_path)
