"""Names cut short with ฯ: ทบวงฯ stands for the agency that the text named in full before."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ruscorpus.model import Mention
from ruscorpus.offsets import Span
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.tag.gazetteer import Gazetteer


def abbreviations(grammar: NameGrammar) -> re.Pattern[str]:
    """Compile what *grammar* says of class words that stand for a whole name with ฯ."""
    words = grammar.abbreviated
    bodies, treaties = [any_of(each) or "(?!)" for each in (words.organisations, words.agreements)]
    return re.compile(rf"(?:(?P<ORG>{bodies})|(?P<AGREEMENT>{treaties}))\s?ฯ(?!ล)")


def find_abbreviated(
    text: str, known: Sequence[Mention], pattern: re.Pattern[str], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield what the *pattern* finds in *text*, as the last *known* mention that has a name with the word."""
    starts = [mention.span.start for mention in known]
    for match in pattern.finditer(text):
        kind = match.lastgroup or ""
        for mention in reversed(known[: bisect_left(starts, match.start())]):
            actor = gazetteer.by_id.get(mention.id)
            names = (mention.span.of(text), *(actor.names if actor else ()))
            if mention.type == kind and any(name.startswith(match[kind]) for name in names):
                yield Mention(kind, mention.id, Span(*match.span()), mention.acts_for, "abbreviated", 0.8)
                break
