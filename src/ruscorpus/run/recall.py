"""What earlier runs made of one source, for the worker that has to make it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ruscorpus.run.cache import CacheDamagedError
from ruscorpus.run.digest import digests, file_digest
from ruscorpus.run.memo import Result, document_entry, result_entry, unchanged
from ruscorpus.run.outcome import CACHE, Outcome, Product

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ruscorpus.limits import Limits
    from ruscorpus.model import Document
    from ruscorpus.run.cache import Entry, Packed
    from ruscorpus.run.collect import Collector
    from ruscorpus.run.discover import Source
    from ruscorpus.run.memo import Memo
    from ruscorpus.run.supervisor import Report


def recalled(memo: Memo, source: Source, sha256: str, out: Path) -> Outcome | None:
    """Return what an earlier run made of a source, where that still stands in *out* as it was written.

    Raises :class:`CacheDamagedError`.
    """
    key = memo.result_key(source, sha256)
    result = memo.result(source, key)
    if result is None or not unchanged(out, result.files):
        return None
    used = (key, memo.read_key(source, sha256))
    return Outcome(
        result.row, result.problems, Product(analysis=result.analysis, texts=result.texts), used=used
    )


def recall_all(memo: Memo, jobs: Iterable[int], collector: Collector, limits: Limits) -> list[int]:
    """Let *collector* have those of *jobs* whose results stand in OUT already; return the others."""
    left = []
    for job in jobs:
        outcome = None
        if collector.tick():
            source = collector.sources[job]
            sha256 = file_digest(source.path, limits.max_bytes)
            try:
                outcome = recalled(memo, source, sha256, collector.out) if sha256 else None
            except CacheDamagedError as error:
                collector.warn_of_cache(str(error))
        if outcome is None:
            left.append(job)
        else:
            collector.known(job, outcome)
    memo.entries.close()  # a connection must not be carried into the workers
    return left


@dataclass(slots=True)
class Recall:
    """What the cache has of one document before coding, and what it is to be given of it."""

    memo: Memo
    source: Source
    report: Report
    entries: list[Packed] = field(default_factory=list)
    used: list[str] = field(default_factory=list)

    def document(self, sha256: str, make: Callable[[], Document]) -> Document:
        """Return the document as it is before coding, from the cache or made anew."""
        key = self.memo.read_key(self.source, sha256)
        document = self._kept(key)
        if document is not None:
            self.used.append(key)
            return document
        document = make()
        if document.sha256 == sha256:  # else the file changed while we looked
            with contextlib.suppress(ValueError):
                self._add(document_entry(key, document))
        return document

    def keep(self, outcome: Outcome) -> Outcome:
        """Return *outcome* with what the cache is to have of it."""
        if outcome.analysis is not None:
            key = self.memo.result_key(self.source, outcome.row.sha256)
            result = Result(
                replace(outcome.row, seconds=0.0),
                outcome.problems,
                outcome.analysis,
                digests(outcome.product.files),
                outcome.product.texts,
            )
            with contextlib.suppress(ValueError):
                self._add(result_entry(key, result))
        return replace(outcome, entries=tuple(self.entries), used=tuple(self.used))

    def _add(self, entry: Entry) -> None:
        packed = entry.packed()
        if packed is not None:
            self.entries.append(packed)

    def _kept(self, key: str) -> Document | None:
        try:
            return self.memo.document(self.source, key)
        except CacheDamagedError as error:
            self.report(CACHE, str(error))
            return None
