"""Worker processes that are watched from outside: one that hangs, dies or vanishes costs one job.

The pools of the standard library do not survive the loss of a worker; this does. Each worker is a fork of
this process, so all that was loaded before is there without a copy, and takes one job after another.
Between the two run two pipes: numbers of jobs go down, short messages come up. A message fits into what a
pipe takes in one piece, so neither side ever waits for the other in the middle of one; results of any size
go through files (see :mod:`ruscorpus.run.staging`).
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import selectors
import signal
import sys
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ruscorpus.run.confine import MIB, address_space, confine

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

    Report = Callable[[str, str], None]
    Job = Callable[[int, Report], bool]
    """Does the job of a number, tells of it by (kind, text), and returns whether its process is spent."""

CAN_FORK = hasattr(os, "fork") and sys.platform != "win32"
_TICK = 0.2
"""Seconds between two looks at the clock."""
_LOOK = 0.05
"""Seconds at least between two looks at the memory of a worker: each takes as long as a message does."""
_STALLED = 5.0
"""A longer gap between two looks means that the whole program was stopped (Ctrl-Z, a sleeping computer)."""
_MAX_MESSAGE = 4_000
_MAX_STARTS = 3
_BEGUN, _DONE, _SPENT = "begun", "done", "spent"


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a job has no result. ``signal`` is the number of the signal that ended its process, or 0.

    ``at_limit`` tells that the process had used much of the memory that it may have: native code that is
    refused more often ends the process instead of saying so. ``workers`` counts those that a document cost
    on a cluster.
    """

    seconds: float
    timed_out: bool = False
    at_limit: bool = False
    signal: int = 0
    status: int = 0
    workers: int = 0

    @property
    def reason(self) -> str:
        """What happened, in words."""
        if self.workers:
            return f"{self.workers} workers of the cluster were lost while they worked on it"
        if self.timed_out:
            return f"not finished after {self.seconds:g} seconds"
        if not self.signal:
            return f"the process that worked on it ended itself with status {self.status}"
        try:
            name = signal.Signals(self.signal).name
        except ValueError:
            name = "unknown"
        return f"the process that worked on it was killed by signal {self.signal} ({name})"


class Watcher(Protocol):
    """What hears of the jobs, always in the process that supervises them."""

    def said(self, job: int, kind: str, text: str) -> None:
        """*job* tells something of itself."""

    def done(self, job: int) -> None:
        """*job* is done."""

    def lost(self, job: int, loss: Loss) -> None:
        """*job* will never be done."""

    def tick(self) -> bool:
        """Return whether to go on. Called several times a second, or with each message."""
        ...


@dataclass(slots=True, eq=False)
class _Worker:
    process: ForkProcess
    tasks: Connection
    messages: Connection
    job: int | None = None
    begun: bool = False
    started: float = 0.0
    size: int = 0
    """Bytes of address space that it had at the start of the job."""
    peak: int = 0
    """The most that was seen since."""
    looked: float = 0.0
    """When that was last looked at."""

    def close(self) -> None:
        self.tasks.close()
        self.messages.close()


