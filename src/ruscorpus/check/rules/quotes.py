"""Every span lies in the text, and every quote is the text at its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject

_EXCERPT = 60


def quotes(subject: Subject, _: Context) -> Iterator[Finding]:
    """Yield spans that lead out of the text, or stand empty, and quotes that are not what stands there."""
    text = subject.text
    if text is None:
        return
    if subject.header is not None and subject.header.characters != len(text):
        message = f"says {subject.header.characters:,} characters; the text has {len(text):,}"
        yield subject.finding("quote-mismatch", message, ("document", "characters"))
    for node, row in (*subject.sections, *subject.regions):
        if not 0 <= row.span.start <= row.span.end <= len(text):
            yield subject.finding("span-outside", f"{list(row.span)} is no stretch of the text", node)
    for node, what, at, _confidence in subject.located():
        if not 0 <= at.span.start < at.span.end <= len(text):
            message = f"{what}: {list(at.span)} is no stretch of the text of {len(text):,} characters"
            yield subject.finding("span-outside", message, (*node, "span"))
        elif at.span.of(text) != at.quote:
            there, quote = (printable(s, _EXCERPT) for s in (at.span.of(text), at.quote))
            message = f"{what}: the quote is “{quote}”, but text[{at.span.start}:{at.span.end}] is “{there}”"
            hint = "the text or the results were edited; run `ruscorpus analyze` again"
            yield subject.finding("quote-mismatch", message, node, hint=hint)


CHECK = of_documents("quotes", {"quote-mismatch": "error", "span-outside": "error"}, quotes)
