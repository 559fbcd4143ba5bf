"""What goes out to a cluster in one task: one document, or several small ones.

The way there and back takes longer than the work on a short text. Who is sent together shares the fate of a
worker once, so it is a few at most, of which none is large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.problems import Problem
from ruscorpus.run.outcome import Outcome, failed

if TYPE_CHECKING:
    from collections.abc import Container

    from ruscorpus.limits import Limits
    from ruscorpus.run.collect import Collector
    from ruscorpus.run.discover import Source

MOST = 16
_TOGETHER = 1 << 16
"""So many documents, of so many bytes, go out in one task: half a second of work at most."""
_PLAIN = frozenset((".txt", ".md", ".html", ".htm"))
"""Files that hold no more text than bytes. A short Word file may hold a book."""


@dataclass(frozen=True, slots=True)
class Order:
    """One document to work on: its source, and its bytes or the URL where workers find them."""

    source: Source
    data: bytes | None


def parcel(
    waiting: list[int], alone: Container[int], most: int, collector: Collector, limits: Limits
) -> dict[int, Order]:
    """Take the documents of the next task off *waiting*: at most *most* small ones, or one."""
    batch: dict[int, Order] = {}
    left = _TOGETHER
    while waiting and len(batch) < most:
        source = collector.sources[waiting[-1]]
        size = _TOGETHER if waiting[-1] in alone else _size(source)
        if batch and size >= left:
            break
        job, left = waiting.pop(), left - size
        order = _order_of(source, limits)
        if isinstance(order, Outcome):
            collector.arrived(job, order)
        else:
            batch[job] = order
            collector.listener.stage(source, "cluster")
    return batch


def _size(source: Source) -> int:
    """Return how much a source takes of a task that it shares with others; all of it where nobody knows."""
    if source.url or source.path.suffix.lower() not in _PLAIN:
        return _TOGETHER
    try:
        return source.path.stat().st_size
    except OSError:  # the next to look tells why
        return 0


def _order_of(source: Source, limits: Limits) -> Order | Outcome:
    """Return what goes out for a source: its bytes, or for a URL nothing but its name."""
    if source.url:
        return Order(source, None)
    try:
        with source.path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem("file-unreadable", f"the file cannot be read: {reason}", source.shown_path)
        return failed(source, problem, "unreadable")
    return Order(source, data)
