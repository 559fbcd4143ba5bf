"""Writing files: each whole or not at all, readable as the user's mask says, with messages that help."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus.problems import OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEMPORARY_PREFIX = ".ruscorpus-tmp-"
_NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

_RIGHTS = "you need the right to write into this folder"


def write_text(path: Path, content: str | Iterable[str]) -> None:
    """Write *content*, whole or in pieces, as UTF-8: a temporary file, then a rename.

    Line ends are written as they are. An interrupt leaves the old file or the new one, never half of one.
    Raises ``OutputError``.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=TEMPORARY_PREFIX, delete=False
        ) as file:
            temporary = file.name
            file.writelines([content] if isinstance(content, str) else content)
            file.flush()
            if hasattr(os, "fchmod"):  # Windows has no such rights, and before Python 3.13 no such function
                os.fchmod(file.fileno(), usual_mode())
        Path(temporary).replace(path)
    except BaseException as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        if isinstance(error, OSError):
            raise OutputError(cannot_write(path, error)) from error
        raise


def usual_mode() -> int:
    """Return the permissions that a new file gets; temporary files are made for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def cannot_write(path: Path, error: OSError, *, elsewhere: bool = True) -> Problem:
    """Return the problem that *path* cannot be written, with what may help.

    *elsewhere* tells whether another place can be named with ``-o``.
    """
    reason = error.strerror or type(error).__name__
    another = "choose another place with -o"
    if not elsewhere:
        another = _RIGHTS
    elif isinstance(error, IsADirectoryError):
        another = "this is a folder, and -o names a file here"
    elif isinstance(error, (FileExistsError, NotADirectoryError)):
        another = "this is a file, and -o names a folder here"
    hint = f"free some space, or {another}" if error.errno in _NO_SPACE else another
    return Problem("output-unwritable", f"cannot be written: {reason}", str(path), hint=hint)


def remove(path: Path) -> bool:
    """Remove a file that is to go; return whether there was one. Raises ``OutputError``."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        reason = "is a folder, not a file" if path.is_dir() else error.strerror or type(error).__name__
        hint = "remove it by hand if it is not needed" if path.is_dir() else _RIGHTS
        problem = Problem("output-unwritable", f"cannot be removed: {reason}", str(path), hint=hint)
        raise OutputError(problem) from error
    return True


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a folder next to *target*, where it can be made and then moved into place at one stroke.

    Raises ``OutputError``, also for an ``OSError`` in the block.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=target.parent))
    except OSError as error:
        raise OutputError(cannot_write(target, error)) from error
    try:
        yield workplace
    except OSError as error:
        raise OutputError(cannot_write(target, error)) from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


@contextlib.contextmanager
def storing(out: Path) -> Iterator[None]:
    """Raise ``OutputError`` where a database in *out* cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        number = errno.ENOSPC if full else errno.EIO
        raise OutputError(cannot_write(out, OSError(number, str(error)))) from error


def make_folder(out: Path) -> Path:
    """Make the output folder, and return it. Raises ``OutputError`` where that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(cannot_write(out, error)) from error
    return out
