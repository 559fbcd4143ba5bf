"""Organisations, places and things that a class word introduces: บริษัททูปราช (Tüpraş), เมืองทิมบักตู.

A name must sound foreign, or a Latin name or an abbreviation in brackets must say where it ends. What was
introduced so is found again in the rest of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.phrases import PhraseSet, ReadText
from ruscorpus.resources import thai_dictionary, thai_words
from ruscorpus.tag.people import slug
from ruscorpus.tag.pieces import Pieces, alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.names import NameGrammar

_THAI = re.compile(r"[\u0e01-\u0e4e]")
_WORD = r"[\w\u00c0-\u024f.'’&/-]"
_BRACKET = re.compile(rf"\s?\(\s?(?P<other>[A-Z\u00c0-\u00de]{_WORD}*(?:\s{_WORD}+){{0,5}})\s?\)")
_THAI_BRACKET = re.compile(r"\s?\(\s?(?P<other>[\u0e01-\u0e4e]{2,14})\s?\)")
_CODE = re.compile(
    r"\s?(?P<code>[A-Z]{1,5}[a-z]{0,3}-?[0-9]{1,4}[A-Z0-9/]{0,4}"
    r"|[\u0e01-\u0e4e]{1,8}-[0-9๐-๙]{1,4}[\u0e01-\u0e4e]{0,6})(?![0-9A-Za-z])"
)
_TREATY = re.compile(
    r"Treaty|Agreement|Convention|Accord|Declaration|Protocol|Pact|Partnership|Charter|Memorandum"
)
_SHORTEST = 4
_DESCRIBED = 45  # a described name (พรรคแรงงานแห่งชาติ (NLP)) with its head is no longer


class Found(NamedTuple):
    """A name that the text introduces: where its surface stands, what it is, and its other names."""

    type: str
    span: Span
    names: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class HeadRules:
    """The class words, compiled once."""

    organisations: re.Pattern[str]
    org_inside: frozenset[str]
    described: frozenset[str]
    generic: tuple[str, ...]
    phrase_ends: tuple[str, ...]
    office: re.Pattern[str]
    places: re.Pattern[str]
    place_inside: frozenset[str]
    things: re.Pattern[str]
    ships: re.Pattern[str]

    @classmethod
    def of(cls, grammar: NameGrammar) -> HeadRules:
        """Compile what *grammar* says of class words."""
        orgs, places, things = grammar.organisations, grammar.places, grammar.equipment
        return cls(
            organisations=re.compile(alternatives([*orgs.outside, *orgs.inside, *orgs.described])),
            org_inside=frozenset(orgs.inside),
            described=frozenset(orgs.described),
            generic=orgs.generic,
            office=re.compile(rf"(?:{alternatives(grammar.people.offices)})(?:ของ|แห่ง|ประจำ)?\\s?$"),
            phrase_ends=grammar.phrase_ends,
            places=re.compile(alternatives([*places.outside, *places.inside])),
            place_inside=frozenset(places.inside),
            ships=re.compile(alternatives(things.prefixes) or "(?!)"),
            things=re.compile(
                rf"(?:{alternatives(things.heads)})(?:\s?(?:{alternatives(things.classes)}))?|{alternatives(things.classes[:1])}"
            ),
        )


def find_headed(read: ReadText, pieces: Pieces, known: Sequence[Mention], rules: HeadRules) -> list[Mention]:
    """Return ORG, LOC and EQUIPMENT mentions introduced by a class word that *known* ones do not cover."""
    covered = {place: m for m in known for place in range(*m.span)}
    introduced = [
        *_places(pieces, covered, rules),
        *_organisations(pieces, covered, rules),
        *_things(pieces, covered, rules),
        *_other_names(read.text, known),
    ]
    names: dict[str, Found] = {}
    for found in introduced:
        for name in found.names:
            names.setdefault(name, found)
    phrases = PhraseSet(names.items())
    result = []
    everywhere = ReadText(read.text, range(len(read.text) + 1), read.soft)
    for hit in phrases.find_longest(everywhere) if names else ():
        found = phrases.payload(hit)
        latin = not _THAI.search(hit.span.of(read.text))
        whole = latin or (read.is_boundary(hit.span.start) and read.is_boundary(hit.span.end))
        inside = {id(covered[place]): covered[place] for place in range(*hit.span) if place in covered}
        if not whole and found.span != hit.span:
            continue
        if all(hit.span.contains(m.span) and hit.span != m.span for m in inside.values()):
            result.append(Mention(found.type, found.id, hit.span, "", "introduced", 0.7))
    return result


def _organisations(pieces: Pieces, covered: dict[int, Mention], rules: HeadRules) -> Iterator[Found]:
    text = pieces.text
    phrases = Pieces(text, pieces.words, rules.phrase_ends, compounds=False)
    for match in rules.organisations.finditer(text):
        start, end = match.span()
        if start in covered or not pieces.is_boundary(start):
            continue
        listed = _listed_name(pieces, match, rules)
        if listed is not None:
            yield Found("ORG", listed, (listed.of(text),), slug(listed.of(text)))
            continue
        if not pieces.is_boundary(end):
            continue
        place = rules.places.match(text, start)
        if place and place.end() > end:  # ศูนย์ปล่อยจรวด is no ศูนย์
            continue
        described = match[0] in rules.described
        inside = match[0] in rules.org_inside
        end += text.startswith(" ", end)
        phrase = _described(phrases, start, match.end(), rules) if described else None
        if phrase is not None:
            surface = Span(start, phrase)
            yield Found("ORG", surface, (surface.of(text),), slug(surface.of(text)))
            continue
        known = covered.get(end)
        if known is not None:  # เอเชียเอ็นเนอร์จีวอตช์ begins with a place
            more = pieces.foreign_name(known.span.end)
            if known.type in ("LOC", "COUNTRY") and known.span.start == end and more is not None:
                surface = Span(start if inside else end, more.end)
                yield Found("ORG", surface, (surface.of(text),), slug(surface.of(text)))
            continue
        name = _before_bracket(pieces, end)
        if name is not None:
            other = _BRACKET.match(text, name.end)
            # บริษัทออราโน (Orano) is Orano; กลุ่มท่อส่งแคสเปียน (CPC) is what its letters stand for.
            spelled = other is not None and not other["other"].isupper()
            leading = next(pieces.within(name))
            is_word = leading.length > 2 and leading.of(text) in thai_dictionary()
            bare = not inside and (spelled or not is_word)
            thai = name if bare else Span(start, name.end)
            if other and thai.length <= _DESCRIBED:
                abbreviation = other["other"]
                yield Found("ORG", thai, (thai.of(text), abbreviation), slug(abbreviation))
            continue
        foreign = pieces.foreign_name(end)
        if foreign is not None and _stands_free(pieces, foreign):
            surface = Span(start, foreign.end) if inside else foreign
            yield Found("ORG", surface, (surface.of(text),), slug(surface.of(text)))


def _listed_name(pieces: Pieces, match: re.Match[str], rules: HeadRules) -> Span | None:
    """Return the dictionary word that opens with a class word, if it is a name (กรมสารนิเทศ)."""
    word = next(pieces.within(Span(match.start(), match.end() + _DESCRIBED)), None)
    if match[0] not in rules.described or word is None or word.end < match.end() + _SHORTEST:
        return None
    rest = pieces.text[match.end() : word.end]
    return None if rest.startswith(rules.generic) else word


def _described(phrases: Pieces, start: int, end: int, rules: HeadRules) -> int | None:
    """Return where a name in ordinary words ends that goes on at *end*; None where it names nobody.

    Nothing but the words tells where it ends, so an office must stand before it, or it must stand twice.
    """
    text = phrases.text
    run = phrases.run_after(end, _DESCRIBED)
    if not 3 <= run.length < _DESCRIBED:
        return None
    leading = next(phrases.within(run)).of(text)
    if leading.startswith(rules.generic):
        return None
    of_office = rules.office.search(text, max(0, start - 16), start)
    return run.end if of_office or text.count(text[start : run.end]) > 1 else None


def _before_bracket(pieces: Pieces, start: int) -> Span | None:
    """Return what stands from *start* to a bracket with a Latin name, if nothing in it ends a name."""
    text = pieces.text
    bracket = text.find("(", start, start + _DESCRIBED + 2)
    if bracket < 0 or not _BRACKET.match(text, bracket):
        return None
    end = len(text[:bracket].rstrip())
    if end - start < 2 or re.search(r"[\n\"”,;:]", text[start:end]):
        return None
    position = start
    while position < end:
        run = pieces.run_after(position)
        if run.end == position:
            return None
        position = run.end + text.startswith(" ", run.end)
    return Span(start, end)


def _places(pieces: Pieces, covered: dict[int, Mention], rules: HeadRules) -> Iterator[Found]:
    text = pieces.text
    for match in rules.places.finditer(text):
        start, end = match.span()
        if start in covered or not _is_whole(pieces, *match.span()):
            continue
        inside = match[0] in rules.place_inside
        known = covered.get(end)
        if known is not None:
            if inside and known.type == "LOC" and known.span.start == end:
                surface = Span(start, known.span.end)
                yield Found("LOC", surface, (surface.of(text),), slug(surface.of(text)))
            continue
        spelled = _spelled_place(pieces, end)
        foreign = spelled or pieces.foreign_name(end)
        if foreign is not None and _stands_free(pieces, foreign):
            joined = text.startswith("และ", foreign.end) and not inside
            more = pieces.foreign_name(foreign.end + len("และ")) if joined else None
            if more is not None and _stands_free(pieces, more):  # เมืองบูเรจและนูเซย์รัต
                yield Found("LOC", more, (more.of(text),), slug(more.of(text)))
            surface = Span(start, foreign.end) if inside else foreign
            latin = _BRACKET.match(text, surface.end)
            names = (surface.of(text), latin["other"]) if latin else (surface.of(text),)
            yield Found("LOC", surface, names, slug(names[-1]))


def _spelled_place(pieces: Pieces, start: int) -> Span | None:
    """Return a name of several words that the Latin ones in brackets count out: เล เค ก่อ (Lay Kay Kaw)."""
    name = _before_bracket(pieces, start)
    if name is None:
        return None
    latin = _BRACKET.match(pieces.text, name.end)
    words = len(name.of(pieces.text).split())
    return name if latin and 1 < words == len(latin["other"].split()) else None


def _things(pieces: Pieces, covered: dict[int, Mention], rules: HeadRules) -> Iterator[Found]:
    text = pieces.text
    for match in rules.things.finditer(text):
        if match.start() in covered or match.end() in covered or not pieces.is_boundary(match.start()):
            continue
        code = _CODE.match(text, match.end())
        if code and not any(place in covered for place in range(*code.span("code"))):
            span = Span(*code.span("code"))
            yield Found("EQUIPMENT", span, (span.of(text),), slug(span.of(text)))
            continue
        foreign = pieces.foreign_name(match.end())
        if foreign is not None and foreign.start not in covered and _stands_free(pieces, foreign):
            # Ships have names and classes; a class keeps its word (ชั้นแฮมิลตัน).
            kept = foreign.start - len("ชั้น") if text.endswith("ชั้น", 0, foreign.start) else foreign.start
            span = Span(kept, foreign.end)
            yield Found("EQUIPMENT", span, (span.of(text),), slug(span.of(text)))
    for match in rules.ships.finditer(text):
        name = pieces.run_after(match.end() + text.startswith(" ", match.end()))
        if _SHORTEST <= name.length <= _DESCRIBED and pieces.is_boundary(match.start()):
            span = Span(match.start(), name.end)
            yield Found("EQUIPMENT", span, (span.of(text),), slug(span.of(text)))


def _is_whole(pieces: Pieces, start: int, end: int) -> bool:
    return pieces.is_boundary(start) and pieces.is_boundary(end)


def _stands_free(pieces: Pieces, name: Span) -> bool:
    """Tell whether *name* is long enough, no word itself, and followed by no more of an unknown word."""
    text = name.of(pieces.text)
    return name.length >= _SHORTEST and text not in thai_words()


def _other_names(text: str, known: Sequence[Mention]) -> Iterator[Found]:
    """Yield what stands in brackets behind a known name: its name in Latin letters, or its abbreviation."""
    starts = {m.span.start for m in known}
    for mention in known:
        if mention.type not in ("ORG", "EQUIPMENT", "AGREEMENT", "LOC"):
            continue
        bracket = _BRACKET.match(text, mention.span.end) or _THAI_BRACKET.match(text, mention.span.end)
        if bracket is None or bracket.start("other") in starts:
            continue
        other = bracket["other"]
        if other in thai_words() or (mention.type == "LOC" and not other.isascii()):
            continue
        if mention.type == "AGREEMENT" and not (other.isupper() or _TREATY.search(other)):
            continue  # …เตาปฏิกรณ์ขนาดเล็ก (Small Modular Reactor) spells out the last word only
        yield Found(mention.type, Span(*bracket.span("other")), (other,), mention.id)
