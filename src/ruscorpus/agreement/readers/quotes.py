"""Passages named by their words: where in a text a quote stands, white space aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from unicodedata import category

from ruscorpus.agreement.matching import BareText
from ruscorpus.offsets import Span
from ruscorpus.problems import printable

_LIKE = 0.3
"""Share of a quote that another stretch must have in one piece to be shown as similar."""
_SHOWN = 80


class QuoteError(ValueError):
    """A quote has no place. ``hint`` says where it may be meant."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass
class QuoteFinder:
    """Finds the quotes of one reading of *text*, in the order of its rows."""

    text: str
    _bare: BareText = field(init=False)
    _last: int = field(default=0, init=False)
    _taken: set[tuple[Span, str]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self._bare = BareText(self.text)

    def find(self, quote: str, code: str, line: int = 0) -> Span:
        """Return the place of *quote*, which has *code*.

        Of several places *line* (from 1, where the quote begins) decides; without it (0), it is the first one
        that is not before the last place found and has not got the code yet. Raises :class:`QuoteError`.
        """
        places = [self._bare.original(place) for place in self._bare.find(quote)]
        if not places:
            raise QuoteError(f"the text has no passage “{printable(quote, _SHOWN)}”", self._similar(quote))
        if line:
            lines = [self._line(place.start) for place in places]
            if line not in lines:
                message = f"“{printable(quote, _SHOWN)}” does not begin in line {line}"
                raise QuoteError(message, f"it begins in line {', '.join(map(str, dict.fromkeys(lines)))}")
            places = [place for place, own in zip(places, lines, strict=True) if own == line]
        ahead = [p for p in places if p.start >= self._last and (p, code) not in self._taken]
        place = (ahead or places)[0]
        self._last = place.start
        self._taken.add((place, code))
        return place

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def _similar(self, quote: str) -> str:
        """Return what the text has nearest to *quote*: the stretch around the longest piece of both."""
        bare = "".join(quote.split())
        matcher = SequenceMatcher(None, bare, self._bare.bare, autojunk=False)
        piece = matcher.find_longest_match()
        if piece.size < _LIKE * len(bare):
            return "nothing in the text is like it; copy quotes from OUT/text, which holds the repaired text"
        start = max(0, piece.b - piece.a)
        end = min(len(self._bare.bare), piece.b - piece.a + len(bare))
        while start and category(self._bare.bare[start]) == "Mn":  # a vowel or tone goes with its letter
            start -= 1
        while end < len(self._bare.bare) and category(self._bare.bare[end]) == "Mn":
            end += 1
        span = self._bare.original(Span(start, end))
        stretch = " ".join(self.text[span.start : span.end].split())
        return f"line {self._line(span.start)} has “{printable(stretch, _SHOWN)}”"
