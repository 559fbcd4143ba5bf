"""Ctrl-C, SIGTERM and a closed terminal: asked to end, a run ends in order."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Interrupts:
    """Turns the signals that ask a process to end into ``KeyboardInterrupt``, or puts them off.

    Inside :meth:`put_off` the first signal only sets ``requested``, so that a loop can end between two
    steps and no step is cut in two; a second one still raises. Use as a context manager; outside the main
    thread, where Python hears no signals, it does nothing.
    """

    def __init__(self) -> None:
        self.requested = False
        self._put_off = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            for number in _ENDING:
                if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
                    self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Let the first signal wait until somebody looks at ``requested``."""
        self._put_off = True
        try:
            yield
        finally:
            self._put_off = False

    def _handle(self, number: int, frame: object) -> None:  # noqa: ARG002 - as Python calls it
        if self._put_off and not self.requested:
            self.requested = True
            return
        self.requested = True
        raise KeyboardInterrupt
