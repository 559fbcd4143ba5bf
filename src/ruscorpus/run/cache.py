"""What earlier runs on a folder found, by content: a second run does only what has changed.

One SQLite file beside the results holds two kinds of entries, found by SHA-256 over everything that they
depend on:

* *read* documents, as they leave the last stage before coding: a change of codebook starts from here;
* *results*: the analysis of a document and the hashes of the files that were written from it: a document of
  which nothing has changed, and whose files are still what they were, costs a look at them.

Entries are compressed JSON with a checksum of their own, never pickles: whatever a damaged or forged file
holds, it is recomputed or refused, not executed. Workers only read; the run itself writes, a few dozen
entries at a time, so that no connection is open while processes are forked.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.run.files import remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

CACHE = ".ruscorpus-cache.sqlite"
"""The file's name in the output folder."""
_FORMAT = 1
_CREATE = (
    "CREATE TABLE IF NOT EXISTS entries "
    "(key TEXT PRIMARY KEY, kind TEXT NOT NULL, digest BLOB NOT NULL, "
    "run INTEGER NOT NULL, value BLOB NOT NULL)"
)
_MAX_ENTRY = 64 << 20
"""Larger entries are not kept: reading them back would cost more memory than it saves time."""
_WAIT = 30.0
_BAD = (sqlite3.Error, UnicodeDecodeError, TypeError, ValueError)
"""What a damaged file may raise: its very column types are not what they were."""
_OF_THE_SYSTEM = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Errors that are no fault of the file's content: no room, no permission, somebody else at it."""
_LEVEL = 1
_MAX_RUN = 1 << 30


class CacheDamagedError(Exception):
    """The file, or an entry in it, is not what was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to keep: its key, its kind (``read`` or ``result``), its JSON."""

    key: str
    kind: str
    value: bytes

    def packed(self) -> Packed | None:
        """Return the entry as the file holds it, None where it is too large to be kept.

        Workers do this, of which there are several, not the run, which takes up the work of all of them.
        """
        if len(self.value) > _MAX_ENTRY:
            return None
        value = zlib.compress(self.value, _LEVEL)
        return Packed(self.key, self.kind, _digest(self.key, self.kind, value), value)


class Packed(NamedTuple):
    """An entry as it stands in the file: its JSON compressed, with a checksum over all of it."""

    key: str
    kind: str
    digest: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds: entries by kind, and its size in bytes on disk."""

    entries: dict[str, int]
    size: int


class CacheReader:
    """Looks entries up, in any process: the connection is opened by the process that asks first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the connection of this process; the next look-up opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, key: str) -> bytes | None:
        """Return the JSON that is kept under *key*, None where there is none.

        Raises :class:`CacheDamagedError` for an entry or a file that does not hold what was written.
        """
        try:
            if self._connection is None:
                if not self._path.is_file():
                    return None
                self._connection = _connect(self._path)
            row = self._connection.execute(
                "SELECT kind, digest, value FROM entries WHERE key = ?", (key,)
            ).fetchone()
        except (*_BAD, OSError) as error:
            if _no_damage(error):
                return None
            raise CacheDamagedError(str(error)) from error
        if row is None:
            return None
        kind, digest, packed = row
        if not isinstance(packed, bytes) or digest != _digest(key, str(kind), packed):
            raise CacheDamagedError("an entry does not match its checksum")
        return _unpack(packed)


