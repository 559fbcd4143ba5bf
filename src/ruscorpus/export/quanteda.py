"""The codebook's phrases as a dictionary for quanteda (YAML): facet, code, phrases.

A dictionary counts words, and knows no conditions: only cues that are satisfied by a phrase alone are here,
and what they want besides (so many states, not in this section) is lost. How much that is, is counted.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ruscorpus.coding.phrasebook import expand, parts_of
from ruscorpus.report.yaml import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.config.codebook import Cue
    from ruscorpus.export.material import Material

_MOST = 20_000
"""So many phrases one phrase with lists inside may stand for."""
_GLOB = frozenset("*?[]")


def lines(material: Material) -> Iterator[str]:
    """Yield the dictionary."""
    codebook = material.knowledge.codebook
    dictionary: dict[str, dict[str, list[str]]] = {}
    for code in codebook.codes:
        phrases = sorted({phrase for cue in code.cues for phrase in _phrases(cue, material)})
        if phrases:
            dictionary.setdefault(code.facet, {})[code.id] = phrases
        else:
            material.left_out["codes without a phrase that is enough by itself"] += 1
    yield to_yaml(dictionary)


def _phrases(cue: Cue, material: Material) -> Iterator[str]:
    """Yield the plain phrases of a cue, if one of them is all that it wants to see."""
    if cue.all or cue.events or cue.entities:
        material.left_out["cues that want more than a phrase"] += 1
        return
    if cue.none or cue.states or cue.dyads or cue.unless or cue.max_age or cue.sections or cue.not_sections:
        material.left_out["conditions of cues beside their phrases"] += 1
    for pattern in cue.any:
        for phrase in islice(expand(pattern, material.knowledge.codebook.lists), _MOST):
            if len(parts_of(phrase)) > 1 or _GLOB & set(phrase):
                material.left_out["phrases with words between, or signs that a pattern would read"] += 1
            else:
                yield phrase
