"""What a phrase is to a codebook: the lists that it is an entry of, the parts of cues that it stands for.

A cue that wants three things finds nothing where two are there; to a model the two are signs all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.coding.cues import CueSet


def roles(cues: CueSet) -> dict[int, tuple[str, ...]]:
    """Return the roles of each phrase by its number: ``list=arms``, ``part=domain.military/sends/2``.

    The parts of a cue are numbered as it names them, ``all`` before ``any``.
    """
    found = {number: [f"list={name}" for name in names] for number, names in cues.book.in_lists().items()}
    for compiled in cues.cues:
        for place, group in enumerate(compiled.groups, 1):
            name = f"part={compiled.code.id}/{compiled.cue.id}/{place}"
            phrases = frozenset[int]().union(*(cues.book.concepts[each].plain for each in group.order))
            for number in phrases:
                found.setdefault(number, []).append(name)
    return {number: tuple(names) for number, names in found.items()}
