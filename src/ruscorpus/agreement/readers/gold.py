"""Gold data as a coder: each anchor stands where it is first found, white space aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.agreement.coders import CodedSpan
from ruscorpus.agreement.gold import Gold, is_gold, read_gold
from ruscorpus.agreement.matching import BareText
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruscorpus.agreement.coders import Coder


@dataclass(frozen=True)
class GoldCoder:
    """The codes or event types of gold annotations."""

    name: str
    gold: Gold
    layer: str

    @property
    def documents(self) -> Sequence[str]:
        """The documents that were annotated."""
        return self.gold.documents

    def text(self, document: str) -> str | None:
        """Return the text that was annotated, where it comes along."""
        return self.gold.text(document)

    def codings(self, document: str, text: str) -> list[CodedSpan]:
        """Return the codings. Raises ``UsageError`` for an anchor that *text* does not hold."""
        bare = BareText(text)
        found: list[CodedSpan] = []
        lines: list[tuple[str, tuple[str, ...]]]
        if self.layer == "events":
            lines = [(line.anchor, (line.type,)) for line in self.gold.events.get(document, [])]
        else:
            lines = [(line.anchor, line.codes) for line in self.gold.codes.get(document, [])]
        for anchor, codes in lines:
            places = bare.find(anchor)
            if not places:
                message = f"{self.name}: the anchor “{printable(anchor, 60)}” does not stand in the text"
                hint = "an anchor quotes the text letter by letter; white space may differ"
                raise UsageError(Problem("gold-anchor", message, document, hint=hint))
            found += [CodedSpan(bare.original(places[0]), code) for code in codes]
        return found


def recognises(path: Path) -> bool:
    """Tell whether *path* holds gold annotations."""
    return is_gold(path)


def read(path: Path, layer: str) -> list[Coder]:
    """Return the annotations as one coder."""
    return [GoldCoder(str(path), read_gold(path), layer)]
