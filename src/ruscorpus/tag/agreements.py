"""Agreements that no list has: resolutions by number, treaties by what they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span
from ruscorpus.tag.pieces import Pieces
from ruscorpus.tag.slugs import slug
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.names import NameGrammar

_D = "[0-9๐-๙]"
_COUNCIL = (
    r"(?:คณะมนตรีความมั่นคง(?:แห่งสหประชาชาติ|สหประชาชาติ|ยูเอ็น|\s?ฯ)?"
    r"|UNSC|ยูเอ็นเอสซี|สหประชาชาติ|ยูเอ็น|องค์การสหประชาชาติ)"
)
_RESOLUTION = re.compile(
    rf"(?:ข้อมติ|มติ)(?:ของ)?\s?(?:{_COUNCIL})?\s?(?:ที่|หมายเลข|ฉบับที่|เลขที่)?\s?(?P<number>[1-3๑-๓]{_D}{{3}}|[2-9๒-๙]{_D}{{2}})"
    rf"(?!{_D}|\s?(?:เสียง|คน|ราย|ประเทศ))(?:\s?\((?:ค\.ศ\.\s?|พ\.ศ\.\s?)?{_D}{{4}}\))?"
)
_ASSEMBLY = re.compile(r"\b[AS]/RES/(?P<number>[0-9]+(?:/[0-9]+)?)(?:\s?\([0-9]{4}\))?")
_LONGEST = 90
_COUNT = rf"(?:{_D}{{1,2}}\s?|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)"
_POINTS = re.compile(rf"(?P<what>[\u0e01-\u0e4e]{{2,24}}?)\s?{_COUNT}(?:ข้อ|ประการ)(?!ตกลง)")

_LOOSE = frozenset({"ความตกลง", "ข้อตกลง", "พิธีสาร", "บันทึกความเข้าใจ", "ข้อริเริ่ม"})
_DESCRIBED = ("ความร่วมมือ", "เขตแดน", "ทาง", "การซื้อ", "การขาย", "การแลก", "สันติภาพ")


@dataclass(frozen=True, slots=True)
class AgreementRules:
    """The patterns of treaties, compiled once."""

    head: re.Pattern[str]
    about: re.Pattern[str]
    ends: tuple[str, ...]
    generic: frozenset[str]

    @classmethod
    def of(cls, grammar: NameGrammar) -> AgreementRules:
        """Compile what *grammar* says of agreements."""
        words = grammar.agreements
        return cls(
            re.compile(rf"(?:{any_of(words.heads)})"),
            re.compile(rf"\s?(?:{any_of(words.about)})"),
            grammar.phrase_ends,
            frozenset(words.generic),
        )


def find_resolutions(text: str) -> Iterator[Mention]:
    """Yield resolutions of the Security Council by number, and those of the General Assembly by symbol."""
    for match in _RESOLUTION.finditer(text) if "มติ" in text else ():
        number = match["number"].translate(THAI_TO_ARABIC)
        yield Mention("AGREEMENT", f"unsc-res-{number}", Span(*match.span()), "unsc", "resolution", 0.85)
    for match in _ASSEMBLY.finditer(text) if "/RES/" in text else ():
        body = "unsc" if match[0].startswith("S") else "unga"
        symbol = f"{body}-res-{match['number'].replace('/', '-')}"
        yield Mention("AGREEMENT", symbol, Span(*match.span()), body, "resolution", 0.9)


def find_treaties(pieces: Pieces, known: Sequence[Mention], rules: AgreementRules) -> Iterator[Mention]:
    """Yield agreements named by kind and subject (ความตกลงด้าน…).

    *known* mentions tell where one stands already. A kind alone, or with a party only, is no name.
    """
    text = pieces.text
    ends = Pieces(text, pieces.words, rules.ends, compounds=False)
    starts = {m.span.start: m for m in known}
    taken = {place for m in known if m.type == "AGREEMENT" for place in range(*m.span)}
    for match in rules.head.finditer(text):
        start, end = match.span()
        if start in taken or not pieces.is_boundary(start):
            continue
        numbered = _by_points(ends, end)
        if numbered is not None:  # ข้อตกลงหยุดยิงหกข้อ
            name = Span(start, numbered.end())
            yield Mention("AGREEMENT", slug(name.of(text)), name, "", "treaty", 0.75)
            continue
        if not rules.about.match(text, end):
            continue
        stop = ends.run_after(end, _LONGEST).end
        if stop <= end:
            continue
        subject = text[end:stop].strip()
        if subject in rules.generic or _loose(match[0], subject):
            continue
        partner = starts.get(stop + len("กับ")) if "ระหว่าง" in text[end:stop] else None
        if partner is not None and text.startswith("กับ", stop):
            stop = partner.span.end
        yield Mention("AGREEMENT", slug(text[start:stop]), Span(start, stop), "", "treaty", 0.7)


def _by_points(pieces: Pieces, start: int) -> re.Match[str] | None:
    """Return the match of what an agreement is about and how many points it has, if no clause begins."""
    match = _POINTS.match(pieces.text, start)
    if match is None:
        return None
    what = Span(*match.span("what"))
    broken = any(pieces.ends_at(piece) for piece in pieces.within(what))
    return None if broken else match


def _loose(head: str, subject: str) -> bool:
    """Tell whether an agreement is described by its subject only, as none of the great treaties is."""
    return head in _LOOSE and subject.startswith(_DESCRIBED)
