"""What a worker process does first: it gives up what a document could misuse."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import sys
from pathlib import Path

MIB = 1 << 20
_RESERVE = 32 * MIB
"""Address space that is let go when the limit is reached, so that there is room to say so."""
_PR_SET_PDEATHSIG = 1


def confine(memory_mb: int, parent: int) -> None:
    """Bound the memory of this process to what it has and *memory_mb* MiB more; die with *parent*.

    Signals that ask to end are left to the parent, which may get them at the same moment. Nothing is read
    from standard input, and whatever a library says to standard output or error goes nowhere.
    """
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    _die_with(parent)
    _go_first()
    _silence()
    gc.enable()
    collect_seldom()
    _bound_memory(memory_mb)


def collect_seldom() -> None:
    """Look for garbage in cycles after every 50,000 objects: after every 700 it took 7 % of the time.

    What a document leaves is nearly all freed as soon as nothing refers to it.
    """
    gc.set_threshold(50_000)


def _die_with(parent: int) -> None:
    """Ask the kernel to kill this process with its parent. Elsewhere than on Linux, the pipes tell of it."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only here

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def _go_first() -> None:
    """Tell the kernel to end this process, not its parent, when the machine has no memory left."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _silence() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as this process
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    faulthandler.disable()


def _bound_memory(memory_mb: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_mb:
        limit = address_space() + memory_mb * MIB
        with contextlib.suppress(OSError, ValueError):  # macOS does not know this limit
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit + _RESERVE))


def release_reserve() -> None:
    """Raise the limit of this process a little: after ``MemoryError``, to be able to say so."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def address_space(process: int | str = "self") -> int:
    """Return the bytes of address space that a process has; 0 where the system does not tell."""
    try:
        descriptor = os.open(f"/proc/{process}/statm", os.O_RDONLY)  # asked with each document: no Path
    except OSError:
        return 0
    try:
        pages = os.read(descriptor, 100).split()
    except OSError:
        return 0
    finally:
        os.close(descriptor)
    return int(pages[0]) * os.sysconf("SC_PAGE_SIZE") if pages else 0
