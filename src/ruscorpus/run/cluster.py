"""The documents of a run on a Dask cluster: the same work, on other machines; the results come back here.

Dask distributes, we do not. As many tasks are under way as the cluster has threads, so that none waits
behind another on a worker that the other may bring down. A task is one document, or several small ones, as
its way there and back takes longer than the work on a short text. A worker that is lost costs the document
that it worked on one more try, elsewhere; of several documents each is then sent alone. A document that
alone costs two workers is reported, and so, at once, is one that takes too long, as its worker says before
it ends itself. Workers must run the same version of the program and of its libraries, or results would
depend on where they were made: they are asked before the run, and again with every document, as workers may
join at any time.
"""

from __future__ import annotations

import logging
import math
import tempfile
import time
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ruscorpus.pipeline import standard_pipeline
from ruscorpus.problems import LoadError, Problem, RuscorpusError, UsageError, printable
from ruscorpus.run.deadline import deadline, saying
from ruscorpus.run.memo import fingerprint
from ruscorpus.run.outcome import Outcome, failed, out_of_memory
from ruscorpus.run.parcels import MOST, Order, parcel
from ruscorpus.run.recall import Recall
from ruscorpus.run.supervisor import Loss
from ruscorpus.run.worker import work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.knowledge import Knowledge
    from ruscorpus.limits import Limits
    from ruscorpus.pipeline import Pipeline
    from ruscorpus.run.collect import Collector
    from ruscorpus.run.discover import Source
    from ruscorpus.run.memo import Memo
    from ruscorpus.run.worker import Make

_CONNECT_SECONDS = 15
_TICK = 0.2
_LOGS = ("distributed", "distributed.client")
_RETRIES = 1
"""How many workers a document may cost before it is given up: one, and the one that tries again."""
_MANY = 1_000
"""More lost workers than any scheduler allows a task."""
_SEVERAL = "several"
"""Stands in the key of a task of several documents, which is never tried again as it is."""


@dataclass(frozen=True, slots=True)
class Share:
    """What every worker needs, sent once; ``key`` names the run, ``program`` is the fingerprint of ours.

    No two runs have one key, wherever they were started: of two tasks with one key, a cluster does one and
    gives its result for both.
    """

    key: str
    program: str
    knowledge: Knowledge
    make: Make
    limits: Limits
    memo: Memo | None

    @property
    def overdue(self) -> str:
        """The topic under which workers say which documents take too long."""
        return f"ruscorpus-{self.key}-overdue"

    @classmethod
    def of(cls, knowledge: Knowledge, make: Make, limits: Limits, memo: Memo | None) -> Share:
        """Return what the workers of one run need."""
        return cls(uuid4().hex, fingerprint(), knowledge, make, limits, memo)


@contextmanager
def reached(address: str) -> Iterator[Any]:
    """Yield a client of the cluster whose scheduler is at *address*.

    Raises ``UsageError`` where there is no such cluster, or one that would not give the same results.
    """
    with _client(address) as client:
        with _scheduler_there(client):
            _check_workers(client, fingerprint())
        yield client


def on_cluster(client: Any, share: Share, collector: Collector, jobs: Sequence[int]) -> None:  # noqa: ANN401
    """Do *jobs* of *collector* on the cluster that *client* has :func:`reached`."""
    with collector.interrupts.put_off(), _scheduler_there(client), _prepared(client, share):
        _work_through(client, share, collector, jobs)


