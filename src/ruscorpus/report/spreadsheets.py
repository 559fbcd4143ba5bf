"""Text that spreadsheets leave as it is: no cell is run as a formula.

A text that a spreadsheet would take for a formula, or that begins with an apostrophe, gets an apostrophe
before it: what a cell holds behind its first apostrophe is the text.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠|%']|[\t\r\n]")
"""Beginnings after which spreadsheets compute, full-width ones too; blanks before them do not help."""


def guarded(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula.

    >>> guarded("=HYPERLINK(1)"), guarded("ข่าว"), guarded("'quoted'")
    ("'=HYPERLINK(1)", 'ข่าว', "''quoted'")
    """
    return f"'{text}" if _FORMULA.match(text) else text
