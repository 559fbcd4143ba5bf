"""Glyph codes: deciphering what a subset font left in the place of marks.

An extractor that finds no Unicode value for a glyph writes some other character. Which one, differs from
font to font and document to document, so nothing about codes is known beforehand. Every foreign character
that stands where a mark could stand is read as a wildcard; the words around it then vote for what it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ruscorpus.repair.cells import STRETCH, parse
from ruscorpus.repair.channel import FIRST_CODE, Channel
from ruscorpus.repair.decode import Decoder
from ruscorpus.repair.fonts import as_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruscorpus.repair.lexicon import Lexicon

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_BASE = "\u0e01-\u0e2e\u0e40-\u0e44"
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_NO_CODE = "\u0e00-\u0e5b\ufffd\ue000-\uf8ff\u200b-\u200f\u2060\ufeff"
GLUED = re.compile(
    rf"(?:(?<=[{_THAI}])|(?<=[{_MARK}] ))(?:[^\s{_NO_CODE}A-Za-z0-9]|[0-9](?![0-9])|[A-Za-z](?![A-Za-z]))"
    rf"|(?<=[{_THAI}])[^\s{_NO_CODE}](?=[^\s{_NO_CODE}][{_THAI}])"
    rf"|(?<=[{_THAI}][^\s{_NO_CODE}])[^\s{_NO_CODE}](?=[{_THAI}])"
    rf"|(?<=[{_BASE}] )[A-Za-z\u00a1-\u024f\u2020\u2021](?=[{_BASE}])"
)
"""Characters that stand where a mark can stand, if they are no marks of punctuation."""
_MOST_CODES = 64
# For each round: the weight of the votes, the share of them that a reading needs, the stretches looked at.
_ROUNDS = ((1.0, 0.25, 8), (3.0, 0.5, 24))

# How often each mark stands in Thai text, as costs: where the words leave a choice, the likelier one.
_PRIOR = {
    "\u0e48": 1.3, "\u0e49": 1.5, "\u0e31": 1.9, "\u0e35": 2.1, "\u0e34": 2.3, "\u0e4c": 2.6, "\u0e37": 2.8,
    "\u0e38": 2.5, "\u0e39": 2.7, "\u0e36": 3.2, "\u0e47": 3.0, "\u0e4d": 3.2, "\u0e4a": 5.0, "\u0e4b": 5.0,
}  # fmt: skip
_LITERAL = 5.0
_ALWAYS = 0.9
_OTHER_FONTS = 1.0  # votes
_BEARING = re.compile("[^\\s\u0e00-\u0e7f](?=[\u0e31\u0e34-\u0e39])")
_LETTER = 0.1  # of its occurrences: a character that bears vowels more often is no mark
_RULED_OUT = 5.0
_WINDOW = 24  # characters to either side of a code
_ANY_CODE = re.compile("[\ue000-\uefff]")
_HEAD = re.compile("[\u0e40-\u0e44]|(?<![\u0e40-\u0e44])[\u0e01-\u0e2e]")
_PLAIN, _CLEAR = 0.2, 4.0  # nats: a reading that is plain, and one that is clear of the next


@dataclass(frozen=True, slots=True)
class Cipher:
    """What the codes of one text stand for.

    Each character is lent two codes: an even one where only a mark can stand (between a mark and a Thai
    letter, after mai han akat or sara uee), an odd one where it may well stand for itself.
    """

    chars: tuple[str, ...]
    spaced: frozenset[str]
    """Those that the extractor puts a space before."""
    emission: Mapping[str, Mapping[str, float]]
    literal: Mapping[str, float]
    certain: Mapping[str, str] = field(default_factory=dict)
    """Codes that stand for one mark wherever they touch a letter, and that mark."""

    always: frozenset[str] = frozenset()
    """Characters that hardly ever come without a space before them."""

    @property
    def spaces(self) -> frozenset[str]:
        """The kinds of places whose spaces belong to a code."""
        return frozenset(
            f"before {chr(ord(code) & ~1)}" for code in self.codes if self.char_of(code) in self.always
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes lent."""
        return tuple(self.emission)

    @property
    def meaning(self) -> dict[str, str]:
        """The likeliest mark of each code."""
        return {code: min(table, key=lambda one, of=table: of[one]) for code, table in self.emission.items()}  # type: ignore[misc]

    def char_of(self, code: str) -> str:
        """Return the character that *code* is lent to."""
        return self.chars[(ord(code) - FIRST_CODE) // 2]

    def encode(self, text: str) -> str:
        """Return *text* with each code where a mark may stand replaced by its lent character."""
        if not self.emission:
            return text
        numbers = {char: index for index, char in enumerate(self.chars)}
        pattern = _occurrences(self.chars, self.spaced)
        pieces: list[str] = []
        position = 0
        for match in pattern.finditer(text):
            char = match.group()
            sure = match.lastgroup == "sure"
            code = chr(FIRST_CODE + 2 * numbers[char] + (0 if sure else 1))
            if code not in self.emission or (not sure and _closes(text, match.start(), char)):
                continue
            touches = text[match.start() - 1] != " "
            pieces += (text[position : match.start()], self.certain.get(code, code) if touches else code)
            position = match.end()
        pieces.append(text[position:])
        return "".join(pieces)


EMPTY = Cipher((), frozenset(), {}, {})


def decipher(text: str, lexicon: Lexicon, channel: Channel, *, displaced: bool = True) -> Cipher:
    """Decipher the glyph codes of *text*, where marks may be *displaced*. Empty where there are none."""
    cipher = _candidates(text, displaced)
    if not cipher.chars:
        return EMPTY
    for weight, share, most in _ROUNDS:  # each time with what the one before learnt
        contexts = _contexts(cipher.encode(text), most)
        votes = _vote(contexts, cipher, lexicon, channel, displaced)
        cipher = _learn(cipher, votes, weight, share)
        if not cipher.emission:
            return EMPTY
    # What is known to be a code may also have been put a base late, over a space.
    known = frozenset(cipher.char_of(code) for code in cipher.codes)
    return replace(cipher, spaced=cipher.spaced | known, certain=_certain(cipher))


def _certain(cipher: Cipher) -> dict[str, str]:
    """Return the codes that leave no room for another reading. The text is the easier to decode."""
    certain = {}
    for code, mark in cipher.meaning.items():
        costs = sorted(cipher.emission[code].values())
        clear = len(costs) == 1 or costs[1] > costs[0] + _CLEAR
        if costs[0] < _PLAIN and clear and cipher.literal[code] > _LITERAL:
            certain[code] = mark
    return certain


def _candidates(text: str, displaced: bool) -> Cipher:
    """Find the characters that stand where a mark can stand."""
    counts: Counter[str] = Counter()
    after_space: Counter[str] = Counter()
    for match in GLUED.finditer(text):
        counts[match.group()] += 1
        after_space[match.group()] += text[match.start() - 1] == " "
    chars = [char for char, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    spaced = frozenset(char for char in chars if after_space[char] * 2 > counts[char])
    always = frozenset(char for char in chars if after_space[char] > counts[char] * _ALWAYS)
    if not displaced:  # what bears a vowel is a letter
        bearing = Counter(match.group() for match in _BEARING.finditer(text))
        chars = [char for char in chars if bearing[char] < max(2, counts[char] * _LETTER)]
    sure = _sure(text, tuple(chars), spaced)
    chars = [char for char in chars if char in sure or as_found(char) not in _PUNCTUATION][:_MOST_CODES]
    spaced &= frozenset(chars)
    codes = [chr(FIRST_CODE + number) for number in range(2 * len(chars))]
    literal = {code: _LITERAL + (3.0 if index % 2 == 0 else 0.0) for index, code in enumerate(codes)}
    return Cipher(tuple(chars), spaced, dict.fromkeys(codes, _PRIOR), literal, always=always)


def _sure(text: str, chars: tuple[str, ...], spaced: frozenset[str]) -> frozenset[str]:
    """Return those of *chars* that stand somewhere where nothing but a mark can."""
    found = _occurrences(chars, spaced).finditer(text)
    return frozenset(match.group() for match in found if match.lastgroup == "sure")


@cache
def _occurrences(chars: tuple[str, ...], spaced: frozenset[str]) -> re.Pattern[str]:
    """Compile the pattern of the places where *chars* may stand for marks."""
    some = _one_of(chars)
    odd = _one_of(char for char in chars if as_found(char) not in _PUNCTUATION)
    after = _one_of(sorted(spaced))
    return re.compile(
        rf"(?P<sure>(?:(?<=[\u0e31\u0e37]){some}|(?<=[\u0e31\u0e37] ){after}(?=[{_BASE}])"
        rf"|(?:(?<=\u0e40[{_BASE}]\u0e35)|(?<=\u0e40[{_BASE}]{{2}}\u0e35)){some}(?=\u0e22)"
        rf"|(?<=[{_MARK}]){odd}(?=[{_BASE}]))(?![A-Za-z0-9]))"
        rf"|(?P<weak>(?:(?<=[{_THAI}])|(?<=[{_THAI}]{some})"
        rf"|(?<=[{_THAI}] )(?={after})|(?<=[{_THAI}] {some})(?={after}))"
        rf"(?:(?=[^A-Za-z0-9]){some}|(?=[0-9]){some}(?![0-9])"
        rf"|(?=[A-Za-z]){some}(?:(?![A-Za-z])|(?={some}(?![A-Za-z])))))"
    )


def _one_of(chars: Iterable[str]) -> str:
    some = "".join(re.escape(char) for char in chars)
    return f"[{some}]" if some else "(?!)"


_PUNCTUATION = frozenset(".,/-()\"':;!?0123456789–—“”‘’…")
_OPENERS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}


def _closes(text: str, position: int, char: str) -> bool:
    """Tell whether a closing bracket or quote at *position* has its opener on the same line."""
    opener = _OPENERS.get(char)
    if opener is None:
        return False
    start = max(text.rfind("\n", 0, position), position - 300) + 1
    return text.count(opener, start, position) > text.count(char, start, position)


def _contexts(encoded: str, most: int) -> list[str]:
    """Choose what to look at: windows of text around some occurrences of every code, in order."""
    seen: Counter[str] = Counter()
    chosen = []
    for match in STRETCH.finditer(encoded):
        stretch = match.group()
        done = 0
        for found in _ANY_CODE.finditer(stretch):
            if found.start() < done or seen[found.group()] >= most:
                continue
            start = _HEAD.search(stretch, max(0, found.start() - _WINDOW))
            window = stretch[start.start() if start else 0 : found.start() + _WINDOW]
            chosen.append(window)
            seen.update(_ANY_CODE.findall(window))
            done = found.start() + _WINDOW
    return chosen


def _vote(
    contexts: Sequence[str], cipher: Cipher, lexicon: Lexicon, channel: Channel, displaced: bool
) -> dict[str, dict[str, float]]:
    space = {**channel.space, **{f"before {code}": 1.0 for code in cipher.codes}}
    decoder = Decoder(
        lexicon, replace(channel, emission=cipher.emission, literal=cipher.literal, space=space), displaced
    )
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for stretch in contexts:
        decoded = decoder.decode(parse(stretch))
        known = {start: known for start, _, known in decoded.words}
        for start, code, value in decoded.readings:
            votes[code][value] += 1.0 if known.get(start) else 0.3
    return votes


def _learn(cipher: Cipher, votes: Mapping[str, Mapping[str, float]], weight: float, share: float) -> Cipher:
    """Turn votes into costs; drop what does not look like a code at all."""
    shares: dict[str, float] = {}
    for code in cipher.codes:
        table = votes.get(code, {})
        mark = max(_PRIOR, key=lambda one, of=table: of.get(one, 0.0))  # type: ignore[misc]
        best = table.get(mark, 0.0)
        sister = votes.get(_sister(code), {}).get(mark, 0.0) + _elsewhere(code, mark, cipher, votes)
        if ord(code) % 2 and as_found(cipher.char_of(code)) in _PUNCTUATION and sister < 2:
            continue  # a full stop after a consonant is an abbreviation, unless it is known to be a code
        if best and best >= share * sum(table.values()):
            shares[code] = best + sister
    confirmed = sum(best >= 1.9 for best in shares.values())
    emission: dict[str, dict[str, float]] = {}
    literal: dict[str, float] = {}
    for code, best in shares.items():
        sure = ord(code) % 2 == 0
        if best < 1.9 and not (sure and best >= 1.0 and confirmed >= 2):
            continue
        table = dict(votes[code])
        for value, count in votes.get(_sister(code), {}).items():
            if value in _PRIOR:
                table[value] = table.get(value, 0.0) + count / 2
        total = sum(table.values())
        costs = {
            mark: -math.log(
                (weight * _sharpened(table.get(mark, 0.0), total) + math.exp(-cost)) / (weight * total + 1)
            )
            for mark, cost in _PRIOR.items()
        }
        least = min(costs.values())
        emission[code] = {mark: cost for mark, cost in costs.items() if cost < least + _RULED_OUT}
        literal[code] = -math.log((table.get(code, 0.0) + 0.05) / (total + 1)) + (5.0 if sure else 2.0)
    return replace(cipher, emission=emission, literal=literal)


def _elsewhere(code: str, mark: str, cipher: Cipher, votes: Mapping[str, Mapping[str, float]]) -> float:
    """Return what it counts for that the same character stands for the same mark in other fonts."""
    char, found = as_found(cipher.char_of(code)), 0.0
    for other in cipher.codes:
        if other != code and (ord(other) ^ ord(code)) % 2 == 0 and as_found(cipher.char_of(other)) == char:
            found += votes.get(other, {}).get(mark, 0.0)
    return min(found, _OTHER_FONTS)


def _sister(code: str) -> str:
    """Return the other code lent to the same character."""
    return chr(ord(code) ^ 1)


def _sharpened(count: float, total: float) -> float:
    """Take a vote for what few others vote for as the mistake that it is."""
    return count * min(1.0, (3 * count / total) ** 2) if total else 0.0
