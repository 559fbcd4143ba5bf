"""``manifest.yaml``: what was run, and one row for every document, the failed ones too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruscorpus.report.yaml import Items, yaml_pieces
from ruscorpus.vocabulary import ANALYSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCHEMA = "ruscorpus/manifest/1"
FORMATS = ("files", "sqlite", "parquet")
"""What ``analyze`` can write: files of each document, one database, or a Parquet file a table."""
SECONDS_DIGITS = 3


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run: the program's version, its date (ISO 8601), the SHA-256 of its configuration and codebook.

    ``written`` holds, by the names of the files, the SHA-256 of what the run itself put beside the results of
    its codebook and learned weights: what lay there already, and no run wrote, is somebody's own.
    ``codes`` names the codes and facets that were applied where not all of the codebook's were; ``format``
    is the form of the results, one of :data:`FORMATS`.
    """

    version: str
    date: str
    configuration: str
    codebook: str
    written: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    format: str = "files"

    def to_data(self) -> dict[str, Any]:
        """Return the run as the YAML holds it."""
        own = {"written": dict(self.written), "codes": list(self.codes)}
        return {name: getattr(self, name) for name in self.__slots__} | own

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> RunInfo:
        """Read a run back. Raises ``KeyError`` where a field is missing."""
        always = {name: str(data[name]) for name in ("version", "date", "configuration", "codebook")}
        written = {str(name): str(sha256) for name, sha256 in data.get("written", {}).items()}
        codes = tuple(map(str, data.get("codes", ())))
        return cls(**always, written=written, codes=codes, format=str(data.get("format", "files")))


class Fate:
    """What a status, and the slug of what went wrong, say of a document."""

    __slots__ = ()
    status: str
    slug: str

    @property
    def analysed(self) -> bool:
        """Whether there are results of the document, be they of a part of it."""
        return self.status in ANALYSED

    @property
    def skipped(self) -> bool:
        """Whether the file was left out: of a kind that is not read, or not reached."""
        return self.status == "skipped"

    @property
    def failed(self) -> bool:
        """Whether it is a document that was not analysed, or not in full."""
        return self.status not in ("ok", "skipped")

    @property
    def noted(self) -> bool:
        """Whether it was analysed, with a warning: pages without text, a guessed encoding."""
        return self.status == "ok" and bool(self.slug)


@dataclass(frozen=True, slots=True)
class ManifestRow(Fate):
    """What became of one document. ``slug`` and ``message`` are empty where all went well.

    Of a document that is ``ok`` they tell the first warning: pages that hold no text, an inferred encoding.
    """

    id: str
    path: str
    sha256: str
    status: str
    slug: str = ""
    message: str = ""
    seconds: float = 0.0

    def to_data(self) -> dict[str, Any]:
        """Return the row as the YAML holds it."""
        return {name: getattr(self, name) for name in self.__slots__} | {
            "seconds": round(self.seconds, SECONDS_DIGITS)
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ManifestRow:
        """Read a row back. Raises ``KeyError`` where a field is missing."""
        return cls(**{name: data[name] for name in cls.__slots__})


def manifest_yaml(run: RunInfo, rows: Iterable[ManifestRow]) -> Iterator[str]:
    """Yield ``manifest.yaml`` piece by piece, rows in the order of their ids whatever order they came in."""
    ordered = sorted(rows, key=lambda row: (row.id, row.path))
    documents = Items(row.to_data() for row in ordered)
    return yaml_pieces(
        {"schema": SCHEMA, "run": run.to_data(), "documents": documents}, one_line=("documents",)
    )
