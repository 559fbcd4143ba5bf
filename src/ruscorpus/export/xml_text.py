"""Text of others inside XML: the few characters that no XML may hold become U+FFFD."""

from __future__ import annotations

from ruscorpus.report.signs import NOT_XML


def clean(text: str) -> str:
    r"""Return *text* with U+FFFD for every character that XML 1.0 does not allow.

    >>> clean("ก\x00\x0bข")
    'ก��ข'
    """
    return NOT_XML.sub("\ufffd", text)
