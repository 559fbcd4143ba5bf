"""The formats: each a module with one function, imported when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ruscorpus.export.material import Material


class Shape(StrEnum):
    """What a format writes: a text, one binary file, or several files (a folder or a ZIP of them)."""

    TEXT = "text"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what its file is called, its module, what it is for.

    The module has ``lines(material)``, which yields the text piece by piece, for a :attr:`Shape.TEXT`, else
    ``write(material, path)``, which writes the file, or files into the folder, at *path*. ``package`` is what
    it needs beside the core, an extra of the same name as the format; a ``layered`` one can do with some of
    the layers of findings.
    """

    name: str
    file: str
    shape: Shape
    module: str
    summary: str
    package: str = ""
    layered: bool = False

    def lines(self, material: Material) -> Iterator[str]:
        """Yield the text of a :attr:`Shape.TEXT`."""
        module = import_module(f"ruscorpus.export.{self.module}")
        return cast("Callable[[Material], Iterator[str]]", module.lines)(material)

    def write(self, material: Material, path: Path) -> None:
        """Write the file at *path*, or the files into the folder *path*, which is there and empty."""
        module = import_module(f"ruscorpus.export.{self.module}")
        cast("Callable[[Material, Path], None]", module.write)(material, path)


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(
            "qdpx",
            "project.qdpx",
            Shape.FILE,
            "refi_project",
            "REFI-QDA project: QualCoder, ATLAS.ti, MAXQDA, NVivo",
            layered=True,
        ),
        Format("qdc", "codebook.qdc", Shape.TEXT, "refi_codebook", "REFI-QDA codebook"),
        Format("plover", "plover.jsonl", Shape.TEXT, "plover", "events as PLOVER JSON lines"),
        Format("polecat", "polecat.tsv", Shape.TEXT, "polecat", "events as a table with POLECAT's columns"),
        Format("csv", "csv", Shape.FOLDER, "csv_tables", "tables for Excel, R, pandas"),
        Format("xlsx", "results.xlsx", Shape.FILE, "xlsx", "one workbook for Excel", "openpyxl"),
        Format("jsonl", "findings.jsonl", Shape.TEXT, "json_lines", "every finding as a JSON line"),
        Format("sqlite", "results.sqlite", Shape.FILE, "sqlite", "a database: Datasette, SQL"),
        Format(
            "parquet",
            "parquet",
            Shape.FOLDER,
            "parquet",
            "typed tables: pandas, polars, R",
            "pyarrow",
        ),
        Format("gexf", "network.gexf", Shape.TEXT, "gexf", "the network of actors over time: Gephi"),
        Format(
            "labelstudio", "labelstudio", Shape.FOLDER, "labelstudio", "tasks for Label Studio", layered=True
        ),
        Format("doccano", "doccano.jsonl", Shape.TEXT, "doccano", "texts for doccano", layered=True),
        Format(
            "conll",
            "entities.conll",
            Shape.TEXT,
            "conll",
            "words with BIO tags of entities",
        ),
        Format(
            "quanteda",
            "dictionary.yml",
            Shape.TEXT,
            "quanteda",
            "phrases of the codebook: quanteda",
        ),
    )
}
