"""What a coding rests on, in words for people: cues by their names, features of learned weights explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.report.escape import mono

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruscorpus.report.labels import Labels

_ALONE = frozenset({"whole", "part", "first"})
"""Features without a value: they say how a stretch stands in its sentence, and explain nothing."""
_NAMED = {
    "<state>": "COUNTRY",
    "<organisation>": "ORG",
    "<person>": "PERSON",
    "<date>": "DATE",
    "<quantity>": "QUANTITY",
    "<place>": "LOC",
    "<equipment>": "EQUIPMENT",
    "<agreement>": "AGREEMENT",
}
"""Words that stand for any name of a type."""


def cue_names(cues: Iterable[str], labels: Labels, name: Callable[[str], str] = mono) -> str:
    """Return cues as a list; the features that made a coding without a cue as one entry, in brackets.

    *name* writes the id of a cue. Ids are plain words with hyphens; a feature is ``kind=value``.
    """
    cues = list(cues)
    told = [name(cue) for cue in cues if "=" not in cue and cue not in _ALONE]
    features = dict.fromkeys([_feature(cue, labels) for cue in cues if "=" in cue])
    if features or (cues and not told):
        told.append(labels.say("learned", list=", ".join(features) or "–"))
    return ", ".join(told)


def _feature(feature: str, labels: Labels) -> str:
    """Return a feature of :mod:`ruscorpus.coding.units` in words; one of another kind as it stands."""
    kind, value = feature.split("=", 1)
    head = value.split("/", 1)[0]
    if kind in ("word", "words"):
        words = value.removeprefix("^ ").removesuffix(" $").split(" ")
        return " ".join(labels.known(_NAMED[w]) if w in _NAMED else labels.escape(f"“{w}”") for w in words)
    if value in _NAMED:
        return labels.known(_NAMED[value])
    if kind == "list":
        return labels.escape(f"{{{value}}}")
    if kind in ("before", "after"):
        return labels.say(f"code-{kind}", code=labels.code(head))
    if kind in ("code", "cue", "part", "sure"):
        return labels.code(head)
    if kind == "context":
        return labels.context(value)
    if kind == "event" and head in labels.types:
        return labels.event_type(head)
    return labels.escape(feature)
