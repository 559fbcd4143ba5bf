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
from typing import TYPE_CHECKING

from ruscorpus.openings import HEAD, Openings
from ruscorpus.resources import pythainlp, thai_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NOT_THAI = re.compile(
    r"[-a-zA-Z]+|\d+(?:[,.]\d+)*|[ \t]+|\r?\n|[^\u0E00-\u0E7F \t\r\n]+",
)
_TWO_CONSONANTS = re.compile("[ก-ฮ]{0,2}$")
_GROUP = re.compile(r"\((?!\?)")
_MAX_GRAPH = 50
"""newmm stops widening a graph of more edges than this."""


class Segmenter:
    """Cuts text into words with a dictionary of *words*."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(map(str.strip, words)) - {""}
        self._openings = Openings(self._words)
        self._longest = max(map(len, self._words), default=0)
        self._cluster = _clusters()

    def ends(self, text: str) -> list[int]:
        """Return where the words of *text* end, in order; the last one ends with the text."""
        cluster_end = bytearray(len(text) + 1 + self._longest)  # no word ends behind the text
        for end in accumulate(map(len, self._cluster.findall(text))):
            cluster_end[end] = 1
        words, known, of = self._words, self._openings.known.get, self._openings.of

        def found_at(place: int) -> list[int]:
            """Return where the words end that begin at *place*, the shortest first."""
            head = text[place : place + HEAD]
            lengths = known(head)
            return [
                end
                for length in (of(head) if lengths is None else lengths)
                if cluster_end[end := place + length] and (length <= HEAD or text[place:end] in words)
            ]

        return _fewest_words(text, found_at, cluster_end)


def _fewest_words(text: str, found_at: Callable[[int], list[int]], cluster_end: bytearray) -> list[int]:
    """Go from one place without an alternative to the next, each time by the shortest way between them."""
    result: list[int] = []
    graph: dict[int, list[int]] = {}
    size = 0
    fixed = 0
    waiting = [0]  # a heap of places where a word may begin
    while waiting[0] < len(text):
        begin = heappop(waiting)
        found = found_at(begin)
        if found:
            room = _MAX_GRAPH + 1 - size
            graph[begin] = found = found[: max(room, 1)]
            size += len(found)
            for end in found:
                if end not in waiting:
                    heappush(waiting, end)
        if len(waiting) == 1:
            goal = waiting[0]
            if begin == fixed:
                result.append(goal)
            else:
                result += _shortest(graph, fixed, goal)
            fixed, size = goal, 0
            graph.clear()
        elif not waiting:
            fixed, size = _unknown(text, begin, found_at, cluster_end), 0
            graph.clear()
            result.append(fixed)
            waiting.append(fixed)
    return result


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


def _unknown(text: str, begin: int, found_at: Callable[[int], list[int]], cluster_end: bytearray) -> int:
    """Return where a word ends that no dictionary has: before the next one of more than two consonants."""
    match = _NOT_THAI.match(text, begin)
    if match:
        return match.end()
    for place in range(begin + 1, len(text)):
        if not cluster_end[place]:
            continue
        if any(end - place > 2 or not _TWO_CONSONANTS.match(text[place:end]) for end in found_at(place)):
            return place
        if _NOT_THAI.match(text, place):
            return place
    return len(text)


@cache
def _clusters() -> re.Pattern[str]:
    """Return the pattern of Thai character clusters; what is no cluster is one by itself."""
    pattern: re.Pattern[str] = pythainlp("tokenize.tcc_p")._PAT_TCC  # noqa: SLF001 - public under no other name
    # Without groups to keep, the pattern takes half the time and gives its matches as plain strings.
    return re.compile(f"{_GROUP.sub('(?:', pattern.pattern)}|(?s:.)")


@cache
def segmenter(extra: frozenset[str] = frozenset()) -> Segmenter:
    """Return a segmenter with pythainlp's Thai word list and *extra* words."""
    return Segmenter(thai_words() | extra)
