"""The hashes of what is read and written: SHA-256, in hexadecimal digits."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_CHUNK = 1 << 20


def digest(content: bytes) -> str:
    """Return the SHA-256 of *content*."""
    return hashlib.sha256(content).hexdigest()


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file's content."""
    return {name: digest(content) for name, content in files.items()}


def file_digest(path: Path, max_bytes: int) -> str:
    """Return the SHA-256 of a file, so that it is known whatever the file does to us later.

    ``""`` for one that cannot be read, is no regular file, or has more than *max_bytes*.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return ""
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor has no path
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or state.st_size > max_bytes:
            return ""
        read = hashlib.sha256()
        left = max_bytes
        while left >= 0 and (chunk := file.read(_CHUNK)):
            read.update(chunk)
            left -= len(chunk)
    return read.hexdigest() if left >= 0 else ""
