"""Text of others inside XML: the few characters that no XML may hold become U+FFFD."""

from __future__ import annotations

from ruscorpus.report.signs import not_xml


def clean(text: str) -> str:
    r"""Return *text* with U+FFFD for every character that XML 1.0 does not allow.

    >>> clean("ก\x00\x0bข")
    'ก��ข'
    """
    return not_xml().sub("\ufffd", text)
