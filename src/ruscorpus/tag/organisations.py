"""Organisations that a class word introduces: บริษัททูปราช (Tüpraş), กรมสารนิเทศ, กลุ่มท่อส่งแคสเปียน (CPC)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.resources import thai_dictionary
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
from ruscorpus.tag.pieces import Pieces
from ruscorpus.tag.spelling import LETTERS
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.model import Mention

_ABBREVIATED = re.compile(r"(?P<name>[\u0e01-\u0e4e-]{4,50})\s?\((?P<other>[A-Z][A-Za-z]?[A-Z]{1,7})\)")
# Words at which names end elsewhere, but not in what an office is called.
_WITHIN = frozenset("ของ แห่ง และ เพื่อ ใน ด้าน ร่วม พัฒนา จัด ต่อต้าน ทาง ใหม่ ภายใน ต่อ ช่วย".split())


@dataclass(frozen=True, slots=True)
class OrganisationRules:
    """The class words of organisations, compiled once."""

    heads: re.Pattern[str]
    inside: frozenset[str]
    described: frozenset[str]
    generic: tuple[str, ...]
    phrase_ends: tuple[str, ...]
    office: re.Pattern[str]
    suffix: re.Pattern[str]

    @classmethod
    def of(cls, grammar: NameGrammar) -> OrganisationRules:
        """Compile what *grammar* says of organisations."""
        words = grammar.organisations
        return cls(
            heads=re.compile(any_of([*words.outside, *words.inside, *words.described])),
            inside=frozenset(words.inside),
            described=frozenset(words.described),
            generic=words.generic,
            phrase_ends=grammar.phrase_ends,
            suffix=re.compile(rf"\s?(?:{any_of(words.suffixes) or '(?!)'})"),
            office=re.compile(rf"(?:{any_of(grammar.people.offices)})(?:ของ|แห่ง|ประจำ)?\s?$"),
        )


class Organisations:
    """One reading of a text for organisations; *covered* gives the known name at each place that has one."""

    def __init__(self, pieces: Pieces, covered: Mapping[int, Mention], rules: OrganisationRules) -> None:
        self.text = pieces.text
        self.pieces = pieces
        self.covered = covered
        self.rules = rules
        self.phrases = Pieces(pieces.text, pieces.words, rules.phrase_ends, compounds=False)

    def find(self) -> Iterator[Found]:
        """Yield what the class words introduce."""
        yield from self._suffixed()
        described: list[tuple[Span, bool]] = []
        for match in self.rules.heads.finditer(self.text):
            head = Span(*match.span())
            if head.start in self.covered:
                continue
            if not self.pieces.is_boundary(head.start):
                # An unknown word before it may have swallowed it; a bracket behind the name tells enough.
                if (cut := self._behind_unknown(head)) is not None:
                    yield cut
                continue
            name = self._listed(head) or (self._told(head) if self.pieces.is_boundary(head.end) else None)
            name = name or self._official(head)
            if name is not None:
                yield name
            elif head.of(self.text) in self.rules.described:
                described += self._described(head)
        # Nothing but the words tells where such a name ends: an office stands before it, or it stands twice.
        often = Counter(span.of(self.text) for span, _ in described)
        for span, of_office in described:
            if of_office or often[span.of(self.text)] > 1:
                yield found("ORG", self.text, span)

    def _suffixed(self) -> Iterator[Found]:
        """Yield what a word behind it makes of a place (เอเชียไทมส์)."""
        for mention in {id(m): m for m in self.covered.values() if m.type in ("LOC", "COUNTRY")}.values():
            suffix = self.rules.suffix.match(self.text, mention.span.end)
            if suffix and self.pieces.is_boundary(suffix.end()):
                yield found("ORG", self.text, Span(mention.span.start, suffix.end()))

    def _listed(self, head: Span) -> Found | None:
        """Return the dictionary word that opens with a class word, if it is a name (กรมสารนิเทศ)."""
        word = next(self.pieces.within(Span(head.start, head.end + LONGEST)), None)
        if head.of(self.text) not in self.rules.described or word is None or word.end < head.end + SHORTEST:
            return None
        known = self.covered.get(head.end)
        if known is not None and known.type == "ORG" and known.span == Span(head.end, word.end):
            return None  # ลิคุด of พรรคลิคุด is known, and its name stands without the class word
        rest = self.text[head.end : word.end]
        return None if rest.startswith(self.rules.generic) else found("ORG", self.text, word)

    def _told(self, head: Span) -> Found | None:
        """Return the name behind a class word that a bracket or its sound tells."""
        start = head.end + self.text.startswith(" ", head.end)
        inside = head.of(self.text) in self.rules.inside
        known = self.covered.get(start)
        if known is not None:
            return self._extended(head.start if inside else start, start, known)
        name = before_bracket(self.phrases if inside else self.pieces, start)
        if name is not None:
            return self._bracketed(head, name, inside=inside)
        foreign = foreign_name(self.pieces, start) or self._latin(start)
        if foreign is None:
            return None
        return found("ORG", self.text, Span(head.start, foreign.end) if inside else foreign)

    def _behind_unknown(self, head: Span) -> Found | None:
        """Return the name behind a class word inside a longer word, if a Latin one follows it in brackets."""
        if head.length < SHORTEST or head.of(self.text) in self.rules.inside:
            return None
        name = foreign_name(self.pieces, head.end) if self.pieces.is_boundary(head.end) else None
        if name is None or not BRACKET.match(self.text, name.end):
            return None
        return self._bracketed(head, name, inside=False)

    def _official(self, head: Span) -> Found | None:
        """Return a long name in ordinary words that an abbreviation closes: สำนักงาน…ของโปแลนด์ (ABW)."""
        bracket = _ABBREVIATED.match(self.text, head.end)
        if bracket is None or head.of(self.text) not in self.rules.inside:
            return None
        name = Span(head.end, bracket.end("name"))
        ends = [piece for piece in self.pieces.within(name) if self.pieces.ends_at(piece)]
        if any(piece.of(self.text) not in _WITHIN for piece in ends):
            return None
        return found("ORG", self.text, Span(head.start, name.end), bracket["other"])

    def _latin(self, start: int) -> Span | None:
        """Return a name in Latin letters: บริษัท Rosneft, กลุ่ม KNU."""
        latin = LATIN.match(self.text, start)
        if latin is None or latin.start("name") in self.covered:
            return None
        return Span(*latin.span("name"))

    def _extended(self, start: int, name: int, known: Mention) -> Found | None:
        """Return a name that begins with that of a place (เอเชียเอ็นเนอร์จีวอตช์)."""
        more = foreign_name(self.pieces, known.span.end)
        if known.type not in ("LOC", "COUNTRY") or known.span.start != name or more is None:
            return None
        return found("ORG", self.text, Span(start, more.end))

    def _bracketed(self, head: Span, name: Span, *, inside: bool) -> Found | None:
        """Return a name with its other one: of บริษัทออราโน (Orano) Orano, but all of กลุ่มท่อส่งแคสเปียน (CPC)."""
        bracket = BRACKET.match(self.text, name.end)
        if bracket is None or "กลุ่ม" in name.of(self.text):  # กบฏทัวเร็กกลุ่มซีเอสพี (CSP): the nearer word tells
            return None
        leading = next(self.pieces.within(name))
        is_word = leading.length > 2 and leading.of(self.text) in thai_dictionary()
        is_word = is_word and not LETTERS.fullmatch(name.of(self.text))  # เอ็น, a sinew, in เอ็นไอเอส
        bare = not inside and (not bracket["other"].isupper() or not is_word)
        span = name if bare else Span(head.start, name.end)
        return found("ORG", self.text, span, bracket["other"]) if span.length <= LONGEST else None

    def _described(self, head: Span) -> Iterator[tuple[Span, bool]]:
        """Yield a name in ordinary words, and whether an office stands before it."""
        run = self.phrases.run_after(head.end, LONGEST)
        if not 3 <= run.length < LONGEST:
            return
        leading = next(self.phrases.within(run)).of(self.text)
        if not leading.startswith(self.rules.generic):
            office = self.rules.office.search(self.text, max(0, head.start - 16), head.start)
            yield Span(head.start, run.end), office is not None
