"""From a file to a document: one module a format, chosen by what the file holds, not by its name."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.load.sniff import (
    CALLED,
    DOCX,
    ENCRYPTED_OFFICE,
    EPUB,
    HTML,
    KIND_OF_SUFFIX,
    PDF,
    TEXT,
    sniff,
)
from ruscorpus.model import Document
from ruscorpus.problems import LoadError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.load.loaded import Loaded

__all__ = ["SUFFIXES", "load", "load_bytes"]

SUFFIXES = frozenset(KIND_OF_SUFFIX)
"""File name suffixes of the formats that are read."""


def load(path: Path, *, id: str, shown_path: str, limits: Limits | None = None) -> Document:  # noqa: A002 - the field's name in every output
    """Read *path* once and return its document: ``raw``, ``pages``, ``fonts``, media type, hash and facts.

    *id* is the document's id and *shown_path* the path as messages and results show it; *limits* bound what
    is read and unpacked. Raises :class:`LoadError` with the status that the manifest gives the document:
    ``unreadable``, ``encrypted`` or ``empty``. Only regular files are opened: a FIFO would never end.
    """
    limits = limits or DEFAULT_LIMITS
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise LoadError(Problem("file-unreadable", "not a regular file", shown_path))
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size  # asking for more would reserve that much memory
            data = file.read(min(size, limits.max_bytes) + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise LoadError(
            Problem("file-unreadable", f"the file cannot be read: {reason}", shown_path)
        ) from error
    return load_bytes(data, id=id, shown_path=shown_path, name=path.name, limits=limits)


def load_bytes(
    data: bytes,
    *,
    id: str,  # noqa: A002 - as above
    shown_path: str,
    name: str = "",
    limits: Limits | None = None,
) -> Document:
    """Return the document that *data* holds, like :func:`load`, for input that has no file of its own.

    *name* is the file's name where there is one: a name that promises another format is a problem of
    severity ``warning``.
    """
    limits = limits or DEFAULT_LIMITS
    if not data:
        raise LoadError(Problem("empty-file", "the file is empty", shown_path), status="empty")
    if len(data) > limits.max_bytes:
        message = f"the file is larger than {limits.max_bytes:,} bytes"
        raise LoadError(Problem("too-large", message, shown_path, hint="raise max_bytes, or split the file"))
    suffix = PurePath(name).suffix
    kind = sniff(data, suffix)
    loaded = _read(kind, data, shown_path, limits)
    if kind != PDF and len(loaded.raw) > limits.max_characters:  # a PDF is read up to the limit
        message = f"the text is longer than {limits.max_characters:,} characters"
        raise LoadError(
            Problem("too-large", message, shown_path, hint="raise max_characters, or split the file")
        )
    problems = loaded.problems
    if suffix and kind in CALLED and KIND_OF_SUFFIX.get(suffix.lower(), TEXT) != kind:
        message = f"the name ends in {suffix}, but the file holds {CALLED[kind]}"
        problems = (Problem("type-mismatch", message, shown_path, severity="warning"), *problems)
    return replace(
        Document(
            id=id, path=shown_path, sha256=hashlib.sha256(data).hexdigest(), media_type=loaded.media_type
        ),
        title=loaded.title,
        date=loaded.date,
        language=loaded.language,
        authors=loaded.authors,
        raw=loaded.raw,
        pages=loaded.pages,
        fonts=loaded.fonts,
        boxes=loaded.boxes,
        blocks=loaded.blocks,
        problems=problems,
    )


def _read(kind: str, data: bytes, shown_path: str, limits: Limits) -> Loaded:
    """Load *data* with the module for its kind; each is imported only when it is needed."""
    if kind == PDF:
        from ruscorpus.load.pdf import load_pdf  # noqa: PLC0415 - pdfminer takes 0.2 s to import

        return load_pdf(data, shown_path, limits)
    if kind == DOCX:
        from ruscorpus.load.docx import load_docx  # noqa: PLC0415

        return load_docx(data, shown_path, limits)
    if kind == HTML:
        from ruscorpus.load.html import load_html  # noqa: PLC0415

        return load_html(data, shown_path)
    if kind == EPUB:
        from ruscorpus.load.epub import load_epub  # noqa: PLC0415

        return load_epub(data, shown_path, limits)
    if kind == ENCRYPTED_OFFICE:
        message = "the Office document can be opened only with a password"
        hint = "save a copy without a password"
        raise LoadError(Problem("encrypted-office", message, shown_path, hint=hint), status="encrypted")
    from ruscorpus.load.text import load_text  # noqa: PLC0415

    return load_text(data, shown_path)