class Crew:
    """At most *size* workers for *job*. Use as a context manager: no worker outlives it.

    A job that takes longer than *seconds* (wall clock; 0 for any time) is lost, and its worker killed.
    *memory_mb* bounds what a worker may need beyond what it starts with. *close* are file descriptors that
    no worker may keep open.
    """

    def __init__(
        self, job: Job, size: int, *, seconds: float = 0, memory_mb: int = 0, close: Iterable[int] = ()
    ) -> None:
        self._job = job
        self._size = size
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._close = tuple(close)
        self._context = multiprocessing.get_context("fork")
        self._workers: list[_Worker] = []
        self._leaving: list[ForkProcess] = []
        self._waiting: deque[int] = deque()
        self._starts: dict[int, int] = {}
        # One selector for all messages: to make one for each took longer than to read it. Not epoll, which
        # workers would inherit.
        self._selector = selectors.PollSelector()

    def __enter__(self) -> Crew:
        gc.freeze()  # what is there already is never collected, and so stays shared with the workers
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            worker.process.kill()
            self._dismiss(worker)
        self._selector.close()
        for process in self._leaving:
            process.kill()
            process.join()
            process.close()
        self._leaving.clear()
        gc.unfreeze()

    def run(self, jobs: Iterable[int], watcher: Watcher) -> None:
        """Do *jobs*, each at most once, until all are done or lost, or the watcher wants no more."""
        self._waiting.extend(jobs)
        looked = time.monotonic()
        while watcher.tick() and (self._waiting or any(worker.job is not None for worker in self._workers)):
            self._assign()
            ready = {key.fd for key, _ in self._selector.select(_TICK)}
            now = time.monotonic()
            stalled = now - looked if now - looked > _STALLED else 0.0
            looked = now
            for worker in list(self._workers):
                worker.started += stalled
                if now - worker.looked > _LOOK:
                    worker.looked = now
                    worker.peak = max(worker.peak, address_space(worker.process.pid or 0))
                self._hear(worker, watcher, ready)
            if self._leaving:
                self._leaving = [process for process in self._leaving if process.is_alive()]  # reaps others

    def _assign(self) -> None:
        idle = [worker for worker in self._workers if worker.job is None]
        while self._waiting and (idle or len(self._workers) < self._size):
            try:
                worker = idle.pop() if idle else self._start()
            except OSError:  # no more processes for us: go on with those that we have
                self._size = len(self._workers)
                if not self._size:
                    raise
                continue
            worker.job, worker.begun, worker.started = self._waiting.popleft(), False, time.monotonic()
            worker.size = worker.peak = address_space(worker.process.pid or 0)
            with contextlib.suppress(OSError):  # it died while it was idle: its pipe will tell
                worker.tasks.send_bytes(str(worker.job).encode())

    def _start(self) -> _Worker:
        take_tasks, send_tasks = self._context.Pipe(duplex=False)
        take_messages, send_messages = self._context.Pipe(duplex=False)
        ours = [end.fileno() for w in self._workers for end in (w.tasks, w.messages)]
        ours += [send_tasks.fileno(), take_messages.fileno(), *self._close]
        process = self._context.Process(
            target=_serve,
            args=(self._job, take_tasks, send_messages, self._memory_mb, os.getpid(), ours),
            daemon=True,
        )
        process.start()
        take_tasks.close()
        send_messages.close()
        worker = _Worker(process, send_tasks, take_messages)
        self._workers.append(worker)
        for source in (take_messages, process.sentinel):
            self._selector.register(source, selectors.EVENT_READ)
        return worker

    def _hear(self, worker: _Worker, watcher: Watcher, ready: Container[int]) -> None:
        """Take up what *worker* says next, and what became of it; *ready* are the descriptors that tell."""
        said = worker.messages.fileno() in ready
        if said:
            try:
                message = worker.messages.recv_bytes(_MAX_MESSAGE).decode(errors="replace")
            except (EOFError, OSError):  # it is gone, or has lost its mind
                self._bury(worker, watcher, timed_out=False)
                return
            if self._understand(worker, message, watcher):
                return
        if worker.job is not None and self._seconds and time.monotonic() - worker.started > self._seconds:
            self._bury(worker, watcher, timed_out=True)
        elif not said and worker.process.sentinel in ready:  # what it said before was taken up
            self._bury(worker, watcher, timed_out=False)

    def _understand(self, worker: _Worker, message: str, watcher: Watcher) -> bool:
        """Act on one message; return whether it was the worker's last one."""
        kind, _, text = message.partition("\0")
        job = worker.job
        if job is None:
            return False
        if kind == _BEGUN:
            worker.begun = True
        elif kind in (_DONE, _SPENT):
            worker.job = None
            if kind == _SPENT:
                self._dismiss(worker)
            watcher.done(job)
        else:
            watcher.said(job, kind, text)
        return kind == _SPENT

    def _dismiss(self, worker: _Worker) -> None:
        self._part_with(worker)
        self._leaving.append(worker.process)

    def _part_with(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        for source in (worker.messages, worker.process.sentinel):
            self._selector.unregister(source)
        worker.close()

    def _bury(self, worker: _Worker, watcher: Watcher, *, timed_out: bool) -> None:
        """End a worker that is or has to be lost, and its job with it."""
        process, job = worker.process, worker.job
        seconds = time.monotonic() - worker.started
        self._part_with(worker)
        if not timed_out:
            process.join(1)  # it closed its pipes on the way out: let it say how it ended
        process.kill()
        process.join()
        code = process.exitcode or 0
        process.close()
        if job is None:
            return
        if not worker.begun and not timed_out and self._starts.get(job, 0) < _MAX_STARTS:
            self._starts[job] = self._starts.get(job, 0) + 1
            self._waiting.appendleft(job)  # it died before it touched the job
        elif timed_out:
            watcher.lost(job, Loss(self._seconds, timed_out=True))
        else:
            at_limit = bool(self._memory_mb) and worker.peak - worker.size > self._memory_mb * MIB // 2
            watcher.lost(job, Loss(seconds, at_limit=at_limit, signal=max(0, -code), status=max(0, code)))


def _serve(
    job: Job, tasks: Connection, messages: Connection, memory_mb: int, parent: int, close: Iterable[int]
) -> None:
    """Run a worker: take jobs until the parent has no more, or this process has grown too large."""
    for descriptor in close:
        os.close(descriptor)
    confine(memory_mb, parent)
    grown = address_space() + memory_mb * MIB // 2 if memory_mb else sys.maxsize

    def report(kind: str, text: str = "") -> None:
        messages.send_bytes(f"{kind}\0{text}".encode(errors="replace")[:_MAX_MESSAGE])

    while True:
        try:
            number = int(tasks.recv_bytes())
        except EOFError:
            return
        report(_BEGUN)
        if job(number, report) or address_space() > grown:
            report(_SPENT)
            return
        report(_DONE)


def cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
