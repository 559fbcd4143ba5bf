"""Plain text files in any encoding that :mod:`ruscorpus.encodings` knows."""

from __future__ import annotations

import re

from ruscorpus.encodings import UndecodableError, decode
from ruscorpus.load.source import Source
from ruscorpus.problems import LoadError, Problem

MEDIA_TYPE = "text/plain"
_MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which a file is not a text."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

# Formats that are often put among texts, by their first bytes, with what to do about it.
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document", "save it as plain text or PDF"),
    (b"\xd0\xcf\x11\xe0", "an Office document of the old format", "save it as plain text or PDF"),
    (b"\x89PNG", "an image", "run text recognition (OCR) on it first"),
    (b"\xff\xd8\xff", "an image", "run text recognition (OCR) on it first"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)


def load_text(data: bytes, shown_path: str) -> Source:
    """Return the text of *data*; raise :class:`LoadError` (``undecodable``, ``no-text``).

    Newlines stay as they are. An inferred encoding is recorded as a problem of severity ``warning``.
    """
    for magic, what, hint in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise LoadError(Problem("undecodable", f"not a text but {what}", shown_path, hint=hint))
    try:
        decoded = decode(data)
    except UndecodableError as error:
        hint = "save it as UTF-8"
        raise LoadError(Problem("undecodable", f"not a text: {error}", shown_path, hint=hint)) from error
    text = decoded.text
    controls = len(_CONTROLS.findall(text))
    if controls > _MAX_CONTROL_SHARE * len(text):
        message = f"not a text: {controls} of {len(text)} characters are control characters"
        raise LoadError(Problem("undecodable", message, shown_path))
    if not text.strip():
        raise LoadError(Problem("no-text", "the file holds only blanks", shown_path), status="empty")
    problems: tuple[Problem, ...] = ()
    if decoded.confidence < 1.0:
        message = f"{'; '.join(decoded.notes)} (confidence {decoded.confidence:.2f})"
        hint = "save it as UTF-8 if the text comes out wrong"
        problems = (Problem("inferred-encoding", message, shown_path, hint=hint, severity="warning"),)
    return Source(text, MEDIA_TYPE, problems=problems)
