"""From bytes to text: Unicode encodings, and Thai files that carry no label at all.

The order of the attempts is the order of certainty. A byte order mark decides. Valid UTF-8 is practically
never anything else, with one exception that NUL bytes give away: UTF-16 without a mark. What is left is
taken for the Windows code page for Thai, cp874 (a superset of TIS-620 and ISO-8859-11), but only if the
result reads like Thai. Nothing is ever guessed silently: what was assumed is said in the notes, and
bytes that are none of these raise :class:`UndecodableError`.

Newlines are not translated and a byte order mark is not part of the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ruscorpus.problems import counted, printable

__all__ = ["Decoded", "UndecodableError", "decode", "decode_damaged"]

# UTF-32's little-endian mark begins with UTF-16's, so it has to be tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Bytes that cp874 leaves undefined and that old Thai fonts for Windows drew nevertheless: variants of
# marks, moved to the left or down. 80-9F keep their number as C1 controls, where the repair of encodings
# looks for them; FC-FE have no such place and become the private use characters the same fonts gave them.
_FONT_VARIANTS = {byte: chr(byte) for byte in (*range(0x81, 0x85), *range(0x86, 0x91), *range(0x98, 0xA0))}
_FONT_VARIANTS |= {0xFC: "\uf718", 0xFD: "\uf719", 0xFE: "\uf71a"}

_THAI_CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
_THAI_LEADING_VOWELS = frozenset("เแโใไ")
_THAI_VOWEL_SIGNS = frozenset("ัิีึืฺุู")
_THAI_UPPER_SIGNS = frozenset("็่้๊๋์ํ๎")
_THAI_BASES = _THAI_CONSONANTS | frozenset("ะาำๅ")

# Thai in UTF-8, three bytes a letter. Read as cp874 it is nothing but Thai letters, too.
_THAI_IN_UTF8 = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")

_MIN_THAI_SHARE = 0.85
"""Share of Thai letters and marks among the non-ASCII characters of a text that passes for cp874."""
_MAX_ILLEGAL_SHARE = 0.25
"""Share of illegal cells (a mark without a base) that passes: damaged texts have some, other scripts most."""
_MIN_UTF16_SHARE = 0.9
"""Share of letters and signs of Thai, Latin or punctuation in what passes for UTF-16 without a mark."""
_SAMPLE = 65536
"""Number of characters or bytes that plausibility is judged by."""
_MAX_LOST_SHARE = 0.01
"""Share of damaged places among the non-ASCII characters of what passes for damaged UTF-8."""
_LOST_AT_AN_END = 2
"""Damaged places that a text of any length may have: it was cut at both ends."""

# Labels of web pages (the WHATWG's, and the Thai ones that browsers do not know) and Python's codecs.
_THAI_LABELS = (
    "windows-874",
    "cp874",
    "ms874",
    "x-windows-874",
    "tis-620",
    "tis620",
    "iso-8859-11",
    "dos-874",
)
_LABELS = dict.fromkeys(_THAI_LABELS, "cp874")
_LABELS |= {label: label for label in ("gb18030", "gbk", "big5", "shift-jis", "euc-jp", "euc-kr", "koi8-r")}
_LABELS |= {"gb2312": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_LABELS |= {f"windows-{page}": f"cp{page}" for page in range(1250, 1259)}
_LABELS |= {f"iso-8859-{part}": f"iso-8859-{part}" for part in (2, 3, 4, 5, 7, 9, 10, 13, 14, 15, 16)}
_WESTERN = frozenset({"cp1252", "iso-8859-15"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was in. ``confidence`` is 1.0 unless the encoding had to be inferred."""

    text: str
    encoding: str
    confidence: float = 1.0
    notes: tuple[str, ...] = ()


