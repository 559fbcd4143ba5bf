"""Thai marks that can be put right without a dictionary: what they mean is never in doubt.

Sara am in pieces, marks in an order that no keyboard makes and no font draws differently, presentation
forms of the private use area, doubled vowels and marks. Sources: WTT 2.0 (the legal cell), the glyph sets
of Windows and Macintosh Thai fonts as HarfBuzz (hb-ot-shaper-thai.cc) has them.
"""

from __future__ import annotations

import re

from ruscorpus.offsets import Edit, Span

_TONE = "\u0e48-\u0e4b"
_VOWEL = "\u0e31\u0e34-\u0e3a"  # above and below, phinthu too
_BASE = "\u0e01-\u0e2e"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"

# Unicode value: (Windows code points, Macintosh code points), by where the glyph is drawn.
_FORMS = {
    0x0E48: (0xF70A, 0xF705, 0xF713, 0xF88B, 0xF88C, 0xF88A),
    0x0E49: (0xF70B, 0xF706, 0xF714, 0xF88E, 0xF88F, 0xF88D),
    0x0E4A: (0xF70C, 0xF707, 0xF715, 0xF891, 0xF892, 0xF890),
    0x0E4B: (0xF70D, 0xF708, 0xF716, 0xF894, 0xF895, 0xF893),
    0x0E4C: (0xF70E, 0xF709, 0xF717, 0xF897, 0xF898, 0xF896),
    0x0E38: (0xF718, 0xF89B),
    0x0E39: (0xF719, 0xF89C),
    0x0E3A: (0xF71A, 0xF89D),
    0x0E31: (0xF710, 0xF884),
    0x0E34: (0xF701, 0xF885),
    0x0E35: (0xF702, 0xF886),
    0x0E36: (0xF703, 0xF887),
    0x0E37: (0xF704, 0xF888),
    0x0E47: (0xF712, 0xF889),
    0x0E4D: (0xF711, 0xF899),
    0x0E0D: (0xF70F, 0xF89A),
    0x0E10: (0xF700, 0xF89E),
}
PRESENTATION_FORMS = {chr(form): chr(value) for value, forms in _FORMS.items() for form in forms}

# Glyph bytes of 8-bit fonts that came through as C1 controls: by font vendor, from U+0080 on.
_C1_WINDOWS = {
    **{0x80 + i: 0xF700 + i for i in range(5)},
    **{0x86 + i: 0xF705 + i for i in range(11)},
    **{0x98 + i: 0xF710 + i for i in range(8)},
}
_C1_MAC = dict(
    zip(
        (0x83, 0x84, *range(0x86, 0x8D), 0x8F, *range(0x92, 0x9D)),  # 0x85 ends a line in Unicode
        (
            *(0xF88C, 0xF88F, 0xF895, 0xF898, 0xF88B, 0xF88E, 0xF891, 0xF894, 0xF897, 0xF899),
            *(0xF884, 0xF889, 0xF885, 0xF886, 0xF887, 0xF888, 0xF88A, 0xF88D, 0xF890, 0xF893, 0xF896),
        ),
        strict=True,
    )
)
_C1_TABLES = tuple(
    {chr(byte): PRESENTATION_FORMS[chr(form)] for byte, form in table.items()}
    for table in (_C1_WINDOWS, _C1_MAC)
)
_ANY_C1 = re.compile("[\x80-\x9f]")
_C1_RUN = re.compile(f"(?<=[{_BASE}{_VOWEL}\u0e47-\u0e4d])[\x80-\x9f]+(?=[{_THAI}\\s]|$)")
_LEGAL = re.compile(f"[{_BASE}][{_VOWEL}]?[{_TONE}\u0e4c\u0e47]?(?![{_VOWEL}{_TONE}\u0e4c\u0e47])")

_FORM = "\uf700-\uf71a\uf884-\uf89e"
_ANY_FORM = re.compile(f"[{_FORM}]")
_FORM_RUN = re.compile(f"(?<=[{_THAI}])[{_FORM}]+|(?<![{_FORM}])[{_FORM}]++(?=[{_THAI}])")
_SARA_AM = re.compile(
    rf"(?:\u0e4d(?P<a>[{_TONE}]?)\u0e32"  # nikhahit, tone, sara aa
    rf"|(?P<b>[{_TONE}])\u0e4d\u0e32"
    rf"|(?P<c>[{_TONE}]?)\u0e32\u0e4d(?P<d>[{_TONE}]?)"  # the ring a place late
    rf"|(?<=[{_BASE}])\u0e33(?P<e>[{_TONE}])"  # the tone after the whole letter
    rf"|(?<=\u0e33)\u0e32)(?![\u0e32\u0e4d{_TONE}])"
)
_AFTER_SARA_AM = re.compile(f"\u0e33[\u0e32{_TONE}]")
_DISORDER = re.compile(
    rf"(?<=[{_BASE}])(?:[{_TONE}]+[{_VOWEL}]+|\u0e4c[\u0e34\u0e38]|\u0e47[\u0e35\u0e37])(?![{_VOWEL}{_TONE}])"
)
_SYSTEMATIC = 5  # fewer of a kind may be somebody's way of typing
_TWO_SARA_E = re.compile("\u0e40\u0e40")
_DOUBLED = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


