"""Paths as the viewers of reports want them: from the folder of the repository on, with slashes."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def shown(path: str, root: Path) -> str:
    """Return *path* relative to *root* where it lies below it, else as it is, as URLs; always with ``/``."""
    if not path or "://" in path:
        return path
    try:
        full = Path(os.path.abspath(path if os.path.isabs(path) else root / path))  # noqa: PTH100, PTH117
        return full.relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100
    except ValueError:
        return path.replace(os.sep, "/")


def uri(path: str, root: Path) -> str:
    """Return *path* as a URI: a relative one below *root*, otherwise ``file:///…``.

    >>> uri("file:///ข", Path("/r"))
    'file:///%E0%B8%82'
    >>> uri("ข่าว 1.txt", Path("/r"))
    '%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7%201.txt'
    """
    name = shown(path, root)
    if "://" in name:
        return quote(name, safe="/:", errors="surrogateescape")
    encoded = quote(name, safe="/", errors="surrogateescape")
    return f"file://{encoded}" if name.startswith("/") else encoded
