"""HTML character references that were left in plain text (``R&amp;D``, ``&#3607;&#3637;&#3656;``)."""

from __future__ import annotations

import html
import re

from ruscorpus.offsets import Edit, Span

RULE = "html-entity"
_REFERENCE = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!")


def reference_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that decode character references; none where the text holds markup itself.

    >>> reference_edits("R&amp;D")
    (Edit(at=Span(start=1, end=6), new='&', rule='html-entity', confidence=0.9),)
    """
    if "&" not in text or not _REFERENCE.search(text) or _MARKUP.search(text):
        return ()
    edits = []
    for match in _REFERENCE.finditer(text):
        new = html.unescape(match.group())
        # What has no such name stays, and no reference may make a line break or a control character.
        if new != match.group() and (new.isprintable() or new == "\xa0"):
            edits.append(Edit(Span(*match.span()), new, RULE, 0.9))
    return tuple(edits)
