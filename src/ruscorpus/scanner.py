"""Many patterns over one text in one pass.

A pattern that begins with something optional, or looks behind itself first, is tried by Python at every
character of a text. How its matches can begin is told by the pattern all the same: a date begins with a
digit, a month or one of twenty words. All such openings are looked for at once, and a pattern is tried only
where one of its own stands. The patterns of dates take a quarter of their time so.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _Match = Callable[[str, int], re.Match[str] | None]

_parser = import_module("re._parser")  # private, but what the public functions of re are made of
_LENGTH = 3
"""Openings are told apart by so many characters at most."""
_KEPT = 5_000
"""So many openings are kept with the patterns that begin so; a text has some hundred."""
_MANY = 200
"""No more openings than this are written out: a digit behind a digit is left open."""


def openings(pattern: str) -> frozenset[str]:
    """Return strings of up to three characters with one of which every match of *pattern* begins.

    The empty string is among them where nothing is known. Raises ``re.error`` for what is no pattern.

    >>> sorted(openings("(?:ใน)?วันที่|(?<!x)[ab]+"))
    ['a', 'b', 'วัน', 'ในว']
    """
    ends, going = _follow(_parser.parse(pattern), frozenset({""}))
    return ends | going


def _follow(items: Iterable[tuple[Any, Any]], going: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the openings behind *items*: those at their end, and those of *going* that may still grow."""
    ended: set[str] = set()
    for operation, value in items:
        ended |= {each for each in going if len(each) >= _LENGTH}
        going = frozenset(each for each in going if len(each) < _LENGTH)
        if not going:
            break
        ends, going = _behind(str(operation), value, going)
        ended |= ends
    return frozenset(ended), going


def _behind(operation: str, value: Any, going: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:  # noqa: ANN401
    nothing: frozenset[str] = frozenset()
    if operation == "LITERAL":
        return nothing, frozenset(each + chr(value) for each in going)
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):
        return nothing, going
    if operation == "SUBPATTERN":
        _, added, removed, inner = value
        return (going, nothing) if added or removed else _follow(inner, going)
    if operation == "BRANCH":
        found = [_follow(branch, going) for branch in value[1]]
        return nothing.union(*(ends for ends, _ in found)), nothing.union(*(more for _, more in found))
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        ends, more = _follow(inner, going)
        if most != 1:  # what stands behind the first may be the next, or what follows
            ends, more = ends | more, nothing
        return ends, more | going if least == 0 else more
    if operation == "IN" and (letters := _letters(value)) and len(letters) * len(going) <= _MANY:
        return nothing, frozenset(each + letter for each in going for letter in letters)
    return going, nothing


def _letters(members: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the characters of a class; none where it is one of all but some, or of a category."""
    letters: set[str] = set()
    for operation, value in members:
        if str(operation) == "LITERAL":
            letters.add(chr(value))
        elif str(operation) == "RANGE" and value[1] - value[0] < _MANY:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return frozenset()
    return frozenset(letters)


class Scanner:
    """Compiled patterns, to be found together."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._by_letter: dict[str, list[tuple[int, re.Pattern[str], tuple[str, ...]]]] = {}
        self._anywhere: list[tuple[int, re.Pattern[str]]] = []
        known: set[str] = set()
        for number, pattern in enumerate(patterns):
            begins = openings(pattern.pattern) if pattern.flags == re.UNICODE.value else frozenset({""})
            if "" in begins:
                self._anywhere.append((number, pattern))
                continue
            known |= begins
            for letter in sorted({each[0] for each in begins}):
                own = tuple(sorted(each for each in begins if each[0] == letter))
                self._by_letter.setdefault(letter, []).append((number, pattern, own))
        # Only the first letter is taken, so that no opening hides another one that begins inside it.
        behind = {
            letter: any_of(each[1:] for each in known if each[0] == letter) for letter in self._by_letter
        }
        heads = (f"{re.escape(letter)}(?={rest})" for letter, rest in behind.items())
        self._opening = re.compile("|".join(heads) or "(?!)")
        self._known: dict[str, tuple[tuple[int, _Match], ...]] = {}

    def find(self, text: str) -> list[tuple[int, int, re.Match[str]]]:
        """Return what all patterns find in *text*, in order: where, the number of the pattern, the match.

        The matches of one pattern are those that its own ``finditer`` gives.
        """
        found = list(self._at_openings(text))
        if self._anywhere:
            found += [(m.start(), number, m) for number, each in self._anywhere for m in each.finditer(text)]
            found.sort(key=lambda item: item[:2])
        return found

    def _at_openings(self, text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
        taken: dict[int, int] = {}  # up to where each pattern has matched
        known = self._known.get
        for opening in self._opening.finditer(text):
            start = opening.start()
            head = text[start : start + _LENGTH]
            for number, match_at in known(head) or self._beginning(head):
                if taken.get(number, 0) > start:
                    continue
                match = match_at(text, start)
                if match is not None:
                    taken[number] = match.end()
                    yield start, number, match

    def _beginning(self, head: str) -> tuple[tuple[int, _Match], ...]:
        """Return the numbers of the patterns, and how to match them, that may begin with *head*."""
        if len(self._known) >= _KEPT:
            self._known.clear()
        found = tuple(
            (number, pattern.match)
            for number, pattern, begins in self._by_letter[head[0]]
            if head.startswith(begins)
        )
        self._known[head] = found
        return found
