"""Confidences are numbers from 0 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject


def confidences(subject: Subject, _: Context) -> Iterator[Finding]:
    """Yield confidences out of range; NaN is in no range."""
    for node, what, _at, confidence in subject.located():
        if not 0 <= confidence <= 1:
            message = f"{what}: confidence {confidence} is not between 0 and 1"
            yield subject.finding("confidence-range", message, (*node, "confidence"))


CHECK = of_documents("confidences", {"confidence-range": "error"}, confidences)
