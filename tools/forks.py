"""Work side by side in forked processes, for tools that learn: what the jobs see is shared, not copied."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")


def side_by_side(jobs: Sequence[Callable[[], Result]]) -> list[Result]:
    """Return what each of *jobs* returns, in their order; as many run at a time as there are processors.

    A job is forked, so that it may use anything; only what it returns has to be pickled.
    Raises ``EOFError`` where a job ends without a result; its own traceback stands before that.
    """
    context = multiprocessing.get_context("fork")

    def run(job: Callable[[], Result]) -> Result:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=lambda: theirs.send(job()))
        process.start()
        theirs.close()
        try:
            return ours.recv()
        finally:
            process.join()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run, jobs))
