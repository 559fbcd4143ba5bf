"""The grammar's word lists, compiled for looking left and right of a place in a Thai sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.config.events import Grammar


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of *words*, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands right before a noun phrase: its kind (``with``, ``modifier``, ``coordinator`` …) and start."""

    kind: str
    word: str
    start: int


class Lexicon:
    """Compiled grammar. All look-ups respect the word boundaries that are passed in."""

    def __init__(self, grammar: Grammar) -> None:
        self._roles = re.compile(alternation(grammar.role_nouns) + r"\s?$")
        kinds: dict[str, str] = {}
        kinds |= {word: "modifier" for word in grammar.modifier_nouns}
        kinds |= grammar.prepositions.by_role()
        kinds |= {word: "coordinator" for word in grammar.coordinators if word not in kinds}
        self._kinds = kinds
        self._markers = re.compile(f"(?P<word>{alternation(kinds)})\\s?$")
        self.coordinator = re.compile(rf"^[\s,/–-]*(?:{alternation(grammar.coordinators)}|[-–/,])?\s*$")
        self.openers = re.compile(alternation(grammar.clause_openers))
        self.pairs = re.compile(alternation(grammar.pairs))
        self.pronouns = re.compile(alternation(grammar.pronouns))
        self.passive = re.compile(alternation(grammar.passive) + r"\s?$")
        self.negation = re.compile(alternation(grammar.negation))
        self.denial = re.compile(alternation(grammar.denial))
        self.allegation = re.compile(alternation(grammar.allegation))
        self.plan = re.compile(alternation(grammar.plan))
        self.condition = re.compile(alternation(grammar.condition))
        self.ongoing = re.compile(alternation(grammar.ongoing))

    def strip_roles(self, flow: str, start: int, low: int, boundaries: frozenset[int]) -> int:
        """Return where the noun phrase begins whose name starts at *start*: offices and bodies belong to it."""
        while True:
            match = self._roles.search(flow, max(low, start - 40), start)
            if match is None or match.start() == match.end() or match.start() not in boundaries:
                return start
            start = match.start()

    def marker(self, flow: str, start: int, low: int, boundaries: frozenset[int]) -> Marker | None:
        """Return the preposition, modifier noun or coordinator that ends right before *start*."""
        match = self._markers.search(flow, max(low, start - 24), start)
        while match is not None and match.start() not in boundaries:
            match = self._markers.search(flow, match.start() + 1, start)
        if match is None:
            return None
        return Marker(self._kinds[match["word"]], match["word"], match.start())

    def opener_between(self, flow: str, start: int, end: int, boundaries: frozenset[int]) -> int:
        """Return where the last clause opener at a word boundary in ``[start, end)`` ends; -1 for none."""
        last = -1
        for match in self.openers.finditer(flow, start, end):
            if match.start() in boundaries and match.end() in boundaries:
                last = match.end()
        return last

    @staticmethod
    def found(pattern: re.Pattern[str], flow: str, start: int, end: int, boundaries: frozenset[int]) -> int:
        """Return the end of the last match of *pattern* that starts and ends at word boundaries; -1 for none."""
        last = -1
        for match in pattern.finditer(flow, start, end):
            if match.start() in boundaries and (match.end() in boundaries or match.end() == end):
                last = match.end()
        return last
