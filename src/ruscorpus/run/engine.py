"""Many documents through one desk: in worker processes where the system can fork, else in this one."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from ruscorpus.garbage import paused
from ruscorpus.model import Document
from ruscorpus.run.supervisor import CAN_FORK, Crew, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruscorpus.pipeline import Pipeline
    from ruscorpus.run.collect import Collector
    from ruscorpus.run.discover import Source
    from ruscorpus.run.worker import Desk

    WarmUp = Callable[[Pipeline, Sequence[Source]], None]


_WARM_UP = "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


@paused()
def warm_up(pipeline: Pipeline, sources: Sequence[Source]) -> None:
    """Load now, before there are workers, what each of them would otherwise load for itself."""
    pipeline(Document(id="", path="", raw=_WARM_UP))
    import_module("ruscorpus.load")
    if any(source.path.suffix.lower() == ".pdf" for source in sources):
        import_module("ruscorpus.load.pdf")


def work_through(
    desk: Desk,
    collector: Collector,
    jobs: Sequence[int],
    *,
    workers: int,
    warm_up: WarmUp,
    lock: int | None = None,
) -> None:
    """Do *jobs* of *collector* at *desk*, *workers* at a time (0: one a processor), until it wants no more.

    *warm_up* loads, before there are workers, what each of them would otherwise load for itself. *lock* is
    the descriptor of the run's lock, which no worker may keep open. A desk with ``debug`` or ``inline`` does
    everything in this process.
    """
    if desk.debug or desk.inline or not CAN_FORK:
        _inline(desk, jobs, collector)
    elif jobs:
        warm_up(desk.pipeline, desk.sources)
        size = min(workers or cores(), len(jobs))
        limits = desk.limits
        with (
            collector.interrupts.put_off(),
            Crew(
                desk.do,
                size,
                seconds=limits.seconds_per_document,
                memory_mb=limits.memory_mb,
                close=[] if lock is None else [lock],
            ) as crew,
        ):
            crew.run(jobs, collector)


def _inline(desk: Desk, jobs: Iterable[int], collector: Collector) -> None:
    """Do all jobs in this process, one after the other."""
    for job in jobs:
        if not collector.tick():
            return
        desk.do(job, partial(collector.said, job))
        collector.done(job)
