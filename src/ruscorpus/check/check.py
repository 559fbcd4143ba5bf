"""What a check is: a name, the slugs of its findings with their severities, and a function over documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.check.findings import Finding, Measure

if TYPE_CHECKING:
    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject


class Inspector:
    """One check at work on one tree. It sees every document once, in the order of the manifest."""

    def document(self, subject: Subject) -> Iterable[Finding]:  # noqa: ARG002 - for checks of the whole tree
        """Yield what does not hold of one document."""
        return ()

    def conclude(self) -> Iterable[Finding]:
        """Yield what does not hold of the tree as a whole, after its last document."""
        return ()

    def measures(self) -> Iterable[Measure]:
        """Yield what was measured, where the check measures."""
        return ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the table. ``slugs``: the severity of each kind of finding, unless configured otherwise."""

    name: str
    slugs: Mapping[str, str]
    start: Callable[[Context], Inspector]


DocumentRule = Callable[["Subject", "Context"], Iterable[Finding]]


def of_documents(name: str, slugs: Mapping[str, str], rule: DocumentRule) -> Check:
    """Return a check that looks at each document by itself."""
    return Check(name, slugs, lambda context: _ByDocument(rule, context))


@dataclass(frozen=True, slots=True)
class _ByDocument(Inspector):
    rule: DocumentRule
    context: Context

    def document(self, subject: Subject) -> Iterable[Finding]:
        return self.rule(subject, self.context)
