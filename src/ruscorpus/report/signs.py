"""Signs for the characters that a reader cannot see, and those that a file cannot hold."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from ruscorpus.report.shorten import one_line

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SIGNS = {"\r\n": "⏎", "\n": "⏎", "\r": "⏎", "\t": "⇥", " ": "␣"}
_SPACES = re.compile("|".join(_SIGNS))


@cache
def not_xml() -> re.Pattern[str]:
    """Return the pattern of what XML 1.0 cannot hold, not even as a reference; compiling it takes a while."""
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def visible(text: str) -> str:
    r"""Return *text* on one line, with signs for the characters that a reader cannot see.

    Control characters become control pictures; what turns the reading direction or breaks an encoding
    becomes U+FFFD.

    >>> visible("ก\x1b[31m\n ข\u202e")
    'ก␛[31m ข�'
    """
    return one_line(text if text.isprintable() else pictured(text))


def pictured(text: str) -> str:
    """Return *text* with signs for the characters that a reader cannot see; line ends and tabs stay."""
    return _INVISIBLE.sub(_picture, text)


def shown(text: str) -> str:
    r"""Return *text* with signs for spaces and line ends; a mark that has lost its letter gets a circle.

    >>> shown("\u0e48 \n")
    '◌\u0e48␣⏎'
    """
    signs = _SPACES.sub(lambda match: _SIGNS[match[0]], text)
    return f"◌{signs}" if signs and category(signs[0]) == "Mn" else signs


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
