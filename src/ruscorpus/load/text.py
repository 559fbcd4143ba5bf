"""Plain text files in any encoding that :mod:`ruscorpus.encodings` knows."""

from __future__ import annotations

import re

from ruscorpus.encodings import Decoded, UndecodableError, decode, decode_damaged
from ruscorpus.load.loaded import Loaded
from ruscorpus.load.text_pages import text_pages
from ruscorpus.problems import LoadError, Problem

MEDIA_TYPE = "text/plain"
_MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which a file is not a text."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

# Formats that are often put among texts, by their first bytes, with what to do about it.
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document of another kind", "save it as .docx or PDF"),
    (b"\xd0\xcf\x11\xe0", "an Office document of the old format", "save it as .docx or PDF"),
    (b"{\\rtf", "a document in rich text format (RTF)", "save it as .docx or PDF"),
    (b"\x89PNG", "an image", "run text recognition (OCR) on it first"),
    (b"\xff\xd8\xff", "an image", "run text recognition (OCR) on it first"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)


def load_text(data: bytes, shown_path: str) -> Loaded:
    """Return the text of *data*; raise :class:`LoadError` (``undecodable``, ``no-text``).

    Newlines stay as they are. An inferred encoding is recorded as a problem of severity ``warning``.
    """
    for magic, what, hint in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise LoadError(Problem("undecodable", f"not a text but {what}", shown_path, hint=hint))
    try:
        decoded = decode(data)
    except UndecodableError as error:
        salvaged = decode_damaged(data)
        if salvaged is None:
            hint = "save it as UTF-8"
            raise LoadError(Problem("undecodable", f"not a text: {error}", shown_path, hint=hint)) from error
        decoded = salvaged
    text = decoded.text
    controls = len(_CONTROLS.findall(text))
    if controls > _MAX_CONTROL_SHARE * len(text):
        message = f"not a text: {controls} of {len(text)} characters are control characters"
        raise LoadError(Problem("undecodable", message, shown_path))
    if not text.strip():
        raise LoadError(Problem("no-text", "the file holds only blanks", shown_path), status="empty")
    return Loaded(text, MEDIA_TYPE, pages=text_pages(text), problems=decoding_problem(decoded, shown_path))


def decoding_problem(decoded: Decoded, shown_path: str) -> tuple[Problem, ...]:
    """Return what has to be said of an encoding that was inferred or damaged."""
    if decoded.confidence >= 1.0:
        return ()
    message = f"{'; '.join(decoded.notes)} (confidence {decoded.confidence:.2f})"
    if "\ufffd" in decoded.text and decoded.encoding == "utf-8":
        hint = "get the file again from where it came"
        return (Problem("damaged-text", message, shown_path, hint=hint, severity="warning"),)
    hint = "save it as UTF-8 if the text comes out wrong"
    return (Problem("inferred-encoding", message, shown_path, hint=hint, severity="warning"),)
