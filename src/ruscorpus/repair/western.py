"""Western mojibake: UTF-8 that was read as Latin-1, Windows-1252 and their kin (``donâ€™t``).

ftfy decides. Most of what it does by default is wrong here and switched off: it would straighten quotes,
split presentation forms, and turn the C1 glyph bytes of old Thai fonts into Western punctuation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruscorpus.offsets import Edit, shortest_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = "western-mojibake"
CONFIDENCE = 0.95

# What a lead byte of UTF-8 looks like in a Western code page, with at least one more such character after
# it. Pairs of this kind are rare in real text, and searching for them is cheap.
_SUSPICIOUS = re.compile(
    r"[\u00c2-\u00f4\u0102-\u0165\u0402-\u045f\u0393-\u03c6\u2211\u221a\u2248-\u2265\u2500-\u25a0\u201a-\u2030]"
    r"[\u0080-\u024f\u02c6-\u02dd\u0384-\u045f\u2013-\u2122\u2202-\u2265\u2320-\u25a0]"
)
_LINE = re.compile(r"[^\r\n]+")
_ASCII_RUN = re.compile(r"([\x00-\x7f]+)")


def western_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that undo Western mojibake, line by line.

    >>> [(edit.at, edit.new) for edit in western_edits("schÃ¶n")]
    [(Span(start=3, end=5), 'ö')]
    """
    if not _SUSPICIOUS.search(text):
        return ()
    found: list[Edit] = []
    done = 0
    for match in _SUSPICIOUS.finditer(text):
        if match.start() < done:
            continue
        start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        line = _LINE.match(text, start)
        assert line is not None  # the suspicious pair itself holds no line break
        done = line.end()
        found += _line_edits(line.group(), start)
    return tuple(found)


def _line_edits(line: str, offset: int) -> Iterator[Edit]:
    import ftfy  # noqa: PLC0415 - a tenth of a second that few texts need

    fixed: str = ftfy.fix_and_explain(line, _config()).text
    if fixed == line or len(fixed.splitlines()) != len(line.splitlines()):
        return
    # Mojibake leaves ASCII as it is, so the runs between ASCII pair up; where ftfy also restored a lost
    # no-break space they do not, and the middle of the line becomes one edit.
    old, new = _ASCII_RUN.split(line), _ASCII_RUN.split(fixed)
    if old[1::2] != new[1::2]:
        old, new = [line], [fixed]
    position = offset
    for before, after in zip(old, new, strict=True):
        if edit := shortest_edit(position, before, after, RULE, CONFIDENCE):
            yield edit
        position += len(before)


def _config() -> Any:  # noqa: ANN401 - ftfy's own type would need its import
    import ftfy  # noqa: PLC0415

    return ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
