"""The source is the file that was analysed: its bytes have the hash that the results name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents
from ruscorpus.check.findings import Finding, Place
from ruscorpus.run.digest import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject


def source(subject: Subject, context: Context) -> Iterator[Finding]:
    """Yield whether the source is gone or another one."""
    named, digest = subject.row.path, subject.row.sha256
    if not named or not digest:
        return
    place = Place(named)
    local = named.removeprefix("file://")
    if "://" in local:
        message = "the source lies at a URL, where nobody has looked"
        yield Finding("source-missing", message, place, document=subject.id)
        return
    try:
        path = context.root / local
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        hint = f"paths start at {context.root}; --root names another folder"
        yield Finding("source-missing", "the source is not there", place, hint, subject.id)
    elif (now := file_digest(path, context.knowledge.limits.max_bytes)) != digest:
        told = f"is {now[:12]}…" if now else "cannot be taken"
        message = f"the source has changed since it was analysed: its hash {told}, was {digest[:12]}…"
        hint = "run `ruscorpus analyze` again"
        yield Finding("source-changed", message, place, hint, subject.id)


CHECK = of_documents("source", {"source-changed": "error", "source-missing": "warning"}, source)