def presentation_form_edits(text: str) -> tuple[Edit, ...]:
    r"""Decode the private-use glyphs of Windows and Macintosh Thai fonts where they stand beside Thai.

    >>> presentation_form_edits("ป\uf70aา")[0].new
    '่'
    """
    if not _ANY_FORM.search(text):
        return ()
    return tuple(
        Edit(
            Span(*match.span()),
            "".join(PRESENTATION_FORMS.get(c, c) for c in match.group()),
            "presentation-form",
        )
        for match in _FORM_RUN.finditer(text)
        if any(c in PRESENTATION_FORMS for c in match.group())
    )


def c1_edits(text: str) -> tuple[Edit, ...]:
    r"""Decode C1 controls that are the glyph bytes of an old Thai font (``ป\x8bา``).

    Windows and Macintosh fonts disagree; the one is taken under which more cells are legal and more of the
    tones the usual ones.
    """
    runs = list(_C1_RUN.finditer(text)) if _ANY_C1.search(text) else []
    if not runs:
        return ()
    best = max(_C1_TABLES, key=lambda table: _plausibility(text, runs, table))
    return tuple(
        Edit(Span(*match.span()), new, "presentation-form", 0.9)
        for match in runs
        if (new := "".join(best.get(char, char) for char in match.group())) != match.group()
    )


def _plausibility(text: str, runs: list[re.Match[str]], table: dict[str, str]) -> int:
    score = 0
    for match in runs[:500]:
        new = "".join(table.get(char, char) for char in match.group())
        around = text[max(0, match.start() - 2) : match.start()] + new
        score += 2 * sum(len(cell.group()) for cell in _LEGAL.finditer(around)) - 2 * len(around)
        score += sum((char in "\u0e48\u0e49") - (char in "\u0e4a\u0e4b") for char in new)
    return score


def doubled_mark_edits(text: str) -> tuple[Edit, ...]:
    """Undouble marks, but only where the document doubles them throughout (a layer of hidden text).

    A single doubled mark is the author's: a slip, or shouting in a social medium.
    """
    doubled = list(_DOUBLED.finditer(text))
    if len(doubled) < _SYSTEMATIC:
        return ()
    extra = sum(len(match.group()) - 1 for match in doubled)
    if extra * 3 < sum(1 for _ in _MARK.finditer(text)):  # wholly doubled text has one in two
        return ()
    return tuple(Edit(Span(match.start() + 1, match.end()), "", "doubled-mark", 0.9) for match in doubled)


def sara_am_edits(text: str) -> tuple[Edit, ...]:
    """Put sara am together from its ring and its sara aa, with a tone mark before it.

    >>> "".join(edit.new for edit in sara_am_edits("นํ้าใจ"))
    '้ำ'
    """
    found: list[Edit] = []
    if "\u0e4d" not in text and not _AFTER_SARA_AM.search(text):
        return ()
    for match in _SARA_AM.finditer(text):
        old = match.group()
        tone = "".join(part or "" for part in match.groups())
        new = "" if old == "\u0e32" else tone[-1:] + "\u0e33"
        if len(tone) < 2:  # two tones on one letter are nothing that this rule can settle
            found.append(Edit(Span(*match.span()), new, "sara-am"))
    return tuple(found)


def mark_order_edits(text: str) -> tuple[Edit, ...]:
    r"""Put a tone mark or thanthakhat after the vowel of its letter. Both orders look the same in print.

    Unicode's own normalisation does this for sara u and sara uu only; the vowels above have class 0.

    >>> mark_order_edits("ท\u0e48\u0e35")[0].new == "\u0e35\u0e48"
    True
    """
    found = []
    for match in _DISORDER.finditer(text):
        old = match.group()
        vowels = "".join(c for c in old if c in "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a")
        new = vowels + old[: len(old) - len(vowels)]
        found.append(Edit(Span(*match.span()), new, "mark-order"))
    return tuple(found)


def sara_ae_edits(text: str) -> tuple[Edit, ...]:
    """Join two sara e into sara ae where that is how the document writes most of them.

    Here and there people type it so; that is their spelling, however equal it looks.
    """
    pairs = list(_TWO_SARA_E.finditer(text))
    if len(pairs) < _SYSTEMATIC or len(pairs) < text.count("\u0e41"):
        return ()
    return tuple(Edit(Span(*match.span()), "\u0e41", "sara-ae", 0.95) for match in pairs)