def _work_through(client: Any, share: Share, collector: Collector, jobs: Sequence[int]) -> None:  # noqa: ANN401
    waiting = list(reversed(jobs))
    alone: set[int] = set()
    running: dict[Any, tuple[int, ...]] = {}
    threads, asked = 0, -math.inf
    while collector.tick() and (waiting or running):
        if time.monotonic() - asked > _TICK:  # workers come and go; to ask with each document takes a while
            threads, asked = max(1, _threads(client)), time.monotonic()
        while waiting and len(running) < threads:
            # The last ones go out one by one: no worker is to have several while another has none.
            most = max(1, min(MOST, len(waiting) // (2 * threads)))
            batch = parcel(waiting, alone, most, collector, share.limits)
            if batch:
                running[_submit(client, share, batch)] = tuple(batch)
        for task in _finished(running):
            again = _conclude(task, running.pop(task), client, share, collector)
            alone.update(again)
            waiting += reversed(again)
    for task in running:
        task.cancel()


def _submit(client: Any, share: Share, batch: dict[int, Order]) -> Any:  # noqa: ANN401 - an extra, untyped
    several = f"{_SEVERAL}-" if len(batch) > 1 else ""
    key = f"ruscorpus-{share.key}-{several}{next(iter(batch))}"
    return client.submit(_do_all, tuple(batch.values()), share.key, share.program, pure=False, key=key)


def _do_all(orders: Sequence[Order], key: str, program: str) -> list[Outcome]:
    """Work on the documents of one task, in a worker of the cluster."""
    return [_do(order, key, program) for order in orders]


def _do(order: Order, key: str, program: str) -> Outcome:
    """Work on one document, in a worker of the cluster."""
    if fingerprint() != program:
        raise RuntimeError("this worker runs another version of ruscorpus or of its libraries")
    _check_threads()
    share = _shares[key]
    pipeline = _pipeline(share)
    with (
        tempfile.TemporaryDirectory(prefix="ruscorpus-") as folder,
        deadline(share.limits.seconds_per_document, saying(share.overdue, order.source.id)),
    ):
        source = replace(order.source, path=Path(folder) / f"source{order.source.path.suffix}")
        try:
            source.path.write_bytes(
                order.data if order.data is not None else _fetch(order.source, share.limits)
            )
        except LoadError as error:
            return failed(source, error.problems[0], error.status)
        recall = Recall(share.memo, source, lambda *_: None) if share.memo else None
        with suppress(MemoryError):
            return work(source, pipeline, share.make, limits=share.limits, recall=recall)
        return failed(source, out_of_memory(source, 0), "memory")


def _check_threads() -> None:
    import distributed  # noqa: PLC0415 - an extra

    if distributed.get_worker().state.nthreads != 1:
        raise RuntimeError("a worker that joined has several threads, start it with --nthreads 1")


_shares: dict[str, Share] = {}
_pipelines: dict[str, Pipeline] = {}


def _bringing(share: Share) -> Any:  # noqa: ANN401 - an extra, untyped
    """Return a plugin that brings *share* to every worker, those too that join later."""
    import distributed  # noqa: PLC0415 - an extra

    class Bringing(distributed.WorkerPlugin):
        """Travels as code, with copies of what it names: so it has to ask for the module's own tables."""

        def setup(self, worker: Any) -> None:  # noqa: ANN401, ARG002
            import_module("ruscorpus.run.cluster")._shares[share.key] = share  # noqa: SLF001

        def teardown(self, worker: Any) -> None:  # noqa: ANN401, ARG002
            module = import_module("ruscorpus.run.cluster")
            for table in (module._shares, module._pipelines):  # noqa: SLF001
                table.pop(share.key, None)

    return Bringing()


def _parting(share: Share) -> Any:  # noqa: ANN401 - an extra, untyped
    """Return a plugin for the scheduler: tasks of several documents that cost a worker come back at once.

    They count as if they had cost many, so that it does not try them as they are on another worker; and so
    do tasks with a document that takes too long, as it would again.
    """
    import distributed  # noqa: PLC0415 - an extra

    several, overdue = f"ruscorpus-{share.key}-{_SEVERAL}-", share.overdue

    class Parting(distributed.SchedulerPlugin):
        async def start(self, scheduler: Any) -> None:  # noqa: ANN401
            self.scheduler = scheduler

        def transition(self, key: Any, start: str, finish: str, *_: Any, **__: Any) -> None:  # noqa: ANN401, ARG002
            if finish == "processing" and str(key).startswith(several):
                self.scheduler.tasks[key].suspicious = _MANY

        def log_event(self, topic: str, msg: Any) -> None:  # noqa: ANN401
            if topic == overdue and msg[0] in self.scheduler.tasks:
                self.scheduler.tasks[msg[0]].suspicious = _MANY

    return Parting()


def _pipeline(share: Share) -> Pipeline:
    """Return the pipeline of a run, made once a worker."""
    if share.key not in _pipelines:
        _pipelines[share.key] = standard_pipeline(share.knowledge)
    return _pipelines[share.key]


def _fetch(source: Source, limits: Limits) -> bytes:
    """Return the bytes at a URL, at most one more than the limit: then the loader calls it too large."""
    import fsspec  # noqa: PLC0415 - an extra

    try:
        with fsspec.open(source.url, "rb") as file:
            data: bytes = file.read(limits.max_bytes + 1)
            return data
    except Exception as error:
        message = f"cannot be fetched: {type(error).__name__}: {printable(str(error))}"
        raise LoadError(Problem("file-unreadable", message, source.shown_path)) from error


def _finished(running: dict[Any, tuple[int, ...]]) -> list[Any]:
    """Wait a moment; return the tasks that are done, well or not."""
    if not running:
        return []
    import distributed  # noqa: PLC0415 - an extra

    with suppress(distributed.TimeoutError):
        distributed.wait(list(running), timeout=_TICK, return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
    return [task for task in running if task.done()]


@contextmanager
def _scheduler_there(client: Any) -> Iterator[None]:  # noqa: ANN401 - an extra, untyped
    """Say that the scheduler has gone, whatever Dask raises then."""
    address = client.scheduler.address
    try:
        yield
    except RuscorpusError:
        raise
    except Exception as error:
        if client.status == "running" and not isinstance(error, CancelledError):
            raise
        hint = "what is done is kept; run the command again when the cluster is back"
        raise UsageError(Problem("cluster-lost", "the scheduler has gone", address, hint=hint)) from error


def _conclude(
    task: Any,  # noqa: ANN401 - an extra, untyped
    jobs: Sequence[int],
    client: Any,  # noqa: ANN401
    share: Share,
    collector: Collector,
) -> Sequence[int]:
    """Take up what became of the documents of a task; return those that have to go out again, each alone."""
    error = task.exception()
    again: Sequence[int] = ()
    if error is None:
        for job, outcome in zip(jobs, task.result(), strict=True):
            collector.arrived(job, outcome)
    elif type(error).__name__ != "KilledWorker":
        raise UsageError(_mismatch(str(error)))
    else:
        overdue = {id_ for _, (_, id_) in client.get_events(share.overdue)}
        late = [job for job in jobs if collector.sources[job].id in overdue]
        for job in late:
            collector.lost(job, Loss(share.limits.seconds_per_document, timed_out=True))
        if len(jobs) > 1:
            again = [job for job in jobs if job not in late]
        elif not late:
            collector.lost(jobs[0], Loss(0.0, workers=_RETRIES + 1))
    task.release()
    return again


def _threads(client: Any) -> int:  # noqa: ANN401 - an extra, untyped
    return sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())


def _check_workers(client: Any, program: str) -> None:  # noqa: ANN401 - an extra, untyped
    """Refuse a cluster that would not give the results that this machine gives."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        hint = "start some: dask worker SCHEDULER --nthreads 1"
        raise UsageError(
            Problem("cluster-empty", "the cluster has no workers", client.scheduler.address, hint=hint)
        )
    crowded = sorted(address for address, worker in workers.items() if worker["nthreads"] != 1)
    if crowded:
        message = f"workers with several threads: {', '.join(crowded[:3])}"
        hint = "start workers with --nthreads 1: documents must not share a process"
        raise UsageError(Problem("cluster-mismatch", message, client.scheduler.address, hint=hint))
    try:
        found = client.run(fingerprint)
    except Exception as error:
        raise UsageError(_mismatch(f"{type(error).__name__}: {error}")) from error
    others = sorted(address for address, theirs in found.items() if theirs != program)
    if others:
        raise UsageError(_mismatch(f"another version runs on {', '.join(others[:3])}"))


def _mismatch(reason: str) -> Problem:
    hint = f"install this version, with the same lock file, on every worker (Python {python_version()})"
    message = f"the workers cannot do this run: {printable(reason)}"
    return Problem("cluster-mismatch", message, hint=hint)


@contextmanager
def _silent_dask() -> Iterator[None]:
    """Keep Dask's log off the terminal: it tells in tracebacks what we say in a line."""
    logs = [logging.getLogger(name) for name in _LOGS]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = "pip install distributed fsspec"
        raise UsageError(Problem("extra-missing", "--cluster needs Dask", hint=hint)) from error
    try:
        client = distributed.Client(address, timeout=_CONNECT_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = f"no scheduler answers: {printable(str(error))}"
        hint = "start one with: dask scheduler"
        raise UsageError(Problem("cluster-unreachable", message, address, hint=hint)) from error
    with _silent_dask(), client:
        yield client


@contextmanager
def _prepared(client: Any, share: Share) -> Iterator[None]:  # noqa: ANN401 - an extra, untyped
    """Bring the workers *share*, and let the scheduler give a document up after :data:`_RETRIES`.

    In the end the cluster is as it was.
    """
    plugin, parting = f"ruscorpus-{share.key}", f"ruscorpus-{share.key}-{_SEVERAL}"
    client.register_plugin(_bringing(share), name=plugin)
    client.register_plugin(_parting(share), name=parting)
    before = client.run_on_scheduler(_allow, _RETRIES)
    try:
        yield
    finally:
        if client.status == "running":
            client.unregister_worker_plugin(plugin)
            client.unregister_scheduler_plugin(parting)
            client.run_on_scheduler(_allow, before)


def _allow(failures: int, dask_scheduler: Any = None) -> int:  # noqa: ANN401 - an extra, untyped
    """Set how many lost workers a task survives; return what it was. Runs on the scheduler."""
    before: int = dask_scheduler.allowed_failures
    dask_scheduler.allowed_failures = failures
    return before
