"""Text of others inside XML: the few characters that no XML may hold become U+FFFD."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    r"""Return *text* with U+FFFD for every character that XML 1.0 does not allow.

    >>> clean("ก\x00\x0bข")
    'ก��ข'
    """
    return _FORBIDDEN.sub("\ufffd", text)
