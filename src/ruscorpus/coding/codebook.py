"""Reading a codebook, and checking what its shape alone cannot show.

The pydantic models check the shape; here the references are checked, with file, line and column, and the
examples of every code are run.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruscorpus import yamlio
from ruscorpus.coding.phrasebook import LIST, parts_of
from ruscorpus.config.codebook import Codebook
from ruscorpus.phrases import skeleton
from ruscorpus.problems import ConfigError, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from ruscorpus.config.codebook import Code, Cue
    from ruscorpus.model import Document
    from ruscorpus.yamlio import Parsed

Place = tuple[str | int, ...]
STATUSES = frozenset({"occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"})


def load_codebook(path: Path, event_types: Collection[str] | None = None) -> Codebook:
    """Read and check the codebook at *path*.

    *event_types*: the types of the event ontology in use; where given, cues may name no others. Raises
    ``ConfigError`` with every fault and its place.
    """
    parsed = yamlio.read(path)
    return check_codebook(parsed, str(path), event_types)


def check_codebook(parsed: Parsed, path: str, event_types: Collection[str] | None = None) -> Codebook:
    """Turn a parsed YAML document into a codebook; raise ``ConfigError`` with every fault and its place."""
    codebook = yamlio.validate(Codebook, parsed, path)
    problems = [
        Problem("codebook-invalid", message, path, *parsed.place(place))
        for place, message in _faults(codebook, event_types)
    ]
    if problems:
        raise ConfigError(*problems)
    return codebook


def check_examples(
    codebook: Codebook,
    analyse: Callable[[str], Document],
    parsed: Parsed | None = None,
    path: str = "",
) -> list[Problem]:
    """Run every example of every code through *analyse* and return those that come out wrong.

    A positive example must get its code somewhere, a negative one nowhere. *parsed* and *path*, where
    given, put a place to each problem.
    """
    problems = []
    for index, code in enumerate(codebook.codes):
        for kind, texts in (("positive", code.examples.positive), ("negative", code.examples.negative)):
            for number, text in enumerate(texts):
                got = any(coding.code == code.id for coding in analyse(text).codings)
                if got is (kind == "positive"):
                    continue
                message = f"{code.id}: {kind} example {'does not get' if not got else 'gets'} the code: "
                place = (
                    parsed.place(("codes", index, "examples", kind, number)) if parsed is not None else (0, 0)
                )
                problems.append(Problem("codebook-example", message + printable(text), path, *place))
    return problems


def _faults(codebook: Codebook, event_types: Collection[str] | None) -> Iterator[tuple[Place, str]]:
    for name, phrases in codebook.lists.items():
        for index, phrase in enumerate(phrases):
            yield from _in_phrase(phrase, codebook, ("lists", name, index))
        if _reaches_itself(name, codebook):
            yield ("lists", name), f"list {{{name}}} contains itself"
    for index, code in enumerate(codebook.codes):
        yield from _in_code(code, codebook, ("codes", index), event_types)
    yield from _in_reports(codebook)


def _in_reports(codebook: Codebook) -> Iterator[tuple[Place, str]]:
    """Check that what the reports are to show stands in the codebook."""
    facets = {facet.id for facet in codebook.facets}
    reports = codebook.reports
    shown: list[tuple[Place, str]] = [
        (("evidence", index), facet) for index, facet in enumerate(reports.evidence)
    ]
    for index, crosstab in enumerate(reports.crosstabs):
        shown += [
            (("crosstabs", index, "rows"), crosstab.rows),
            (("crosstabs", index, "columns"), crosstab.columns),
        ]
    for place, facet in shown:
        if facet not in facets:
            yield ("reports", *place), f"unknown facet {facet!r}"
    codes = {code.id for code in codebook.codes}
    seen: set[str] = set()
    for position, members in reports.hypothesis.items():
        for index, code in enumerate(members):
            at = ("reports", "hypothesis", position, index)
            if code not in codes:
                yield at, f"unknown code {code!r}"
            if code in seen:
                yield at, f"code {code!r} takes two positions"
            seen.add(code)


def _in_code(
    code: Code, codebook: Codebook, place: Place, event_types: Collection[str] | None
) -> Iterator[tuple[Place, str]]:
    counts = Counter(cue.id for cue in code.cues)
    if not code.cues:
        yield (*place, "cues"), f"{code.id}: has no cue"
    for index, cue in enumerate(code.cues):
        at = (*place, "cues", index)
        if counts[cue.id] > 1:
            yield (*at, "id"), f"{code.id}: cue id {cue.id!r} stands {counts[cue.id]} times"
        for where, phrase in _phrases(cue):
            yield from _in_phrase(phrase, codebook, (*at, *where))
        for number, pattern in enumerate(cue.events):
            kind = pattern.partition("/")[0]
            if event_types is not None and kind not in event_types:
                yield (*at, "events", number), f"{code.id}: unknown event type {kind!r}"
        for number, status in enumerate(cue.event_status):
            if status not in STATUSES:
                yield (*at, "event_status", number), f"{code.id}: unknown event status {status!r}"


def _phrases(cue: Cue) -> Iterator[tuple[Place, str]]:
    for index, phrase in enumerate(cue.any):
        yield ("any", index), phrase
    for outer, group in enumerate(cue.all):
        for index, phrase in enumerate(group):
            yield ("all", outer, index), phrase
    for index, phrase in enumerate(cue.none):
        yield ("not", index), phrase


def _in_phrase(phrase: str, codebook: Codebook, place: Place) -> Iterator[tuple[Place, str]]:
    unknown = [name for name in LIST.findall(phrase) if name not in codebook.lists]
    for name in unknown:
        yield place, f"unknown list {{{name}}}"
    parts = parts_of(phrase)
    if not parts or not all(skeleton(part) for part in parts):
        yield place, f"phrase {phrase!r} holds nothing to look for"


def _reaches_itself(name: str, codebook: Codebook) -> bool:
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
