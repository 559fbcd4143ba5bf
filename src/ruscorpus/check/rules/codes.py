"""Codes are those of the codebook, and no passage has one twice."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.check.subject import Indexed
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject


def codes(subject: Subject, context: Context) -> Iterator[Finding]:
    """Yield codes that the codebook does not have, and a code that stands twice on one passage."""
    last: dict[str, Indexed] = {}
    for node, row in sorted(subject.codings, key=lambda item: item.row.at.span):
        if row.code not in context.codes:
            near = get_close_matches(row.code, context.codes, n=1)
            hint = (
                f"did you mean {near[0]}?"
                if near
                else "was it made with another codebook? name it: --codebook"
            )
            message = f"the codebook {context.knowledge.codebook.id} has no code {printable(row.code)!r}"
            yield subject.finding("code-unknown", message, (*node, "code"), hint=hint, span=row.at.raw)
        before = last.get(row.code)
        if before is not None and before.row.at.span == row.at.span:
            message = f"{row.code}: stands twice on the same passage"
            yield subject.finding("coding-duplicate", message, node, span=row.at.raw)
        elif before is not None and before.row.at.span.overlaps(row.at.span):
            message = f"{row.code}: overlaps the passage before it, {list(before.row.at.span)}"
            yield subject.finding("coding-overlap", message, node, span=row.at.raw)
        if before is None or row.at.span.end >= before.row.at.span.end:
            last[row.code] = Indexed(node, row)


CHECK = of_documents(
    "codes", {"code-unknown": "error", "coding-duplicate": "error", "coding-overlap": "warning"}, codes
)
