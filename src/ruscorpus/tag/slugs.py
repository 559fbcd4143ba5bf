"""Ids that are made of names."""

from __future__ import annotations

import re
import unicodedata

from ruscorpus.numerals import THAI_TO_ARABIC


def slug(name: str) -> str:
    """Return *name* as an id: Latin letters without marks in lower case, Thai letters as they are.

    >>> slug("Igor Morgulov"), slug("คัง ซุนนัม")
    ('igor-morgulov', 'คัง-ซุนนัม')
    """
    name = name.translate(THAI_TO_ARABIC)
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not "\u0300" <= c <= "\u036f")
    return re.sub(r"[^0-9a-z\u0e01-\u0e4e]+", "-", plain.lower()).strip("-")
