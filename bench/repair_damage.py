"""Damage on demand: clean Thai text in, what an extractor or a wrong code page would leave of it out.

Every kind draws its own codes, rates and fonts from a seeded generator, so that no method can be tuned to
one document's peculiarities.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

TONES = "่้๊๋"
UPPER = "ัิีึื"
LOWER = "ุู"
MARKS = UPPER + LOWER + TONES + "็์ํ"
CONSONANTS = "".join(chr(c) for c in range(0x0E01, 0x0E2F))
CELL = re.compile(f"([^{MARKS}])([{MARKS}]*)")


def cells(line: str) -> list[list[str]]:
    """Take a line apart into [base, marks]; sara am becomes a ring and a sara aa."""
    return [list(match) for match in CELL.findall(re.sub(f"([{TONES}]?)ำ", r"ํ\1า", line))]


def join(parts: list[list[str]]) -> str:
    """Put cells together again (the ring stays a ring)."""
    return "".join(base + marks for base, marks in parts)


def by_line(damage: Callable[[str], str], text: str) -> str:
    return "\n".join(damage(line) for line in text.split("\n"))


def displaced(text: str, rng: random.Random) -> str:
    """Marks one base late; by mark and base, in most lines, in others not at all."""
    rate = {mark: rng.choice([0.0, 0.6, 0.9, 1.0]) for mark in MARKS}
    rate["ั"] = rng.choice([0.8, 1.0])
    rate["่"] = rng.choice([0.6, 1.0])
    immune = set(rng.sample(CONSONANTS, 10))
    share = rng.uniform(0.4, 0.95)

    def one(line: str) -> str:
        return join(shift(cells(line), rate, immune, rng)) if rng.random() < share else line

    return by_line(one, text)


def shift(
    parts: list[list[str]], rate: dict[str, float], immune: set[str], rng: random.Random
) -> list[list[str]]:
    for index in range(len(parts) - 2, -1, -1):
        base, marks = parts[index]
        following = parts[index + 1]
        if (
            base in immune
            or base not in CONSONANTS
            or not (following[0] == " " or "ก" <= following[0] <= "ๆ")
        ):
            continue
        late = "".join(m for m in marks if rng.random() < rate[m])
        parts[index][1] = "".join(m for m in marks if m not in late)
        following[1] += late
    return parts


def displaced_spaced(text: str, rng: random.Random) -> str:
    """Displacement, with spaces put in after marks, as PDFium does."""
    text = displaced(text, rng)
    chance = rng.uniform(0.02, 0.15)

    def one(line: str) -> str:
        return re.sub(
            f"([{TONES}{LOWER}ั])(?=[ก-ฮ])", lambda m: m[1] + (" " if rng.random() < chance else ""), line
        )

    return by_line(one, text)


def low_mark_spaces(text: str, rng: random.Random) -> str:
    """A space after a mark below, with or without a tone over it."""
    chance = rng.uniform(0.85, 1.0)
    return re.sub(
        f"([{LOWER}][{TONES}]?)(?=[ก-ฮ])", lambda m: m[1] + (" " if rng.random() < chance else ""), text
    )


def draw_codes(rng: random.Random, marks: str) -> dict[str, str]:
    """Draw a code for each mark: consecutive letters, or any, or odd signs."""
    pools = [
        "EFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopq",
        "".join(rng.sample("ABCDEFGHJKMNPQRTUVWXYZabcdefghjkmnpqrtuvwxyz", 30)),
        "*&#$+=<>@^~|%{}§¶†‡¤¢£¥¦",
        "".join(chr(c) for c in range(0xC0, 0xFF)),
    ]
    pool = rng.choice(pools)
    first = rng.randrange(max(1, len(pool) - len(marks)))
    chosen = list(pool[first : first + len(marks)])
    rng.shuffle(chosen)
    return dict(zip(marks, chosen, strict=True))


def glyph_codes(text: str, rng: random.Random) -> str:
    """Tone marks and thanthakhat, sometimes more, as codes; another set in a heading font now and then."""
    marks = "่้์๊๋" + "".join(rng.sample("็ัิีุู", rng.choice([0, 0, 0, 1, 2])))
    body, head = draw_codes(rng, marks), draw_codes(rng, marks)
    after_vowel_only = rng.random() < 0.5
    spaced = set(rng.sample(marks, 1)) if rng.random() < 0.3 else set()

    def code(match: re.Match[str], table: dict[str, str]) -> str:
        out = ""
        for mark in match[0]:
            stacked = bool(re.search(f"[{UPPER}]", match[0])) or mark == "์" or mark in UPPER + LOWER + "็"
            if mark in table and (stacked or not after_vowel_only):
                out += (" " if mark in spaced else "") + table[mark]
            else:
                out += mark
        return out

    def one(line: str) -> str:
        table = head if rng.random() < 0.08 else body
        return re.sub(f"[{MARKS}]+", lambda m: code(m, table), line)

    return by_line(one, text)


def letter_codes(text: str, rng: random.Random) -> str:
    """Glyph codes, and a consonant or two besides."""
    text = glyph_codes(text, rng)
    frequent = [c for c in "ฬฒฌณฎฏฐญฆฉผฝฟฮษศธภ" if text.count(c) >= 3]
    codes = [c for c in "JQZXVWqzx§¶®" if c not in text]
    for consonant, code in zip(rng.sample(frequent, min(2, len(frequent))), codes, strict=False):
        text = text.replace(consonant, code)
    return text


def thesis_like(text: str, rng: random.Random) -> str:
    """Displacement, glyph codes and split sara am together."""
    return glyph_codes(split_sara_am(displaced(text, rng), rng), rng)


def split_sara_am(text: str, rng: random.Random) -> str:
    """Sara am as ring and sara aa, the ring late, or lost with a space in its place."""
    way = rng.choice(["ํา", "ํา", "าํ", " า"])
    text = re.sub(f"ํ([{TONES}]?)า", r"\1ำ", text)
    if way == " า":
        return re.sub(f"([{TONES}]?)ำ", r" \1า" if rng.random() < 0.5 else r"\1 า", text)
    return text.replace("ำ", way)


def letter_spaced(text: str, rng: random.Random) -> str:
    """One line in six with a space after every letter, as justification leaves it; real spaces double."""

    def one(line: str) -> str:
        if rng.random() > 1 / 6:
            return line
        parts = [base + marks for base, marks in CELL.findall(line)]
        return "".join(p if p == " " else p + (" " if rng.random() < 0.9 else "") for p in parts).rstrip()

    return by_line(one, text)


FORMS = {
    "windows": {"่": "\uf70a\uf705\uf713", "้": "\uf70b\uf706\uf714", "๊": "\uf70c\uf707\uf715",
                "๋": "\uf70d\uf708\uf716", "์": "\uf70e\uf709\uf717", "ุ": "\uf718", "ู": "\uf719",
                "ั": "\uf710", "ิ": "\uf701", "ี": "\uf702", "ึ": "\uf703", "ื": "\uf704", "็": "\uf712",
                "ํ": "\uf711"},
    "mac": {"่": "\uf88b\uf88c\uf88a", "้": "\uf88e\uf88f\uf88d", "๊": "\uf891\uf892\uf890",
            "๋": "\uf894\uf895\uf893", "์": "\uf897\uf898\uf896", "ุ": "\uf89b", "ู": "\uf89c",
            "ั": "\uf884", "ิ": "\uf885", "ี": "\uf886", "ึ": "\uf887", "ื": "\uf888", "็": "\uf889",
            "ํ": "\uf899"},
    "c1": {"่": "\x8b\x86\x9b", "้": "\x8c\x87\x9c", "๊": "\x8d\x88\x9d", "๋": "\x8e\x89\x9e",
           "์": "\x8f\x8a\x9f", "ั": "\x98", "ิ": "\x81", "ี": "\x82", "ึ": "\x83", "ื": "\x84",
           "็": "\x9a", "ํ": "\x99"},
}  # fmt: skip


def presentation_forms(text: str, rng: random.Random) -> str:
    """Glyphs of the private use area, or of the C1 range, for some of the marks."""
    table = FORMS[rng.choice(sorted(FORMS))]
    return "".join(rng.choice(table[c]) if c in table and rng.random() < 0.5 else c for c in text)


def shifted_alphabet(text: str, rng: random.Random) -> str:
    """Every Thai letter a constant away, as a font without a map leaves them."""
    offset = rng.choice([0x4E00, -0x0D00, 0xE000 - 0x0E00, -0x0C60])
    return "".join(chr(ord(c) + offset) if "ก" <= c <= "๎" else c for c in text)


def digit_codes(text: str, rng: random.Random) -> str:
    """Arabic digits of some lines as codes, in the order of their first use."""
    pool = iter(chr(c) for c in range(rng.choice([0xA5, 0xB0, 0x3B1]), 0x500))
    table: dict[str, str] = {}

    def one(line: str) -> str:
        if rng.random() < 0.5:
            return line
        return re.sub("[0-9]", lambda m: table.setdefault(m[0], next(pool)), line)

    return by_line(one, text)


MAC_THAI_HIGH = (
    "«»…\uf88c\uf88f\uf892\uf895\uf898\uf88b\uf88e\uf891\uf894\uf897“”\uf899\ufffd•\uf884\uf889\uf885\uf886"
    "\uf887\uf888\uf88a\uf88d\uf890\uf893\uf896‘’\ufffd"
)


def byte_table(name: str) -> dict[int, str]:
    """Return a code page as a table in which no byte is lost: undefined ones become C1 controls."""
    table = {}
    for byte in range(256):
        if name == "mac-thai":
            if byte < 0x80:
                char = chr(byte)
            elif byte < 0xA0:
                char = MAC_THAI_HIGH[byte - 0x80]
                char = chr(byte) if char == "\ufffd" else char
            else:
                special = {0xA0: "\xa0", 0xDB: "\u2060", 0xDC: "\u200b", 0xDD: "–", 0xDE: "—", 0xEE: "™"}
                special |= {0xFA: "®", 0xFB: "©", 0xFC: "\xfc", 0xFD: "\xfd", 0xFE: "\xfe", 0xFF: "\xff"}
                char = special.get(byte, chr(byte - 0xA0 + 0xE00))
        else:
            try:
                char = bytes([byte]).decode(name)
            except UnicodeDecodeError:
                char = chr(byte)
        table[byte] = char
    return table


def misread(encoding: str, page: str, times: int = 1) -> Callable[[str, random.Random], str]:
    """Write text in *encoding* and read it as *page*, so often."""
    table = byte_table(page)

    def damage(text: str, _: random.Random) -> str:
        for _time in range(times):
            data = text.encode(encoding, "ignore")
            text = "".join(table[byte] for byte in data)
        return text

    return damage


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "glyph codes": glyph_codes,
    "glyph codes, letters too": letter_codes,
    "displaced marks": displaced,
    "displaced, spaces put in": displaced_spaced,
    "all of a thesis": thesis_like,
    "split sara am": split_sara_am,
    "spaces after low marks": low_mark_spaces,
    "letter-spaced lines": letter_spaced,
    "presentation forms": presentation_forms,
    "a shifted alphabet": shifted_alphabet,
    "digits as codes": digit_codes,
    "UTF-8 as Latin-1": misread("utf-8", "latin-1"),
    "UTF-8 as Windows-1252": misread("utf-8", "cp1252"),
    "UTF-8 as Windows-874": misread("utf-8", "cp874"),
    "UTF-8 as MacThai": misread("utf-8", "mac-thai"),
    "UTF-8 as Windows-1252, twice": misread("utf-8", "cp1252", 2),
    "UTF-8 as Windows-874, twice": misread("utf-8", "cp874", 2),
    "TIS-620 as Latin-1": misread("tis-620", "latin-1"),
    "TIS-620 as Windows-1252": misread("tis-620", "cp1252"),
}
