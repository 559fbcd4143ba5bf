"""newmm, the dictionary segmentation of pythainlp, in one pass: the same words, sooner and in linear time.

newmm (K. Chaovavanich; after the Thai character clusters of Theeramunkong et al., 2000) chooses the fewest
dictionary words whose ends are ends of character clusters. pythainlp's form of it walks a trie of Python
objects from every position and slices the text at every cluster, which is quadratic in the length of a call.
Here all clusters of a text come out of one regular expression, and the dictionary is asked only at places
where a word may begin, and only for the lengths that it has of words with these first letters; what is left
is the choice between them, which is pythainlp's, tie by tie.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.openings import HEAD, Openings
from ruscorpus.prepared import Form
from ruscorpus.resources import of_pythainlp, pythainlp, thai_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOT_THAI = re.compile(
    r"[-a-zA-Z]+|\d+(?:[,.]\d+)*|[ \t]+|\r?\n|[^\u0E00-\u0E7F \t\r\n]+",
)
_TWO_CONSONANTS = re.compile("[ก-ฮ]{0,2}$")
_GROUP = re.compile(r"\((?!\?)")
_READ_BY = ("segment/newmm.py", "openings.py", "resources.py")
_MAX_GRAPH = 50
"""newmm stops widening a graph of more edges than this."""


class Dictionary(NamedTuple):
    """Words, how long the longest is, and how long they are that begin so (:attr:`Openings.bits`)."""

    words: frozenset[str]
    longest: int
    bits: Mapping[str, int]

    @classmethod
    def of(cls, words: Iterable[str]) -> Dictionary:
        """Return a dictionary of *words*, without the space around them."""
        own = frozenset(map(str.strip, words)) - {""}
        return cls(own, max(map(len, own), default=0), Openings(own).bits)


class Segmenter:
    """Cuts text into words with a dictionary of *words*, and of those of another *dictionary*."""

    def __init__(self, words: Iterable[str], dictionary: Dictionary | None = None) -> None:
        more = dictionary or Dictionary.of(())
        self._words = more.words
        self._own = frozenset(map(str.strip, words)) - {""}
        self._openings = Openings(self._own, more.bits)
        self._longest = max(more.longest, max(map(len, self._own), default=0))
        self._cluster = _clusters()

    def ends(self, text: str) -> list[int]:
        """Return where the words of *text* end, in order; the last one ends with the text.

        It goes from one place without an alternative to the next, each time by the shortest way between them.
        """
        length = len(text)
        cluster_end = bytearray(length + 1 + self._longest)  # no word ends behind the text
        for end in accumulate(map(len, self._cluster.findall(text))):
            cluster_end[end] = 1
        words, own = self._words, self._own
        known, of = self._openings.known.get, self._openings.of
        result: list[int] = []
        graph: dict[int, list[int]] = {}
        edges = begin = fixed = 0
        waiting: list[int] = []  # a heap of the places behind *begin* where a word may begin
        while begin < length:
            # The same as _found_at(), written out: a text has a place to ask at for every other letter.
            head = text[begin : begin + HEAD]
            lengths = known(head)
            if lengths is None:
                lengths = of(head)
            found = []
            for size in lengths:
                end = begin + size
                if cluster_end[end] and (size <= HEAD or (word := text[begin:end]) in words or word in own):
                    found.append(end)
            if not waiting:  # no way leads past this place
                if len(found) < 2:
                    begin = found[0] if found else self._unknown(text, begin, cluster_end)
                    result.append(begin)
                    continue
                graph, edges, fixed = {}, 0, begin
            if found:
                graph[begin] = found = found[: max(_MAX_GRAPH + 1 - edges, 1)]
                edges += len(found)
                for end in found:
                    if end not in waiting:
                        heappush(waiting, end)
            begin = heappop(waiting)
            if not waiting:
                result += _shortest(graph, fixed, begin)
        return result

    def _unknown(self, text: str, begin: int, cluster_end: bytearray) -> int:
        """Return where an unknown word ends: before the next one of more than two consonants."""
        match = _NOT_THAI.match(text, begin)
        if match:
            return match.end()
        for place in range(begin + 1, len(text)):
            if not cluster_end[place]:
                continue
            found = self._found_at(text, place, cluster_end)
            if any(end - place > 2 or not _TWO_CONSONANTS.match(text[place:end]) for end in found):
                return place
            if _NOT_THAI.match(text, place):
                return place
        return len(text)

    def _found_at(self, text: str, place: int, cluster_end: bytearray) -> list[int]:
        """Return where the words end that begin at *place*, the shortest first."""
        return [
            end
            for size in self._openings.of(text[place : place + HEAD])
            if cluster_end[end := place + size]
            and (size <= HEAD or (word := text[place:end]) in self._words or word in self._own)
        ]


def _shortest(graph: dict[int, list[int]], start: int, goal: int) -> list[int]:
    """Return the places on the way from *start* to *goal* with the fewest words, found breadth first."""
    came_from = {start: start}
    queue = deque([start])
    while queue:
        place = queue.popleft()
        for end in graph.get(place, ()):
            if end == goal:
                way = [goal]
                while place != start:
                    way.append(place)
                    place = came_from[place]
                return way[::-1]
            if end not in came_from:
                came_from[end] = place
                queue.append(end)
    raise AssertionError("every place in the graph was reached from its start")


@cache
def _clusters() -> re.Pattern[str]:
    """Return the pattern of Thai character clusters; what is no cluster is one by itself."""

    def read() -> str:
        pattern: re.Pattern[str] = pythainlp("tokenize.tcc_p")._PAT_TCC  # noqa: SLF001 - public under no other name
        return pattern.pattern

    pattern = of_pythainlp(Form("clusters", _READ_BY), ("tokenize/tcc_p.py",), read)
    # Without groups to keep, the pattern takes half the time and gives its matches as plain strings.
    return re.compile(f"{_GROUP.sub('(?:', pattern)}|(?s:.)")


@cache
def _thai() -> Dictionary:
    """Return pythainlp's Thai word list, and what it begins with, kept as one text and some numbers."""

    def lay_out() -> tuple[bool, int, str, tuple[int, ...]]:
        made = Dictionary.of(thai_words())
        return made.words == thai_words(), made.longest, "\n".join(made.bits), tuple(made.bits.values())

    files = ("corpus/words_th.txt", "corpus/common.py", "corpus/core.py")
    as_they_are, longest, heads, numbers = of_pythainlp(Form("openings", _READ_BY), files, lay_out)
    if not as_they_are:
        return Dictionary.of(thai_words())
    return Dictionary(thai_words(), longest, dict(zip(heads.split("\n"), numbers, strict=True)))


@cache
def segmenter(extra: frozenset[str] = frozenset()) -> Segmenter:
    """Return a segmenter with pythainlp's Thai word list and *extra* words."""
    return Segmenter(extra, _thai())
