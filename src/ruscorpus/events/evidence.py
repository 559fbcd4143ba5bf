"""What speaks for a candidate beside what its heads say: the rules, and the sentence's other candidates.

Evidence is numbers by name. What is not there is ``NOTHING``, below every number that is. No number depends
on who the parties are, nor on how long the text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.model import MUTUAL_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruscorpus.events.candidates import Candidate, Weighed
    from ruscorpus.events.features import Key

NOTHING = -1.0
LIKELY, CLOSE = 0.3, 0.2
"""Others are counted as likely from the first, and as neighbours from the second probability on."""
_FARTHEST = 200.0


def evidence_for(
    candidate: Candidate, sentence: Weighed, scores: Mapping[tuple[str, str], float | None]
) -> dict[str, float]:
    """Return the evidence for *candidate* of *sentence*; *scores* gives the score of each type of event."""
    return (
        _of_itself(candidate)
        | _of_type(candidate, scores)
        | _of_rules(candidate, sentence.rules)
        | _of_others(candidate, sentence)
    )


def _of_itself(candidate: Candidate) -> dict[str, float]:
    best = candidate.sightings[0]
    margins = best.margins
    return {
        "probability": best.probability,
        "somehow": candidate.somehow,
        "heads": float(len(candidate.sightings)),
        "rank": float(best.rank),
        "anything": best.anything,
        "other": best.other,
        "share": best.probability / best.anything,
        "deeds": float(best.deeds),
        "source": float(best.source),
        "gate": margins.gate,
        "head margin": margins.head,
        "actor margin": margins.actor,
        "recipient margin": margins.recipient,
        "pair margin": margins.together,
        "actor gap": margins.actor_gap,
        "recipient gap": margins.recipient_gap,
        "to actor": float(best.to_actor),
        "to recipient": float(best.to_recipient),
    }


def _of_type(candidate: Candidate, scores: Mapping[tuple[str, str], float | None]) -> dict[str, float]:
    kind, actors, recipients = candidate.key
    return {
        "score": scores.get((kind, "")) or 0.0,
        "mutual": float(kind in MUTUAL_TYPES),
        "actors": float(len(actors)),
        "recipients": float(len(recipients)),
    }


def _of_rules(candidate: Candidate, rules: Mapping[Key, float]) -> dict[str, float]:
    kind = candidate.key[0]
    head = candidate.sightings[0].head
    alike = [sure for key, sure in rules.items() if key[0] == kind]
    return {
        "rules": float(len(rules)),
        "rules sure": rules.get(candidate.key, NOTHING),
        "rules sure of type": max(alike, default=NOTHING),
        "rules of type": float(len(alike)),
        "frame sure": head.trigger.frame.confidence if head.source != "word" else NOTHING,
        "roles sure": head.roles.sureness if head.roles is not None else NOTHING,
    }


def _of_others(candidate: Candidate, sentence: Weighed) -> dict[str, float]:
    best, kind, parties, start = candidate.sightings[0], candidate.key[0], candidate.parties, candidate.start
    others = [other for other in sentence.candidates if other is not candidate]
    alike = [other for other in others if other.key[0] == kind]
    return {
        "words": float(sentence.words),
        "word": float(best.at),
        "part": best.at / max(1, sentence.words),
        "others": float(len(others)),
        "others likely": float(len([1 for other in others if other.probability > LIKELY])),
        "best other": _most(others),
        "best of type": _most(alike),
        "best of parties": _most([other for other in others if other.parties == parties]),
        "best of head": _most([other for other in others if other.start == start]),
        "best of fewer": _most([other for other in alike if other.parties < parties]),
        "best of more": _most([other for other in alike if other.parties > parties]),
        "nearest": min(
            [abs(other.start - start) for other in others if other.probability > CLOSE], default=_FARTHEST
        ),
    }


def _most(candidates: Sequence[Candidate]) -> float:
    return max([candidate.probability for candidate in candidates], default=NOTHING)
