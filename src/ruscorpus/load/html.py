"""Web pages saved as HTML: the text without the frame of the site around it."""

from __future__ import annotations

import re

from ruscorpus.encodings import UndecodableError, decode, decode_damaged
from ruscorpus.load.html_lines import article_lines
from ruscorpus.load.html_meta import page_facts
from ruscorpus.load.html_tree import parse_html
from ruscorpus.load.loaded import LineWriter, Loaded
from ruscorpus.load.text import decoding_problem
from ruscorpus.problems import LoadError, Problem

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:\-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:\-]{2,40})",
    re.IGNORECASE,
)
_PRESCAN = 4096
"""Bytes within which a page has to declare its encoding; the standard says 1024."""


def load_html(data: bytes, shown_path: str) -> Loaded:
    """Return the text of a page; raise :class:`LoadError` (``undecodable``, ``no-text``)."""
    text, problems = decode_page(data, shown_path)
    elements = parse_html(text)
    facts = page_facts(elements)
    writer = LineWriter()
    for line in article_lines(elements):
        writer.line(line.text, line.kind, line.level)
    raw = writer.text()
    if not raw.strip():
        hint = "pages that a script fills in the browser have to be saved from there"
        problem = Problem("no-text", "the page holds no text", shown_path, hint=hint)
        raise LoadError(problem, status="empty")
    return Loaded(
        raw,
        MEDIA_TYPE,
        title=facts.title,
        date=facts.date,
        language=facts.language,
        authors=facts.authors,
        blocks=writer.blocks(),
        problems=problems,
    )


def decode_page(data: bytes, shown_path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return HTML or XHTML as text, in the encoding that it has or declares; raise :class:`LoadError`."""
    match = _DECLARED.search(data, 0, _PRESCAN)
    declared = (match[1] or match[2]).decode("ascii") if match else ""
    try:
        decoded = decode(data, declared)
    except UndecodableError as error:
        salvaged = decode_damaged(data)
        if salvaged is None:
            hint = "save it as UTF-8"
            problem = Problem("undecodable", f"not a text: {error}", shown_path, hint=hint)
            raise LoadError(problem) from error
        decoded = salvaged
    return decoded.text, decoding_problem(decoded, shown_path)
