"""People whom the gazetteer does not have, where the text itself introduces them.

Thai writing marks no names, but it introduces strangers in firm ways: with a rank or a form of address
(นาย, พลโท), with an office before or behind the name (ประธานาธิบดี …, … นักวิจัย), and with the Latin spelling in
brackets. What stands there must look like a name: two words, of which the segmentation leaves pieces that no
dictionary has, or a Thai given name. What was introduced once is found again in the rest of the text, by its
full form, by a surname of foreign sound, and, as Thai texts do with Thai people, by the given name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.phrases import PhraseSet, ReadText
from ruscorpus.resources import thai_family_names, thai_given_names, thai_words
from ruscorpus.tag.slugs import slug
from ruscorpus.tag.spelling import LATIN_RANK
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.tag.gazetteer import Gazetteer
    from ruscorpus.tag.pieces import Pieces

_LETTERS = r"[\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e]"
_NAME = rf"{_LETTERS}(?:{_LETTERS}|-(?={_LETTERS})){{1,39}}"
# The space comes first: a pattern that looks back before it is tried at every letter.
_SPACE = re.compile(rf"\s(?<={_LETTERS}\s)(?={_LETTERS}-?{_LETTERS})")
_FIRST = re.compile(rf"{_NAME}\Z")
_LONGEST_FIRST = 40  # so many letters has a _NAME
_LATIN_WORD = r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f.'’-]*"
_LATIN = rf"{_LATIN_WORD}(?:\s(?:[a-z]{{2,3}}\s)?{_LATIN_WORD}){{1,4}}"
_LATIN_NAME = re.compile(_LATIN)
_BRACKETED = re.compile(rf"\s?\(\s?(?P<latin>{_LATIN})\s?\)")
_CHUNK = re.compile(r"[\u0e01-\u0e4e]+(?:\.(?=\s))?")
_OF_PLACE = re.compile(rf"\sณ\s{_LETTERS}{{3,12}}")
_COUNTED = re.compile(r"[0-9๐-๙] ?\Z|(?:ล้าน|หมื่น|พัน|ร้อย|หลาย|สิบ)$")
_PLACE = re.compile("พระราชวัง|วัง|โรงแรม|มหาวิทยาลัย|สนามบิน|ปราสาท|อาคาร|หอ|ถนน|สถานี")
_BEFORE = 60  # an office stands this close before the name that it introduces
_NEAR = 13  # and the state or body of that office ends this close before it
_BEHIND = 40
_SHORTEST = 4
_LONGEST_SINGLE = 14
_ALIKE = 0.5  # two spellings of one given name share about this much of their letters


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """The patterns that introduce people, compiled once."""

    rank: re.Pattern[str]
    ranked: re.Pattern[str]
    no_rank: re.Pattern[str]
    no_surname: frozenset[str]
    office: re.Pattern[str]
    office_before: re.Pattern[str]
    office_behind: re.Pattern[str]
    office_on: re.Pattern[str]
    deed_behind: re.Pattern[str]
    title: re.Pattern[str]
    governs: re.Pattern[str]

    @classmethod
    def of(cls, grammar: NameGrammar) -> PeopleRules:
        """Compile what *grammar* says of people."""
        words = grammar.people
        rank, office = any_of(words.ranks), any_of(words.offices)
        return cls(
            rank=re.compile(rf"(?:{rank})\s?(?:(?:{rank})\s?)*"),  # begins with a letter, not with a loop
            ranked=re.compile(rf"(?:{rank})\s?$"),
            no_rank=re.compile(any_of(words.not_ranks) or "(?!)"),
            no_surname=frozenset(words.not_surnames),
            office=re.compile(office),
            office_before=re.compile(rf"(?:{office})(?:คนใหม่|คนปัจจุบัน|หญิง)?\s?$"),
            office_behind=re.compile(rf"\s?,?\s?(?:อดีต|รอง|ผู้ช่วย|ว่าที่|รักษาการ)?(?:{office})"),
            office_on=re.compile(rf"(?:รอง|อดีต|รักษาการ)?(?:{office})|รอง|ปลัด"),
            deed_behind=re.compile(rf"\s?(?:ต้อง|ได้|จะ|ก็|เคย|ถูก)?(?:{any_of(words.deeds) or '(?!)'})"),
            title=re.compile(rf"(?:{any_of(words.titles) or '(?!)'})\s?"),
            governs=re.compile(any_of(words.governing)),
        )


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    acts_for: str
    names: tuple[str, ...]
    span: Span | None = None


class People:
    """One reading of a text for the people that it introduces beside those *known*."""

    def __init__(
        self,
        read: ReadText,
        pieces: Pieces,
        known: Sequence[Mention],
        gazetteer: Gazetteer,
        rules: PeopleRules,
    ) -> None:
        self.read = read
        self.text = read.text
        self.pieces = pieces
        self.known = known
        self.gazetteer = gazetteer
        self.rules = rules
        self.at_end = {mention.span.end: mention for mention in known}
        self.covered = {place: mention for mention in known for place in range(*mention.span)}

    def find(self) -> list[Mention]:
        """Return PERSON mentions; one may contain a known mention (a surname), never cross one."""
        people = [
            *self._with_latin_name(),
            *self._with_two_names(),
            *self._known_by_surname(),
            *self._with_one_name(),
            *self._with_title(),
        ]
        return self._everywhere(people) if people else []

    def _everywhere(self, people: list[_Person]) -> list[Mention]:
        names: dict[str, _Person] = {}
        for person in people:
            for name in person.names:
                names.setdefault(name, person)
        phrases = PhraseSet(names.items())
        found = []
        # The segmentation does not know these names, so its boundaries say little beside them.
        for hit in phrases.find_longest(ReadText(self.text, soft=self.read.soft)):
            inside = [self.covered[place] for place in range(*hit.span) if place in self.covered]
            crossed = any(not hit.span.contains(other.span) for other in inside)
            short = hit.span.length <= _SHORTEST and not self.read.is_boundary(hit.span.start)
            if crossed or short or any(other.span == hit.span for other in inside):
                continue
            person = phrases.payload(hit)
            found.append(Mention("PERSON", person.id, hit.span, person.acts_for, "introduced", 0.75))
        return found

    # Introductions

    def _with_latin_name(self) -> Iterator[_Person]:
        for match in _BRACKETED.finditer(self.text):
            latin = LATIN_RANK.sub("", match["latin"])
            parts = latin.split()
            name = self._thai_name(match.start(), len(parts)) if len(parts) > 1 else None
            if name is None or _PLACE.match(self.text, *name) or self._inside(name):
                continue
            bearer = self.covered.get(match.start("latin"))
            if bearer is not None and bearer.type == "PERSON" and self.pieces.is_foreign(name):
                thai = name.of(self.text)
                yield _Person(bearer.id, bearer.acts_for, (thai, *_surname(thai)))
                continue
            before = self.text[max(0, name.start - _BEFORE) : name.start]
            behind = self.rules.office_behind.match(self.text, match.end())
            if behind or self.rules.office.search(before) or self.rules.ranked.search(before):
                thai = name.of(self.text)
                yield _Person(slug(latin), self._acts_for(name), (thai, latin, *_surname(thai)))

    def _thai_name(self, end: int, parts: int) -> Span | None:
        """Return the last *parts* Thai words before *end*, without the rank before them."""
        start = end
        for _ in range(parts):
            chunk = None
            for chunk in _CHUNK.finditer(self.text, max(0, start - 30), start):  # noqa: B007 - the last is wanted
                pass
            if chunk is None or self.text[chunk.end() : start].strip(" -"):
                break
            start = chunk.start()
        for rank in self.rules.rank.finditer(self.text, start, end):
            if rank.end() < end and self.pieces.is_boundary(rank.start()):
                start = rank.end()
        first = _CHUNK.match(self.text, start, end)
        if first is not None:
            start = self._start_in(Span(*first.span()))
        return Span(start, end) if 4 <= end - start <= 40 else None

    def _with_two_names(self) -> Iterator[_Person]:
        for chunk, start in name_pairs(self.text):
            ranks = self._ranks_in(chunk)
            last = self._last_name(start, ranked=bool(ranks))  # which tells of most pairs that they are none
            first = self._first_name(chunk, ranks) if last is not None else None
            if first is None or last is None:
                continue
            name = first.cover(last)
            if any(name != m.span and m.span.contains(name) for m in self._inside(name)):
                continue
            person = self._judged(first, last, name, ranked=bool(ranks))
            if person is not None:
                yield person

    def _with_one_name(self) -> Iterator[_Person]:
        """Yield who is named by a form of address and one name, foreign or a Thai given name."""
        for rank in self.rules.rank.finditer(self.text):
            latin = _LATIN_NAME.match(self.text, rank.end())
            if latin and latin.start() not in self.covered and self._is_rank(rank):
                yield _Person(
                    slug(latin[0]), self._acts_for(Span(*latin.span())), (latin[0], *_surname(latin[0]))
                )
                continue
            run = self.pieces.run_after(rank.end())
            name = run.of(self.text)
            if run.length < _SHORTEST or any(place in self.covered for place in range(*run)):
                continue
            follows = self.covered.get(run.end + 1)
            if follows is not None and follows.type == "PERSON" and self.text[run.end] == " ":
                continue
            if not self._is_rank(rank) or name in thai_words():
                continue
            if name in thai_given_names() or self.pieces.is_foreign(run):
                yield _Person(slug(name), self._acts_for(run), (name,))

    def _with_title(self) -> Iterator[_Person]:
        """Yield who is named by an office and one name of foreign sound: ประธานาธิบดีตวาเดรา."""
        for title in self.rules.title.finditer(self.text):
            name = self.pieces.foreign_name(title.end()) if self.pieces.is_boundary(title.start()) else None
            if name is None or not _SHORTEST <= name.length <= _LONGEST_SINGLE or self._inside(name):
                continue
            if self.pieces.has_unknown(name) and not self.text.startswith(".", name.end):
                thai = name.of(self.text)
                yield _Person(slug(thai), self._acts_for(name), (thai,))

    def _is_rank(self, rank: re.Match[str]) -> bool:
        counted = _COUNTED.search(self.text, max(0, rank.start() - 8), rank.start())  # ทหาร 30 นาย
        whole = self.pieces.is_boundary(rank.start()) and self.pieces.is_boundary(rank.end())
        return whole and not counted and not self.rules.no_rank.match(self.text, rank.start())

    def _inside(self, span: Span) -> list[Mention]:
        return list({id(m): m for place in range(*span) if (m := self.covered.get(place))}.values())

    def _ranks_in(self, chunk: Span) -> list[re.Match[str]]:
        """Return the ranks in *chunk*, or before it, behind which a name may stand in it."""
        ranks = self.rules.rank.finditer(self.text, max(0, chunk.start - 12), chunk.end)
        return [r for r in ranks if chunk.start <= r.end() < chunk.end and self._is_rank(r)]

    def _first_name(self, chunk: Span, ranks: Sequence[re.Match[str]]) -> Span | None:
        """Return the given name at the end of *chunk*, behind the last of its *ranks*."""
        if ranks:
            name = Span(ranks[-1].end(), chunk.end)
            whole = self.pieces.run_after(name.start).end >= name.end
            given = whole or name.of(self.text) in thai_given_names()  # else: นายทักษิณตอบว่า …
            return name if name.length > 1 and given else None
        name = Span(self._start_in(chunk), chunk.end)
        return name if name.length > 1 else None

    def _start_in(self, chunk: Span) -> int:
        """Return where the given name at the end of *chunk* begins: behind offices, states and words."""
        start = chunk.start
        for office in self.rules.office.finditer(self.text, chunk.start, chunk.end):
            start = office.end()
        for place in range(start + 1, chunk.end):
            if place in self.at_end:  # รัฐมนตรีต่างประเทศจีนหวัง อี้: the state ends before the name
                start = place
        hyphen = self.text.find("-", start, chunk.end)
        for piece in self.pieces.within(Span(start, chunk.end)) if start < chunk.end else ():
            if 0 <= hyphen < piece.start:  # the ก็ of อาร์ก็องฌ์ in ฌัก-อาร์ก็องฌ์ ends no name
                break
            if self.pieces.ends_at(piece) or self.pieces.is_long_word(piece):
                start = piece.end
        return start

    def _last_name(self, start: int, *, ranked: bool) -> Span | None:
        known = self.covered.get(start)
        if known is not None:
            return known.span if known.type == "PERSON" and known.span.start == start else None
        run = self._before_office(self.pieces.run_after(start))
        if run.length < 2 or self.text.startswith(".", run.end):
            return None
        leading = next(self.pieces.within(run)).of(self.text)
        goes_on = leading in self.rules.no_surname and not self.pieces.is_foreign(run)
        if goes_on and not self.rules.office_behind.match(self.text, run.end):
            return None
        named = leading == run.of(self.text) and self.rules.office_behind.match(self.text, run.end)
        syllables = self._is_of_syllables(run) and self.rules.office_behind.match(self.text, run.end)
        if ranked or named or syllables or self.pieces.is_uncommon(run) or self._is_thai(run):
            aristocratic = _OF_PLACE.match(self.text, run.end)  # กำภู ณ อยุธยา
            return Span(run.start, aristocratic.end()) if ranked and aristocratic else run
        return None

    def _before_office(self, run: Span) -> Span:
        """Cut a surname where an office is written on to it (ลีลาวงศ์รองผู้ว่าการ)."""
        for office in self.rules.office_on.finditer(self.text, run.start, min(len(self.text), run.end + 12)):
            if run.start <= office.start() < run.end and self.pieces.is_boundary(office.start()):
                return Span(run.start, office.start())
        return run

    def _is_of_syllables(self, span: Span) -> bool:
        """Tell whether *span* is cut into several short words (กุน|บา), as foreign names are."""
        several = sum(1 for _ in self.pieces.within(span)) > 1
        return several and span.length >= _SHORTEST and self.pieces.is_syllables(span)

    def _is_thai(self, span: Span) -> bool:
        return span.of(self.text) in thai_family_names()

    def _judged(self, first: Span, last: Span, name: Span, *, ranked: bool) -> _Person | None:
        """Return who is meant, if what stands around the two names introduces a person."""
        text = self.text
        known = self.covered.get(last.start)
        inside = self._inside(first)
        if inside and not (ranked and all(first.contains(m.span) for m in inside)):
            return None
        foreign = self.pieces.is_uncommon(first) or first.of(text) in thai_given_names()
        foreign = foreign or (self.pieces.is_syllables(first) and self.pieces.is_uncommon(last))
        office_behind = bool(self.rules.office_behind.match(text, last.end))
        foreign = foreign or (office_behind and self._is_of_syllables(first) and self._is_of_syllables(last))
        if self.rules.rank.fullmatch(first.of(text)) or self.rules.office.fullmatch(first.of(text)):
            return None
        if known is not None and foreign:
            bearer = self.gazetteer.by_id.get(known.id)
            if bearer is not None and _given_alike(first.of(text), bearer.names):
                return _Person(known.id, known.acts_for, (name.of(text),))
        if not (ranked or foreign) or (known is not None and " " in last.of(text)):
            return None
        before = text[max(0, first.start - 40) : first.start]
        introduced = (
            ranked
            or bool(self.rules.office_before.search(before))
            or office_behind
            or self._after_office_of(first)
            or self._acts_as_person(first, last)
        )
        if not introduced:
            return None
        thai = name.of(text)
        shorts = _surname(thai) if self.pieces.is_foreign(last) else ()
        given = first.of(text)
        is_thai = given in thai_given_names() or (ranked and not self.pieces.is_foreign(last))
        if is_thai and len(given) >= _SHORTEST and given not in thai_words():
            shorts = (*shorts, given)
        return _Person(slug(thai), self._acts_for(name), (thai, *shorts))

    def _acts_as_person(self, first: Span, last: Span) -> bool:
        """Tell whether two names of foreign sound do what only people do: … ลาออกจากตำแหน่ง, … กล่าวว่า."""
        foreign = [self.pieces.is_foreign(name) for name in (first, last)]
        alike = all(foreign[i] or self._is_of_syllables(name) for i, name in enumerate((first, last)))
        return any(foreign) and alike and bool(self.rules.deed_behind.match(self.text, last.end))

    def _after_office_of(self, first: Span) -> bool:
        """Tell whether an office and its state or body stand before the name (โฆษกเครมลิน …)."""
        start = first.start - (self.text[first.start - 1 : first.start] == " ")
        owner = self.at_end.get(start)
        if owner is None or owner.type not in ("COUNTRY", "ORG", "LOC"):
            return False
        return bool(self.rules.office.search(self.text, max(0, owner.span.start - 40), owner.span.start))

    def _known_by_surname(self) -> Iterator[_Person]:
        """Yield the people of the gazetteer who are named in full, so that surnames alone are found too."""
        seen = {mention.span.of(self.text) for mention in self.known}
        for mention in self.known:
            name = mention.span.of(self.text)
            for surname in _surname(name) if mention.type == "PERSON" else ():
                if surname not in seen:
                    yield _Person(mention.id, mention.acts_for, (surname,))

    def _acts_for(self, name: Span) -> str:
        """Return whom a person acts for: the state named in the office before or behind the name."""
        for end in range(name.start, name.start - _NEAR, -1):
            mention = self.at_end.get(end)
            if mention is not None and mention.acts_for:
                office = self.text[max(0, mention.span.start - _BEFORE) : name.start]
                return mention.acts_for if self.rules.governs.search(office) and mention.type != "LOC" else ""
        behind = self.rules.office_behind.match(self.text, name.end)
        if behind and self.rules.governs.search(behind[0]):
            for start in range(behind.end(), behind.end() + _BEHIND):
                mention = self.covered.get(start)
                if mention is not None and mention.span.start == start:
                    return mention.acts_for if mention.type != "LOC" else ""
        return ""


def name_pairs(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the letters before each space that may part two names, and where the second name begins.

    The space is looked for first: to try a name at every letter takes as many steps as a name may be long.
    """
    free = 0  # the space of one pair is passed before the next begins
    for space in _SPACE.finditer(text):
        low = max(free, space.start() - _LONGEST_FIRST)
        first = _FIRST.search(text, low, space.start())
        if first is not None:
            free = space.end()
            yield Span(*first.span()), space.end()


def _surname(thai: str) -> tuple[str, ...]:
    last = thai.rsplit(maxsplit=1)[-1]
    return (last,) if last != thai and len(last) >= _SHORTEST and last not in thai_words() else ()


def _given_alike(given: str, names: Sequence[str]) -> bool:
    """Tell whether *given* is about how one of the *names* begins, in another transliteration."""
    others = {name.split()[0] for name in names if " " in name}
    return any(SequenceMatcher(None, given, other).ratio() >= _ALIKE for other in others)
