"""Names that class words and brackets introduce, found again all over the text.

เมืองทิมบักตู is a town, เรือตรวจการณ์ชั้นแฮมิลตัน a thing, and AES in พันธมิตรรัฐซาเฮล (AES) another name of
what stands before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.phrases import PhraseSet, ReadText
from ruscorpus.resources import thai_words
from ruscorpus.tag.introductions import (
    BRACKET,
    LATIN,
    LONGEST,
    SHORTEST,
    Found,
    before_bracket,
    foreign_name,
    found,
)
from ruscorpus.tag.organisations import OrganisationRules, Organisations
from ruscorpus.tag.spelling import LATIN_RANK
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.tag.pieces import Pieces

_THAI = re.compile(r"[\u0e01-\u0e4e]")
_THAI_BRACKET = re.compile(r"\s?\(\s?(?P<other>[\u0e01-\u0e4e]{2,14})\s?\)")
_CODE = re.compile(
    r"\s?(?P<code>[A-Z]{1,5}[a-z]{0,3}-?[0-9]{1,4}[A-Z0-9/]{0,4}"
    r"|[\u0e01-\u0e4e]{1,8}-[0-9๐-๙]{1,4}[\u0e01-\u0e4e]{0,6})(?![0-9A-Za-z])"
)
_TREATY = re.compile(
    r"Treaty|Agreement|Convention|Accord|Declaration|Protocol|Pact|Partnership|Charter|Memorandum"
)
# What stands before the letter is looked at behind it: what looks back first is tried at every letter.
_DISTRICT = re.compile(r"[ตอ]\.(?<![\u0e01-\u0e4e.]..)\s?(?P<name>[\u0e01-\u0e4e]{3,16})(?=[\s,)]|$)")
_LATIN_PERSON = re.compile(r"[A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,2}\s[A-Z][\w.’'-]+")
_DIRECTION = re.compile(r"(?:เหนือ|ใต้|ตะวันออก|ตะวันตก)(?=[\s,)”\"]|$)")
_DASH = re.compile(r"\s?[–—-]\s?(?=[\u0e01-\u0e4e])")
_AND, _CLASS = "และ", "ชั้น"
_COUNTED = "ลำ|ลูก|นัด|คัน|เครื่อง|กระบอก|แห่ง|คน|นาย|ราย|ครั้ง|ปี|เดือน|วัน|[\u0e01-\u0e2e]+\\."
_NUMBER = re.compile(rf"\s?[0-9๐-๙]{{1,4}}(?![0-9๐-๙.,/-])(?!\s?(?:{_COUNTED}))")
_QUOTED = re.compile(r"\s?[“\"](?P<name>[^“”\"\n]{3,24})[”\"]")
_SHIP = "เรือ"
_NO_SHIP = re.compile(r"(?:กอง|ท่า|ทัพ|ลูก|ต่อ|ทหาร|นาย|พล|หมู่|เสา|อู่)$")
_BASE_BY_NUMBER = re.compile(r"ฐานทัพ(?:อากาศ|เรือ)?\s[0-9๐-๙]{2,4}(?![0-9๐-๙.,])")
# ขีปนาวุธหลายลูกใส่เมืองคาร์คิฟ, โดรนสองลำ
_AIMED = re.compile(
    r"^(?:(?:เข้า)?ใส่|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ลูก|ลำ)|(?:ใส่|ไปยัง|ถล่ม)(?:เมือง|กรุง|ท่าเรือ|เกาะ)"
)


@dataclass(frozen=True, slots=True)
class HeadRules:
    """The class words, compiled once."""

    organisations: OrganisationRules
    places: re.Pattern[str]
    place_inside: frozenset[str]
    things: re.Pattern[str]
    ships: re.Pattern[str]

    @classmethod
    def of(cls, grammar: NameGrammar) -> HeadRules:
        """Compile what *grammar* says of class words."""
        places, things = grammar.places, grammar.equipment
        classes = any_of(things.classes)
        return cls(
            organisations=OrganisationRules.of(grammar),
            places=re.compile(any_of([*places.outside, *places.inside])),
            place_inside=frozenset(places.inside),
            things=re.compile(rf"(?:{any_of(things.heads)})(?:\s?(?:{classes}))?|{_CLASS}"),
            ships=re.compile(any_of(things.prefixes) or "(?!)"),
        )


def find_headed(read: ReadText, pieces: Pieces, known: Sequence[Mention], rules: HeadRules) -> list[Mention]:
    """Return mentions of what class words and brackets introduce; they contain or avoid *known* ones."""
    covered = {place: m for m in known for place in range(*m.span)}
    names: dict[str, Found] = {}
    for each in (
        *_places(pieces, covered, rules),
        *_districts(read.text, covered),
        *_coupled(pieces, known, covered),
        *Organisations(pieces, covered, rules.organisations).find(),
        *_things(pieces, covered, rules),
        *_other_names(read.text, known),
    ):
        for name in each.names:
            names.setdefault(name, each)
    phrases = PhraseSet(names.items())
    result = []
    everywhere = ReadText(read.text, soft=read.soft)
    for hit in phrases.find_longest(everywhere) if names else ():
        whose = phrases.payload(hit)
        latin = not _THAI.search(hit.span.of(read.text))
        whole = latin or (read.is_boundary(hit.span.start) and read.is_boundary(hit.span.end))
        if not whole and whose.span != hit.span:
            continue
        inside = {id(covered[place]): covered[place] for place in range(*hit.span) if place in covered}
        if all(
            hit.span.contains(m.span) and (hit.span != m.span or _renamed(whose, hit.span, m))
            for m in inside.values()
        ):
            result.append(Mention(whose.type, whose.id, hit.span, whose.acts_for, "introduced", 0.7))
    return result


def _renamed(whose: Found, place: Span, known: Mention) -> bool:
    """Tell whether a known place is the name of a thing where that is introduced (เรือพิฆาตเกาสง)."""
    return (
        whose.type == "EQUIPMENT"
        and known.type == "LOC"
        and whose.span.start <= place.start <= whose.span.end + len(" (")
    )


def _places(pieces: Pieces, covered: Mapping[int, Mention], rules: HeadRules) -> Iterator[Found]:
    text = pieces.text
    for base in _BASE_BY_NUMBER.finditer(text):
        yield found("LOC", text, Span(*base.span()))
    for match in rules.places.finditer(text):
        start, end = match.span()
        if start in covered or not (pieces.is_boundary(start) and pieces.is_boundary(end)):
            continue
        inside = match[0] in rules.place_inside
        known = covered.get(end)
        if known is not None:
            direction = _DIRECTION.match(text, known.span.end)
            if inside and known.type == "LOC" and known.span.start == end:
                yield found("LOC", text, Span(start, known.span.end))
            elif direction and known.type == "LOC" and known.span.start == end:  # จังหวัดฮวังแฮเหนือ
                yield found("LOC", text, Span(end, direction.end()))
            continue
        name = _spelled(pieces, end) or foreign_name(pieces, end)
        latin = LATIN.match(text, end) if name is None and not inside else None
        if latin is not None and latin.start("name") not in covered:  # หมู่เกาะ Senkaku
            yield found("LOC", text, Span(*latin.span("name")))
        if name is None:
            continue
        joined = text.startswith(_AND, name.end) and not inside
        more = foreign_name(pieces, name.end + len(_AND)) if joined else None
        if more is not None:  # เมืองบูเรจและนูเซย์รัต
            yield found("LOC", text, more)
        surface = Span(start, name.end) if inside else name
        other = BRACKET.match(text, surface.end)
        yield found("LOC", text, surface, other["other"] if other else "")


def _districts(text: str, covered: Mapping[int, Mention]) -> Iterator[Found]:
    """Yield districts by their abbreviations, behind which a name must stand: ต.บักได อ.พนมดงรัก."""
    for match in _DISTRICT.finditer(text):
        if match.start("name") not in covered:
            yield found("LOC", text, Span(*match.span("name")))


def _coupled(pieces: Pieces, known: Sequence[Mention], covered: Mapping[int, Mention]) -> Iterator[Found]:
    """Yield a place of foreign sound behind a dash and another place: ลูบลิน–เชล์ม."""
    for mention in known:
        dash = _DASH.match(pieces.text, mention.span.end) if mention.type == "LOC" else None
        name = foreign_name(pieces, dash.end()) if dash and dash.end() not in covered else None
        if name is not None:
            yield found("LOC", pieces.text, name)


def _spelled(pieces: Pieces, start: int) -> Span | None:
    """Return a name of several words that the Latin ones in brackets count out: เล เค ก่อ (Lay Kay Kaw)."""
    name = before_bracket(pieces, start)
    latin = BRACKET.match(pieces.text, name.end) if name is not None else None
    if name is None or latin is None:
        return None
    words = len(name.of(pieces.text).split())
    if words == 1 and (latin["other"].isupper() or not pieces.is_syllables(name) or name.length < SHORTEST):
        return None
    return name if words == len(latin["other"].split()) else None


def _things(pieces: Pieces, covered: Mapping[int, Mention], rules: HeadRules) -> Iterator[Found]:
    text = pieces.text
    for match in rules.things.finditer(text):
        if match.start() in covered or not pieces.is_boundary(match.start()) or _is_of_word(text, match):
            continue
        known = covered.get(match.end())
        if known is not None:
            line = _line(text, known, covered) if match[0].startswith("ท่อ") else None
            if line is not None:
                yield _thing(text, line)
            elif known.type == "LOC" and known.span.start == match.end() and _names_ship(match[0]):
                yield _thing(text, known.span)
            continue
        quoted = _QUOTED.match(text, match.end())
        if quoted is not None:  # เรือบรรทุกน้ำมัน “โบราเคย์”
            yield _thing(text, Span(*quoted.span("name")))
            continue
        code = _CODE.match(text, match.end())
        if code and not any(place in covered for place in range(*code.span("code"))):
            yield _thing(text, Span(*code.span("code")))
            continue
        name = foreign_name(pieces, match.end())
        if name is not None and name.start not in covered and not _AIMED.search(name.of(text)):
            number = _NUMBER.match(text, name.end)  # แท่นขุดเจาะไห่หยาง 981
            yield _thing(text, Span(name.start, number.end() if number else name.end))
    for match in rules.ships.finditer(text):
        run = pieces.run_after(match.end() + text.startswith(" ", match.end()))
        if SHORTEST <= run.length <= LONGEST and pieces.is_boundary(match.start()):
            yield found("EQUIPMENT", text, Span(match.start(), run.end))


def _is_of_word(text: str, head: re.Match[str]) -> bool:
    """Tell whether a class word is the end of another word: กองเรือ, ภาพถ่ายดาวเทียม."""
    if head[0] == "ดาวเทียม":
        return text.endswith("ถ่าย", 0, head.start())
    return head[0] == _SHIP and bool(_NO_SHIP.search(text, max(0, head.start() - 4), head.start()))


def _line(text: str, first: Mention, covered: Mapping[int, Mention]) -> Span | None:
    """Return the span of places joined by hyphens, by which a pipeline is called: ท่อส่งอะตีเรา-ซามารา."""
    end = first.span.end
    while text[end : end + 1] in ("-", "–") and (after := covered.get(end + 1)) is not None:
        end = after.span.end
    return Span(first.span.start, end) if end > first.span.end else None


def _names_ship(head: str) -> bool:
    """Tell whether a place behind *head* is the name of a ship, or of a class of them: เรือดำน้ำชั้นเวอร์จิเนีย."""
    return head.startswith("เรือ") and (head.endswith(_CLASS) or not head.endswith(("สินค้า", "น้ำมัน", "ประมง")))


def _thing(text: str, span: Span) -> Found:
    bracket = BRACKET.match(text, span.end)
    return found("EQUIPMENT", text, span, bracket["other"] if bracket else "")


def _other_names(text: str, known: Sequence[Mention]) -> Iterator[Found]:
    """Yield what stands in brackets behind a known name: its name in Latin letters, or its abbreviation."""
    starts = {m.span.start: m for m in known}
    for mention in known:
        if mention.type not in ("ORG", "EQUIPMENT", "AGREEMENT", "LOC", "PERSON"):
            continue
        bracket = BRACKET.match(text, mention.span.end) or _THAI_BRACKET.match(text, mention.span.end)
        if bracket is None:
            continue
        there = starts.get(bracket.start("other"))
        if there is not None and not (
            mention.type == "EQUIPMENT" and there.type == "LOC" and there.span == bracket.span("other")
        ):
            continue
        other = bracket["other"]
        if other in thai_words() or (mention.type == "LOC" and not other.isascii()):
            continue
        if mention.type == "PERSON":
            other = LATIN_RANK.sub("", other)
            if not _LATIN_PERSON.fullmatch(other):
                continue
        if mention.type == "AGREEMENT" and not (other.isupper() or _TREATY.search(other)):
            continue  # …เตาปฏิกรณ์ขนาดเล็ก (Small Modular Reactor) spells out the last word only
        span = Span(bracket.end("other") - len(other), bracket.end("other"))
        yield Found(mention.type, span, (other,), mention.id, mention.acts_for)
