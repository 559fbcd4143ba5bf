"""Subjects: who does a verb, found to its left.

Thai is subject–verb–object without inflection, and drops subjects freely. So the search goes left from
the verb: over auxiliaries to the phrase that stands there; over objects of earlier verbs, which share
their subject with it (A โจมตี B และยึด C); not over the start of a clause that has a subject unknown to us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.lexicon import Lexicon, Reading
    from ruscorpus.events.parties import Party
    from ruscorpus.offsets import Span

MUTUAL_TYPES = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
_REACH = 260
_FAR = 70
_LEAD = 40
_RESUMED = re.compile(r"จึง")  # "A …ว่า B…, จึง V": the clause goes on with A
_COPULA = re.compile(r"\s?(?:ก็|ยัง|จึง|เคย|ถือ|นับ)?(?:เป็น|คือ)")
_RELATIVE = ("ที่", "ผู้", "อัน")
_CAUSATIVE = frozenset({"ให้", "ช่วยให้", "ให้แก่", "ให้กับ", "ช่วย"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What role finding looks at: one sentence, its parties, and who the text was about before."""

    reading: Reading
    parties: Sequence[Party]
    lexicon: Lexicon
    topic: tuple[str, ...] = ()
    verbs: Sequence[Span] = ()
    """Where the triggers of the sentence stand."""
    speaker: Party | None = None
    """Who says what stands in the sentence's quotation marks, named behind them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does the verb. ``party`` is None where the subject is carried over from the sentence before."""

    ids: tuple[str, ...]
    party: Party | None
    sureness: float


def find_subject(scene: Scene, start: int, *, people: bool = False) -> Subject | None:
    """Return the subject of the verb that begins at *start*; None where it is unknown or no party."""
    reading, lexicon = scene.reading, scene.lexicon
    base = lexicon.skip_auxiliaries(reading, start, reading.low)
    adjacent = _ending_at(scene, base)
    relative = adjacent is None and reading.flow[reading.low : base].rstrip().endswith((*_RELATIVE, "ซึ่ง"))
    if relative and (match := reading.ending(lexicon.link_end, base)) is not None:
        head = _ending_at(scene, match.start())
        if head is not None and head.ids and not head.place and head.marker != "modifier":
            return Subject(head.ids, head, 0.9)
        if match.group().strip() in _RELATIVE:
            return _predicated(scene, match.start())
    if adjacent is None and _RESUMED.match(reading.flow, base, start):
        first = next((p for p in scene.parties if p.free and p.span.end <= base and not p.place), None)
        if first is not None and first.ids:
            return Subject(first.ids, first, 0.85)
    accused = _accused(scene, base)
    if accused is not None:
        return Subject(accused.ids, accused, 0.9)
    if adjacent is not None:
        verdict = _adjacent(scene, adjacent, people=people)
        if verdict is not None:
            return verdict if verdict.ids else None
    return _search(scene, start, base, people=people)


def _accused(scene: Scene, base: int) -> Party | None:
    """``กล่าวหาเบลารุสว่าเปิดน่านฟ้า``: the object of the charge is the subject of what it says."""
    flow = scene.reading.flow
    said = flow[scene.reading.low : base].rstrip()
    if not said.endswith("ว่า"):
        return None
    party = _ending_at(scene, scene.reading.low + len(said) - 3)
    return party if party is not None and party.ids and not party.free and not party.place else None


def _predicated(scene: Scene, relative: int) -> Subject | None:
    """``มาเลเซียเป็นประเทศแรกที่รับรอง…``: who is said to be the one that does it."""
    for party in reversed(scene.parties):
        if party.span.end <= relative and party.free and not party.place:
            rest = scene.reading.flow[party.span.end : relative]
            if party.ids and len(rest) < _FAR and _COPULA.match(rest):
                return Subject(party.ids, party, 0.9)
            return None
    return None


