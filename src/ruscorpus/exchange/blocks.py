r"""What a code alone cannot say of a finding, as the few lines that people read in the comment of a passage.

A block is the name of the code, then a line a field::

    event.CONSULT.visit
    actor: RUS
    recipient: VNM
    date: 2024-06-20

Blocks of one passage are parted by blank lines. What is no block is a note that somebody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENTITIES, EVENTS = "ruscorpus entities", "ruscorpus events"
"""Names of the branches of the code tree that hold entities and events; all others hold codes."""
ENTITY, EVENT = "entity", "event"
"""How the names of codes in these branches begin: ``entity.PERSON.vladimir-putin``."""
LIST_END = ", "
FIELDS = (
    "id",
    "actor",
    "recipient",
    "date",
    "status",
    "score",
    "contexts",
    "dyads",
    "level",
    "cues",
    "rule",
    "confidence",
    "page",
    "line",
)
"""Every field that a block may have."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: the name of its code, and its fields. Fields without a value are left out."""

    code: str
    fields: Mapping[str, str]

    def items(self, name: str) -> list[str]:
        """Return a field that is a list."""
        return [item for item in self.fields.get(name, "").split(LIST_END) if item]

    def __str__(self) -> str:
        return "\n".join([self.code, *(f"{name}: {value}" for name, value in self.fields.items() if value)])


def written(blocks: Iterable[Block]) -> str:
    """Return blocks as the comment of a passage."""
    return "\n\n".join(map(str, blocks))


def read_blocks(comment: str, codes: Iterable[str]) -> tuple[list[Block], str]:
    r"""Return the blocks of *codes* in a comment, and what else stands in it.

    >>> read_blocks("event.AID\nactor: RUS\n\nดูหน้า 12", ["event.AID"])
    ([Block(code='event.AID', fields={'actor': 'RUS'})], 'ดูหน้า 12')
    """
    known = set(codes)
    blocks: list[Block] = []
    rest: list[str] = []
    for part in comment.split("\n\n"):
        head, *lines = part.strip().split("\n")
        fields = dict(_field(line) for line in lines)
        if fields and head.strip() in known and fields.keys() <= set(FIELDS):
            blocks.append(Block(head.strip(), fields))
        elif part.strip():
            rest.append(part.strip())
    return blocks, "\n\n".join(rest)


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name.strip(), value.strip()
