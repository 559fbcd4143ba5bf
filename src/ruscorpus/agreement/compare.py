"""Coders compared: coefficients by code with intervals, and where they disagree."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.agreement.coders import common_documents, shared_names
from ruscorpus.agreement.coefficients import COEFFICIENTS
from ruscorpus.agreement.disagreements import Disagreement, disagreements
from ruscorpus.agreement.interval import Interval, percentile_interval
from ruscorpus.agreement.unitizing import distance, joint_alpha
from ruscorpus.agreement.units import Counted, passages_by_code
from ruscorpus.offsets import Span
from ruscorpus.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ruscorpus.agreement.coders import Coder
    from ruscorpus.agreement.coefficients import Values

SEED = 1979
SAMPLES = 1000
MANY_DOCUMENTS = 30
"""From so many documents on the bootstrap draws documents; below that, lines of them."""
ALL = "(all codes)"


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code, or on all of them pooled.

    ``passages`` counts the passages of each coder, ``units`` the units that each gave the code.
    ``coefficients`` are those of :data:`COEFFICIENTS` and ``alpha_u``, which has no interval.
    """

    code: str
    passages: tuple[int, ...]
    units: tuple[int, ...]
    coefficients: Mapping[str, Interval]


@dataclass(slots=True)
class Comparison:
    """What a comparison came to. ``left_out``: documents that not all coders read, by coder."""

    coders: tuple[str, ...]
    unit: str
    documents: tuple[str, ...] = ()
    units: int = 0
    resampled: str = ""
    codes: list[CodeAgreement] = field(default_factory=list)
    pooled: CodeAgreement | None = None
    disagreements: list[Disagreement] = field(default_factory=list)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)


def compare(
    coders: Sequence[Coder],
    unit: str,
    sentences: Callable[[str], Sequence[Span]],
    *,
    texts: Coder | None = None,
    samples: int = SAMPLES,
) -> Comparison:
    """Compare two or more coders over the documents that all of them read.

    *sentences* splits a text where *unit* asks for it. Raises ``UsageError`` for fewer than two coders, for
    coders without a common document, and for documents whose texts differ.
    """
    if len(coders) < 2:
        hint = "name two results, gold folders, projects or tables, or one table with a column coder"
        raise UsageError(Problem("one-coder", "there is nobody to compare with", hint=hint))
    shared = shared_names(coders)
    if not shared:
        names = ", ".join(coder.name for coder in coders)
        hint = "documents are matched by their ids, or the last part of them"
        raise UsageError(
            Problem("no-common-document", "the coders read no document in common", names, hint=hint)
        )
    comparison = Comparison(_distinct([coder.name for coder in coders]), unit)
    comparison.left_out = _left_out(comparison.coders, coders, shared)
    counted = Counted(len(coders), unit, sentences)
    passages: dict[str, list[list[Span]]] = defaultdict(lambda: [[] for _ in coders])
    length = 0
    for document in common_documents(coders, texts):
        comparison.documents += (document.id,)
        counted.add(document)
        for code, own in passages_by_code(document).items():
            for number, spans in enumerate(own):
                passages[code][number] += [Span(s.start + length, s.end + length) for s in spans]
        length += len(document.text)
        comparison.disagreements += disagreements(document)
    comparison.units = sum(counted.sizes)
    _measure(comparison, counted, passages, length, _Bootstrap(counted, samples))
    return comparison


def _measure(
    comparison: Comparison,
    counted: Counted,
    passages: Mapping[str, list[list[Span]]],
    length: int,
    bootstrap: _Bootstrap,
) -> None:
    comparison.resampled = bootstrap.what
    intervals = bootstrap.intervals()
    pooled: Counter[Values] = Counter()
    unitized = []
    for code in sorted(counted.coded):
        table = counted.table(code)
        pooled.update(table)
        unitized.append(distance(passages[code], length))
        values = {**intervals[code], "alpha_u": Interval(unitized[-1].alpha)}
        numbers = tuple(len(spans) for spans in passages[code])
        comparison.codes.append(CodeAgreement(code, numbers, _given(table), values))
    if comparison.codes:
        values = {**intervals[ALL], "alpha_u": Interval(joint_alpha(unitized))}
        numbers = tuple(map(sum, zip(*(row.passages for row in comparison.codes), strict=True)))
        comparison.pooled = CodeAgreement(ALL, numbers, _given(pooled), values)


def _given(table: Counter[Values]) -> tuple[int, ...]:
    """Return how many units each coder gave the code."""
    coders = len(next(iter(table), ()))
    return tuple(sum(n for pattern, n in table.items() if pattern[i]) for i in range(coders))


def _distinct(names: list[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(name if counts[name] == 1 else f"{name} ({number})" for number, name in enumerate(names, 1))


def _left_out(
    names: Sequence[str], coders: Sequence[Coder], shared: Mapping[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    left_out = {}
    for number, (name, coder) in enumerate(zip(names, coders, strict=True)):
        used = {own[number] for own in shared.values()}
        rest = tuple(sorted(document for document in coder.documents if document not in used))
        if rest:
            left_out[name] = rest
    return left_out


class _Bootstrap:
    """Draws blocks of units with replacement, the same ones for every code, and measures again each time."""

    def __init__(self, counted: Counted, samples: int) -> None:
        self.counted, self.samples = counted, samples
        self.rng = random.Random(SEED)  # noqa: S311 - no secret
        documents = counted.documents
        many = len(set(documents)) >= MANY_DOCUMENTS
        self.what = ("documents" if many else "lines") if samples else ""
        self.block_of = documents if many else list(range(len(documents)))
        self.sizes: Counter[int] = Counter()
        for line, size in enumerate(counted.sizes):
            self.sizes[self.block_of[line]] += size
        self.blocks = sorted(block for block, size in self.sizes.items() if size)
        self.coded: dict[str, dict[int, Counter[Values]]] = {}
        for code, lines in counted.coded.items():
            own = self.coded.setdefault(code, defaultdict(Counter))
            for line, patterns in lines.items():
                own[self.block_of[line]].update(patterns)

    def intervals(self) -> dict[str, dict[str, Interval]]:
        """Return the intervals of all coefficients by code, and of all codes pooled under ``ALL``."""
        drawn: dict[tuple[str, str], list[float]] = defaultdict(list)
        for _ in range(self.samples if self.blocks else 0):
            times = Counter(self.rng.choices(self.blocks, k=len(self.blocks)))
            for code, values in self._measured(times).items():
                for name, value in values.items():
                    drawn[code, name].append(value)
        estimates = self._measured(Counter(self.blocks))
        return {
            code: {
                name: percentile_interval(value, drawn[code, name])
                if not math.isnan(value)
                else Interval(value)
                for name, value in values.items()
            }
            for code, values in estimates.items()
        }

    def _measured(self, times: Counter[int]) -> dict[str, dict[str, float]]:
        units = sum(self.sizes[block] * n for block, n in times.items())
        pooled: Counter[Values] = Counter()
        measured = {}
        for code in sorted(self.coded):
            table: Counter[Values] = Counter()
            for block, patterns in self.coded[code].items():
                n = times.get(block, 0)
                if n:
                    for pattern, weight in patterns.items():
                        table[pattern] += weight * n
            table = self.counted.filled(table, units)
            pooled.update(table)
            measured[code] = {name: measure(table) for name, measure in COEFFICIENTS.items()}
        measured[ALL] = {name: measure(pooled) for name, measure in COEFFICIENTS.items()}
        return measured