class UndecodableError(ValueError):
    """The bytes are in no encoding that is known here. ``offset`` is the byte where UTF-8 fails."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason} at byte {offset}")
        self.reason = reason
        self.offset = offset

    def __reduce__(self) -> tuple[type[UndecodableError], tuple[str, int]]:
        return (type(self), (self.reason, self.offset))


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return *data* as text, with the encoding that was found; raise :class:`UndecodableError`.

    *declared* is the encoding that the file says it is in (a web page's ``charset``). A byte order mark and
    valid UTF-8 outweigh it: pages are converted more often than their labels. A Western label is believed
    only where the bytes do not read as Thai: editors of old wrote it into every page.

    >>> decode("รัสเซีย".encode("cp874")).encoding
    'cp874'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding)
    if b"\0" in data[:_SAMPLE] and (unmarked := _decode_unmarked_utf16(data)):
        return unmarked
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        found = _decode_declared(data, declared) if declared else _decode_thai(data)
        if found:
            return found
        raise UndecodableError(f"neither UTF-8 ({error.reason}) nor Thai cp874", error.start) from error


def decode_damaged(data: bytes) -> Decoded | None:
    """Return UTF-8 with a few broken bytes as text, U+FFFD for each of them; None where it is no UTF-8.

    For files that were cut in the middle of a character, or pasted together from two encodings: most of
    what they say can still be read, and the notes say how much is lost.
    """
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond = sum(1 for char in text if char > "\x7f")
    if not beyond or lost > max(_MAX_LOST_SHARE * beyond, _LOST_AT_AN_END if beyond > 20 else 0):
        return None
    notes = (f"UTF-8 with {counted(lost, 'damaged place')}, each read as U+FFFD",)
    return Decoded(text, "utf-8", _inferred(1 - lost / beyond), notes)


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    """Decode what is not UTF-8 by its label, or as Thai where the label is missing, unknown or too common."""
    name = _LABELS.get(declared.strip().strip("\"'").lower().replace("_", "-"), "")
    notes = (f"declared as {printable(declared, 40)}",)
    if name == "cp874":
        text, _ = _thai_text(data)
        return Decoded(text, name, notes=notes) if text is not None else None
    if name in _WESTERN and (thai := _decode_thai(data)):
        return thai
    try:
        return Decoded(data.decode(name), name, notes=notes) if name else _decode_thai(data)
    except UnicodeDecodeError:
        return _decode_thai(data)


def _decode_marked(data: bytes, mark: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data[len(mark) :].decode(encoding), encoding, notes=("byte order mark",))
    except UnicodeDecodeError as error:
        reason = f"marked as {encoding.upper()}, but {error.reason}"
        raise UndecodableError(reason, len(mark) + error.start) from error


def _decode_unmarked_utf16(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: the byte order under which nearly all characters are expected ones."""
    best: tuple[float, str, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        share = sum(map(_is_expected, sample)) / len(sample)
        if share >= _MIN_UTF16_SHARE and (best is None or share > best[0]):
            best = (share, encoding, text)
    if best is None:
        return None
    share, encoding, text = best
    return Decoded(text, encoding, _inferred(share), (f"{encoding.upper()} inferred from NUL bytes",))


def _inferred(plausibility: float) -> float:
    """Return the confidence of a guess: never quite 1.0, which is for what is known."""
    return round(min(plausibility, 0.99), 2)


def _is_expected(char: str) -> bool:
    """Tell whether a Thai or Western text would contain *char*."""
    return (
        "\x20" <= char <= "\x7e"
        or char in "\t\n\r\f\u00a0"
        or "\u00a1" <= char <= "\u024f"
        or "\u0e01" <= char <= "\u0e5b"
        or "\u2000" <= char <= "\u20cf"
    )


def _decode_thai(data: bytes) -> Decoded | None:
    """Decode cp874 if the result reads as Thai, and the bytes are not UTF-8 that is merely damaged."""
    sample = data[:_SAMPLE]
    if 2 * 3 * len(_THAI_IN_UTF8.findall(sample)) > len(_BEYOND_ASCII.findall(sample)):
        return None
    text, variants = _thai_text(data)
    if text is None:
        return None
    share = _thai_share(text[:_SAMPLE])
    illegal = _illegal_share(text[:_SAMPLE])
    if share < _MIN_THAI_SHARE or illegal > _MAX_ILLEGAL_SHARE:
        return None
    notes = ["no label: cp874 inferred because the text reads as Thai"]
    if variants:
        notes.append(f"{variants} bytes stand for variants of old Thai fonts and were kept for repair")
    return Decoded(text, "cp874", _inferred(share * (1 - illegal)), tuple(notes))


def _thai_text(data: bytes) -> tuple[str | None, int]:
    """Return *data* as cp874 and how many signs of old fonts it holds; None for the text if it is not."""
    variants = 0

    def font_variant(error: UnicodeError) -> tuple[str, int]:
        nonlocal variants
        if not isinstance(error, UnicodeDecodeError) or error.object[error.start] not in _FONT_VARIANTS:
            raise error
        variants += 1
        return _FONT_VARIANTS[error.object[error.start]], error.start + 1

    codecs.register_error("ruscorpus.thai-font-variants", font_variant)
    try:
        return data.decode("cp874", errors="ruscorpus.thai-font-variants"), variants
    except UnicodeDecodeError:
        return None, 0


def _thai_share(text: str) -> float:
    """Return the share of Thai letters, marks and digits among the characters of *text* outside ASCII."""
    beyond = [char for char in text if char > "\x7f" and char != "\u00a0"]
    thai = sum(1 for char in beyond if "\u0e01" <= char <= "\u0e5b")
    return thai / len(beyond) if beyond else 0.0


def _illegal_share(text: str) -> float:
    """Return the share of marks and leading vowels of *text* that do not stand where Thai allows them.

    A vowel sign belongs on a consonant, a tone mark or other upper sign on a consonant or vowel sign, and
    after a leading vowel there has to be a consonant (the cells of WTT 2.0, without its finer distinctions).
    """
    checked = illegal = 0
    before = " "
    for char in text:
        if char in _THAI_VOWEL_SIGNS:
            checked += 1
            illegal += before not in _THAI_CONSONANTS
        elif char in _THAI_UPPER_SIGNS:
            checked += 1
            illegal += before not in _THAI_CONSONANTS and before not in _THAI_VOWEL_SIGNS
        elif before in _THAI_LEADING_VOWELS:
            checked += 1
            illegal += char not in _THAI_CONSONANTS
        before = char
    # Words without any mark prove nothing; a text without any is not written in Thai.
    if not checked:
        letters = sum(map(_THAI_BASES.__contains__, text))
        return 0.0 if 2 <= letters <= 12 else 1.0
    return illegal / checked
