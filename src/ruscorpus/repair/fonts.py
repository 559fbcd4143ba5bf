"""Fonts as evidence: the same code may be another glyph in another font.

A subset font names its glyphs as it likes, so that ``E`` may be mai ek in the body and mai tho in the
headings. Where the source knows its fonts, a character that touches Thai in more than one of them is lent a
stand-in for each font but the commonest. A glyph without any character (U+FFFD) is lent one, too, if its run
tells which glyph it is. To every later step these are different characters; what is left of them at the end
becomes again what it was.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.model import FontRun

_FIRST = 0xF0000  # a private plane that no font uses
_CHARS = 0x400  # characters that can have stand-ins: Latin and Greek
_FONTS = 63
_LAST = _FIRST + _CHARS * (_FONTS + 1) - 1
_FIRST_LOST = 0x100000  # and another for glyphs without a character
_LOST = "\ufffd"
STAND_INS = f"{chr(_FIRST)}-{chr(_LAST)}{chr(_FIRST_LOST)}-{chr(_FIRST_LOST + 0xFFFD)}"
"""All stand-ins, as ranges of a character class."""
_STAND_IN = re.compile(f"[{STAND_INS}]")


def tell_apart(text: str, runs: Iterable[FontRun], touching: re.Pattern[str]) -> str:
    """Return *text* with stand-ins for the characters that *touching* finds in more than one font.

    The length stays the same. *runs* are the fonts, in spans of *text*.
    """
    places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    glyphs: dict[str, int] = {}
    chars = list(text)
    touched = [match.start() for match in touching.finditer(text)]
    lost = [place for place, char in enumerate(text) if char == _LOST]
    at = iter(runs)
    run = next(at, None)
    for place in sorted((*touched, *lost)):
        while run is not None and run.span.end <= place:
            run = next(at, None)
        if run is None or place < run.span.start:
            continue
        if text[place] == _LOST:
            if "#" in run.font:
                number = glyphs.setdefault(run.font, len(glyphs))
                chars[place] = chr(_FIRST_LOST + min(number, 0xFFFD))
        elif ord(text[place]) < _CHARS:
            places[text[place]][run.font].append(place)
    common = Counter({font: 0 for fonts in places.values() for font in fonts})
    for fonts in places.values():
        common.update({font: len(found) for font, found in fonts.items()})
    order = [font for font, _ in sorted(common.items(), key=lambda one: (-one[1], one[0]))][: _FONTS + 1]
    for char, fonts in places.items():
        _, *others = [font for font in order if font in fonts] or [""]
        for font in others:
            for place in fonts[font]:
                chars[place] = chr(_FIRST + _CHARS * order.index(font) + ord(char))
    return "".join(chars)


def as_found(char: str) -> str:
    """Return the character that *char* stands in for, or itself."""
    if ord(char) >= _FIRST_LOST:
        return _LOST
    return chr((ord(char) - _FIRST) % _CHARS) if _FIRST <= ord(char) <= _LAST else char


def has_stand_ins(text: str) -> bool:
    """Tell whether *text* holds characters that could be stand-ins."""
    return _STAND_IN.search(text) is not None


def undo(text: str) -> str:
    """Return *text* with every stand-in as the character it was."""
    return _STAND_IN.sub(lambda match: as_found(match.group()), text)