@dataclass(slots=True)
class CacheWriter:
    """Keeps what a run found. ``used`` entries outlive :meth:`prune`, others do not.

    Trouble with the file never ends a run: a damaged one is begun anew, one that cannot be written is left
    alone; ``trouble`` then says why.
    """

    path: Path
    trouble: str = ""
    _pending: list[Packed] = field(default_factory=list)
    _used: list[str] = field(default_factory=list)
    _bytes: int = 0
    _run: int = 0
    _batch: int = 1 << 20

    def add(self, entries: Iterable[Packed], used: Iterable[str]) -> None:
        """Keep *entries*, and those that are there already under the keys *used*."""
        for entry in entries:
            self._pending.append(entry)
            self._bytes += len(entry.value)
        self._used += used
        if self._bytes > self._batch or len(self._used) > 1000:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        if self._pending or self._used:
            self._write_pending(only=False)

    def prune(self) -> None:
        """Write what is pending, and remove what this run neither wrote nor used."""
        if self._pending or self._used or self.path.is_file():
            self._write_pending(only=True)

    def _write_pending(self, *, only: bool) -> None:
        """Write what is pending in one transaction; with *only*, remove what is not this run's."""
        rows, used = self._pending, self._used
        self._pending, self._used, self._bytes = [], [], 0

        def write(connection: sqlite3.Connection) -> None:
            if not self._run:  # a number that no entry bears yet, and the same one for the same runs
                (last,) = connection.execute("PRAGMA application_id").fetchone()
                self._run = last % _MAX_RUN + 1
                connection.execute(f"PRAGMA application_id = {self._run:d}")
            connection.executemany(
                "INSERT OR REPLACE INTO entries (key, kind, digest, value, run) VALUES (?, ?, ?, ?, ?)",
                [(*row, self._run) for row in rows],
            )
            connection.executemany(
                "UPDATE entries SET run = ? WHERE key = ?", [(self._run, key) for key in used]
            )
            if only:
                connection.execute("DELETE FROM entries WHERE run <> ?", (self._run,))

        if not self.trouble:
            self._write(write)

    def forget(self) -> None:
        """Remove a file that is damaged; the run goes on with a new one."""
        for name in (self.path, self.path.with_name(self.path.name + "-journal")):
            with contextlib.suppress(OSError):
                name.unlink()

    def _write(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """Do one transaction; a file that turns out to be damaged is removed, and it is done on a new one."""
        for last in (False, True):
            try:
                with contextlib.closing(_create(self.path)) as connection, connection:
                    write(connection)
            except _BAD as error:
                if last or (_no_damage(error) and not self._says_readonly(error)):
                    self.trouble = str(error)
                    return
                self.forget()
                self._run = 0
            else:
                return

    def _says_readonly(self, error: BaseException) -> bool:
        """Tell whether the file itself says that it may not be written, which the system allows."""
        readonly = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY
        return readonly and os.access(self.path, os.W_OK)


def info(path: Path) -> CacheInfo:
    """Return what the cache at *path* holds. Raises :class:`CacheDamagedError`."""
    if not path.is_file():
        return CacheInfo({}, 0)
    try:
        with contextlib.closing(_connect(path)) as connection:
            counts = dict(
                connection.execute("SELECT kind, count(*) FROM entries GROUP BY kind ORDER BY kind")
            )
    except _BAD as error:
        raise CacheDamagedError(str(error)) from error
    return CacheInfo(counts, path.stat().st_size)


def clear(path: Path) -> bool:
    """Remove the cache at *path*; return whether there was one. Raises ``OutputError``."""
    remove(path.with_name(f"{path.name}-journal"))
    return remove(path)


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open the file; ``rw`` even to read: what a killed run left half-written has to be rolled back first."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)


def _create(path: Path) -> sqlite3.Connection:
    connection = _connect(path, "rwc")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _FORMAT):
            raise sqlite3.DatabaseError("a cache of another format")
        connection.execute("PRAGMA auto_vacuum = FULL")
        connection.execute("PRAGMA synchronous = OFF")  # a cache that is lost is made again
        connection.execute(_CREATE)
        connection.execute(f"PRAGMA user_version = {_FORMAT}")
    except _BAD:
        connection.close()
        raise
    return connection


def _no_damage(error: BaseException) -> bool:
    """Tell whether an error is the system's, not a fault of the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _OF_THE_SYSTEM


def _digest(key: str, kind: str, packed: bytes) -> bytes:
    return hashlib.sha256(f"{key}\0{kind}\0".encode() + packed).digest()


def _unpack(packed: bytes) -> bytes:
    """Decompress an entry; one that grows beyond what is ever written is none of ours."""
    decompressor = zlib.decompressobj()
    try:
        value = decompressor.decompress(packed, _MAX_ENTRY + 1)
    except zlib.error as error:
        raise CacheDamagedError(str(error)) from error
    if len(value) > _MAX_ENTRY or not decompressor.eof:
        raise CacheDamagedError("an entry is cut short or too large")
    return value
