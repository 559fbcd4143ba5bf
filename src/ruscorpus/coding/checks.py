"""What a codebook must hold beyond its shape: references that lead somewhere, cues that can hold.

Everything here works on the file alone and costs next to nothing: no phrase is expanded before it is known
how many phrases it stands for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.coding.phrasebook import LIST, parts_of
from ruscorpus.phrases import folded
from ruscorpus.vocabulary import ENTITY_TYPES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ruscorpus.config.codebook import Code, Codebook, Cue
    from ruscorpus.yamlio import NodePath

MAX_PHRASES = 20_000
"""One phrase of a codebook may stand for so many plain ones: three long lists side by side are millions."""
_REGEX = re.compile(r"\.\*|\.\+|\\[bdswBDSW]|\(\?|\[[^\]]*\]|\^|\$$|[^|]\|[^|]")


@dataclass(frozen=True, slots=True)
class Known:
    """What the codebook may refer to: the event ontology and the actors in use. Empty: not checked."""

    modes: Mapping[str, Collection[str]] = field(default_factory=dict)
    contexts: Collection[str] = ()
    actors: Collection[str] = ()


class Fault(NamedTuple):
    """A fault of a codebook: where it stands, what it is, and what to do."""

    place: NodePath
    message: str
    hint: str = ""


def faults(codebook: Codebook, known: Known) -> Iterator[Fault]:
    """Yield every fault of *codebook*, in the order of the file."""
    yield from _twice("facet", [facet.id for facet in codebook.facets], ("facets",))
    for name, phrases in codebook.lists.items():
        for index, phrase in enumerate(phrases):
            yield from _in_phrase(phrase, codebook, ("lists", name, index))
        if _reaches_itself(name, codebook):
            yield Fault(("lists", name), f"list {{{name}}} contains itself", "take one of the two out")
    yield from _twice("code", [code.id for code in codebook.codes], ("codes",))
    if not codebook.codes:
        yield Fault(("codes",), "the codebook has no code", "add one; `ruscorpus codebook new` shows how")
    facets = [facet.id for facet in codebook.facets]
    for index, code in enumerate(codebook.codes):
        if code.facet not in facets:
            yield Fault(
                ("codes", index, "facet"),
                f"{code.id}: unknown facet {code.facet!r}",
                _meant(code.facet, facets, "facets"),
            )
        yield from _in_code(code, codebook, ("codes", index), known)
    yield from _in_reports(codebook)


def warnings(codebook: Codebook) -> Iterator[Fault]:
    """Yield what is no fault but a thing that a reader of the codebook will miss or stumble over."""
    used = {name for phrase in _all_phrases(codebook) for name in LIST.findall(phrase)}
    for name in codebook.lists:
        if name not in used:
            yield Fault(("lists", name), f"list {{{name}}} is used by no cue", "use it or take it out")
    for index, code in enumerate(codebook.codes):
        for kind, examples in (("positive", code.examples.positive), ("negative", code.examples.negative)):
            if not examples:
                yield Fault(
                    ("codes", index),
                    f"{code.id}: has no {kind} example",
                    "add a sentence, or nobody can tell whether its cues do what you mean",
                )


def _in_reports(codebook: Codebook) -> Iterator[Fault]:
    """Check that what the reports are to show stands in the codebook."""
    facets = [facet.id for facet in codebook.facets]
    reports = codebook.reports
    shown: list[tuple[NodePath, str]] = [
        (("evidence", index), facet) for index, facet in enumerate(reports.evidence)
    ]
    for index, crosstab in enumerate(reports.crosstabs):
        shown += [
            (("crosstabs", index, "rows"), crosstab.rows),
            (("crosstabs", index, "columns"), crosstab.columns),
        ]
    for place, facet in shown:
        if facet not in facets:
            yield Fault(("reports", *place), f"unknown facet {facet!r}", _meant(facet, facets, "facets"))
    codes = [code.id for code in codebook.codes]
    seen: set[str] = set()
    for position, members in reports.hypothesis.items():
        for index, code in enumerate(members):
            at = ("reports", "hypothesis", position, index)
            if code not in codes:
                yield Fault(at, f"unknown code {code!r}", _meant(code, codes, "codes"))
            if code in seen:
                yield Fault(at, f"code {code!r} takes two positions", "a passage speaks for, or against")
            seen.add(code)


def _twice(what: str, ids: list[str], place: NodePath) -> Iterator[Fault]:
    counts = Counter(ids)
    for index, name in enumerate(ids):
        if counts[name] > 1 and ids.index(name) != index:
            yield Fault(
                (*place, index, "id"),
                f"{what} id {name!r} stands {counts[name]} times",
                "every id names one thing: rename or merge",
            )


def _in_code(code: Code, codebook: Codebook, place: NodePath, known: Known) -> Iterator[Fault]:
    counts = Counter(cue.id for cue in code.cues)
    if not code.cues:
        yield Fault((*place, "cues"), f"{code.id}: has no cue", "without one the code is never found")
    for index, cue in enumerate(code.cues):
        at = (*place, "cues", index)
        if counts[cue.id] > 1:
            yield Fault(
                (*at, "id"),
                f"{code.id}: cue id {cue.id!r} stands {counts[cue.id]} times",
                "every coding names its cue: give each its own id",
            )
        for where, phrase in _phrases(cue):
            yield from _in_phrase(phrase, codebook, (*at, *where))
        for number, phrase in enumerate(cue.none):
            if phrase in cue.any:
                yield Fault(
                    (*at, "not", number),
                    f"{code.id}: {phrase!r} stands in any and in not",
                    "the cue can never hold on it: take one out",
                )
        for number, other in enumerate(cue.unless):
            if other == code.id or other not in (ids := [each.id for each in codebook.codes]):
                message = "gives way to itself" if other == code.id else f"unknown code {other!r}"
                hint = "name another code" if other == code.id else _meant(other, ids, "codes")
                yield Fault((*at, "unless", number), f"{code.id}: {message}", hint)
        for fault in _references(cue, at, known):
            yield fault._replace(message=f"{code.id}: {fault.message}")


def _references(cue: Cue, at: NodePath, known: Known) -> Iterator[Fault]:
    for number, pattern in enumerate(cue.events):
        kind, _, mode = pattern.partition("/")
        place = (*at, "events", number)
        if known.modes and kind not in known.modes:
            yield Fault(place, f"unknown event type {kind!r}", _meant(kind, known.modes, "types"))
        elif mode and known.modes and mode not in known.modes[kind]:
            yield Fault(place, f"{kind} has no mode {mode!r}", _meant(mode, known.modes[kind], "modes"))
    for number, status in enumerate(cue.event_status):
        if status not in STATUSES:
            place = (*at, "event_status", number)
            yield Fault(place, f"unknown event status {status!r}", _meant(status, STATUSES, "statuses"))
    for number, context in enumerate(cue.event_contexts):
        if known.contexts and context not in known.contexts:
            place = (*at, "event_contexts", number)
            yield Fault(
                place, f"unknown event context {context!r}", _meant(context, known.contexts, "contexts")
            )
    for key in ("event_parties", "entities"):
        types = ENTITY_TYPES if key == "entities" else ()
        for number, name in enumerate(getattr(cue, key)):
            if known.actors and name not in known.actors and name not in types:
                hint = _meant(name, {*known.actors, *types}, "types" if types else "")
                yield Fault((*at, key, number), f"nothing is named {name!r} in the gazetteer", hint)


def _phrases(cue: Cue) -> Iterator[tuple[NodePath, str]]:
    for index, phrase in enumerate(cue.any):
        yield ("any", index), phrase
    for outer, group in enumerate(cue.all):
        for index, phrase in enumerate(group):
            yield ("all", outer, index), phrase
    for index, phrase in enumerate(cue.none):
        yield ("not", index), phrase
    for index, phrase in enumerate(cue.inside):
        yield ("except", index), phrase


def _all_phrases(codebook: Codebook) -> Iterator[str]:
    for phrases in codebook.lists.values():
        yield from phrases
    for code in codebook.codes:
        for cue in code.cues:
            yield from (phrase for _, phrase in _phrases(cue))


def _in_phrase(phrase: str, codebook: Codebook, place: NodePath) -> Iterator[Fault]:
    unknown = [name for name in LIST.findall(phrase) if name not in codebook.lists]
    for name in unknown:
        yield Fault(place, f"unknown list {{{name}}}", _meant(name, codebook.lists, "lists"))
    bare = LIST.sub("", phrase)
    if "{" in bare or "}" in bare:
        yield Fault(place, f"phrase {phrase!r} has a brace without its partner", "write {name} for a list")
    elif _REGEX.search(bare):
        yield Fault(
            place,
            f"phrase {phrase!r} looks like a regular expression",
            "phrases are plain text; write A ... B for words between, and a list for alternatives",
        )
    parts = parts_of(phrase)
    if not parts or not all(folded(part) for part in parts):
        yield Fault(place, f"phrase {phrase!r} holds nothing to look for", "write at least one word")
    elif not unknown and not any(_reaches_itself(name, codebook) for name in LIST.findall(phrase)):
        count = _count(phrase, codebook, {})
        if count > MAX_PHRASES:
            yield Fault(
                place,
                f"phrase {phrase!r} stands for {count} phrases, more than {MAX_PHRASES}",
                "put the lists into all, one to a group, with within",
            )


def _count(phrase: str, codebook: Codebook, known: dict[str, int]) -> int:
    """Return how many plain phrases *phrase* stands for."""
    total = 1
    for name in LIST.findall(phrase):
        if name not in known:
            known[name] = sum(_count(entry, codebook, known) for entry in codebook.lists.get(name, ()))
        total *= known[name]
    return total


def _reaches_itself(name: str, codebook: Codebook) -> bool:
    """Tell whether the list *name* is among the lists that it, or one that it holds, names."""
    seen: set[str] = set()
    queue = [name]
    while queue:
        for phrase in codebook.lists.get(queue.pop(), ()):
            for other in LIST.findall(phrase):
                if other == name:
                    return True
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
    return False


def _meant(name: str, known: Iterable[str], what: str) -> str:
    """Return what may have been meant by an unknown *name*."""
    listed = sorted(known)
    near = get_close_matches(name, listed, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if len(listed) <= 20:
        return f"known {what}: {', '.join(listed)}" if listed else f"there are no {what}"
    return f"one of {len(listed)} known names" if what else "add the actor to configs/actors, or mend its id"
