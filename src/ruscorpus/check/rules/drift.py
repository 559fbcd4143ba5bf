"""Nothing has moved since the baseline; else it is told whether text, codes, configuration or engine did it.

The hashes tell what changed; the order in which the stages work tells what that can have moved. A changed
codebook moves codings, never the text or the events.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ruscorpus.check.baseline import Baseline, KnownCoding, KnownDocument, KnownEvent, known
from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Place
from ruscorpus.offsets import Span
from ruscorpus.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject

Known = TypeVar("Known", KnownCoding, KnownEvent)
_EXCERPT = 100
_CAUSES = {
    "text": "the source has changed",
    "codebook": "the codebook has changed",
    "configuration": "the configuration has changed",
    "engine": "ruscorpus works otherwise, or the results were edited",
}


@dataclass
class _Drift(Inspector):
    context: Context
    baseline: Baseline
    seen: set[str] = field(default_factory=set)

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """What of the run is not what it was, among codebook, configuration and engine."""
        run, then = self.context.run, self.baseline.run
        if run is None:
            return ()
        pairs = (
            ("codebook", run.codebook != then.codebook),
            ("configuration", run.configuration != then.configuration),
            ("engine", run.version != then.version),
        )
        return tuple(name for name, differs in pairs if differs)

    def document(self, subject: Subject) -> Iterator[Finding]:
        if subject.analysed:
            self.seen.add(subject.id)
        now = known(subject)
        if now is None:
            return
        then = self.baseline.documents.get(subject.id)
        if then is None:
            place = Place(subject.row.path)
            message = f"{printable(subject.id)} is new: the baseline has no such document"
            yield Finding("drift-document", message, place, document=subject.id)
            return
        source, text = now.source != then.source, now.text != then.text
        slug, why = self._cause(source=source, coding_alone=not text and now.events == then.events)
        moved = [*self._moves(subject, then, now, slug, why, same_text=not text)]
        if (source or text) and not moved:
            what = "source" if source else "repaired text"
            message = f"the {what} is not what it was; codings and events are the same{why}"
            moved = [Finding(slug, message, Place(subject.row.path), document=subject.id)]
        yield from moved

    def conclude(self) -> Iterator[Finding]:
        for id_ in self.baseline.documents:
            if id_ not in self.seen:
                message = f"{printable(id_)} stands in the baseline and is not among the results"
                yield Finding("drift-document", message, Place(self.baseline.path), document=id_)

    def _cause(self, *, source: bool, coding_alone: bool) -> tuple[str, str]:
        """Return the slug of what moved a document, and in words all that may have."""
        if source:
            causes = ["text", *self.changed]
        else:
            causes = [name for name in self.changed if name != "codebook" or coding_alone]
        causes = causes or ["engine"]
        told = len(causes) > 1 or causes == ["engine"]  # else the slug says it
        why = f" ({'; '.join(_CAUSES[cause] for cause in causes)})" if told else ""
        return f"drift-{causes[0]}", why

    def _moves(
        self,
        subject: Subject,
        then: KnownDocument,
        now: KnownDocument,
        slug: str,
        why: str,
        *,
        same_text: bool,
    ) -> Iterator[Finding]:
        yield from _told(subject, _compare(then.codings, now.codings, same_text=same_text), slug, why)
        if slug == "drift-codebook":  # which cannot have moved events
            slug, why = self._cause(source=False, coding_alone=False)
        yield from _told(subject, _compare(then.events, now.events, same_text=same_text), slug, why)


def _compare(
    then: Sequence[Known], now: Sequence[Known], *, same_text: bool
) -> Iterator[tuple[Known | None, Known | None]]:
    """Yield what was and what is, None for what is not; what is as it was is left out."""
    waiting: dict[tuple[object, ...], deque[Known]] = defaultdict(deque)
    for old in then:
        waiting[old.key].append(old)
    fresh: list[Known] = []
    for new in now:
        if waiting[new.key]:
            old = waiting[new.key].popleft()
            if old.rest != new.rest:
                yield old, new
        else:
            fresh.append(new)
    gone = [old for queue in waiting.values() for old in queue]
    for new in fresh:
        partner = next((old for old in gone if same_text and _same_place(old, new)), None)
        if partner is not None:
            gone.remove(partner)
        yield partner, new
    for old in sorted(gone, key=lambda item: item.span):
        yield old, None


def _same_place(old: Known, new: Known) -> bool:
    return old.key[0] == new.key[0] and Span(*old.span).overlaps(Span(*new.span))


def _told(
    subject: Subject, moves: Iterator[tuple[Known | None, Known | None]], slug: str, why: str
) -> Iterator[Finding]:
    pages = {tuple(at.span): at.page for _, _, at, _ in subject.located()}
    for old, new in moves:
        item = new or old
        if item is None:
            continue
        page = pages.get(item.span) if new is not None else None
        quote = f"“{printable(item.quote, _EXCERPT)}”" + (f" (page {page})" if page else "")
        if old is None:
            message = f"new: {item.name} {quote}"
        elif new is None:
            message = f"gone: {item.name} {quote}"
        else:
            message = f"changed: {item.name} {quote}: {_differences(old, new)}"
        place = Place(subject.row.path)
        if new is not None and subject.edits is not None:
            place = subject.place_of(Span(*new.span))
        yield Finding(slug, f"{message}{why}", place, document=subject.id)


def _differences(old: Known, new: Known) -> str:
    names = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    return (
        ", ".join(
            f"{name} was {_plain(getattr(old, name))}, is {_plain(getattr(new, name))}"
            for name in names
            if name != "span"
        )
        or f"span was {list(old.span)}, is {list(new.span)}"
    )


def _plain(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return printable(text, _EXCERPT) or "nothing"


def _start(context: Context) -> Inspector:
    return _Drift(context, context.baseline) if context.baseline is not None else Inspector()


CHECK = Check(
    "drift",
    dict.fromkeys(
        ("drift-text", "drift-codebook", "drift-configuration", "drift-engine", "drift-document"), "error"
    ),
    _start,
)
