"""Agreement with gold, code by code and event type by event type: no mean hides one that fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ruscorpus.agreement.gold import Gold, read_gold
from ruscorpus.agreement.interval import f1_interval
from ruscorpus.agreement.matching import BareText, pair
from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Measure, Place
from ruscorpus.model import same_parties
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject
    from ruscorpus.offsets import Span

Kind = tuple[str, str]
"""``code`` or ``event``, and which one."""


@dataclass(slots=True)
class _Tally:
    """What came of one code or type over all documents."""

    hits: int = 0
    found: int = 0
    gold: int = 0


@dataclass
class _Agreement(Inspector):
    context: Context
    gold: Gold
    tallies: dict[Kind, _Tally] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str]:
        """The annotated document by the id that it has among the results."""
        return {id_: name for name, id_ in self.gold.named_in(self.context.ids).items()}

    def document(self, subject: Subject) -> Iterator[Finding]:
        name = self.names.get(subject.id)
        if name is None or subject.text is None:
            return
        text = BareText(subject.text)
        annotated = self.gold.text(name)
        if annotated is not None and BareText(annotated).bare != text.bare:
            message = f"differs from the text that was annotated, {self.gold.folder / 'text' / name}"
            hint = "anchors are looked up in it all the same"
            place = Place(str(subject.path("text", ".txt")))
            yield Finding("gold-text", message, place, hint, subject.id)
        yield from self._codes(subject, name, text)
        yield from self._events(subject, name, text)

    def _codes(self, subject: Subject, name: str, text: BareText) -> Iterator[Finding]:
        want: dict[str, list[tuple[Span, ...]]] = {}
        for line in self.gold.codes.get(name, []):
            places = text.find(line.anchor)
            if not places:
                yield self._lost(subject, "codes", line.anchor)
            for code in line.codes:
                want.setdefault(code, []).append(places)
        got: dict[str, list[Span]] = {}
        for _, row in subject.codings:
            got.setdefault(row.code, []).append(text.span(row.at.span))
        for code in {*want, *got}:
            wanted, found = want.get(code, []), got.get(code, [])
            hits = len(pair(found, wanted, lambda span, places: any(span.overlaps(at) for at in places)))
            self._count(("code", code), hits, len(found), len(wanted))

    def _events(self, subject: Subject, name: str, text: BareText) -> Iterator[Finding]:
        want: dict[str, list[tuple[Any, tuple[Span, ...]]]] = {}
        for line in self.gold.events.get(name, []):
            places = text.find(line.anchor)
            if not places:
                yield self._lost(subject, "events", line.anchor)
            want.setdefault(line.type, []).append((line, places))
        got: dict[str, list[tuple[Any, Span]]] = {}
        for _, row in subject.events:
            got.setdefault(row.type, []).append((row, text.span(row.at.span)))

        def fits(found: tuple[Any, Span], wanted: tuple[Any, tuple[Span, ...]]) -> bool:
            (row, span), (line, places) = found, wanted
            parties = (row.actor, row.recipient), (line.actor, line.recipient)
            return any(span.overlaps(at) for at in places) and same_parties(line.type, *parties)

        for kind in {*want, *got}:
            wanted, found = want.get(kind, []), got.get(kind, [])
            self._count(("event", kind), len(pair(found, wanted, fits)), len(found), len(wanted))

    def _count(self, kind: Kind, hits: int, found: int, gold: int) -> None:
        tally = self.tallies.setdefault(kind, _Tally())
        tally.hits += hits
        tally.found += found
        tally.gold += gold

    def _lost(self, subject: Subject, layer: str, anchor: str) -> Finding:
        message = f"the anchor “{printable(anchor, 60)}” of {layer} does not stand in the text"
        return Finding("gold-anchor", message, Place(str(subject.path("text", ".txt"))), document=subject.id)

    def conclude(self) -> Iterator[Finding]:
        place = Place(str(self.gold.folder))
        if not self.names:
            hint = "documents are matched by their ids, or the last part of them"
            yield Finding("gold-foreign", "none of its documents is among the results", place, hint)
            return
        compared = set(self.names.values())
        for name in self.gold.documents:
            if name not in compared:
                yield Finding("gold-missing", f"{printable(name)} is not among the results", place)
        for measure in self.measures():
            told = f"{measure.kind} {measure.name}: F1 {measure.f1}, {measure.gold} in the gold"
            if not measure.held:
                settings = self.context.settings.gold
                what = (
                    "F1"
                    if settings.bound == "estimate"
                    else f"lower end of the {settings.level:.0%} interval"
                )
                message = f"{told}; {what} below {measure.threshold:.2f}"
                yield Finding("gold-agreement", message, place)
            elif not measure.gated:
                minimum = self.context.settings.gold.minimum
                yield Finding("gold-few", f"{told}: fewer than {minimum}, not judged", place)

    def measures(self) -> list[Measure]:
        return self._measures

    @cached_property
    def _measures(self) -> list[Measure]:
        return [self._measure(kind, self.tallies[kind]) for kind in sorted(self.tallies)]

    def _measure(self, kind: Kind, tally: _Tally) -> Measure:
        settings = self.context.settings.gold
        thresholds = settings.codes if kind[0] == "code" else settings.events
        interval = f1_interval(
            tally.hits,
            tally.found - tally.hits,
            tally.gold - tally.hits,
            settings.level,
        )
        threshold = thresholds.for_(kind[1])
        gated = tally.gold >= settings.minimum
        reached = interval.value if settings.bound == "estimate" else interval.low
        return Measure(
            *kind,
            tally.gold,
            tally.found,
            tally.hits,
            tally.hits / tally.found if tally.found else 0.0,
            tally.hits / tally.gold if tally.gold else 0.0,
            interval,
            threshold,
            gated,
            not gated or reached >= threshold,
        )


def _start(context: Context) -> Inspector:
    if context.gold is None:
        return Inspector()
    settings, kinds = context.settings.gold, [kind.id for kind in context.knowledge.ontology.types]
    for key, wanted, known in (("codes", settings.codes, context.codes), ("events", settings.events, kinds)):
        unknown = sorted(set(wanted.of) - set(known))
        if unknown:
            message = f"validate.gold.{key}.of: there is nothing called {printable(unknown[0])!r}"
            near = get_close_matches(unknown[0], known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise UsageError(Problem("unknown-threshold", message, hint=hint))
    return _Agreement(context, read_gold(context.gold))


CHECK = Check(
    "gold",
    {
        "gold-agreement": "error",
        "gold-foreign": "error",
        "gold-missing": "warning",
        "gold-text": "warning",
        "gold-anchor": "warning",
        "gold-few": "note",
    },
    _start,
)
