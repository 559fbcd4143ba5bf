"""Names cut short with ฯ: ทบวงฯ stands for the agency that the text named in full before."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.tag.gazetteer import Gazetteer


_SIGN = "ฯ"


class Abbreviations(NamedTuple):
    """The class words that stand for a whole name with ฯ, and how long the longest is, with a space and ฯ."""

    pattern: re.Pattern[str]
    longest: int

    @classmethod
    def of(cls, grammar: NameGrammar) -> Abbreviations:
        """Compile what *grammar* says of them."""
        words = grammar.abbreviated
        bodies, treaties = [any_of(each) or "(?!)" for each in (words.organisations, words.agreements)]
        longest = max(map(len, (*words.organisations, *words.agreements)), default=0)
        return cls(re.compile(rf"(?:(?P<ORG>{bodies})|(?P<AGREEMENT>{treaties}))\s?{_SIGN}"), longest + 2)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in *text*: the sign is rarer than any letter that a word begins with."""
        behind = 0
        sign = text.find(_SIGN)
        while sign >= 0:
            match = self.pattern.search(text, max(behind, sign + 1 - self.longest), sign + 1)
            if match is not None and not text.startswith("ล", sign + 1):  # ฯลฯ says that a list goes on
                yield match
            behind = sign + 1
            sign = text.find(_SIGN, behind)


def find_abbreviated(
    text: str, known: Sequence[Mention], words: Abbreviations, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield what the *words* stand for in *text*: the last *known* mention that has a name with the word."""
    starts = [mention.span.start for mention in known]
    for match in words.find(text):
        kind = match.lastgroup or ""
        for mention in reversed(known[: bisect_left(starts, match.start())]):
            actor = gazetteer.by_id.get(mention.id)
            names = (mention.span.of(text), *(actor.names if actor else ()))
            if mention.type == kind and any(name.startswith(match[kind]) for name in names):
                yield Mention(kind, mention.id, Span(*match.span()), mention.acts_for, "abbreviated", 0.8)
                break
