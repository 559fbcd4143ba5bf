"""The time that a document may take in a worker of a cluster, which ends itself when it is over."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SAID_SECONDS = 1
"""How long a worker lives on that has said that a document takes too long: until that has gone out."""


def saying(topic: str, document: str) -> Callable[[], None]:
    """Return what tells under *topic*, from any thread, that *document* of this task takes too long."""
    import distributed  # noqa: PLC0415 - an extra

    worker = distributed.get_worker()
    message = [worker.get_current_task(), document]
    return lambda: worker.log_event(topic, message)


@contextmanager
def deadline(seconds: float, say: Callable[[], None]) -> Iterator[None]:
    """Say so and end this process when *seconds* are over: nothing else stops a document that hangs.

    The worker's nanny starts another in its place. There is no way back: what is done a moment later is lost
    as well. No *seconds*: there is no deadline.
    """

    def over() -> None:
        try:
            say()
            time.sleep(_SAID_SECONDS)
        finally:  # said or not
            os._exit(1)

    timer = threading.Timer(seconds, over) if seconds else None
    if timer is not None:
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        if timer is not None:
            timer.cancel()
            timer.join()
