"""One run at a time on one output folder, whatever happens to the runs before."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

from ruscorpus.problems import OutputError, Problem, printable
from ruscorpus.run.files import cannot_write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".ruscorpus-lock"
_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
_MAX_PID = 32


@contextlib.contextmanager
def exclusive(out: Path, *, elsewhere: bool = True) -> Iterator[int]:
    """Hold the folder *out* for this process; yield the file descriptor, which no child may keep open.

    The lock belongs to the open file, not to its name: it ends with the process, however that ends, so a
    file that a dead run left behind locks nobody out. Raises ``OutputError`` (``output-locked``) while
    another run holds the folder; *elsewhere* tells whether its user may name another with ``-o``.
    Windows, and file systems without locks, as some networks have, go unlocked.
    """
    path = out / LOCK
    try:
        descriptor = _lock(path, elsewhere=elsewhere)
    except OSError as error:
        raise OutputError(cannot_write(path, error, elsewhere=elsewhere)) from error
    try:
        yield descriptor
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)
        if sys.platform == "win32":  # there a file goes only when it is closed
            path.unlink(missing_ok=True)


def _lock(path: Path, *, elsewhere: bool) -> int:
    """Return a locked descriptor of the file that *path* names at this moment."""
    while True:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, 0o666)
        try:
            _flock(descriptor, path, elsewhere=elsewhere)
            if sys.platform == "win32" or _is_still(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # the run before removed the file as we opened it: ours has no name any more


def _flock(descriptor: int, path: Path, *, elsewhere: bool) -> None:
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415 - POSIX only

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _TAKEN:
            return
        holder = printable(os.pread(descriptor, _MAX_PID, 0).decode("ascii", "replace").strip())
        who = f"another run (process {holder})" if holder else "another run"
        hint = "wait until it is done" + ", or choose another folder with -o" * elsewhere
        problem = Problem("output-locked", f"{who} is writing into this folder", str(path.parent), hint=hint)
        raise OutputError(problem) from error


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
