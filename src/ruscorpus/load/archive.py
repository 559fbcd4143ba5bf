"""ZIP archives from strangers (DOCX, EPUB): parts are read into memory one by one, never unpacked to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ruscorpus.problems import LoadError, Problem, printable

if TYPE_CHECKING:
    from ruscorpus.limits import Limits

_MAX_PARTS = 20_000
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Archive:
    """The parts of a ZIP file by name. What a part says about its size is not believed, but counted."""

    def __init__(self, data: bytes, shown_path: str, limits: Limits) -> None:
        """Open *data*; raise :class:`LoadError` (``broken-archive``, ``too-large``)."""
        self._shown_path = shown_path
        self._left = limits.max_decompressed_bytes
        self._limit = limits.max_decompressed_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self._broken(str(error)) from error
        parts = self._zip.infolist()
        if len(parts) > _MAX_PARTS:
            message = f"the archive has {len(parts)} parts, more than {_MAX_PARTS}"
            raise LoadError(Problem("too-large", message, shown_path))
        # A name may stand twice; the first one counts, so that no later part can pose as an earlier one.
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in parts:
            self._parts.setdefault(part.filename, part)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """Return one part; ``b""`` where there is none of that name.

        Raises :class:`LoadError`: ``encrypted-archive``, ``broken-archive``, ``too-large``.
        """
        part = self._parts.get(name)
        if part is None:
            return b""
        if part.flag_bits & _ENCRYPTED:
            message = "the file can be opened only with a password"
            hint = "save a copy without a password"
            problem = Problem("encrypted-archive", message, self._shown_path, hint=hint)
            raise LoadError(problem, status="encrypted")
        pieces: list[bytes] = []
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        message = f"unpacks to more than {self._limit >> 20} MiB"
                        hint = "raise max_decompressed_bytes if you trust the file"
                        raise LoadError(Problem("too-large", message, self._shown_path, hint=hint))
                    pieces.append(piece)
        except _DAMAGED as error:
            raise self._broken(f"part {printable(name, 80)}: {error}") from error
        return b"".join(pieces)

    def _broken(self, reason: str) -> LoadError:
        message = f"the archive is damaged: {printable(reason, 120)}"
        hint = "open it with the program that wrote it and save it again, or fetch it anew"
        return LoadError(Problem("broken-archive", message, self._shown_path, hint=hint))


def part_name(base: str, reference: str) -> str:
    """Return the name of the part that *reference* means in the part *base*; ``""`` for one outside.

    >>> part_name("OEBPS/content.opf", "text/ch%201.xhtml#top")
    'OEBPS/text/ch 1.xhtml'
    """
    path = unquote(reference.split("#", 1)[0])
    if "://" in path or path.startswith("//"):
        return ""
    folder = "" if path.startswith("/") else posixpath.dirname(base)
    name = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    return "" if name in (".", "..") or name.startswith("../") else name
