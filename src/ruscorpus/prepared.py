"""What is made of packaged files, kept for the next start where Python keeps compiled modules.

Configuration files, learned weights and models are read, checked and laid out at every start, which takes
longer than the work on a short text. What comes out depends on nothing but the content of the file and the
code that reads it, so both together name what is kept: a change of either is another name, and nothing is
ever stale. Only what is packaged is kept so: nothing of anybody's own lies elsewhere than where he put it.

It lies in a folder of the package's ``__pycache__`` (below ``PYTHONPYCACHEPREFIX`` where that is set; nothing
is written with ``PYTHONDONTWRITEBYTECODE``), in the form in which Python keeps the constants of compiled
modules (marshal): who could forge it could as well forge these. Where it is damaged, or nothing can be
written, everything is made anew without a word; it may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from ruscorpus import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

Plain = TypeVar("Plain")

_FOLDER = "prepared"
_SUFFIX = ".made"
_DIGEST = hashlib.sha256().digest_size
_PACKAGE = Path(__file__).parent
_MOST, _LEFT = 300, 150
"""Of more files than this the oldest are removed: what was made of files that have changed since."""


class Form(NamedTuple):
    """A form that files are brought into: its name, the modules that do it, what else that depends on."""

    name: str
    modules: tuple[str, ...]
    versions: tuple[str, ...] = ()


def prepared(form: Form, content: bytes, make: Callable[[], Plain]) -> Plain:
    """Return what *make* makes of *content*, plain data of Python, as it was made when first asked for.

    What *make* raises is raised, and nothing is kept then.
    """
    folder = _folder()
    code = _code(form)
    if folder is None or not code:
        return make()
    digest = hashlib.sha256(code)
    digest.update(content)
    name = digest.hexdigest()
    path = folder / f"{form.name}-{name}{_SUFFIX}"
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        return cast("Plain", _read(path, name))
    made = make()
    if sys.dont_write_bytecode:
        return made
    with contextlib.suppress(OSError, ValueError):  # no room, no permission; nothing that marshal knows
        _write(path, name, marshal.dumps(cast("Any", made)))
    return made


def _read(path: Path, name: str) -> object:
    """Return what is kept at *path*. Raises ``OSError`` where there is nothing, ``ValueError`` for damage."""
    content = path.read_bytes()
    digest, body = content[:_DIGEST], memoryview(content)[_DIGEST:]
    if digest != _digest(name, body):
        raise ValueError("not what was written")
    kept: object = marshal.loads(body)  # noqa: S302 - as safe as the compiled modules that lie beside it
    return kept


def _write(path: Path, name: str, body: bytes) -> None:
    """Write a file under a name of its own, then move it into its place: nobody reads the half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}")
    try:
        new.write_bytes(_digest(name, body) + body)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    _prune(path.parent)


def _prune(folder: Path) -> None:
    found = list(folder.iterdir())
    if len(found) > _MOST:
        found.sort(key=lambda path: path.stat().st_mtime)
        for path in found[:-_LEFT]:
            path.unlink(missing_ok=True)


def _digest(name: str, body: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(name.encode())
    digest.update(body)
    return digest.digest()


@cache
def _code(form: Form) -> bytes:
    """Return a hash over the code that brings files into *form*; b"" where it cannot be read."""
    parts = [form.name, __version__, sys.version, sys.byteorder, str(marshal.version), *form.versions]
    digest = hashlib.sha256("\0".join(parts).encode())
    try:
        for module in form.modules:
            digest.update((_PACKAGE / module).read_bytes())
    except OSError:
        return b""
    return digest.digest()


@cache
def _folder() -> Path | None:
    """Return the folder; None on a Python that keeps no compiled modules."""
    try:
        return Path(cache_from_source(__file__)).parent / _FOLDER
    except NotImplementedError:
        return None
