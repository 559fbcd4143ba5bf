"""Whole letters as glyph codes: a consonant or vowel for which the font's subset named some other character.

A rare letter (ฬ, ฌ, ฒ) may lack its Unicode value where all others have theirs. A foreign character in the
midst of Thai, on which marks stand or before which a leading vowel does, is tried as every letter in all its
contexts; the words decide, and nothing is read that stands only once or that two letters explain.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus.offsets import Edit, Span
from ruscorpus.repair.alphabet import CONSONANTS
from ruscorpus.repair.cells import STRETCH, parse
from ruscorpus.repair.channel import Channel
from ruscorpus.repair.decode import Decoder
from ruscorpus.repair.lexicon import thai_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

RULE = "glyph-code"
_LETTERS = CONSONANTS + "\u0e30\u0e32\u0e40\u0e41\u0e42\u0e43\u0e44"
_BASE = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e45"
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_FOREIGN = r"[^\s\u0e00-\u0e7f\ufffd\ue000-\uf8ff\u200b-\u200f.,;:!?()\"'“”‘’\-–/0-9]"
# Where no sign stands for itself: under a mark, or between a leading vowel and Thai. What stands before it is
# looked at behind it, here and below: a pattern that looks back first is tried at every letter.
_CERTAIN = re.compile(
    rf"({_FOREIGN})(?:(?<![A-Za-z].)\1?(?=[{_MARK}])"
    rf"|(?<=[\u0e31\u0e37\u0e40-\u0e44].)\1?(?=[{_BASE}{_MARK}]))"
)
_AMID = (
    rf"(?<=[{_BASE}{_MARK}])%s(?=%s?[{_BASE}{_MARK}])|(?<=[{_BASE}{_MARK}]%s)%s(?=[{_BASE}{_MARK}])"
    rf"|(?<![A-Za-z])%s(?=[{_MARK}])|(?<=[\u0e40-\u0e44])%s(?![A-Za-z])"
)
_AMID_THAI = re.compile(rf"{_FOREIGN}(?<=[{_BASE}{_MARK}].)(?=[{_BASE}{_MARK}])")
_OFTEN = 3  # times that a character must stand amid Thai to be looked at, if nothing else speaks for a letter
_ITSELF = 3.0  # nats for a character that stands for itself, in each place
_REACH = 14  # characters of context to either side
_CONTEXTS = 10
_MOST = 12  # different codes looked at
_MARGIN, _MARGIN_EACH = 6.0, 1.0  # nats by which the best letter must beat the next: at all, a context
_TRIED, _BEHIND = 3, 20.0  # after so many contexts, letters so far behind (in nats) are given up
_PRESENT = 5.0  # nats against a letter that the text has as itself, too
_CONFIDENCE = 0.9


def letter_edits(text: str, words: Iterable[str] = ()) -> tuple[Edit, ...]:
    """Return the edits that read foreign characters as the Thai letters they stand for."""
    counts = Counter(match[1] for match in _CERTAIN.finditer(text))
    amid = Counter(match.group() for match in _AMID_THAI.finditer(text))
    counts.update({code: count for code, count in amid.items() if count >= _OFTEN})
    codes = [code for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    if not codes:
        return ()
    decoder = Decoder(thai_lexicon(frozenset(words)), Channel(), displaced=False)
    edits = []
    for code in codes[:_MOST]:
        places = [match.start() for match in re.finditer(_AMID.replace("%s", re.escape(code)), text)]
        if len(places) < 2:
            continue
        letter = _letter(text, code, places, decoder)
        if letter:
            edits += [Edit(Span(at, at + 1), letter, RULE, _CONFIDENCE) for at in places]
    return tuple(sorted(edits, key=lambda edit: edit.at))


def _letter(text: str, code: str, places: list[int], decoder: Decoder) -> str:
    """Return the letter that *code* stands for in its places, or nothing."""
    costs = {letter: _PRESENT * (text.count(letter) > len(places) / 3) for letter in _LETTERS}
    contexts = sorted({text[max(0, at - _REACH) : at + _REACH + 1] for at in places})[:_CONTEXTS]
    if len(contexts) < 2:
        return ""
    itself = 0.0
    for number, context in enumerate(contexts):
        itself += _ITSELF + _cost(context, decoder)
        if number >= _TRIED:
            within = min(costs.values()) + _BEHIND
            costs = {letter: cost for letter, cost in costs.items() if cost < within}
        for letter in costs:
            costs[letter] += _cost(context.replace(code, letter), decoder)
    (least, letter), *others = sorted((cost, letter) for letter, cost in costs.items())
    margin = max(_MARGIN, _MARGIN_EACH * len(contexts))
    return letter if all(cost - least >= margin for cost in (itself, *(cost for cost, _ in others))) else ""


def _cost(text: str, decoder: Decoder) -> float:
    return sum(decoder.decode(parse(one.group())).cost for one in STRETCH.finditer(text))