def _ending_at(scene: Scene, position: int) -> Party | None:
    """Return the party that ends right before *position*; a bracketed name may stand between."""
    for party in reversed(scene.parties):
        if party.span.end > position:
            continue
        gap = scene.reading.flow[party.span.end : position].strip()
        if not gap or (gap.startswith("(") and gap.endswith(")") and len(gap) < 40) or gap in (")", '"', "”"):
            return party
        return None
    return None


def _adjacent(scene: Scene, party: Party, *, people: bool) -> Subject | None:
    """Judge the phrase right before the verb. None: go on searching. No ids: the subject is no party."""
    if not party.ids:
        return None if people else Subject((), party, 0.0)
    if party.place:
        return None
    if people:
        return Subject(party.ids, party, 0.9)
    if party.marker == "to" and party.word in _CAUSATIVE:
        return Subject(party.ids, party, 0.85)
    if party.free and party.marker != "to":
        return Subject(party.ids, party, 0.9 if party.marker == "of" else 1.0)
    if not party.marker and scene.reading.ending(scene.lexicon.pivots, party.span.start):
        return Subject(party.ids, party, 0.85)
    return None


def _search(scene: Scene, start: int, base: int, *, people: bool) -> Subject | None:
    """Go left over objects and prepositional phrases to the phrase that opens the clause."""
    sureness = 0.95
    for party in reversed(scene.parties):
        if party.span.end > start:
            continue
        distance = start - party.span.end
        if distance > _REACH:
            break
        if not _can_open(party, people=people):
            continue
        if not party.ids:
            if people:
                continue
            return None
        unknown = _unknown_subject_between(scene, party.span.end, base)
        if unknown:
            return None
        if distance > _FAR:
            sureness -= 0.15
        if party.anaphor:
            sureness -= 0.05
        return Subject(party.ids, party, sureness)
    return _carried_over(scene, base)


def _carried_over(scene: Scene, base: int) -> Subject | None:
    """Return the subject where the clause has none in sight: the topic of the sentence before."""
    opened = scene.reading.flow[scene.reading.low : base].strip()
    if scene.speaker is not None and base < scene.speaker.span.start and _in_quotes(opened):
        return Subject(scene.speaker.ids, scene.speaker, 0.8)
    bound = _ending_at(scene, base)
    if bound is not None and bound.ids and not bound.marker and not bound.place:
        return Subject(bound.ids, bound, 0.7)  # nothing before it that it could be the object of
    if scene.topic and (not opened or _only_openers(scene, base)):
        return Subject(scene.topic, None, 0.7)
    if scene.topic and len(opened) < _LEAD and not any(p.span.start < base for p in scene.parties):
        return Subject(scene.topic, None, 0.62)  # "ในวันเดียวกันยังได้…"
    return None


def _in_quotes(left: str) -> bool:
    """Tell whether a quotation is open behind *left*."""
    return left.count('"') % 2 == 1 or left.count("“") > left.count("”")


def _can_open(party: Party, *, people: bool) -> bool:
    if party.place:
        return False
    if people and party.marker in ("modifier", "in"):
        return True
    if party.marker in ("to", "of"):
        return False
    return party.free


def _unknown_subject_between(scene: Scene, left: int, base: int) -> bool:
    """Tell whether a new clause begins between *left* and *base* whose subject is not in sight.

    It does where an opener is followed by words that are neither links nor auxiliaries: ``แต่ราคาน้ำมัน…``.
    """
    opener = scene.reading.last(scene.lexicon.openers, left, base)
    if opener is None or opener.end() >= base:
        return False
    rest = scene.reading.flow[opener.end() : base].strip()
    return bool(rest) and not scene.reading.first(scene.lexicon.links, opener.end(), base)


def _only_openers(scene: Scene, base: int) -> bool:
    """Tell whether the sentence has only openers and links before *base* (นอกจากนี้ยังได้…)."""
    position = base
    while position > scene.reading.low:
        match = scene.reading.ending(scene.lexicon.opener_end, position)
        if match is None:
            return not scene.reading.flow[scene.reading.low : position].strip()
        position = scene.lexicon.skip_auxiliaries(scene.reading, match.start(), scene.reading.low)
    return True
