"""newmm, the dictionary segmentation of pythainlp, in one pass: the same words, sooner and in linear time.

newmm (K. Chaovavanich; after the Thai character clusters of Theeramunkong et al., 2000) chooses the fewest
dictionary words whose ends are ends of character clusters. pythainlp's form of it walks a trie of Python
objects from every position and slices the text at every cluster, which is quadratic in the length of a call.
Here all dictionary words of a text come out of one Aho-Corasick pass and all clusters out of one regular
expression; what is left is the choice between them, which is pythainlp's, tie by tie.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ruscorpus.resources import pythainlp, thai_words

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        import ahocorasick  # noqa: PLC0415 - kept out of the start of the command line

        self._words: Any = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for word in sorted({word.strip() for word in words} - {""}):
            self._words.add_word(word)
        if len(self._words):
            self._words.make_automaton()
        self._cluster = _clusters()

    def ends(self, text: str) -> list[int]:
        """Return where the words of *text* end, in order; the last one ends with the text."""
        cluster_end = bytearray(len(text) + 1)
        for end in accumulate(map(len, self._cluster.findall(text))):
            cluster_end[end] = 1
        edges: list[list[int] | None] = [None] * (len(text) + 1)
        if len(self._words):
            for last, length in self._words.iter(text):
                if cluster_end[last + 1]:
                    start = last + 1 - length
                    found = edges[start]
                    if found is None:
                        edges[start] = [last + 1]
                    else:
                        found.append(last + 1)  # the pass goes from left to right: shorter words come first
        return _fewest_words(text, edges, cluster_end)


def _fewest_words(text: str, edges: list[list[int] | None], cluster_end: bytearray) -> list[int]:
    """Go from one place without an alternative to the next, each time by the shortest way between them."""
    result: list[int] = []
    graph: dict[int, list[int]] = {}
    size = 0
    fixed = 0
    waiting = [0]  # a heap of places where a word may begin
    while waiting[0] < len(text):
        begin = heappop(waiting)
        found = edges[begin]
        if found is not None:
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
            fixed, size = _unknown(text, begin, edges, cluster_end), 0
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


def _unknown(text: str, begin: int, edges: list[list[int] | None], cluster_end: bytearray) -> int:
    """Return where a word ends that no dictionary has: before the next one of more than two consonants."""
    match = _NOT_THAI.match(text, begin)
    if match:
        return match.end()
    for place in range(begin + 1, len(text)):
        if not cluster_end[place]:
            continue
        found = edges[place]
        if found is not None and any(
            end - place > 2 or not _TWO_CONSONANTS.match(text[place:end]) for end in found
        ):
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
