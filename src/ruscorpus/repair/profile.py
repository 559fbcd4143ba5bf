"""Evidence of damage: what to look for before anything is changed.

Everything here is a regular expression over the raw text, fast enough to ask of every text. A text, or a
line, without evidence is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.repair.fonts import STAND_INS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_ABOVE = "\u0e31\u0e34-\u0e37"
_BASE = "\u0e01-\u0e2e"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_LEAD = "\u0e40-\u0e44"

# Cells that no Thai is written in: a mark on a vowel, on a space or on nothing; two vowels on one letter; a
# vowel sign that follows, or a leading vowel that precedes, a space.
_DISPLACED = re.compile(
    rf"[\u0e30\u0e32\u0e33{_LEAD}\u0e46 ][{_MARK}](?<=[{_BASE}{_MARK}]..)"
    rf"|[{_ABOVE}\u0e38\u0e39][\u0e48-\u0e4c]?[{_ABOVE}\u0e38\u0e39]"
    r"|[\u0e48-\u0e4c][\u0e48-\u0e4c]"
)
SPLIT = re.compile(
    rf" (?:[\u0e30\u0e32\u0e33](?<=[{_BASE}\u0e48-\u0e4b]..)|[{_BASE}](?<=[{_LEAD}]..)(?<![{_LEAD}]{{2}}..))"
)
# Mai han akat and sara uee are never the end of a syllable: beside anything but Thai, something is lost.
# A single letter or odd sign in the midst of Thai stands for a letter or mark.
FOREIGN = re.compile(
    rf"[\u0e31\u0e37](?:[^{_THAI}\s\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]| [^\s{_BASE}{_LEAD}])"
    rf"|\u0e40[{_BASE}]{{1,2}}\u0e35[^{_THAI}\s]\u0e22"
    rf"|[A-Za-z*&#=+<>^_~@\\|\[\]{{}}$%\u00a1-\u024f\u0370-\u058f\u2200-\u23ff\u2500-\u27bf{STAND_INS}](?<=[{_MARK}].)(?=[{_BASE}{_LEAD}])"
)
# Four letters in a row, each by itself.
SPACED = re.compile(rf"(?<![{_THAI}])(?:[{_BASE}{_LEAD}\u0e30\u0e32\u0e33][{_MARK}]* ){{4}}")
_ALONE = re.compile(rf" [{_BASE}{_LEAD}\u0e30\u0e32\u0e33][{_MARK}]* ")  # sooner found than four in a row
_LOW = re.compile(
    "[\u0e38\u0e39][\u0e48-\u0e4b]?([\u0e01-\u0e2e\u0e40-\u0e44]| [\u0e01-\u0e2e\u0e40-\u0e44])"
)

FEW = 4  # pieces of evidence: fewer are slips
_DENSE = 1 / 150  # pieces of evidence a character that tell even in a sentence
_SPARSE = 1 / 1500  # pieces of evidence a character, below which a text is sound but for some lines


@dataclass(frozen=True, slots=True)
class Profile:
    """How much evidence of each kind a text holds."""

    displaced: int
    split: int
    foreign: int
    spaced: int
    low_space: bool

    @property
    def clean(self) -> bool:
        """Tell whether there is no evidence at all."""
        return not (self.displaced or self.split or self.foreign or self.spaced or self.low_space)

    def is_sparse(self, length: int) -> bool:
        """Tell whether a text of *length* holds so little evidence that it is sound but for some lines."""
        return not self.low_space and _few(self.displaced + self.split + self.foreign, length)

    def is_coded(self, length: int) -> bool:
        """Tell whether there is enough evidence of codes to decipher a text of *length*."""
        return self.foreign >= FEW or (self.foreign >= 2 and self.foreign > length * _DENSE)

    def is_displaced(self, length: int) -> bool:
        """Tell whether marks out of place are more than a few slips in a text of *length*."""
        return not _few(self.displaced, length)


def _few(pieces: int, length: int) -> bool:
    return pieces < FEW or pieces < length * _SPARSE


def displaced_cells(text: str) -> Iterator[str]:
    """Yield the impossible cells of *text*. The same mark twice is none: people type that."""
    for match in _DISPLACED.finditer(text):
        cell = match.group()
        if cell[0] != cell[-1]:
            yield cell


def profile(text: str) -> Profile:
    """Count the evidence in *text*."""
    displaced = sum(1 for _ in displaced_cells(text))
    split, foreign = (sum(1 for _ in pattern.finditer(text)) for pattern in (SPLIT, FOREIGN))
    spaced = sum(1 for _ in SPACED.finditer(text)) if _ALONE.search(text) else 0
    low = [len(match) == 2 for match in _LOW.findall(text)]
    return Profile(displaced, split, foreign, spaced, len(low) >= 8 and sum(low) * 10 > len(low) * 6)


def has_evidence(line: str) -> bool:
    """Tell whether one line holds evidence of its own."""
    return any(pattern.search(line) for pattern in (SPLIT, FOREIGN, SPACED)) or any(displaced_cells(line))
