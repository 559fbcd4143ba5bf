"""What a document's results depend on, and what of them the cache already has.

A key is a SHA-256 over all of it: the bytes of the source, the code and the tables of the stages, the
configuration, the versions of Python and of the libraries whose dictionaries and models take part. A change
of any of them is another key, so nothing has to be invalidated.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from ruscorpus.model import Document
from ruscorpus.problems import Problem  # noqa: TC001 - the codecs read the types at run time
from ruscorpus.report.analysis import Analysis  # noqa: TC001
from ruscorpus.report.manifest import ManifestRow  # noqa: TC001
from ruscorpus.report.texts import Texts  # noqa: TC001
from ruscorpus.resources import PACKAGE_ROOT
from ruscorpus.run.cache import CacheDamagedError, CacheReader, Entry
from ruscorpus.run.digest import file_digest
from ruscorpus.run.output import document_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruscorpus.knowledge import Knowledge
    from ruscorpus.limits import Limits
    from ruscorpus.run.discover import Source

READ, RESULT = "read", "result"
_ANY_SIZE = sys.maxsize
_LIBRARIES = ("ftfy", "pdfminer.six", "pyahocorasick", "pythainlp", "python-crfsuite")
_AFTER_READING = (
    "coding", "report", "run", "cli", "summarize", "check", "agreement", "export", "exchange",
)  # fmt: skip
"""Packages whose code a read document does not depend on."""
_CODE = (".py", ".tsv")


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made of a document: its row, its problems, its analysis, and the hashes of its files.

    A run that writes tables keeps ``texts`` here instead.
    """

    row: ManifestRow
    problems: tuple[Problem, ...]
    analysis: Analysis
    files: dict[str, str]
    texts: Texts | None = None


@cache
def _adapters() -> tuple[TypeAdapter[Document], TypeAdapter[Result]]:
    """Return the codecs; building them takes some milliseconds, and nothing before the first look-up."""
    return TypeAdapter(Document), TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Memo:
    """The cache as one run sees it: *reading* and *coding* stand for all that does not hang on a document."""

    entries: CacheReader
    reading: str
    coding: str
    files: bool = True
    """Whether results are files; else they are rows of tables."""

    @classmethod
    def of(
        cls, path: Path, knowledge: Knowledge, limits: Limits, language: str, *, files: bool = True
    ) -> Memo:
        """Return the memory of the cache at *path* for a run with this knowledge, into files or tables."""
        bounds = [limits.max_bytes, limits.max_pages, limits.max_decompressed_bytes, limits.max_characters]
        reading = _key(
            _code(without=_AFTER_READING),
            _surroundings(),
            knowledge.reading_sha256,
            bounds,
        )
        codebook = hashlib.sha256(knowledge.codebook.model_dump_json().encode()).hexdigest()
        # With weights, codes that are not asked for have a say as well: so all of codebook and configuration.
        whole = knowledge.config_sha256, knowledge.codebook_sha256
        coding = _key(reading, _code(), codebook, *whole, language, files)
        return cls(CacheReader(path), reading, coding, files)

    def read_key(self, source: Source, sha256: str) -> str:
        """Return the key of the document that stages before coding make of a source."""
        return _key(READ, self.reading, sha256, source.path.suffix)

    def result_key(self, source: Source, sha256: str) -> str:
        """Return the key of the results of a source. They name its path, and so depend on it."""
        return _key(RESULT, self.coding, sha256, source.path.suffix, source.id, source.shown_path)

    def document(self, source: Source, key: str) -> Document | None:
        """Return the document kept under *key*, under the name that *source* has now."""
        value = self.entries.get(key)
        if value is None:
            return None
        try:
            document = _adapters()[0].validate_json(value)
        except ValidationError as error:
            raise CacheDamagedError(f"an entry is no document: {error.error_count()} faults") from error
        problems = tuple(replace(p, path=source.shown_path) for p in document.problems)
        return replace(document, id=source.id, path=source.shown_path, problems=problems)

    def result(self, source: Source, key: str) -> Result | None:
        """Return the result of *source* that is kept under *key*."""
        value = self.entries.get(key)
        if value is None:
            return None
        try:
            result = _adapters()[1].validate_json(value)
        except ValidationError as error:
            raise CacheDamagedError(f"an entry is no result: {error.error_count()} faults") from error
        paths = document_paths(source.id) if self.files else ()
        if result.row.id != source.id or {*result.files} != {*paths} or (result.texts is None) != self.files:
            raise CacheDamagedError("an entry is the result of another document")
        return result


def document_entry(key: str, document: Document) -> Entry:
    """Return the entry that keeps a read document. Raises ``ValueError`` for text that no JSON can hold."""
    return Entry(key, READ, _adapters()[0].dump_json(document))


def result_entry(key: str, result: Result) -> Entry:
    """Return the entry that keeps a result. Raises ``ValueError`` for text that no JSON can hold."""
    return Entry(key, RESULT, _adapters()[1].dump_json(result))


def unchanged(out: Path, files: Mapping[str, str]) -> bool:
    """Tell whether all *files* (path below *out* → SHA-256) are there and still what they were."""
    return all(file_digest(out / path, _ANY_SIZE) == digest for path, digest in files.items())


@cache
def _code(without: tuple[str, ...] = ()) -> str:
    """Return one hash over the program's own files, but for the named packages: the version of its stages."""
    digest = hashlib.sha256()
    for parts, content in _files():
        if parts[0] not in without:
            digest.update("/".join(parts).encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


@cache
def _files() -> list[tuple[tuple[str, ...], bytes]]:
    """Return the program's own files, in order: their paths below the package, and what they hold."""
    found: list[tuple[tuple[str, ...], bytes]] = []
    for folder, folders, names in os.walk(PACKAGE_ROOT):
        folders[:] = [name for name in folders if name != "__pycache__"]
        above = Path(folder).relative_to(PACKAGE_ROOT).parts
        code = (name for name in names if name.endswith(_CODE))
        found += (((*above, name), (Path(folder) / name).read_bytes()) for name in code)
    return sorted(found)


@cache
def fingerprint() -> str:
    """Return one hash over what makes two installations give the same results: code, libraries, Python.

    Of what a process has loaded, that is: it is looked at once.
    """
    return _key(_code(), _surroundings())


def _surroundings() -> list[str]:
    """Return the versions of what the program runs on; even patch releases of Python read HTML otherwise."""
    return [platform.python_version(), *(_version(name) for name in _LIBRARIES)]


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _key(*parts: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
