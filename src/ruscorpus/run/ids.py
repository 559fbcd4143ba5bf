"""Ids of documents: names of files, whatever the files were called."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

MAX_ID_BYTES = 120
_DIGEST_LENGTHS = (8, 16, 64)


def document_id(below: str) -> str:
    """Return the id of a path below its folder: ``/`` as ``__``; too long or unsafe, cut and with a hash.

    >>> document_id("ข่าว/2024/ก.txt")
    'ข่าว__2024__ก.txt'
    """
    plain = unicodedata.normalize("NFC", below).replace("/", "__")
    safe = "".join(char if char.isprintable() and not "\ud800" <= char <= "\udfff" else "_" for char in plain)
    if safe == plain and len(safe.encode()) <= MAX_ID_BYTES:
        return safe
    return _marked(safe, _digest(below, _DIGEST_LENGTHS[0]))


def distinct(wanted: dict[str, str]) -> dict[str, str]:
    """Return *wanted*, ids by the path that messages show, with a hash of its path in every id that clashes.

    Which id a path gets does not depend on the order of the paths.
    """
    ids = dict(wanted)
    for length in _DIGEST_LENGTHS:  # an id with a hash may itself stand already: somebody meant it to
        counts = Counter(ids.values())
        if all(n == 1 for n in counts.values()):
            break
        ids = {
            path: id if counts[id] == 1 else _marked(wanted[path], _digest(path, length))
            for path, id in ids.items()  # noqa: A001
        }
    return ids


def _marked(id: str, digest: str) -> str:  # noqa: A002
    cut = id.encode()[: MAX_ID_BYTES - len(digest) - 1].decode("utf-8", "ignore")
    return f"{cut}~{digest}"


def _digest(path: str, length: int) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:length]
