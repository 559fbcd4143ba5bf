"""The way back to the source holds: edits turn raw into text; raw spans, lines and pages agree."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.check.findings import Finding, Place
from ruscorpus.offsets import LineIndex, OffsetMap, apply_edits, first_difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject
    from ruscorpus.offsets import Edit


def evidence(subject: Subject, _: Context) -> Iterator[Finding]:
    """Yield where a step on the way from quote to source leads elsewhere."""
    text, raw, edits = subject.text, subject.raw, subject.edits
    if text is None or raw is None or edits is None:
        return
    repaired = apply_edits(raw, edits)
    if repaired != text:
        yield _edits_lead_elsewhere(subject, repaired, text)
    repair = subject.repair
    if repair is not None:
        rules = Counter(edit.rule for edit in edits)
        if repair.edits != len(edits) or dict(repair.by_rule) != dict(rules):
            message = f"counts {repair.edits:,} edits; edits/{subject.id}.jsonl holds {len(edits):,}"
            if repair.edits == len(edits):
                message = "counts of the edits by rule differ from the edits"
            yield subject.finding("edits-mismatch", message, ("repair",))
    yield from _places(subject, edits, raw, len(text))
    if subject.header is not None:
        yield from _pages(subject, paged=subject.header.pages > 0)


def _places(subject: Subject, edits: Sequence[Edit], raw: str, length: int) -> Iterator[Finding]:
    to_raw, lines = OffsetMap(edits), LineIndex(raw)
    for node, what, at, _confidence in subject.located():
        if not at.span.start <= at.span.end <= length:
            continue  # told elsewhere
        expected = to_raw.to_old(at.span)
        if at.raw != expected:
            message = f"{what}: raw is {list(at.raw)}; through the edits it is {list(expected)}"
            yield subject.finding("raw-mismatch", message, (*node, "raw"))
        elif at.line != (line := lines.line_of(at.raw.start)):
            message = f"{what}: line {at.line}, but it stands in line {line} of the source"
            yield subject.finding("line-mismatch", message, (*node, "line"))


def _pages(subject: Subject, *, paged: bool) -> Iterator[Finding]:
    pages: list[tuple[int, int]] = []
    for node, what, at, _confidence in subject.located():
        if (at.page is not None) != paged:
            message = f"{what}: no page, in a source with pages"
            if not paged:
                message = f"{what}: page {at.page}, in a source without pages"
            yield subject.finding("page-mismatch", message, (*node, "page"))
        elif at.page is not None:
            pages.append((at.raw.start, at.page))
    pages.sort()
    if any(before > after for (_, before), (_, after) in pairwise(pages)):
        yield subject.finding("page-mismatch", "pages do not ascend with the text", ("document", "pages"))


def _edits_lead_elsewhere(subject: Subject, repaired: str, text: str) -> Finding:
    at = first_difference(repaired, text)
    message = f"the edits turn raw/{subject.id}.txt into another text than this, from character {at:,} on"
    lines = LineIndex(text)
    line = lines.line_of(at)
    place = Place(str(subject.path("text", ".txt")), line, at - lines.starts[line - 1] + 1)
    hint = "were line ends changed, or the text edited? run `ruscorpus analyze` again"
    return Finding("edits-mismatch", message, place, hint, subject.id)


CHECK = of_documents(
    "evidence",
    {"edits-mismatch": "error", "raw-mismatch": "error", "line-mismatch": "error", "page-mismatch": "error"},
    evidence,
)
