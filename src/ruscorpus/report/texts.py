"""The texts that an analysis points into, where they travel with it."""

from __future__ import annotations

from dataclasses import dataclass

from ruscorpus.offsets import Edit  # noqa: TC001 - the cache reads the types at run time


@dataclass(frozen=True, slots=True)
class Texts:
    """The repaired text, the text as loaded, and the edits that lead from the one to the other."""

    text: str
    raw: str
    edits: tuple[Edit, ...] = ()
