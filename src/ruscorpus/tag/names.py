"""Names that the gazetteer does not have, where the text itself introduces them.

Thai writing marks no names, but it introduces strangers in two firm ways: with a title or a form of address
(นายหลี่ หงจง, พลโท คีรีโล บูดานอฟ), and with the Latin spelling in brackets (อิกอร์ มอร์กูล็อฟ (Igor Morgulov)).
Both together say that a person is meant, and the Latin spelling gives the id. What was introduced once is
found again in the rest of the text by its full form and by a surname that is no everyday word; so are the
people of the gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.phrases import PhraseSet, ReadText
from ruscorpus.resources import thai_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_THAI = r"[\u0e01-\u0e4e]"
_RANK = (
    r"นางสาว|นาย|นาง|น\.ส\.|ดร\.|ศ\.ดร\.|รศ\.ดร\.|ผศ\.ดร\.|ศาสตราจารย์|พล\.ร\.อ\.|พล\.อ\.อ\.|พล\.อ\.|พล\.ท\.|พล\.ต\.|พ\.อ\.|พลเอกอาวุโส|พลเรือเอก|"
    r"พลอากาศเอก|พลเอก|พลโท|พลตรี|พันเอก|จอมพล|มกุฎราชกุมาร|เจ้าชาย|สหาย"
)
_OFFICE = (
    r"ประธานาธิบดี|นายกรัฐมนตรี|รัฐมนตรี|รมว\.|ผู้นำ|โฆษก|เลขาธิการ|เอกอัครราชทูต|ทูต|ผู้แทน|ที่ปรึกษา|ผู้บัญชาการ|ประธาน|หัวหน้า|ผู้อำนวยการ|"
    r"ผู้ว่าการ|สมาชิก|นักวิเคราะห์|นักวิชาการ|นักวิจัย|ผู้เชี่ยวชาญ|ศาสตราจารย์|นักข่าว|นักเขียน|นักการทูต|เจ้าหน้าที่|ผู้รายงาน|อธิบดี|ปลัด"
)
_GOVERNS = re.compile(
    r"ประธานาธิบดี|นายกรัฐมนตรี|รัฐมนตรี|รมว\.|ผู้นำ|โฆษก|ทูต|ผู้แทน|ที่ปรึกษาความมั่นคง|ผู้บัญชาการ|หน่วยข่าวกรอง|กองทัพ|เจ้าหน้าที่"
)
_TITLED = re.compile(rf"(?:{_RANK}|{_OFFICE})")
_RANK_AT_START = re.compile(rf"(?:{_RANK})\s?")
_LATIN_WORD = r"[A-Z][A-Za-z\u00c0-\u024f.'’-]*"
_BRACKETED = re.compile(
    rf"\s?\(\s?(?P<latin>{_LATIN_WORD}(?:\s(?:[a-z]{{2,3}}\s)?{_LATIN_WORD}){{1,4}})\s?\)"
)
_LATIN_RANK = re.compile(r"^(?:(?:Lt|Gen|Maj|Col|Adm|Capt|Dr|Prof|Mr|Mrs|Ms|Sir|President|Minister)\.?\s)+")
_CHUNK = re.compile(rf"{_THAI}+")
_ADDRESSED = re.compile(rf"(?:{_RANK})\s?(?P<name>{_THAI}{{2,20}}\s(?P<last>{_THAI}{{2,20}}))(?!{_THAI})")
_BEFORE = 60  # a title stands this close before the name that it introduces


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    acts_for: str
    names: tuple[str, ...]


def find_introduced(read: ReadText, known: Sequence[Mention]) -> list[Mention]:
    """Return PERSON mentions of people whom the text introduces and *known* mentions do not cover."""
    taken = [mention.span for mention in known]
    people = [
        *_with_latin_name(read.text, known),
        *_with_rank(read, known),
        *_known_by_surname(read.text, known),
    ]
    if not people:
        return []
    everyday = thai_words()
    names: dict[str, _Person] = {}
    for person in people:
        for name in person.names:
            if name not in everyday:
                names.setdefault(name, person)
    phrases = PhraseSet(names.items())
    found = []
    # The segmentation does not know these names, so its boundaries say nothing beside them.
    for hit in phrases.find_longest(ReadText(read.text, range(len(read.text) + 1), read.soft)):
        if not any(hit.span.overlaps(span) for span in taken):
            person = phrases.payload(hit)
            found.append(Mention("PERSON", person.id, hit.span, person.acts_for, "introduced", 0.75))
    return found


def _with_latin_name(text: str, known: Sequence[Mention]) -> Iterator[_Person]:
    for match in _BRACKETED.finditer(text):
        latin = _LATIN_RANK.sub("", match["latin"])
        parts = latin.split()
        if len(parts) < 2:
            continue
        name = _thai_name(text, match.start(), len(parts))
        if name is None or any(name.overlaps(mention.span) for mention in known):
            continue
        if _titled(text, name, match.end()):
            thai = name.of(text)
            yield _Person(slug(latin), _acts_for(text, name, known), (thai, latin, *_surname(thai)))


def _thai_name(text: str, end: int, parts: int) -> Span | None:
    """Return the last *parts* Thai words before *end*, without the rank before them."""
    start = end
    for _ in range(parts):
        chunk = None
        for chunk in _CHUNK.finditer(text, max(0, start - 30), start):  # noqa: B007 - the last one is wanted
            pass
        if chunk is None or text[chunk.end() : start].strip(" -"):
            break
        start = chunk.start()
    rank = None
    for rank in _RANK_AT_START.finditer(text, start, end):  # noqa: B007
        pass
    if rank is not None and rank.end() < end:
        start = rank.end()
    return Span(start, end) if 4 <= end - start <= 40 else None


def _titled(text: str, name: Span, after: int) -> bool:
    before = text[max(0, name.start - _BEFORE) : name.start]
    return bool(_TITLED.search(before)) or bool(
        re.match(rf"\s?(?:อดีต|รอง)?(?:{_OFFICE})", text[after : after + 30])
    )


def _with_rank(read: ReadText, known: Sequence[Mention]) -> Iterator[_Person]:
    for match in _ADDRESSED.finditer(read.text):
        name = Span(*match.span("name"))
        if not read.is_boundary(match.start()) or any(name.overlaps(mention.span) for mention in known):
            continue
        if _is_name_part(read, Span(*match.span("last"))):
            yield _Person(slug(match["name"]), _acts_for(read.text, name, known), (match["name"],))


def _is_name_part(read: ReadText, chunk: Span) -> bool:
    """Tell whether the word after the space is a surname rather than the sentence going on.

    A sentence goes on with words of the dictionary; a foreign surname falls into pieces that are none.
    """
    cuts = [p for p in range(chunk.start, chunk.end) if p == chunk.start or read.is_boundary(p)]
    pieces = [read.text[a:b] for a, b in pairwise([*cuts, chunk.end])]
    return len(pieces[0]) < 3 or any(piece not in thai_words() for piece in pieces)


def _known_by_surname(text: str, known: Sequence[Mention]) -> Iterator[_Person]:
    """Yield the people of the gazetteer who are named in full, so that their surnames alone are found too."""
    seen = {mention.span.of(text) for mention in known}
    for mention in known:
        name = mention.span.of(text)
        for surname in _surname(name) if mention.type == "PERSON" else ():
            if surname not in seen:
                yield _Person(mention.id, mention.acts_for, (surname,))


def _acts_for(text: str, name: Span, known: Sequence[Mention]) -> str:
    """Return whom a person acts for: the state named in the office before the name."""
    for mention in reversed(known):
        if mention.span.end <= name.start and name.start - mention.span.end <= 12 and mention.acts_for:
            office = text[max(0, mention.span.start - _BEFORE) : name.start]
            return mention.acts_for if _GOVERNS.search(office) and mention.type != "LOC" else ""
    return ""


def _surname(thai: str) -> tuple[str, ...]:
    last = thai.rsplit(maxsplit=1)[-1]
    return (last,) if last != thai and len(last) >= 4 else ()


def slug(name: str) -> str:
    """Return *name* as an id: Latin letters without marks in lower case, Thai letters as they are.

    >>> slug("Igor Morgulov"), slug("คัง ซุนนัม")
    ('igor-morgulov', 'คัง-ซุนนัม')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not "\u0300" <= c <= "\u036f")
    return re.sub(r"[^0-9a-z\u0e01-\u0e4e]+", "-", plain.lower()).strip("-")
